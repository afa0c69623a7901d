"""Every page of the window, one after the other."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from secure_desktop import locations
from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section, sections
from secure_desktop.model.sharing import Packing
from secure_desktop.shell.backups.restore_page import RestorePage
from secure_desktop.shell.backups.showing import show_restore_page
from secure_desktop.shell.compare.compare_page import ComparePage
from secure_desktop.shell.drive.drive_page import DrivePage
from secure_desktop.shell.drive.drives import drive_of
from secure_desktop.shell.drive.showing import show_drive_page
from secure_desktop.shell.paper.typing_page import TypingPage
from secure_desktop.shell.rubrics.rubrics_page import RubricsPage
from secure_desktop.shell.sharing.share_page import SharePage
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.snapshots import Reason, Snapshots
from tests import builders
from tests.library.authored import RUBRIC, written
from tests.shell.person import CTRL, Person, named, until


def walk(person: Person, path: Path) -> Iterator[str]:
    """Go through all pages with an assessment file; yield the name of each when it is shown."""
    yield "start"
    person.presses(Qt.Key.Key_N, CTRL)
    person.clicks(named(person.window, QPushButton, "Add a person"))
    person.settles()
    yield "new assessment"
    person.window.open_path(path)
    for section in sections(person.page.session.assessment):
        person.page.go_to(section)
        person.settles()
        yield f"{section.kind} {section.step or ''}".strip()
        if section.kind is Kind.SIGN_OFF:
            yield from _signers(person)
    person.page.go_to(Section(Kind.STEP, 1))
    yield from _search(person)
    person.page.items.search.reset()
    yield from _check(person, path)
    yield from _share(person)
    yield from _drive(person, path)
    yield from _restore(person, path)
    yield from _paper(person)
    yield from _compare(person, path)
    yield from _overview(person, path.parent)
    yield from _own_rubrics(person, path)
    person.presses(Qt.Key.Key_W, CTRL)
    until(lambda: all(card.accessibleName() for card in person.window.start._cards.values()))
    person.settles()
    yield "start with recent assessments"


def _signers(person: Person) -> Iterator[str]:
    page = person.page.sign_off
    if page.signers.stops:
        person.clicks(page.signers.stops[0])
        person.settles()
        yield "the form of a signer"


def _check(person: Person, path: Path) -> Iterator[str]:
    person.window.side.show_check(path)
    page = person.window.side.check
    assert page is not None
    until(lambda: not page.is_busy)
    person.settles()
    yield "check"
    person.window.side.leave()


def _overview(person: Person, folder: Path) -> Iterator[str]:
    (folder / "letter.sqlite").write_text("Dear team,")
    person.window.side.show_overview()
    page = person.window.side.overview
    assert page is not None
    person.settles()
    yield "folder overview, empty"
    page.read(folder)
    until(lambda: not page.is_busy)
    page.filters.words.setText(page.table.entries_model.entries[0].profile.district)
    person.settles()
    yield "folder overview"
    page.filters.words.setText("zzzz")
    until(lambda: not page.table.isVisible())
    person.settles()
    yield "folder overview, nothing like that"
    page.filters.clear()
    person.window.side.leave()


def _paper(person: Person) -> Iterator[str]:
    if not person.page.session.is_editable:
        return
    person.window.side.show_typing()
    person.settles()
    yield "type in from paper"
    page = person.window.side.shown
    assert isinstance(page, TypingPage)
    person.presses(Qt.Key.Key_3)
    person.presses(Qt.Key.Key_N)
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_4)
    person.settles()
    yield "type in a reason"
    while page.place:
        person.presses(Qt.Key.Key_Return)
    person.settles()
    yield "type in, at the end"
    person.presses(Qt.Key.Key_Escape)


def _share(person: Person) -> Iterator[str]:
    person.window.side.show_share()
    page = person.window.side.shown
    assert isinstance(page, SharePage)
    until(lambda: "about" in page.contents.total)
    person.settles()
    yield "share"
    page.packing.choice.choose(Packing.LOCKED)
    page.mail.to.setText("nobody")
    page.prepare()
    page.mail.to.clear()
    page.prepare()
    person.settles()
    yield "share with a password"
    page.packing.choice.choose(Packing.ZIP)
    page.prepare()
    until(lambda: not page.is_busy)
    person.settles()
    yield "share, complete"


def _drive(person: Person, path: Path) -> Iterator[str]:
    show_drive_page(person.window)
    page = person.window.side.shown
    assert isinstance(page, DrivePage)
    until(lambda: not page.is_looking)
    person.settles()
    yield "copy to USB stick"
    folder = path.with_name("a folder with a long name, & somewhere else")
    folder.mkdir(exist_ok=True)
    page.choice.choose_folder(drive_of(folder))
    page.copy()
    until(lambda: not page.is_busy)
    person.settles()
    yield "copied to USB stick"
    person.window.side.leave()


def _restore(person: Person, path: Path) -> Iterator[str]:
    Snapshots(locations.backups_folder()).take(path, Reason.BEFORE_COMBINE, lambda: builders.NOW)
    session = person.page.session
    session.record_note(session.rubric.items[0].id, "As it is now.", burst=0)
    show_restore_page(person.window)
    page = person.window.side.shown
    assert isinstance(page, RestorePage)
    until(lambda: not page.is_reading)
    person.settles()
    yield "restore"
    person.window.side.leave()
    if session.is_editable:
        session.undo_stack.undo()


def _compare(person: Person, path: Path) -> Iterator[str]:
    copies = [path.with_name(f"copy {number}.sqlite") for number in (1, 2)]
    for number, copy in enumerate(copies):
        copy.write_bytes(path.read_bytes())
        with open_file(copy) as file:
            items = file.assessment().rubric.items[: 3 + 4 * number]
            for item in items:
                file.record_response(item.id, by="Ann", answer=Answer.PARTLY, note="As of last year.")
    person.window.side.show_comparison(copies)
    page = person.window.side.shown
    assert isinstance(page, ComparePage)
    until(lambda: not page.is_busy)
    person.settles()
    yield "compare"
    person.window.side.leave()


def _own_rubrics(person: Person, path: Path) -> Iterator[str]:
    person.window.side.show_own_rubrics()
    page = person.window.side.shown
    assert isinstance(page, RubricsPage)
    until(lambda: not page.is_busy)
    page.check(written(path.parent, RUBRIC))
    until(lambda: not page.is_busy)
    person.settles()
    yield "own rubrics, one that passed"
    page.card.add.click()
    until(lambda: not page.is_busy)
    person.settles()
    yield "own rubrics, one that was added"
    page.check(written(path.parent, RUBRIC.replace("title", "titel")))
    until(lambda: not page.is_busy)
    person.settles()
    yield "own rubrics, one to mend"
    person.window.side.leave()


def _search(person: Person) -> Iterator[str]:
    person.presses(Qt.Key.Key_F, CTRL)
    person.types("MOU")
    until(lambda: person.page.items._title.text().endswith("found"))
    person.settles()
    yield "search"
    person.types("zzzz")
    until(lambda: person.page.items._title.text().startswith("0"))
    yield "search in vain"
