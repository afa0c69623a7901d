"""How much work a damaged file may make: it may be a hostile one as well."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from secure_desktop.rescue_errors import TooMuchToRescue
from secure_desktop.storage.schema import LARGEST_FILE

_BETWEEN_TELLING = 64  # pages


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file: bytes of the file and of all rows together, rows, and seconds."""

    size: int = LARGEST_FILE
    rows: int = 500_000
    seconds: float = 60.0


class Budget:
    """What is left of the limits for one reading. `advance` is told how far it is, 0 to 1; what it raises ends it."""

    def __init__(
        self, limits: Limits, advance: Callable[[float], None], seconds: Callable[[], float]
    ) -> None:
        self._limits = limits
        self._advance = advance
        self._seconds = seconds
        self._end = seconds() + limits.seconds
        self._rows = 0
        self._bytes = 0
        self._steps = 0

    def spend_row(self, values: Iterable[object]) -> None:
        """Count a row that is kept.

        Raises:
            TooMuchToRescue: when there are too many, or they are too large.
        """
        self._rows += 1
        self._bytes += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._rows > self._limits.rows or self._bytes > self._limits.size:
            raise TooMuchToRescue

    def step(self, done: float) -> None:
        """Count a page that is looked at; `done` is how far the work is.

        Raises:
            TooMuchToRescue: when it takes too long.
        """
        self._steps += 1
        if self._seconds() > self._end:
            raise TooMuchToRescue
        if self._steps % _BETWEEN_TELLING == 1:
            self._advance(min(done, 1.0))
