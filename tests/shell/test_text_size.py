"""At every text size, in a small window and in a large one, nothing is cut at the side or below."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)

from secure_desktop.model.assessment import Answer
from tests.shell.person import CTRL, Person
from tests.shell.places import walk

SIZES = [(1500, 900), (1180, 760), (900, 620)]


def cut(top: QWidget) -> list[str]:
    """Return what reaches over the side of the viewport, or the window, that it is shown in."""
    found = []
    for widget in top.findChildren(QWidget):
        frame = frame_of(widget)
        if not widget.isVisible() or frame is None or isinstance(frame, QAbstractScrollArea):
            continue
        left = widget.mapTo(frame, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > frame.width():
            found.append(
                f"{widget!r} {text_of(widget)}: {left} to {left + widget.width()} of {frame.width()}"
            )
    return found


def frame_of(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        above = parent.parentWidget()
        if isinstance(above, QScrollArea) and parent is above.viewport():
            return parent
        parent = above
    return parent


def squeezed(top: QWidget) -> list[str]:
    """Return labels of one line that are narrower than their text."""
    return [
        f"{label.text()}: {label.width()} of {label.sizeHint().width()}"
        for label in top.findChildren(QLabel)
        if label.isVisible() and not label.wordWrap() and label.width() < label.sizeHint().width()
    ]


def lowered(top: QWidget) -> list[str]:
    """Return wrapped labels that are lower than their text."""
    return [
        f"{label.text()}: {label.height()} of {label.heightForWidth(label.width())}"
        for label in top.findChildren(QLabel)
        if label.isVisible() and label.wordWrap() and label.height() < label.heightForWidth(label.width())
    ]


def text_of(widget: QWidget) -> str:
    return str(widget.property("text") or widget.accessibleName())


def hidden_texts(top: QWidget) -> list[str]:
    return cut(top) + squeezed(top) + lowered(top)


def fits(person: Person, where: str = "") -> None:
    """Let the layouts come to rest, then demand that nothing is cut."""
    for _ in range(20):
        person.settles()
        if not hidden_texts(person.window):
            return
    assert hidden_texts(person.window) == [], where


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_on_any_page(
    person: Person, sample: Path, size: tuple[int, int], text_size: int
) -> None:
    while person.window.preferences.settings.text_size < text_size:
        person.presses(Qt.Key.Key_Plus, CTRL)
    person.window.resize(*size)
    for place in walk(person, sample):
        person.settles()
        assert (person.window.width(), person.window.height()) == size, place
        fits(person, place)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_text_grows_on_the_page_that_is_open(reader: Person, size: tuple[int, int]) -> None:
    reader.window.resize(*size)
    reader.presses(Qt.Key.Key_4)
    before = reader.answer_button(Answer.PARTLY).height()
    for _ in range(4):
        reader.presses(Qt.Key.Key_Plus, CTRL)
        reader.settles()

        fits(reader)
    assert reader.answer_button(Answer.PARTLY).height() > 1.6 * before


def test_the_page_still_fits_when_the_window_is_made_small(reader: Person) -> None:
    for _ in range(4):
        reader.presses(Qt.Key.Key_Plus, CTRL)
    for width in (1180, 1000, 900, 800):
        reader.window.resize(width, 620)
        reader.settles()

        fits(reader, str(width))


@pytest.mark.parametrize("width", [1180, 900, 800])
def test_what_is_shown_of_the_checklist_can_be_read_at_the_largest_text(reader: Person, width: int) -> None:
    reader.window.resize(width, 620)
    for _ in range(4):
        reader.presses(Qt.Key.Key_Plus, CTRL)
    reader.page.go_to_item("2S-03")  # the action step with the longest name
    reader.settles()

    [choice] = reader.page.items.search.findChildren(QComboBox)
    assert choice.currentText() == "All items"
    arrow = choice.height()  # as wide as it is high
    assert choice.fontMetrics().horizontalAdvance("All items") + arrow <= choice.width()
