"""The menus at work: every action of the table, what it does, and whether it can be used now."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from secure_desktop.shell.actions import ROWS, make_actions

if TYPE_CHECKING:
    from secure_desktop.shell.assessment_page import AssessmentPage
    from secure_desktop.shell.main_window import MainWindow


class Menus(QObject):
    """Fills the window's menus. `refresh` enables what can be used with what is shown."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.actions = make_actions(window)
        for row in ROWS:
            menu = window.menu_of[row.menu]
            if row.gap:
                menu.addSeparator()
            menu.addAction(self.actions[row.name])
        for name, command in {**self._window_commands(), **self._page_commands()}.items():
            self.actions[name].triggered.connect(lambda _=False, command=command: command())
        self.refresh()

    def refresh(self) -> None:
        """Enable the actions that make sense now."""
        page = self._shown_page
        session = page.session if page is not None else None
        is_writable = session is not None and not session.is_read_only
        shows_items = page is not None and page.shows_items
        usable = {
            "": True,
            "open": page is not None,
            "whole": session is not None and session.reviewer is None,
            "own": session is not None and session.is_editable and session.reviewer is None,
            "typing": session is not None and session.is_editable,
            "answer": is_writable and shows_items,  # once it is signed, the key says why nothing happens
            "earlier": session is not None and session.earlier is not None,
            "confirm": is_writable and shows_items and session is not None and session.earlier is not None,
            "edit": session is not None and session.is_editable and shows_items,
            "signed": is_writable and session is not None and session.assessment.is_locked,
        }
        for row in ROWS:
            self.actions[row.name].setEnabled(usable[row.needs])
        undoing = self._undoing_page
        stack = undoing.session.undo_stack if undoing is not None else None
        self.actions["undo"].setEnabled(stack is not None and stack.canUndo())
        self.actions["redo"].setEnabled(stack is not None and stack.canRedo())

    @property
    def _shown_page(self) -> "AssessmentPage | None":
        return self._window.assessment if self._window.side.shown is None else None

    @property
    def _undoing_page(self) -> "AssessmentPage | None":
        """The assessment in which a change can be taken back now."""
        return self._window.assessment if self._window.side.lets_undo else self._shown_page

    def _window_commands(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "new": window.show_new,
            "next_year": window.show_new_from_earlier,
            "open": window.ask_and_open,
            "sample": window.open_sample,
            "save_copy": window.save_copy,
            "copy_to_drive": self._copy_to_drive,
            "restore": self._restore,
            "check": window.side.show_check,
            "share": window.side.show_share,
            "recover": window.side.show_recovery,
            "rescue": window.side.show_rescue,
            "compare": window.side.show_comparison,
            "paper": window.side.show_typing,
            "print_blank": self._print_blank,
            "overview": window.side.show_overview,
            "copies": window.side.show_copies,
            "combine": window.side.show_combine,
            "undo": self._undo,
            "redo": self._redo,
            "signing_key": window.show_key,
            "close": window.show_start,
            "settings": lambda: window.preferences.show_dialog(window, window.dialogs.open),
            "quit": window.close,
            "larger": lambda: window.preferences.change_text_size(1),
            "smaller": lambda: window.preferences.change_text_size(-1),
            "normal_size": lambda: window.preferences.change_text_size(0),
            "keys": lambda: window.show_help("keys"),
            "rubrics": window.show_rubrics,
            "own_rubrics": window.side.show_own_rubrics,
            "places": lambda: window.show_help("places"),
            "log": lambda: window.dialogs.open(window.desk.log_folder()),
            "about": lambda: window.show_help("about"),
        }

    def _page_commands(self) -> dict[str, Callable[[], object]]:
        commands: dict[str, Callable[[AssessmentPage], object]] = {
            "export": lambda page: page.export(),
            "export_public": lambda page: page.export(public=True),
            "export_plan": lambda page: page.export_plan(),
            "export_other": lambda page: page.export_other(),
            "sign_off": lambda page: page.start_signing(),
            "reopen": lambda page: page.start_reopening(),
            "answer_1": lambda page: page.answer(1),
            "answer_2": lambda page: page.answer(2),
            "answer_3": lambda page: page.answer(3),
            "answer_4": lambda page: page.answer(4),
            "as_before": lambda page: page.answer(5),
            "clear": lambda page: page.answer(0),
            "mark": lambda page: page.toggle_mark(),
            "note": lambda page: page.edit_note(),
            "next_unanswered": lambda page: page.go_to_next_unanswered(),
            "back": lambda page: page.go_back(),
            "forward": lambda page: page.go_forward(),
            "search": lambda page: page.start_search(),
            "show_unanswered": lambda page: page.show_only("unanswered"),
            "show_gaps": lambda page: page.show_only("gaps"),
            "show_marked": lambda page: page.show_only("marked"),
            "show_not_reconfirmed": lambda page: page.show_only("not-reconfirmed"),
        }
        return {name: functools.partial(self._with_page, command) for name, command in commands.items()}

    def _print_blank(self) -> None:
        from secure_desktop.shell.paper.blank_checklist import print_blank

        print_blank(self._window)

    def _copy_to_drive(self) -> None:
        from secure_desktop.shell.drive.showing import show_drive_page

        show_drive_page(self._window)

    def _restore(self) -> None:
        from secure_desktop.shell.backups.showing import show_restore_page

        show_restore_page(self._window)

    def _undo(self) -> None:
        taker = self._window.side.undoing or self._undoing_page
        if taker is not None:
            taker.undo()

    def _redo(self) -> None:
        taker = self._window.side.undoing or self._undoing_page
        if taker is not None:
            taker.redo()

    def _with_page(self, command: "Callable[[AssessmentPage], object]") -> None:
        page = self._shown_page
        if page is not None:
            command(page)
