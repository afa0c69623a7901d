"""Somebody who signs in the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.seats import Seat
from secure_desktop.model.sign_off import SignOff
from secure_desktop.shell.sign_off.sign_off_page import SignOffPage
from secure_desktop.shell.sign_off.signer_form import SignerForm
from tests.shell.person import Person, until


def page_of(person: Person) -> SignOffPage:
    """Return the page of the sign-off, shown."""
    if not person.is_at(Kind.SIGN_OFF):
        person.page.go_to(Section(Kind.SIGN_OFF))
    person.settles()
    return person.page.sign_off


def open_form(person: Person, seat: int = 0) -> SignerForm:
    """Click on a seat that waits, and return the form that opens."""
    page = page_of(person)
    person.clicks(page.signers.stops[seat])
    person.settles()
    return page.form


def fill_form(person: Person, form: SignerForm, name: str) -> None:
    """Tick every statement with the mouse and type a name."""
    for box in form.statements.stops:
        person.clicks(box)
    person.clicks(form.name)
    person.replaces(name)


def sign(person: Person, name: str, seat: int = 0) -> SignOff:
    """Sign with the mouse, at a seat that waits, and return the sign-off."""
    form = open_form(person, seat)
    fill_form(person, form, name)
    person.clicks(form.sign)
    waits(person)
    return person.page.session.assessment.sign_offs[-1]


def sign_by_keyboard(person: Person, name: str) -> None:
    """Sign with keys only; the keyboard is on the link of the seat."""
    person.presses(Qt.Key.Key_Return)
    while isinstance(person.focus, QCheckBox):
        person.presses(Qt.Key.Key_Space)
        person.presses(Qt.Key.Key_Tab)
    assert isinstance(person.focus, QLineEdit)
    assert person.focus.accessibleName() == "Type your full name"
    person.types(name)
    while person.focus.property("text") != "Sign":
        person.presses(Qt.Key.Key_Tab)
    person.presses(Qt.Key.Key_Return)
    waits(person)


def waits(person: Person) -> None:
    """Wait until nothing is written to the file any more."""
    until(lambda: not person.page.session.is_busy, "the end of the writing")
    person.settles()


def states(person: Person) -> list[str]:
    """Return what the table says of each seat."""
    return [_state(row._seat) for row in person.page.sign_off.signers._rows]


def _state(seat: Seat) -> str:
    if seat.sign_off is None:
        return "waiting"
    return str(seat.sign_off.decision)
