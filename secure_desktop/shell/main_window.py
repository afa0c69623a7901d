"""The window: the menu bar, the stack of pages, and all wiring in one place. Pages own themselves."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.shell.start_page import StartPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent

    from secure_desktop.errors import KnownProblem
    from secure_desktop.shell.assessment_page import AssessmentPage
    from secure_desktop.shell.desk import Desk
    from secure_desktop.shell.dialogs import Dialogs
    from secure_desktop.shell.drops import Drops
    from secure_desktop.shell.menus import Menus
    from secure_desktop.shell.preferences import Preferences
    from secure_desktop.shell.side_pages import SidePages

MENU_TITLES = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File")),
    ("assessment", QT_TRANSLATE_NOOP("Actions", "&Assessment")),
    ("team", QT_TRANSLATE_NOOP("Actions", "&Team")),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View")),
    ("tools", QT_TRANSLATE_NOOP("Actions", "T&ools")),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help")),
)


class MainWindow(QMainWindow):
    """The program's window. `first_painted` comes once, when people can see it."""

    first_painted = Signal()

    def __init__(
        self, desk: Desk, preferences: Preferences, dialogs: Callable[[QWidget], Dialogs] | None = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.preferences = preferences
        self._dialogs = dialogs
        self._was_painted = False
        self._assessment: AssessmentPage | None = None
        self.start = StartPage(preferences.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self.setCentralWidget(self._stack)
        bar = self.menuBar()
        self.menu_of = {
            name: bar.addMenu(QCoreApplication.translate("Actions", title)) for name, title in MENU_TITLES
        }
        self._connect()
        self.setAcceptDrops(True)
        preferences.take_size(self)
        self.show_start()

    @functools.cached_property
    def menus(self) -> Menus:
        """The menus' actions. They are made right after the first paint, or when somebody asks."""
        from secure_desktop.shell.menus import Menus

        return Menus(self)

    @functools.cached_property
    def side(self) -> SidePages:
        """The pages that lie over the assessment or the start page for a while. Made at first need."""
        from secure_desktop.shell.side_pages import SidePages

        return SidePages(self)

    @functools.cached_property
    def drops(self) -> Drops:
        """What becomes of files that are dropped on the window. Made at first need."""
        from secure_desktop.shell.drops import Drops

        return Drops(self)

    @functools.cached_property
    def dialogs(self) -> Dialogs:
        """Message boxes and file pickers over this window."""
        from secure_desktop.shell.dialogs import Dialogs

        return (self._dialogs or Dialogs)(self)

    @property
    def actions_by_name(self) -> dict[str, QAction]:
        """Every action of the menus by its name."""
        return self.menus.actions

    @property
    def assessment(self) -> AssessmentPage | None:
        """The open assessment's page; it may lie behind a side page."""
        return self._assessment

    def tell(self, problem: KnownProblem) -> None:
        """Tell a known problem over this window."""
        self.dialogs.tell(problem)

    def open_path(self, path: Path) -> None:
        """Open an assessment file, or a zip with one; when that cannot be done, say why and stay where we are."""
        if path.suffix.lower() == ".zip":
            self._unpack(path)
            return
        here = self._assessment.session if self._assessment is not None else None
        if here is not None and here.is_at(path) and not here.is_read_only:
            self.side.leave()
            return  # one that is only read is opened again: whoever held it may have closed it since
        session = self.desk.open(path, self.dialogs)
        if session is None:
            return
        if not self.leave_assessment():
            session.close()
            return
        from secure_desktop.shell.opened import opened_page

        page = self._assessment = opened_page(session, self)
        self.show_page(page)
        page.go_to_place(self.preferences.place_of(session.assessment.id))
        self.preferences.remember(session.path, session.assessment)

    def show_start(self) -> None:
        """Show the start page, with the recent assessments as they are now."""
        if not self.leave_assessment():
            return
        self.show_page(self.start)
        if self._was_painted:
            self._show_recent()
            self.start.take_focus()

    def show_new(
        self, earlier: Path | None = None, checklist: str = "", *, from_earlier: bool = False
    ) -> None:
        """Show the form for a new assessment; with an earlier one chosen, and a checklist, if they are given.

        `from_earlier` without such a file asks for it on the form.
        """
        if not self.leave_assessment():
            return
        from secure_desktop.shell.earlier.earlier_files import EarlierFiles
        from secure_desktop.shell.new_assessment_page import NewAssessmentPage

        page = NewAssessmentPage(
            self.desk.offered(),
            self.desk.folder(),
            self.desk.clock().astimezone(),
            self.dialogs.choose_new_assessment,
            EarlierFiles(self),
        )
        page.left.connect(self.show_start)
        page.refused.connect(self.tell)
        page.creation_requested.connect(functools.partial(self.desk.create, page=page))
        self.show_page(page)
        if earlier is not None:
            page.start_from(earlier, checklist)
        elif from_earlier:
            page.ask_for_earlier()
        page.take_focus()

    def show_new_from_earlier(self) -> None:
        """Show the form for a new assessment that starts from an earlier one: the open one, if one is open."""
        page = self._assessment
        self.show_new(page.session.path if page is not None else None, from_earlier=True)

    def ask_and_open(self) -> None:
        """Ask for an assessment file and open it."""
        path = self.dialogs.choose_assessment(self.desk.folder())
        if path is not None:
            self.open_path(path)

    def open_sample(self) -> None:
        """Open the filled sample, which is made if it is not there."""
        path = self.desk.make_sample()
        if path is not None:
            self.open_path(path)

    def save_copy(self) -> None:
        """Ask where to, and write a checked copy of the open assessment there."""
        if self._assessment is not None:
            from secure_desktop.shell.saving_copy import save_copy

            save_copy(self._assessment.session, self)

    def show_page(self, page: QWidget) -> None:
        """Show a page; the one before it goes away, unless it is the start page or the open assessment."""
        before = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        is_kept = "side" in vars(self) and before is not None and self.side.keeps(before)
        if "side" in vars(self):
            self.side.forget(page)
        if before is not None and before not in (page, self.start, self._assessment) and not is_kept:
            self._stack.removeWidget(before)
            before.deleteLater()
        self.name_window()
        if self._was_painted or "menus" in vars(self):
            self.menus.refresh()

    def show_key(self) -> None:
        """Show the number of this computer's signing key, and its passphrase."""
        from secure_desktop.shell.key_dialog import show_own_key

        show_own_key(self.dialogs, self)

    def show_rubrics(self) -> None:
        """Show what the checklists are and where their wording comes from."""
        from secure_desktop.shell import help_pages

        help_pages.show_rubrics(self, self.desk.rubrics())

    def show_help(self, name: str) -> None:
        """Show the help page of this name."""
        from secure_desktop.shell import help_pages

        help_pages.show(name, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if "side" not in vars(self) or not self.side.take_key(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leave_assessment():
            event.ignore()
            return
        self.preferences.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event)
        if paths:  # the program they came from waits for the drop to end
            QTimer.singleShot(0, self, lambda: self.drops.take(paths))

    def _connect(self) -> None:
        self.start.new_requested.connect(self.show_new)
        self.start.next_year_requested.connect(self.show_new_from_earlier)
        self.start.open_requested.connect(self.ask_and_open)
        self.start.recent_requested.connect(lambda path: self.open_path(Path(path)))
        self.start.due_requested.connect(self._open_at)
        self.start.improve_requested.connect(lambda path: self.show_new(Path(path), "improve"))
        self.start.removal_requested.connect(self._forget)
        self.start.sample_requested.connect(self.open_sample)
        self.start.rubrics_requested.connect(self.show_rubrics)
        self.start.check_requested.connect(functools.partial(self._trigger, "check"))
        self.start.overview_requested.connect(functools.partial(self._trigger, "overview"))
        self.start.recovery_requested.connect(functools.partial(self._trigger, "recover"))
        self.desk.refused.connect(self.tell)
        self.desk.file_refused.connect(self._tell_refused)
        self.desk.created.connect(self.open_path)
        self.desk.recent_seen.connect(self.start.update_recent)
        self.desk.backups_seen.connect(lambda seen: self.start.show_backups(seen, self.desk.clock))
        self.start.restore_requested.connect(self._restore)
        self.start.copy_requested.connect(self._copy_to_drive)
        self.first_painted.connect(self._show_what_can_wait)

    def _trigger(self, name: str) -> None:
        self.actions_by_name[name].trigger()

    def _tell_refused(self, problem: KnownProblem, path: Path) -> None:
        from secure_desktop.shell.refused_file import tell_refused

        tell_refused(problem, path, self)

    def _unpack(self, path: Path) -> None:
        from secure_desktop.shell.sharing.unpacking import open_zip

        open_zip(path, self.dialogs, self, open_path=self.open_path, take_fault=self.desk.take_fault)

    def _open_at(self, path: str, item_id: str) -> None:
        self.open_path(Path(path))
        if self._assessment is not None and self._assessment.session.is_at(Path(path)):
            self._assessment.go_to_item(item_id)

    def _restore(self, path: str) -> None:
        from secure_desktop.shell.backups.showing import show_restore_page

        show_restore_page(self, Path(path))

    def _copy_to_drive(self, path: str) -> None:
        from secure_desktop.shell.drive.showing import show_drive_page

        show_drive_page(self, Path(path))

    def _forget(self, path: str) -> None:
        self.preferences.forget(path)
        self._show_recent()

    def _show_what_can_wait(self) -> None:
        self._show_recent()
        self.menus.refresh()
        self.desk.warm_up()

    def _show_recent(self) -> None:
        self.start.show_recent(self.preferences.settings.recent)
        self.desk.look_at_recent(self.preferences.settings.recent)
        self.desk.look_at_backups(self.preferences.settings.recent)

    def leave_assessment(self) -> bool:
        """Close the open assessment, whose page goes with it; false when somebody wants to stay with what is not saved."""
        page = self._assessment
        if page is None:
            return True
        self.side.flush()
        page.flush()
        if page.session.has_unsaved and not self.dialogs.ask(
            self.tr("Your last change is not saved."),
            self.tr("It is lost if you close now. Everything before it is safe in the file."),
            self.tr("Close all the same"),
        ):
            return False
        self.preferences.remember(page.session.path, page.session.assessment, place=page.place)
        self._assessment = None
        self._stack.removeWidget(page)
        page.session.close()
        page.deleteLater()
        return True

    def name_window(self) -> None:
        """Say in the title what is open."""
        page = self._assessment
        self.setWindowTitle("SECURe Desktop" if page is None else f"{page.title} – SECURe Desktop")


def _dropped(event: QDropEvent) -> tuple[Path, ...]:
    from secure_desktop.shell.drops import local_files

    return local_files(event.mimeData().urls())
