"""What the window does when the file of the open assessment can be edited, is gone, or comes back."""

from typing import TYPE_CHECKING

from secure_desktop.shell.watching.ways_on import WaysOn
from secure_desktop.storage.lock import Holder

if TYPE_CHECKING:
    from secure_desktop.shell.assessment_page import AssessmentPage
    from secure_desktop.shell.main_window import MainWindow


def wire(page: "AssessmentPage", window: "MainWindow") -> None:
    """Connect what the page's watch finds, and let it look from now on."""
    watch, session, notices = page.watch, page.session, page.notices

    def reason() -> str:
        return window.desk.read_only_reason(session)

    def take_over(before: Holder | None) -> None:
        page.show_access("")
        notices.file.tell_taken_over(before)
        window.menus.refresh()

    ways, banner = WaysOn(page, window), notices.banner
    banner.move_requested.connect(ways.move)
    banner.combining_requested.connect(ways.combine)
    banner.opening_requested.connect(ways.open_what_is_there)
    banner.force_requested.connect(ways.edit_all_the_same)
    watch.took_over.connect(take_over)
    watch.news_came.connect(lambda: page.show_access(reason()))
    watch.troubled.connect(notices.show_trouble)
    watch.relieved.connect(lambda: notices.end_trouble(reason()))
    notices.file.focus_released.connect(page.take_focus)
    notices.file.combining_requested.connect(window.side.show_combine)
    watch.conflicts.found.connect(notices.file.tell_conflict_copies)
    watch.start()
