"""The help menu's windows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from secure_desktop import locations
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell import help_texts
from secure_desktop.shell.text_dialog import TextDialog

if TYPE_CHECKING:
    from secure_desktop.shell.dialogs import Dialogs


def show_keys(window: QWidget) -> None:
    """Show every key and what it does."""
    TextDialog(
        _tr("Keyboard map"),
        _tr("Everything can be done without a mouse."),
        help_texts.keyboard_map(),
        parent=window,
    ).exec()


def show_rubrics(window: QWidget, rubrics: tuple[Rubric, ...]) -> None:
    """Show what the checklists are and where their wording comes from."""
    TextDialog(
        _tr("What are the SECURe rubrics?"), "", help_texts.about_rubrics(rubrics), parent=window
    ).exec()


def show_places(window: QWidget) -> None:
    """Show which folders the program uses."""
    TextDialog(_tr("Where the files are"), "", help_texts.where_things_are(), parent=window).exec()


def show_about(window: QWidget) -> None:
    """Show version, origin and licences."""
    TextDialog(_tr("About SECURe Desktop"), "", help_texts.about_program(), parent=window).exec()


def open_log_folder(dialogs: "Dialogs") -> None:
    """Open the folder of the log files in the system's file manager."""
    folder = locations.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    dialogs.open(folder)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Help", text)
