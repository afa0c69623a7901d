"""Our own reader of the file format reads what SQLite reads, whatever the page size, and gets by with less."""

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.rescue_errors import TooMuchToRescue
from secure_desktop.storage import schema
from secure_desktop.storage.salvage.cells import Kind, read_page
from secure_desktop.storage.salvage.image import image_of
from secure_desktop.storage.salvage.limits import Budget, Limits
from secure_desktop.storage.salvage.rows import Origin, Tables, read_tables
from secure_desktop.storage.salvage.shapes import shapes
from tests.storage.bad_files import PAGE

STORED = Path(__file__).parents[2] / "files"


def tables_of(data: bytes, limits: Limits | None = None) -> Tables:
    return read_tables(image_of(data), Budget(limits or Limits(), lambda _: None, time.monotonic))


def by_sqlite(path: Path, table: str) -> list[dict[str, Any]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        except sqlite3.OperationalError:  # an older format does not have it
            return []


def in_order(rows: Any) -> list[str]:
    return sorted(repr(sorted(dict(row).items())) for row in rows)


def changed(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("path", sorted(STORED.glob("*.sqlite")), ids=lambda path: path.stem)
def test_every_row_is_read_as_sqlite_reads_it(path: Path) -> None:
    found = tables_of(path.read_bytes())

    for name, table in found.tables.items():
        assert table.is_whole
        assert in_order(row.values for row in table.rows) == in_order(by_sqlite(path, name))


@pytest.mark.parametrize("size", [512, 1024, 4096, 65536])
def test_every_page_size_is_read(sample: Path, size: int) -> None:
    changed(sample, f"PRAGMA page_size = {size}", "VACUUM")

    found = tables_of(sample.read_bytes())

    for name, table in found.tables.items():
        assert table.is_whole, name
        assert in_order(row.values for row in table.rows) == in_order(by_sqlite(sample, name))


@pytest.mark.parametrize("size", [1024, 4096, 16384])
def test_the_page_size_is_found_without_a_header(sample: Path, size: int) -> None:
    changed(sample, f"PRAGMA page_size = {size}", "VACUUM")
    data = sample.read_bytes()

    assert image_of(bytes(100) + data[100:]).page_size == size


@pytest.mark.parametrize(("place", "told"), [(20, 1), (20, 32), (59, 2), (59, 3)])
def test_what_a_header_says_is_not_believed_against_all_pages(sample: Path, place: int, told: int) -> None:
    """Bytes kept free at the end of each page, and the encoding of texts: one bit wrong would cost every row."""
    data = bytearray(sample.read_bytes())
    data[place] = told

    found = tables_of(bytes(data))

    for name, table in found.tables.items():
        assert table.is_whole, name
        assert in_order(row.values for row in table.rows) == in_order(by_sqlite(sample, name))


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
def test_a_header_is_believed_that_the_texts_bear_out(sample: Path, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "other.sqlite"
    with (
        contextlib.closing(sqlite3.connect(sample)) as source,
        contextlib.closing(sqlite3.connect(path)) as target,
    ):
        target.execute(f"PRAGMA encoding = '{encoding}'")
        target.executescript("\n".join(source.iterdump()))

    assert in_order(row.values for row in tables_of(path.read_bytes()).tables["response"].rows) == in_order(
        by_sqlite(sample, "response")
    )


def test_bytes_that_are_kept_free_at_the_end_of_each_page_are_left_out() -> None:
    row = bytes([3, 1, 2, 23]) + b"Riverton"[:5]
    page = bytes([0x0D, 0, 0, 0, 1]) + (512 - 8 - len(row)).to_bytes(2) + bytes(1)
    page += (512 - 8 - len(row)).to_bytes(2)
    header = bytearray(b"SQLite format 3\x00".ljust(512, b"\x00"))
    header[16:18], header[20], header[56:60] = (512).to_bytes(2), 8, (1).to_bytes(4)

    assert image_of(bytes(header) + page.ljust(512 - 8 - len(row), b"\x00") + row + bytes(8)).usable == 504


def test_rows_are_found_when_nothing_leads_to_them(sample: Path) -> None:
    pages = [sample.read_bytes()[at : at + PAGE] for at in range(0, sample.stat().st_size, PAGE)]
    data = b"".join(bytes(PAGE) if b"CREATE TABLE" in page else page for page in pages)  # nobody knows a root

    found = tables_of(data)

    assert in_order(row.values for row in found.tables["response"].rows) == in_order(
        by_sqlite(sample, "response")
    )
    assert {row.origin for row in found.tables["response"].rows} == {Origin.LOOSE}
    assert not found.tables["response"].is_whole


def test_a_page_whose_count_of_cells_is_wrong_is_read_and_not_called_whole(sample: Path) -> None:
    data = bytearray(sample.read_bytes())
    root = root_of(sample, "participant")
    data[(root - 1) * PAGE + 3 : (root - 1) * PAGE + 5] = (1).to_bytes(2)

    found = tables_of(bytes(data)).tables["participant"]

    assert len(found.rows) == len(by_sqlite(sample, "participant"))
    assert not found.is_whole


def test_text_that_does_not_decode_is_marked(sample: Path) -> None:
    name = by_sqlite(sample, "participant")[0]["name"]
    data = sample.read_bytes().replace(name.encode(), b"\xff" + name.encode()[1:])

    found = tables_of(data).tables["participant"]

    assert "\ufffd" + name[1:] in [row.values["name"] for row in found.rows]


def test_a_note_whose_end_is_gone_keeps_its_beginning(sample: Path) -> None:
    note = "A beginning. " + "And so on. " * 2000
    with contextlib.closing(sqlite3.connect(sample)) as connection:
        connection.execute("UPDATE response SET note = ? WHERE item_id = '1S-01'", (note,))
        connection.commit()
    data = bytearray(sample.read_bytes())
    middle = data.index(b"And so on. And so on.", data.index(b"A beginning.") + PAGE) // PAGE
    data[middle * PAGE : middle * PAGE + 4] = b"\x7f\xff\xff\xff"  # leads to a page that is not there

    table = tables_of(bytes(data)).tables["response"]

    kept = next(str(row.values["note"]) for row in table.rows if row.values["item_id"] == "1S-01")
    assert kept.startswith("A beginning. And so on.")
    assert kept.endswith("\ufffd")
    assert not table.is_whole


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("CREATE TRIGGER zz AFTER UPDATE ON response BEGIN DELETE FROM journal; END", "trigger “zz”"),
        ("CREATE VIEW zz AS SELECT 1", "view “zz”"),
        ("CREATE TABLE zz (a, b AS (hex(zeroblob(1000000))))", "table “zz”"),
        ("CREATE INDEX zz ON journal (at)", "index “zz”"),
        ("CREATE VIRTUAL TABLE zz USING fts5(a)", "table “zz”"),
    ],
)
def test_foreign_parts_are_named_and_nothing_else_of_them_is_read(
    sample: Path, statement: str, part: str
) -> None:
    before = in_order(by_sqlite(sample, "response"))
    changed(sample, statement)

    found = tables_of(sample.read_bytes())

    assert part in found.foreign
    assert in_order(row.values for row in found.tables["response"].rows) == before


def test_definitions_count_against_the_limits(sample: Path) -> None:
    changed(sample, *(f"CREATE TABLE zz{number} (a /* {'z' * 3000} */)" for number in range(100)))
    data = sample.read_bytes()

    with pytest.raises(TooMuchToRescue):
        tables_of(
            data, Limits(size=sum(len(sql) for sql in schema.tables_of(schema.FORMAT).values()) + 200_000)
        )


def test_rows_of_a_foreign_table_that_look_like_ours_are_not_taken(sample: Path) -> None:
    sql = shapes_sql("response").replace("response", "zz", 1)
    changed(
        sample,
        sql,
        "INSERT INTO zz SELECT 'zz' || item_id, answer, note, reason, marked, changed_at, changed_by FROM response",
    )

    found = tables_of(sample.read_bytes()).tables["response"]

    assert not [row for row in found.rows if str(row.values["item_id"]).startswith("zz")]


def shapes_sql(name: str) -> str:
    return schema.tables_of(schema.FORMAT)[name]


def root_of(path: Path, table: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        )


def test_pages_that_lead_in_a_circle_end_the_walk(sample: Path) -> None:
    data = bytearray(sample.read_bytes())
    root = root_of(sample, "journal")
    start = (root - 1) * PAGE
    data[start + 8 : start + 12] = root.to_bytes(4)  # the last child of the root is the root

    found = tables_of(bytes(data)).tables["journal"]

    assert not found.is_whole
    assert in_order(row.values for row in found.rows)


def test_overflow_pages_that_lead_in_a_circle_are_given_up(sample: Path) -> None:
    data = bytearray(sample.read_bytes())
    pages = len(data) // PAGE
    for page in range(1, pages):
        if data[page * PAGE] == 0:
            data[page * PAGE : page * PAGE + 4] = (page + 1).to_bytes(4)

    found = tables_of(bytes(data))

    assert found.tables["response"].rows


def test_cells_that_all_lead_to_the_same_pages_take_little_more_memory_than_the_file() -> None:
    """A hostile page could otherwise say a hundred times that the rest of the file is its row."""
    here, pages = 489, 3000  # bytes of a row on its own page, and pages with the rest
    size = here + pages * (PAGE - 4)
    start = varint_of(size) + b"\x01" + b"\x05" + varint_of(12 + 2 * (size - 5))
    page, places = bytearray(PAGE), range(1000, PAGE - 500, 20)
    page[:8] = bytes([0x0D, 0, 0]) + len(places).to_bytes(2) + places[0].to_bytes(2) + bytes(1)
    for number, place in enumerate(places):
        page[8 + 2 * number : 10 + 2 * number] = place.to_bytes(2)
        page[place : place + len(start)] = start
        page[place + 5 + here : place + 9 + here] = (3).to_bytes(4)
    chain = b"".join((number + 4).to_bytes(4) + bytes(PAGE - 4) for number in range(pages))
    image = image_of(bytes(PAGE) + bytes(page) + chain)

    cells = read_page(image, 2, (Kind.TABLE_LEAF,)).cells

    assert len(places) > 100
    assert 1 <= len(cells) <= 4


def varint_of(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


@pytest.mark.parametrize("limits", [Limits(rows=10), Limits(seconds=-1), Limits(size=1000)])
def test_more_work_than_an_assessment_makes_is_stopped(sample: Path, limits: Limits) -> None:
    with pytest.raises(TooMuchToRescue):
        tables_of(sample.read_bytes(), limits)


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"SQLite format 3\x00", bytes(5000), b"\x0d" * 20000, b"\xff" * 20000]
)
def test_nothing_is_made_of_nothing(data: bytes) -> None:
    assert tables_of(data).rows == 0


def test_our_shapes_are_told_apart() -> None:
    signs = [
        (shape.is_index, tuple((c.kind, c.may_be_null, c.is_rowid) for c in shape.columns))
        for shape in shapes().values()
    ]

    assert len(set(signs)) == len(signs)


def test_progress_is_told_and_may_end_the_work(sample: Path) -> None:
    class Cancelled(Exception):  # noqa: N818
        pass

    told: list[float] = []

    def advance(done: float) -> None:
        told.append(done)
        raise Cancelled

    with pytest.raises(Cancelled):
        read_tables(image_of(sample.read_bytes()), Budget(Limits(), advance, time.monotonic))

    assert 0 <= told[0] <= 1
