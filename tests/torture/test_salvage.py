"""The long form of the rescue counts what it finds, and finds what is wrong."""

import dataclasses
from pathlib import Path

from secure_desktop.model.assessment import Answer
from tests.exchange.rescue.damage import beheaded, zeroed
from tests.torture.salvage import counted, trial_in


def test_damaged_files_are_counted(tmp_path: Path) -> None:
    trial = trial_in(tmp_path)

    count, tally = counted(trial, zeroed, runs=5, seed=3)

    assert count.is_clean
    assert (count.runs, count.faults) == (5, 5)
    assert count.acknowledged > 100
    assert tally.share(zeroed) > 0.9


def test_an_answer_that_is_called_sure_and_reads_otherwise_is_found(tmp_path: Path) -> None:
    trial = trial_in(tmp_path)
    other = dataclasses.replace(trial.true.response("1S-01"), answer=Answer.NOT_IN_PLACE)
    elsewhere = dataclasses.replace(trial.true, responses={**trial.true.responses, "1S-01": other})

    count, _ = counted(dataclasses.replace(trial, true=elsewhere), beheaded, runs=1, seed=1)

    assert count.lost == 1
    assert "beheaded 1" in count.findings[0]
