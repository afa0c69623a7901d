"""The list of formats, each with a sentence that says what it is good for."""

from PySide6.QtWidgets import QWidget

from secure_desktop.exchange.formats import Format
from secure_desktop.shell.exporting.format_words import format_words
from secure_desktop.shell.fields.radio_line import RadioLines


class FormatChoice(RadioLines):
    """One of all formats; the first one until somebody chooses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            ((kind, words.name, words.good_for) for kind, words in format_words().items()), parent
        )

    @property
    def format(self) -> Format:
        """The format that is chosen."""
        chosen: Format = self.value
        return chosen
