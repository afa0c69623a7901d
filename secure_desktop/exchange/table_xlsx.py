"""Tables as an Excel workbook, a sheet each. What people typed is text there, never a formula or a link.

What a workbook cannot hold, or what would mislead the eye, is made visible.
"""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from secure_desktop.exchange.tables import Cell, Table
from secure_desktop.exchange.visible import visible
from secure_desktop.exchange.xlsx_text import fragments
from secure_desktop.files import written_whole

LONGEST_CELL = 32_767  # what Excel takes, counted in UTF-16
_CUT = " … (cut: the whole text stands in the assessment)"
_DATE = "yyyy-mm-dd"
_LINE = 15.0  # points; not every program finds the height of a row by itself
_MOST_LINES = 27  # Excel takes no row of more than 409 points
_LONGEST_AS_TEXT = 255  # characters; Excel has shown longer ones as "####" in cells of the format "text"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(tables: Sequence[Table], target: Path, *, title: str, made_at: datetime) -> None:
    """Write a workbook with a sheet for each table. The same tables and time give the same bytes.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    content = (
        io.BytesIO()
    )  # on a full disk an archive that is cut off would complain once more when it is let go
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"title": fitting(visible(title)), "created": made_at.astimezone(UTC)})
    for table in tables:
        _add_sheet(book, table)
    book.close()
    with written_whole(target) as draft:
        draft.write_bytes(content.getbuffer())


def fitting(text: str) -> str:
    """Return text as long as a cell can hold; what is cut says so."""
    if len(text.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def _add_sheet(book: Any, table: Table) -> None:
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    long_text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    day = book.add_format({"valign": "top", "num_format": _DATE, "align": "left"})
    sheet = book.add_worksheet(table.title)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, heading)
    sheet.set_row(0, _LINE * _lines([column.heading for column in table.columns], table))
    for line, row in enumerate(table.rows, 1):
        sheet.set_row(line, _LINE * _lines(row, table))
        for place, cell in enumerate(row):
            is_long = isinstance(cell, str) and len(cell) > _LONGEST_AS_TEXT
            _write(sheet, line, place, cell, {str: long_text if is_long else text, int: number, date: day})
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # item 1.10 is not 1.1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lines(row: Sequence[Cell], table: Table) -> int:
    """Return about how many lines the fullest cell of a row takes."""
    texts = (
        (cell, column.width) for cell, column in zip(row, table.columns, strict=True) if isinstance(cell, str)
    )
    counts = (sum(len(line) // width + 1 for line in text.split("\n")) for text, width in texts)
    return min(max(counts, default=1), _MOST_LINES)


def _write(sheet: Any, line: int, place: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, str):
        if cell:
            _write_text(sheet, line, place, fitting(visible(cell)), formats[str])
    elif isinstance(cell, date):
        # Days before 1900 are none that Excel can count.
        if cell.year >= 1900:
            sheet.write_datetime(line, place, cell, formats[date])
        else:
            sheet.write_string(line, place, cell.isoformat(), formats[str])
    elif cell is not None:
        sheet.write_number(line, place, cell, formats[int])


def _write_text(sheet: Any, line: int, place: int, text: str, form: Any) -> None:
    first, *others = fragments(text)
    if others:
        sheet.write_rich_string(line, place, first, *(part for each in others for part in (form, each)), form)
    else:
        sheet.write_string(line, place, text, form)
