from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from secure_desktop.exchange import known_keys
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.shell.check.check_page import CheckPage
from secure_desktop.signing_errors import NotCheckable
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import Signed, create_ready, make_signed
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until

KEY = Qt.Key


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    """An assessment signed on this computer, with its reports."""
    folder = tmp_path / "signed"
    folder.mkdir()
    return make_signed(folder)


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signed:
    """The same, signed on another computer."""
    folder = tmp_path / "received"
    folder.mkdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SECURE_DESKTOP_HOME", str(tmp_path / "other computer"))
        return make_signed(folder)


def page_of(person: Person) -> CheckPage:
    page = person.window.side.check
    assert page is not None
    until(lambda: not page.is_busy, "the verdict")
    person.settles()
    return page


def check(person: Person, path: Path) -> CheckPage:
    person.window.side.show_check(path)
    return page_of(person)


def test_a_report_of_this_computer_is_unaltered(person: Person, dialogs: FakeDialogs, signed: Signed) -> None:
    dialogs.choice = signed.report
    person.clicks(named(person.window.start, QPushButton, "Check a report…"))
    page = page_of(person)

    texts = page.view.texts
    assert page.view.outcome.text() == "✓ Unaltered"
    assert "District superintendent: Sample Person 1" in texts
    assert "✓ Signed revision 1, 23 Nov 2026 12:00" in texts
    assert "✓ This computer’s own key" in texts
    assert "✓ Seal1 is intact" in " ".join(texts)
    assert person.focus is page.choose


def test_one_other_byte_is_noticed_and_said_in_words_sign_and_color(person: Person, signed: Signed) -> None:
    content = bytearray(signed.report.read_bytes())
    content[len(content) // 2] ^= 1
    signed.report.write_bytes(content)
    page = check(person, signed.report)

    assert page.view.outcome.text() == "✕ Altered"
    assert page.view._box._tone == "not-in-place"
    assert "What is wrong" in page.view.texts
    assert not any(button.isVisible() for button in page.view.keys.findChildren(QPushButton))


def test_a_draft_is_not_signed(person: Person, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    write_summary_pdf(summarize(builders.ready(), builders.NOW), draft)

    assert check(person, draft).view.outcome.text() == "– Not signed"


def test_a_key_that_is_new_is_accepted_after_a_phone_call(person: Person, received: Signed) -> None:
    page = check(person, received.report)
    assert page.view.outcome.text() == "◐ Unaltered, but with a new key"
    assert page.view._box._tone == "partly"
    assert any(text.startswith("New here: compare this key’s number by phone") for text in page.view.texts)

    person.clicks(named(page.view, QPushButton, "I compared the number…"))
    person.replaces("Sample Person 1, county")
    person.presses(KEY.Key_Return)
    page = page_of(person)

    assert page.view.outcome.text() == "✓ Unaltered"
    assert "✓ Known before, as the key of Sample Person 1, county" in page.view.texts
    assert [key.name for key in known_keys.load().met.values()] == ["Sample Person 1, county"]


def test_the_keys_of_an_altered_report_are_not_accepted(person: Person, received: Signed) -> None:
    received.report.write_bytes(received.report.read_bytes() + b"\n% one more line\n")
    page = check(person, received.report)

    assert page.view.outcome.text() == "✕ Altered"
    assert not [b for b in page.view.findChildren(QPushButton) if b.isVisible()]


def test_an_assessment_file_is_checked_too(person: Person, signed: Signed) -> None:
    assert check(person, signed.file).view.outcome.text() == "✓ Unaltered"


def test_a_public_summary_names_nobody(person: Person, signed: Signed) -> None:
    page = check(person, signed.public)

    assert page.view.outcome.text() == "✓ Unaltered"
    assert "public summary" in page.view._subject.text()
    assert "Unaltered: every byte of this public summary" in page.view.headline.text()
    assert "Who signed" not in page.view.texts


def test_the_open_assessment_is_compared_with_and_shown_again(person: Person, signed: Signed) -> None:
    person.window.open_path(signed.file)
    session = person.page.session
    session.reopen("A new MOU")
    session.record_note("1S-01", "Another note", burst=1)
    person.page.go_to(Section(Kind.REPORT))
    page = check(person, signed.report)

    assert "1.1 Subject 1 of step 1 differs" in page.view.texts
    assert not person.window.actions_by_name["answer_1"].isEnabled()
    person.clicks(named(page, QPushButton, "Back"))
    assert person.window.side.check is None
    assert person.page.isVisible()
    assert person.is_at(Kind.REPORT)


def test_any_assessment_file_can_be_compared_with(
    person: Person, dialogs: FakeDialogs, signed: Signed, tmp_path: Path
) -> None:
    page = check(person, signed.report)
    dialogs.choice = signed.file
    person.clicks(page.compare)
    assert "✓ It says the same." in page_of(person).view.texts

    dialogs.choice = tmp_path / "other.sqlite"
    create_ready(dialogs.choice)
    person.clicks(page.compare)
    assert page_of(person)._at_hand == dialogs.choice
    assert "Compared with the assessment at hand" not in page.view.texts


def test_what_cannot_be_checked_is_told(person: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear board", encoding="utf-8")
    page = check(person, letter)

    assert [type(problem) for problem in dialogs.told] == [NotCheckable]
    assert not page.view.isVisible()
    assert person.focus is page.choose


def test_a_report_dropped_on_the_window_is_checked(person: Person, signed: Signed) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(signed.report))])
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(QPoint(300, 300)), Qt.DropAction.CopyAction, data, left, no_key)
    person.window.dropEvent(event)
    until(lambda: person.window.side.check is not None)

    assert page_of(person).view.outcome.text() == "✓ Unaltered"


def test_opening_a_file_leaves_the_check(person: Person, dialogs: FakeDialogs, signed: Signed) -> None:
    person.window.open_path(signed.file)
    check(person, signed.report)
    dialogs.choice = signed.file
    person.presses(KEY.Key_O, CTRL)

    assert person.window.side.check is None
    assert person.page.isVisible()


def test_closing_the_window_while_a_check_is_under_way_does_no_harm(person: Person, signed: Signed) -> None:
    person.window.open_path(signed.file)
    person.window.side.show_check(signed.report)
    person.window.close()

    with open_file(signed.file) as file:
        assert file.assessment().is_locked
