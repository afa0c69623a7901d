"""Writes `format-2.sqlite`, a small signed assessment as format 2 keeps it, for `tests/storage/test_opening.py`.

Run from the checkout, once, by the version that introduced format 2:

    SECURE_DESKTOP_HOME=$(mktemp -d) python -m tests.files.format_2 tests/files/format-2.sqlite

Never write the stored file anew: it stands for the files that people have. Its keys were made for it and are
thrown away.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from secure_desktop import locations
from secure_desktop.exchange.keys import SigningKey, own_key
from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import create_file, open_file
from tests import builders

BY = "Ann Author"
PROFILE = Profile("Sample District 12", "2026–27", "Iowa", "Sample County Sheriff")
DRAWING = (((0, 0), (1000, 300)), ((500, 10), (510, 12)))
SUPERINTENDENT = builders.wish(
    Role.SUPERINTENDENT, "Sample Superintendent", organization=PROFILE.district, drawing=DRAWING
)
SHERIFF = builders.wish(Role.LAW_ENFORCEMENT, "Sample Sheriff", organization=PROFILE.agency)


def main() -> None:
    """Write the file that the first argument names."""
    target = Path(sys.argv[1])
    clock = _ticking()
    create_file(
        target,
        builders.rubric(),
        PROFILE,
        by=BY,
        participants=builders.ready().participants,
        responses=tuple(builders.ready().responses.values()),
        clock=clock,
    )
    with open_file(target, clock=clock) as file, tempfile.TemporaryDirectory() as folder:
        _fill(file, Path(folder))
        first, second = _key(Path(folder) / "first"), _key(Path(folder) / "second")
        file.sign(SUPERINTENDENT, first, by=BY)
        file.sign(
            replace(SHERIFF, decision=Decision.DECLINED, reason="No date is given for the training."),
            second,
            by="Bob",
        )
        file.reopen("The sheriff asked for a date.", by=BY)
        file.record_next_step(builders.next_step(1, due=date(2027, 1, 15)), by=BY)
        file.sign(SUPERINTENDENT, first, by=BY)
        file.sign(SHERIFF, second, by="Bob")


def _fill(file: AssessmentFile, folder: Path) -> None:
    paper = folder / "MOU.txt"
    paper.write_bytes(b"Memorandum of understanding, signed in 2025.")
    file.attach(
        "1S-01",
        paper,
        by=BY,
        title="Memorandum of understanding",
        effective=date(2025, 7, 1),
        renew_by=date(2028, 7, 1),
    )
    file.record_evidence(
        builders.evidence(2, "1S-03", kind=EvidenceKind.PLACE, place="Policy 5131, page 3"), by=BY
    )
    file.record_next_step(builders.next_step(1, due=None), by=BY)
    file.record_next_step(
        builders.next_step(2, state=State.DROPPED, reason="Too dear.", due=None, effort=Effort.MONEY), by=BY
    )
    file.record_response("1S-02", by=BY, answer=Answer.PARTLY, note="The annex is missing.")


def _key(home: Path) -> SigningKey:
    os.environ[locations.HOME_VARIABLE] = str(home)
    return own_key()


def _ticking() -> Callable[[], datetime]:
    moments = (builders.NOW + timedelta(minutes=minute) for minute in range(10_000))
    return lambda: next(moments)


if __name__ == "__main__":
    main()
