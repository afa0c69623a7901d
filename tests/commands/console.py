"""The command line as a person meets it: arguments in, exit code and text out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Console:
    """Runs commands in this process."""

    call: Callable[[list[str]], Outcome]

    def run(self, *arguments: str | Path) -> Outcome:
        """Run a command, however it ends."""
        return self.call([str(argument) for argument in arguments])

    def done(self, *arguments: str | Path) -> str:
        """Return what a command printed that had nothing to complain about."""
        outcome = self.run(*arguments)
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.out

    def refused(self, *arguments: str | Path) -> str:
        """Return the sentence and the advice that a command ended with instead of doing anything."""
        outcome = self.run(*arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 2, outcome.err
        return outcome.err
