"""Due dates and dates of renewal as a calendar: an all-day event each, with a reminder a week before."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.plan import DueDate

_PRODUCT = "-//SECURe Desktop//Plan//EN"
_DOMAIN = "secure-desktop"
_REMINDER = timedelta(days=-7)
_CONTROL = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")


def write_ics(assessment: Assessment, days: Iterable[DueDate], target: Path, *, made_at: datetime) -> None:
    """Write a calendar. An event keeps its UID, so that a calendar that takes it in again replaces it.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for day in days:
        calendar.add_component(_event(assessment, day, made_at))
    with written_whole(target) as draft:
        draft.write_bytes(calendar.to_ical())


def _event(assessment: Assessment, day: DueDate, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{day.id}@{_DOMAIN}")
    event.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", day.day)  # a day without an end is that one day
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because of it
    summary = _plain(f"{day.label} Renew: {day.text}" if day.is_evidence else f"{day.label} {day.text}")
    event.add("summary", summary)
    event.add("description", "\n".join(map(_plain, _described(assessment, day))))
    event.add_component(_alarm(summary))
    return event


def _described(assessment: Assessment, day: DueDate) -> Iterable[str]:
    yield f"{assessment.profile.district}, {assessment.rubric.title}"
    yield f"{day.label} {assessment.rubric.item(day.item_id).short}"
    if day.owner:
        yield f"Owner: {day.owner}"


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMINDER)
    alarm.add("description", summary)
    return alarm


def _plain(text: str) -> str:
    """Return text on one line: a line end in it must never begin another property."""
    return text.translate(_CONTROL)
