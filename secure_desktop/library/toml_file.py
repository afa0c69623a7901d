"""A TOML file from an author, read with care: any file may arrive here, and every fault gets a sentence."""

import stat
import tomllib
from pathlib import Path
from typing import Any

from secure_desktop.errors import FileMissing, FileUnreadable, FolderGiven, NotAPlainFile, RubricFaulty
from secure_desktop.files import reason_of

LARGEST_FILE = 5 * 1024 * 1024  # bytes; both checklists together have 0.1 MB


def read_toml(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        FileMissing, FolderGiven, NotAPlainFile, FileUnreadable: when there is no file to read.
        RubricFaulty: when it is not TOML; the finding names line and column.
    """
    text = _text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise RubricFaulty(name=path.name, findings=(f"It is not TOML: {fault}.",)) from fault
    except (ValueError, RecursionError) as fault:
        raise RubricFaulty(
            name=path.name, findings=("It is not TOML: a value is too long or nested too deep.",)
        ) from fault


def _text(path: Path) -> str:
    raw = _bytes(path)
    if len(raw) > LARGEST_FILE:
        raise RubricFaulty(name=path.name, findings=("It is larger than 5 MB; a rubric has about 0.1 MB.",))
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise RubricFaulty(
            name=path.name, findings=(f"It is not UTF-8 text (byte {fault.start}).",)
        ) from fault


def _bytes(path: Path) -> bytes:
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
