"""The command line itself: any arguments at all."""

import contextlib
import io
import sys

from secure_desktop.cli import COMMANDS, _carry_out
from secure_desktop.commands import terminal
from secure_desktop.errors import KnownProblem
from tests.fuzzing import corpus
from tests.fuzzing.oracle import Sandbox, demand
from tests.fuzzing.readers.texts import as_text

_LONGEST, _MOST = 2000, 20  # characters of an argument, arguments


def arguments(data: bytes, place: Sandbox) -> None:
    """Call the program in a folder with a few files; it ends with 0, 1 or 2, and says why in plain words."""
    words = [as_text(part)[:_LONGEST] for part in data.split(b"\x00")[:_MOST]]
    if any(set(word) & set("/\\~") or ".." in word for word in words):
        return  # the sandbox would hold it back, but nobody wants to see how
    if words[0] not in COMMANDS and not words[0].startswith("-"):
        return  # that opens a window
    for name, content in _files().items():
        (place.out / name).write_bytes(content)
    out, told = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    stdin, sys.stdin = sys.stdin, io.StringIO("")
    try:
        with contextlib.chdir(place.out), contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
            code = _call(words)
    finally:
        sys.stdin = stdin
    said = [_content(stream) for stream in (out, told)]
    demand(code in (0, 1, 2), f"It ended with {code}: {words!r}\n{said[1][-2000:]}")
    demand("Traceback" not in "".join(said), f"It spoke Python: {words!r}\n{said[1][-2000:]}")
    demand(code != 2 or said[1].strip(), f"It failed without a word: {words!r}")


def _call(words: list[str]) -> int:
    """Do as `main` does, but let the faults of the program come through."""
    terminal.prepare()
    try:
        code = _carry_out(words)
        terminal.finish()
    except KnownProblem as problem:
        terminal.tell(problem)
        return problem.exit_code
    return code


def _content(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    return buffer.getvalue().decode("utf-8") if isinstance(buffer, io.BytesIO) else ""


def _files() -> dict[str, bytes]:
    return {
        "river.sqlite": corpus.seed("assessment", "ready.sqlite"),
        "signed.sqlite": corpus.seed("assessment", "signed.sqlite"),
        "copy.sqlite": corpus.seed("assessment", "reviewer.sqlite"),
        "river.json": corpus.seed("export", "ready.json"),
        "report.pdf": corpus.seed("pdf", "report.pdf"),
        "parcel.zip": corpus.seed("archive", "plain.zip"),
        "rubric.toml": corpus.seed("rubric", "small.toml"),
        "drawing.svg": corpus.seed("drawing", "scribble.svg"),
    }
