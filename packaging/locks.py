"""The lock files: every package that the program and its checks use, with version and digests."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import environment
from problems import Problem

COMMAND = "python packaging/dev.py lock"


def lock(arguments: list[str]) -> int:
    """Write both lock files from pyproject.toml, keeping the versions that still fit, and install them."""
    uv = _uv()
    # The larger one first: what the program runs with is then the same that it was tested with.
    _compile(uv, environment.DEV_LOCK, ["--group", "dev", *arguments])
    _compile(uv, environment.RUN_LOCK, ["--constraint", _inside(environment.DEV_LOCK), *arguments])
    environment.prepare(environment.FOLDER, environment.DEV_LOCK)
    return 0


def _compile(uv: str, lock: Path, arguments: Sequence[str]) -> None:
    """Have uv write one lock that holds for every system and every Python we support."""
    command = [
        uv,
        "pip",
        "compile",
        "pyproject.toml",
        *arguments,
        "--quiet",
        "--universal",
        "--generate-hashes",
    ]
    command += [
        "--python-version",
        "3.11",
        "--custom-compile-command",
        COMMAND,
        "--output-file",
        _inside(lock),
    ]
    if subprocess.call(command, cwd=environment.ROOT) != 0:
        raise Problem(
            f"uv could not write {_inside(lock)}.", "Read its words above; if the network was away, repeat."
        )


def _inside(path: Path) -> str:
    """Return a path as seen from the checkout: a lock must not tell whose computer wrote it."""
    return path.relative_to(environment.ROOT).as_posix()


def _uv() -> str:
    """Return the uv to use: the one on the path, or the environment's own."""
    own = environment.script_in(environment.FOLDER, "uv")
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found is None:
        python = environment.python_in(environment.FOLDER)
        raise Problem(
            "The lock files are written by uv, which is not installed.",
            f"Get it with: {python} -m pip install uv",
        )
    return found
