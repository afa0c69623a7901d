"""The review: where the partnership stands, which gaps it has, and what is still unanswered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.model.changes import Changes
from secure_desktop.model.gaps import Gap, gaps
from secure_desktop.model.progress import Tally, tally, tally_by_step
from secure_desktop.model.rubric import Item
from secure_desktop.shell.answer_pill import AnswerPill
from secure_desktop.shell.answers_bar import AnswersBar
from secure_desktop.shell.controls import InfoBox, MutedLabel, PlainLabel, SectionTitle, StrongLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.tab_order import set_tab_order_before
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign

_LONGEST_NOTE = 160  # characters of a note in the list of gaps


class ReviewPage(ScrollPage):
    """Standing and progress, two figures, and then the lists behind them."""

    item_requested = Signal(str)  # item id

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", widest=1000, parent=parent)
        self._session = session
        self._theme = theme
        self._is_stale = True
        self.title.setText(self.tr("Review"))
        self._bars = QGridLayout()
        self._bars.setHorizontalSpacing(18)
        self._bars.setVerticalSpacing(10)
        self._bars.setColumnStretch(1, 1)
        self._bar_of: dict[int, AnswersBar] = {}
        self.column.addLayout(self._bars)
        self._lay_out_bars()
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(0)
        self._unanswered = QVBoxLayout()
        self.column.addSpacing(8)
        self.column.addLayout(self._gaps)
        self.column.addSpacing(8)
        self.column.addLayout(self._unanswered)
        session.changed.connect(self._grow_stale)

    def show_now(self) -> None:
        """Show the assessment as it stands; called whenever the page comes into view."""
        if not self._is_stale:
            return
        self._is_stale = False
        self._links: list[ItemLink] = []
        assessment = self._session.assessment
        self.lead.setText(standing_sentence(self, tally(assessment)))
        for step, counts in tally_by_step(assessment):
            self._bar_of[step.number].show_tally(counts)
        self._show_gaps(gaps(assessment))
        self._show_unanswered()
        set_tab_order_before(self, *self._links)

    def _grow_stale(self, _changes: Changes) -> None:
        self._is_stale = True
        if self.isVisible():
            self.show_now()

    def _lay_out_bars(self) -> None:
        legend = FlowLayout(spacing=14)
        for answer in Answer:
            legend.addWidget(MutedLabel(answer_with_sign(answer), wrap=False))
        holder = QWidget()
        holder.setLayout(legend)
        self._bars.addWidget(StrongLabel(self.tr("Action step")), 0, 0)
        self._bars.addWidget(holder, 0, 1)
        for row, step in enumerate(self._session.rubric.steps, 1):
            bar = AnswersBar(self._theme)
            name = PlainLabel(step.heading)
            name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            name.setMinimumWidth(name.fontMetrics().averageCharWidth() * 16)
            self._bars.addWidget(name, row, 0)
            self._bars.addWidget(bar, row, 1)
            self._bar_of[step.number] = bar

    def _show_gaps(self, found: tuple[Gap, ...]) -> None:
        clear(self._gaps)
        title = FlowLayout(spacing=10)
        caption = SectionTitle(self.tr("Gaps"))
        caption.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        caption.setWordWrap(False)
        title.addWidget(caption)
        for answer in (Answer.NOT_IN_PLACE, Answer.PARTLY):
            count = sum(1 for gap in found if gap.response.answer is answer)
            if count:
                title.addWidget(AnswerPill(self._theme, answer, count=count))
        self._gaps.addLayout(title)
        self._gaps.addSpacing(8)
        if not found:
            self._gaps.addWidget(MutedLabel(self.tr("No item is partly or not in place so far.")))
        if found:
            self._gaps.addLayout(self._gap_table(found))

    def _gap_table(self, found: tuple[Gap, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, gap in enumerate(found):
            pill = AnswerPill(self._theme, gap.response.answer)
            grid.addWidget(pill, 2 * row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._link(gap.item), 2 * row, 1)
            note = " ".join(gap.response.note.split())
            shown = note if len(note) <= _LONGEST_NOTE else f"{note[:_LONGEST_NOTE].rstrip()}…"
            label = MutedLabel(shown)
            label.setContentsMargins(3, 0, 0, 8)
            grid.addWidget(label, 2 * row + 1, 1)
        return grid

    def _show_unanswered(self) -> None:
        clear(self._unanswered)
        assessment = self._session.assessment
        missing = [item for item in assessment.rubric if not assessment.response(item.id).is_answered]
        self._unanswered.addWidget(SectionTitle(self.tr("Still unanswered")))
        if not missing:
            self._unanswered.addWidget(MutedLabel(self.tr("Nothing is left unanswered.")))
        for item in missing:
            self._unanswered.addWidget(self._link(item))
        self._show_missing_reasons()

    def _show_missing_reasons(self) -> None:
        assessment = self._session.assessment
        wanting = [item for item in assessment.rubric if assessment.response(item.id).needs_reason]
        if not wanting:
            return
        box = InfoBox()
        column = QVBoxLayout(box)
        column.addWidget(
            PlainLabel(self.tr("These items are called not applicable, and nobody has said why yet:"))
        )
        for item in wanting:
            column.addWidget(self._link(item))
        self._unanswered.addWidget(box)

    def _link(self, item: Item) -> ItemLink:
        link = ItemLink(f"{self._session.rubric.label(item.id)} {item.short}", self._theme)
        link.setAccessibleDescription(item.text)
        link.clicked.connect(lambda: self.item_requested.emit(item.id))
        self._links.append(link)
        return link


def standing_sentence(page: QWidget, counts: Tally) -> str:
    """Return standing and progress in words; a share in per cent only when all is answered."""
    standing, progress = counts.standing, counts.progress
    parts = [
        page.tr("{0} of {1} applicable items are in place.").format(standing.in_place, standing.applicable)
    ]
    if progress.is_complete:
        share = page.tr("{0} of {1} applicable items are in place ({2}\u00a0%).")
        parts = [share.format(standing.in_place, standing.applicable, round(standing.share * 100))]
    if counts.not_applicable == 1:
        parts.append(page.tr("1 item is not applicable."))
    elif counts.not_applicable:
        parts.append(page.tr("{0} items are not applicable.").format(counts.not_applicable))
    if counts.unanswered == 1:
        parts.append(page.tr("1 item is still unanswered."))
    elif counts.unanswered:
        parts.append(page.tr("{0} items are still unanswered.").format(counts.unanswered))
    else:
        parts.append(page.tr("Nothing is left unanswered."))
    return " ".join(parts)
