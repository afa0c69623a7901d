"""Tables with rules between the rows; a long row goes on over the next pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from secure_desktop.reports import styles
from secure_desktop.reports.flow import FULL_PAGE, Block, Flow
from secure_desktop.reports.structure import Element
from secure_desktop.reports.tagging import TaggedCanvas

_TALL = FULL_PAGE / 3  # what is lower than that is not split but goes to the next page as a whole
_LEAST_PART = 48.0  # points of a row that a page's end must take to be worth it


@dataclass(slots=True)
class Cell:
    """Blocks under one another. `tag` is TD, or TH with a `scope` of Row or Column."""

    blocks: Sequence[Block]
    element: Element = field(default_factory=lambda: Element("TD"))

    @property
    def height(self) -> float:
        """The height of the wrapped blocks."""
        return sum(block.height for block in self.blocks)

    def split(self, room: float) -> "tuple[Cell, Cell]":
        """Return what fits into `room` and the rest; both belong to the same element."""
        for index, block in enumerate(self.blocks):
            if block.height > room:
                parts = block.split(room)
                first, rest = ([parts[0]], [parts[1]]) if parts else ([], [block])
                head, tail = [*self.blocks[:index], *first], [*rest, *self.blocks[index + 1 :]]
                return Cell(head, self.element), Cell(tail, self.element)
            room -= block.height
        return self, Cell([], self.element)


def heading_cell(*blocks: Block, scope: str) -> Cell:
    """Return a cell that heads its row or column."""
    return Cell(blocks, Element("TH", scope=scope))


def spanning_cell(*blocks: Block, columns: int) -> Cell:
    """Return a cell that takes the whole row of a table with this many columns."""
    return Cell(blocks, Element("TD", columns=columns))


@dataclass(slots=True)
class Row:
    """The cells of a row; a single cell takes the whole row.

    `continued` stands above the rest of a row that began on an earlier page. `leads` is true for a
    row that belongs together with the next one: no rule between them, and no page's end if possible.
    """

    cells: Sequence[Cell]
    continued: Block | None = None
    leads: bool = False
    element: Element = field(default_factory=lambda: Element("TR"))
    is_rest: bool = False

    @property
    def label_height(self) -> float:
        """The height of what stands above the rest of a row."""
        return self.continued.height if self.is_rest and self.continued else 0.0

    @property
    def height(self) -> float:
        """The height of the wrapped row without padding."""
        return self.label_height + max(cell.height for cell in self.cells)

    @property
    def least_part(self) -> float:
        """What the first part of a split row has to take: every cell but the longest, and a few lines of that."""
        shorter = sorted(cell.height for cell in self.cells)[:-1]
        return self.label_height + min(_TALL, max([_LEAST_PART, *shorter]))

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """Return what fits into `room` and the rest, or None when nothing does."""
        parts = [cell.split(room - self.label_height) for cell in self.cells]
        if not any(first.blocks for first, _ in parts):
            return None
        first = Row([first for first, _ in parts], self.continued, self.leads, self.element, self.is_rest)
        rest = Row([rest for _, rest in parts], self.continued, self.leads, self.element, is_rest=True)
        return first, rest


@dataclass(slots=True)
class Table:
    """Rows under an optional head that is repeated on every page. The widths add up to that of the page."""

    widths: Sequence[float]
    rows: Sequence[Row]
    head: Row | None = None
    padding: float = 5.0
    inset: float = 6.0
    is_ruled: bool = True
    element: Element = field(default_factory=lambda: Element("Table"))

    def wrap(self) -> None:
        """Lay all rows out. To be called once, before everything else."""
        for row in (*([self.head] if self.head else []), *self.rows):
            for cell, width in zip(row.cells, self._widths_of(row), strict=True):
                for block in cell.blocks:
                    block.wrap(width - 2 * self.inset)
            if row.continued:
                row.continued.wrap(sum(self.widths) - 2 * self.inset)

    @property
    def least(self) -> float:
        """The room that the beginning of the table needs."""
        head = self.height_of(self.head) if self.head else 0.0
        return head + (self._least_of(0) if self.rows else 0.0)

    @property
    def whole(self) -> float:
        """The room that the whole table needs."""
        return sum(self.height_of(row) for row in (*([self.head] if self.head else []), *self.rows))

    def height_of(self, row: Row) -> float:
        """Return the height of a wrapped row with its padding."""
        return row.height + 2 * self.padding

    def place(self, flow: Flow) -> None:
        """Draw the table from the flow's place on."""
        with flow.canvas.inside(self.element):
            if self.head:
                self._draw(flow, self.head)
            for index, row in enumerate(self.rows):
                if self._least_of(index) > flow.room and not self._is_at_top(flow):
                    self._begin_page(flow)
                self._place(flow, row)

    def _widths_of(self, row: Row) -> Sequence[float]:
        return (sum(self.widths),) if len(row.cells) == 1 else self.widths

    def _least_of(self, index: int) -> float:
        """Return the room that a row needs to begin on a page, with the beginning of the one it leads to."""
        row = self.rows[index]
        least = (row.height if row.height <= _TALL else row.least_part) + 2 * self.padding
        return least + self._least_of(index + 1) if row.leads and index + 1 < len(self.rows) else least

    def _is_at_top(self, flow: Flow) -> bool:
        return flow.top >= flow.canvas.sheet.top - (self.height_of(self.head) if self.head else 0.0)

    def _place(self, flow: Flow, row: Row) -> None:
        while self.height_of(row) > flow.room:
            parts = row.split(flow.room - 2 * self.padding)
            if parts:
                self._draw(flow, parts[0], is_whole=False)
                row = parts[1]
            elif self._is_at_top(flow):
                break  # it fits no page, so it stands out of this one rather than being lost
            self._begin_page(flow)
        self._draw(flow, row)

    def _begin_page(self, flow: Flow) -> None:
        flow.new_page()
        if self.head:
            with flow.canvas.artifact("Pagination"):
                self._draw(flow, self.head)

    def _draw(self, flow: Flow, row: Row, *, is_whole: bool = True) -> None:
        canvas, top = flow.canvas, flow.top - self.padding
        left = styles.MARGIN + self.inset
        if row.is_rest and row.continued:
            with canvas.artifact("Pagination"):
                row.continued.draw(canvas, left, top)
            top -= row.label_height
        with canvas.inside(row.element):
            for cell, width in zip(row.cells, self._widths_of(row), strict=True):
                _draw_cell(canvas, cell, left, top)
                left += width
        flow.top -= self.height_of(row)
        if self.is_ruled and is_whole and not row.leads:
            with canvas.artifact():
                colour = styles.STRONG_RULE if row is self.head else styles.RULE
                canvas.rule(styles.MARGIN, flow.top, sum(self.widths), colour)


def _draw_cell(canvas: TaggedCanvas, cell: Cell, left: float, top: float) -> None:
    with canvas.inside(cell.element):
        for block in cell.blocks:
            block.draw(canvas, left, top)
            top -= block.height
