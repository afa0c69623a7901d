"""A newer version of the checklist: what becomes of each item, and the file that is made with it."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.rubric import Item, Rubric
from secure_desktop.model.rubric_upgrade import RubricUpgrade, left_behind, plan_upgrade
from secure_desktop.shell.answer_pill import AnswerPill
from secure_desktop.shell.boxes import Card, InfoBox
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel, SectionTitle
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.earlier.wordings import Wordings
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.working_sign import WorkingSign
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile
    from secure_desktop.storage.snapshots import Reason
    from secure_desktop.storage.times import Clock


class UpgradePage(ScrollPage):
    """Shows first what would change. Only then, and in another file, is anything written."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    written = Signal(object)  # the path of the new file

    def __init__(
        self,
        session: Session,
        rubric: Rubric,
        theme: Theme,
        dialogs: Dialogs,
        *,
        name: Callable[[], str],
        clock: "Clock",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._session = session
        self._rubric = rubric
        self._theme = theme
        self._dialogs = dialogs
        self._name = name
        self._clock = clock
        self.upgrade = plan_upgrade(session.assessment, rubric, session.earlier)
        self._then = left_behind(session.assessment, rubric, session.earlier)
        self.title.setText(self.tr("A newer version of the checklist"))
        self.lead.setText(
            self.tr(
                "{0}: from version {1} to version {2}. This file stays as it is; a new one is made beside it."
            ).format(rubric.title, session.rubric.version, rubric.version)
        )
        self.make = PrimaryButton(self.tr("Make the updated file…"))
        self.back = Button(self.tr("Back"))
        self._lay_out(self.upgrade)
        self.make.clicked.connect(self.ask_and_make)
        self.back.clicked.connect(self.left)

    @property
    def summary(self) -> str:
        """What becomes of the items, in figures."""
        return self._summary.text()

    def take_focus(self) -> None:
        """Move the keyboard to the button that makes the file."""
        self.make.setFocus()

    def ask_and_make(self) -> None:
        """Ask where to, and write the updated file on another thread."""
        from secure_desktop.exchange.upgrade import proposed_name

        target = self._dialogs.choose_target(
            self.tr("Where to keep the updated file"),
            self.tr("Assessments (*.sqlite)"),
            proposed_name(self._session.path, self._rubric),
            overwrite=False,
        )
        if target is None:
            return
        work = functools.partial(
            _make, target, self._rubric, self._name(), self._clock, self._session.keep_before
        )
        if self._session.read_behind(work, done=self._finish, failed=self._fail) is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self._show_busy(is_busy=True)

    def _lay_out(self, upgrade: RubricUpgrade) -> None:
        row = FlowLayout(spacing=12)
        for widget in (self.make, self.back):
            row.addWidget(widget)
        self._working = WorkingSign(row, self.tr("The updated file is being made…"))
        then = self._then.rubric
        changed = tuple(item for item in upgrade.asked if then.item(item.id).text != item.text)
        figures = (
            (self.tr("Answers that stay: {0}."), len(upgrade.kept)),
            (self.tr("Reads otherwise, asked again: {0}."), len(changed)),
            (self.tr("Still to be confirmed, as before: {0}."), len(upgrade.asked) - len(changed)),
            (self.tr("Unanswered, as before: {0}."), len(upgrade.open)),
            (self.tr("New: {0}."), len(upgrade.new)),
            (self.tr("No longer asked: {0}."), len(upgrade.removed)),
        )
        self._summary = StrongLabel(" ".join(text.format(count) for text, count in figures if count))
        self.column.addWidget(self._summary)
        self.column.addWidget(self._hint())
        self.column.addLayout(row)
        self._add_part(
            self.tr("Reads otherwise"),
            self.tr(
                "The earlier answer and its note are shown beside the item; it counts once you confirm it."
            ),
            changed,
            self._changed_card,
        )
        self._add_part(
            self.tr("New"), self.tr("These items have no answer yet."), upgrade.new, self._new_card
        )
        self._add_part(
            self.tr("No longer asked"),
            self.tr("What was said of them stays readable in the new file."),
            upgrade.removed,
            self._removed_card,
        )

    def _hint(self) -> QWidget:
        box = InfoBox()
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 12, 8)
        for text in (
            self.tr("An item that reads the same keeps its answer, note, next steps and evidence."),
            self.tr(
                "If reviewers still have copies, combine them first: copies of the version before do not fit the new file."
            ),
        ):
            column.addWidget(PlainLabel(text))
        return box

    def _add_part(
        self, title: str, hint: str, items: tuple[Item, ...], make_card: Callable[[Item], QWidget]
    ) -> None:
        if not items:
            return
        self.column.addSpacing(8)
        self.column.addWidget(SectionTitle(f"{title} ({len(items)})"))
        self.column.addWidget(MutedLabel(hint))
        for item in items:
            self.column.addWidget(make_card(item))

    def _changed_card(self, item: Item) -> QWidget:
        card, column = self._card(f"{self._rubric.label(item.id)} {item.short}")
        row = FlowLayout(spacing=10)
        row.addWidget(AnswerPill(self._theme, self._then.response(item.id).answer))
        column.addLayout(row)
        wordings = Wordings()
        wordings.show_wordings(self._then.rubric.item(item.id).text, item.text)
        column.addWidget(wordings)
        return card

    def _new_card(self, item: Item) -> QWidget:
        card, column = self._card(f"{self._rubric.label(item.id)} {item.short}")
        column.addWidget(PlainLabel(item.text))
        return card

    def _removed_card(self, item: Item) -> QWidget:
        card, column = self._card(f"{self._then.rubric.label(item.id)} {item.short}")
        column.addWidget(PlainLabel(item.text))
        row = FlowLayout(spacing=10)
        row.addWidget(AnswerPill(self._theme, self._then.response(item.id).answer))
        column.addLayout(row)
        return card

    def _card(self, head: str) -> tuple[QWidget, QVBoxLayout]:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(StrongLabel(head))
        return card, column

    def _finish(self, target: Path) -> None:
        self._show_busy(is_busy=False)
        self.written.emit(target)

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        self.make.setEnabled(not is_busy)
        self._working.show(is_busy=is_busy)


def _make(
    target: Path,
    rubric: Rubric,
    name: str,
    clock: "Clock",
    keep_before: "Callable[[Reason], None]",
    file: "AssessmentFile",
) -> Path:
    from secure_desktop.exchange.upgrade import save_upgraded
    from secure_desktop.storage.snapshots import Reason

    keep_before(Reason.BEFORE_UPGRADE)
    save_upgraded(file, target, rubric, by=name, clock=clock)
    return target
