"""Everything that people open by mistake or get sent, and that is no assessment of ours."""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from secure_desktop import errors
from secure_desktop.errors import KnownProblem
from secure_desktop.storage import schema

Maker = Callable[[Path, bytes], object]
PAGE = 4096


@dataclass(frozen=True)
class BadFile:
    """`make` writes it at a path, given the bytes of a good file; `problem` is what a person is told."""

    name: str
    make: Maker
    problem: type[KnownProblem]
    told: str = "received.sqlite"
    """The name that the problem gives it; a link is told by where it leads."""
    found_by: str = "every reader"
    """Else "opening", which looks at every page, or "opening and reading": what an overview does not count, it skips."""


def changed(*statements: str) -> Maker:
    def make(path: Path, good: bytes) -> None:
        path.write_bytes(good)
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return make


def patched(place: int, value: bytes) -> Maker:
    return lambda path, good: path.write_bytes(good[:place] + value + good[place + len(value) :])


def text(content: str) -> Maker:
    return lambda path, _: path.write_text(content)


def rewritten(table: str, sql: str, *statements: str) -> Maker:
    """Run statements, and then let the schema say something else about a table than what was made."""

    def make(path: Path, good: bytes) -> None:
        path.write_bytes(good)
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"UPDATE sqlite_master SET sql = {sql} WHERE name = ?", (table,))
        connection.commit()
        connection.close()

    return make


def _in_wal_mode(make: Maker) -> Maker:
    def made(path: Path, good: bytes) -> None:
        make(path, good)
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()

    return made


def _index_that_says_something_else(path: Path, good: bytes) -> None:
    path.write_bytes(good)
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_participant_1'"
    ).fetchone()
    (person,) = connection.execute("SELECT id FROM participant LIMIT 1").fetchone()
    connection.close()
    place = good.index(person.encode(), (page - 1) * PAGE)
    patched(place, b"X")(path, good)


def _foreign(path: Path, _good: bytes) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_bookmarks (id INTEGER PRIMARY KEY)")
    connection.commit()
    connection.close()


def _garbage_in_the_middle(path: Path, good: bytes) -> None:
    pages = len(good) // PAGE
    middle = bytearray(good)
    for page in range(1, pages):
        middle[page * PAGE : page * PAGE + 200] = b"\xa5" * 200
    path.write_bytes(middle)


def _symlink_to_nothing(path: Path, _good: bytes) -> None:
    path.symlink_to(path.with_name("gone.sqlite"))


BAD_FILES = (
    BadFile("missing", lambda *_: None, errors.FileMissing),
    BadFile("link to nothing", _symlink_to_nothing, errors.FileMissing, "gone.sqlite"),
    BadFile("link to itself", lambda path, _: path.symlink_to(path), errors.FileUnreadable),
    BadFile("folder", lambda path, _: path.mkdir(), errors.FolderGiven),
    BadFile("pipe", lambda path, _: os.mkfifo(path), errors.NotAPlainFile),
    BadFile("empty", lambda path, _: path.write_bytes(b""), errors.EmptyFile),
    BadFile("text", text("Dear team, please find attached the file.\n" * 9), errors.NotADatabase),
    BadFile("web page", text("\ufeff\n<!DOCTYPE html><title>Sign in</title>" * 9), errors.NotADatabase),
    BadFile("PDF", lambda path, _: path.write_bytes(b"%PDF-1.7\n" + b"\xe2" * 200), errors.NotADatabase),
    BadFile("ZIP", lambda path, _: path.write_bytes(b"PK\x03\x04" + b"\x00" * 200), errors.NotADatabase),
    BadFile("zeros", lambda path, good: path.write_bytes(bytes(len(good))), errors.NotADatabase),
    BadFile("noise", lambda path, _: path.write_bytes(bytes(range(256)) * 9), errors.NotADatabase),
    BadFile("only the header's start", lambda path, good: path.write_bytes(good[:50]), errors.IncompleteFile),
    BadFile("half", lambda path, good: path.write_bytes(good[: len(good) // 2]), errors.IncompleteFile),
    BadFile("cut by a byte", lambda path, good: path.write_bytes(good[:-1]), errors.IncompleteFile),
    BadFile("database of another program", _foreign, errors.ForeignDatabase),
    BadFile("newer format", patched(60, (schema.FORMAT + 1).to_bytes(4)), errors.NewerFormat),
    BadFile("format of the far future", patched(60, b"\xff" * 4), errors.NewerFormat),
    BadFile("damaged page", _garbage_in_the_middle, errors.DamagedFile),
    BadFile("damaged schema", patched(PAGE - 200, b"\xa5" * 200), errors.DamagedFile),
    BadFile("unknown file format of SQLite", patched(44, (9).to_bytes(4)), errors.DamagedFile),
    BadFile(
        "rubric changed behind its digest", changed("UPDATE rubric SET json = '{}'"), errors.UnreadableEntries
    ),
    BadFile("no assessment in it", changed("DELETE FROM assessment"), errors.DamagedFile),
    BadFile("no rubric in it", changed("DELETE FROM rubric"), errors.UnreadableEntries),
    BadFile(
        "text that is not UTF-8",
        changed("UPDATE response SET note = CAST(x'ff' AS TEXT)"),
        errors.UnreadableEntries,
        found_by="opening and reading",
    ),
    BadFile(
        "trigger",
        changed("CREATE TRIGGER zz AFTER UPDATE ON response BEGIN DELETE FROM journal; END"),
        errors.UnexpectedParts,
    ),
    BadFile("view", changed("CREATE VIEW zz AS SELECT 1"), errors.UnexpectedParts),
    BadFile("table too many", changed("CREATE TABLE zz (a)"), errors.UnexpectedParts),
    BadFile("index too many", changed("CREATE INDEX zz ON journal (at)"), errors.UnexpectedParts),
    BadFile("table too few", changed("DROP TABLE participant"), errors.UnexpectedParts),
    BadFile("changed table", changed("ALTER TABLE response ADD COLUMN zz TEXT"), errors.UnexpectedParts),
    BadFile(
        "changed constraint",
        rewritten("response", "replace(sql, 'CHECK (marked IN (0, 1))', 'CHECK (length(note) < 9e9)')"),
        errors.UnexpectedParts,
    ),
    BadFile(
        "column that is computed",
        changed("ALTER TABLE response ADD COLUMN zz TEXT AS (hex(zeroblob(99999999)))"),
        errors.UnexpectedParts,
    ),
    BadFile(
        "index over an expression",
        changed("CREATE INDEX zz ON journal (hex(kind))"),
        errors.UnexpectedParts,
    ),
    BadFile("virtual table", changed("CREATE VIRTUAL TABLE zz USING fts5(a)"), errors.UnexpectedParts),
    BadFile(
        "virtual table under our name",
        changed("DROP TABLE participant", "CREATE VIRTUAL TABLE participant USING fts5(a)"),
        errors.UnexpectedParts,
    ),
    BadFile("statistics of SQLite", changed("ANALYZE"), errors.UnexpectedParts),
    BadFile(
        "numbers of SQLite",
        changed("CREATE TABLE zz (a INTEGER PRIMARY KEY AUTOINCREMENT)", "DROP TABLE zz"),
        errors.UnexpectedParts,
    ),
    BadFile("definition that is no text", rewritten("response", "CAST(sql AS BLOB)"), errors.UnexpectedParts),
    BadFile(
        "name that could steer a window",
        changed('CREATE VIEW "<img src=x>\u202e\x1b[31m&zz%s" AS SELECT 1'),
        errors.UnexpectedParts,
    ),
    BadFile(
        "thousands of tables",
        changed("BEGIN", *(f"CREATE TABLE z{n} (a)" for n in range(1000))),
        errors.UnexpectedParts,
    ),
    BadFile(
        "trigger, in WAL mode",
        _in_wal_mode(changed("CREATE TRIGGER zz DELETE ON journal BEGIN SELECT 1; END")),
        errors.UnexpectedParts,
    ),
    BadFile("texts in UTF-16", patched(56, (2).to_bytes(4)), errors.UnexpectedParts),
    BadFile("page size that is none", patched(16, (1000).to_bytes(2)), errors.DamagedFile),
    BadFile("too much room on its pages", patched(20, b"\xff"), errors.DamagedFile),
    BadFile("unknown way of reading", patched(19, b"\x03"), errors.DamagedFile),
    BadFile(
        "index that says something else",
        _index_that_says_something_else,
        errors.DamagedFile,
        found_by="opening",
    ),
    BadFile(
        "text where a number belongs",
        rewritten(
            "response",
            repr(schema.tables_of(schema.FORMAT)["response"].strip())
            .replace("\\n", "\n")
            .replace("\\'", "''"),
            "ALTER TABLE response RENAME TO old",
            "CREATE TABLE response (item_id TEXT PRIMARY KEY, answer, note, reason, marked, changed_at, changed_by)"
            " WITHOUT ROWID",
            "INSERT INTO response SELECT item_id, answer, note, reason, 'many', changed_at, changed_by FROM old",
            "DROP TABLE old",
        ),
        errors.DamagedFile,
        found_by="opening and reading",
    ),
)
