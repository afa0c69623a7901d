"""What a comparison says, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.comparison import Kind
from secure_desktop.model.comparison_words import KIND_SIGNS, KINDS
from secure_desktop.shell.moments import date_words

TONES = {
    Kind.IMPROVED: "in-place",
    Kind.SLIPPED: "not-in-place",
    Kind.CHANGED: "partly",
    Kind.NOT_RECONFIRMED: "unanswered",
    Kind.NEW: "not-applicable",
    Kind.REMOVED: "not-applicable",
    Kind.UNCHANGED: "unanswered",
}
"""The tone of each kind's pill, named by an answer."""


def translated(text: str) -> str:
    """Return a text of a comparison in the language of the screen."""
    return QCoreApplication.translate("Comparison", text)


def kind_with_sign(kind: Kind) -> str:
    """Return "▲ Improved"."""
    return f"{KIND_SIGNS[kind]} {translated(KINDS[kind])}"


def state_words(assessment: Assessment) -> str:
    """Return "revision 1, signed 12 Sep 2025"."""
    template = (
        translated("revision {0}, signed {1}")
        if assessment.is_locked
        else translated("revision {0}, last changed {1}")
    )
    return template.format(assessment.revision, date_words(assessment.changed_at))


def source_words(assessment: Assessment) -> str:
    """Return whose assessment it is, of which school year, and how far it is."""
    profile = assessment.profile
    parts = (profile.district, profile.school_year, state_words(assessment))
    return " · ".join(part.strip() for part in parts if part.strip())
