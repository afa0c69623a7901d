"""Inputs that once broke a reader. Each is in the corpus; here is what becomes of it now, in a sentence."""

from pathlib import Path

import pytest

from secure_desktop.commands.arguments import day
from secure_desktop.earlier_errors import WrongJson
from secure_desktop.exchange.assessment_from_json import read_assessment
from secure_desktop.exchange.keys import load_pfx, number_of
from secure_desktop.exchange.locked_archive import unpack
from secure_desktop.sharing_errors import ZipDamaged
from secure_desktop.signing_errors import NotADate
from secure_desktop.storage import lock
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
