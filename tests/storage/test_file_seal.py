import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.keys import own_key
from secure_desktop.signing_errors import ChangedAfterSigning
from secure_desktop.storage import file_seal
from secure_desktop.storage.migrations import MIGRATIONS
from secure_desktop.storage.opening import open_file
from tests.storage.ready import SHERIFF, SUPERINTENDENT
from tests.storage.snapshots import contents
from tests.storage.test_leftovers import CUT_OFF
from tests.storage.test_migrations import add_a_color


def is_as_sealed(path: Path, *, write: bool = False) -> bool | None:
    with open_file(path, write=write) as file:
        return file.is_as_sealed()


def edited(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_file_carries_a_seal_from_the_first_signature_until_it_is_reopened(ready: Path) -> None:
    with open_file(ready) as file:
        assert file.is_as_sealed() is None
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        assert file.is_as_sealed() is True
        file.sign(SHERIFF, own_key(), by="Bob")
        assert file.is_as_sealed() is True
        file.reopen("Once more.", by="Ann")
        assert file.is_as_sealed() is None
        file.record_response("1S-01", by="Ann", note="goes on")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        assert file.is_as_sealed() is True
    assert is_as_sealed(ready) is True


def test_reading_opening_and_closing_leave_the_seal_whole(signed: Path) -> None:
    before = contents(signed.parent)

    for write in (True, False):
        with open_file(signed, write=write) as file:
            file.assessment()
            file.history()
            assert file.is_as_sealed() is True
    assert contents(signed.parent) == before


def test_a_copy_carries_a_seal_of_its_own(signed: Path, tmp_path: Path) -> None:
    copy, embedded = tmp_path / "copy.sqlite", tmp_path / "embedded.sqlite"
    with open_file(signed) as file:
        file.save_copy(copy)
        embedded.write_bytes(file.sealed_copy())
    assert copy.read_bytes() != signed.read_bytes()

    assert is_as_sealed(copy) is True
    assert is_as_sealed(embedded, write=True) is True


@pytest.mark.parametrize(
    "statements",
    [
        ["UPDATE assessment SET district = 'Elsewhere'"],
        ["UPDATE rubric SET version = '9.9'"],
        ["UPDATE participant SET title = ''"],
        ["UPDATE response SET note = 'late' WHERE item_id = '1S-01'"],
        ["UPDATE response SET changed_by = 'Zoe' WHERE item_id = '1S-01'"],
        ["UPDATE journal SET at = '2020-01-01T00:00:00.000000Z'"],
        ["DELETE FROM journal WHERE seq = 2"],
        ["UPDATE evidence SET place = ''"],
        ["INSERT INTO content VALUES ('00', x'00')"],
        ["UPDATE next_step SET owner = ''"],
        ["UPDATE revision SET signed_at = ''"],
        ["UPDATE sign_off SET signature = ''"],
        ["UPDATE file_seal SET digest = zeroblob(32)"],
        ["UPDATE response SET note = 'late'", "UPDATE response SET note = ''"],
        ["VACUUM"],
    ],
    ids=lambda statements: statements[0],
)
def test_every_change_by_another_program_breaks_the_seal(signed: Path, statements: list[str]) -> None:
    edited(signed, *statements)

    assert is_as_sealed(signed) is False
    assert is_as_sealed(signed, write=True) is False


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_changed_byte_anywhere_is_noticed(signed: Path, tmp_path: Path, *, write: bool) -> None:
    good, chance, path = signed.read_bytes(), random.Random(60), tmp_path / "received.sqlite"
    places = [*range(0, 100, 5), *(chance.randrange(len(good)) for _ in range(60)), len(good) - 1]
    outcomes = set()
    for place in places:
        content = bytearray(good)
        content[place] ^= chance.randrange(1, 256)
        path.write_bytes(content)
        try:
            with open_file(path, write=write) as file:
                assert file.is_as_sealed() is False, place
                with pytest.raises(KnownProblem):
                    file.sign(SHERIFF, own_key(), by="Bob")
            outcomes.add("broken seal")
        except KnownProblem as problem:
            outcomes.add(type(problem).__name__)

    assert "broken seal" in outcomes


def test_bytes_behind_the_end_and_a_missing_page_are_noticed(signed: Path) -> None:
    good = signed.read_bytes()

    signed.write_bytes(good + b"more")
    assert is_as_sealed(signed) is False
    signed.write_bytes(good[:-4096])
    with pytest.raises(KnownProblem):
        is_as_sealed(signed)


def test_a_broken_seal_stays_broken_in_a_copy_and_nobody_can_sign_over_it(
    signed: Path, tmp_path: Path
) -> None:
    edited(signed, "UPDATE response SET note = 'late' WHERE item_id = '1S-01'")
    copy, embedded = tmp_path / "copy.sqlite", tmp_path / "embedded.sqlite"
    with open_file(signed) as file:
        file.save_copy(copy)
        embedded.write_bytes(file.sealed_copy())
        with pytest.raises(ChangedAfterSigning, match="changed after it was signed"):
            file.sign(SHERIFF, own_key(), by="Bob")
        assert file.is_as_sealed() is False

    for path in (copy, embedded):
        assert is_as_sealed(path) is False
        with open_file(path) as file, pytest.raises(ChangedAfterSigning):
            file.sign(SHERIFF, own_key(), by="Bob")


def test_a_signed_file_that_was_deleted_meanwhile_can_still_be_copied(signed: Path, tmp_path: Path) -> None:
    with open_file(signed) as file:
        signed.unlink()
        file.save_copy(tmp_path / "rescued.sqlite")

    with open_file(tmp_path / "rescued.sqlite") as copy:
        assert copy.assessment().is_locked
        assert copy.is_as_sealed() is True  # what was read is whole, to the last byte


def test_a_file_with_a_broken_seal_can_be_reopened_and_signed_anew(signed: Path) -> None:
    edited(signed, "UPDATE response SET note = 'late' WHERE item_id = '1S-01'")
    with open_file(signed) as file:
        file.reopen("Somebody changed it.", by="Ann")
        file.record_response("1S-01", by="Ann", note="")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")

        assert file.is_as_sealed() is True


def test_a_program_that_dies_between_sign_off_and_seal_seals_at_the_next_opening(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(file_seal, "seal", killed)
        with open_file(ready) as file, pytest.raises(KeyboardInterrupt):
            file.sign(SUPERINTENDENT, own_key(), by="Ann")
    before = contents(ready.parent)

    assert is_as_sealed(ready) is None  # to read: it is told, and not touched
    assert contents(ready.parent) == before
    assert is_as_sealed(ready, write=True) is True
    assert is_as_sealed(ready) is True


def test_a_drive_that_fails_at_the_seal_keeps_nobody_from_signing_or_opening(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as failing:
        failing.setattr(file_seal, "seal", failed)
        with open_file(ready) as file:
            assert file.sign(SUPERINTENDENT, own_key(), by="Ann")
        with open_file(ready) as file:
            assert file.is_as_sealed() is None
            assert file.sign(SHERIFF, own_key(), by="Bob")
    assert is_as_sealed(ready, write=True) is True


@pytest.mark.parametrize("chunk", [100, 1000, 4095])
def test_the_digest_may_lie_across_what_is_read_at_once(
    signed: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(file_seal, "_CHUNK", chunk)

    assert is_as_sealed(signed) is True
    edited(signed, "UPDATE response SET note = 'late' WHERE item_id = '1S-01'")
    assert is_as_sealed(signed) is False


def test_a_large_file_that_holds_another_unsealed_one_is_sealed_all_the_same(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "inner.sqlite"
    with open_file(ready) as file:
        file.save_copy(inner)
    with monkeypatch.context() as failing, open_file(inner) as file:
        failing.setattr(file_seal, "seal", lambda *_: None)
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
    padded = tmp_path / "inner and more.dat"
    padded.write_bytes(random.Random(1).randbytes(2_500_000) + inner.read_bytes())

    with open_file(ready) as file:
        file.attach("1S-01", padded, by="Ann")
        file.record_response("1S-01", by="Ann", note="not sealed yet: SECURe Desktop: not sealed yet..")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")

        assert file.is_as_sealed() is True


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_a_change_that_was_cut_off_and_taken_back_does_not_break_the_seal(
    signed: Path, tmp_path: Path, *, write: bool
) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, str(signed)], check=False)
    assert signed.with_name("ready.sqlite-journal").stat().st_size > 0

    with open_file(signed, write=write) as file:
        assert file.is_as_sealed() is True
        file.save_copy(tmp_path / "copy.sqlite")
    assert is_as_sealed(tmp_path / "copy.sqlite") is True


@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "broken"])
def test_a_newer_format_keeps_a_seal_as_it_is_whole_or_broken(
    signed: Path, *, write: bool, whole: bool
) -> None:
    if not whole:
        edited(signed, "UPDATE response SET note = 'late'")

    with open_file(signed, write=write, steps=(*MIGRATIONS, add_a_color)) as file:
        assert file.is_as_sealed() is whole
