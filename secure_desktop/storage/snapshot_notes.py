"""The note beside the snapshots of an assessment: whose they are and where the files lay, for people and for us."""

import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from secure_desktop.files import OWNER_ONLY, written_whole

NAME = "about.json"
_FORMAT = 1
_LARGEST = 1024 * 1024  # bytes; what is larger was not written here


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of an assessment whose file may be gone. `paths` tells where each of its copies lay last."""

    assessment_id: str
    district: str = ""
    rubric: str = ""  # its id
    paths: dict[str, Path] = field(default_factory=dict)


def read(folder: Path) -> Note | None:
    """Return the note in a folder; None when there is none, or it cannot be read or says nothing usable."""
    try:
        return demand(folder)
    except OSError:
        return None


def demand(folder: Path) -> Note | None:
    """Return the note in a folder; None when there is none or it says nothing usable.

    Raises:
        OSError: when it cannot be read, perhaps only just now; it must not be written over then.
    """
    path = folder / NAME
    try:
        if path.stat().st_size > _LARGEST:
            return None
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        said = json.loads(content.decode("utf-8"))
        paths = {str(copy): Path(str(file["path"])) for copy, file in said["files"].items()}
        return Note(str(said["assessment"]), str(said["district"]), str(said["rubric"]), paths)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write(folder: Path, note: Note) -> None:
    """Write the note, unless it says that already.

    Raises:
        DiskFull, TargetUnwritable: when it could not be written.
    """
    if read(folder) == note:
        return
    said = {
        "format": _FORMAT,
        "assessment": note.assessment_id,
        "district": note.district,
        "rubric": note.rubric,
        "files": {copy: {"path": str(path)} for copy, path in note.paths.items()},
    }
    text = json.dumps(said, indent=2)  # in ASCII: names of files can hold what is no character
    with written_whole(folder / NAME) as draft:
        draft.write_text(text + "\n", encoding="ascii")
        with contextlib.suppress(OSError):  # a drive without permissions
            draft.chmod(OWNER_ONLY)
