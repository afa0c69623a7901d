"""What became of one kind of work that was killed, and how a process of its own finds that out."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.torture.committed import NotWholeError
from tests.torture.counts import Count

ROOT = Path(__file__).parents[2]


class LostError(Exception):
    """Something is not there that was reported, or something is there by half; the message says what."""


@dataclass(slots=True)
class Outcome:
    """What became of one kind of work.

    `in_the_middle` counts the kills that left a change half done on the disk, for the next opening to take back, and
    `untold` those after which a change was there that had not been reported yet.
    """

    runs: int = 0
    kills: int = 0
    acknowledged: int = 0
    in_the_middle: int = 0
    untold: int = 0
    lost: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self, where: str) -> Iterator[None]:
        """Take down what goes wrong in the block, and where."""
        try:
            yield
        except (LostError, NotWholeError) as fault:
            self.lost.append(f"{where}: {fault}")
        except Exception as fault:  # noqa: BLE001 - a traceback instead of a sentence is what is looked for
            self.crashes.append(f"{where}: {fault!r}")

    @property
    def findings(self) -> list[str]:
        """All that went wrong."""
        return [*self.lost, *self.crashes]

    def as_count(self, discipline: str, kind: str, command: str) -> Count:
        """Return it as a row of the table; `command` repeats it."""
        return Count(
            discipline,
            kind,
            runs=self.runs,
            faults=self.kills,
            acknowledged=self.acknowledged,
            lost=len(self.lost),
            crashes=len(self.crashes),
            findings=tuple(f"{finding}; repeat with: python -m {command}" for finding in self.findings),
        )

    def tell(self) -> None:
        """Print it for the process that waits for it."""
        sys.stdout.write(json.dumps(asdict(self)) + "\n")


def found_by(module: str, kind: str, *numbers: int) -> Outcome:
    """Return the outcome that a module finds in a process that has nothing else to do, and so may fork.

    Raises:
        RuntimeError: when the module itself fails.
    """
    command = [sys.executable, "-m", module, kind, *map(str, numbers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{kind}: {done.stderr}")
    return Outcome(**json.loads(done.stdout.splitlines()[-1]))
