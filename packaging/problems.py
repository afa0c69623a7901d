"""How the scripts here tell a person what goes on and what went wrong."""

import sys


class Problem(Exception):  # noqa: N818 - not every problem is an error of ours
    """Something with a name and a remedy: one plain sentence, and one piece of advice."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def say(text: str) -> None:
    """Tell the person something, beside the output that a script may be reading."""
    print(text, file=sys.stderr, flush=True)
