"""Draw every page of the window as PNG files: 100 % and 200 % text, light and dark, on the filled sample.

Run by `python packaging/dev.py screenshots FOLDER`, inside the project's environment.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from following_years import following_pages
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from rescue_pages import rescue_pages
from sample_districts import write_districts
from underneath_pages import underneath_pages

from secure_desktop import locations
from secure_desktop.errors import NotADatabase
from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.sample import fill_sample
from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.roles import Role
from secure_desktop.model.sharing import Packing
from secure_desktop.model.sign_off import Wish, attestations
from secure_desktop.shell import help_texts
from secure_desktop.shell.app import Program, application, build
from secure_desktop.shell.backups.restore_page import RestorePage
from secure_desktop.shell.backups.showing import own_backups, show_restore_page
from secure_desktop.shell.compare.compare_page import ComparePage
from secure_desktop.shell.copies.copies_page import CopiesPage
from secure_desktop.shell.drive.drive_page import DrivePage
from secure_desktop.shell.drive.drives import drive_of
from secure_desktop.shell.drive.showing import show_drive_page
from secure_desktop.shell.key_dialog import KeyDialog
from secure_desktop.shell.paper.typing_page import TypingPage
from secure_desktop.shell.rubrics.rubrics_page import RubricsPage
from secure_desktop.shell.settings_dialog import SettingsDialog
from secure_desktop.shell.sharing.share_page import SharePage
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason

SIZE = (1180, 760)
SMALL = (900, 620)


@dataclass(frozen=True)
class Look:
    """One way of looking at every page."""

    theme: str
    text_size: int

    @property
    def suffix(self) -> str:
        """What the file names of this look end in."""
        return f"{self.theme}-{self.text_size}"


REVIEWS = {  # what two reviewers say, of whom the sample knows nothing; a note that is None stays as it is
    "Principal Okafor": (
        ("1S-06", Answer.PARTLY, "No one knows who decides after hours."),
        ("2S-09", Answer.PARTLY, None),
        ("5S-02", Answer.PARTLY, "Half of the schools."),
    ),
    "Sgt. Rivera": (
        ("1S-06", Answer.NOT_IN_PLACE, ""),
        ("2S-09", Answer.NOT_IN_PLACE, None),
    ),
}
WORK = (  # what is answered, and why a backup is taken before
    ("2S-03", Answer.IN_PLACE, Reason.WORKING),
    ("1S-08", Answer.NOT_IN_PLACE, Reason.WORKING),
    ("5S-03", Answer.PARTLY, Reason.BEFORE_COMBINE),
)
LOOKS = tuple(Look(theme, size) for theme in ("light", "dark") for size in (100, 200))


def main() -> int:
    """Draw all pages into the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="dev.py screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ[locations.HOME_VARIABLE] = home
        program = build(application())
        program.window.desk.clock = lambda: datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
        program.window.show()
        for look in LOOKS:
            program.window.preferences.theme.choose(theme=look.theme, text_size=look.text_size)
            for name, page in _pages(program):
                target = folder / f"{name}-{look.suffix}.png"
                page.grab().save(str(target))
                print(target)
        program.window.close()
    return 0


def _pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    window.resize(*SIZE)
    window.show_start()
    yield "start", _settled(window)
    window.show_new()
    yield "new", _settled(window)
    sample = window.desk.make_sample()
    if sample is None:
        raise SystemExit("The sample could not be made.")
    window.open_path(sample)
    yield from _assessment_pages(program)
    yield from _paper_pages(program)
    yield from _share_pages(program)
    yield from _drive_pages(program)
    yield from _restore_pages(program)
    yield from _reviewer_pages(program, sample)
    yield from _signed_pages(program)
    yield from _comparison(program)
    yield from _own_rubrics(program)
    yield from _overview(program)
    yield from following_pages(program, sample, _settled)
    yield from rescue_pages(program, sample, _settled, _wait_while)
    yield from underneath_pages(program, sample, _settled, _wait_while)
    yield from _dialogs(program)
    window.show_start()
    yield "start-recent", _settled(window)
    sample.unlink()  # the next look begins with one that nobody has signed


def _assessment_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    window, page = program.window, program.window.assessment
    if page is None:
        raise SystemExit("The sample could not be opened.")
    page.go_to(Section(Kind.ABOUT))
    yield "about", _settled(window)
    page.go_to_item("2S-03")
    page.session.record_mark("2S-03", marked=not page.session.response("2S-03").marked)
    yield "wizard", _settled(window)
    page.go_to_item("3S-04")
    yield "wizard-not-applicable", _settled(window)
    page.show_only("gaps")
    yield "wizard-gaps", _settled(window)
    window.resize(*SMALL)
    page.items.search.reset()
    page.go_to(Section(Kind.STEP, 2))
    page.go_to_item("2S-03")
    yield "wizard-small", _settled(window)
    window.resize(*SIZE)
    page.go_to(Section(Kind.REVIEW))
    yield "review", _settled(window)
    page.go_to(Section(Kind.SIGN_OFF))
    page.sign_off.open_first_seat()
    yield "sign-off", _settled(window)
    page.go_to(Section(Kind.REPORT))
    yield "report", _settled(window)
    page.export_other()
    yield "report-exports", _settled(window)
    page.notices.banner.show_problem(
        NotADatabase(name="notes.docx", looks_like="a ZIP archive or an Office document")
    )
    yield "banner", _settled(window)
    page.notices.banner.show_saved()


def _paper_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    window.side.show_typing()
    page = window.side.shown
    if not isinstance(page, TypingPage):
        raise SystemExit("Nothing can be typed into the sample.")
    yield "paper", _settled(window)
    page.answer(Answer.PARTLY)
    page.answer(Answer.IN_PLACE)
    yield "paper-entered", _settled(window)
    page.undo()
    page.undo()
    window.side.leave()


def _share_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    window.side.show_share()
    page = window.side.shown
    if not isinstance(page, SharePage):
        raise SystemExit("The sample could not be shared.")
    _wait_while(lambda: "…" in page.contents.total)
    yield "share", _settled(window)
    page.packing.choice.choose(Packing.LOCKED)
    for field in (page.packing.password, page.packing.again):
        field.setText("four words in a row")
    page.prepare()
    _wait_while(lambda: page.is_busy)
    yield "share-complete", _settled(window)
    folder = page.result.target
    if folder is not None:
        shutil.rmtree(folder)
    window.side.leave()


def _drive_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    show_drive_page(window)
    page = window.side.shown
    if not isinstance(page, DrivePage):
        raise SystemExit("The sample could not be copied.")
    _wait_while(lambda: page.is_looking)
    yield "drive", _settled(window)
    folder = Path(tempfile.mkdtemp()) / "KINGSTON"
    folder.mkdir()
    page.choice.choose_folder(drive_of(folder))
    page.copy()
    _wait_while(lambda: page.is_busy)
    yield "drive-copied", _settled(window)
    shutil.rmtree(folder.parent)
    window.side.leave()


def _restore_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Look at what was before some answers, which were backed up one after another."""
    window, page = program.window, program.window.assessment
    if page is None:
        raise SystemExit("The sample could not be opened.")
    clock, at = window.desk.clock, window.desk.clock()
    for item, answer, reason in WORK:
        at += timedelta(minutes=10)
        own_backups().take(page.session.path, reason, partial(_same, at))
        page.session.record_answer(item, answer)
    window.desk.clock = lambda: at + timedelta(minutes=2)
    show_restore_page(window)
    shown = window.side.shown
    if not isinstance(shown, RestorePage):
        raise SystemExit("The backups could not be shown.")
    _wait_while(lambda: shown.is_reading)
    shown.choose(1)
    _wait_while(lambda: shown.is_reading)
    yield "restore", _settled(window)
    window.resize(*SMALL)
    yield "restore-small", _settled(window)
    window.resize(*SIZE)
    window.side.leave()
    window.desk.clock = clock
    for _ in WORK:
        page.session.undo_stack.undo()


def _same(moment: datetime) -> datetime:
    return moment


def _reviewer_pages(program: Program, sample: Path) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    window.side.show_copies()
    page = window.side.shown
    if not isinstance(page, CopiesPage):
        raise SystemExit("No copies could be made of the sample.")
    page.names.field.setPlainText("Principal Okafor\nSgt. Rivera")
    yield "copies", _settled(window)
    page.make.click()
    _wait_while(lambda: page.is_busy)
    yield "copies-made", _settled(window)
    copies = page.made.paths
    for path, (name, answers) in zip(copies, REVIEWS.items(), strict=True):
        with open_file(path) as file:
            for item_id, answer, note in answers:
                file.record_response(item_id, by=name, answer=answer, note=note)
    window.open_path(copies[1])
    yield "reviewer", _settled(window)
    if window.assessment is not None:
        window.assessment.go_to(Section(Kind.RETURN))
    yield "reviewer-return", _settled(window)
    window.open_path(sample)
    window.side.show_combine(copies)
    _wait_while(lambda: window.side.combine is not None and window.side.combine.is_busy)
    yield "combine", _settled(window)
    window.side.leave()
    shutil.rmtree(copies[0].parent)
    window.preferences.forget(str(copies[1]))


def _signed_pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    window, page = program.window, program.window.assessment
    if page is None:
        raise SystemExit("The sample could not be opened.")
    for role, name in (
        (Role.SUPERINTENDENT, "Sample Superintendent"),
        (Role.LAW_ENFORCEMENT, "Sample Sheriff"),
    ):
        statements = attestations(role, has_open_points=True)
        page.session.sign(Wish(role, name, attestations=statements), own_key)
        _wait_while(lambda: page.session.is_busy)
    page.go_to(Section(Kind.SIGN_OFF))
    yield "sign-off-signed", _settled(window)
    page.go_to_item("2S-03")
    yield "wizard-signed", _settled(window)
    page.go_to(Section(Kind.REPORT))
    yield "report-signed", _settled(window)
    window.side.show_check(page.session.path)
    _wait_while(lambda: window.side.check is not None and window.side.check.is_busy)
    yield "check", _settled(window)
    window.side.leave()


def _comparison(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Compare the open assessment with two that are made to be earlier ones."""
    window, page = program.window, program.window.assessment
    if page is None:
        raise SystemExit("The sample could not be opened.")
    earlier = [page.session.path.with_name(f"sample {year}.sqlite") for year in (2024, 2025)]
    for place, path in enumerate(earlier):
        clock = partial(_same, datetime(2024 + place, 9, 12, tzinfo=UTC))
        fill_sample("secure-start", path, window.desk.shelf(), clock=clock)
        with open_file(path, clock=clock) as file:
            assessment = file.assessment()
            file.record_profile(
                replace(assessment.profile, school_year=f"{2024 + place}–{25 + place}"), by=""
            )
            for item in assessment.rubric.items[place :: 3 + 2 * place]:
                answer = assessment.response(item.id).answer
                if answer in (Answer.IN_PLACE, Answer.PARTLY):
                    lower = Answer.PARTLY if answer is Answer.IN_PLACE else Answer.NOT_IN_PLACE
                    file.record_response(item.id, by="", answer=lower)
    window.side.show_comparison(earlier)
    shown = window.side.shown
    if not isinstance(shown, ComparePage):
        raise SystemExit("The comparison could not be shown.")
    _wait_while(lambda: shown.is_busy)
    yield "compare", _settled(window)
    shown.verticalScrollBar().setValue(shown.changes.mapTo(shown, QPoint(0, 0)).y() - 10)
    yield "compare-items", _settled(window)
    window.side.leave()
    for path in earlier:
        path.unlink()


def _own_rubrics(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Check an authored rubric, whole and with faults in it, and take it in."""
    window = program.window
    whole = (locations.rubrics() / "secure-improve.toml").read_text(encoding="utf-8")
    whole = whole.replace('id = "secure-improve"', 'id = "our-own"', 1)
    authored = window.desk.folder() / "our own.toml"
    window.side.show_own_rubrics()
    page = window.side.shown
    if not isinstance(page, RubricsPage):
        raise SystemExit("The rubrics could not be shown.")
    for name, text in (
        ("rubric", whole),
        ("rubric-faulty", whole.replace('tier = "core"', 'tier = "cor"').replace("short =", "shrt =", 3)),
    ):
        authored.write_text(text, encoding="utf-8")
        _wait_while(lambda: page.is_busy)
        page.check(authored)
        _wait_while(lambda: page.is_busy)
        yield name, _settled(window)
    window.side.leave()
    authored.unlink()


def _overview(program: Program) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    folder = window.desk.folder() / "Sample districts"
    if not folder.exists():
        write_districts(folder, window.desk.rubrics(), window.desk.clock())
    if window.side.overview is None:
        window.dialogs.choose_folder = lambda *_: folder  # type: ignore[method-assign]
    window.side.show_overview()
    page = window.side.overview
    if page is None:
        raise SystemExit("The folder overview did not come up.")
    _wait_while(lambda: page.is_busy)
    page.ensureVisible(0, 0)
    yield "overview", _settled(window)
    page.ensureWidgetVisible(page.gaps.table)
    yield "overview-gaps", _settled(window)
    window.resize(*SMALL)
    page.ensureVisible(0, 0)
    yield "overview-small", _settled(window)
    window.resize(*SIZE)
    window.side.leave()


def _wait_while(is_so: Callable[[], bool]) -> None:
    while is_so():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _dialogs(program: Program) -> Iterator[tuple[str, QWidget]]:
    window = program.window
    makers: dict[str, Callable[[], QWidget]] = {
        "settings": lambda: SettingsDialog(window.preferences.settings, window.dialogs.open, window),
        "signing-key": lambda: KeyDialog(own_key().number, window.dialogs, window),
        "keys": lambda: TextDialog("Keyboard map", "", help_texts.keyboard_map(), parent=window),
        "rubrics": lambda: TextDialog("", "", help_texts.about_rubrics(window.desk.rubrics()), parent=window),
        "about-program": lambda: TextDialog("", "", help_texts.about_program(), parent=window),
    }
    for name, make in makers.items():
        dialog = make()
        dialog.show()
        yield f"dialog-{name}", _settled(dialog)
        dialog.close()
        dialog.deleteLater()


def _settled(widget: QWidget) -> QWidget:
    """Let the window finish what it does in small steps, then return what to draw."""
    loop = QEventLoop()
    QTimer.singleShot(250, loop.quit)
    loop.exec()
    QApplication.processEvents()
    return widget


if __name__ == "__main__":
    sys.exit(main())
