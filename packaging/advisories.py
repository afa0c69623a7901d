"""Known vulnerabilities of the locked packages: asked of the package index, or looked up in a file of advisories."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locked_packages import Package
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from problems import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A known vulnerability of a locked package. `fixed` are the versions that no longer have it."""

    package: Package
    advisory: str
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, and for which packages nobody could be asked."""

    findings: tuple[Finding, ...] = ()
    not_asked: tuple[Package, ...] = ()


def ask_the_index(packages: Sequence[Package], lock: Path) -> Outcome:
    """Return what pip-audit learns about a lock from the package index, where there is a network."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--no-deps", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        answers = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):  # it gives up as a whole when there is no network
        return Outcome(not_asked=tuple(packages))
    return _understood(packages, answers)


def look_up(packages: Sequence[Package], archive: Path) -> Outcome:
    """Return what a zip of advisories in OSV's JSON says, such as the export of all advisories for PyPI.

    Raises:
        Problem: when it cannot be read. See https://ossf.github.io/osv-schema/ for its shape.
    """
    by_name = {canonicalize_name(package.name): package for package in packages}
    findings = dict[tuple[str, str], Finding]()
    try:
        for advisory in _advisories(archive):
            for package, affected in _affected(advisory, by_name):
                if is_affected(package.version, affected):
                    fixed = tuple(dict.fromkeys(_events(affected, "fixed")))
                    findings[package.name, advisory["id"]] = Finding(package, advisory["id"], fixed)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise Problem(
            f"{archive} is not a zip of advisories in OSV's format.", "Fetch the export for PyPI again."
        ) from error
    return Outcome(tuple(findings.values()))


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Return whether a version is among those that an advisory lists, or lies in one of its ranges."""
    if version in affected.get("versions", ()):
        return True
    own = Version(version)
    return any(
        _is_within(own, spread.get("events", ()))
        for spread in affected.get("ranges", ())
        if spread.get("type") == "ECOSYSTEM"
    )


def _is_within(own: Version, events: Iterable[dict[str, str]]) -> bool:
    inside = False
    for event in events:  # each in ascending order, as the format demands
        for kind, text in event.items():
            limit = _version(text)
            if kind == "introduced":
                inside = inside or own >= limit
            elif (kind == "fixed" and own >= limit) or (kind == "last_affected" and own > limit):
                inside = False
    return inside


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _events(affected: dict[str, Any], kind: str) -> Iterator[str]:
    for spread in affected.get("ranges", ()):
        if spread.get("type") == "ECOSYSTEM":
            yield from (event[kind] for event in spread.get("events", ()) if kind in event)


def _affected(
    advisory: dict[str, Any], by_name: dict[Any, Package]
) -> Iterator[tuple[Package, dict[str, Any]]]:
    if advisory.get("withdrawn"):
        return
    for affected in advisory.get("affected", ()):
        named = affected.get("package", {})
        if named.get("ecosystem") == "PyPI" and (
            package := by_name.get(canonicalize_name(named.get("name", "")))
        ):
            yield package, affected


def _advisories(archive: Path) -> Iterator[dict[str, Any]]:
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            if name.endswith(".json"):
                yield json.loads(files.read(name))


def _understood(packages: Sequence[Package], answers: Iterable[dict[str, Any]]) -> Outcome:
    by_name = {canonicalize_name(answer["name"]): answer for answer in answers}
    findings, not_asked = list[Finding](), list[Package]()
    for package in packages:
        answer = by_name.get(canonicalize_name(package.name), {})
        if "vulns" not in answer:
            not_asked.append(package)
        findings += (
            Finding(package, found["id"], tuple(found.get("fix_versions", ())))
            for found in answer.get("vulns", ())
        )
    return Outcome(tuple(findings), tuple(not_asked))
