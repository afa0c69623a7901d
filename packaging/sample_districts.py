"""A folder of made-up districts for the picture of the folder overview."""

import random
import shutil
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from secure_desktop.exchange.keys import own_key
from secure_desktop.model.assessment import CHOICES, Participant, Profile, Response
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.sign_off import Wish, attestations
from secure_desktop.storage.opening import create_file, open_file

_NAMES = (
    "River",
    "Hill",
    "Lake",
    "Cedar",
    "Prairie",
    "Summit",
    "Harbor",
    "Maple",
    "Granite",
    "Willow",
    "Mesa",
    "Aspen",
)
_KINDS = ("School District", "Consolidated Schools", "Unified Schools")
_AGENCIES = ("Sample County Sheriff", "Sample Town Police")
_WEIGHTS = (12, 3, 2, 1)  # how often each of the four answers is given
_DONE = (1.0, 1.0, 0.6, 0.3, 0.0)  # how much of its checklist a district has answered


def write_districts(folder: Path, rubrics: Sequence[Rubric], now: datetime) -> None:
    """Write some thirty assessments, some of them signed, a copy of one, and a file that is none."""
    chance = random.Random(12)  # noqa: S311 - the same districts every time
    folder.mkdir(parents=True)
    for place in range(len(_NAMES) * len(_KINDS)):
        name = f"{_NAMES[place % len(_NAMES)]} {_KINDS[place // len(_NAMES)]}"
        share = chance.choice(_DONE)
        path = folder / f"{name}.sqlite"
        _write(path, name, rubrics[place % 4 == 3], share, chance, now - timedelta(hours=9 * place))
        if share == 1.0 and place % 3:
            _sign(path, (Role.SUPERINTENDENT, Role.LAW_ENFORCEMENT)[: place % 3], now)
    shutil.copyfile(folder / "Hill School District.sqlite", folder / "Hill School District (1).sqlite")
    (folder / "letter.sqlite").write_text("Dear team, please find attached the file.\n" * 9, encoding="utf-8")


def _write(path: Path, name: str, rubric: Rubric, share: float, chance: random.Random, at: datetime) -> None:
    responses, steps = [], []
    for item in rubric:
        if chance.random() >= share:
            continue
        (answer,) = chance.choices(CHOICES, _WEIGHTS)
        responses.append(
            Response(item.id, answer, reason="We have no such school." if answer is CHOICES[3] else "")
        )
        if answer.is_gap:
            due = date(2026, 10, 15) + timedelta(days=chance.randrange(300))
            steps.append(
                NextStep(str(uuid.UUID(int=chance.getrandbits(128))), item.id, "Agree on it", "Board", due)
            )
    create_file(
        path,
        rubric,
        Profile(name, "2026–27", "Sample State", chance.choice(_AGENCIES)),
        by="Sample",
        participants=[Participant(str(uuid.uuid4()), "Sample Superintendent", Role.SUPERINTENDENT)],
        responses=responses,
        next_steps=steps,
        clock=lambda: at,
    )


def _sign(path: Path, roles: Sequence[Role], at: datetime) -> None:
    with open_file(path, clock=lambda: at) as file:
        for role in roles:
            wish = Wish(role, "Sample Signer", attestations=attestations(role, has_open_points=True))
            file.sign(wish, own_key(), by="Sample")
