"""Next year, a newer checklist, the one to improve, and an assessment that comes back: in the window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QRadioButton, QWidget

from secure_desktop.errors import TargetExists
from secure_desktop.exchange.assessment_json import kept_in, write_json
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Answer
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.settings import Recent
from secure_desktop.shell.earlier.recovery_page import RecoveryPage
from secure_desktop.shell.earlier.removed_page import RemovedPage
from secure_desktop.shell.earlier.start_offer import finished
from secure_desktop.shell.earlier.upgrade_page import UpgradePage
from secure_desktop.shell.new_assessment_page import NewAssessmentPage
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import EVIDENCE, create_ready, make_signed, updated
from tests.exchange.versions import CHANGED, GONE, NEW, version_2
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.shell.test_accessibility import nameless
from tests.shell.test_text_size import fits

KEY = Qt.Key


def field(person: Person, name: str) -> QLineEdit:
    return named(person.window, QLineEdit, name)


def is_open(person: Person, path: Path) -> bool:
    page = person.window.assessment
    return page is not None and page.session.path == path


def side(person: Person) -> QWidget:
    page = person.window.side.shown
    assert page is not None
    return page


# --- the next year -------------------------------------------------------------------------------------


def test_the_next_year_starts_from_the_one_that_is_open(reader: Person, sample: Path) -> None:
    reader.window.actions_by_name["next_year"].trigger()
    reader.settles()

    assert field(reader, "School district").text() == "Sample District 12"
    assert named(reader.window, QComboBox, "School year").currentText() == "2027–28"
    assert named(reader.window, QRadioButton, "An earlier assessment").isChecked()
    assert reader.focus is named(reader.window, QComboBox, "Which one?")
    target = Path(field(reader, "File").text())
    assert target.name == "Sample District 12 – Checklist to Start – 2027–28.sqlite"

    reader.clicks(named(reader.window, QPushButton, "Start the checklist"))
    until(lambda: is_open(reader, target), "the next year")
    session = reader.page.session
    assert len(session.waiting()) == 49
    assert session.assessment.responses == {}
    assert len(session.assessment.participants) == 6
    assert session.assessment.next_steps
    assert {entry.added_by for entry in session.assessment.evidence} == {""}


def test_what_comes_along_is_said_before(reader: Person) -> None:
    reader.window.actions_by_name["next_year"].trigger()
    reader.settles()
    page = reader.window._stack.currentWidget()
    assert isinstance(page, NewAssessmentPage)
    assert page.earlier.text.startswith("This comes along: participants (6), evidence that is still valid (")

    reader.clicks(named(reader.window, QRadioButton, "Checklist to Improve"))
    assert page.earlier.text == (
        "District, agency and participants (6) come along. The items are others, so no answers do."
    )
    assert named(reader.window, QComboBox, "School year").currentText() == "2026–27"


def test_what_somebody_typed_since_stays(reader: Person) -> None:
    reader.window.actions_by_name["next_year"].trigger()
    field(reader, "School district").setFocus()
    reader.replaces("River")
    reader.clicks(named(reader.window, QRadioButton, "Checklist to Improve"))

    assert field(reader, "School district").text() == "River"


def test_another_file_is_chosen(person: Person, sample: Path, dialogs: FakeDialogs) -> None:
    person.presses(KEY.Key_N, CTRL)
    person.clicks(named(person.window, QRadioButton, "An earlier assessment"))
    dialogs.choice = sample
    person.clicks(named(person.window, QPushButton, "Choose a file…"))

    assert named(person.window, QComboBox, "Which one?").currentText() == "sample.sqlite"
    assert field(person, "School district").text() == "Sample District 12"


def test_a_file_that_cannot_be_read_is_told(person: Person, tmp_path: Path, dialogs: FakeDialogs) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"nothing")
    person.presses(KEY.Key_N, CTRL)
    person.clicks(named(person.window, QRadioButton, "An earlier assessment"))
    dialogs.choice = broken
    person.clicks(named(person.window, QPushButton, "Choose a file…"))

    assert "is not an assessment file" in str(dialogs.told[0])


def test_a_target_that_is_there_is_told_and_the_form_stays(
    reader: Person, sample: Path, dialogs: FakeDialogs
) -> None:
    reader.window.actions_by_name["next_year"].trigger()
    field(reader, "File").setFocus()
    reader.replaces(str(sample))
    button = named(reader.window, QPushButton, "Start the checklist")
    reader.clicks(button)

    until(lambda: dialogs.told, "a refusal")
    assert isinstance(dialogs.told[0], TargetExists)
    until(button.isEnabled, "the button")


# --- from Start to Improve -----------------------------------------------------------------------------


def test_a_finished_start_proposes_to_improve(reader: Person) -> None:
    notices = reader.page.notices.earlier
    until(lambda: notices._shelf is not None, "the shelf")
    assert notices.improve.text == ""
    reader.page.go_to(Section(Kind.REPORT))
    assert notices.improve.text.startswith("The Checklist to Start is finished. The next one is")

    reader.clicks(named(reader.window, QPushButton, "Begin the Checklist to Improve…"))
    reader.settles()
    assert named(reader.window, QRadioButton, "Checklist to Improve").isChecked()
    assert field(reader, "School district").text() == "Sample District 12"
    target = Path(field(reader, "File").text())
    reader.clicks(named(reader.window, QPushButton, "Start the checklist"))
    until(lambda: is_open(reader, target), "the checklist to improve")
    assert reader.page.session.rubric.id == "secure-improve"
    assert reader.page.session.earlier is None


def test_who_is_about_to_sign_is_not_led_away(reader: Person) -> None:
    notices = reader.page.notices.earlier
    until(lambda: notices._shelf is not None, "the shelf")

    reader.page.go_to(Section(Kind.SIGN_OFF))

    assert notices.improve.text == ""


def test_an_unfinished_one_proposes_nothing(reader: Person) -> None:
    reader.page.go_to_item("1S-01")
    reader.presses(KEY.Key_0)
    reader.page.go_to(Section(Kind.REPORT))
    reader.settles()

    assert reader.page.notices.earlier.improve.text == ""


def test_the_start_page_leads_on_from_a_finished_start(reader: Person) -> None:
    reader.presses(KEY.Key_W, CTRL)
    start = reader.window.start
    until(lambda: start._offer is not None and start._offer.text, "an offer")
    assert start._offer is not None
    assert start._offer.text == "Sample District 12 has finished the Checklist to Start."

    start._offer.begin.click()
    reader.settles()
    assert named(reader.window, QRadioButton, "Checklist to Improve").isChecked()


def recent(**fields: object) -> Recent:
    entry = Recent("/x/a.sqlite", "River", "Checklist to Start", answered=49, total=49, kind="start")
    return entry._replace(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([recent()], True),
        ([recent(answered=48)], False),
        ([recent(answered=48, stage="signed")], True),
        ([recent(total=0, answered=0)], False),
        ([recent(kind="improve")], False),
        ([recent(), recent(path="/x/b", kind="improve", answered=0)], False),
        ([recent(), recent(path="/x/b", kind="improve", district="Lake")], True),
        ([recent(kind="")], False),
    ],
)
def test_what_is_offered_follows_from_the_recent_files(others: list[Recent], *, expected: bool) -> None:
    assert (finished(others) is not None) is expected


# --- a newer checklist ---------------------------------------------------------------------------------


@pytest.fixture
def behind(person: Person, empty: Path, tmp_path: Path) -> Person:
    """Somebody with version 1 open, all answered, while version 2 is on the shelf."""
    source = tmp_path / "mou.txt"
    source.write_bytes(EVIDENCE)
    with open_file(empty) as file:
        for item in builders.rubric():
            file.record_response(item.id, by="Ann", answer=Answer.PARTLY, note=f"About {item.id}.")
        file.attach(GONE, source, by="Ann")
        file.record_next_step(builders.next_step(1, GONE), by="Ann")
    person.window.desk._shelf = Shelf({"secure-start": version_2()}, {}, ())
    person.window.open_path(empty)
    until(lambda: person.page.notices.earlier._shelf is not None, "the shelf")
    person.settles()
    return person


def test_a_newer_version_is_proposed_and_can_wait(behind: Person) -> None:
    strip = behind.page.notices.earlier.upgrade
    assert strip.text == "There is a newer version of this checklist: 1.10. This file has version 1.0."

    behind.clicks(named(behind.window, QPushButton, "Not now"))
    assert strip.text == ""
    behind.page.go_to(Section(Kind.REVIEW))
    assert strip.text == ""


def test_a_signed_one_is_not_asked(person: Person, tmp_path: Path) -> None:
    made = make_signed(tmp_path)
    person.window.desk._shelf = Shelf({"secure-start": version_2()}, {}, ())
    person.window.open_path(made.file)
    until(lambda: person.page.notices.earlier._shelf is not None, "the shelf")

    assert person.page.notices.earlier.upgrade.text == ""
    assert person.page.session.reopen("New checklist.")
    assert person.page.notices.earlier.upgrade.text


def test_what_changes_is_told_and_then_made_beside_the_old_file(
    behind: Person, empty: Path, dialogs: FakeDialogs
) -> None:
    before = empty.read_bytes()
    behind.clicks(named(behind.window, QPushButton, "See what changes…"))
    page = side(behind)
    assert isinstance(page, UpgradePage)
    assert (
        page.summary == "Answers that stay: 3. Reads otherwise, asked again: 1. New: 1. No longer asked: 1."
    )
    target = empty.with_name("river (version 1.10).sqlite")
    dialogs.choice = target
    behind.presses(KEY.Key_Return)

    until(lambda: is_open(behind, target), "the updated file")
    assert dialogs.proposed[-1] == target
    assert empty.read_bytes() == before
    assert [item.id for item in behind.page.session.waiting()] == [CHANGED]
    assert not behind.page.session.response(NEW).is_answered
    assert behind.page.notices.earlier.upgrade.text == ""


@pytest.fixture
def upgraded(behind: Person, empty: Path, dialogs: FakeDialogs) -> Person:
    """Somebody with the file of version 2 open."""
    dialogs.choice = empty.with_name("new.sqlite")
    behind.window.side.show_upgrade(version_2())
    behind.presses(KEY.Key_Return)
    until(lambda: is_open(behind, empty.with_name("new.sqlite")), "the updated file")
    behind.settles()
    return behind


def test_the_review_counts_and_leads_on(upgraded: Person) -> None:
    upgraded.page.go_to(Section(Kind.REVIEW))
    part = upgraded.page.review.waiting
    assert part.text == (
        "1 earlier answer is not yet re-confirmed.\n1 item of the version before is no longer asked."
    )

    upgraded.clicks(part.show_waiting)
    upgraded.settles()
    assert [item.id for item in upgraded.page.items._items] == [CHANGED]
    upgraded.page.items.open_item(CHANGED)
    upgraded.presses(KEY.Key_5)
    upgraded.page.go_to(Section(Kind.REVIEW))
    assert part.text.startswith("Every earlier answer is re-confirmed or was given anew.")


def test_what_is_no_longer_asked_can_be_read_and_opened(upgraded: Person, dialogs: FakeDialogs) -> None:
    upgraded.page.go_to(Section(Kind.REVIEW))
    upgraded.clicks(upgraded.page.review.waiting.show_removed)
    page = side(upgraded)
    assert isinstance(page, RemovedPage)
    said = " ".join(label.text() for label in page.findChildren(QWidget) if hasattr(label, "text"))
    for text in ("2.2 The partners", f"Note: About {GONE}.", "Next step: Take next step 1.", "mou.txt"):
        assert text in said

    upgraded.clicks(named(upgraded.window, QPushButton, "Open “mou.txt”"))
    until(lambda: dialogs.opened, "the attached file")
    assert dialogs.opened[0].read_bytes() == EVIDENCE
    upgraded.clicks(named(upgraded.window, QPushButton, "Back"))
    assert upgraded.window.side.shown is None


def test_without_an_earlier_assessment_the_review_says_nothing(reader: Person) -> None:
    reader.page.go_to(Section(Kind.REVIEW))

    assert reader.page.review.waiting.text == ""


# --- an assessment that comes back ---------------------------------------------------------------------


@pytest.fixture
def recoverer(person: Person, dialogs: FakeDialogs) -> Person:
    """Somebody on the page that gets assessments back."""
    person.window.actions_by_name["recover"].trigger()
    person.settles()
    return person


def recovery(person: Person) -> RecoveryPage:
    page = side(person)
    assert isinstance(page, RecoveryPage)
    return page


def looks_into(person: Person, path: Path) -> RecoveryPage:
    page = recovery(person)
    page.look_into(path)
    until(lambda: not page.is_busy, "a look")
    person.settles()
    return page


def test_a_lost_file_comes_back_from_its_pdf(recoverer: Person, tmp_path: Path, dialogs: FakeDialogs) -> None:
    made = make_signed(tmp_path)
    made.file.unlink()
    page = looks_into(recoverer, made.report)
    assert page.text.startswith("The whole assessment is inside: Sample District 12, Checklist to Start")
    assert recoverer.focus is page.save

    dialogs.choice = tmp_path / "again.sqlite"
    recoverer.presses(KEY.Key_Return)
    until(lambda: is_open(recoverer, tmp_path / "again.sqlite"), "the assessment")
    assert dialogs.proposed[-1].name == "Sample District 12 – Checklist to Start.sqlite"
    assert recoverer.page.session.assessment.is_locked


def test_of_an_altered_pdf_it_is_asked_first(recoverer: Person, tmp_path: Path, dialogs: FakeDialogs) -> None:
    made = make_signed(tmp_path)
    made.report.write_bytes(
        updated(made.report.read_bytes(), lambda writer: writer.add_metadata({"/Title": "All is well"}))
    )
    page = looks_into(recoverer, made.report)
    assert page.text.startswith("This PDF is not as it was sealed.")

    dialogs.choice = tmp_path / "again.sqlite"
    page.ask_and_save()
    assert dialogs.questions[-1][2] == "Take it all the same"
    assert not (tmp_path / "again.sqlite").exists()
    dialogs.says_yes = True
    page.ask_and_save()
    until(lambda: is_open(recoverer, tmp_path / "again.sqlite"), "the assessment")


@pytest.mark.parametrize(("name", "expected"), [("public", "public summary"), ("file", "neither a PDF")])
def test_what_gives_nothing_says_why(
    recoverer: Person, tmp_path: Path, dialogs: FakeDialogs, name: str, expected: str
) -> None:
    made = make_signed(tmp_path)
    page = looks_into(recoverer, getattr(made, name))

    assert expected in str(dialogs.told[-1])
    assert page.text == ""


def test_an_export_comes_back_too(recoverer: Person, tmp_path: Path, dialogs: FakeDialogs) -> None:
    path = create_ready(tmp_path / "river.sqlite")
    with open_file(path) as file:
        before = file.assessment()
        write_json(before, tmp_path / "river.json", made_at=builders.NOW, kept=kept_in(file))
    page = looks_into(recoverer, tmp_path / "river.json")
    assert page.text.startswith("The export of 23 Nov 2026")

    dialogs.choice = tmp_path / "again.sqlite"
    page.ask_and_save()
    until(lambda: is_open(recoverer, tmp_path / "again.sqlite"), "the assessment")
    assert recoverer.page.session.assessment == before


def test_the_original_of_a_missing_file_is_asked_for_when_it_is_opened(
    recoverer: Person, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    made = make_signed(tmp_path)
    with open_file(made.file, write=False) as file:
        write_json(file.assessment(), tmp_path / "river.json", made_at=builders.NOW, kept=kept_in(file))
    page = looks_into(recoverer, tmp_path / "river.json")
    assert page.text.endswith("The content of these files is not in it; attach them again: mou.txt.")
    dialogs.choice = tmp_path / "again.sqlite"
    page.ask_and_save()
    until(lambda: is_open(recoverer, tmp_path / "again.sqlite"), "the assessment")

    session = recoverer.page.session
    entry = next(entry for entry in session.assessment.evidence if entry.sha256)
    files = recoverer.page.items.detail.evidence._files
    dialogs.choice, dialogs.says_yes = tmp_path / "mou.txt", True
    (tmp_path / "mou.txt").write_bytes(EVIDENCE)
    files.open(entry)
    until(lambda: dialogs.questions, "a question")
    assert "is not in this file, only its record" in dialogs.questions[-1][0]
    until(lambda: not session.is_busy and not session.file.missing_contents(), "the content")

    files.open(entry)
    until(lambda: dialogs.opened, "the file")
    assert dialogs.opened[0].read_bytes() == EVIDENCE
    assert session.file.is_as_sealed()


# --- every page, every size ----------------------------------------------------------------------------


def pages(person: Person, tmp_path: Path) -> Iterator[str]:
    """Show every page that has to do with what was before."""
    page = person.page
    yield "updated item"
    page.go_to_item(CHANGED)
    yield "item asked again"
    page.go_to(Section(Kind.REVIEW))
    yield "review"
    person.window.side.show_removed()
    yield "no longer asked"
    person.window.side.show_upgrade(replace(version_2(), version="3"))
    yield "upgrade"
    made = make_signed(tmp_path)
    person.window.side.show_recovery(ask=False)
    looks_into(person, made.report)
    yield "recovery"
    person.window.side.leave()
    person.window.actions_by_name["next_year"].trigger()
    yield "new from earlier"


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1180, 760), (900, 620)], ids=str)
def test_nothing_is_cut_and_everything_has_a_name(
    upgraded: Person, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    while upgraded.window.preferences.settings.text_size < text_size:
        upgraded.presses(KEY.Key_Plus, CTRL)
    upgraded.window.resize(*size)
    upgraded.page.notices.earlier.show_shelf(
        Shelf({"secure-start": replace(version_2(), version="3")}, {}, ())
    )
    (tmp_path / "signed").mkdir()
    for place in pages(upgraded, tmp_path / "signed"):
        upgraded.settles()
        assert (upgraded.window.width(), upgraded.window.height()) == size, place
        fits(upgraded, place)
        assert nameless(upgraded.window) == [], place
