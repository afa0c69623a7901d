"""What becomes of files that are dropped on the window: opened, checked, or combined with the open assessment."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from secure_desktop.errors import KnownProblem
from secure_desktop.shell.tasks import Task

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow

_COMBINE, _OPEN = 0, 1  # the places of the buttons


def local_files(urls: Sequence[QUrl]) -> tuple[Path, ...]:
    """Return the files that dropped addresses lead to; none when one of them leads elsewhere."""
    if not all(url.isLocalFile() for url in urls):
        return ()
    return tuple(Path(url.toLocalFile()) for url in urls)


class Drops(QObject):
    """Decides by what is open. Copies of the open assessment are not opened in its place without a question."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def take(self, paths: Sequence[Path]) -> None:
        """Do with dropped files what most people want."""
        window, page = self._window, self._window.assessment
        combining = window.side.combine
        if combining is not None and not combining.lets_undo:
            combining.add(paths)
        elif len(paths) > 1:
            self._take_several(paths)
        elif paths[0].suffix.lower() == ".pdf":
            window.side.show_check(paths[0])
        elif page is None or page.session.reviewer is not None or page.session.is_at(paths[0]):
            window.open_path(paths[0])
        else:
            self._look_at(paths[0], page.session.assessment.id)

    def _take_several(self, paths: Sequence[Path]) -> None:
        page = self._window.assessment
        if page is not None and page.session.reviewer is None:
            self._window.side.show_combine(paths)
            return
        self._window.dialogs.inform(
            self.tr("{0} files were dropped at once.").format(len(paths)),
            self.tr(
                "To combine reviewers’ files, open the assessment that they were made from, and drop them again."
            ),
        )

    def _look_at(self, path: Path, assessment_id: str) -> None:
        """Find out on another thread whether a file is a copy of the open assessment."""
        task = Task(functools.partial(_is_copy, path, assessment_id), self)
        task.done.connect(lambda is_copy: self._open_or_combine(path, is_copy=is_copy))
        task.failed.connect(self._window.desk.take_fault)
        task.start()

    def _open_or_combine(self, path: Path, *, is_copy: bool) -> None:
        wish: int | None = _OPEN
        if is_copy:
            wish = self._window.dialogs.ask_which(
                self.tr("“{0}” is a copy of the assessment that is open.").format(path.name),
                self.tr("Combining shows what differs before anything is written."),
                (self.tr("Combine it with the open one"), self.tr("Open it instead")),
            )
        if wish == _COMBINE:
            self._window.side.show_combine([path])
        elif wish == _OPEN:
            self._window.open_path(path)


def _is_copy(path: Path, assessment_id: str) -> bool:
    """Return whether a file is a copy of this assessment; what cannot be read is not, and opening it says why."""
    from secure_desktop.storage.opening import open_file

    try:
        with open_file(path, write=False) as file:
            return file.assessment().id == assessment_id
    except KnownProblem:
        return False
