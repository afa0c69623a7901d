"""Damaged files by the thousand: what a rescue calls sure has to read as it did before the damage.

In the table, a fault is a file that is not as it was, what is acknowledged are the items that a rescue calls sure, and
one that reads otherwise, or is not listed although it does, is lost.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from secure_desktop import locations
from secure_desktop.library.shelf import every_wording, read_shelf
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.opening import open_file
from tests.exchange.rescue.damage import DAMAGES, Damage, Tally, Trial
from tests.exchange.rescue.full import write_full
from tests.torture.counts import Count
from tests.torture.job_folders import at_home_in
from tests.torture.options import Options

_WRITTEN = 10  # every so many rescues are written, opened and looked at, which takes most of the time


def run(options: Options) -> Iterator[Count]:
    """Damage a file in each way so many times."""
    with tempfile.TemporaryDirectory(prefix="salvage-") as folder, at_home_in(Path(folder) / "home"):
        trial = trial_in(Path(folder))
        for damage in DAMAGES:
            count, tally = counted(trial, damage, options.runs, options.seed)
            options.say(
                f"salvage, {damage.__name__}: {tally.share(damage):.1%} of all items read as before, "
                f"{tally.hopeless[damage.__name__]} files with nothing left"
            )
            yield count


def trial_in(folder: Path) -> Trial:
    """Return a trial on a file with everything in it."""
    good = folder / "full.sqlite"
    write_full(good)
    rubrics: tuple[Rubric, ...] = tuple(every_wording(read_shelf(locations.rubrics())))
    damaged = folder / "damaged"
    damaged.mkdir()
    with open_file(good, write=False) as file:
        return Trial(good.read_bytes(), file.assessment(), rubrics, damaged)


def counted(trial: Trial, damage: Damage, runs: int, seed: int) -> tuple[Count, Tally]:
    """Damage a file in one way so many times, and return what was found."""
    tally = Tally()
    lost: list[str] = []
    crashes: list[str] = []
    sure = 0
    for number in range(seed, seed + runs):
        try:
            found = trial.run(number, damage, tally, write=number % _WRITTEN == 0)
        except AssertionError as fault:
            lost.append(f"salvage, {damage.__name__} {number}: {fault}")
        except Exception as fault:  # noqa: BLE001 - whatever it is, nobody was told of it in a sentence
            crashes.append(f"salvage, {damage.__name__} {number}: {fault!r}")
        else:
            sure += sum(one is Certainty.SURE for one in found.certainty.values()) if found else 0
    count = Count(
        "salvage",
        damage.__name__,
        runs=runs,
        faults=runs,
        acknowledged=sure,
        lost=len(lost),
        crashes=len(crashes),
        findings=(*lost, *crashes),
    )
    return count, tally
