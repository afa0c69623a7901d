"""Leading to the page that goes back to a backup, and carrying that out in the window."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.shell.backups.restore_page import RestorePage
from secure_desktop.shell.problems import problem_texts
from secure_desktop.storage.guarded_file import in_use
from secure_desktop.storage.inspection import real_path
from secure_desktop.storage.restoring import Restored, restore
from secure_desktop.storage.snapshots import Snapshot, Snapshots

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow


def own_backups() -> Snapshots:
    """Return the backups of this person on this computer."""
    return Snapshots(locations.backups_folder())


def has_backups(path: Path) -> bool:
    """Return whether a file that lay at a path was ever backed up. Raises as `Snapshots.of` does."""
    return bool(own_backups().lay_at(_where(path)))


def show_restore_page(window: "MainWindow", path: Path | None = None) -> None:
    """Show the page for a file in whatever state, or for the assessment that is open."""
    session = window.side.session
    if session is not None and (path is None or session.is_at(path)):
        page = RestorePage(
            session, own_backups(), window.preferences.theme, window.dialogs, window.desk.clock
        )
    elif path is not None:
        page = RestorePage(
            _where(path), own_backups(), window.preferences.theme, window.dialogs, window.desk.clock
        )
    else:
        return
    page.restore_requested.connect(functools.partial(_go_back, window, page))
    page.item_requested.connect(functools.partial(_show_item, window, page.path))
    window.side.show(page)
    page.take_focus()


def _where(path: Path) -> Path:
    """Return where a path leads, as backups know it; as it is, when it leads nowhere."""
    try:
        return real_path(path)
    except KnownProblem:
        return path


def _show_item(window: "MainWindow", path: Path, item_id: str) -> None:
    window.open_path(path)
    page = window.assessment
    if page is not None and page.session.is_at(path):
        page.go_to_item(item_id)


def _go_back(window: "MainWindow", page: RestorePage, snapshot: Snapshot) -> None:
    """Close the file, put the backup in its place, and open it again."""
    session = window.side.session
    is_open = session is not None and (session.path == page.path or session.is_at(page.path))
    if is_open and session is not None:
        holder = session.file.holder
        if holder is not None:
            window.tell(in_use(page.path, holder))
            return
        if not window.leave_assessment():
            return
    job = functools.partial(
        restore,
        snapshot,
        page.path,
        own_backups(),
        by=window.preferences.name(),
        clock=window.desk.clock,
    )
    page.work(
        job,
        done=functools.partial(_show_restored, window, snapshot),
        failed=functools.partial(_show_failed, window, page.path if is_open else None),
    )


def _show_restored(window: "MainWindow", snapshot: Snapshot, restored: Restored) -> None:
    window.open_path(restored.path)
    page = window.assessment
    if page is not None and page.session.is_at(restored.path):
        page.notices.restored.tell(_notice(window, snapshot, restored))


def _show_failed(window: "MainWindow", path: Path | None, fault: Exception) -> None:
    window.desk.take_fault(fault)
    if path is not None:
        window.open_path(path)


def _notice(window: "MainWindow", snapshot: Snapshot, restored: Restored) -> str:
    from secure_desktop.shell.moments import to_the_minute

    when = to_the_minute(snapshot.taken_at, window.desk.clock())
    lines = [_tr("✓ This is the backup of {0}.").format(when)]
    if restored.kept is not None:
        kept = _tr("The file as it was before is kept as “{0}”; Restore… (File menu) leads back to it.")
        lines.append(kept.format(restored.kept.name))
    if restored.problem is not None:
        lines.append("⚠ " + " ".join(problem_texts(restored.problem)))
    return " ".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
