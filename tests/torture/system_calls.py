"""The system calls of a process, as strace tells them."""

import contextlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 1 << 26  # bytes of a buffer that strace writes down; more than any file of the tests has
_BEGINNING = re.compile(r"(\d+) +(.*)")
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_UNFINISHED = "<unfinished ...>"
_CALL = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+|0x[0-9a-f]+)(.*)$", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has come back; `result` is below zero when it failed."""

    process: str
    name: str
    arguments: str
    result: int
    remark: str = ""

    @property
    def texts(self) -> list[bytes]:
        """The buffers and paths among the arguments."""
        return [bytes.fromhex(text.replace("\\x", "")) for text, _ in _TEXT.findall(self.arguments)]

    @property
    def numbers(self) -> list[int]:
        """The numbers among the arguments."""
        return [int(number) for number in _NUMBER.findall(_TEXT.sub("", self.arguments))]

    @property
    def is_injected(self) -> bool:
        """Whether the failure was strace's own doing."""
        return "INJECTED" in self.remark


MISSING = "strace is not here; it records what a program does to the disk"


def is_here() -> bool:
    """Whether strace can be used on this system."""
    return shutil.which("strace") is not None


@dataclass(frozen=True, slots=True)
class Traced:
    """What a command did and said."""

    returncode: int
    out: str
    err: str
    calls: tuple[Call, ...]


def trace(
    command: Sequence[str],
    names: Sequence[str],
    *,
    folder: Path,
    variables: Mapping[str, str],
) -> Traced:
    """Run a command in a folder, and return what it came to with all its calls of these names."""
    with tempfile.NamedTemporaryFile(prefix="strace-") as log:
        done = subprocess.run(
            ["strace", "-qq", "--seccomp-bpf", *_options(names, Path(log.name)), *command],
            cwd=folder,
            env=dict(variables),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=600,
            check=False,
        )
        with Path(log.name).open(encoding="ascii", errors="replace") as lines:
            calls = tuple(calls_in(lines))
    return Traced(done.returncode, done.stdout, done.stderr, calls)


@contextlib.contextmanager
def attach(process: int, names: Sequence[str], faults: Sequence[str] = ()) -> Iterator[list[Call]]:
    """Trace a process that is running; its calls are in the list once the block, in which it ends, is over.

    `faults` are strace's expressions of what to let fail.
    """
    calls: list[Call] = []
    with tempfile.NamedTemporaryFile(prefix="strace-") as log:
        injected = (part for fault in faults for part in ("-e", f"inject={fault}"))
        command = ["strace", "-y", *_options(names, Path(log.name)), *injected, "-p", str(process)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as tracer:
            assert tracer.stderr is not None
            if "attached" not in (told := tracer.stderr.readline()):
                raise OSError(told)
            yield calls
            tracer.stderr.read()
        with Path(log.name).open(encoding="ascii", errors="replace") as lines:
            calls.extend(calls_in(lines))


def _options(names: Sequence[str], log: Path) -> list[str]:
    shown = ("-f", "-xx", "-s", str(_LONGEST), "-e", f"trace={','.join(names)}", "-e", "signal=none")
    return [*shown, "-o", str(log)]


def calls_in(lines: Iterator[str]) -> Iterator[Call]:
    """Return the calls in a log of strace, in the order in which they came back.

    Raises:
        ValueError: when a buffer was too long to be written down.
    """
    begun: dict[str, str] = {}
    for line in lines:
        if not (found := _BEGINNING.match(line.rstrip("\n"))):
            continue
        process, text = found.groups()
        if text.endswith(_UNFINISHED):
            begun[process] = text.removesuffix(_UNFINISHED)
            continue
        if resumed := _RESUMED.match(text):
            text = begun.pop(process, "") + resumed[1]
        if not (call := _CALL.match(text)):
            continue
        if any(cut for _, cut in _TEXT.findall(call[2])):
            raise ValueError(f"{call[1]}: the buffer was cut off")
        yield Call(process, call[1], call[2], int(call[3], 0), call[4])
