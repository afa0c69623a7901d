"""Earlier assessments as the form for a new one finds them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.errors import KnownProblem
from secure_desktop.settings import Recent
from secure_desktop.shell.earlier.earlier_choice import EarlierFile

if TYPE_CHECKING:
    from secure_desktop.model.assessment import Assessment
    from secure_desktop.shell.main_window import MainWindow


class EarlierFiles:
    """Recent files, a picker and a look into one, for a window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def recent(self) -> Sequence[Recent]:
        """Return the recent files."""
        return self._window.preferences.settings.recent

    def pick(self) -> Path | None:
        """Ask for a file."""
        return self._window.dialogs.choose_assessment(self._window.desk.folder())

    def look_into(self, path: Path) -> EarlierFile | None:
        """Return what a file is; None when nobody would wait for it or, told, when it cannot be read."""
        from secure_desktop.exchange.next_year import demand_whole, rubric_now
        from secure_desktop.shell.waiting import waited
        from secure_desktop.storage.opening import open_file

        def read() -> "Assessment":
            with open_file(path, write=False) as file:
                return demand_whole(file)

        try:
            assessment = waited(read, path, self._window.dialogs, self._window)
        except KnownProblem as problem:
            self._window.tell(problem)
            return None
        if assessment is None:
            return None
        return EarlierFile(path, assessment, rubric_now(self._window.desk.shelf(), assessment.rubric))
