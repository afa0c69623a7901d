"""How far a long command is, on a terminal; a file or another program that reads along gets nothing of it."""

import contextlib
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from secure_desktop.exchange.overview_reading import OverviewProgress

_EVERY = 25  # files


class Meter:
    """One line on standard error that is written over, and gone in the end."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.show_line("")

    def show(self, progress: "OverviewProgress") -> bool:
        """Show how far a reading is; return true, for it is to go on."""
        if not progress.total:
            self.show_line(f"Looking for files: {progress.found}")
        elif progress.read % _EVERY == 0:
            self.show_line(f"Reading: {progress.read} of {progress.total}")
        return True

    def show_line(self, line: str) -> None:
        """Show a line in place of the one before; "" takes that away."""
        if not self._is_seen or not (line or self._width):
            return
        with contextlib.suppress(OSError):
            sys.stderr.write(f"\r{line.ljust(self._width)}{'' if line else chr(13)}")
            sys.stderr.flush()
        self._width = len(line)
