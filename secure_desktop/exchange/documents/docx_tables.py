"""The tables of a text document: head rows that are repeated and marked, cells that hold whole paragraphs."""

from collections.abc import Sequence
from typing import Any

from secure_desktop.exchange.documents.docx_xml import element, paragraph
from secure_desktop.exchange.documents.parts import Blank, Cell, Facts, Line, Standing, Table, Tone
from secure_desktop.exchange.visible import visible
from secure_desktop.model.assessment import Answer
from secure_desktop.model.wording import Wording
from secure_desktop.model.words import SIGNS

WIDTH = 9792  # twentieths of a point between the margins: 6.8 inches
_LONGEST_ROW_KEPT = 1_200  # characters; a longer row goes on over the end of a page
_LONGEST_KEPT = 2_400  # characters of a table that is kept on one page with what follows
_RULE: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "C6CEDA"}
_HEAD_RULE: dict[str, str | int] = {"val": "single", "sz": 8, "space": 0, "color": "1F4E8C"}
_BOX: dict[str, str | int] = {"val": "single", "sz": 8, "space": 0, "color": "4A5568"}
_FACT_NAMES = 26  # hundredths of the width
_BLANK_HEIGHT = 1900  # twentieths of a point: room for some lines by hand


def table(of: Table) -> Any:
    """Return a table with a head; the first cell of each row names the row."""
    widths = _widths(of.widths)
    made = _table(widths, of.title, first_column=True, head=True)
    head: list[Cell] = [(Line(column, tone=Tone.STRONG),) for column in of.columns]
    made.append(_row(head, widths, is_head=True))
    made.extend(_row(row, widths) for row in of.rows)
    return made


def facts(of: Facts, title: str, *, stays: bool = False) -> Any:
    """Return a table of two columns without a head: names, and what they stand for.

    With `stays` it is kept on one page with what follows it, as long as that is possible at all.
    """
    widths = _widths((_FACT_NAMES, 100 - _FACT_NAMES))
    made = _table(widths, title, first_column=True, head=False)
    is_kept = stays and sum(len(line.text) for _, said in of.rows for line in said) <= _LONGEST_KEPT
    made.extend(_row(((Line(name, tone=Tone.QUIET),), said), widths, stays=is_kept) for name, said in of.rows)
    return made


def standing(of: Standing, say: Wording) -> Any:
    """Return progress and standing by action step in figures."""
    translate = say.translate
    columns = (
        translate("Action step"),
        translate("In place of applicable"),
        translate("Answered of all"),
        *(f"{SIGNS[answer]} {say.answer(answer)}" for answer in Answer),
    )
    rows = [
        (
            (Line(step.heading, tone=Tone.STRONG if step is of.total else Tone.PLAIN),),
            (
                Line(
                    translate("{0} of {1}").format(
                        step.tally.standing.in_place, step.tally.standing.applicable
                    )
                ),
            ),
            (Line(translate("{0} of {1}").format(step.tally.progress.answered, step.tally.progress.total)),),
            *((Line(str(step.tally.of(answer))),) for answer in Answer),
        )
        for step in (*of.steps, of.total)
    ]
    return table(Table(of.title, columns, (19, 13, 12, 8, 9, 10, 14, 15), tuple(rows)))


def blank(of: Blank) -> Any:
    """Return a box to write in."""
    made = _table([WIDTH], of.label, first_column=False, head=False, edges=_BOX)
    height = element("trPr", element("trHeight", val=_BLANK_HEIGHT, hRule="atLeast"))
    label = paragraph(Line(of.label, tone=Tone.QUIET), "Cell")
    width = element("tcPr", element("tcW", w=WIDTH, type_="dxa"))
    made.append(element("tr", height, element("tc", width, label, paragraph(Line(""), "Cell"))))
    return made


def _widths(shares: Sequence[int]) -> list[int]:
    return [WIDTH * share // sum(shares) for share in shares]


def _table(
    widths: Sequence[int],
    title: str,
    *,
    first_column: bool,
    head: bool,
    edges: dict[str, str | int] | None = None,
) -> Any:
    outer = dict.fromkeys(("top", "left", "bottom", "right"), edges) if edges else {"bottom": _RULE}
    borders = [element(side, **outer[side]) for side in ("top", "left", "bottom", "right") if side in outer]
    properties = element(
        "tblPr",
        element("tblW", w=sum(widths), type_="dxa"),
        element("tblBorders", *borders, element("insideH", **_RULE)),
        element("tblLayout", type_="fixed"),
        element(
            "tblCellMar",
            *(
                element(side, w=width, type_="dxa")
                for side, width in (("top", 50), ("left", 85), ("bottom", 50), ("right", 85))
            ),
        ),
        element(
            "tblLook", val="0000", firstRow=int(head), firstColumn=int(first_column), noHBand=1, noVBand=1
        ),
        element("tblCaption", val=visible(title)),
    )
    return element("tbl", properties, element("tblGrid", *(element("gridCol", w=width) for width in widths)))


def _row(cells: Sequence[Cell], widths: Sequence[int], *, is_head: bool = False, stays: bool = False) -> Any:
    properties = element("trPr")
    if is_head or sum(len(line.text) for cell in cells for line in cell) <= _LONGEST_ROW_KEPT:
        properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    made = element("tr", *([properties] if len(properties) else []))
    made.extend(
        _cell(cell, width, is_head=is_head, stays=stays) for cell, width in zip(cells, widths, strict=True)
    )
    return made


def _cell(cell: Cell, width: int, *, is_head: bool, stays: bool) -> Any:
    properties = element("tcPr", element("tcW", w=width, type_="dxa"))
    if is_head:
        properties.append(element("tcBorders", element("bottom", **_HEAD_RULE)))
        properties.append(element("shd", val="clear", color="auto", fill="EEF2F8"))
    style = "ColumnHead" if is_head else "Cell"
    lines = [paragraph(line, style, stays=stays) for line in cell or (Line(""),)]
    return element("tc", properties, *lines)
