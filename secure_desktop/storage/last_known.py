"""Writing what an open file said last into another one, also when the file itself is gone or overwritten."""

from collections.abc import Callable
from pathlib import Path

from secure_desktop.errors import DamagedFile, FileReplaced, FileUnreadable, NotSaved
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.rebuilding import Kept, rebuild_file


def save_last_known(
    file: AssessmentFile, target: Path, *, by: str, advance: Callable[[float], None] = lambda _: None
) -> bool:
    """Write a copy of what a file says, or said last; return whether it is whole.

    The system keeps a file that was deleted or replaced for those who have it open, so that all of it can be copied.
    When the drive is gone, or the file was overwritten, what is in memory is written: answers, notes, next steps,
    participants, sign-offs and, once it was read, the history; but not the content of attached files.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        FileReplaced, DamagedFile, FileUnreadable, NotSaved: when nothing of it can be had any more.
        KnownProblem: when the copy could not be written.
    """
    try:
        file.save_copy(target, advance=advance)
    except (FileReplaced, DamagedFile, FileUnreadable, NotSaved):
        assessment = file.last_known
        if assessment is None or assessment.revisions:  # what was signed earlier is only in the file
            raise
        rebuild_file(
            target, assessment, Kept(file.memory.entries), source=file.path.name, by=by, clock=file.clock
        )
        return False
    return True
