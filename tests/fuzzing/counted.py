"""The long run of the fuzzing for `dev.py torture`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.fuzzing.running import ENGINES, Tried, fits, try_for
from tests.fuzzing.targets import TARGETS, Target
from tests.torture.counts import Count
from tests.torture.options import Options

DISCIPLINE = "hostile input"
_KEPT = "secure-desktop-crashes-"


def run(options: Options) -> Iterator[Count]:
    """Feed spoilt input to every reader, under both engines, for the seconds that are given; yield a count for each.

    `faults` are the inputs that were refused. What breaks a reader stays in a folder that its finding names.
    """
    crashes = Path(tempfile.mkdtemp(prefix=_KEPT))
    weights = sum(target.weight * len(_engines(target)) for target in TARGETS)
    for target in TARGETS:
        share = options.fuzz_seconds * target.weight / weights
        tried = [try_for(share, target, engine, options.seed, crashes) for engine in _engines(target)]
        yield _count(target, tried, crashes)
    if not any(crashes.iterdir()):
        crashes.rmdir()


def _engines(target: Target) -> tuple[str, ...]:
    return tuple(engine for engine in ENGINES if fits(target, engine))


def _count(target: Target, tried: list[Tried], crashes: Path) -> Count:
    return Count(
        discipline=DISCIPLINE,
        kind=target.name,
        runs=sum(each.executions for each in tried),
        faults=sum(each.refusals for each in tried),
        acknowledged=0,
        lost=0,
        crashes=sum(each.crashes for each in tried),
        findings=tuple(str(path) for path in sorted(crashes.glob(f"{target.name}-*.txt"))),
    )
