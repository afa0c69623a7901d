"""What the program is made of, and whether any of it is known to be unsafe or may not be handed on.

Run by `python packaging/dev.py audit`, inside the project's environment. It prints each package with its license,
the known vulnerabilities, and for which packages nobody could be asked; exit code 1 when something is to be mended.
Without a network, give it a file of advisories that was fetched elsewhere: `--advisories all.zip`.
"""

import argparse
import sqlite3
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import environment
from advisories import Outcome, ask_the_index, look_up
from bill_of_materials import bill_of_materials
from licenses import is_accepted, license_of
from locked_packages import Package, read_lock
from problems import Problem, say

# Up to 3.53.3 a journal that lies beside a file can make SQLite delete another file; we look at journals ourselves.
SAFE_SQLITE = (3, 53, 4)


def main(arguments: Sequence[str]) -> int:
    """Carry out the audit and return its exit code."""
    wish = _parser().parse_args(arguments)
    packages = read_lock(environment.RUN_LOCK)
    licenses = {package.name: license_of(package) for package in packages}
    outcome = (
        look_up(packages, wish.advisories)
        if wish.advisories
        else ask_the_index(packages, environment.RUN_LOCK)
    )
    print("\n".join(_license_lines(packages, licenses)))
    print()
    print("\n".join(_vulnerability_lines(packages, outcome)))
    print(_sqlite_line(sqlite3.sqlite_version_info))
    if wish.sbom:
        program, asks_for = _program()
        text = bill_of_materials(program, asks_for, packages, lambda package: licenses[package.name])
        wish.sbom.write_text(text, encoding="utf-8")
        print(f"The bill of materials (CycloneDX 1.6) is in {wish.sbom}.")
    refused = [name for name, expression in licenses.items() if not is_accepted(expression)]
    return 1 if refused or outcome.findings or (wish.strict and outcome.not_asked) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py audit", description=__doc__)
    parser.add_argument(
        "--sbom", type=Path, metavar="FILE.json", help="write the bill of materials, in CycloneDX"
    )
    parser.add_argument(
        "--advisories",
        type=Path,
        metavar="ALL.zip",
        help="look vulnerabilities up in this file, the export of OSV for PyPI, instead of asking the network",
    )
    parser.add_argument(
        "--strict", action="store_true", help="fail also when nobody could be asked about a package"
    )
    return parser


def _license_lines(packages: Sequence[Package], licenses: dict[str, str]) -> list[str]:
    width = max(len(f"{package.name} {package.version}") for package in packages)
    return [
        f"{f'{package.name} {package.version}':{width}}  {licenses[package.name] or 'no license is named'}"
        f"{'' if is_accepted(licenses[package.name]) else '   ✗ may not be handed on'}"
        for package in packages
    ]


def _vulnerability_lines(packages: Sequence[Package], outcome: Outcome) -> list[str]:
    lines = [
        f"✗ {found.package.name} {found.package.version}: {found.advisory}"
        f"{', mended in ' + ', '.join(found.fixed) if found.fixed else ''}"
        for found in outcome.findings
    ]
    asked = len(packages) - len(outcome.not_asked)
    lines.append(f"Known vulnerabilities: {len(outcome.findings)} in {asked} of {len(packages)} packages.")
    if outcome.not_asked:
        names = ", ".join(package.name for package in outcome.not_asked)
        lines.append(f"Nobody could be asked about {len(outcome.not_asked)} packages: {names}.")
        lines.append(
            "Repeat it where there is a network, or with --advisories and the export of OSV for PyPI."
        )
    return lines


def _sqlite_line(found: tuple[int, int, int]) -> str:
    name = ".".join(map(str, found))
    if found >= SAFE_SQLITE:
        return f"SQLite {name} is recent enough to be safe with journals of others."
    wanted = ".".join(map(str, SAFE_SQLITE))
    return f"SQLite {name} follows journals of others to any file ({wanted} no longer does); the program looks first."


def _program() -> tuple[Package, list[str]]:
    project = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Package(project["name"], project["version"]), project["dependencies"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        say(f"{problem}\n{problem.advice}")
        sys.exit(2)
