"""Names of files: what every system takes, short enough for all of them, and free."""

import os
import re
from pathlib import Path

LONGEST_NAME = 120  # characters; leaves room for a folder's path under the 260 of older Windows
LONGEST_IN_BYTES = 200  # as UTF-8; most systems take 255, and a lock file's name is longer than the file's
_RESERVED = frozenset(
    (
        *("CON", "CONIN$", "CONOUT$", "PRN", "AUX", "NUL"),
        *(f"{device}{number}" for device in ("COM", "LPT") for number in "123456789¹²³"),
    )
)
_FORBIDDEN = r'[<>:"/\\|?*\x00-\x1f\x7f]'  # compiled at first use; the first paint does without


def safe_name(text: str, fallback: str = "assessment") -> str:
    """Return text made into a file name (without folder) that Windows, macOS and Linux all take.

    Letters of every script stay; signs that some system forbids become spaces, control and
    direction characters go, reserved names get an underscore.
    """
    import unicodedata  # noqa: PLC0415 - the first paint does without

    visible = "".join(c for c in text if unicodedata.category(c)[0] != "C" or c == "\t")
    composed = unicodedata.normalize(
        "NFC", visible
    )  # what stood apart by an invisible sign only may join now
    name = shortened_name(re.sub(r"\s+", " ", re.sub(_FORBIDDEN, " ", composed)).strip(" .")).strip(" .")
    if not name:
        return fallback
    first, dot, rest = name.partition(".")
    if first.rstrip().upper() not in _RESERVED:
        return name
    return shortened_name(f"{first}_{dot}{rest}").strip(" .")


def shortened_name(name: str, *, room_for: str = "") -> str:
    """Return the start of a file's name that is short enough for every system, also with `room_for` behind it."""
    most = LONGEST_IN_BYTES - len(room_for.encode("utf-8", "ignore"))
    return name[: LONGEST_NAME - len(room_for)].encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")


def named_after(path: Path, pattern: str) -> Path:
    """Return a path beside a file, named by a pattern such as "{0} (copy)", and short enough for every system."""
    stem = shortened_name(path.stem, room_for=pattern.format("") + path.suffix)
    return path.with_name(pattern.format(stem) + path.suffix)


def free_name(target: Path, *, is_folder: bool = False) -> Path:
    """Return `target`, or the first of "name 2", "name 3"… that is not taken. The name of a folder has no ending."""
    stem, ending = (target.name, "") if is_folder else (target.stem, target.suffix)
    candidate, number = target, 2
    while os.path.lexists(candidate):  # false where it cannot be told; whoever writes there is told why not
        candidate = target.with_name(f"{stem} {number}{ending}")
        number += 1
    return candidate
