"""Reading one of very many assessment files: as careful as opening it, but for what only a single file deserves.

It is looked at byte by byte, its tables are compared with ours, and every value that is read goes into the model, which
refuses what contradicts itself. What is left out is SQLite's check of every page, and with it damage in what is not
read, such as attached files; opening the file finds that.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from secure_desktop.errors import DamagedFile, FileUnreadable, NewerFormat
from secure_desktop.files import reason_of
from secure_desktop.model.assessment import Assessment
from secure_desktop.storage import (
    faults,
    figures,
    findings,
    guards,
    journal,
    leftovers,
    migrations,
    records,
    schema,
)
from secure_desktop.storage.connection import wrap
from secure_desktop.storage.inspection import Look, look_at
from secure_desktop.storage.opening import open_checked

_T = TypeVar("_T")


def read_quickly(path: Path) -> Assessment:
    """Return what an assessment file says. It is only read, also while somebody edits it; nothing appears beside it.

    Raises:
        KnownProblem: the narrowest one, when it is no assessment file, is damaged or cannot be read.
    """

    def get(db: Database) -> Assessment:
        assessment = records.get_assessment(db)
        findings.demand_readable(path, db)
        return assessment

    return _read(path, get)


def read_figures(path: Path) -> Assessment:
    """Return the little of an assessment file that an overview counts; see `figures`. Raises as `read_quickly` does."""
    return _read(path, figures.get_figures)


@dataclass(frozen=True, slots=True)
class Lineage:
    """Of which assessment a file is, which copy of it, and the ids of all entries of its history."""

    assessment: str
    copy: str
    entries: frozenset[str]


def read_lineage(path: Path) -> Lineage:
    """Return by what a file can be told from its copies. Raises as `read_quickly` does."""
    return _read(path, _lineage)


def _lineage(db: Database) -> Lineage:
    assessment, copy = db.execute("SELECT id, copy FROM assessment").fetchone() or ("", "")
    return Lineage(assessment, copy, journal.ids(db))


def _read(path: Path, get: Callable[[Database], _T]) -> _T:
    look = look_at(path)
    if look.format > schema.FORMAT:
        raise NewerFormat(name=path.name, found=look.format, known=schema.FORMAT)
    try:
        leftovers.demand_harmless(path)
        with faults.named_to_reader(path), contextlib.closing(_open(path, look)) as connection:
            db = wrap(connection)
            with findings.told(path, db):
                return get(db)
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
    except (KeyError, TypeError, ValueError, sqlite3.Error) as fault:
        raise DamagedFile(name=path.name) from fault


def _open(path: Path, look: Look) -> sqlite3.Connection:
    connection = open_checked(path, look, "ro", newest=schema.FORMAT, every_page=False)
    found = migrations.format_of(
        connection
    )  # not the header's, which may be that of an update that was cut off
    if found < schema.FORMAT:
        _add_later_tables(connection, found)
    connection.execute("BEGIN")  # one view of the file for all reads
    return connection


def _add_later_tables(connection: sqlite3.Connection, found: int) -> None:
    """Put the tables that an older format lacks beside it, empty and in memory: each format only adds some."""
    with guards.building(connection):
        connection.execute("PRAGMA temp_store = MEMORY")
        for tables in schema.ADDED_TABLES[found:]:
            for statement in tables.values():
                connection.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
