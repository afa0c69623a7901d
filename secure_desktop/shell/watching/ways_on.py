"""The ways on when the file of the open assessment cannot be written: another file, both combined, what is there now."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from secure_desktop.errors import KnownProblem
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from collections.abc import Callable

    from secure_desktop.shell.assessment_page import AssessmentPage
    from secure_desktop.shell.main_window import MainWindow


class WaysOn(QObject):
    """What the buttons of the banner do, for one page. Nothing that was typed is lost on any of the ways."""

    def __init__(self, page: "AssessmentPage", window: "MainWindow") -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._window = window

    def move(self) -> None:
        """Ask where to, write what is on screen there, with all that was not saved, and go on in that file."""
        self._page.flush()
        from secure_desktop.files import is_folder

        proposed = self._window.desk.copy_name(self._session.path)
        if not is_folder(proposed.parent):
            proposed = self._window.desk.copy_name(self._window.desk.folder() / self._session.path.name)
        target = self._window.dialogs.choose_copy(proposed)
        if target is not None:
            self._move_to(target, lambda is_whole: self._tell(target, is_whole=is_whole))

    def combine(self) -> None:
        """Keep what is on screen in a file of its own, open what lies there now, and combine the two."""
        from secure_desktop.file_names import free_name, named_after

        self._page.flush()
        there = self._session.path
        own = free_name(named_after(there, self._tr("{0} (from the screen)")))

        def go_on(_is_whole: bool) -> None:  # noqa: FBT001 - the same for all who move
            self._window.open_path(there)
            now_open = self._window.assessment
            if now_open is not None and now_open.session.path != own:
                self._window.side.show_combine([own])

        self._move_to(own, go_on)

    def open_what_is_there(self) -> None:
        """Show what another program put in the place of the file; what was not saved is asked about first."""
        self._session.file.let_go()
        self._window.open_path(self._session.path)

    def edit_all_the_same(self) -> None:
        """Ask, and take the right to write from somebody of whom nobody knows whether they still have it."""
        from secure_desktop.storage.opening import open_file

        if not self._window.dialogs.ask(
            self._tr("Is nobody editing this file on the other computer any more?"),
            self._tr(
                "The lock seems to be left over from a crash, but this folder cannot tell. If somebody still edits the "
                "file, one of you could not save any more and would have to combine both."
            ),
            self._tr("Edit here"),
        ):
            return
        if self._session.is_busy:
            self._window.tell(Busy(name=self._session.path.name))
            return
        try:
            fresh = open_file(self._session.path, clock=self._window.desk.clock, by_force=True)
            try:
                fresh.assessment()
            except BaseException:
                fresh.close()
                raise
        except KnownProblem as problem:
            self._window.tell(problem)
            return
        self._page.watch.go_on_with(fresh)

    def _move_to(self, target: Path, done: "Callable[[bool], None]") -> None:
        def take(is_whole: bool) -> None:  # noqa: FBT001 - the same for all who move
            self._window.preferences.remember(self._session.path, self._session.assessment)
            self._page.show_access(self._window.desk.read_only_reason(self._session))
            self._window.menus.refresh()
            done(is_whole)

        task = self._session.move_to(target, done=take, failed=self._window.desk.take_fault)
        if task is None:
            self._window.tell(Busy(name=self._session.path.name))

    def _tell(self, target: Path, *, is_whole: bool) -> None:
        where = self._tr("It lies here: {0}").format(target)
        if not is_whole:
            lost = self._tr(
                "The content of attached files could not be copied any more, and perhaps not the history; look for them in "
                "the newest backup."
            )
            where = f"{where}\n{lost}"
        self._window.dialogs.inform(
            self._tr("From now on you work in the copy. What was not saved before is saved in it."), where
        )

    @staticmethod
    def _tr(text: str) -> str:
        return QCoreApplication.translate("WaysOn", text)
