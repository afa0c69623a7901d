"""What the wizard and its sections are called."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.exchange.visible import visible
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.reviewer.reviewer_words import review_title

_LONGEST_PART = 100  # characters


def section_name(rubric: Rubric, section: Section) -> str:
    """Return the name of a section, in the language of the screen."""
    if section.kind is Kind.STEP:
        return rubric.step(section.step).heading
    return {
        Kind.ABOUT: _tr("About the district"),
        Kind.REVIEW: _tr("Review and plan"),
        Kind.SIGN_OFF: _tr("Sign off"),
        Kind.REPORT: _tr("Report and share"),
        Kind.RETURN: _tr("Send it back"),
    }[section.kind]


def assessment_title(assessment: Assessment) -> str:
    """Return what an open assessment is called: reviewer, district, checklist, and that it is signed.

    What a file says may be longer than any screen, and hold signs that would turn the rest of the title around.
    """
    said = (assessment.profile.district, assessment.rubric.title)
    parts = [visible(shortened(part, _LONGEST_PART)) for part in said]
    if assessment.reviewer is not None:
        parts.insert(0, visible(shortened(review_title(assessment.reviewer), _LONGEST_PART)))
    if assessment.is_locked:
        parts.append(_tr("revision {0}, signed").format(assessment.revision))
    return " – ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sections", text)
