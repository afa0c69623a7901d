"""The model's words in the language of the screen."""

from PySide6.QtCore import QCoreApplication

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


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
