"""An answer as a small colored label: sign and word."""

from PySide6.QtWidgets import QWidget

from secure_desktop.model.assessment import Answer
from secure_desktop.shell.pill import Pill
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import answer_with_sign, answer_word


class AnswerPill(Pill):
    """Shows an answer, or how many items have it."""

    def __init__(
        self, theme: Theme, answer: Answer, *, count: int = 0, parent: QWidget | None = None
    ) -> None:
        text = f"{count} {answer_word(answer).lower()}" if count else answer_with_sign(answer)
        super().__init__(theme, text, answer, parent)
