"""A hand on the cells of a table."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from secure_desktop.shell.review.grown_table import GrownTable
from tests.shell.person import NO_KEY, Person

LEFT = Qt.MouseButton.LeftButton


def texts(table: GrownTable, column: int) -> list[str]:
    """Return what a column shows, from top to bottom."""
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def clicks_cell(person: Person, table: GrownTable, row: int, column: int) -> None:
    """Click on a cell."""
    QTest.mouseClick(table.viewport(), LEFT, NO_KEY, place_of(person, table, row, column))


def double_clicks(person: Person, table: GrownTable, row: int, column: int) -> None:
    """Double-click on a cell, as a hand does: after a click."""
    place = place_of(person, table, row, column)
    QTest.mouseClick(table.viewport(), LEFT, NO_KEY, place)
    QTest.mouseDClick(table.viewport(), LEFT, NO_KEY, place)
    calms_down(person)


def place_of(person: Person, table: GrownTable, row: int, column: int) -> QPoint:
    """Return the middle of a cell, once the table has taken its size."""
    calms_down(person)
    index = table.model().index(row, column)
    table.scrollTo(index)
    page = person.page.review
    content = page.widget()
    assert content is not None
    page.ensureVisible(0, table.viewport().mapTo(content, table.visualRect(index).center()).y())
    calms_down(person)
    place = table.visualRect(index).center()
    assert table.viewport().visibleRegion().contains(place)
    return place


def calms_down(person: Person) -> None:
    """Wait until tables have followed what was entered and have taken their size."""
    for _ in range(4):
        person.settles()
