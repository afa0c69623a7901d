"""Hypothesis as the engine: draws a seed of the corpus and how to spoil it, and makes what it finds small."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzzing import corpus
from tests.fuzzing.oracle import FoundError, Sandbox, feed
from tests.fuzzing.targets import Target

_UNCHANGED = 12  # in how many inputs one stays as it is
_EXAMPLES = 200  # between two looks at the clock, and two seeds
_SETTINGS = settings(
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
)

Told = Callable[[bytes, FoundError], None]
"""Told of an input that breaks a reader, and how."""


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes that are not printed when they break something: some are long."""

    data: bytes

    def __repr__(self) -> str:
        return f"{self.data[:60]!r}, {len(self.data)} bytes"


def inputs(target: Target) -> st.SearchStrategy[Input]:
    """Return a strategy for inputs of a target: seeds of its corpus, spoilt; and now and then just any bytes."""
    seeds = corpus.seeds(target.corpus)

    def spoilt(data: bytes, random: Random) -> Input:
        unchanged = random.randrange(_UNCHANGED) == 0
        return Input(data if unchanged else target.mutate(random, data, seeds))

    drawn = st.builds(spoilt, st.sampled_from(seeds), st.randoms(use_true_random=False))
    return drawn | drawn | drawn | st.binary(max_size=300).map(Input)


def look(target: Target, place: Sandbox, *, examples: int) -> None:
    """Feed a target so many inputs, the same ones each time.

    Raises:
        FoundError: for the smallest input that was found to break it.
    """

    @settings(_SETTINGS, max_examples=examples, derandomize=True)
    @given(inputs(target))
    def reads(given_input: Input) -> None:
        feed(target.read, given_input.data, place)

    reads()


def look_on(
    target: Target, *, start: int, go_on: Callable[[], bool], read: Callable[[bytes], None], found: Told
) -> None:
    """Give inputs to `read` as long as it may go on; what breaks it is told, the smallest input, and does not end it."""
    known: set[str] = set()
    last: list[tuple[bytes, FoundError]] = []

    def reads(given_input: Input) -> None:
        if not go_on():
            return
        try:
            read(given_input.data)
        except FoundError as problem:
            if problem.key in known:
                return
            last.append((given_input.data, problem))
            raise

    run = settings(_SETTINGS, max_examples=_EXAMPLES)(given(inputs(target))(reads))
    number = start
    while go_on():
        last.clear()
        try:
            seed(number)(run)()
        except FoundError:
            pass
        except Exception as fault:
            if not last:
                raise
            last.append((last[-1][0], FoundError(f"{last[-1][1]}\n{fault!r}", last[-1][1].key)))
        if last:
            data, problem = last[-1]
            known.add(problem.key)
            found(data, problem)
        number += 1
