import pytest
from PySide6.QtGui import QGuiApplication

from secure_desktop import locations
from secure_desktop.exchange import keys
from secure_desktop.model.signed_form import grouped
from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.key_dialog import KeyDialog
from secure_desktop.signing_errors import WrongPassphrase
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named


def test_the_number_of_this_computers_key_can_be_read_and_copied(person: Person) -> None:
    def copy(dialog: KeyDialog) -> None:
        named(dialog, LinkButton, "Copy the number").click()

    with while_open(KeyDialog, copy) as shown:
        person.window.actions_by_name["signing_key"].trigger()

    number = grouped(keys.own_key().number)
    assert "".join(number.split()) in "".join(shown[0].text.split())
    assert QGuiApplication.clipboard().text() == number


def test_a_passphrase_can_be_set_and_removed(person: Person, dialogs: FakeDialogs) -> None:
    dialogs.words = "correct horse"
    with while_open(KeyDialog, lambda dialog: dialog.change.click()) as shown:
        person.window.show_key()
    assert "protected by the new passphrase" in shown[0].text
    assert keys.needs_passphrase()
    with pytest.raises(WrongPassphrase):
        keys.own_key(passphrase="another")
    assert keys.own_key(passphrase="correct horse")

    with while_open(KeyDialog, lambda dialog: dialog.remove.click()):
        person.window.show_key()
    assert not keys.needs_passphrase()


def test_a_wrong_passphrase_is_told_and_the_key_stays_as_it_was(person: Person, dialogs: FakeDialogs) -> None:
    keys.set_passphrase(None, "correct horse")
    dialogs.words = "battery staple"

    with while_open(KeyDialog, lambda dialog: dialog.remove.click()):
        person.window.show_key()

    assert isinstance(dialogs.told[0], WrongPassphrase)
    assert keys.own_key(passphrase="correct horse")


def test_the_passphrase_is_asked_for_only_when_the_number_hides_behind_it(
    person: Person, dialogs: FakeDialogs
) -> None:
    keys.set_passphrase(None, "correct horse")
    with while_open(KeyDialog):
        person.window.show_key()
    assert not dialogs.questions

    locations.known_keys_file().unlink()
    dialogs.words = "correct horse"
    with while_open(KeyDialog):
        person.window.show_key()
    assert dialogs.questions
