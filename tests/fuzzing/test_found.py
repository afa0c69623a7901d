"""Inputs that once broke a reader. Each is in the corpus; here is what becomes of it now, in a sentence."""

import contextlib
import sqlite3
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from secure_desktop.commands.arguments import day
from secure_desktop.earlier_errors import WrongJson
from secure_desktop.errors import DamagedFile, KnownProblem
from secure_desktop.exchange.assessment_from_json import read_assessment
from secure_desktop.exchange.assessment_json import kept_in
from secure_desktop.exchange.keys import load_pfx, number_of
from secure_desktop.exchange.locked_archive import unpack
from secure_desktop.exchange.report_content import report_content
from secure_desktop.file_names import safe_name
from secure_desktop.model.canonical import digest
from secure_desktop.sharing_errors import ZipDamaged
from secure_desktop.signing_errors import NotADate, NotADigitalId, NotAsSigned
from secure_desktop.storage import file_seal, lock
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_figures, read_quickly
from tests import builders
from tests.fuzzing import corpus
from tests.fuzzing.readers.keys import PASSPHRASE
from tests.fuzzing.readers.parcels import PASSWORD


def test_a_lock_file_that_names_an_endless_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "river.sqlite"
    lock.lock_file(path).write_bytes(corpus.seed("lock", "found-endless-process.json"))

    assert lock.read_holder(path) == lock.Holder()


def test_a_very_long_text_does_not_bury_the_sentence_that_refuses_it() -> None:
    with pytest.raises(NotADate) as refused:
        day(corpus.seed("day", "found-very-long.txt").decode())

    assert len(str(refused.value)) < 1200


def test_a_zip_that_contradicts_itself_about_its_lock_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "received.zip"
    path.write_bytes(corpus.seed("archive", "found-aes-without-lock.zip"))

    with pytest.raises(ZipDamaged):
        unpack(path, tmp_path / "unpacked", password=PASSWORD)

    assert [each.name for each in tmp_path.iterdir() if each.name != "home"] == ["received.zip"]


def test_a_digital_id_that_is_written_loosely_is_read_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "id.pfx"
    path.write_bytes(corpus.seed("digital-id", "found-ber.pfx"))

    assert load_pfx(path, PASSPHRASE).number == number_of(corpus.seed("certificate", "own.der"))


def test_a_rubric_with_half_a_character_in_an_export_is_no_rubric(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(corpus.seed("export", "found-half-character-in-rubric.json"))

    with pytest.raises(WrongJson, match="it is not a rubric"):
        read_assessment(path)


@pytest.mark.parametrize(
    ("statement", "made_up"),
    [("UPDATE revision SET form = ?", "no JSON"), ("UPDATE revision SET form = ?", "{}")],
    ids=["no JSON", "no form"],
)
def test_a_file_that_keeps_something_else_as_signed_is_not_exported(
    tmp_path: Path, statement: str, made_up: str
) -> None:
    path = tmp_path / "received.sqlite"
    path.write_bytes(corpus.seed("assessment", "signed.sqlite"))
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, (made_up,))

    with open_file(path, write=False) as file, pytest.raises(DamagedFile):
        kept_in(file)


def test_a_file_whose_earlier_assessment_is_no_json_is_not_exported(tmp_path: Path) -> None:
    path = tmp_path / "received.sqlite"
    path.write_bytes(corpus.seed("assessment", "ready.sqlite"))
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO earlier VALUES (1, 'year', 'no JSON', ?)", (digest("no JSON"),))

    with open_file(path, write=False) as file, pytest.raises(DamagedFile):
        kept_in(file)


def test_a_sealed_file_that_keeps_something_else_as_signed_gets_no_report(tmp_path: Path) -> None:
    path = tmp_path / "received.sqlite"
    path.write_bytes(corpus.seed("assessment", "signed.sqlite"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        with connection:
            connection.execute("UPDATE revision SET form = 'no JSON'")
            file_seal.put_placeholder(connection)
        file_seal.seal(connection, path)

    with open_file(path, write=False) as file, pytest.raises(NotAsSigned):
        report_content(file, builders.NOW, public=True)


@pytest.mark.parametrize("read", [read_figures, read_quickly])
def test_a_page_on_which_the_rubric_is_no_text_is_told(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    path = tmp_path / "received.sqlite"
    path.write_bytes(corpus.seed("assessment", "ready.sqlite"))
    allow = ("json TEXT NOT NULL", "json TEXT")
    for before, after, statement in (
        (*allow, "UPDATE rubric SET json = NULL"),
        (*reversed(allow), "SELECT 1"),
    ):
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA writable_schema = ON")
            schema = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'rubric'"
            connection.execute(schema, (before, after))
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(statement)

    with pytest.raises(KnownProblem, match="received"):
        read(path)


def test_a_digital_id_that_asks_for_millions_of_rounds_is_refused_before_the_first(tmp_path: Path) -> None:
    path = tmp_path / "id.pfx"
    path.write_bytes(corpus.seed("digital-id", "found-134-million-rounds.pfx"))

    with pytest.raises(NotADigitalId):
        load_pfx(path, PASSPHRASE)


def test_a_digital_id_with_nothing_in_it_is_none(tmp_path: Path) -> None:
    path = tmp_path / "id.pfx"
    path.write_bytes(corpus.seed("digital-id", "found-nothing-signed.pfx"))

    with pytest.raises(NotADigitalId):
        load_pfx(path, PASSPHRASE)


def test_a_certificate_with_an_odd_number_is_read_without_a_warning() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        number_of(corpus.seed("certificate", "found-number-below-zero.der"))

    assert not told


def test_letters_that_join_when_a_sign_between_them_goes_give_a_name_that_stays() -> None:
    name = safe_name(corpus.seed("file-name", "found-joined-letters.txt").decode("utf-8", "replace"))

    assert safe_name(name) == name
