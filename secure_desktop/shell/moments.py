"""Times as people read them: local, and as short as they can be."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def clock_time(moment: datetime) -> str:
    """Return the local time of day: "10:42", or "10:42 AM" where people write it so."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def date_words(moment: datetime) -> str:
    """Return the local date: "12 Sep 2025"."""
    return day_words(moment.astimezone().date())


def day_words(day: date) -> str:
    """Return a date: "12 Sep 2025"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def when(moment: datetime, now: datetime | None = None) -> str:
    """Return "today 10:42" for today, else "12 Sep 2025"."""
    local, today = moment.astimezone(), (now or datetime.now(UTC)).astimezone().date()
    if local.date() == today:
        return QCoreApplication.translate("Moments", "today {0}").format(clock_time(moment))
    return date_words(moment)


def to_the_second(moment: datetime, now: datetime) -> str:
    """Return "14:05:09" for the day of `now`, else "14:05:09 on 12 Sep 2025"; what lies ahead of `now` is marked."""
    local, today = moment.astimezone(), now.astimezone()
    time = QLocale().toString(
        QTime(local.hour, local.minute, local.second), "hh:mm:ss" if _has_24_hours() else "h:mm:ss AP"
    )
    if local.date() != today.date():
        time = QCoreApplication.translate("Moments", "{0} on {1}").format(time, date_words(moment))
    if moment > now:
        return QCoreApplication.translate("Moments", "{0} (in the future: check the clock)").format(time)
    return time


def _has_24_hours() -> bool:
    return "ap" not in QLocale().timeFormat(QLocale.FormatType.ShortFormat).lower()
