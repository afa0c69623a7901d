"""What a child process writes where its parent can read it even when the child dies: counts, and the input at hand."""

import mmap
from pathlib import Path
from types import TracebackType
from typing import Self

LARGEST = 4 * 1024 * 1024  # bytes of an input
_HEAD = 24  # bytes: executions, refusals, the size of the input


class Board:
    """A file that two processes see at the same time."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_HEAD + LARGEST))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _HEAD + LARGEST)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._memory.close()

    @property
    def executions(self) -> int:
        """How many inputs were given to the reader."""
        return self._number(0)

    @property
    def refusals(self) -> int:
        """How many of them it refused."""
        return self._number(8)

    @property
    def input(self) -> bytes:
        """The input that was given last."""
        return self._memory[_HEAD : _HEAD + self._number(16)]

    def begin(self, data: bytes) -> None:
        """Count an input that is about to be read."""
        self._put(16, min(len(data), LARGEST))
        self._memory[_HEAD : _HEAD + min(len(data), LARGEST)] = data[:LARGEST]
        self._put(0, self.executions + 1)

    def count_refusal(self) -> None:
        """Count an input that was refused."""
        self._put(8, self.refusals + 1)

    def _number(self, place: int) -> int:
        return int.from_bytes(self._memory[place : place + 8])

    def _put(self, place: int, number: int) -> None:
        self._memory[place : place + 8] = number.to_bytes(8)
