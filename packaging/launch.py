"""Start the program, with a window or without one, and the scripts that measure and draw it."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import environment
import system_libraries
from problems import Problem, say

# What QT_QPA_PLATFORM can ask for: nothing that a person sees, or a window on a display that has to be there.
NO_SCREEN = ("offscreen", "minimal")
ON_DISPLAY = ("xcb", "wayland")
DEMO_FOLDER = "secure-desktop-demo"


def run(arguments: list[str]) -> int:
    """Set up what is missing and start the program, or its main job alone where no window can open."""
    python = environment.prepare(environment.FOLDER, environment.RUN_LOCK, environment.DEV_LOCK)
    if not wants_window(arguments):
        return _become(_program(python, arguments))
    if not has_display(os.environ, sys.platform):
        return _work_without_window(python, arguments)
    provide_libraries(python, "window")
    return _become(_program(python, arguments))


def bench(arguments: list[str]) -> int:
    """Measure the program; the scripts behind this and ``screenshots`` need no display."""
    return _script("bench.py", arguments)


def torture(arguments: list[str]) -> int:
    """Try for a long time to make the program lose something, and print what was counted."""
    return _script("torture.py", arguments)


def audit(arguments: list[str]) -> int:
    """Say what the program is made of, and what of it is unsafe or may not be handed on."""
    return _script("audit.py", arguments)


def screenshots(arguments: list[str]) -> int:
    """Draw the program's pages into the folder that is named."""
    if not arguments:
        raise Problem(
            "No folder was named for the pictures.", "Name one: python3 packaging/dev.py screenshots FOLDER"
        )
    return _script("screenshots.py", arguments)


def provide_libraries(python: Path, purpose: str) -> None:
    """See that Qt finds its libraries; asked of the system once, then known from the stamp."""
    stamp = environment.read_stamp(environment.FOLDER)
    if stamp is None or purpose not in stamp["libraries"]:
        system_libraries.provide(python, purpose)
        if stamp:
            stamp["libraries"].append(purpose)
            # Somebody else's checkout may be read-only: then the next start asks again.
            with contextlib.suppress(OSError):
                environment.write_stamp(environment.FOLDER, stamp)


def program_environment(environ: Mapping[str, str], *, offscreen: bool = False) -> dict[str, str]:
    """Return the environment variables for a program that imports this checkout, wherever it is started from."""
    variables = dict(environ)
    paths = (str(environment.ROOT), variables.get("PYTHONPATH", ""))
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    # Without its compiled modules the program would be read anew, slowly, at every start.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return variables


def wants_window(arguments: Sequence[str]) -> bool:
    """Say whether the program would open a window: on nothing, or on a file; all else is for the command line."""
    return not arguments or (len(arguments) == 1 and Path(arguments[0]).is_file())


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Say whether a window could be seen here."""
    wish = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wish in NO_SCREEN:
        return False
    if platform in ("win32", "darwin") or (wish and not wish.startswith(ON_DISPLAY)):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def free_path(path: Path) -> Path:
    """Return the path, or with -2, -3 … after its name the first one that nothing lies at."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _work_without_window(python: Path, arguments: Sequence[str]) -> int:
    """Do the main job without a window: the PDF of the file that is named, or the samples and theirs."""
    if arguments:
        target = free_path(Path(Path(arguments[0]).stem + ".pdf"))
        command = ["report", arguments[0], "-o", str(target)]
        say(
            f"There is no display here to open a window on, so the PDF summary of {arguments[0]} is made instead."
        )
    else:
        target = free_path(Path(DEMO_FOLDER))
        command = ["demo", str(target)]
        say(
            f"There is no display here to open a window on, so the samples and their PDFs are made in {target} instead."
        )
    code = subprocess.call(_program(python, command), env=program_environment(os.environ))
    made = [target] if arguments else sorted(target.rglob("*.pdf"))
    if code == 0:
        print("\n".join(f"PDF: {path.absolute()}" for path in made))
    return code


def _program(python: Path, arguments: Sequence[str]) -> list[str]:
    """Return the command that starts the program; -P, so that nothing in the current folder is taken for a module."""
    return [str(python), "-P", "-m", "secure_desktop", *arguments]


def _script(name: str, arguments: Sequence[str]) -> int:
    """Run one of the scripts beside this one, with the tools of development."""
    script = environment.ROOT / "packaging" / name
    if not script.is_file():
        raise Problem(f"packaging/{name} is missing from this copy.", "Fetch the whole checkout again.")
    python = environment.prepare(environment.FOLDER, environment.DEV_LOCK)
    provide_libraries(python, "offscreen")
    return _become([str(python), str(script), *arguments], offscreen=True)


def _become(command: list[str], *, offscreen: bool = False) -> int:
    """Turn into another program; Windows cannot, there it is waited for."""
    variables = program_environment(os.environ, offscreen=offscreen)
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, variables)  # noqa: S606 - no shell is wanted
    return subprocess.call(command, env=variables)
