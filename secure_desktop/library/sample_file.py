"""Sample files: an invented district's responses to a bundled rubric, as TOML."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from secure_desktop.errors import RubricFaulty
from secure_desktop.library.table_reader import TableReader
from secure_desktop.library.toml_file import read_toml
from secure_desktop.model.assessment import Answer, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.roles import Role

_NAMESPACE = uuid.UUID("5ec4de5a-3917-4a57-9d0c-000000000001")


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file that lies beside the sample file and is to be attached to an item as evidence."""

    item_id: str
    path: Path
    title: str
    effective: date | None
    renew_by: date | None


@dataclass(frozen=True, slots=True)
class Sample:
    """What a sample file says. The ids of its participants, next steps and evidence are the same each time.

    `evidence` are places; `files` are yet to be attached.
    """

    rubric: str
    profile: Profile
    participants: tuple[Participant, ...]
    responses: tuple[Response, ...]
    next_steps: tuple[NextStep, ...]
    evidence: tuple[Evidence, ...]
    files: tuple[SampleFile, ...]

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of all items that it says something about, in the order of the file."""
        parts = (self.responses, self.next_steps, self.evidence, self.files)
        return tuple(dict.fromkeys(entry.item_id for part in parts for entry in part))


def read_sample(path: Path) -> Sample:
    """Return the sample in a TOML file.

    Raises:
        RubricFaulty: with every finding, when the file is not a usable sample.
        KnownProblem: when there is no readable file.
    """
    findings: list[str] = []
    reader = TableReader(read_toml(path), "Sample", findings)
    rubric = reader.text("rubric")
    shown = reader.tables("evidence", required=False)
    sample = Sample(
        rubric=rubric,
        profile=_profile(reader.subtable("profile"), findings),
        participants=tuple(
            _participant(table, f"{rubric}/{place}", findings)
            for place, table in enumerate(reader.tables("participants"), 1)
        ),
        responses=tuple(
            _response(item_id, table, findings) for item_id, table in reader.table("responses").items()
        ),
        next_steps=tuple(
            _next_step(table, rubric, number, findings)
            for number, table in enumerate(reader.tables("next_steps", required=False), 1)
        ),
        evidence=tuple(
            _evidence(table, rubric, number, findings)
            for number, table in enumerate(shown, 1)
            if "file" not in table
        ),
        files=tuple(
            _file(table, path.parent, number, findings)
            for number, table in enumerate(shown, 1)
            if "file" in table
        ),
    )
    reader.refuse_unknown()
    if findings:
        raise RubricFaulty(name=path.name, findings=tuple(findings))
    return sample


def _profile(table: Mapping[str, Any], findings: list[str]) -> Profile:
    reader = TableReader(table, "Profile", findings)
    profile = Profile(
        district=reader.text("district"),
        school_year=reader.text("school_year", ""),
        state=reader.text("state", ""),
        agency=reader.text("agency", ""),
    )
    reader.refuse_unknown()
    return profile


def _participant(table: Mapping[str, Any], place: str, findings: list[str]) -> Participant:
    reader = TableReader(table, f"Participant {place}", findings)
    participant = Participant(
        id=str(uuid.uuid5(_NAMESPACE, place)),
        name=reader.text("name"),
        role=Role(reader.choice("role", tuple(Role))),
        title=reader.text("title", ""),
        organization=reader.text("organization", ""),
    )
    reader.refuse_unknown()
    return participant


def _response(item_id: str, table: Mapping[str, Any], findings: list[str]) -> Response:
    reader = TableReader(table, f"Item “{item_id}”", findings)
    response = Response(
        item_id=item_id,
        answer=Answer(reader.choice("answer", tuple(Answer), Answer.UNANSWERED)),
        note=reader.text("note", ""),
        reason=reader.text("reason", ""),
        marked=reader.flag("marked"),
    )
    reader.refuse_unknown()
    return response


def _next_step(table: Mapping[str, Any], rubric: str, number: int, findings: list[str]) -> NextStep:
    reader = TableReader(table, f"Next step {number}", findings)
    step = NextStep(
        id=str(uuid.uuid5(_NAMESPACE, f"{rubric}/next step {number}")),
        item_id=reader.text("item"),
        text=reader.text("text"),
        owner=reader.text("owner", ""),
        due=_day(reader, "due"),
        effort=Effort(reader.choice("effort", tuple(Effort), Effort.UNKNOWN)),
        state=State(reader.choice("state", tuple(State), State.OPEN)),
        reason=reader.text("reason", ""),
    )
    reader.refuse_unknown()
    return step


def _evidence(table: Mapping[str, Any], rubric: str, number: int, findings: list[str]) -> Evidence:
    reader = TableReader(table, f"Evidence {number}", findings)
    evidence = Evidence(
        id=str(uuid.uuid5(_NAMESPACE, f"{rubric}/evidence {number}")),
        item_id=reader.text("item"),
        kind=EvidenceKind.PLACE,
        title=reader.text("title"),
        place=reader.text("place"),
        effective=_day(reader, "effective"),
        renew_by=_day(reader, "renew_by"),
    )
    reader.refuse_unknown()
    return evidence


def _file(table: Mapping[str, Any], folder: Path, number: int, findings: list[str]) -> SampleFile:
    reader = TableReader(table, f"Evidence {number}", findings)
    file = SampleFile(
        item_id=reader.text("item"),
        path=folder / reader.text("file"),
        title=reader.text("title"),
        effective=_day(reader, "effective"),
        renew_by=_day(reader, "renew_by"),
    )
    reader.refuse_unknown()
    return file


def _day(reader: TableReader, field: str) -> date | None:
    text = reader.date(field) if reader.has(field) else ""
    return date.fromisoformat(text) if text else None
