"""Opening an assessment file for a command. Storage is imported at first need: sqlite_utils takes 80 ms."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.commands.backing_up import back_up_before_update
from secure_desktop.model.assessment import Assessment

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile


def read(path: Path) -> Assessment:
    """Return what a file says; it is only read, also while somebody edits it.

    Raises:
        KnownProblem: when it cannot be opened.
    """
    with to_read(path) as file:
        return file.assessment()


@contextmanager
def to_read(path: Path) -> Iterator["AssessmentFile"]:
    """Hand out a file that is only read. Raises as `read` does."""
    from secure_desktop.storage.opening import open_file  # noqa: PLC0415 - see above

    with open_file(path, write=False) as file:
        yield file


@contextmanager
def to_write(path: Path) -> Iterator["AssessmentFile"]:
    """Hand out a file that can be changed.

    Raises:
        KnownProblem: when it cannot be opened, is read-only or being edited elsewhere.
    """
    from secure_desktop.storage.opening import open_file  # noqa: PLC0415 - see above

    with open_file(path, before_update=back_up_before_update) as file:
        file.demand_writable()
        yield file
