import pytest

from secure_desktop import locations
from secure_desktop.errors import TargetUnwritable
from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.known_keys import KnownKeys, Standing, load, remember
from tests import builders

NUMBER = "ab" * 32


def test_nobody_is_known_at_first() -> None:
    assert load() == KnownKeys()
    assert load().standing(NUMBER) is Standing.NEW


def test_a_remembered_key_is_known_and_keeps_its_day() -> None:
    remember(NUMBER, "Sam Sheriff", clock=lambda: builders.MADE)
    remember(NUMBER, "Sheriff Sam Ñandú", clock=lambda: builders.NOW)

    assert load().is_known(NUMBER)
    assert load().met[NUMBER].name == "Sheriff Sam Ñandú"
    assert load().met[NUMBER].first_met == builders.MADE


def test_the_own_key_stays_known_beside_others() -> None:
    key = own_key()
    remember(NUMBER, "Sam Sheriff")

    assert load().standing(key.number) is Standing.OWN
    assert load().standing(NUMBER) is Standing.KNOWN


def test_a_file_that_makes_no_sense_is_set_aside() -> None:
    path = locations.known_keys_file()
    half = '{"own": [], "met": {"ab": {"name": "\\ud800", "first_met": "2026-01-01T00:00:00Z"}}}'
    for broken in ("{", "[]", half, '{"own": 5, "met": {}}', '{"own": [], "met": {"a": 1}}', "[" * 100_000):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(broken)

        assert load() == KnownKeys()
        assert path.with_name("known-keys.json.bad").read_text() == broken
        assert not path.exists()


def test_keys_that_cannot_be_read_just_now_are_not_written_over() -> None:
    path = locations.known_keys_file()
    path.parent.mkdir(parents=True)
    path.symlink_to(path)

    with pytest.raises(TargetUnwritable):
        remember(NUMBER, "Sam Sheriff")
    own_key()

    assert load() == KnownKeys()
    assert path.is_symlink()
