"""The model's words in the language of the screen, and times as people read them."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Answer, Role
from secure_desktop.model.navigation import Filter
from secure_desktop.model.rubric import Tier
from secure_desktop.model.words import ANSWERS, FILTERS, ROLES, SIGNS, TIERS


def answer_word(answer: Answer) -> str:
    """Return "In place"."""
    return _translated("Words", ANSWERS[answer])


def answer_with_sign(answer: Answer) -> str:
    """Return "✓ In place"."""
    return f"{SIGNS[answer]} {answer_word(answer)}"


def role_word(role: Role) -> str:
    """Return "District superintendent"."""
    return _translated("Words", ROLES[role])


def tier_sentence(tier: Tier) -> str:
    """Return what a tier means."""
    return _translated("Words", TIERS[tier])


def filter_word(which: Filter) -> str:
    """Return "Marked for review"."""
    return _translated("Words", FILTERS[which])


def problem_texts(problem: KnownProblem) -> tuple[str, str]:
    """Return what happened and what to do, each as one sentence."""
    return (
        problem.sentence_text(_translated("KnownProblem", problem.sentence)),
        problem.advice_text(_translated("KnownProblem", problem.advice)),
    )


def clock_time(moment: datetime) -> str:
    """Return the local time of day: "10:42", or "10:42 AM" where people write it so."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def date_words(moment: datetime) -> str:
    """Return the local date: "12 Sep 2025"."""
    local = moment.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")


def when(moment: datetime, now: datetime | None = None) -> str:
    """Return "today 10:42" for today, else "12 Sep 2025"."""
    local, today = moment.astimezone(), (now or datetime.now(UTC)).astimezone().date()
    if local.date() == today:
        return QCoreApplication.translate("Words", "today {0}").format(clock_time(moment))
    return date_words(moment)


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
