"""`python -m tests.fuzzing --seconds 600`: feeds spoilt input to every reader, keeps what breaks one, prints counts."""

import argparse
import sys
from pathlib import Path

from tests.fuzzing.running import ENGINES, Tried, run_all
from tests.fuzzing.targets import TARGETS, named


def main() -> int:
    """Do what the arguments say; 1 when something broke a reader."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="for all of it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", action="append", choices=[target.name for target in TARGETS])
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument(
        "--crashes", type=Path, default=Path("crashes"), help="the folder for what breaks a reader"
    )
    args = parser.parse_args()
    _say("| reader | engine | inputs | refused | crashes |\n|---|---|--:|--:|--:|")
    found = run_all(
        args.seconds,
        args.seed,
        args.crashes,
        targets=[named(name) for name in args.target] if args.target else TARGETS,
        engines=args.engine or ENGINES,
        tell=lambda tried: _say(_line(tried)),
    )
    _say(
        f"| all | | {sum(t.executions for t in found):,} | {sum(t.refusals for t in found):,} | {_crashes(found)} |"
    )
    return 1 if _crashes(found) else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _line(tried: Tried) -> str:
    return (
        f"| {tried.target} | {tried.engine} | {tried.executions:,} | {tried.refusals:,} | {tried.crashes} |"
    )


def _crashes(found: list[Tried]) -> int:
    return sum(tried.crashes for tried in found)


if __name__ == "__main__":
    sys.exit(main())
