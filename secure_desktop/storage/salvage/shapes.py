"""The tables that this program makes, told apart by the kinds of values that their rows hold."""

import functools
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from secure_desktop.storage import schema
from secure_desktop.storage.salvage.cells import Value

_COLUMN = re.compile(r"^\s+(\w+) (TEXT|INTEGER|BLOB)\b(.*)$", re.MULTILINE)
_FEW = 16  # letters of a table's definition that may be damaged
_KINDS: Mapping[str, type] = {"TEXT": str, "INTEGER": int, "BLOB": bytes}


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    kind: type
    may_be_null: bool
    is_rowid: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns, and whether it is kept as an index (WITHOUT ROWID)."""

    name: str
    columns: tuple[_Column, ...]
    is_index: bool

    def row(self, values: tuple[Value, ...], rowid: int) -> dict[str, Value] | None:
        """Return a record as a row of this table, by column; None when it cannot be one."""
        if len(values) != len(self.columns):
            return None
        found: dict[str, Value] = {}
        for column, value in zip(self.columns, values, strict=True):
            if column.is_rowid:
                if value is not None:
                    return None
                found[column.name] = rowid
            elif (value is None and column.may_be_null) or type(value) is column.kind:
                found[column.name] = value
            else:
                return None
        return found


@functools.cache
def shapes() -> Mapping[str, Shape]:
    """Return our tables by name."""
    return {name: _shape(name, sql) for name, sql in schema.tables_of(schema.FORMAT).items()}


def shape_of(values: tuple[Value, ...], rowid: int, *, is_index: bool) -> Shape | None:
    """Return the table that a record found anywhere belongs to; None when it is none of ours."""
    for shape in shapes().values():
        if shape.is_index == is_index and shape.row(values, rowid) is not None:
            return shape
    return None


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the schema: a table, an index, or what else somebody put there."""

    kind: str
    name: str
    root: int
    sql: str


def part_of(values: tuple[Value, ...]) -> Part | None:
    """Return the row of the schema that a record is; None when it is none."""
    if len(values) != 5:
        return None
    kind, name, of, root, sql = values
    if not (isinstance(kind, str) and isinstance(name, str) and isinstance(of, str)):
        return None
    if kind not in ("table", "index", "view", "trigger") or not isinstance(root, int | None):
        return None
    if not isinstance(sql, str | None):
        return None
    return Part(kind, name, root or 0, sql or "")


def ours(part: Part) -> str | None:
    """Return which of our tables a row of the schema stands for, a few damaged letters forgiven; None for none."""
    definitions = schema.tables_of(schema.FORMAT)
    if part.name in definitions and part.kind == "table":
        return part.name
    found = _plain(part.sql)
    return next((name for name, sql in definitions.items() if _differ_little(found, _plain(sql))), None)


def is_foreign(part: Part) -> bool:
    """Return whether this program did not make a part of the schema; damage is not foreign."""
    name = ours(part)
    if name is None:
        return bool(part.sql) or part.kind != "index"
    return not _differ_little(_plain(part.sql), _plain(schema.tables_of(schema.FORMAT)[name]))


def _differ_little(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _FEW


def later_tables(parts: Iterable[Part]) -> frozenset[str]:
    """Return the tables that a file lacks because it has an older format; none when its tables are of no format."""
    named = {name for part in parts if (name := ours(part)) is not None}
    everything: AbstractSet[str] = schema.tables_of(schema.FORMAT).keys()
    of_a_format = any(named == set(schema.tables_of(number)) for number in range(1, schema.FORMAT + 1))
    return frozenset(everything - named) if of_a_format else frozenset()


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


def _shape(name: str, sql: str) -> Shape:
    columns = tuple(
        _Column(
            found[1],
            _KINDS[found[2]],
            may_be_null="NOT NULL" not in found[3] and "PRIMARY KEY" not in found[3],
            is_rowid=found[2] == "INTEGER" and "PRIMARY KEY" in found[3],
        )
        for found in _COLUMN.finditer(sql)
    )
    return Shape(name, columns, is_index="WITHOUT ROWID" in sql)
