"""All rows of our tables that a damaged file still holds: from the roots where the schema stands, else from everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from secure_desktop.storage.salvage.cells import Cell, Kind, Page, Unreadable, Value, read_page
from secure_desktop.storage.salvage.image import Image
from secure_desktop.storage.salvage.limits import Budget
from secure_desktop.storage.salvage.shapes import (
    Part,
    Shape,
    is_foreign,
    later_tables,
    ours,
    part_of,
    shape_of,
    shapes,
)

_TABLE = (Kind.TABLE_LEAF, Kind.TABLE_INTERIOR)
_INDEX = (Kind.INDEX_LEAF, Kind.INDEX_INTERIOR)
_DEEPEST = 20
_LONGEST_NAME = 40  # characters of something that is not ours


class Origin(IntEnum):
    """Where a row was found, the most trustworthy first: in its table, on a page that nothing leads to, on a free one."""

    TABLE = 0
    LOOSE = 1
    FREE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row of one of our tables, by column."""

    values: Mapping[str, Value]
    origin: Origin


@dataclass(slots=True)
class Table:
    """What was found of a table. `is_whole` tells whether its tree has no hole."""

    rows: list[Row] = field(default_factory=list)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """What was found of all tables, by name, and what else the schema names."""

    tables: Mapping[str, Table]
    foreign: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows were found."""
        return sum(len(table.rows) for table in self.tables.values())


def read_tables(image: Image, budget: Budget) -> Tables:
    """Return every row of our tables that can be found.

    Raises:
        TooMuchToRescue: when the file makes too much work.
    """
    reader = _Reader(image, budget)
    parts, is_whole = reader.schema()
    missing = later_tables(parts) if is_whole else frozenset[str]()
    tables = {name: Table(is_whole=name in missing) for name in shapes()}
    for part in parts:
        name = ours(part)
        if name is not None and not tables[name].rows:
            tables[name] = reader.table(shapes()[name], part.root)
        else:
            reader.claim(part.root)
    torn = {name for name, table in tables.items() if not table.is_whole}
    if torn:
        for shape, row in reader.loose_rows(torn):
            tables[shape.name].rows.append(row)
    return Tables(
        tables, tuple(f"{part.kind} “{part.name[:_LONGEST_NAME]}”" for part in parts if is_foreign(part))
    )


class _Reader:
    def __init__(self, image: Image, budget: Budget) -> None:
        self._image = image
        self._budget = budget
        self._claimed: set[int] = set()  # pages that are known to be somebody's

    def schema(self) -> tuple[tuple[Part, ...], bool]:
        """Return the rows of the schema and whether its tree is whole; if it is not, also those found anywhere."""
        found: dict[tuple[str, str], Part] = {}
        whole, own = True, {1}
        for number, page in self._tree(1, _TABLE):
            whole &= page is not None and page.is_whole
            if page is not None and self._keep_parts(page.cells, found):
                own.add(number)
        self._claimed |= own
        if not whole:
            for number in range(2, self._image.pages + 1):
                self._keep_parts(self._cells(number, _TABLE), found)
        return tuple(found.values()), whole

    def _keep_parts(self, cells: Iterable[Cell], found: dict[tuple[str, str], Part]) -> bool:
        """Keep the rows of the schema among cells; return whether there were any."""
        parts = [part for cell in cells if cell.values is not None and (part := part_of(cell.values))]
        for part in parts:
            if (part.kind, part.name) not in found:
                self._budget.spend_row((part.name, part.sql))
                found[part.kind, part.name] = part
        return bool(parts)

    def table(self, shape: Shape, root: int) -> Table:
        """Return the rows of a table, from its root. Pages that hold something else are left to others."""
        table = Table(is_whole=True)
        for number, page in self._tree(root, _INDEX if shape.is_index else _TABLE):
            if page is None:
                table.is_whole = False
                continue
            records = [(cell.values, cell.rowid) for cell in page.cells if cell.values is not None]
            rows = [row for values, rowid in records if (row := shape.row(values, rowid)) is not None]
            table.is_whole &= page.is_whole and len(rows) == len(records)
            if rows or not records:
                self._claimed.add(number)
            for row in rows:
                self._budget.spend_row(row.values())
                table.rows.append(Row(row, Origin.TABLE))
        return table

    def claim(self, root: int) -> None:
        """Keep the pages of something else, such as an index, from being searched for rows."""
        for kinds in (_INDEX, _TABLE):
            numbers = set[int]()
            for number, page in self._tree(root, kinds):
                if page is None or not page.is_whole:
                    break
                numbers.add(number)
            else:
                self._claimed |= numbers
                return

    def loose_rows(self, wanted: set[str]) -> Iterator[tuple[Shape, Row]]:
        """Yield rows of the wanted tables from all pages that nothing whole leads to, those of free pages last."""
        free = self._image.free_pages()
        unclaimed = [n for n in range(1, self._image.pages + 1) if n not in self._claimed]
        for origin, numbers in (
            (Origin.LOOSE, [n for n in unclaimed if n not in free]),
            (Origin.FREE, [n for n in unclaimed if n in free]),
        ):
            for number in numbers:
                yield from self._rows_on(number, wanted, origin)

    def _rows_on(self, number: int, wanted: set[str], origin: Origin) -> Iterator[tuple[Shape, Row]]:
        for kinds in (_TABLE, _INDEX):
            for cell in self._cells(number, kinds):
                if cell.values is None:
                    continue
                shape = shape_of(cell.values, cell.rowid, is_index=kinds is _INDEX)
                if shape is not None and shape.name in wanted:
                    row = shape.row(cell.values, cell.rowid)
                    if row is not None:
                        self._budget.spend_row(row.values())
                        yield shape, Row(row, origin)

    def _cells(self, number: int, kinds: tuple[Kind, ...]) -> tuple[Cell, ...]:
        self._budget.step(number / max(self._image.pages, 1))
        try:
            return read_page(self._image, number, kinds).cells
        except Unreadable:
            return ()

    def _tree(self, root: int, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, Page | None]]:
        """Yield the pages of a tree in order, each with its number; None for each that cannot be one of it."""
        waiting, met = [(root, 0)], set[int]()
        while waiting:
            number, depth = waiting.pop()
            self._budget.step(number / max(self._image.pages, 1))
            if number in met or number in self._claimed or depth > _DEEPEST:
                yield number, None
                continue
            met.add(number)
            try:
                page = read_page(self._image, number, kinds)
            except Unreadable:
                yield number, None
                continue
            yield number, page
            if not page.kind.is_leaf:
                below = [*(cell.child for cell in page.cells), page.last_child]
                waiting += [(child, depth + 1) for child in reversed(below)]
