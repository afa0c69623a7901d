"""One target under one engine in a process of its own: it may die of what it is fed, and its parent knows of what."""

import argparse
import contextlib
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.fuzzing.board import Board

_MOST_MEMORY = 4 * 1024 * 1024 * 1024  # bytes of addresses; what takes more gets a MemoryError


def main() -> None:
    """Do what the parent said."""
    parser = argparse.ArgumentParser()
    for name in ("target", "engine", "board", "crashes"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    args = parser.parse_args()
    _limit_memory()
    with contextlib.ExitStack() as stack:
        _look_on(args, stack)


def _look_on(args: argparse.Namespace, stack: contextlib.ExitStack) -> None:
    from tests.fuzzing import by_atheris, by_hypothesis, corpus
    from tests.fuzzing.oracle import FoundError, feed, sandbox
    from tests.fuzzing.targets import named

    target = named(args.target)
    board = stack.enter_context(Board(Path(args.board)))
    place = stack.enter_context(sandbox())
    work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    for data in corpus.seeds(target.corpus):  # what is imported late is imported now
        with contextlib.suppress(FoundError):
            feed(target.read, data, place)
    go_on = _for(args.seconds)

    def read(data: bytes) -> None:
        board.begin(data)
        if feed(target.read, data, place):
            board.count_refusal()

    def found(data: bytes, problem: FoundError) -> None:
        keep(Path(args.crashes), args.target, data, f"{problem.key}\n\n{problem}")

    if args.engine == "atheris":
        by_atheris.look_on(
            target, start=args.seed, go_on=go_on, read=read, found=found, work=work, end=stack.close
        )
    else:
        by_hypothesis.look_on(target, start=args.seed, go_on=go_on, read=read, found=found)


def keep(folder: Path, target: str, data: bytes, why: str) -> None:
    """Keep an input that broke a reader, and how it did."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{target}-{hashlib.sha256(data).hexdigest()[:10]}"
    (folder / f"{name}.bin").write_bytes(data)
    (folder / f"{name}.txt").write_text(why, encoding="utf-8", errors="backslashreplace")


def _for(seconds: float) -> Callable[[], bool]:
    """Return what tells whether so many seconds have not gone by, from when it is asked first."""
    began: list[float] = []

    def go_on() -> bool:
        if not began:
            began.append(time.monotonic())
        return time.monotonic() < began[0] + seconds

    return go_on


if sys.platform == "win32":

    def _limit_memory() -> None:
        pass

else:
    import resource

    def _limit_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    main()
