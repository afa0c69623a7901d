"""The work behind the page, done on other threads: drafting the copy, carrying it over, and reading it back."""

from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.file_names import free_name
from secure_desktop.shell.drive.drives import Drive
from secure_desktop.shell.progress import Progress

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile
    from secure_desktop.storage.drive_copy import Draft, DriveCopy
    from secure_desktop.storage.times import Clock


def draft_open_file(progress: Progress, file: "AssessmentFile") -> "Draft":
    """Draft a copy of a file that is open. Raises as `Draft` does."""
    from secure_desktop.storage.drive_copy import Draft

    return Draft(file, advance=progress.step)


def draft_file(path: Path, progress: Progress) -> "Draft":
    """Draft a copy of a file that is not open here. Raises as `Draft` and `open_file` do."""
    from secure_desktop.storage.opening import open_file

    with open_file(path, write=False) as file:
        return draft_open_file(progress, file)


def carry_over(draft: "Draft", drive: Drive, progress: Progress, clock: "Clock") -> "DriveCopy":
    """Write a draft under a free name to a drive, and remember when. Raises as `carry` does."""
    from secure_desktop.storage.drive_copy import carry, name_on_drive
    from secure_desktop.storage.last_copies import remember_copy

    with draft:
        target = free_name(drive.folder / name_on_drive(draft.source))
        copy = carry(draft, target, device=drive.device, clock=clock, advance=progress.step)
    if copy.is_on_other_drive:
        remember_copy(copy.assessment_id, copy.read_back_at)
    return copy
