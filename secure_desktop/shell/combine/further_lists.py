"""What needs no choice: the news that is taken from one side, and the items that agree. Shown when somebody asks."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.combining import THIS_FILE, Combination
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.combine.combine_words import news_line, topic_title
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.forms import clear
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.words import answer_with_sign

Lines = Callable[[], Iterator[tuple[str, tuple[str, ...]]]]


class FurtherLists(QWidget):
    """Two links, and below them the list that was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combination: Combination | None = None
        self.news = LinkButton("")
        self.agreeing = LinkButton("")
        row = FlowLayout(spacing=18)
        for link in (self.news, self.agreeing):
            link.setCheckable(True)
            row.addWidget(link)
        self._news_list, self._agreeing_list = _Lines(self._news_lines), _Lines(self._agreeing_lines)
        self.news.toggled.connect(self._show_news)
        self.agreeing.toggled.connect(self._show_agreeing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._news_list)
        column.addWidget(self._agreeing_list)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self.news, self.agreeing

    def show_combination(self, combination: Combination) -> None:
        """Offer the lists of another combination."""
        self._combination = combination
        self._news_list.forget()
        self._agreeing_list.forget()
        self.news.setVisible(bool(combination.with_news))
        self.agreeing.setVisible(bool(combination.agreeing))
        self._show_news(self.news.isChecked())
        self._show_agreeing(self.agreeing.isChecked())

    def _show_news(self, is_shown: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        count = len(self._combination.with_news) if self._combination is not None else 0
        one = (
            self.tr("Show the one with news from one side"),
            self.tr("Hide the one with news from one side"),
        )
        many = (
            self.tr("Show the {0} with news from one side"),
            self.tr("Hide the {0} with news from one side"),
        )
        self.news.setText((one if count == 1 else many)[is_shown].format(count))
        self._news_list.show_if(is_wanted=is_shown and count > 0)

    def _show_agreeing(self, is_shown: bool) -> None:  # noqa: FBT001 - Qt hands over what the signal carries
        count = len(self._combination.agreeing) if self._combination is not None else 0
        one = (self.tr("Show the one that agrees"), self.tr("Hide the one that agrees"))
        many = (self.tr("Show the {0} that agree"), self.tr("Hide the {0} that agree"))
        self.agreeing.setText((one if count == 1 else many)[is_shown].format(count))
        self._agreeing_list.show_if(is_wanted=is_shown and count > 0)

    def _news_lines(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        combination = self._combination
        for topic in combination.with_news if combination is not None else ():
            lines = tuple(news_line(combination, news) for news in topic.news)  # type: ignore[arg-type]
            yield topic_title(topic), lines

    def _agreeing_lines(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        combination = self._combination
        if combination is None:
            return
        rubric, this = combination.rubric, combination.sides[THIS_FILE].assessment
        for item_id in combination.agreeing:
            title = f"{rubric.label(item_id)} {rubric.item(item_id).short}"
            yield title, (answer_with_sign(this.response(item_id).answer),)


class _Lines(QWidget):
    """A list of titles with lines below each, made when it is shown first."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self.hide()

    def forget(self) -> None:
        """Drop the list: it is about something else now."""
        clear(self._column)

    def show_if(self, *, is_wanted: bool) -> None:
        """Show the list, or hide it."""
        if is_wanted and not self._column.count():
            for title, lines in self._lines():
                self._column.addWidget(StrongLabel(title))
                for line in lines:
                    self._column.addWidget(PlainLabel(line))
        self.setVisible(is_wanted)
