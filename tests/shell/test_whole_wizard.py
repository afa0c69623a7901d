import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton

from secure_desktop.model.assessment import CHOICES, Answer, Assessment
from secure_desktop.model.navigation import Kind
from secure_desktop.storage import lock
from secure_desktop.storage.opening import open_file
from tests.shell import typist
from tests.shell.cells import double_clicks
from tests.shell.person import Person, named, until
from tests.storage.nobody import ROOT


@pytest.fixture
def typed(tmp_path: Path, home: Path) -> tuple[Path, str]:
    """A file that somebody filled in by keyboard until the program was killed, and what was printed."""
    path = tmp_path / "typed" / "river.sqlite"
    path.parent.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.shell.typist", str(path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == -9, done.stderr
    return path, done.stdout


def test_a_whole_checklist_is_answered_by_keyboard_and_survives_a_kill(
    typed: tuple[Path, str], person_comes: Callable[[], Person]
) -> None:
    path, printed = typed
    assert lock.lock_file(path).exists()

    person = person_comes()
    person.window.open_path(path)

    assert not person.page.session.is_read_only
    assert_all_is_there(person.page.session.assessment, printed)
    last = typist.plans(person.page.session.rubric)[-3]
    assert person.item == last.item_id
    assert person.focus is person.answer_button(last.answer)
    person.settles()
    assert person.page.items.detail.note.toPlainText() == typist.LAST_WORDS


def assert_all_is_there(assessment: Assessment, printed: str) -> None:
    todo = typist.plans(assessment.rubric)
    assert len(todo) == 49
    assert printed.split() == [w for plan in (*todo, todo[-3]) for w in ("SAVED", plan.item_id)]
    notes = {plan.item_id: plan.note for plan in todo} | {todo[-3].item_id: typist.LAST_WORDS}
    for place, plan in enumerate(todo):
        response = assessment.response(plan.item_id)
        said = (response.answer, response.note, response.reason, response.marked)
        assert said == (plan.answer, notes[plan.item_id], plan.reason, place == typist.MARKED)
    assert (assessment.profile.district, assessment.profile.agency) == (typist.DISTRICT, typist.AGENCY)
    assert [participant.name for participant in assessment.participants] == [typist.PERSON]


def test_the_other_checklist_is_answered_with_the_mouse(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "by-mouse.sqlite"
    person.clicks(named(person.window, QPushButton, "New assessment"))
    person.clicks(named(person.window, QRadioButton, "Checklist to Improve"))
    fill(person, "School district", "Sample River District")
    fill(person, "File", str(path))
    person.clicks(named(person.window, QPushButton, "Start the checklist"))
    until(lambda: person.window.assessment is not None)
    answers = click_through_all_steps(person)

    assert person.is_at(Kind.REVIEW)
    assert not person.page.footer.next_unanswered.isVisible()
    person.clicks(person.page.footer.next)
    assert person.is_at(Kind.SIGN_OFF)
    person.clicks(person.page.footer.next)
    assert person.is_at(Kind.REPORT)
    person.clicks(person.page.footer.back)
    person.clicks(person.page.footer.back)
    double_clicks(person, person.page.review.plan.table, 0, 0)
    assert person.page.session.response(person.item).is_gap
    person.window.close()
    with open_file(path, write=False) as file:
        assert {r.item_id: r.answer for r in file.assessment().responses.values()} == answers


def fill(person: Person, name: str, text: str) -> None:
    person.clicks(named(person.window, QLineEdit, name))
    person.replaces(text)


def click_through_all_steps(person: Person) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    while person.is_at(Kind.STEP):
        person.settles()
        for card in [card for card in person.page.items._cards if card.isVisible()]:
            answer = CHOICES[len(answers) % 3]
            person.clicks(person.answer_button(answer, card.item_id))
            assert person.item == card.item_id
            answers[card.item_id] = answer
        person.clicks(person.page.footer.next)
    assert len(answers) == 37
    return answers
