"""For the bench: what an answer takes while a large assessment is backed up, against an answer alone."""

import itertools
import os
import sqlite3
import statistics
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshots
from secure_desktop.storage.times import now

ATTACHED = 10  # files of ten megabytes each
ITEM = "2S-03"
PAUSE = 0.05  # seconds between two answers: somebody who holds the keys down


def measured(file: Path, rounds: int) -> tuple[float, float]:
    """Return the median time of an answer meanwhile, and of one alone, in milliseconds.

    The median, not the shortest time, because a backup that is in the way now and then is what this is about.
    """
    large = file.with_name("large.sqlite")
    large.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(large)) as connection, connection:
        for number in range(ATTACHED):
            connection.execute(
                "INSERT INTO content VALUES (?, ?)", (f"bench {number}", os.urandom(10_000_000))
            )
    snapshots = Snapshots(file.with_name("backups"))
    alone: list[float] = []
    meanwhile: list[float] = []
    with open_file(large) as assessment:
        assessment.record_response(ITEM, by="Bench", answer=Answer.NOT_IN_PLACE)  # whatever it was before
        turn = itertools.cycle((Answer.IN_PLACE, Answer.PARTLY))
        for _ in range(rounds):
            alone += [_answer(assessment, turn) for _ in range(5)]
            meanwhile += _while_backed_up(snapshots, assessment, turn)
            for one in snapshots.of(assessment.assessment().id):
                one.path.unlink()
    return statistics.median(meanwhile), statistics.median(alone)


def _while_backed_up(
    snapshots: Snapshots, assessment: AssessmentFile, turn: "itertools.cycle[Answer]"
) -> list[float]:
    has_begun = threading.Event()
    tell: Callable[[float], None] = lambda _: has_begun.set()  # noqa: E731 - one line says it
    thread = threading.Thread(
        target=snapshots.take, args=(assessment, Reason.WORKING, now), kwargs={"advance": tell}
    )
    thread.start()
    has_begun.wait()
    times: list[float] = []
    while thread.is_alive() and len(times) < 10:
        times.append(_answer(assessment, turn))
    thread.join()
    return times


def _answer(assessment: AssessmentFile, turn: "itertools.cycle[Answer]") -> float:
    time.sleep(PAUSE)
    start = time.perf_counter()
    if not assessment.record_response(ITEM, by="Bench", answer=next(turn)):
        raise SystemExit("An answer was taken for the one before it.")
    return (time.perf_counter() - start) * 1000
