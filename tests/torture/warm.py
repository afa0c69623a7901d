"""Processes that do a job with everything loaded already, and that strace can take hold of before they begin."""

import contextlib
import ctypes
import io
import multiprocessing
import os
import socket
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture import job_process
from tests.torture.system_calls import Call, attach

_ANYBODY_MAY_TRACE = (
    0x59616D61,
    ctypes.c_ulong(-1),
)  # PR_SET_PTRACER, for systems that let only parents trace


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process reported, its exit code, and its calls."""

    lines: Sequence[str]
    code: int | None
    calls: Sequence[Call]

    def told(self, kind: str) -> list[str]:
        """Return what was reported of a kind."""
        return [line.removeprefix(kind) for line in self.lines if line.startswith(kind)]


def run_traced(
    kind: str,
    folder: Path,
    tries: int,
    *,
    variables: Mapping[str, str],
    names: Sequence[str],
    faults: Sequence[str] = (),
) -> Outcome:
    """Do a job in a process of its own, whose calls of these names are recorded, some of them with faults."""
    here, there = socket.socketpair()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.torture.job_process"])
    process = context.Process(target=_work, args=(there, kind, folder, tries, dict(variables)))
    with here, here.makefile("r", encoding="utf-8") as said:
        process.start()
        there.close()
        assert said.readline() == "ready\n"
        assert process.pid is not None
        with attach(process.pid, names, faults) as traced:
            here.sendall(b"go")
            lines = said.read().splitlines()
            process.join()
    return Outcome(lines, process.exitcode, traced)


def _work(there: socket.socket, kind: str, folder: Path, tries: int, variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
    tempfile.tempdir = variables["TMPDIR"]  # found out anew, it would try places that are not the job's
    os.chdir("/")  # strace names it with every path, and the job's folder is what is looked for
    ctypes.CDLL(None).prctl(*_ANYBODY_MAY_TRACE, 0, 0, 0)

    def report(line: str) -> None:
        there.sendall(line.encode().replace(b"\n", b" ") + b"\n")  # by a call that no fault is put into

    with contextlib.redirect_stdout(io.StringIO()):  # no file, whose writes would fail as well
        there.sendall(b"ready\n")
        there.recv(2)
        code = job_process.main(kind, folder, tries, report)
    os._exit(code)
