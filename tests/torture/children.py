"""Processes that work and are killed. They are forked, so that one is there in a millisecond.

A child reports each step once the program has called it done, by a byte in a pipe, and by another one that it has closed
everything. The process that forks must have no other threads.
"""

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.torture.jobs import Step

DONE, CLOSED, FAILED = b".", b"c", b"!"
_SET_PTRACER, _ANY = 0x59616D61, -1  # see prctl(2), PR_SET_PTRACER
PATIENCE = 120.0  # seconds for one step; then the child hangs, which is a fault too


@dataclass(frozen=True, slots=True)
class End:
    """How a child ended: how many steps it had reported, whether it was killed, and what went wrong otherwise."""

    done: int
    is_killed: bool
    fault: str = ""


class Child:
    """A process of its own that does steps. It waits until it is told to `begin`."""

    def __init__(self, steps: Callable[[], Iterator[Step]]) -> None:
        self._pipe, write = os.pipe()
        wait, self._starter = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _live(steps, wait, write)
        os.close(write)
        os.close(wait)
        self._said = b""

    def begin(self) -> None:
        """Let it work."""
        os.write(self._starter, b"b")
        os.close(self._starter)

    def wait_for(self, reports: int) -> None:
        """Wait until it has reported this often, or has ended."""
        while len(self._said) < reports and self._hear():
            pass

    def kill(self) -> None:
        """End it as the system does when there is no other way."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> End:
        """Wait until it has ended."""
        while self._hear():
            pass
        os.close(self._pipe)
        _, status = os.waitpid(self.pid, 0)
        done, _, fault = self._said.partition(FAILED)
        is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not is_killed and not fault and status != 0:
            fault = f"ended with status {status}".encode()
        return End(done.count(DONE), is_killed, fault.decode(errors="replace"))

    def _hear(self) -> bytes:
        if not select.select([self._pipe], [], [], PATIENCE)[0]:
            self.kill()
            self._said += FAILED + b"it hung"
        heard = os.read(self._pipe, 65_536)
        self._said += heard
        return heard


def _live(steps: Callable[[], Iterator[Step]], wait: int, write: int) -> None:
    """Do the steps, and end without coming back."""
    code = 1
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if sys.platform == "linux":  # else some systems let nobody but its own parent look at it
            ctypes.CDLL(None).prctl(_SET_PTRACER, _ANY, 0, 0, 0)
        os.read(wait, 1)
        for _, step in steps():
            step()
            os.write(write, DONE)
        os.write(write, CLOSED)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is told, and nothing of the parent goes on here
        os.write(write, FAILED + traceback.format_exc().encode())
    finally:
        os._exit(code)


@dataclass(frozen=True, slots=True)
class Moment:
    """What stood in a folder after a step, file by file, and how long the step took, in seconds."""

    files: dict[str, bytes]
    took: float


def done_undisturbed(folder: Path, steps: Iterator[Step]) -> list[Moment]:
    """Do the steps in this process, and return what stood there before and after each of them, and after closing."""
    moments = [Moment(_files(folder), 0.0)]
    began = time.perf_counter()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        for _, step in steps:
            step()
            moments.append(Moment(_files(folder), time.perf_counter() - began))
            began = time.perf_counter()
    moments.append(Moment(_files(folder), time.perf_counter() - began))
    return moments


def _files(folder: Path) -> dict[str, bytes]:
    # A lock that this process holds would go if its file were opened and closed once more.
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock" and "locks" not in path.parts
    }
