"""Answers items in the real window and goes on until somebody ends it, or for so many items and then closes the window.

Run as `python -m tests.torture.restless_typist FILE ITEMS SEED`. Prints "WILL <item> <answer> <note>" before an item is
touched, "SAVED <item>" once the window calls it saved, and "CLOSED" at the end.
"""

import random
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from secure_desktop.model.assessment import CHOICES, Answer
from secure_desktop.shell.app import application, build
from tests.shell.person import CTRL, Person, until

KEY = Qt.Key
ANSWERS = CHOICES[:3]  # the fourth asks for a reason, which is typed as notes are
_DIGITS = (KEY.Key_1, KEY.Key_2, KEY.Key_3)


def main(path: Path, items: int, seed: str) -> None:
    """Answer items of a file, by the keyboard alone."""
    chance = random.Random(seed)
    person = Person(build(application()))
    person.comes()
    person.window.open_path(path)
    until(lambda: person.window.assessment is not None, "an assessment")
    person.settles()
    for _ in range(items):
        answer, note = chance.choice(ANSWERS), f"Seen as number {chance.getrandbits(40):010x}"
        _tell(f"WILL {person.item} {answer} {note}")
        _say(person, answer, note)
        _tell(f"SAVED {person.item}")
        _go_on(person, chance.choice((KEY.Key_Up, KEY.Key_Down)))
    person.window.close()
    _tell("CLOSED")


def _say(person: Person, answer: Answer, note: str) -> None:
    """Answer the open item with a note, and wait until the window says that it is saved."""
    person.presses(_DIGITS[ANSWERS.index(answer)])
    person.presses(KEY.Key_F2)
    person.presses(KEY.Key_A, CTRL)
    person.types(note)
    person.presses(KEY.Key_Escape)
    until(person.sees_saved, "“Saved”")


def _go_on(person: Person, key: Qt.Key) -> None:
    """Go to the item beside; at the end of the checklist, back."""
    before = person.item
    person.presses(key)
    if person.item == before:
        person.presses(KEY.Key_Up if key == KEY.Key_Down else KEY.Key_Down)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
