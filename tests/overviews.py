"""Entries of an overview, and folders full of assessments, for tests."""

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.overview import Overview, OverviewEntry, Unread, overview_entry
from secure_desktop.model.rubric import Checklist, Rubric
from secure_desktop.storage.opening import create_file, open_file
from tests import builders

TODAY = date(2026, 11, 23)


def improve_rubric(*sizes: int) -> Rubric:
    """Return a small checklist to improve, whose items are named as those of the checklist to start."""
    return replace(
        builders.rubric(*sizes),
        id="secure-improve",
        checklist=Checklist.IMPROVE,
        title="Checklist to Improve",
    )


def entry(
    district: str = "River",
    answers: Mapping[str, Answer] | None = None,
    *,
    rubric: Rubric | None = None,
    steps: Iterable[NextStep] = (),
    year: str = "2026–27",
    agency: str = "County Sheriff",
    **fields: Any,
) -> OverviewEntry:
    """Return an entry whose file and id are named after its district, unless told otherwise."""
    made = builders.assessment(rubric, answers or {}, profile=Profile(district, year, "Iowa", agency))
    found = overview_entry(replace(made, next_steps=tuple(steps)), f"{district}.sqlite", TODAY)
    return replace(found, **{"id": district, **fields})


def overview(*entries: OverviewEntry, unread: Iterable[Unread] = ()) -> Overview:
    """Return a complete overview."""
    problems = tuple(unread)
    return Overview("/districts", builders.NOW, entries, problems, len(entries) + len(problems))


def write_file(
    path: Path, district: str, answers: Mapping[str, Answer], rubric: Rubric | None = None
) -> None:
    """Write an assessment of the small rubric, unless another one is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    create_file(
        path,
        rubric or builders.rubric(),
        Profile(district, "2026–27", "Iowa", "County Sheriff"),
        by="Ann",
        responses=[builders.response(item_id, answer) for item_id, answer in answers.items()],
        clock=lambda: builders.MADE,
    )


def districts(folder: Path) -> None:
    """Fill a folder: two districts, one of them with an older copy, one with the other checklist, and a text."""
    write_file(folder / "north" / "River.sqlite", "River", {"1S-01": Answer.PARTLY, "1S-02": Answer.IN_PLACE})
    write_file(folder / "Hill.sqlite", "Hill", {"1S-01": Answer.NOT_IN_PLACE})
    write_file(folder / "Hill 2.sqlite", "Hill", {"1S-01": Answer.PARTLY}, improve_rubric())
    shutil.copyfile(folder / "north" / "River.sqlite", folder / "River (1).sqlite")
    with open_file(folder / "north" / "River.sqlite", clock=lambda: builders.NOW) as file:
        file.record_next_step(builders.next_step(1, "1S-01", due=date(2026, 10, 1)), by="Ann")
        file.record_next_step(builders.next_step(2, "1S-01"), by="Ann")
    (folder / "notes.sqlite").write_text("Dear team,\n" * 20)


def rows(path: Path, question: str) -> list[tuple[Any, ...]]:
    """Return what another program reads from a database."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()
