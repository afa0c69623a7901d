"""Times as people read them: local, and as short as they can be."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from secure_desktop.errors import QT_TRANSLATE_NOOP

_MINUTE = 60  # seconds
_HOUR, _DAY = 60 * _MINUTE, 24 * 60 * _MINUTE
_WEEK, _MONTH = 7 * _DAY, 30 * _DAY
_AGES = (  # a unit in seconds, how many of them are told, and the words for one and for many
    (
        _MINUTE,
        59,
        (QT_TRANSLATE_NOOP("Moments", "1 minute ago"), QT_TRANSLATE_NOOP("Moments", "{0} minutes ago")),
    ),
    (_HOUR, 23, (QT_TRANSLATE_NOOP("Moments", "1 hour ago"), QT_TRANSLATE_NOOP("Moments", "{0} hours ago"))),
    (_DAY, 13, (QT_TRANSLATE_NOOP("Moments", "1 day ago"), QT_TRANSLATE_NOOP("Moments", "{0} days ago"))),
    (_WEEK, 8, (QT_TRANSLATE_NOOP("Moments", "1 week ago"), QT_TRANSLATE_NOOP("Moments", "{0} weeks ago"))),
    (
        _MONTH,
        24,
        (QT_TRANSLATE_NOOP("Moments", "1 month ago"), QT_TRANSLATE_NOOP("Moments", "{0} months ago")),
    ),
)


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
    return marked_if_ahead(date_words(moment), moment, now or datetime.now(UTC))


def to_the_minute(moment: datetime, now: datetime) -> str:
    """Return "today 10:42", or "12 Sep 2025, 10:42" for another day than that of `now`."""
    if moment.astimezone().date() == now.astimezone().date():
        return when(moment, now)
    return QCoreApplication.translate("Moments", "{0}, {1}").format(date_words(moment), clock_time(moment))


def ago(moment: datetime, now: datetime) -> str:
    """Return "5 minutes ago", "3 days ago", "2 months ago"; what lies ahead of `now` is marked, never counted."""
    seconds = (now - moment).total_seconds()
    if seconds < -_MINUTE:
        return QCoreApplication.translate("Moments", "⚠ in the future: check the clock")
    if seconds < _MINUTE:
        return QCoreApplication.translate("Moments", "just now")
    for unit, most, (one, many) in _AGES:
        count = int(seconds // unit)
        if count <= most:
            words = QCoreApplication.translate("Moments", one if count == 1 else many)
            return words.format(count)
    return date_words(moment)


def to_the_second(moment: datetime, now: datetime) -> str:
    """Return "14:05:09" for the day of `now`, else "14:05:09 on 12 Sep 2025"; what lies ahead of `now` is marked."""
    local, today = moment.astimezone(), now.astimezone()
    time = QLocale().toString(
        QTime(local.hour, local.minute, local.second), "hh:mm:ss" if _has_24_hours() else "h:mm:ss AP"
    )
    if local.date() != today.date():
        time = QCoreApplication.translate("Moments", "{0} on {1}").format(time, date_words(moment))
    return marked_if_ahead(time, moment, now)


def marked_if_ahead(words: str, moment: datetime, now: datetime) -> str:
    """Return what is said about a moment, with a mark when it lies ahead of `now` by more than clocks differ."""
    if (moment - now).total_seconds() <= _MINUTE:
        return words
    return QCoreApplication.translate("Moments", "{0} (⚠ in the future: check the clock)").format(words)


def _has_24_hours() -> bool:
    return "ap" not in QLocale().timeFormat(QLocale.FormatType.ShortFormat).lower()
