"""Times in a file: UTC, ISO 8601, to the microsecond, so that text order is time order."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present time as an aware datetime in UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(1900, 9000)  # at the ends of the calendar no time can be told in another time zone


def now() -> datetime:
    """Return the present time: the clock of the running program. Tests bring their own."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """Return "2026-11-23T10:42:05.120000Z"."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def time_text(moment: datetime | None) -> str:
    """Return a time as `to_text` does, of something that was recorded and so has one."""
    return to_text(moment or _EPOCH)


def from_text(text: str) -> datetime:
    """Return the time that `to_text` wrote; the start of 1970 for what is no time, so that it stands out."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _EPOCH
    if moment.year not in _YEARS:
        return _EPOCH
    if moment.tzinfo is UTC:
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
