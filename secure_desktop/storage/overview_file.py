"""An overview as one SQLite file, for programs that read databases: a row for everything that was found."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from secure_desktop.files import written_whole
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.overview import Overview, OverviewEntry, Unread, printable
from secure_desktop.model.progress import Tally
from secure_desktop.model.register import day_text
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage import faults
from secure_desktop.storage.connection import connect
from secure_desktop.storage.overview_schema import FORMAT, OVERVIEW_ID, TABLES, definition
from secure_desktop.storage.times import to_text

_APPLICATION_ID = slice(68, 72)  # of the file's bytes

Whole = tuple[OverviewEntry, Assessment]


def is_overview(path: Path) -> bool:
    """Return whether a file is one that `write_overview_file` wrote."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(100)[_APPLICATION_ID]) == OVERVIEW_ID
    except OSError:
        return False


def write_overview_file(
    overview: Overview,
    found: Iterable[Whole | Unread],
    target: Path,
    *,
    program: str,
    with_notes: bool = False,
) -> None:
    """Write an overview as a database, a row at a time. `found` are its assessments, whole.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    with (
        written_whole(target) as draft,
        faults.named(target),
        contextlib.closing(connect(draft, "rw")) as connection,
    ):
        connection.set_authorizer(None)  # nobody else has had a hand in this file
        connection.execute("PRAGMA synchronous = OFF")  # it is synced whole before it gets its name
        connection.execute(f"PRAGMA application_id = {OVERVIEW_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        with connection:
            for name in TABLES:
                connection.execute(definition(name))
            _Writer(connection, overview, with_notes=with_notes).write(found, program)


@dataclass(slots=True)
class _Writer:
    connection: sqlite3.Connection
    overview: Overview
    with_notes: bool

    def write(self, found: Iterable[Whole | Unread], program: str) -> None:
        """Fill the tables."""
        self._add("documentation", _documentation())
        rubrics: set[tuple[str, str]] = set()
        written = copies = 0
        problems = list(self.overview.unread)
        for each in found:
            if isinstance(each, Unread):
                problems.append(each)
                continue
            entry, assessment = each
            key = (entry.rubric.id, entry.rubric.version)
            if key not in rubrics:
                rubrics.add(key)
                self._add("item", _items(entry.rubric))
            self._add_assessment(entry, assessment)
            written, copies = written + 1, copies + len(entry.copies)
        self._add("problem", map(_problem, problems))
        is_whole = self.overview.is_complete and written == len(self.overview.entries)
        self._add(
            "run",
            [
                (
                    1,
                    FORMAT,
                    program,
                    to_text(self.overview.made_at),
                    self.overview.folder,
                    self.overview.files,
                    written,
                    copies,
                    len(problems),
                    int(is_whole),
                    int(self.with_notes),
                )
            ],
        )

    def _add_assessment(self, entry: OverviewEntry, assessment: Assessment) -> None:
        today = self.overview.made_at.astimezone().date()
        self._add("assessment", [_assessment(entry)])
        self._add("copy", ((entry.id, file) for file in entry.copies))
        self._add(
            "step", ((entry.id, step.number, step.title, *_tally(counts)) for step, counts in entry.steps)
        )
        self._add("response", _responses(assessment, with_notes=self.with_notes))
        self._add("gap", _gaps(assessment))
        self._add("next_step", _next_steps(assessment, today))
        self._add("sign_off", _sign_offs(assessment))

    def _add(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        places = ", ".join("?" * len(TABLES[table].columns))
        clean = ([_storable(value) for value in row] for row in rows)
        # OR IGNORE: where somebody made up two rows with one key in a file, the first one stands.
        self.connection.executemany(f'INSERT OR IGNORE INTO "{table}" VALUES ({places})', clean)  # noqa: S608


def _documentation() -> Iterator[Sequence[Any]]:
    for name, table in TABLES.items():
        yield name, "", table.meaning
        for column in table.columns:
            yield name, column.name, column.meaning


def _items(rubric: Rubric) -> Iterator[Sequence[Any]]:
    for position, item in enumerate(rubric.items, 1):
        step = rubric.step_of(item.id).number
        label = rubric.label(item.id)
        yield rubric.id, rubric.version, item.id, label, step, position, item.short, item.text, str(item.tier)


def _assessment(entry: OverviewEntry) -> Sequence[Any]:
    profile, rubric = entry.profile, entry.rubric
    return (
        entry.id,
        entry.file,
        len(entry.copies),
        profile.district,
        profile.school_year,
        profile.state,
        profile.agency,
        str(rubric.checklist),
        rubric.id,
        rubric.version,
        rubric.title,
        entry.revision,
        str(entry.stage),
        entry.missing,
        to_text(entry.changed_at),
        *_tally(entry.tally),
        day_text(entry.next_due) or None,
        entry.overdue,
        entry.reviewer,
    )


def _tally(counts: Tally) -> Sequence[int]:
    return (
        counts.total,
        counts.in_place,
        counts.partly,
        counts.not_in_place,
        counts.not_applicable,
        counts.unanswered,
    )


def _responses(assessment: Assessment, *, with_notes: bool) -> Iterator[Sequence[Any]]:
    for step in assessment.rubric.steps:
        for item in step.items:
            said = assessment.response(item.id)
            changed_at = to_text(said.changed_at) if said.changed_at is not None else None
            notes = (said.note, said.reason) if with_notes else (None, None)
            yield (
                assessment.id, item.id, step.number, str(said.answer), int(said.is_gap), changed_at, *notes,
            )  # fmt: skip


def _gaps(assessment: Assessment) -> Iterator[Sequence[Any]]:
    planned = {step.item_id for step in assessment.next_steps if step.is_open and step.is_planned}
    for step in assessment.rubric.steps:
        for item in step.items:
            said = assessment.response(item.id)
            if said.is_gap:
                yield assessment.id, item.id, step.number, str(said.answer), int(item.id in planned)


def _next_steps(assessment: Assessment, today: date) -> Iterator[Sequence[Any]]:
    for step in assessment.next_steps:
        yield (
            step.id, assessment.id, step.item_id, step.text, step.owner, day_text(step.due) or None, str(step.effort),
            str(step.state), int(step.is_overdue(today)),
        )  # fmt: skip


def _sign_offs(assessment: Assessment) -> Iterator[Sequence[Any]]:
    for entry in assessment.sign_offs:
        yield (
            entry.id, assessment.id, entry.revision, str(entry.role), entry.name, entry.title, entry.organization,
            str(entry.decision), to_text(entry.signed_at),
        )  # fmt: skip


def _problem(problem: Unread) -> Sequence[Any]:
    told = problem.problem
    return problem.file, type(told).__name__, told.sentence_text(), told.advice_text()


def _storable(value: Any) -> Any:
    """Return a value as SQLite takes it: names of files may have bytes that are no text."""
    return printable(value) if isinstance(value, str) else value
