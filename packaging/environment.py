"""The project's own Python environment: made, filled from a lock file, and known to be up to date.

A stamp, written last, names the lock that is installed. Without it, or when the lock has changed, the environment
is filled again; so an interrupted set-up is repeated, never believed.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import debian
import interpreters
from problems import Problem, say
from setup_log import SetupLog

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"

STAMP = "installed.json"
INSTALL = [
    "install",
    "--no-deps",
    "--require-hashes",
    "--only-binary=:all:",
    "--no-input",
    "--disable-pip-version-check",
]
# A person's own settings may ask for --user, which an environment refuses, and for colours, which no log wants.
PLAIN_PIP = {"PIP_USER": "0", "PIP_NO_COLOR": "1"}
SIGNS_OF_NO_NETWORK = (
    "Retrying (Retry(",
    "NewConnectionError",
    "ConnectionError",
    "NameResolutionError",
    "timed out",
)


class Stamp(TypedDict):
    """What an environment holds: a lock by its name and digest, a Python, the purposes that Qt has its libraries for."""

    lock: str
    sha256: str
    python: str
    libraries: list[str]


def prepare(folder: Path, *locks: Path) -> Path:
    """Return the environment's Python, with one of the locks installed: the first, unless another one is in place.

    Raises:
        Problem: the environment cannot be made, or a package cannot be had. Nothing half-made is left behind.
    """
    python = python_in(folder)
    version = interpreters.version_of(python)
    stamp = read_stamp(folder)
    if not (
        stamp and version and stamp["python"] == version and any(_is_installed(lock, stamp) for lock in locks)
    ):
        with SetupLog() as log:
            _fill(folder, version, locks[0], log)
    return python


def python_in(folder: Path) -> Path:
    """Return where an environment keeps its Python, whether it is there or not."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def script_in(folder: Path, name: str) -> Path:
    """Return where an environment keeps a command of this name."""
    return python_in(folder).with_name(f"{name}.exe" if os.name == "nt" else name)


def digest(lock: Path) -> str:
    """Return the fingerprint of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def read_stamp(folder: Path) -> Stamp | None:
    """Return what was installed last, or nothing if that is unknown."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return Stamp(
            lock=str(stamp["lock"]),
            sha256=str(stamp["sha256"]),
            python=str(stamp["python"]),
            libraries=list(stamp["libraries"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Say what is installed, in one step: a stamp is never half-written."""
    fresh = folder / f"{STAMP}.new"
    fresh.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    fresh.replace(folder / STAMP)


def _is_installed(lock: Path, stamp: Stamp) -> bool:
    """Say whether the stamp speaks of this very lock."""
    return stamp["lock"] == lock.name and stamp["sha256"] == digest(lock)


def _fill(folder: Path, version: str | None, lock: Path, log: SetupLog) -> None:
    """Make the environment if there is none that works, and install the lock into it."""
    say(
        f"Setting up {folder}: needed once, and again after an update. This fetches packages from the network."
    )
    pip = interpreters.pip_for(python_in(folder)) if version else None
    is_new = pip is None
    if pip is None:
        pip = _make(folder, log)
    (folder / STAMP).unlink(missing_ok=True)
    try:
        install(pip, lock, log)
    except BaseException:
        if is_new:
            remove(folder)
        raise
    write_stamp(folder, Stamp(lock=lock.name, sha256=digest(lock), python=_version(folder), libraries=[]))
    say("Set-up done.")


def _version(folder: Path) -> str:
    """Return the version of an environment that is known to work."""
    return interpreters.version_of(python_in(folder)) or ""


def _make(folder: Path, log: SetupLog) -> list[str]:
    """Replace whatever is there by an empty environment, and return the pip command that serves it."""
    remove(folder)
    # Where we may not write, this says so before venv fails for a reason of its own.
    folder.mkdir()
    try:
        return (
            _make_with(sys.executable, folder, log)
            or _make_with(sys.executable, folder, log, "--without-pip")
            or _make_with_debian(folder, log)
        )
    except BaseException:
        remove(folder)
        raise


def _make_with(python: str, folder: Path, log: SetupLog, *options: str) -> list[str] | None:
    """Make an environment and return its pip command, or leave nothing: Debian's venv stops half-way without ensurepip."""
    made = log.run([python, "-m", "venv", *options, str(folder)])
    pip = interpreters.pip_for(python_in(folder)) if made else None
    if pip is None:
        remove(folder)
    return pip


def _make_with_debian(folder: Path, log: SetupLog) -> list[str]:
    """Make the environment with the system's own Python, after fetching what Debian leaves out of it."""
    if not debian.is_here():
        raise Problem(
            f"This Python ({sys.executable}) can make no environment: it lacks venv or pip.",
            "Install them with your system's package manager, or start this with another Python, then repeat.",
        )
    if not debian.may_install():
        raise Problem(
            f"This Python ({sys.executable}) can make no environment: it lacks venv or pip.",
            f"Install what is missing, then start again: {debian.command_for([interpreters.DEBIAN_VENV])}",
        )
    debian.refresh(log)
    debian.install([interpreters.DEBIAN_VENV], log)
    recent = interpreters.version_of(interpreters.DEBIAN_PYTHON)
    pip = _make_with(str(interpreters.DEBIAN_PYTHON), folder, log) if recent else None
    if pip is None:
        raise Problem(
            f"No environment could be made with {interpreters.DEBIAN_PYTHON} either; the tools' words are in {log.path}.",
            "Start this with a Python of 3.11 or newer that has venv and pip, then repeat.",
        )
    return pip


def install(pip: Sequence[str], lock: Path, log: SetupLog) -> None:
    """Install what a lock names, each package checked against the lock's digests.

    Raises:
        Problem: a package could not be had or is not the one that the lock names.
    """
    counter = _Counter(lock)
    if log.run([*pip, *INSTALL, "--requirement", str(lock)], settings=PLAIN_PIP, each_line=counter.show):
        return
    said = log.text()
    if any(sign in said for sign in SIGNS_OF_NO_NETWORK):
        raise Problem(
            f"The packages could not be fetched; nothing is half-installed. pip's log: {log.path}",
            "The first start needs the network once: connect this computer, then start again.",
        )
    last_error = next(
        (line for line in reversed(said.splitlines()) if line.startswith("ERROR:")), "ERROR: no reason given"
    )
    raise Problem(
        f"The packages could not be installed; nothing is half-installed. pip says: {last_error[6:].strip()}",
        f"Read pip's log, {log.path}, then start again.",
    )


class _Counter:
    """Tells a person which of the packages pip has come to."""

    _NEXT = re.compile(
        r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?([\w.]+(?:-[A-Za-z]\w*)*)"
    )

    def __init__(self, lock: Path) -> None:
        self._total = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
        self._done = 0

    def show(self, line: str) -> None:
        """Say how far pip is, if this line of its output tells that it began the next package."""
        if package := self._NEXT.match(line):
            self._done += 1
            say(f"  {self._done} of {self._total}: {package[1]}")


def remove(folder: Path) -> None:
    """Delete an environment; of a link only the link."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
