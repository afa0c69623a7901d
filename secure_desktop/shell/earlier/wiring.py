"""What an open assessment's page says of before and after, connected with the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from secure_desktop.shell.assessment_page import AssessmentPage
    from secure_desktop.shell.main_window import MainWindow


def wire(page: "AssessmentPage", window: "MainWindow") -> None:
    """Connect a page, and let it know which checklists are on hand once it is shown."""
    notices, waiting = page.notices.earlier, page.review.waiting
    waiting.waiting_requested.connect(lambda: page.show_only("not-reconfirmed"))
    waiting.removed_requested.connect(window.side.show_removed)
    notices.upgrade_requested.connect(window.side.show_upgrade)
    notices.improve_requested.connect(
        lambda rubric: window.show_new(page.session.path, str(rubric.checklist))
    )
    QTimer.singleShot(0, page, lambda: notices.show_shelf(window.desk.shelf()))
