"""Atheris as the engine: coverage of Python code leads the way; half of the inputs are spoilt by their form."""

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzzing import corpus
from tests.fuzzing.by_hypothesis import Told
from tests.fuzzing.oracle import FoundError
from tests.fuzzing.targets import Target


def is_here() -> bool:
    """Return whether atheris is installed; it is built for Linux only."""
    return importlib.util.find_spec("atheris") is not None


def look_on(
    target: Target,
    *,
    start: int,
    go_on: Callable[[], bool],
    read: Callable[[bytes], None],
    found: Told,
    work: Path,
    end: Callable[[], object],
) -> None:
    """Give inputs to `read` as long as it may go on; what breaks it is told, and does not end it.

    It never returns: the engine cannot be stopped but with the process. `end` is called before that; `work` is a folder
    for the inputs that led further.
    """
    import atheris

    seeds = corpus.seeds(target.corpus)
    known: set[str] = set()
    for number, data in enumerate(seeds):
        (work / f"seed-{number}").write_bytes(data)

    def reads(data: bytes) -> None:
        if not go_on():
            end()
            os._exit(0)
        try:
            read(data)
        except FoundError as problem:
            if problem.key not in known:
                known.add(problem.key)
                found(data, problem)

    def mutate(data: bytes, largest: int, number: int) -> bytes:
        random = Random(number)
        if random.random() < 0.5:
            return bytes(atheris.Mutate(data, largest))
        return target.mutate(random, data, seeds)[:largest]

    longest = max(4096, *(2 * len(data) for data in seeds))
    options = {
        "seed": start % 2**31 or 1,
        "max_len": longest,
        "timeout": 0,
        "rss_limit_mb": 0,
        "verbosity": 0,
    }
    words = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(["fuzzing", *words, str(work)], reads, custom_mutator=mutate)
    atheris.Fuzz()
