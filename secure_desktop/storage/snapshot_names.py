"""What a snapshot is called: its number, when and why it was taken, and of which copy; nothing in a file is trusted.

A name such as `000012 2026-11-25T140510Z working 3f2a9c1b.sqlite` tells a person the same as it tells us.
"""

import hashlib
import re
import stat
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """Why a snapshot was taken."""

    OPENED = "opened"
    WORKING = "working"  # every so often, and when the file is closed
    BEFORE_COMBINE = "before-combine"
    BEFORE_UPGRADE = "before-upgrade"  # to the next version of the checklist
    BEFORE_RESTORE = "before-restore"
    BEFORE_UPDATE = "before-update"  # to the next format of the file

    @property
    def is_before(self) -> bool:
        """Whether it was taken because something risky was to follow."""
        return self.value.startswith("before-")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole assessment file as it was. `number` counts within an assessment; `copy` tells its files apart, see `tag`.

    The numbers tell the order, the times do not: clocks are set back.
    """

    path: Path
    number: int
    assessment_id: str
    copy: str
    taken_at: datetime
    reason: Reason
    size: int


_NAME = re.compile(
    r"(?P<number>[0-9]{6,12}) (?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z) (?P<reason>[a-z-]+) (?P<copy>[0-9a-f]{8})"
    r"\.sqlite"
)
_YEARS = range(1900, 9000)  # at the ends of the calendar no time can be told in another time zone
_AT = "%Y-%m-%dT%H%M%SZ"


def folder_name(assessment_id: str) -> str:
    """Return what the folder of an assessment's snapshots is called; ids come from files and could be anything."""
    try:
        if str(uuid.UUID(assessment_id)) == assessment_id:
            return assessment_id
    except ValueError:
        pass
    return _digest(assessment_id)[:32]


def tag(copy: str) -> str:
    """Return the eight characters that stand for the identity of one of the copies of an assessment."""
    return _digest(copy)[:8]


def file_name(number: int, taken_at: datetime, reason: Reason, copy: str) -> str:
    """Return what a snapshot is called."""
    moment = taken_at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat().replace(":", "")
    return f"{number:06} {moment}Z {reason} {copy}.sqlite"


def snapshots_in(folder: Path, assessment_id: str) -> Iterator[Snapshot]:
    """Yield the snapshots in a folder, in no order; what else lies there is passed over.

    Raises:
        OSError: when the folder is there and cannot be read.
    """
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return
    for path in paths:
        if (found := _snapshot(path, assessment_id)) is not None:
            yield found


def _snapshot(path: Path, assessment_id: str) -> Snapshot | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        taken_at = datetime.strptime(match["at"], _AT).replace(tzinfo=UTC)
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or taken_at.year not in _YEARS:
            return None
        return Snapshot(
            path,
            int(match["number"]),
            assessment_id,
            match["copy"],
            taken_at,
            Reason(match["reason"]),
            status.st_size,
        )
    except (ValueError, FileNotFoundError):  # no such day, a reason of a later version, or gone meanwhile
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
