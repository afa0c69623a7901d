"""A TOML file from an author, read with care: any file may arrive here, and every fault gets a sentence."""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from secure_desktop.errors import FileMissing, FileUnreadable, FolderGiven, NotAPlainFile, RubricFaulty
from secure_desktop.files import reason_of

_TOO_DEEP = "It is not TOML: a value is too long or nested too deep."

# A dotted key of many parts takes tomllib the square of their number: 16 KB take seconds, 5 MB would take days.
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = rf"(?<![\w-])(?:{_PART}[ \t]*+\.[ \t]*+){{20}}"

LARGEST_FILE = 5 * 1024 * 1024  # bytes; both checklists together have 0.1 MB


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        FileMissing, FolderGiven, NotAPlainFile, FileUnreadable: when there is no file to read.
        RubricFaulty: when it is not TOML; the finding names line and column.
    """
    return parse_toml(read_bytes(path), path.name)


def parse_toml(raw: bytes, name: str) -> dict[str, Any]:
    """Return what the bytes of a TOML file of this name say. Raises RubricFaulty as `read_toml` does."""
    text = _text(raw, name)
    if re.search(_DEEP_KEY, text, re.ASCII):
        raise RubricFaulty(name=name, findings=(_TOO_DEEP,))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise RubricFaulty(name=name, findings=(f"It is not TOML: {fault}.",)) from fault
    except (ValueError, RecursionError) as fault:
        raise RubricFaulty(name=name, findings=(_TOO_DEEP,)) from fault


def _text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST_FILE:
        raise RubricFaulty(name=name, findings=("It is larger than 5 MB; a rubric has about 0.1 MB.",))
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise RubricFaulty(name=name, findings=(f"It is not UTF-8 text (byte {fault.start}).",)) from fault


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, a few more than `LARGEST_FILE` at the most. Raises as `read_toml` does."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FolderGiven(name=path.name)
        if not stat.S_ISREG(mode):
            raise NotAPlainFile(name=path.name)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise FileMissing(name=path.name) from fault
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
