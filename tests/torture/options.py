"""What a long run is asked for."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How much is to be tried. Every discipline is a module with `run(options)`, which returns or yields counts.

    `runs` are processes killed for each kind of work, `power_states` the states of the disk after a power cut for each
    kind of work, `fuzz_seconds` how long broken inputs are invented in all. What `seed` leads to can be had again.
    """

    runs: int = 500
    power_states: int = 1000
    fuzz_seconds: int = 600
    seed: int = 1

    @staticmethod
    def say(text: str) -> None:
        """Tell how far the work is, beside the table that a script may be reading."""
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
