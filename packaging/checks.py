"""Everything that is checked before a change is taken, from the formatting to the installed wheel."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
import launch
import tracing
from problems import Problem
from setup_log import SetupLog

RUBRICS = ("secure-start", "secure-improve")


def test(arguments: list[str]) -> int:
    """Run every check, also after one has failed, and return 1 if any has."""
    python = environment.prepare(environment.FOLDER, environment.DEV_LOCK)
    launch.provide_libraries(python, "offscreen")
    tracing.provide()
    checks: dict[str, Callable[[], bool]] = {
        "ruff format --check": lambda: _tool(python, "-m", "ruff", "format", "--check", "."),
        "ruff check": lambda: _tool(python, "-m", "ruff", "check", "."),
        "mypy": lambda: _tool(python, "-m", "mypy"),
        "lint-imports": lambda: _tool(
            python, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"
        ),
        "wheel": lambda: wheel_works(python),
        # Last, so that pytest's own closing line stands at the end.
        "pytest": lambda: _tool(python, "-m", "pytest", "--numprocesses", "auto", *arguments),
    }
    return summarize({name: _announced(name, check) for name, check in checks.items()})


def summarize(outcomes: dict[str, bool]) -> int:
    """Say which checks failed, and return the exit code."""
    failed = [name for name, passed in outcomes.items() if not passed]
    print(
        f"Checks that failed: {', '.join(failed)}." if failed else f"All {len(outcomes)} checks are fine.",
        flush=True,
    )
    return 1 if failed else 0


def _announced(name: str, check: Callable[[], bool]) -> bool:
    """Carry out a check under a heading of its own; one that cannot even be made has failed."""
    print(f"\n== {name} ==", flush=True)
    try:
        return check()
    except Problem as problem:
        print(f"{problem}\n{problem.advice}", flush=True)
    except OSError as error:
        print(f"This check could not be made: {error}", flush=True)
    return False


def _tool(python: Path, *arguments: str) -> bool:
    """Run a tool on the checkout, its output left as it is, and say whether it was content."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return _succeeds([str(python), *arguments], environment.ROOT, variables)


def wheel_works(python: Path) -> bool:
    """Build the wheel, install it where nothing else is, and ask it for its rubrics from another folder."""
    with tempfile.TemporaryDirectory(prefix="secure-desktop-wheel-") as name:
        folder = Path(name)
        # Whatever of the checkout a path variable points to must not stand in for what the wheel lacks.
        variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        build = [
            str(python),
            "-P",
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            name,
            str(environment.ROOT),
        ]
        if not _succeeds(build, folder, variables):
            return False
        command = _install_wheel(python, next(folder.glob("*.whl")), folder / "fresh")
        return command is not None and _lists_rubrics(command, folder, variables)


def _install_wheel(python: Path, wheel: Path, fresh: Path) -> Path | None:
    """Install the wheel and its locked dependencies into a new environment, and return its command."""
    pip = [str(python), "-m", "pip", "--python", str(environment.python_in(fresh))]
    if not _succeeds(
        [str(python), "-m", "venv", "--without-pip", str(fresh)], wheel.parent, os.environ.copy()
    ):
        return None
    with SetupLog() as log:
        environment.install(pip, environment.RUN_LOCK, log)
    installed = _succeeds(
        [*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel)], wheel.parent, os.environ.copy()
    )
    return environment.script_in(fresh, "secure-desktop-cli") if installed else None


def _lists_rubrics(command: Path, folder: Path, variables: dict[str, str]) -> bool:
    """Say whether the installed program finds both checklists that come with it."""
    answer = subprocess.run(
        [str(command), "rubrics", "list"],
        cwd=folder,
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(answer.stdout, end="", flush=True)
    absent = [rubric for rubric in RUBRICS if rubric not in answer.stdout]
    if absent:
        print(f"The installed wheel does not list {' and '.join(absent)}.", flush=True)
    return answer.returncode == 0 and not absent


def _succeeds(command: Sequence[str], folder: Path, variables: dict[str, str]) -> bool:
    """Run a command to its end in a folder, and say whether its exit code was 0."""
    return subprocess.call(command, cwd=folder, env=variables, stdin=subprocess.DEVNULL) == 0
