"""Whoever kills the program at any moment finds all that was saved, and nothing by half."""

import os
import random
from pathlib import Path

import pytest

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.torture.children import Child
from tests.torture.committed import NotWholeError
from tests.torture.job_folders import ready_folder
from tests.torture.jobs import NAME
from tests.torture.kills import MODULE, demand_nothing_lost, undisturbed
from tests.torture.outcome import LostError, found_by
from tests.torture.works import WORKS

KILLS = 25  # for each kind of work; `dev.py torture` kills twenty times as often
FEW = {"combine -o": 10, "copies and exports": 6, "share": 6}  # whole commands, each of which takes its time
SEED = 20261125

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork processes")


@pytest.mark.parametrize("kind", WORKS)
def test_nothing_that_was_saved_is_lost_when_the_program_is_killed(kind: str) -> None:
    kills = FEW.get(kind, KILLS)

    outcome = found_by(MODULE, kind, kills, SEED)

    assert outcome.findings == []
    assert outcome.kills == kills
    assert outcome.acknowledged


def test_an_answer_that_was_reported_and_is_not_there_is_found() -> None:
    with ready_folder(WORKS["answers"].prepare) as folder:
        moments = undisturbed(WORKS["answers"], folder, "key")

        with pytest.raises(LostError, match=r"river\.sqlite, 3 reported: .*response"):
            demand_nothing_lost(folder, moments, 3)


def test_what_nobody_did_is_found() -> None:
    with ready_folder(WORKS["answers"].prepare) as folder:
        moments = undisturbed(WORKS["answers"], folder, "key")
        with open_file(folder / NAME) as file:
            file.record_response("1S-01", by="Ann", answer=Answer.PARTLY)

        with pytest.raises(LostError, match=r"river\.sqlite, 0 reported"):
            demand_nothing_lost(folder, moments, 0)


def test_a_part_of_an_export_is_found() -> None:
    with ready_folder(WORKS["copies and exports"].prepare) as folder:
        (folder / "export.json").write_text('{"format": 1, "items": [', encoding="utf-8")

        with pytest.raises(NotWholeError, match=r"export\.json"):
            demand_nothing_lost(folder, undisturbed(WORKS["answers"], folder, "key"), 0)


def test_a_step_that_is_refused_is_told_by_the_child(tmp_path: Path) -> None:
    child = Child(lambda: WORKS["answers"].steps(tmp_path, random.Random(1)))
    child.begin()

    end = child.end()

    assert "FileMissing" in end.fault
    assert (end.done, end.is_killed) == (0, False)
