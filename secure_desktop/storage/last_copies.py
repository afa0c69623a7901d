"""When each assessment was last copied to another drive. Kept beside the settings, never in the assessment."""

import contextlib
import json
from datetime import datetime
from pathlib import Path

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.files import make_folder, written_whole
from secure_desktop.storage.times import from_text, to_text

_LARGEST_FILE = 1024 * 1024  # bytes
_MOST = 500  # assessments; the ones that were copied longest ago are forgotten first


def last_copies() -> dict[str, datetime]:
    """Return by assessment id when it was last copied, in UTC. What cannot be understood counts as never."""
    try:
        with locations.last_copies_file().open("rb") as file:
            said = json.loads(file.read(_LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {key: from_text(value) for key, value in said.items() if isinstance(value, str)}


def remember_copy(assessment_id: str, at: datetime) -> None:
    """Keep when an assessment was copied. A disk that does not take it does not make the copy a worse one."""
    others = [(key, moment) for key, moment in last_copies().items() if key != assessment_id]
    kept = [*others, (assessment_id, at)][-_MOST:]
    with contextlib.suppress(OSError, KnownProblem):
        _write(locations.last_copies_file(), {key: to_text(moment) for key, moment in kept})


def _write(path: Path, said: dict[str, str]) -> None:
    make_folder(path.parent)
    with written_whole(path) as draft:
        draft.write_text(json.dumps(said, indent=1), encoding="utf-8")
