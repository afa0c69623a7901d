"""What one file says about a topic: the answer, the note in quotes, who said so and when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.combining import THIS_FILE, Combination, Conflict, Topic, View
from secure_desktop.model.register import Kind
from secure_desktop.shell.answer_pill import AnswerPill
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.combine.combine_words import side_name
from secure_desktop.shell.combine.register_words import part_words, standing_words
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.moments import when
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.shell.theme import Theme

_LONGEST = 240  # characters; a longer text is cut, and can be read whole


class OpinionCell(QWidget):
    """One file's part of a topic. `says_something` is False for a file that brings nothing about it."""

    def __init__(
        self, combination: Combination, topic: Topic, side: int, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._texts: list[str] = []  # cut, and to be read whole
        self._name = side_name(combination, side)
        self._caption: StrongLabel | None = None
        self._theme = theme
        self._more: LinkButton | None = None
        if topic.views and _concerns_responses(topic):
            self._show_view(topic.views[side])
        for conflict in topic.conflicts:
            if not topic.views or conflict.register.kind is not Kind.RESPONSE or _is_mark(conflict):
                self._show_opinion(combination, conflict, side)
        self.says_something = self._column.count() > 0
        if not self.says_something:
            self._add_text("–")
        if self._texts:
            self._add_more()
        self._column.addStretch(1)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here."""
        return (self._more,) if self._more is not None else ()

    def show_caption(self, *, is_shown: bool) -> None:
        """Name the file above its opinion, where there is no heading for it, or do so no longer."""
        if self._caption is None and is_shown:
            self._caption = StrongLabel(self._name)
            self._column.insertWidget(0, self._caption)
        if self._caption is not None:
            self._caption.setVisible(is_shown)

    def _show_view(self, view: View) -> None:
        response = view.response
        if not view.is_own:
            return
        self._column.addWidget(AnswerPill(self._theme, response.answer), 0, Qt.AlignmentFlag.AlignLeft)
        if response.reason:
            self._add_text(self.tr("Because “{0}”").format(response.reason), raw=response.reason)
        if response.note:
            self._add_text(f"“{response.note}”", raw=response.note)
        spoke = max(
            (
                (at, by)
                for at, by in ((view.answered_at, view.answered_by), (view.noted_at, view.noted_by))
                if at
            ),
            default=None,
        )
        if spoke is not None:
            self._column.addWidget(MutedLabel(_said(spoke[1], when(spoke[0]))))

    def _show_opinion(self, combination: Combination, conflict: Conflict, side: int) -> None:
        """Show what stands in a file; in this file also when others have moved on from it."""
        register, file = conflict.register, combination.sides[side]
        speaks = any(side in opinion.sides for opinion in conflict.opinions)
        if not speaks and (side != THIS_FILE or file.value(register) is None):
            return
        if self._column.count():
            self._column.addSpacing(6)
        self._column.addWidget(MutedLabel(part_words(register, conflict.about)))
        words = standing_words(register, file.value(register))
        self._add_text(words, raw=words)
        author = file.author(register)
        if author is not None:
            self._column.addWidget(MutedLabel(_said(author.by, when(author.at))))

    def _add_text(self, text: str, *, raw: str = "") -> None:
        is_long = len(text) > _LONGEST
        self._column.addWidget(PlainLabel(f"{text[:_LONGEST].rstrip()}…" if is_long else text))
        if is_long:
            self._texts.append(raw or text)

    def _add_more(self) -> None:
        self._more = LinkButton(self.tr("Read all of it…"))
        self._more.setAccessibleDescription(self._name)
        self._more.clicked.connect(self._show_whole)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_whole(self) -> None:
        TextDialog(self._name, "", "\n\n".join(self._texts), parent=self.window()).exec()


def _concerns_responses(topic: Topic) -> bool:
    registers = [conflict.register for conflict in topic.conflicts] + [news.register for news in topic.news]
    return any(register.kind is Kind.RESPONSE for register in registers)


def _is_mark(conflict: Conflict) -> bool:
    return conflict.register.field == "marked"


def _said(who: str, moment: str) -> str:
    return ", ".join(part for part in (who, moment) if part)
