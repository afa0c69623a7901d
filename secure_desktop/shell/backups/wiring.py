"""The backups of an open assessment, connected with its page and the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.shell.backups.taking import Taking
from secure_desktop.storage.snapshots import Snapshots

if TYPE_CHECKING:
    from secure_desktop.shell.assessment_page import AssessmentPage
    from secure_desktop.shell.main_window import MainWindow


def wire(page: "AssessmentPage", window: "MainWindow") -> Taking:
    """Back up what is recorded on a page; the first time once it is shown, and can be written."""
    taking = Taking(page.session, Snapshots(locations.backups_folder()), window.desk.clock, page)
    notice = page.notices.backups

    def tell(problem: KnownProblem) -> None:
        if window.assessment is page:
            notice.show_problem(problem)
        else:  # it is being left
            window.tell(problem)

    notice.advice_requested.connect(window.tell)
    taking.failed.connect(tell)
    taking.recovered.connect(notice.go)
    taking.crashed.connect(window.desk.take_fault)
    page.watch.took_over.connect(lambda _: taking.take_first())
    QTimer.singleShot(0, taking, taking.take_first)
    return taking
