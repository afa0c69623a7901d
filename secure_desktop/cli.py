"""One way in: the sub-commands on a console, and the window for everything else."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from secure_desktop.commands import terminal
from secure_desktop.errors import KnownProblem, NoDisplay, OutOfMemory, ResourceMissing, WrongUsage
from secure_desktop.files import absolute

COMMANDS = (
    "answer",
    "backups",
    "combine",
    "compare",
    "copies",
    "copy",
    "demo",
    "evidence",
    "export",
    "new",
    "overview",
    "reopen",
    "report",
    "rubrics",
    "share",
    "sign",
    "status",
    "step",
    "unpack",
    "upgrade",
    "rescue",
    "verify",
)
PROGRAM = "secure-desktop-cli"
BUG = 3
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code.

    0 done; 1 checked and found wanting; 2 a known problem; 3 a fault of the program; 130 interrupted.
    """
    terminal.prepare()
    try:
        code = _carry_out(list(sys.argv[1:] if argv is None else argv))
        terminal.finish()
    except KnownProblem as problem:
        terminal.tell(problem)
        return problem.exit_code
    except MemoryError:
        terminal.tell(OutOfMemory())
        return OutOfMemory.exit_code
    except BrokenPipeError:  # whoever read our output has seen enough
        terminal.hang_up()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - this is the last place that can apologise
        return _apologize(fault)
    return code


def _carry_out(arguments: list[str]) -> int:
    if _mean_the_window(arguments):
        return _open_window(arguments)
    from secure_desktop.commands.command_line import parse  # noqa: PLC0415 - the window does without

    try:
        parsed = parse(arguments)
    except SystemExit as end:  # after --help and --version
        return end.code if isinstance(end.code, int) else 0
    code: int = parsed.run(parsed)
    return code


def _mean_the_window(arguments: list[str]) -> bool:
    if not arguments or arguments[0] == "--":
        return True
    return not arguments[0].startswith("-") and arguments[0] not in COMMANDS


def _open_window(arguments: list[str]) -> int:
    files = arguments[1:] if arguments[:1] == ["--"] else arguments
    if len(files) > 1:
        raise WrongUsage(detail=_misunderstood(files), command=PROGRAM)
    file = absolute(files[0]) if files else None
    if file is not None and not file.suffix and not file.exists():
        raise WrongUsage(detail=f"“{files[0]}” is neither a command nor a file", command=PROGRAM)
    _demand_display()
    gc.disable()  # until the first paint; collecting while Qt's classes pile up finds nothing and takes 8 ms
    try:
        from secure_desktop.shell.app import run  # noqa: PLC0415 - only the window needs Qt
    except ImportError as fault:
        if "PySide6" in str(fault) or ".so" in str(fault):
            raise ResourceMissing(name=str(fault)) from fault
        raise
    return run(file)


def _demand_display() -> None:
    """Ask before Qt does: where it finds no screen, it ends the process."""
    if sys.platform != "linux":
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise NoDisplay


def _misunderstood(files: list[str]) -> str:
    if Path(files[0]).exists():
        return "only one file can be opened at a time"
    return f"“{files[0]}” is not a command"


def _apologize(fault: Exception) -> int:
    from secure_desktop import log  # noqa: PLC0415 - hopefully never needed

    path = log.record_crash(fault)
    terminal.complain(
        "Something went wrong that should not have; this is a fault of the program, not yours.",
        f"What happened stands in {path}. Please send that file to whoever gave you the program.",
    )
    return BUG
