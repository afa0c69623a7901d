"""The libraries that Qt expects from a Linux system and that no wheel brings along."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import debian
from problems import Problem
from setup_log import SetupLog

# Library -> Debian's package, newest name first: some were renamed when Debian 13 and Ubuntu 24.04 moved to 64-bit time.
OFFSCREEN = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libfreetype.so.6": ("libfreetype6",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
WINDOW = OFFSCREEN | {
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
}
NEEDED = {"offscreen": OFFSCREEN, "window": WINDOW}

# The loader names one absent library at a time, so each is tried; Qt itself comes last, for what we did not list.
_PROBE = """
import ctypes, sys
absent = []
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        absent.append(name)
if not absent:
    try:
        import PySide6.QtWidgets
    except ImportError as error:
        absent.append(str(error).split(":")[0])
print(*absent, sep="\\n")
"""


def provide(python: Path, purpose: str) -> None:
    """See that Qt finds its libraries for a purpose of ``NEEDED``, installing them where we may.

    Raises:
        Problem: some are missing; the advice names the command that installs them.
    """
    if sys.platform != "linux":
        return
    absent = missing(python, NEEDED[purpose])
    if not absent:
        return
    if debian.may_install():
        with SetupLog() as log:
            debian.refresh(log)
            debian.install(packages_for(absent), log)
        absent = missing(python, NEEDED[purpose])
    if absent:
        raise problem(absent, on_debian=debian.is_here())


def missing(python: Path, names: Iterable[str]) -> list[str]:
    """Return those of the libraries that a program of this Python cannot load, or what else keeps Qt from loading."""
    answer = subprocess.run(
        [str(python), "-I", "-c", _PROBE, *names],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return answer.stdout.split("\n")[:-1] if answer.stdout.strip() else []


def packages_for(names: Sequence[str], is_known: Callable[[str], bool] = debian.is_known) -> list[str]:
    """Return Debian's packages for the libraries; one that we do not know is left to the person."""
    return debian.choose([WINDOW[name] for name in names if name in WINDOW], is_known)


def problem(
    absent: Sequence[str], *, on_debian: bool, is_known: Callable[[str], bool] = debian.is_known
) -> Problem:
    """Put into words which libraries are missing and how to get them."""
    packages = packages_for(absent, is_known) if on_debian else []
    advice = (
        f"Install them, then start again: {debian.command_for(packages)}"
        if packages
        else "Install the packages of your system that hold them, then start again."
    )
    return Problem(f"Qt needs libraries that this system does not have: {', '.join(absent)}.", advice)
