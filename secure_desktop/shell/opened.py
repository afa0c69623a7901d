"""The page of an assessment that has just been opened, connected with the window."""

from typing import TYPE_CHECKING

from secure_desktop.shell.assessment_page import AssessmentPage
from secure_desktop.shell.backups import wiring as backups
from secure_desktop.shell.earlier import wiring as earlier
from secure_desktop.shell.watching import wiring as watching

if TYPE_CHECKING:
    from secure_desktop.shell.main_window import MainWindow
    from secure_desktop.shell.session import Session


def opened_page(session: "Session", window: "MainWindow") -> AssessmentPage:
    """Return the page for a session, with everything that concerns the window connected."""
    page = AssessmentPage(
        session,
        window.preferences.theme,
        clock=window.desk.clock,
        dialogs=window.dialogs,
        mail_limit=window.preferences.mail_limit,
        read_only_reason=window.desk.read_only_reason(session),
    )
    page.left.connect(window.show_start)
    page.copy_requested.connect(window.save_copy)
    page.share_requested.connect(window.side.show_share)
    page.report.paper.blank_requested.connect(window.actions_by_name["print_blank"].trigger)
    page.report.paper.typing_requested.connect(window.side.show_typing)
    page.section_shown.connect(lambda _: window.menus.refresh())
    page.fault_met.connect(window.desk.take_fault)
    session.changed.connect(lambda _: window.name_window())
    session.changed.connect(lambda _: window.menus.refresh())
    session.undo_stack.indexChanged.connect(lambda _: window.menus.refresh())
    page.notices.restored.focus_released.connect(page.take_focus)
    earlier.wire(page, window)
    watching.wire(page, window)
    backups.wire(page, window)
    return page
