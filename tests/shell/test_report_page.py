from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QPushButton

from secure_desktop.errors import TargetUnwritable
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.public import left_out
from secure_desktop.model.summary import summarize
from secure_desktop.reports import summary_pdf
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.signing_errors import NotAsSigned
from secure_desktop.storage.opening import open_file
from tests.exchange.trust import create_ready, edit
from tests.shell.fakes import FakeDialogs, FixedClock
from tests.shell.person import CTRL, Person, named, until
from tests.shell.signing import sign


def export(person: Person, dialogs: FakeDialogs, target: Path) -> None:
    dialogs.choice = target
    person.presses(Qt.Key.Key_P, CTRL)
    until(lambda: person.page.report.task is None)


def test_the_summary_is_the_one_of_the_command_line(
    reader: Person, dialogs: FakeDialogs, clock: FixedClock, sample: Path, tmp_path: Path
) -> None:
    export(reader, dialogs, tmp_path / "window.pdf")

    with open_file(sample, write=False) as file:
        write_summary_pdf(summarize(file.assessment(), clock()), tmp_path / "console.pdf")
    assert (tmp_path / "window.pdf").read_bytes() == (tmp_path / "console.pdf").read_bytes()


def test_a_name_beside_the_file_is_proposed(reader: Person, dialogs: FakeDialogs, sample: Path) -> None:
    reader.presses(Qt.Key.Key_P, CTRL)

    assert dialogs.proposed[0].parent == sample.parent
    assert dialogs.proposed[0].suffix == ".pdf"
    assert reader.is_at(Kind.REPORT)
    assert reader.page.report.task is None
    assert [path.name for path in sample.parent.iterdir() if path.suffix == ".pdf"] == []


def test_the_summary_is_written_on_another_thread_while_the_window_lives(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def write(*arguments: object, **further: object) -> None:
        threads.append(QThread.currentThread())
        write_summary_pdf(*arguments, **further)  # type: ignore[arg-type]

    monkeypatch.setattr(summary_pdf, "write_summary_pdf", write)
    dialogs.choice = tmp_path / "summary.pdf"
    reader.presses(Qt.Key.Key_P, CTRL)
    assert reader.page.report._working.text
    assert not reader.page.report.export.isEnabled()
    until(lambda: reader.page.report.task is None)

    assert threads
    assert threads[0] != reader.window.thread()
    assert reader.page.report.export.isEnabled()
    assert not reader.page.report._working.text


def test_the_written_summary_is_opened_and_shown_in_its_folder(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    export(reader, dialogs, tmp_path / "summary.pdf")
    assert reader.focus.property("text") == "Open the PDF"
    assert reader.page.report.written._place.text() == str(tmp_path / "summary.pdf")

    reader.presses(Qt.Key.Key_Return)
    reader.clicks(named(reader.page.report, QPushButton, "Show in folder"))

    assert dialogs.opened == [tmp_path / "summary.pdf", tmp_path]


def test_a_target_that_cannot_be_written_is_told_and_another_one_can_be_chosen(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    export(reader, dialogs, tmp_path / "no such folder" / "summary.pdf")
    assert [type(problem) for problem in dialogs.told] == [TargetUnwritable]
    assert not reader.page.report.written.isVisible()

    export(reader, dialogs, tmp_path / "summary.pdf")
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF-")
    assert reader.page.report.written.isVisible()


def test_what_was_typed_last_is_in_the_summary(
    reviewer: Person, dialogs: FakeDialogs, clock: FixedClock, tmp_path: Path
) -> None:
    reviewer.presses(Qt.Key.Key_F2)
    reviewer.types("typed a moment ago")
    export(reviewer, dialogs, tmp_path / "window.pdf")

    assert reviewer.page.session.response("1S-01").note == "typed a moment ago"
    summary = summarize(reviewer.page.session.assessment, clock())
    write_summary_pdf(summary, tmp_path / "now.pdf")
    assert (tmp_path / "window.pdf").read_bytes() == (tmp_path / "now.pdf").read_bytes()


def test_closing_the_assessment_while_the_summary_is_written_does_no_harm(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.choice = tmp_path / "summary.pdf"
    reader.presses(Qt.Key.Key_P, CTRL)
    reader.presses(Qt.Key.Key_W, CTRL)

    assert reader.window.assessment is None
    until((tmp_path / "summary.pdf").exists)
    assert dialogs.told == []


def test_the_report_says_how_much_is_unanswered(reviewer: Person) -> None:
    reviewer.presses(Qt.Key.Key_PageDown, CTRL, times=4)
    text = reviewer.page.report._unfinished_text
    assert text.text() == "5 items are not answered yet. The summary lists them as unanswered."

    reviewer.page.go_to_next_unanswered()
    for key in (Qt.Key.Key_1,) * 4:
        reviewer.presses(key)
        reviewer.presses(Qt.Key.Key_Down)
    reviewer.presses(Qt.Key.Key_PageDown, CTRL, times=3)
    assert text.text() == "1 item is not answered yet. The summary lists it as unanswered."


@pytest.fixture
def signer(person: Person, tmp_path: Path) -> Person:
    """Somebody with an assessment that is ready to be signed."""
    path = tmp_path / "files" / "river.sqlite"
    path.parent.mkdir(exist_ok=True)
    person.window.open_path(create_ready(path))
    person.settles()
    return person


def test_the_report_says_which_signatures_are_missing(signer: Person) -> None:
    report = signer.page.report
    signer.page.go_to(Section(Kind.REPORT))
    assert report.state == "It is marked as a draft: nobody has signed it."
    assert not report.key.isVisible()

    sign(signer, "Sample Person 1")
    signer.page.go_to(Section(Kind.REPORT))
    assert report.state == "Revision 1 is signed; 1 signature is missing."
    assert report.key.isVisible()


def test_a_signed_report_is_sealed_and_carries_what_was_signed(
    signer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    sign(signer, "Sample Person 1")
    export(signer, dialogs, tmp_path / "report.pdf")

    assert sorted(PdfReader(tmp_path / "report.pdf").attachments) == [
        "assessment.sqlite", "sign-offs.json", "signed-form.json",
    ]  # fmt: skip
    assert verify(tmp_path / "report.pdf").state is State.UNALTERED


def test_a_public_summary_is_saved_after_it_is_said_what_it_leaves_out(
    signer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    sign(signer, "Sample Person 1")
    signer.page.go_to(Section(Kind.REPORT))
    dialogs.choice = tmp_path / "public.pdf"
    signer.clicks(signer.page.report.export_public)
    assert not dialogs.choice.exists()
    assert all(line in dialogs.questions[-1][1] for line in left_out())

    dialogs.says_yes = True
    signer.clicks(signer.page.report.export_public)
    until(lambda: signer.page.report.task is None)
    assert dialogs.proposed[-1].stem.endswith("public")
    assert "Sample Person" not in "".join(page.extract_text() for page in PdfReader(dialogs.choice).pages)
    assert verify(dialogs.choice).state is State.UNALTERED


def test_an_earlier_revision_can_be_saved_as_it_was_signed(
    signer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    sign(signer, "Sample Person 1")
    signer.page.session.reopen("A new MOU.")
    signer.page.go_to(Section(Kind.SIGN_OFF))
    signer.settles()
    dialogs.choice = tmp_path / "first.pdf"

    signer.clicks(named(signer.page.sign_off, LinkButton, "Save the PDF summary of revision 1"))
    until(lambda: signer.page.report.task is None)

    assert dialogs.proposed[-1].stem.endswith("revision 1")
    verdict = verify(tmp_path / "first.pdf")
    assert verdict.state is State.UNALTERED
    assert verdict.contents.revision == 1


def test_nobody_gets_a_sealed_report_of_what_was_changed_behind_the_programs_back(
    signer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    sign(signer, "Sample Person 1")
    path = signer.page.session.path
    signer.window.show_start()
    edit(path, "UPDATE response SET note = 'Never signed.'")
    signer.window.open_path(path)

    export(signer, dialogs, tmp_path / "report.pdf")

    assert isinstance(dialogs.told[-1], NotAsSigned)
    assert not (tmp_path / "report.pdf").exists()
