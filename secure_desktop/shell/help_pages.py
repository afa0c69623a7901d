"""The help menu's windows."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from secure_desktop.model.rubric import Rubric
from secure_desktop.shell import help_texts
from secure_desktop.shell.text_dialog import TextDialog


def show(name: str, window: QWidget) -> None:
    """Show the help page of this name: "keys", "places" or "about"."""
    title, lead, text = {
        "keys": (
            _tr("Keyboard map"),
            _tr("Everything can be done without a mouse."),
            help_texts.keyboard_map,
        ),
        "places": (_tr("Where the files are"), "", help_texts.where_things_are),
        "about": (_tr("About SECURe Desktop"), "", help_texts.about_program),
    }[name]
    TextDialog(title, lead, text(), parent=window).exec()


def show_rubrics(window: QWidget, rubrics: tuple[Rubric, ...]) -> None:
    """Show what the checklists are and where their wording comes from."""
    TextDialog(
        _tr("What are the SECURe rubrics?"), "", help_texts.about_rubrics(rubrics), parent=window
    ).exec()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Help", text)
