"""What a lock file names: every package that the program runs with, at its one version."""

import re
from dataclasses import dataclass
from pathlib import Path

_REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)")
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Package:
    """One locked package. `digests` are the SHA-256 of each file that may be installed for it."""

    name: str
    version: str
    digests: tuple[str, ...] = ()


def read_lock(path: Path) -> tuple[Package, ...]:
    """Return the packages of a lock file, in its order."""
    found = list[tuple[str, str, list[str]]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if requirement := _REQUIREMENT.match(line):
            found.append((requirement[1], requirement[2], []))
        if found:
            found[-1][2].extend(_DIGEST.findall(line))
    return tuple(Package(name, version, tuple(digests)) for name, version, digests in found)
