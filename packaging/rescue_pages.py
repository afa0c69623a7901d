"""The page that rescues a damaged file, with something to check, something lost and something that is sure."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from secure_desktop.exchange.sample import fill_sample
from secure_desktop.shell.app import Program
from secure_desktop.shell.rescue.rescue_page import RescuePage

_PAGE = 4096
_INDEX, _TABLE = 0x0A, 0x0D  # what the pages of the answers and of the history begin with


def rescue_pages(
    program: Program,
    sample: Path,
    settled: Callable[[QWidget], QWidget],
    wait_while: Callable[[Callable[[], bool]], None],
) -> Iterator[tuple[str, QWidget]]:
    """Show what is left of a file of which some pages were overwritten."""
    window = program.window
    damaged = sample.with_name("River School District.sqlite")
    fill_sample("secure-start", damaged, window.desk.shelf(), clock=window.desk.clock)
    damaged.write_bytes(_damaged(damaged.read_bytes()))
    window.side.show_rescue(damaged)
    page = window.side.shown
    if not isinstance(page, RescuePage):
        raise SystemExit("The page that rescues did not come up.")
    wait_while(lambda: page.is_busy)
    settled(window)  # the table grows once it is shown
    yield "rescue", settled(window)
    page.ensureWidgetVisible(page.items.table)
    page.verticalScrollBar().setValue(page.items.y())
    yield "rescue-items", settled(window)
    window.side.leave()
    damaged.unlink()


def _damaged(good: bytes) -> bytes:
    """Return a file without the pages that hold some of the answers and the end of the history."""
    pages = [good[at : at + _PAGE] for at in range(0, len(good), _PAGE)]
    answers = next(
        place
        for place, page in enumerate(pages)
        if page[0] == _INDEX and b"4S-0" in page and b"in-place" in page
    )
    history = max(place for place, page in enumerate(pages) if page[0] == _TABLE and b"next_step" in page)
    for place in (answers, history):
        pages[place] = bytes(_PAGE)
    return b"".join(pages)
