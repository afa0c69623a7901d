"""One page of a table or an index: its cells, and the record that each holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from secure_desktop.model.last_words import UNREADABLE
from secure_desktop.storage.inspection import HEADER
from secure_desktop.storage.salvage.image import Image

Value = str | int | float | bytes | None

_MOST_PAYLOAD = 32 * 1024 * 1024  # bytes of one row; the largest attached file has 25 MB
_MOST_MISSING = 1024 * 1024  # bytes of a row that is kept although its end is not there
_MOST_COLUMNS = 32
_NO_TEXT = b"\xff"  # decodes to U+FFFD
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type: bytes
_FLOAT, _ZERO, _ONE, _BLOB, _TEXT = 7, 8, 9, 12, 13


class Kind(IntEnum):
    """What a page is, as its first byte says."""

    INDEX_INTERIOR = 0x02
    TABLE_INTERIOR = 0x05
    INDEX_LEAF = 0x0A
    TABLE_LEAF = 0x0D

    @property
    def is_leaf(self) -> bool:
        """Whether it has no pages below it."""
        return self in (Kind.INDEX_LEAF, Kind.TABLE_LEAF)

    @property
    def is_of_index(self) -> bool:
        """Whether it belongs to an index, or to a table that is kept as one."""
        return self in (Kind.INDEX_INTERIOR, Kind.INDEX_LEAF)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: a row with its number (0 in an index), or the page below it, or both.

    One that is not whole lacks its end: text ends in U+FFFD, and what follows it is nonsense.
    """

    values: tuple[Value, ...] | None
    rowid: int = 0
    child: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """The cells of a page that could be read. `is_whole` tells whether nothing on it speaks for more."""

    kind: Kind
    cells: tuple[Cell, ...]
    last_child: int
    is_whole: bool


class _Allowance:
    """How much the cells of one page may hold on others: no page is for two, so that a file bounds it; a bad cell is forgiven."""

    def __init__(self, image: Image) -> None:
        self._left = len(image.data) + _MOST_PAYLOAD

    def spend(self, size: int) -> None:
        """Count what is about to be fetched. Raises Unreadable when it is too much."""
        if size > self._left:
            raise Unreadable
        self._left -= size


class Unreadable(Exception):  # noqa: N818 - stays among the modules that read pages
    """Something is not what a file of SQLite has there."""


def read_page(image: Image, number: int, kinds: tuple[Kind, ...]) -> Page:
    """Return what a page holds, taken as the kind that it says, or as the first of `kinds` when it says none of them.

    Raises:
        Unreadable: when nothing on it can be read that way.
    """
    page = image.page(number)
    if not page:
        raise Unreadable
    start = HEADER if number == 1 else 0
    said = next((kind for kind in kinds if kind == page[start]), None)
    if said is None and (page[start] in tuple(Kind) or not _may_be_one(page, start, image.usable)):
        raise Unreadable
    found = _page(image, page, start, said or kinds[0])
    if said is None and not found.cells:
        raise Unreadable
    return found if said is not None else Page(found.kind, found.cells, found.last_child, is_whole=False)


def _may_be_one(page: bytes, start: int, usable: int) -> bool:
    """Return whether a page whose first byte is wrong looks like one of a table otherwise."""
    count, content = int.from_bytes(page[start + 3 : start + 5]), int.from_bytes(page[start + 5 : start + 7])
    return count > 0 and start + 8 + 2 * count <= (content or 65536) <= usable


def _page(image: Image, page: bytes, start: int, kind: Kind) -> Page:
    pointers_at = start + (8 if kind.is_leaf else 12)
    count = int.from_bytes(page[start + 3 : start + 5])
    content = int.from_bytes(page[start + 5 : start + 7]) or 65536
    cells: dict[int, Cell] = {}
    used = 0
    is_whole = True
    allowance = _Allowance(image)
    for place in _pointers(page, pointers_at, count, image.usable):
        try:
            cell, size = _cell(image, page, place, kind, allowance)
        except Unreadable:
            is_whole = False
            continue
        if place not in cells:
            cells[place] = cell
            used += size
            is_whole &= cell.is_whole
    free = _free(page, start, image.usable)
    is_whole &= free is not None and len(cells) == count and used + (free or 0) == image.usable - content
    if not is_whole:  # the count of the cells may be what is wrong
        limit = min(content, image.usable) if content > pointers_at else image.usable
        for place in _pointers(page, pointers_at, (limit - pointers_at) // 2, image.usable):
            if place not in cells:
                try:
                    cells[place] = _cell(image, page, place, kind, allowance)[0]
                except Unreadable:
                    continue
    last = 0 if kind.is_leaf else int.from_bytes(page[start + 8 : start + 12])
    return Page(kind, tuple(cells.values()), last, is_whole)


def _pointers(page: bytes, start: int, count: int, usable: int) -> Iterator[int]:
    for at in range(start, min(start + 2 * count, usable - 1), 2):
        place = int.from_bytes(page[at : at + 2])
        if start <= place < usable:
            yield place


def _free(page: bytes, start: int, usable: int) -> int | None:
    """Return how many bytes among the cells are free; None when the list of them leads astray."""
    free = page[start + 7]
    place, before = int.from_bytes(page[start + 1 : start + 3]), 0
    while place:
        if not before < place <= usable - 4:
            return None
        free += int.from_bytes(page[place + 2 : place + 4])
        place, before = int.from_bytes(page[place : place + 2]), place
    return free


def _cell(image: Image, page: bytes, place: int, kind: Kind, allowance: _Allowance) -> tuple[Cell, int]:
    """Return a cell with how many bytes of its page it takes."""
    at, child = place, 0
    if not kind.is_leaf:
        child, at = int.from_bytes(page[at : at + 4]), at + 4
        if kind is Kind.TABLE_INTERIOR:
            rowid, at = varint(page, at)
            return Cell(None, rowid, child), at - place
    size, at = varint(page, at)
    rowid = 0
    if kind is Kind.TABLE_LEAF:
        rowid, at = varint(page, at)
    if not 0 < size <= _MOST_PAYLOAD or at > image.usable:
        raise Unreadable
    local = _local(size, image.usable, kind)
    if at + local > image.usable:
        raise Unreadable
    end = at + local + (4 if local < size else 0)
    payload = page[at : at + local]
    is_whole = True
    if local < size:
        _demand_header(payload, size)
        allowance.spend(size - local)
        payload, is_whole = _with_overflow(image, payload, size, int.from_bytes(page[at + local : end]))
    return Cell(record(payload, image.encoding), _signed(rowid), child, is_whole), max(end - place, 4)


def _local(size: int, usable: int, kind: Kind) -> int:
    """Return how many bytes of a payload stand on its own page."""
    most = usable - 35 if kind is Kind.TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    wanted = least + (size - least) % (usable - 4)
    return wanted if wanted <= most else least


def _with_overflow(image: Image, start: bytes, size: int, first: int) -> tuple[bytes, bool]:
    """Return a payload with what stands on other pages, and whether all of it is there; what is not is no text."""
    parts, missing, number = [start], size - len(start), first
    seen = set()
    while missing > 0:
        page = image.page(number)
        if not page or number in seen:
            break
        seen.add(number)
        parts.append(page[4 : min(image.usable, 4 + missing)])
        missing -= len(parts[-1])
        number = int.from_bytes(page[:4])
    if missing > _MOST_MISSING:
        raise Unreadable
    parts.append(_NO_TEXT * missing)
    return b"".join(parts), not missing and not number


def _demand_header(start: bytes, size: int) -> None:
    """Refuse a payload whose header does not fit its size, before pages are fetched for it."""
    _columns(start, size)


def record(payload: bytes, encoding: str) -> tuple[Value, ...]:
    """Return the values of a record. Text that does not decode has U+FFFD in it.

    Raises:
        Unreadable: when it is none.
    """
    types, at = _columns(payload, len(payload))
    values: list[Value] = []
    for kind in types:
        size = _size(kind)
        values.append(_value(kind, payload[at : at + size], encoding))
        at += size
    return tuple(values)


def _columns(payload: bytes, size: int) -> tuple[list[int], int]:
    """Return the types of a record's columns, and where its values start."""
    length, at = varint(payload, 0)
    if not at < length <= min(len(payload), 9 * _MOST_COLUMNS):
        raise Unreadable
    types: list[int] = []
    while at < length:
        kind, at = varint(payload, at)
        if kind in (10, 11) or len(types) == _MOST_COLUMNS:
            raise Unreadable
        types.append(kind)
    if at != length or length + sum(map(_size, types)) != size:
        raise Unreadable
    return types, at


def _size(kind: int) -> int:
    if kind >= _BLOB:
        return (kind - _BLOB) // 2
    return 8 if kind == _FLOAT else _INTEGERS.get(kind, 0)


def _value(kind: int, data: bytes, encoding: str) -> Value:
    if kind >= _BLOB:
        return data if kind % 2 == 0 else _text(data, encoding)
    if kind in _INTEGERS:
        return int.from_bytes(data, signed=True)
    if kind == _FLOAT:
        return float("nan")  # none of our columns holds one
    return {_ZERO: 0, _ONE: 1}.get(kind)


def _text(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    return re.sub(f"{UNREADABLE}{{2,}}", UNREADABLE, text) if UNREADABLE in text else text


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where the next thing starts.

    Raises:
        Unreadable: when it does not end.
    """
    value = 0
    for place in range(8):
        if at + place >= len(data):
            raise Unreadable
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    if at + 8 >= len(data):
        raise Unreadable
    return value << 8 | data[at + 8], at + 9


def _signed(number: int) -> int:
    return number - 2**64 if number >= 2**63 else number
