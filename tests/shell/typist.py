"""Answers a whole checklist with the keyboard alone, and then the power fails.

Run as `python -m tests.shell.typist FILE`. Prints "SAVED <item>" for every answer that the window calls saved.
"""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.app import application, build
from tests.shell.person import CTRL, Person, until

KEY = Qt.Key
DISTRICT = "Sample River District"
AGENCY = "Sample County Sheriff"
PERSON = "Muñoz, M."
MARKED = 4  # places in the checklist, from 0
LAST_WORDS = "and then the power failed"
_DIGITS = (KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4)


@dataclass(frozen=True)
class Plan:
    """What is to be said about one item."""

    item_id: str
    answer: Answer
    note: str
    reason: str


def plans(rubric: Rubric) -> list[Plan]:
    """Return what is to be said about every item."""
    return [
        Plan(
            item.id,
            answer := CHOICES[place % 4],
            note=f"Año {place}: visto – 学校 №{place}" if place % 5 == 0 else "",
            reason=f"No hay señal {place}" if answer is Answer.NOT_APPLICABLE else "",
        )
        for place, item in enumerate(rubric)
    ]


def main(path: Path) -> None:
    """Begin an assessment at `path`, answer everything, and die."""
    person = Person(build(application()))
    person.comes()
    begin(person, path)
    todo = plans(person.page.session.rubric)
    for place, plan in enumerate(todo):
        assert person.item == plan.item_id
        say(person, plan)
        if place == MARKED:
            person.presses(KEY.Key_M, CTRL)
        person.presses(KEY.Key_Down)
    person.presses(KEY.Key_Up, times=2)
    say(person, Plan(person.item, todo[-3].answer, LAST_WORDS, todo[-3].reason))
    os.kill(os.getpid(), signal.SIGKILL)


def begin(person: Person, path: Path) -> None:
    """Fill in the form for a new assessment and send it off."""
    person.presses(KEY.Key_N, CTRL)
    tab_to(person, "School district")
    person.types(DISTRICT)
    tab_to(person, "Law enforcement partner")
    person.types(AGENCY)
    tab_to(person, "Add a person")
    person.presses(KEY.Key_Return)
    person.types(PERSON)
    tab_to(person, "File")
    person.replaces(str(path))
    tab_to(person, "Start the checklist")
    person.presses(KEY.Key_Return)
    until(lambda: person.window.assessment is not None, "an assessment")
    person.settles()


def say(person: Person, plan: Plan) -> None:
    """Answer the open item, with reason and note, and print that it is saved once the window says so."""
    person.presses(_DIGITS[CHOICES.index(plan.answer)])
    if plan.reason and person.focus is person.page.items.detail.reason:
        person.types(plan.reason)
        person.presses(KEY.Key_Escape)
    if plan.note:
        person.presses(KEY.Key_F2)
        person.types(plan.note)
        person.presses(KEY.Key_Escape)
    until(person.sees_saved, "“Saved”")
    sys.stdout.write(f"SAVED {plan.item_id}\n")
    sys.stdout.flush()


def tab_to(person: Person, name: str) -> None:
    """Press Tab until the widget of this name has the keyboard."""
    for _ in range(60):
        person.presses(KEY.Key_Tab)
        if name_of(person.focus) == name:
            return
    raise AssertionError(f"Tab does not lead to “{name}”")


def name_of(widget: QWidget) -> str:
    """Return what a widget is called."""
    return widget.accessibleName() or getattr(widget, "text", str)()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    QApplication.quit()
