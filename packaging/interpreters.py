"""The Pythons and pips of this computer: which of them work, and which can serve an environment."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
DEBIAN_PYTHON = Path("/usr/bin/python3")
DEBIAN_VENV = "python3-venv"
DEBIAN_WHEELS = Path("/usr/share/python-wheels")
# The first pip that can work for another Python (--python).
OLDEST_HELPFUL_PIP = (22, 3)
NAMES = ("python3", "python", "python3.14", "python3.13", "python3.12", "python3.11")

# An environment whose Python was upgraded in place still starts, but no longer finds its packages.
_PROBE = """
import os, site, sys
if any(map(os.path.isdir, site.getsitepackages([sys.prefix]))):
    print("%d.%d" % sys.version_info[:2])
"""


def version_of(python: Path) -> str | None:
    """Return "3.12" for a Python that runs, finds its packages and is recent enough for us; otherwise nothing."""
    version = _first_line([str(python), "-I", "-c", _PROBE])
    return version if re.fullmatch(r"\d+\.\d+", version) and _numbers(version) >= OLDEST else None


def pip_for(python: Path) -> list[str] | None:
    """Return the beginning of a pip command that installs into this Python's environment, if there is one.

    Its own pip comes first, then that of another Python, then the wheel that Debian keeps for its venv.
    """
    own = [str(python), "-m", "pip"]
    if _pip_version(own):
        return own
    for other in _others():
        if _pip_version([other, "-m", "pip"]) >= OLDEST_HELPFUL_PIP:
            return [other, "-m", "pip", "--python", str(python)]
    for wheel in DEBIAN_WHEELS.glob("pip-*.whl"):
        from_wheel = [str(python), str(wheel / "pip")]
        if _pip_version(from_wheel):
            return from_wheel
    return None


def _others() -> Iterator[str]:
    """Yield the Pythons to be found here, the running one first."""
    found = [sys.executable, *filter(None, map(shutil.which, NAMES)), str(DEBIAN_PYTHON)]
    yield from dict.fromkeys(found)


def _pip_version(pip: list[str]) -> tuple[int, ...]:
    """Return a pip's version, or nothing if it does not run."""
    words = _first_line([*pip, "--version"]).split()
    return _numbers(words[1]) if len(words) > 1 and words[0] == "pip" else ()


def _numbers(version: str) -> tuple[int, ...]:
    """Return the two leading numbers of a version, to be compared."""
    return tuple(int(number) for number in re.findall(r"\d+", version)[:2])


def _first_line(command: list[str]) -> str:
    """Return the first line that a command prints, or nothing if it fails."""
    try:
        answer = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, text=True, timeout=60
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.partition("\n")[0].strip() if answer.returncode == 0 else ""
