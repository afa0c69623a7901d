"""The window: menus, the stack of pages, and all wiring in one place. Pages own themselves."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.model.navigation import Filter, Kind, Section
from secure_desktop.shell import help_pages
from secure_desktop.shell.actions import MENUS, ROWS, make_actions
from secure_desktop.shell.assessment_page import AssessmentPage
from secure_desktop.shell.desk import Desk
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.preferences import Preferences
from secure_desktop.shell.start_page import StartPage

if TYPE_CHECKING:
    from secure_desktop.shell.new_assessment_page import NewAssessment

_SIZE = (1180, 760)  # pixels at 100 %; smaller screens get what they have


class MainWindow(QMainWindow):
    """The program's window. `first_painted` comes once, when people can see it."""

    first_painted = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, dialogs: type[Dialogs] = Dialogs) -> None:
        super().__init__()
        self.desk = desk
        self.preferences = preferences
        self.dialogs = dialogs(self)
        self._was_painted = False
        self._assessment: AssessmentPage | None = None
        self.start = StartPage(preferences.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self.setCentralWidget(self._stack)
        self.actions_by_name = make_actions(self)
        self._fill_menus()
        self._connect()
        self.setAcceptDrops(True)
        self._take_size()
        self.show_start()

    @property
    def assessment(self) -> AssessmentPage | None:
        """The open assessment's page."""
        return self._assessment

    def open_path(self, path: Path) -> None:
        """Open an assessment file; when that cannot be done, say why and stay where we are."""
        if self._assessment is not None and self._assessment.session.is_at(path):
            return
        session = self.desk.open(path, self.dialogs)
        if session is None:
            return
        if not self._leave_assessment():
            session.close()
            return
        page = AssessmentPage(
            session,
            self.preferences.theme,
            clock=self.desk.clock,
            choose_pdf=self.dialogs.choose_pdf,
            read_only_reason=self.desk.read_only_reason(session),
        )
        self._assessment = page
        self._wire(page)
        self._show_page(page)
        page.go_to_place(self.preferences.place_of(session.assessment.id))
        self.preferences.remember(session.path, session.assessment)

    def show_start(self) -> None:
        """Show the start page, with the recent assessments as they are now."""
        if not self._leave_assessment():
            return
        self.start.show_recent(self.preferences.settings.recent)
        self._show_page(self.start)
        if self._was_painted:
            self.desk.look_at_recent(self.preferences.settings.recent)
            self.start.take_focus()

    def show_new(self) -> None:
        """Show the form for a new assessment."""
        if not self._leave_assessment():
            return
        from secure_desktop.shell.new_assessment_page import NewAssessmentPage

        page = NewAssessmentPage(
            self.desk.rubrics(),
            self.desk.folder(),
            self.desk.clock().astimezone(),
            self.dialogs.choose_new_assessment,
        )
        page.left.connect(self.show_start)
        page.refused.connect(self.dialogs.tell)
        page.creation_requested.connect(self._create)
        self._show_page(page)
        page.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leave_assessment():
            event.ignore()
            return
        self.preferences.remember_geometry(bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() is QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)
        return handled

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            QTimer.singleShot(
                0, lambda: self.open_path(path)
            )  # the program it came from waits for the drop to end

    def _fill_menus(self) -> None:
        self._menus: dict[str, QMenu] = {}
        for name, title in MENUS:
            self._menus[name] = self.menuBar().addMenu(QCoreApplication.translate("Actions", title))
        for row in ROWS:
            menu = self._menus[row.menu]
            if row.gap:
                menu.addSeparator()
            menu.addAction(self.actions_by_name[row.name])

    def _connect(self) -> None:
        self.start.new_requested.connect(self.show_new)
        self.start.open_requested.connect(self._ask_and_open)
        self.start.recent_requested.connect(lambda path: self.open_path(Path(path)))
        self.start.removal_requested.connect(self._forget)
        self.start.sample_requested.connect(self._open_sample)
        self.start.rubrics_requested.connect(self._show_rubrics)
        self.desk.refused.connect(self.dialogs.tell)
        self.desk.recent_seen.connect(self.start.update_recent)
        self.first_painted.connect(lambda: self.desk.warm_up(self.preferences.settings.recent))
        self._connect_actions()

    def _connect_actions(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "new": self.show_new,
            "open": self._ask_and_open,
            "sample": self._open_sample,
            "save_copy": self._save_copy,
            "export": lambda: self._with_page(self._export),
            "close": self.show_start,
            "settings": lambda: self.preferences.show_dialog(self),
            "quit": self.close,
            "clear": lambda: self._answer(Answer.UNANSWERED),
            "mark": lambda: self._with_page(lambda page: page.toggle_mark()),
            "note": lambda: self._with_page(lambda page: page.edit_note()),
            "next_unanswered": lambda: self._with_page(AssessmentPage.go_to_next_unanswered),
            "back": lambda: self._with_page(AssessmentPage.go_back),
            "forward": lambda: self._with_page(AssessmentPage.go_forward),
            "undo": lambda: self._with_page(AssessmentPage.undo),
            "redo": lambda: self._with_page(AssessmentPage.redo),
            "search": lambda: self._with_page(AssessmentPage.start_search),
            "show_unanswered": lambda: self._with_page(lambda page: page.start_search(Filter.UNANSWERED)),
            "show_gaps": lambda: self._with_page(lambda page: page.start_search(Filter.GAPS)),
            "show_marked": lambda: self._with_page(lambda page: page.start_search(Filter.MARKED)),
            "larger": lambda: self.preferences.change_text_size(1),
            "smaller": lambda: self.preferences.change_text_size(-1),
            "normal_size": lambda: self.preferences.change_text_size(0),
            "keys": lambda: help_pages.show_keys(self),
            "rubrics": self._show_rubrics,
            "places": lambda: help_pages.show_places(self),
            "log": lambda: help_pages.open_log_folder(self.dialogs),
            "about": lambda: help_pages.show_about(self),
        }
        for number, answer in enumerate(CHOICES, 1):
            commands[f"answer_{number}"] = functools.partial(self._answer, answer)
        for name, command in commands.items():
            self.actions_by_name[name].triggered.connect(lambda _=False, command=command: command())

    def _wire(self, page: AssessmentPage) -> None:
        session = page.session
        page.left.connect(self.show_start)
        page.copy_requested.connect(self._save_copy)
        page.section_shown.connect(lambda _: self._enable_actions())
        page.report.failed.connect(self.desk.take_fault)
        page.report.open_requested.connect(self.dialogs.open)
        page.report.folder_requested.connect(lambda path: self.dialogs.open(path.parent))
        session.changed.connect(lambda _: self._name_window())
        session.undo_stack.indexChanged.connect(lambda _: self._enable_actions())

    def _enable_actions(self) -> None:
        page = self._assessment
        is_writable = page is not None and not page.session.is_read_only
        shows_items = page is not None and page.section.kind is Kind.STEP
        for row in ROWS:
            usable = {"": True, "open": page is not None, "edit": is_writable and shows_items}[row.needs]
            self.actions_by_name[row.name].setEnabled(usable)
        stack = page.session.undo_stack if page is not None else None
        self.actions_by_name["undo"].setEnabled(stack is not None and stack.canUndo())
        self.actions_by_name["redo"].setEnabled(stack is not None and stack.canRedo())

    def _with_page(self, command: Callable[[AssessmentPage], object]) -> None:
        if self._assessment is not None:
            command(self._assessment)

    def _answer(self, answer: Answer) -> None:
        self._with_page(lambda page: page.answer(answer))

    def _export(self, page: AssessmentPage) -> None:
        page.go_to(Section(Kind.REPORT))
        page.report.ask_and_export()

    def _create(self, wish: "NewAssessment") -> None:
        if self.desk.create(wish):
            self.open_path(wish.path)

    def _show_page(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if (
            before is not None
            and before is not page
            and before is not self.start
            and before is not self._assessment
        ):
            self._stack.removeWidget(before)
            before.deleteLater()
        self._name_window()
        self._enable_actions()

    def _ask_and_open(self) -> None:
        path = self.dialogs.choose_assessment(self.desk.folder())
        if path is not None:
            self.open_path(path)

    def _open_sample(self) -> None:
        path = self.desk.make_sample()
        if path is not None:
            self.open_path(path)

    def _save_copy(self) -> None:
        page = self._assessment
        if page is None:
            return
        page.flush()
        target = self.dialogs.choose_copy(self.desk.copy_name(page.session.path))
        if target is not None and self.desk.save_copy(page.session, target):
            self.dialogs.inform(
                self.tr("The copy is complete and checked."), self.tr("It lies here: {0}").format(target)
            )

    def _forget(self, path: str) -> None:
        self.preferences.forget(path)
        self.start.show_recent(self.preferences.settings.recent)
        self.desk.look_at_recent(self.preferences.settings.recent)

    def _show_rubrics(self) -> None:
        help_pages.show_rubrics(self, self.desk.rubrics())

    def _leave_assessment(self) -> bool:
        page = self._assessment
        if page is None:
            return True
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

    def _name_window(self) -> None:
        if self._assessment is None:
            self.setWindowTitle("SECURe Desktop")
            return
        assessment = self._assessment.session.assessment
        self.setWindowTitle(f"{assessment.profile.district} – {assessment.rubric.title} – SECURe Desktop")

    def _take_size(self) -> None:
        geometry = self.preferences.settings.geometry
        if not geometry or not self.restoreGeometry(
            QByteArray.fromBase64(geometry.encode("ascii", "ignore"))
        ):
            room = self.screen().availableGeometry()
            self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - 40))

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
