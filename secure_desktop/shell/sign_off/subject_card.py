"""What is being signed: the checklist in numbers, its fingerprint, and what changed since the last signature."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.form_differences import FormDifferences, differences
from secure_desktop.model.signed_form import form_from_json, grouped, signed_form
from secure_desktop.model.summary import Summary
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.labels import DigitsLabel, StrongLabel
from secure_desktop.shell.session import Session
from secure_desktop.shell.sign_off.differences_list import DifferencesList, parts_of
from secure_desktop.shell.theme import Theme

_SHORT = 4 * 5 - 1  # characters: four groups of four


class SubjectCard(Card):
    """The checklist and its fingerprint."""

    item_requested = Signal(str)  # item id

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._fingerprint = ""
        self._numbers = PlainLabel()
        self._print = DigitsLabel(wrap=False)
        self._print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whole = LinkButton(self.tr("Show all of it"))
        self._whole.setCheckable(True)
        self._whole.toggled.connect(self._show_fingerprint)
        self._copy = LinkButton(self.tr("Copy"))
        self._copy.setAccessibleName(self.tr("Copy the fingerprint"))
        self._copy.clicked.connect(self._copy_fingerprint)
        self._changed = ItemLink("", theme)
        self._changed.setCheckable(True)
        self._differences = DifferencesList(theme)
        self._differences.hide()
        self._differences.item_requested.connect(self.item_requested)
        self._changed.toggled.connect(self._differences.setVisible)
        self._lay_out()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._whole, self._copy, self._changed, *self._differences.stops

    def show_summary(self, summary: Summary) -> None:
        """Show an assessment as it stands."""
        self._numbers.setText(" · ".join(self._parts(summary)))
        self._fingerprint = grouped(summary.fingerprint)
        self._show_fingerprint()
        self._show_changed(summary)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(5)
        column.addWidget(StrongLabel(self.tr("What is being signed")))
        column.addWidget(self._numbers)
        row = FlowLayout(spacing=10)
        caption = PlainLabel(self.tr("Fingerprint"), wrap=False)
        for widget in (caption, self._print, self._whole, self._copy):
            row.addWidget(widget)
        column.addLayout(row)
        links = FlowLayout()
        links.addWidget(self._changed)
        column.addLayout(links)
        column.addWidget(self._differences)

    def _parts(self, summary: Summary) -> list[str]:
        counts, files = (
            summary.tally,
            sum(1 for e in summary.register if e.evidence.kind is EvidenceKind.FILE),
        )
        parts = [
            self.tr("{0}, {1} items").format(summary.rubric.title, counts.total),
            self.tr("{0} in place").format(counts.standing.in_place),
        ]
        if len(summary.gaps) == 1:
            parts.append(self.tr("1 gap") if not summary.planned_gaps else self.tr("1 gap with a plan"))
        elif summary.planned_gaps == len(summary.gaps):
            parts.append(self.tr("{0} gaps with a plan").format(len(summary.gaps)))
        else:
            said = self.tr("{0} gaps, {1} of them with a plan")
            parts.append(said.format(len(summary.gaps), summary.planned_gaps))
        parts.append(
            self.tr("1 evidence file") if files == 1 else self.tr("{0} evidence files").format(files)
        )
        return parts

    def _show_fingerprint(self) -> None:
        is_whole = self._whole.isChecked()
        shown = _in_lines(self._fingerprint) if is_whole else f"{self._fingerprint[:_SHORT]} …"
        self._print.setText(shown)
        self._print.setAccessibleName(self.tr("Fingerprint {0}").format(self._fingerprint))
        self._whole.setText(self.tr("Show less") if is_whole else self.tr("Show all of it"))

    def _copy_fingerprint(self) -> None:
        QGuiApplication.clipboard().setText(self._fingerprint)
        announce(self, self.tr("The fingerprint was copied."))

    def _show_changed(self, summary: Summary) -> None:
        before = self._last_signed(summary)
        now = signed_form(self._session.assessment)
        found = _differences(before, now) if before else None
        count = len(found.items) + len(parts_of(found)) if found else 0
        self._changed.setVisible(before is not None)
        self._changed.setText(self.tr("What changed since the last signature ({0})").format(count))
        self._changed.setAccessibleName(self._changed.text())
        self._changed.updateGeometry()
        self._changed.setEnabled(count > 0)
        self._differences.setVisible(count > 0 and self._changed.isChecked())
        if before and count:
            self._differences.show_differences(summary.rubric, before, now)

    def _last_signed(self, summary: Summary) -> Mapping[str, Any] | None:
        """Return the form that was signed last; None before the first signature, or when nothing can have changed."""
        if not summary.revisions:
            return None
        last = summary.revisions[-1].number
        if last == summary.revision and not was_changed(summary):
            return None
        try:
            return form_from_json(self._session.file.signed_form(last))
        except (KnownProblem, ValueError):  # somebody changed it; checking the file tells that
            return None


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> FormDifferences | None:
    try:
        return differences(before, now)
    except (KeyError, TypeError, AttributeError):  # a form that somebody made up
        return None


def was_changed(summary: Summary) -> bool:
    """Return whether a signed assessment says something else now than what was signed."""
    signed = [entry for entry in summary.sign_offs if entry.is_signed]
    return any(entry.fingerprint != summary.fingerprint for entry in signed)


def _in_lines(text: str) -> str:
    groups = text.split()
    return "\n".join(" ".join(groups[i : i + 4]) for i in range(0, len(groups), 4))
