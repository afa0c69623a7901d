"""What the wizard's sections are called."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.rubric import Rubric


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


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sections", text)
