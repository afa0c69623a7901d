"""The strips about the file itself: what other programs do to it, who else edits it, and what a crash left."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from secure_desktop.exchange.sample import fill_sample
from secure_desktop.model.assessment import Answer
from secure_desktop.shell.app import Program
from secure_desktop.shell.assessment_page import AssessmentPage
from secure_desktop.shell.watching.file_notices import FileNotices
from secure_desktop.storage.opening import open_file

SMALL = (900, 620)
_COLLEAGUE = """
import sys
from datetime import datetime
from pathlib import Path
from secure_desktop.storage.opening import open_file

with open_file(Path(sys.argv[1]), clock=lambda: datetime.fromisoformat(sys.argv[2])) as file:
    file.record_response("2S-01", by="Ann", note="Seen on the other computer.")
    print("open", flush=True)
    sys.stdin.read()
"""

_Settled = Callable[[QWidget], QWidget]
_Wait = Callable[[Callable[[], bool]], None]


def underneath_pages(
    program: Program, sample: Path, settled: _Settled, wait_while: _Wait
) -> Iterator[tuple[str, QWidget]]:
    """Show what is told of a file that is not alone, each at an item, and once in a small window."""
    window = program.window
    size, folder = window.size(), sample.parent / "shared"
    folder.mkdir()
    path = folder / "River School District.sqlite"
    fill_sample("secure-start", path, window.desk.shelf(), clock=window.desk.clock)
    try:
        with _colleague(path, window.desk.clock()) as colleague:
            page = _opened(program, path)
            yield "file-read-only", settled(window)
            window.resize(*SMALL)
            yield "file-read-only-small", settled(window)
            window.resize(size)
            colleague.communicate()
            _wait_for(page, wait_while, lambda notices: notices.taking_over.text)
            yield "file-taken-over", settled(window)
        window.open_path(sample)
        with _colleague(path, window.desk.clock()) as colleague:
            colleague.kill()
        conflict = folder / "River School District (Ann's conflicted copy 2026-11-25).sqlite"
        _change(path, conflict)
        page = _opened(program, path)
        _wait_for(page, wait_while, lambda notices: notices.conflict.text)
        yield "file-crash-and-conflict", settled(window)
        window.resize(*SMALL)
        yield "file-crash-and-conflict-small", settled(window)
        window.resize(size)
        page.notices.file.hide_interruption.click()
        page.notices.file.put_off.click()
        conflict.unlink()
        yield from _told(program, path, settled, wait_while)
    finally:
        window.open_path(sample)
        window.preferences.forget(str(path))
        shutil.rmtree(folder)


def _told(
    program: Program, path: Path, settled: _Settled, wait_while: _Wait
) -> Iterator[tuple[str, QWidget]]:
    """Show the strip for a file that was renamed, then deleted, then replaced; in the end it is as it was."""
    window, page = program.window, program.window.assessment
    if page is None:
        raise SystemExit("The file is not open.")
    size, ours = window.size(), path.with_name("ours.sqlite")
    for what, name in (("renamed", ours.name), ("gone", ".away")):
        away = path.rename(path.with_name(name))
        _wait_for_banner(page, wait_while, is_told=True)
        yield f"file-{what}", settled(window)
        away.rename(path)
        _wait_for_banner(page, wait_while, is_told=False)
    theirs = path.with_name("theirs.sqlite")
    _change(path, theirs)
    path.rename(ours)
    theirs.rename(path)
    _wait_for_banner(page, wait_while, is_told=True)
    yield "file-replaced", settled(window)
    window.resize(*SMALL)
    yield "file-replaced-small", settled(window)
    window.resize(size)
    ours.replace(path)
    _wait_for_banner(page, wait_while, is_told=False)


def _opened(program: Program, path: Path) -> AssessmentPage:
    program.window.open_path(path)
    page = program.window.assessment
    if page is None:
        raise SystemExit("The file could not be opened.")
    page.go_to_item("2S-03")
    return page


def _change(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with open_file(target) as file:
        file.record_response("2S-01", by="Ann", answer=Answer.NOT_IN_PLACE, note="On the other computer.")


def _wait_for(page: AssessmentPage, wait_while: _Wait, text_of: Callable[[FileNotices], str]) -> None:
    def is_silent() -> bool:
        page.watch.look()
        page.watch.conflicts.look()
        return not text_of(page.notices.file)

    wait_while(is_silent)


def _wait_for_banner(page: AssessmentPage, wait_while: _Wait, *, is_told: bool) -> None:
    def is_otherwise() -> bool:
        page.watch.look()
        return bool(page.notices.banner.text) != is_told

    wait_while(is_otherwise)


@contextlib.contextmanager
def _colleague(path: Path, at: datetime) -> Iterator[subprocess.Popen[str]]:
    """Let another process have a file open, until it is told to close it, or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", _COLLEAGUE, str(path), at.isoformat()],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        if process.stdout is None or process.stdout.readline() != "open\n":
            raise SystemExit("Nobody else could open the file.")
        yield process
        process.kill()
