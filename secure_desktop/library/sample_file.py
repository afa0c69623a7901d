"""Sample files: an invented district's responses to a bundled rubric, as TOML."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secure_desktop.errors import RubricFaulty
from secure_desktop.library.table_reader import TableReader
from secure_desktop.library.toml_file import read_toml
from secure_desktop.model.assessment import Answer, Participant, Profile, Response, Role

_NAMESPACE = uuid.UUID("5ec4de5a-3917-4a57-9d0c-000000000001")


@dataclass(frozen=True, slots=True)
class Sample:
    """What a sample file says. The ids of its participants are the same each time."""

    rubric: str
    profile: Profile
    participants: tuple[Participant, ...]
    responses: tuple[Response, ...]


def read_sample(path: Path) -> Sample:
    """Return the sample in a TOML file.

    Raises:
        RubricFaulty: with every finding, when the file is not a usable sample.
        KnownProblem: when there is no readable file.
    """
    findings: list[str] = []
    reader = TableReader(read_toml(path), "Sample", findings)
    rubric = reader.text("rubric")
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
