"""A backup before a command does something risky. Storage is imported at first need: sqlite_utils takes 80 ms."""

from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop import locations
from secure_desktop.commands.terminal import tell
from secure_desktop.errors import KnownProblem

if TYPE_CHECKING:
    from secure_desktop.storage.guarded_file import GuardedFile
    from secure_desktop.storage.snapshots import Reason


def back_up(source: "Path | GuardedFile", reason: "Reason") -> None:
    """Back up an assessment file; where that cannot be done, say why on standard error. The command goes on."""
    from secure_desktop.storage.snapshots import Snapshots  # noqa: PLC0415 - see above
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    try:
        Snapshots(locations.backups_folder()).take(source, reason, now)
    except KnownProblem as problem:
        tell(problem)


def back_up_before_update(path: Path) -> None:
    """Back up a file of an older format. Goes on as `back_up` does."""
    from secure_desktop.storage.snapshots import Reason  # noqa: PLC0415 - see above

    back_up(path, Reason.BEFORE_UPDATE)
