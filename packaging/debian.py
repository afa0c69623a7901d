"""Installing packages of Debian and its children, Ubuntu among them, where that is possible and allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence

from problems import Problem, say
from setup_log import SetupLog

WITHOUT_QUESTIONS = {"DEBIAN_FRONTEND": "noninteractive"}


def is_here() -> bool:
    """Say whether this system installs its packages with apt-get."""
    return shutil.which("apt-get") is not None


def may_install() -> bool:
    """Say whether we are allowed to install a package ourselves."""
    return is_here() and hasattr(os, "geteuid") and os.geteuid() == 0


def command_for(packages: Sequence[str]) -> str:
    """Return the line that a person types to install these packages."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def refresh(log: SetupLog) -> None:
    """Fetch the list of packages: on a new machine there is none. An old list will do if that fails."""
    log.run(["apt-get", "update"], settings=WITHOUT_QUESTIONS)


def install(packages: Sequence[str], log: SetupLog) -> None:
    """Install packages, or raise a Problem that names the command."""
    say(f"Installing with apt-get: {' '.join(packages)}")
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not log.run(command, settings=WITHOUT_QUESTIONS):
        raise Problem(
            f"apt-get could not install what is missing; its words are in {log.path}.",
            f"Install it by hand, then start again: {command_for(packages)}",
        )


def is_known(package: str) -> bool:
    """Say whether apt could install a package of this name."""
    try:
        answer = subprocess.run(
            ["apt-cache", "policy", package],
            capture_output=True,
            check=False,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return False
    return "Candidate:" in answer.stdout and "Candidate: (none)" not in answer.stdout


def first_known(names: Sequence[str], is_known: Callable[[str], bool] = is_known) -> str:
    """Return the first of a package's names that apt knows; the last, the oldest, if it knows none."""
    return next((name for name in names[:-1] if is_known(name)), names[-1])


def choose(candidates: Iterable[Sequence[str]], is_known: Callable[[str], bool] = is_known) -> list[str]:
    """Return one name for each package, none of them twice."""
    return list(dict.fromkeys(first_known(names, is_known) for names in candidates))
