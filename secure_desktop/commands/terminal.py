"""Printing to a terminal: text that people typed stays text there, and nothing about the terminal stops a command."""

import contextlib
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from secure_desktop.errors import KnownProblem
from secure_desktop.files import write_problem

WIDEST = 100  # columns; longer lines are hard to read
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff{_DIRECTIONS}]"  # compiled at first use


def prepare() -> None:
    """Make standard output and error take every character, whatever the console or the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def plain(text: str) -> str:
    r"""Return text in which control, direction and half characters are visible: "\x1b" instead of Escape."""
    return re.sub(_UNSAFE, _escaped, text)


def say(line: str = "") -> None:
    """Print one line; line ends within it are shown, not obeyed.

    Raises:
        BrokenPipeError: when nobody reads on.
        KnownProblem: when the output cannot be written.
    """
    with _write_problems():
        print(plain(line))


def say_paragraph(text: str, *, indent: str = "") -> None:
    """Print text that may have several lines, wrapped to the terminal. Raises as `say` does."""
    for line in text.splitlines():
        for part in textwrap.wrap(plain(line), width(), initial_indent=indent, subsequent_indent=indent) or [
            ""
        ]:
            say(part)


def say_json(value: Any) -> None:
    """Print a value as JSON, keys in the order given. Raises as `say` does.

    Letters of every script are readable; what could steer a terminal is escaped, which leaves the value the same.
    """
    import json  # noqa: PLC0415 - only some commands print it

    text = json.dumps(value, ensure_ascii=False, indent=2)
    with _write_problems():
        print("\n".join(re.sub(_UNSAFE, _escaped_for_json, line) for line in text.split("\n")))


def tell(problem: KnownProblem) -> None:
    """Print a problem's sentence and, on the next line, its advice to standard error."""
    complain(problem.sentence_text(), problem.advice_text())


def complain(*lines: str) -> None:
    """Print lines to standard error, if anybody is there to read them."""
    with contextlib.suppress(OSError):
        for line in lines:
            print(plain(line), file=sys.stderr)


def width() -> int:
    """Return how many columns to use."""
    return min(shutil.get_terminal_size().columns, WIDEST)


def finish() -> None:
    """Hand everything printed to the system. Raises as `say` does."""
    if sys.stdout is not None:
        with _write_problems():
            sys.stdout.flush()


def hang_up() -> None:
    """Drop what is left to print: nobody reads it, and Python must not complain about that when it ends."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


@contextlib.contextmanager
def _write_problems() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        hang_up()
        raise write_problem(Path("standard output"), fault) from fault


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _escaped_for_json(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
