"""Sharing by e-mail from the window."""

import email
import errno
import threading
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget

from secure_desktop.errors import DiskFull, TargetUnwritable
from secure_desktop.exchange import locked_archive
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.shell.sharing.share_page import SharePage
from secure_desktop.storage.opening import open_file
from tests.exchange.trust import create_ready
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.shell.signing import sign

SHIFT = Qt.KeyboardModifier.ShiftModifier
PASSWORD = "four words in a row"


@pytest.fixture
def sharer(reader: Person) -> Person:
    """Somebody with the filled sample open, before the page that shares it."""
    reader.presses(Qt.Key.Key_E, CTRL | SHIFT)
    reader.settles()
    return reader


def page_of(person: Person) -> SharePage:
    page = person.window.side.shown
    assert isinstance(page, SharePage)
    return page


def prepares(person: Person) -> SharePage:
    page = page_of(person)
    person.clicks(page.make)
    until(lambda: not page.is_busy)
    person.settles()
    return page


def chooses(person: Person, text: str) -> None:
    person.clicks(named(page_of(person), QRadioButton, text))


def folder_of(page: SharePage) -> Path:
    assert page.result.target is not None
    return page.result.target


def goes_to(person: Person, widget: QWidget) -> None:
    for _ in range(40):
        if person.focus is widget:
            return
        person.presses(Qt.Key.Key_Tab)
    raise AssertionError(widget)


def lies_alone(sample: Path) -> bool:
    return {path.name for path in sample.parent.iterdir()} == {sample.name, f".{sample.name}.lock"}


def mail_of(folder: Path) -> EmailMessage:
    message = email.message_from_bytes((folder / "e-mail draft.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_report_page_leads_there_and_back_leads_home(reader: Person) -> None:
    reader.page.go_to(Section(Kind.REPORT))
    reader.settles()
    reader.clicks(reader.page.report.sharing.button)

    page = page_of(reader)
    assert page.isVisible()
    reader.clicks(page.back)

    assert reader.window.side.shown is None
    assert reader.is_at(Kind.REPORT)


def test_a_folder_is_made_beside_the_file_by_keyboard_alone(
    sharer: Person, dialogs: FakeDialogs, sample: Path
) -> None:
    page = page_of(sharer)
    goes_to(sharer, page.mail.to)
    sharer.types("sheriff@county.example.gov")
    sharer.presses(Qt.Key.Key_Tab)
    sharer.replaces("Our checklist")
    goes_to(sharer, page.make)
    sharer.presses(Qt.Key.Key_Return)
    until(lambda: not page.is_busy)

    folder = folder_of(page)
    assert folder.parent == sample.parent
    assert sorted(path.suffix for path in folder.iterdir()) == [".eml", ".pdf", ".sqlite", ".txt"]
    assert mail_of(folder)["To"] == "sheriff@county.example.gov"
    assert mail_of(folder)["Subject"] == "Our checklist"
    assert dialogs.told == []
    assert sharer.focus is page.result.mail


def test_there_is_more_than_one_way_on_from_the_folder(sharer: Person, dialogs: FakeDialogs) -> None:
    page = prepares(sharer)
    sharer.presses(Qt.Key.Key_Return)
    sharer.clicks(page.result.folder)
    sharer.clicks(page.result.copy)

    folder = folder_of(page)
    assert dialogs.opened == [folder / "e-mail draft.eml", folder]
    assert QGuiApplication.clipboard().text() == (folder / "cover.txt").read_text(encoding="utf-8")


def test_another_folder_is_made_beside_the_first(sharer: Person) -> None:
    first = folder_of(prepares(sharer))
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    second = folder_of(prepares(sharer))

    assert second.name == f"{first.name} 2"
    assert {path.name: path.read_bytes() for path in first.iterdir()} == before


def test_another_place_can_be_chosen(sharer: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialogs.choice = stick
    sharer.clicks(page_of(sharer).choose)

    assert folder_of(prepares(sharer)).parent == stick


def test_sizes_are_shown_before_anything_is_made(sharer: Person, sample: Path) -> None:
    page = page_of(sharer)
    until(lambda: "• PDF summary: about " in page.contents.text)

    assert "• Copy of the assessment: about 168 KB" in page.contents.text
    assert not page.contents.warns
    assert lies_alone(sample)
    made = prepares(sharer).result
    assert made.target is not None
    shown = float(page.contents.total.split()[-2])
    assert shown == pytest.approx((made.target / "e-mail draft.eml").stat().st_size / 1024, rel=0.03)


def test_what_is_private_is_said_and_the_public_summary_leaves_it_out(sharer: Person) -> None:
    page = page_of(sharer)
    lines = {
        "• The names of 15 people: the team, owners, signers, and who entered something",
        "• 24 notes",
        "• 2 reasons why items do not apply",
        "• 6 pieces of evidence, 2 of them attached as files",
        "• The history: 108 changes, by whom and when, also of what was deleted since",
    }
    until(lambda: lines <= set(page.contents.text.splitlines()))

    chooses(sharer, "The public summary only")
    assert "notes" not in page.contents.text.replace("notes, reasons, evidence and history are left out", "")
    folder = folder_of(prepares(sharer))
    assert sorted(path.suffix for path in folder.iterdir()) == [".eml", ".pdf", ".txt"]
    assert folder.name.endswith("public")


def test_a_text_that_seems_to_name_a_student_is_shown_and_one_click_away(reader: Person) -> None:
    reader.page.session.record_note("2S-03", "Student ID 1234567 was late.", burst=1)
    reader.presses(Qt.Key.Key_E, CTRL | SHIFT)
    page = page_of(reader)
    until(lambda: "1 item has a text that looks as if it names a student." in page.contents.text)

    reader.clicks(page.contents.stops[0])

    assert reader.window.side.shown is None
    assert reader.item == "2S-03"


def test_what_was_typed_a_moment_ago_is_in_the_copy(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_F2)
    reviewer.types("typed a moment ago")
    reviewer.presses(Qt.Key.Key_E, CTRL | SHIFT)
    folder = folder_of(prepares(reviewer))

    with open_file(folder / "river.sqlite", write=False) as copy:
        assert copy.assessment().response("1S-01").note == "typed a moment ago"


def test_an_address_that_is_none_is_said_beside_the_field(sharer: Person, sample: Path) -> None:
    page = page_of(sharer)
    page.mail.to.setFocus()
    sharer.types("ann@x.example, bob")
    sharer.clicks(page.make)

    assert "“bob” is not an e-mail address, so nothing was prepared." in page.mail.problem
    assert sharer.focus is page.mail.to
    assert lies_alone(sample)
    sharer.replaces("bob@x.example")
    assert page.mail.problem == ""


def types_passwords(person: Person, first: str, second: str) -> SharePage:
    chooses(person, "In a zip with a password")
    page = page_of(person)
    for field, text in ((page.packing.password, first), (page.packing.again, second)):
        field.setFocus()
        person.replaces(text)
    person.clicks(page.make)
    return page


def test_a_locked_zip_opens_with_the_password_that_was_typed_twice(sharer: Person) -> None:
    page = types_passwords(sharer, PASSWORD, PASSWORD)
    until(lambda: not page.is_busy)
    (archive,) = folder_of(page).glob("*.zip")

    with pyzipper.AESZipFile(archive) as opened:
        opened.setpassword(PASSWORD.encode())
        assert opened.testzip() is None
        assert len(opened.namelist()) == 2
    assert named(page, QPushButton, "Open in mail program").hasFocus()


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (PASSWORD, "four words in a roW", "The two passwords are not the same, so nothing was prepared."),
        ("short", "short", "The password has fewer than 12 characters"),
        ("", "", "There is no password to lock the zip with"),
        ("contraseña segura", "contraseña segura", "The password has signs that not every program"),
    ],
)
def test_a_password_that_is_no_good_is_said_and_nothing_made(
    sharer: Person, sample: Path, first: str, second: str, sentence: str
) -> None:
    page = types_passwords(sharer, first, second)

    assert sentence in page.packing.problem
    assert not page.is_busy
    assert lies_alone(sample)


def test_a_password_is_shown_only_when_somebody_wants_it(sharer: Person) -> None:
    chooses(sharer, "In a zip with a password")
    page = page_of(sharer)
    assert page.packing.password.echoMode() is page.packing.password.EchoMode.Password

    sharer.clicks(page.packing.shown.box)

    assert page.packing.password.echoMode() is page.packing.password.EchoMode.Normal


@pytest.fixture
def zip_may_go_on(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until it is set, no file goes into a zip."""
    may_go_on = threading.Event()
    write = locked_archive.write_archive

    def wait_and_write(*arguments: object, **further: object) -> None:
        assert may_go_on.wait(20)
        write(*arguments, **further)  # type: ignore[arg-type]

    monkeypatch.setattr("secure_desktop.exchange.share.write_archive", wait_and_write)
    return may_go_on


def test_cancel_leaves_nothing_and_says_nothing(
    sharer: Person, dialogs: FakeDialogs, sample: Path, zip_may_go_on: threading.Event
) -> None:
    page = page_of(sharer)
    chooses(sharer, "In one zip")
    sharer.clicks(page.make)
    assert page.cancel.hasFocus()
    assert not page.make.isEnabled()

    sharer.presses(Qt.Key.Key_Return)
    zip_may_go_on.set()
    until(lambda: not page.is_busy)

    assert lies_alone(sample)
    assert dialogs.told == []
    assert page.result.target is None
    assert page.make.hasFocus()
    assert folder_of(prepares(sharer)).exists()


def test_leaving_the_page_stops_the_work(
    sharer: Person, dialogs: FakeDialogs, sample: Path, zip_may_go_on: threading.Event
) -> None:
    chooses(sharer, "In one zip")
    sharer.clicks(page_of(sharer).make)
    sharer.window.side.leave()
    zip_may_go_on.set()
    until(lambda: not sharer.page.session.is_busy)
    sharer.settles()

    assert lies_alone(sample)
    assert dialogs.told == []


def test_a_full_disk_is_told_and_leaves_nothing(
    sharer: Person, dialogs: FakeDialogs, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("secure_desktop.exchange.share.write_draft", fill)
    page = prepares(sharer)

    assert [type(problem) for problem in dialogs.told] == [DiskFull]
    assert lies_alone(sample)
    assert page.result.target is None


def test_a_place_that_cannot_be_written_is_told_and_another_one_works(
    sharer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    gone = tmp_path / "stick"
    dialogs.choice = gone
    sharer.clicks(page_of(sharer).choose)
    page = prepares(sharer)
    assert [type(problem) for problem in dialogs.told] == [TargetUnwritable]
    assert page.result.target is None

    gone.mkdir()
    assert folder_of(prepares(sharer)).parent == gone


def test_a_mail_past_the_limit_is_warned_of(reader: Person) -> None:
    preferences = reader.window.preferences
    preferences._keep(preferences.settings._replace(mail_limit_mb=1))
    big = reader.page.session.path.with_name("scan.pdf")
    big.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 3000)
    reader.page.session.attach("1S-01", big)
    until(lambda: not reader.page.session.is_busy)
    reader.presses(Qt.Key.Key_E, CTRL | SHIFT)
    page = page_of(reader)
    until(lambda: "about" in page.contents.total)

    assert page.contents.warns
    reader.settles()
    assert "Many mail systems refuse more than 1 MB" in page.contents.text
    chooses(reader, "The public summary only")
    until(lambda: "about" in page.contents.total)
    assert not page.contents.warns


def test_a_signed_assessment_goes_out_with_a_sealed_pdf(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "files" / "river.sqlite"
    path.parent.mkdir()
    person.window.open_path(create_ready(path))
    person.settles()
    sign(person, "Sample Person 1")
    person.presses(Qt.Key.Key_E, CTRL | SHIFT)
    assert page_of(person).key.isVisible()
    folder = folder_of(prepares(person))
    (pdf,) = folder.glob("*.pdf")

    assert verify(pdf).state is State.UNALTERED
    assert verify(folder / "river.sqlite").state is State.UNALTERED


def test_a_file_that_can_only_be_read_can_be_shared(person: Person, sample: Path) -> None:
    with open_file(sample):
        person.window.open_path(sample)
        person.settles()
        person.presses(Qt.Key.Key_E, CTRL | SHIFT)

        assert folder_of(prepares(person)).exists()


def test_a_window_that_is_minimized_goes_on_with_the_folder(sharer: Person) -> None:
    page = page_of(sharer)

    page.prepare()
    sharer.window.showMinimized()
    until(lambda: not page.is_busy)
    sharer.window.showNormal()

    assert page.result.target is not None
