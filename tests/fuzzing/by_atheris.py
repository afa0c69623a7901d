"""Atheris as the engine: coverage of our own Python code leads the way; each half of the inputs is spoilt by form."""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzzing import corpus
from tests.fuzzing.by_hypothesis import Told
from tests.fuzzing.oracle import FoundError
from tests.fuzzing.targets import named

_INSTRUMENTED = ["secure_desktop", "tomllib", "json", "pyhanko.pdf_utils", "pyzipper", "email"]


def is_here() -> bool:
    """Return whether atheris is installed; it is built for Linux only."""
    try:
        import atheris  # noqa: F401
    except ImportError:
        return False
    return True


def look_on(
    name: str,
    *,
    start: int,
    go_on: Callable[[], bool],
    read: Callable[[bytes], None],
    found: Told,
    work: Path,
) -> None:
    """Give inputs to `read` as long as it may go on. It never returns: the engine ends the process.

    `work` is a folder for the inputs that led further.
    """
    import atheris

    target = named(name)
    seeds = corpus.seeds(target.corpus)
    known: set[str] = set()
    for number, data in enumerate(seeds):
        (work / f"seed-{number}").write_bytes(data)

    def reads(data: bytes) -> None:
        if not go_on():
            sys.exit(0)
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
    arguments = [
        sys.argv[0],
        f"-seed={start % 2**31 or 1}",
        f"-max_len={longest}",
        "-timeout=0",
        "-rss_limit_mb=0",
    ]
    atheris.Setup(
        [*arguments, "-print_final_stats=0", "-verbosity=0", str(work)], reads, custom_mutator=mutate
    )
    atheris.Fuzz()


def instrumented() -> None:
    """Let atheris see into the modules that are imported from now on."""
    import atheris

    atheris.instrument_imports(include=_INSTRUMENTED).__enter__()
