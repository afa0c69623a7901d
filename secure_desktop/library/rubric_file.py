"""From an author's TOML file to a Rubric, with findings that name file, step and item."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from secure_desktop.errors import RubricFaulty
from secure_desktop.library.table_reader import TableReader
from secure_desktop.library.toml_file import read_toml
from secure_desktop.model.rubric import MOST_ITEMS, ActionStep, Checklist, Definition, Item, Rubric, Tier

LONGEST_SHORT_TEXT = 60  # characters; a table's first column

_RUBRIC_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ITEM_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


def read_rubric(path: Path) -> Rubric:
    """Return the rubric in a TOML file.

    Raises:
        RubricFaulty: with every finding, when the file is not a usable rubric.
        KnownProblem: when there is no readable file.
    """
    return rubric_from(read_toml(path), path.name)


def rubric_from(data: Mapping[str, Any], name: str) -> Rubric:
    """Return the rubric that the content of a file of this name describes. Raises RubricFaulty as `read_rubric` does."""
    findings: list[str] = []
    rubric = _rubric(data, findings)
    if findings:
        raise RubricFaulty(name=name, findings=tuple(findings))
    return rubric


def _rubric(data: Mapping[str, Any], findings: list[str]) -> Rubric:
    reader = TableReader(data, "Rubric", findings)
    rubric = Rubric(
        id=_checked_id(reader, _RUBRIC_ID, "small letters, digits and hyphens"),
        version=reader.text("version"),
        checklist=Checklist(reader.choice("checklist", tuple(Checklist))),
        language=reader.text("language"),
        title=reader.text("title"),
        rubric=reader.text("rubric"),
        publisher=reader.text("publisher"),
        date=reader.date("date"),
        purpose=reader.text("purpose"),
        attribution=reader.text("attribution"),
        about=reader.text("about", ""),
        definitions=tuple(_definition(d, findings) for d in reader.tables("definitions", required=False)),
        steps=tuple(_step(s, place, findings) for place, s in enumerate(reader.tables("step"), 1)),
    )
    reader.refuse_unknown()
    _refuse_repeats(rubric, findings)
    if len(rubric.items) > MOST_ITEMS:  # the assessment file would not open again
        findings.append(f"Rubric: there are {len(rubric.items)} items; the most is {MOST_ITEMS}.")
    return rubric


def _definition(data: Mapping[str, Any], findings: list[str]) -> Definition:
    reader = TableReader(data, "Definitions", findings)
    definition = Definition(term=reader.text("term"), text=reader.text("text"))
    reader.refuse_unknown()
    return definition


def _step(data: Mapping[str, Any], place: int, findings: list[str]) -> ActionStep:
    where = f"Step {place}"
    reader = TableReader(data, where, findings)
    step = ActionStep(
        number=reader.number("number"),
        title=reader.text("title"),
        short_title=reader.text("short_title"),
        guidance=reader.text("guidance"),
        items=tuple(
            _item(i, f"{where}, {_name_of(i, n)}", findings) for n, i in enumerate(reader.tables("item"), 1)
        ),
    )
    reader.refuse_unknown()
    refuse_long(reader, "short_title", step.short_title)
    if step.number and step.number != place:
        reader.fault(f"“number” is {step.number}, but this is step {place} in the file.")
    return step


def _item(data: Mapping[str, Any], where: str, findings: list[str]) -> Item:
    reader = TableReader(data, where, findings)
    item = Item(
        id=_checked_id(reader, _ITEM_ID, "letters, digits, dots, hyphens and underscores"),
        text=reader.text("text"),
        short=reader.text("short"),
        tier=Tier(reader.choice("tier", tuple(Tier))),
        look_for=reader.text("look_for"),
        evidence=reader.texts("evidence"),
        authority=reader.texts("authority"),
        basis=reader.texts("basis"),
    )
    reader.refuse_unknown()
    refuse_long(reader, "short", item.short)
    return item


def refuse_long(reader: TableReader, field: str, text: str) -> None:
    """Add a finding for a short text that is too long for a table's first column."""
    if len(text) > LONGEST_SHORT_TEXT:
        reader.fault(f"“{field}” has {len(text)} characters; the most is {LONGEST_SHORT_TEXT}.")


def _checked_id(reader: TableReader, pattern: re.Pattern[str], allowed: str) -> str:
    value = reader.text("id")
    if value and not pattern.fullmatch(value):
        reader.fault(f"“id” may hold only {allowed}, 40 at the most, but is “{value}”.")
    return value


def _name_of(data: Mapping[str, Any], place: int) -> str:
    item_id = data.get("id")
    return f"item “{item_id}”" if isinstance(item_id, str) and item_id else f"item {place} (without an id)"


def _refuse_repeats(rubric: Rubric, findings: list[str]) -> None:
    first_seen: dict[str, int] = {}
    for place, step in enumerate(rubric.steps, 1):
        for item in step.items:
            if not item.id:
                continue
            if item.id in first_seen:
                findings.append(
                    f"Step {place}, item “{item.id}”: the id is used twice; it stands first in step {first_seen[item.id]}."
                )
            first_seen.setdefault(item.id, place)
