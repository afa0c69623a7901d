"""Rubrics of one's own: check an authored file, read what is wrong or what it is, add it, and remove it again."""

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from secure_desktop.errors import RubricFaulty
from secure_desktop.exchange.visible import visible
from secure_desktop.library.own_rubrics import Authored
from secure_desktop.rubric_errors import RubricOnHand
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import GoodLabel
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.rubrics import work
from secure_desktop.shell.rubrics.findings_view import FindingsView
from secure_desktop.shell.rubrics.own_list import OwnList
from secure_desktop.shell.rubrics.rubric_card import RubricCard
from secure_desktop.shell.rubrics.work import Seen
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.working_sign import WorkingSign


class RubricsPage(ScrollPage):
    """Looks at one file at a time. What is added can be chosen for a new assessment at once."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    shelf_changed = Signal(object)  # Shelf
    new_wished = Signal()

    def __init__(self, dialogs: Dialogs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", widest=900, parent=parent)
        self._dialogs = dialogs
        self._folder = folder
        self._path: Path | None = None  # the file that is looked at
        self._authored: Authored | None = None
        self._is_busy = False
        self.title.setText(self.tr("Rubrics of your own"))
        self.lead.setText(
            self.tr(
                "A rubric is a file that somebody wrote, and whose name ends in .toml: a checklist of your own, a "
                "translation, or another wording of one that is here. Choose it; the program checks it and says what it "
                "is, or everything that is to be mended, by step and item."
            )
        )
        self.choose = PrimaryButton(self.tr("Choose a file…"))
        self._again = Button(self.tr("Check it again"))
        self._back = Button(self.tr("Back"))
        self.findings = FindingsView()
        self.card = RubricCard()
        self._done = GoodLabel()
        self.begin = Button(self.tr("New assessment…"))
        self.list = OwnList()
        self._lay_out()
        self._connect()
        self._show_nothing()
        self._start(work.look, self._show_first)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._is_busy

    @property
    def texts(self) -> tuple[str, ...]:
        """Every line of text that is shown."""
        labels = self.findChildren(PlainLabel)
        return tuple(label.text() for label in labels if label.isVisibleTo(self) and label.text())

    def take_focus(self) -> None:
        """Move the keyboard to the first button."""
        self.choose.setFocus()

    def ask(self) -> None:
        """Ask for a file and check it."""
        kinds = self.tr("Rubrics (*.toml);;All files (*)")
        path = self._dialogs.choose_existing(self.tr("Add a rubric"), kinds, self._folder)
        if path is not None:
            self._folder = path.parent
            self.check(path)

    def check(self, path: Path) -> None:
        """Check a file on another thread; then say what it is, or what is to be mended."""
        if self._is_busy:
            return
        self._path = path
        self._show_nothing()
        self._start(functools.partial(work.check, path), self._show_authored)

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=12)
        for widget in (self.choose, self._again, self._back):
            row.addWidget(widget)
        self._working = WorkingSign(row, self.tr("Checking…"))
        self.column.addLayout(row)
        for part in (self.findings, self.card, self._done):
            self.column.addWidget(part)
        after = FlowLayout()
        after.addWidget(self.begin)
        self.column.addLayout(after)
        self.column.addSpacing(8)
        self.column.addWidget(self.list)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask)
        self._again.clicked.connect(self._check_again)
        self._back.clicked.connect(self.left)
        self.begin.clicked.connect(self.new_wished)
        self.card.addition_wished.connect(self._add)
        self.list.removal_wished.connect(self._ask_and_remove)
        self.list.check_wished.connect(self.check)

    def _check_again(self) -> None:
        if self._path is not None:
            self.check(self._path)

    def _add(self, *, replace: bool = False) -> None:
        if self._authored is not None:
            self._start(functools.partial(work.add, self._authored, replace=replace), self._show_added)

    def _ask_and_remove(self, path: Path, name: str) -> None:
        if self._is_busy or not self._dialogs.ask(
            self.tr("Remove “{0}” from your rubrics?").format(name),
            self.tr(
                "The file is deleted from the folder of your own rubrics. Assessments that answer it keep it, whole."
            ),
            self.tr("Remove it"),
        ):
            return
        self._show_nothing()
        self._start(functools.partial(work.discard, path), functools.partial(self._show_removed, name))

    def _start(self, job: Callable[[], Seen], done: Callable[[Seen], None]) -> None:
        self._show_busy(is_busy=True)
        task = Task(job, self)
        task.done.connect(functools.partial(self._finish, done))
        task.failed.connect(self._fail)
        task.start()

    def _finish(self, done: Callable[[Seen], None], seen: Seen) -> None:
        self._show_busy(is_busy=False)
        done(seen)

    def _show_first(self, seen: Seen) -> None:
        self._show_files(seen)
        self.take_focus()  # a button that cannot be pressed yet does not take it

    def _show_files(self, seen: Seen) -> None:
        self.list.show_files(seen.files)
        self._order_stops()

    def _show_authored(self, seen: Seen) -> None:
        self._authored = seen.authored
        self._show_files(seen)
        if seen.authored is not None:
            self.card.show_authored(seen.authored)
            self.card.add.setFocus()
            announce(self, self.tr("The file passed its check."))

    def _show_added(self, seen: Seen) -> None:
        self._show_nothing()
        self._show_files(seen)
        title = visible(seen.authored.rubric.title) if seen.authored is not None else ""
        self._done.setText(self.tr("✓ Added: {0}. You can choose it for a new assessment now.").format(title))
        self._done.show()
        self.begin.show()
        self.begin.setFocus()
        announce(self, self._done.text())
        self.shelf_changed.emit(seen.shelf)

    def _show_removed(self, name: str, seen: Seen) -> None:
        self._show_files(seen)
        self._done.setText(self.tr("✓ Removed: {0}.").format(name))
        self._done.show()
        self.choose.setFocus()
        announce(self, self._done.text())
        self.shelf_changed.emit(seen.shelf)

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        if isinstance(fault, RubricFaulty) and self._path is not None:
            self.findings.show_findings(self._path.name, fault.findings)
            self._again.show()
            self._order_stops()
            self.findings.field.setFocus()
            announce(self, self.findings.headline)
        elif isinstance(fault, RubricOnHand):
            sentence, _ = problem_texts(fault)
            detail = self.tr(
                "If you go on, yours takes its place. Assessments that answer the other keep it."
            )
            if self._dialogs.ask(visible(sentence), detail, self.tr("Put mine in its place")):
                self._add(replace=True)
        else:
            self.fault_met.emit(fault)

    def _show_nothing(self) -> None:
        for part in (self.findings, self.card, self._done, self.begin, self._again):
            part.hide()

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        for button in (self.choose, self._again, self.card.add):
            button.setEnabled(not is_busy)
        self._working.show(is_busy=is_busy)

    def _order_stops(self) -> None:
        set_tab_order(
            self.choose,
            self._again,
            self._back,
            *self.findings.stops,
            self.card.add,
            self.begin,
            *self.list.stops,
        )
