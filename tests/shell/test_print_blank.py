"""A checklist without answers, from the menu."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton, QRadioButton

from secure_desktop.errors import TargetUnwritable
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.shell.paper.blank_checklist import BlankChecklistDialog
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_without_an_assessment_it_asks_which_checklist(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.choice = tmp_path / "blank.pdf"
    dialogs.says_yes = True

    def choose(dialog: BlankChecklistDialog) -> None:
        person_clicks = named(dialog, QRadioButton, "Checklist to Improve")
        person_clicks.click()
        dialog.save.click()

    with while_open(BlankChecklistDialog, choose):
        person.window.actions_by_name["print_blank"].trigger()
    until(lambda: dialogs.opened)

    assert "Checklist to Improve, version" in text_of(dialogs.choice)
    assert dialogs.proposed[-1].name == "Checklist to Improve – blank.pdf"
    assert dialogs.opened == [dialogs.choice]


def test_whoever_cancels_gets_nothing(person: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.choice = tmp_path / "blank.pdf"
    with while_open(BlankChecklistDialog):
        person.window.actions_by_name["print_blank"].trigger()

    assert dialogs.proposed == []
    assert not dialogs.choice.exists()


def test_with_an_assessment_it_is_that_one_without_its_answers(
    reader: Person, dialogs: FakeDialogs, sample: Path, tmp_path: Path
) -> None:
    dialogs.choice = tmp_path / "blank.pdf"
    reader.page.go_to(Section(Kind.REPORT))
    reader.settles()
    reader.clicks(named(reader.page.report, QPushButton, "Print a blank checklist…"))
    until(lambda: dialogs.questions)

    assert dialogs.proposed[-1].parent == sample.parent
    assert "Sample District 12" in text_of(dialogs.choice)
    assert dialogs.questions[-1][0] == "The blank checklist is ready to be printed."
    assert dialogs.opened == []


def test_a_place_that_cannot_be_written_is_told(reader: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.choice = tmp_path / "nowhere" / "blank.pdf"
    reader.window.actions_by_name["print_blank"].trigger()
    until(lambda: dialogs.told)

    assert [type(problem) for problem in dialogs.told] == [TargetUnwritable]
