"""The table of the long runs, and what its end tells a script."""

from tests.torture.counts import Count, exit_code, markdown, not_run

CLEAN = Count("kills", "answers", 500, 499, 12_345, 0, 0)
LOST = Count("kills", "notes", 500, 500, 9, 1, 0, findings=("notes, seed 7, run 3: note 4 is gone",))
CRASHED = Count("fuzz", "rubrics", 10, 10, 0, 0, 1)


def test_the_table_shows_every_count_and_the_sums() -> None:
    assert markdown([CLEAN, LOST]).splitlines() == [
        "| Discipline | Kind of work | Runs | Faults | Acknowledged | Lost | Crashes |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        "| kills | answers | 500 | 499 | 12,345 | 0 | 0 |",
        "| kills | notes | 500 | 500 | 9 | 1 | 0 |",
        "| **all** |  | **1,000** | **999** | **12,354** | **1** | **0** |",
    ]


def test_what_was_not_run_is_no_row_of_zeros() -> None:
    row = markdown([not_run("power", "answers", "strace is not here")]).splitlines()[2]

    assert row == "| power | answers (not run: strace is not here) | – | – | – | – | – |"


def test_whatever_was_lost_or_crashed_decides_the_exit_code() -> None:
    assert exit_code([CLEAN]) == 0
    assert exit_code([CLEAN, LOST]) == 1
    assert exit_code([CLEAN, CRASHED]) == 1


def test_what_was_not_tried_is_no_success() -> None:
    left_out = not_run("power", "answers", "strace is not here")

    assert exit_code([]) == 2
    assert exit_code([CLEAN, left_out]) == 2
    assert exit_code([LOST, left_out]) == 1
