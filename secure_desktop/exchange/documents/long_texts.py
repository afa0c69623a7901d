"""Very long texts, which stand below their table: a word processor takes minutes to lay out a cell of thirty pages."""

from collections.abc import Callable
from dataclasses import replace

from secure_desktop.exchange.documents.parts import Cell, Facts, Line, Table, Tone

LONGEST_IN_CELL = 6_000  # characters, about two pages of a narrow column


def set_apart(of: Table | Facts, translate: Callable[[str], str]) -> tuple[Table | Facts, tuple[Line, ...]]:
    """Return a table without the texts that are too long for its cells, and these texts with where they belong."""
    below: list[Line] = []

    def shortened(where: str, cell: Cell) -> Cell:
        return tuple(kept(where, line) for line in cell)

    def kept(where: str, line: Line) -> Line:
        if len(line.text) <= LONGEST_IN_CELL:
            return line
        lead = " ".join(text for text in (f"{where}:", line.lead) if text)
        below.append(replace(line, lead=lead))
        return replace(line, text=translate("Given in full below the table."), tone=Tone.QUIET)

    if isinstance(of, Facts):
        made: Table | Facts = Facts(tuple((name, shortened(name, said)) for name, said in of.rows))
    else:
        rows = tuple(
            tuple(shortened(_place(row, column), cell) for column, cell in zip(of.columns, row, strict=True))
            for row in of.rows
        )
        made = replace(of, rows=rows)
    return made, tuple(below)


def _place(row: tuple[Cell, ...], column: str) -> str:
    """Return what a cell is found by: the number, or the text, at the head of its row, and its column."""
    head = row[0][0] if row[0] else Line("")
    return f"{head.lead or head.text[:80]}, {column}"
