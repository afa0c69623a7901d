"""Tables as comma-separated values that a spreadsheet opens without running anything in them."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

from secure_desktop.exchange.tables import Cell, Table
from secure_desktop.exchange.visible import whole
from secure_desktop.files import written_whole

_STARTS_A_FORMULA = "=+-@"


def write_csv(table: Table, target: Path) -> None:
    """Write a table with its headings, in UTF-8 that Excel recognizes.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    with written_whole(target) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(column.heading for column in table.columns)
        writer.writerows([_text(cell) for cell in row] for row in table.rows)


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before what could be one."""
    for character in text:
        if character in "\t\r":
            return f"'{text}"
        if unicodedata.category(character)[0] not in "ZC":  # neither space nor invisible
            is_formula = unicodedata.normalize("NFKC", character)[:1] in _STARTS_A_FORMULA
            return f"'{text}" if is_formula else text
    return text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else guarded(whole(str(cell)))
