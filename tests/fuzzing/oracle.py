"""What must hold whenever a reader is given foreign bytes, whatever these are.

It returns, or raises a KnownProblem that can be told. No other exception, no warning, no message in the log; no process,
network or file outside the sandbox; nothing left behind, nothing changed; within a time and an amount of memory.
"""

import contextlib
import gc
import logging
import os
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from tests.fuzzing.guard import GUARD, Escaped

LONGEST = 10.0  # seconds of processor time that an input may take
MOST_MEMORY = 512  # megabytes by which an input may make the process grow
BYSTANDER = b"Somebody else's file, which nobody may touch."


class FoundError(AssertionError):
    """A reader did what none may do. `key` is the same for the same fault."""

    def __init__(self, what: str, key: str = "") -> None:
        super().__init__(what)
        self.key = key or what.partition("\n")[0]


class TooSlow(BaseException):
    """A reader took too long."""


@dataclass(slots=True)
class Sandbox:
    """The folders that a reader may see: what was received, a home, and where it may write."""

    root: Path
    content: dict[str, bytes] = field(default_factory=dict)
    """What was received, by name."""

    @property
    def received(self) -> Path:
        """Where the foreign bytes lie; nothing in it may change, and nothing may appear in it."""
        return self.root / "received"

    @property
    def out(self) -> Path:
        """Where a reader may write."""
        return self.root / "out"

    @property
    def home(self) -> Path:
        """Where settings, keys and logs are kept."""
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        """Where temporary files go; nothing may stay there."""
        return self.root / "tmp"

    @property
    def bystander(self) -> Path:
        """A file of the user's that has nothing to do with it."""
        return self.root / "bystander.txt"

    def put(self, name: str, content: bytes) -> Path:
        """Return the path of a received file with this content."""
        path = self.received / name
        path.write_bytes(content)
        self.content[name] = content
        return path

    def clean(self) -> None:
        """Make all folders anew."""
        self.content.clear()
        for folder in (self.received, self.out, self.home, self.temporary):
            if folder.is_dir() and not folder.is_symlink():
                if not any(folder.iterdir()):
                    continue
                shutil.rmtree(folder)
            folder.mkdir()
        self.bystander.write_bytes(BYSTANDER)


Read = Callable[[bytes, Sandbox], object]
"""Reads foreign bytes as the program would, and checks of the outcome what only it can; see `demand`."""


def demand(holds: object, what: str) -> None:
    """Raise FoundError unless something holds."""
    if not holds:
        raise FoundError(what)


@contextlib.contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Hand out a sandbox, in memory where the system can do that."""
    memory = Path("/dev/shm")
    base = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="fuzzing-", dir=base) as name:
        made = Sandbox(Path(name).resolve())
        made.clean()
        yield made


def feed(read: Read, data: bytes, place: Sandbox) -> str:
    """Give a reader foreign bytes and return how it ended: "" when it took them, else the problem's name.

    Raises:
        FoundError: when it did what no reader may do.
    """
    place.clean()
    handles = _open_handles()
    before = _memory()  # with what was taken to make up the input
    with _elsewhere(place), _watched(place) as messages:
        problem = _fed(read, data, place)
    demand(not messages, f"A warning or a message in the log: {'; '.join(messages)}"[:1000])
    _demand_clean(place)
    if len(_open_handles()) > len(handles):
        gc.collect()
        left = [name for name in _open_handles() if name not in handles]
        demand(not left, "A file was left open.")
    demand(_memory() - before < MOST_MEMORY, f"More than {MOST_MEMORY} MB of memory were taken.")
    return problem


def _fed(read: Read, data: bytes, place: Sandbox) -> str:
    with GUARD.watching(place.root) as escapes, _time_limit() as is_late:
        try:
            problem = _outcome(read, data, place)
        except (TooSlow, Escaped):
            problem = ""
    demand(not escapes, f"It was about to leave its sandbox: {escapes}")
    demand(not is_late(), f"It took more than {LONGEST:.0f} s.")
    return problem


def _outcome(read: Read, data: bytes, place: Sandbox) -> str:
    try:
        read(data, place)
    except KnownProblem as problem:
        _demand_tellable(problem)
        return type(problem).__name__
    except FoundError:
        raise
    except Exception as fault:
        raise FoundError("".join(traceback.format_exception(fault)), _where(fault)) from fault
    return ""


def _demand_tellable(problem: KnownProblem) -> None:
    try:
        told = str(problem)
    except Exception as fault:
        raise FoundError(f"{type(problem).__name__} cannot be told: {fault!r}") from fault
    demand("Traceback" not in told and len(told) < 20_000, f"No sentence: {told[:300]}")


def _where(fault: BaseException) -> str:
    """Return a fault by its kind and the place in our own code that it comes from."""
    ours = [
        f"{Path(frame.filename).name}:{frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
        if f"{os.sep}secure_desktop{os.sep}" in frame.filename
    ]
    return f"{type(fault).__name__} in {ours[-1] if ours else 'no code of ours'}"


@contextlib.contextmanager
def _elsewhere(place: Sandbox) -> Iterator[None]:
    """Let home and temporary folder be those of the sandbox, and no screen and no terminal be there."""
    before = {name: os.environ.get(name) for name in (locations.HOME_VARIABLE, *_SCREENS)}
    folder, where = tempfile.tempdir, Path.cwd()
    os.environ[locations.HOME_VARIABLE] = str(place.home)
    for name in _SCREENS:
        os.environ.pop(name, None)
    tempfile.tempdir = str(place.temporary)
    os.chdir(place.received)
    try:
        yield
    finally:
        os.chdir(where)
        tempfile.tempdir = folder
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class _Ear(logging.Handler):
    """Keeps the warnings that go to the log."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@contextlib.contextmanager
def _watched(place: Sandbox) -> Iterator[list[str]]:
    """Hand out a list of what is said where only programmers listen: warnings, the log, faults that nobody caught."""
    messages: list[str] = []
    ear, root = _Ear(messages), logging.getLogger()
    hook = sys.unraisablehook
    sys.unraisablehook = lambda unraisable: messages.append(f"Unraisable: {unraisable.exc_value!r}")
    root.addHandler(ear)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            yield messages
        messages += [f"{type(each.message).__name__}: {each.message}" for each in warned]
    finally:
        root.removeHandler(ear)
        sys.unraisablehook = hook


def _demand_clean(place: Sandbox) -> None:
    demand(
        place.bystander.is_file() and place.bystander.read_bytes() == BYSTANDER, "A bystander was touched."
    )
    found = sorted(os.listdir(place.received))  # noqa: PTH208 - it is fast
    demand(found == sorted(place.content), f"Beside what was received lies something: {found}")
    changed = [name for name, content in place.content.items() if _read(place.received / name) != content]
    demand(not changed, f"What was received was changed: {changed}")
    left = sorted(path.name for path in place.temporary.iterdir())
    demand(not left, "Temporary files were left behind.")
    drafts = [path for folder in (place.received, place.out, place.home) for path in folder.rglob("*.part")]
    demand(not drafts, "Drafts were left behind.")


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if sys.platform == "win32":

    def _open_handles() -> list[str]:
        return []

    def _memory() -> int:
        return 0

    @contextlib.contextmanager
    def _time_limit() -> Iterator[Callable[[], bool]]:
        yield lambda: False

else:
    import resource

    def _open_handles() -> list[str]:
        try:
            return [name for name in os.listdir("/proc/self/fd") if _leads_somewhere(name)]  # noqa: PTH208 - it is fast
        except OSError:
            return []

    def _leads_somewhere(name: str) -> bool:
        try:
            return os.path.lexists(os.readlink(f"/proc/self/fd/{name}"))  # noqa: PTH115 - it is fast
        except OSError:  # the listing itself
            return False

    def _memory() -> int:
        """Return the most megabytes that this process ever had."""
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit

    @contextlib.contextmanager
    def _time_limit() -> Iterator[Callable[[], bool]]:
        """Raise TooSlow in whoever is inside for too long; tells afterwards, too, because it may have been swallowed."""
        late: list[bool] = []

        def end(_number: int, _frame: FrameType | None) -> None:
            late.append(True)
            raise TooSlow

        before = signal.signal(signal.SIGPROF, end)
        signal.setitimer(signal.ITIMER_PROF, LONGEST, 1)  # again and again: somebody may swallow the first
        try:
            yield lambda: bool(late)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
