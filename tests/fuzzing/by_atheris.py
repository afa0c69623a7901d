"""Atheris as the engine: coverage of Python code leads the way; half of the inputs are spoilt by their form."""

import contextlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType

from tests.fuzzing import corpus
from tests.fuzzing.by_hypothesis import Told
from tests.fuzzing.oracle import FoundError
from tests.fuzzing.targets import Target

LOOKED_INTO = (
    "secure_desktop.commands.arguments",
    "secure_desktop.exchange.assessment_from_json",
    "secure_desktop.exchange.drawing",
    "secure_desktop.exchange.form_reading",
    "secure_desktop.exchange.json_reading",
    "secure_desktop.exchange.kept_from_json",
    "secure_desktop.exchange.locked_archive",
    "secure_desktop.exchange.mail_draft",
    "secure_desktop.exchange.pdf_reading",
    "secure_desktop.exchange.pdf_seals",
    "secure_desktop.exchange.seal_envelope",
    "secure_desktop.exchange.svg_path",
    "secure_desktop.exchange.verify_pdf",
    "secure_desktop.files",
    "secure_desktop.library",
    "secure_desktop.model",
    "secure_desktop.settings",
    "secure_desktop.storage.lock_file",
    "secure_desktop.storage.salvage",
    "secure_desktop.storage.snapshot_notes",
    "json",
    "pyhanko.pdf_utils.reader",
    "pyzipper",
    "tomllib",
)
"""The modules, with all below them, that atheris looks into: the readers. All of them take it a minute at every start."""


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

    _look_into(LOOKED_INTO)
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
        "timeout": 3600,  # seconds; whoever reads too long is stopped by the oracle
        "rss_limit_mb": 0,
        "verbosity": 0,
    }
    words = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(["fuzzing", *words, str(work)], reads, custom_mutator=mutate)
    atheris.Fuzz()


def _look_into(names: Sequence[str]) -> None:
    """Let atheris see which way the code of modules takes. Its hook for imports knows whole libraries only."""
    import atheris

    for name, module in list(sys.modules.items()):
        if any(name == each or name.startswith(f"{each}.") for each in names):
            for function in _functions(module):
                with contextlib.suppress(Exception):  # some code it does not understand, and goes without
                    atheris.instrument_func(function)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for found in list(vars(module).values()):
        within = list(vars(found).values()) if isinstance(found, type) else [found]
        for each in within:
            function = getattr(each, "__func__", each)
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                yield function
