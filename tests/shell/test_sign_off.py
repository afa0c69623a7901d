import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from secure_desktop.exchange.keys import own_key, set_passphrase
from secure_desktop.model.assessment import Answer
from secure_desktop.model.changes import Changes
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, Signer, attestations
from secure_desktop.model.signed_form import fingerprint, form_from_json
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.pill import Pill
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.signing_errors import ChangedAfterSigning, WrongPassphrase
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import create_ready
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.shell.signing import fill_form, open_form, page_of, sign, sign_by_keyboard, states, waits

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """An assessment that is ready to be signed."""
    path = tmp_path / "files" / "river.sqlite"
    path.parent.mkdir(exist_ok=True)
    return create_ready(path)


@pytest.fixture
def signer(person: Person, ready: Path) -> Person:
    """Somebody with an assessment that is ready to be signed."""
    person.window.open_path(ready)
    person.settles()
    return person


def test_the_sample_is_signed_reported_and_checked_by_keyboard(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    reader.presses(KEY.Key_F, CTRL | SHIFT)
    for name in ("Sample Superintendent", "Sample Sheriff", "Sample Board Chair"):
        sign_by_keyboard(reader, name)
    assert states(reader) == ["signed", "signed", "signed"]

    dialogs.choice = tmp_path / "report.pdf"
    reader.presses(KEY.Key_P, CTRL)
    until(lambda: reader.page.report.task is None)
    assert reader.page.report.state == "✓ Revision 1 is signed by everybody who is expected to."
    assert reader.focus.property("text") == "Open the PDF"

    reader.presses(KEY.Key_K, CTRL)
    check = reader.window.side.check
    assert check is not None
    until(lambda: not check.is_busy)
    assert check.view.outcome.text() == "✓ Unaltered"
    assert dialogs.told == []


def test_a_sign_off_holds_who_signed_what_and_for_whom(signer: Person) -> None:
    entry = sign(signer, "Sample P. Erson")

    assert (entry.role, entry.name, entry.title) == (Role.SUPERINTENDENT, "Sample P. Erson", "Title 1")
    assert entry.organization == "Sample District 12"
    assert entry.attestations == attestations(Role.SUPERINTENDENT, has_open_points=False)
    assert entry.key == own_key().number
    assert page_of(signer)._news.text() == "✓ Sample P. Erson has signed revision 1."
    assert not page_of(signer).form.isVisible()
    assert signer.focus.accessibleName() == "Sample Person 2 signs as Law enforcement"


def test_signing_goes_on_behind_while_the_window_shows_it(signer: Person) -> None:
    form = open_form(signer)
    fill_form(signer, form, "Sample Person 1")
    signer.clicks(form.sign)
    assert signer.page.session.is_busy
    assert form.working.text
    assert signer.page.footer._busy.isVisible()
    assert not form.name.isEnabled()
    waits(signer)

    assert not form.working.text
    assert not signer.page.footer._busy.isVisible()
    assert page_of(signer).isEnabled()


def test_nothing_is_signed_before_every_statement_is_ticked_and_the_name_is_typed(signer: Person) -> None:
    form = open_form(signer)
    signer.clicks(form.sign)
    assert form._missing.text() == "Read each statement and tick it first."
    assert signer.focus is form.statements.stops[0]

    for box in form.statements.stops:
        signer.clicks(box)
    signer.clicks(form.sign)

    assert form._missing.text() == "Type your full name; that is your signature."
    assert signer.focus is form.name
    assert not signer.page.session.is_busy


def test_what_is_unanswered_stops_everybody_and_leads_to_the_item(reviewer: Person) -> None:
    page = page_of(reviewer)
    form = open_form(reviewer)
    fill_form(reviewer, form, "Ann Author")
    reviewer.clicks(form.sign)
    assert form._missing.text() == "Nobody can sign yet: see above what is missing."

    reviewer.clicks(named(page, ItemLink, "5 items are unanswered."))
    assert reviewer.item == "1S-01"


def test_open_points_are_accepted_by_a_statement_of_their_own(reader: Person) -> None:
    form = open_form(reader)

    assert form.statements.sentences[-1] == "I know the points that are listed as open."
    assert named(page_of(reader), ItemLink, "1 gap has no next step.")


def test_another_role_brings_its_own_statements_and_what_was_ticked_stays(signer: Person) -> None:
    form = open_form(signer)
    for box in form.statements.stops:
        signer.clicks(box)
    form._role.setFocus()
    signer.presses(KEY.Key_Down)

    assert form.role is Role.LAW_ENFORCEMENT
    assert form.statements.sentences == attestations(Role.LAW_ENFORCEMENT, has_open_points=False)
    assert form.statements.first_open is form.statements.stops[1]


def test_somebody_else_can_sign_as_well(signer: Person) -> None:
    page = page_of(signer)
    signer.clicks(page.add_signer)
    fill_form(signer, page.form, "Sample Parent")
    signer.clicks(page.form.sign)
    waits(signer)

    assert [entry.role for entry in signer.page.session.assessment.sign_offs] == [Role.OTHER]
    assert states(signer) == ["waiting", "waiting", "signed"]


def test_who_declines_says_why_and_may_sign_later(signer: Person) -> None:
    form = open_form(signer)
    signer.clicks(form.name)
    signer.types("Sample Person 1")
    signer.clicks(form.decline)
    signer.types("The dates are not ours.")
    signer.presses(KEY.Key_Return)
    waits(signer)

    entry = signer.page.session.assessment.sign_offs[-1]
    assert (entry.decision, entry.reason) == (Decision.DECLINED, "The dates are not ours.")
    assert named(page_of(signer), Pill, "✕ Declined 23 Nov 2026")
    assert signer.page.sections.model().index(4, 0).data(Qt.ItemDataRole.UserRole) == "Declined"
    assert sign(signer, "Sample Person 1").decision is Decision.SIGNED
    assert states(signer) == ["signed", "waiting"]


def test_escape_leaves_the_form(signer: Person) -> None:
    form = open_form(signer)
    signer.presses(KEY.Key_Escape)

    assert not form.isVisible()
    assert signer.focus.accessibleName() == "Sample Person 1 signs as District superintendent"


def test_a_signature_drawn_with_the_mouse_is_kept_as_strokes(signer: Person) -> None:
    form = open_form(signer)
    fill_form(signer, form, "Sample Person 1")
    pad = form.drawing.pad
    signer.clicks(pad, QPoint(20, 20))
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    for x in range(35, 130, 5):
        QTest.mouseMove(pad, QPoint(x, 30 + x % 30))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(130, 30))
    signer.clicks(form.sign)
    waits(signer)

    drawing = signer.page.session.assessment.sign_offs[-1].drawing
    assert len(drawing) == 2
    assert len(drawing[1]) > 10
    assert all(0 <= x <= 1000 and 0 <= y <= 300 for stroke in drawing for x, y in stroke)


def test_a_digital_id_signs_instead_of_this_computers_key(
    signer: Person, dialogs: FakeDialogs, pfx: Path
) -> None:
    form = open_form(signer)
    dialogs.choice, dialogs.words = pfx, "wrong"
    signer.clicks(form.key.choose)
    until(lambda: not form.key.is_busy)
    assert [type(problem) for problem in dialogs.told] == [WrongPassphrase]
    assert form.key.text == "This computer’s key"

    dialogs.words = "the right one"
    signer.clicks(form.key.choose)
    until(lambda: not form.key.is_busy)
    assert form.key.text == pfx.name
    fill_form(signer, form, "Sample Person 1")
    signer.clicks(form.sign)
    waits(signer)

    assert signer.page.session.assessment.sign_offs[-1].key != own_key().number


@pytest.fixture
def pfx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A digital ID that a district issued."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SECURE_DESKTOP_HOME", str(tmp_path / "district"))
        key = own_key()
    path = tmp_path / "district.pfx"
    certificate = x509.load_der_x509_certificate(key.certificate)
    protection = BestAvailableEncryption(b"the right one")
    path.write_bytes(pkcs12.serialize_key_and_certificates(None, key.private, certificate, None, protection))
    return path


def test_a_protected_key_asks_for_its_passphrase(signer: Person, dialogs: FakeDialogs) -> None:
    set_passphrase(None, "open sesame")
    form = open_form(signer)
    fill_form(signer, form, "Sample Person 1")
    signer.clicks(form.sign)
    assert not signer.page.session.is_busy

    dialogs.words = "wrong"
    signer.clicks(form.sign)
    waits(signer)
    assert [type(problem) for problem in dialogs.told] == [WrongPassphrase]
    assert form.isVisible()
    assert form.name.text() == "Sample Person 1"

    dialogs.words = "open sesame"
    signer.clicks(form.sign)
    waits(signer)
    assert states(signer) == ["signed", "waiting"]


def test_a_signed_revision_does_not_change_and_says_how_it_can(signer: Person) -> None:
    sign(signer, "Sample Person 1")
    signer.page.go_to_item("1S-01")
    assert signer.page.notices.signed.text == "Revision 1 is signed."
    signer.presses(KEY.Key_3)
    signer.presses(KEY.Key_M, CTRL)

    response = signer.page.session.response("1S-01")
    assert (response.answer, response.marked) == (Answer.IN_PLACE, False)
    assert signer.page.footer.hint == "Signed answers do not change. Reopen the assessment first."
    assert not signer.window.actions_by_name["undo"].isEnabled()
    assert signer.window.windowTitle() == (
        "Sample District 12 – Checklist to Start – revision 1, signed – SECURe Desktop"
    )
    signer.page.go_to(Section(Kind.ABOUT))
    assert named(signer.page.about, QLineEdit, "School district").isReadOnly()


def test_reopening_asks_why_and_shows_what_changed_before_anybody_signs_again(signer: Person) -> None:
    sign(signer, "Sample Person 1")
    signer.page.go_to_item("1S-01")
    signer.clicks(named(signer.page.notices.signed, QPushButton, "Reopen…"))
    assert signer.focus.accessibleName().startswith("Why is it opened again?")
    signer.types("A new MOU")
    signer.presses(KEY.Key_Return)
    signer.page.go_to_item("1S-01")
    signer.presses(KEY.Key_2)
    signer.page.session.record_note("1S-01", "The annex is to follow.", burst=1)
    signer.page.session.record_next_step(builders.next_step(9, "1S-01", text="Write the annex."))

    page = page_of(signer)
    assert signer.page.session.assessment.revision == 2
    signer.clicks(named(page.subject, ItemLink, "What changed since the last signature (1)"))
    texts = [label.text() for label in page.subject._differences.findChildren(PlainLabel)]
    assert texts == [
        "Answer: In place → Partly",
        "Note: nothing → “The annex is to follow.”",
        "New next step: “Write the annex.” (Sample Person 1, 2027-01-15)",
    ]
    assert states(signer) == ["waiting", "waiting"]


def test_the_record_of_an_earlier_revision_is_saved(
    signer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    signed = sign(signer, "Sample Person 1").fingerprint
    signer.page.session.reopen("A new MOU")
    signer.settles()
    dialogs.choice = tmp_path / "record.json"
    signer.clicks(named(page_of(signer), QPushButton, "Save the signed record of revision 1"))

    assert fingerprint(form_from_json(dialogs.choice.read_text(encoding="utf-8"))) == signed
    assert dialogs.proposed[-1].name == "Sample District 12 – revision 1.json"


def test_a_page_for_a_pen_signature_is_printed_and_its_scan_is_kept(
    signer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    form = open_form(signer)
    dialogs.choice = tmp_path / "page.pdf"
    signer.clicks(named(form, ItemLink, "Print a page for a pen signature…"))
    until(lambda: dialogs.opened)
    assert dialogs.opened == [tmp_path / "page.pdf"]
    assert len(PdfReader(tmp_path / "page.pdf").pages) == 1

    signer.clicks(named(form, ItemLink, "Attach the signed page…"))
    fill_form(signer, form, "Sample Person 1")
    signer.clicks(form.sign)
    waits(signer)

    content = dialogs.choice.read_bytes()
    entry = signer.page.session.assessment.sign_offs[-1]
    assert entry.scan == hashlib.sha256(content).hexdigest()
    assert signer.page.session.file.content(entry.scan) == content


def test_a_change_behind_the_programs_back_is_shown_and_nobody_can_sign_it(
    person_comes: Callable[[], Person], ready: Path
) -> None:
    first = person_comes()
    first.window.open_path(ready)
    sign(first, "Sample Person 1")
    first.window.close()
    database = sqlite3.connect(ready)
    database.execute("UPDATE response SET answer = 'not-in-place' WHERE item_id = '1S-01'")
    database.commit()
    database.close()

    person = person_comes()
    dialogs = person.window.dialogs
    assert isinstance(dialogs, FakeDialogs)
    person.window.open_path(ready)
    page = page_of(person)
    assert page._altered.isVisible()
    assert named(page.subject, ItemLink, "What changed since the last signature (1)")

    sign(person, "Sample Person 2")
    assert [type(problem) for problem in dialogs.told] == [ChangedAfterSigning]
    assert states(person) == ["signed", "waiting"]


@pytest.mark.parametrize("made_up", ["no JSON", "{}", '{"public": [], "private": ""}'])
def test_a_form_that_nobody_can_have_signed_is_not_compared(
    person_comes: Callable[[], Person], ready: Path, made_up: str
) -> None:
    first = person_comes()
    first.window.open_path(ready)
    sign(first, "Sample Person 1")
    first.window.close()
    with contextlib.closing(sqlite3.connect(ready)) as database, database:
        database.execute("UPDATE response SET answer = 'not-in-place' WHERE item_id = '1S-01'")
        database.execute("UPDATE revision SET form = ?", (made_up,))

    person = person_comes()
    person.window.open_path(ready)

    page = page_of(person)
    assert page._altered.isVisible()
    assert not page.subject._changed.isVisible()


def test_the_fingerprint_is_shown_whole_and_copied_on_demand(signer: Person, qapp: object) -> None:
    from PySide6.QtGui import QGuiApplication

    page = page_of(signer)
    short = page.subject._print.text()
    signer.clicks(named(page.subject, QPushButton, "Show all of it"))
    signer.clicks(named(page.subject, QPushButton, "Copy"))

    whole = " ".join(page.subject._print.text().split())
    assert whole.startswith(short.removesuffix(" …"))
    assert len(whole.replace(" ", "")) == 64
    assert QGuiApplication.clipboard().text() == whole


def test_a_file_that_can_only_be_read_offers_nothing_to_sign(person: Person, ready: Path) -> None:
    with open_file(ready):
        person.window.open_path(ready)
        page = page_of(person)

        assert page.signers.stops == ()
        assert not page.add_signer.isVisible()


def test_the_list_of_sections_tells_how_far_the_sign_off_is(signer: Person) -> None:
    row = signer.page.sections.model().index(4, 0)
    told: list[Changes] = []
    signer.page.session.changed.connect(told.append)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Sign off"
    sign(signer, "Sample Person 1")
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Sign off, 1 of 2 have signed"
    sign(signer, "Sample Person 2")
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Sign off, Revision 1 is signed"
    assert [changes.sign_off for changes in told] == [True, True]


def test_a_saved_record_is_json(signer: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    sign(signer, "Sample Person 1")
    dialogs.choice = tmp_path / "no such folder" / "record.json"
    signer.page.sign_off._save_record(1)
    assert len(dialogs.told) == 1

    dialogs.choice = tmp_path / "record.json"
    signer.page.sign_off._save_record(1)
    assert json.loads(dialogs.choice.read_text(encoding="utf-8"))["public"]["revision"] == 1


def test_a_click_anywhere_in_a_row_opens_the_form(signer: Person) -> None:
    page = page_of(signer)
    row = page.signers._rows[1]
    signer.clicks(row, QPoint(row.width() // 3, row.height() - 3))

    assert page.form.isVisible()
    assert page.form.role is Role.LAW_ENFORCEMENT


def test_a_bug_while_signing_is_reported_and_nothing_is_signed(
    signer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Signer:
        raise RuntimeError("no key")

    with while_open(TextDialog) as seen:
        signer.page.session.sign(builders.wish(), broken)
        until(lambda: seen and not seen[0].isVisible())
    caplog.clear()

    assert "RuntimeError" in seen[0].text
    assert signer.page.session.assessment.sign_offs == ()
    assert not signer.page.session.is_busy
