"""Whatever happens to a file, what is said to be rescued is true, the rest is told, and the file stays as it is.

`SECURE_DESKTOP_DAMAGE=2000` tries as many damages of each kind; the suite tries a few.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests.exchange.rescue.damage import (
    DAMAGES,
    PAGE,
    Damage,
    Tally,
    Trial,
    beheaded,
    flipped,
    mixed_with,
    overwritten,
    riddled,
    swapped,
    zeroed,
    zeroed_at,
)

RUNS = int(os.environ.get("SECURE_DESKTOP_DAMAGE", "10"))
FLOORS: dict[Damage, float] = {
    zeroed: 0.95,
    overwritten: 0.95,
    swapped: 0.95,
    flipped: 0.999,
    riddled: 0.6,
    beheaded: 1.0,
}
"""Which part of the items has to come back as they were, on the average; of a file that was cut, anything is welcome."""


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_rescued_is_true_and_the_rest_is_told(damage: Damage, trial: Trial) -> None:
    tally = Tally()

    for seed in range(RUNS):
        trial.run(seed, damage, tally)

    assert tally.share(damage) >= FLOORS.get(damage, 0.0)


def test_a_page_of_an_older_copy_is_not_taken_for_the_newest_word(trial: Trial, full: Path) -> None:
    older = trial.good
    with open_file(full) as file:
        for item in trial.true.rubric.items[::2]:
            file.record_response(item.id, by="Ann Author", answer=Answer.NOT_IN_PLACE, note="As of today.")
        newer = replace(trial, true=file.assessment())
    trial = replace(newer, good=full.read_bytes())
    tally = Tally()

    for seed in range(RUNS):
        trial.run(seed, mixed_with(older), tally)


def test_one_zeroed_page_costs_no_answer(trial: Trial) -> None:
    tally = Tally()
    for page in range(len(trial.good) // PAGE):
        found = trial.run(page, zeroed_at(page), tally, write=page % 8 == 0)

        assert found is not None
        assert {item.id: found.assessment.response(item.id).answer for item in trial.true.rubric} == {
            item.id: trial.true.response(item.id).answer for item in trial.true.rubric
        }
