"""What the long runs count, and the table that shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("Discipline", "Kind of work", "Runs", "Faults", "Acknowledged", "Lost", "Crashes")


@dataclass(frozen=True, slots=True)
class Count:
    """What became of one kind of work under one kind of fault.

    `runs` are the states, inputs or processes that were tried, and `faults` how many of them a fault really hit.
    `acknowledged` is what the program had reported as saved, `lost` what of that was not there afterwards, whole,
    and `crashes` are ends that nobody was told of in a sentence. `findings` say of each lost change and each crash how it
    is repeated. `not_run` says why nothing was tried, for example because a tool is missing.
    """

    discipline: str
    kind: str
    runs: int
    faults: int
    acknowledged: int
    lost: int
    crashes: int
    findings: tuple[str, ...] = ()
    not_run: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost and nothing crashed."""
        return not (self.lost or self.crashes or self.findings)


def not_run(discipline: str, kind: str, why: str) -> Count:
    """Return the count of what could not be tried."""
    return Count(discipline, kind, 0, 0, 0, 0, 0, not_run=why)


def exit_code(counts: Sequence[Count]) -> int:
    """Return 1 when anything was lost or crashed, 2 when something, or everything, was not tried; else 0."""
    if not all(count.is_clean for count in counts):
        return 1
    return 2 if not counts or any(count.not_run for count in counts) else 0


def markdown(counts: Iterable[Count]) -> str:
    """Return the counts as a table in Markdown, with the sums in its last row."""
    counts = list(counts)
    rows = [HEADINGS, ("---", "---", *("---:" for _ in HEADINGS[2:]))]
    rows += [_row(count) for count in counts]
    sums = (
        sum(getattr(count, name) for count in counts)
        for name in ("runs", "faults", "acknowledged", "lost", "crashes")
    )
    rows.append(("**all**", "", *(f"**{number:,}**" for number in sums)))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(count: Count) -> tuple[str, ...]:
    if count.not_run:
        return count.discipline, f"{count.kind} (not run: {count.not_run})", *("–" for _ in HEADINGS[2:])
    numbers = (count.runs, count.faults, count.acknowledged, count.lost, count.crashes)
    return count.discipline, count.kind, *(f"{number:,}" for number in numbers)
