"""Pages that lie over the open assessment, or over the start page, until they are left."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.model.rubric import Rubric
    from secure_desktop.shell.check.check_page import CheckPage
    from secure_desktop.shell.combine.combine_page import CombinePage
    from secure_desktop.shell.main_window import MainWindow
    from secure_desktop.shell.overview.overview_page import OverviewPage
    from secure_desktop.shell.paper.typing_page import TypingPage
    from secure_desktop.shell.session import Session


class SidePage(Protocol):
    """What every such page tells: that its reader wants to go back, and what went wrong on another thread."""

    @property
    def left(self) -> SignalInstance:
        """Comes without a value."""

    @property
    def fault_met(self) -> SignalInstance:
        """Comes with a known problem or a bug."""


class SidePages(QObject):
    """Shows one such page at a time. It is gone for good once something else is shown, but for the folder overview."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._shown: QWidget | None = None
        self._overview: OverviewPage | None = None

    @property
    def shown(self) -> QWidget | None:
        """The page that lies over everything else, if any does."""
        return self._shown

    @property
    def session(self) -> "Session | None":
        """The assessment that is open below, if any is."""
        page = self._window.assessment
        return page.session if page is not None else None

    @property
    def folder(self) -> Path:
        """The folder in which files are looked for first: that of the open assessment, or the usual one."""
        session = self.session
        return session.path.parent if session is not None else self._window.desk.folder()

    @property
    def check(self) -> "CheckPage | None":
        """The page that checks reports, while it is shown."""
        from secure_desktop.shell.check.check_page import CheckPage

        return self._shown if isinstance(self._shown, CheckPage) else None

    @property
    def overview(self) -> "OverviewPage | None":
        """The page with the assessments of a folder, once it was shown."""
        return self._overview

    @property
    def combine(self) -> "CombinePage | None":
        """The page that combines reviewers' files, while it is shown."""
        from secure_desktop.shell.combine.combine_page import CombinePage

        return self._shown if isinstance(self._shown, CombinePage) else None

    @property
    def lets_undo(self) -> bool:
        """Whether what the shown page did can be taken back from there."""
        return bool(getattr(self._shown, "lets_undo", False))

    @property
    def undoing(self) -> "TypingPage | None":
        """The shown page, if it takes back changes itself and shows what became of them."""
        from secure_desktop.shell.paper.typing_page import TypingPage

        return self._shown if isinstance(self._shown, TypingPage) else None

    def show(self, page: QWidget) -> None:
        """Show a `SidePage`; what was typed into the assessment below is saved first."""
        below = self._window.assessment
        if below is not None:
            below.flush()
        if page is not self._overview:
            self._listen(page)
        self._shown = page
        self._window.show_page(page)

    def flush(self) -> None:
        """Save what was typed on the shown page and not yet saved."""
        flush = getattr(self._shown, "flush", None)
        if flush is not None:
            flush()

    def leave(self) -> None:
        """Show again what lies below."""
        if self._shown is None:
            return
        if self._window.assessment is None:
            self._window.show_start()
        else:
            self._window.show_page(self._window.assessment)

    def take_key(self, event: QKeyEvent) -> bool:
        """Go back by Esc, that no field or list had a use for, as the shown page's button does; return whether it was that.

        A page that is at work stays.
        """
        if event.key() != Qt.Key.Key_Escape:
            return False
        if self._shown is not None and not getattr(self._shown, "is_busy", False):
            cast(SidePage, self._shown).left.emit()
        return True

    def forget(self, shown: QWidget) -> None:
        """Take notice of what the window shows now."""
        if shown is not self._shown:
            self._shown = None

    def keeps(self, page: QWidget) -> bool:
        """Return whether a page stays when another is shown: reading a folder again could take a minute."""
        return page is self._overview

    def show_overview(self) -> None:
        """Show the assessments of a folder: those that were read before, else ask for a folder."""
        page = self._overview
        if page is None:
            from secure_desktop.shell.overview.overview_page import OverviewPage

            page = OverviewPage(
                self._window.preferences.theme, self._window.dialogs, self._window.desk.clock, self.folder
            )
            page.open_requested.connect(self._window.open_path)
            self._listen(page)
            self._overview = page
        self.show(page)
        page.take_focus()
        if page.folder is None:
            page.ask()

    def show_check(self, path: Path | None = None) -> None:
        """Show the page that checks reports; check a file at once if one is given, else ask for one."""
        page = self.check
        if page is None:
            from secure_desktop.shell.check.check_page import CheckPage

            page = CheckPage(self._window.preferences.theme, self._window.dialogs, self.session, self.folder)
            self.show(page)
        page.take_focus()
        if path is None:
            page.ask()
        else:
            page.check(path)

    def show_share(self) -> None:
        """Show the page that prepares a folder to hand on by e-mail; it needs an open assessment."""
        session = self.session
        if session is None:
            return
        from secure_desktop.shell.sharing.share_page import SharePage

        page = SharePage(
            session,
            self._window.preferences.theme,
            self._window.dialogs,
            self._window.desk.clock,
            self._window.preferences.mail_limit,
        )
        page.item_requested.connect(self._leave_for_item)
        self.show(page)
        page.take_focus()

    def show_typing(self) -> None:
        """Show the page that takes in answers from paper, where it was left; it needs an assessment that can change."""
        session = self.session
        if session is None or not session.is_editable:
            return
        from secure_desktop.shell.paper.typing_page import TypingPage

        preferences, about = self._window.preferences, f"{session.assessment.id}/paper"
        page = TypingPage(session, preferences.theme, place=preferences.place_of(about))
        page.stopped.connect(lambda place: preferences.keep_place(about, place))
        self.show(page)
        page.take_focus()

    def show_comparison(self, paths: Sequence[Path] = ()) -> None:
        """Show the page that compares the open assessment, if there is one, with files; without any it asks for them."""
        from secure_desktop.shell.compare.compare_page import ComparePage

        window = self._window
        page = ComparePage(
            window.preferences.theme, window.dialogs, self.session, self.folder, window.desk.clock
        )
        page.item_requested.connect(self._leave_for_item)
        self.show(page)
        page.take_focus()
        page.start(paths)

    def show_copies(self) -> None:
        """Show the page that makes reviewer copies of the open assessment."""
        session = self.session
        if session is None:
            return
        from secure_desktop.shell.copies.copies_page import CopiesPage

        window = self._window
        page = CopiesPage(session, window.preferences.theme, window.dialogs, window.desk.clock)
        self.show(page)
        page.take_focus()

    def show_combine(self, paths: Sequence[Path] = ()) -> None:
        """Show the page that combines files into the open assessment; ask for files if none are given."""
        session = self.session
        if session is None:
            return
        page = self.combine
        if page is None or page.lets_undo:
            from secure_desktop.shell.combine.combine_page import CombinePage

            problem = _why_not_combinable(session)
            if problem is not None:
                self._window.tell(problem)
                return
            page = CombinePage(session, self._window.preferences.theme, self._window.dialogs)
            page.item_requested.connect(self._leave_for_item)
            page.lets_undo_changed.connect(self._window.menus.refresh)
            self.show(page)
            page.take_focus()
        if paths:
            page.add(paths)
        else:
            page.ask()

    def show_own_rubrics(self) -> None:
        """Show the page that takes rubrics of one's own in, and away again."""
        from secure_desktop.shell.rubrics.rubrics_page import RubricsPage

        page = RubricsPage(self._window.dialogs, self.folder)
        page.shelf_changed.connect(self._window.desk.take_shelf)
        page.new_wished.connect(self._window.show_new)
        self.show(page)
        page.take_focus()

    def show_recovery(self, *, ask: bool = True) -> None:
        """Show the page that gets an assessment back from its PDF or an export; ask for one at once."""
        from secure_desktop.shell.earlier.recovery_page import RecoveryPage

        window = self._window
        page = RecoveryPage(
            window.preferences.theme,
            window.dialogs,
            self.folder,
            name=window.preferences.name,
            clock=window.desk.clock,
            shelf=window.desk.shelf,
        )
        page.written.connect(window.open_path)
        self.show(page)
        page.take_focus()
        if ask:
            page.ask()

    def show_rescue(self, path: Path | None = None) -> None:
        """Show the page that rescues what can be read of a damaged file; ask for one if none is given."""
        from secure_desktop.shell.rescue.showing import show_rescue_page

        show_rescue_page(self._window, path)

    def show_removed(self) -> None:
        """Show what was said of the items that the open assessment's checklist no longer has."""
        if self.session is None:
            return
        from secure_desktop.shell.earlier.removed_page import RemovedPage

        page = RemovedPage(self.session, self._window.preferences.theme, self._window.dialogs)
        self.show(page)
        page.take_focus()

    def show_upgrade(self, rubric: "Rubric") -> None:
        """Show what a newer version of its checklist changes in the open assessment."""
        if self.session is None:
            return
        from secure_desktop.shell.earlier.upgrade_page import UpgradePage

        window = self._window
        page = UpgradePage(
            self.session,
            rubric,
            window.preferences.theme,
            window.dialogs,
            name=window.preferences.name,
            clock=window.desk.clock,
        )
        page.written.connect(window.open_path)
        self.show(page)
        page.take_focus()

    def _leave_for_item(self, item_id: str) -> None:
        self.leave()
        if self._window.assessment is not None:
            self._window.assessment.go_to_item(item_id)

    def _listen(self, page: QWidget) -> None:
        told = cast(SidePage, page)
        told.left.connect(self.leave)
        told.fault_met.connect(self._window.desk.take_fault)


def _why_not_combinable(session: "Session") -> KnownProblem | None:
    if session.is_busy:
        return Busy(name=session.path.name)
    try:
        session.file.demand_combinable()
    except KnownProblem as problem:
        return problem
    return None
