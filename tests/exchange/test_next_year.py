import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.earlier_errors import EarlierUnreadable, StartFromCopy
from secure_desktop.errors import FolderGiven, TargetExists
from secure_desktop.exchange.next_year import Started, earlier_of, rubric_now, start_from
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.credibility import contradicts_itself
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.reviewer_record import put_reviewer
from tests.builders import NOW
from tests.exchange.trust import EVIDENCE, Signed, edit
from tests.exchange.versions import version_1, version_2
from tests.storage.snapshots import contents


def started(path: Path, target: Path, rubric: Rubric | None = None) -> Started:
    """Start a next year from a file."""
    with open_file(path, write=False) as file:
        of = file.assessment()
        return start_from(
            file,
            target,
            rubric or of.rubric,
            profile=replace(of.profile, school_year="2027–28"),
            participants=of.participants,
            by="Ann",
            clock=lambda: NOW,
        )


def said(path: Path) -> Assessment:
    with open_file(path, write=False) as file:
        return file.assessment()


def test_a_signed_year_is_the_start_of_the_next(signed: Signed, tmp_path: Path) -> None:
    before, seal = said(signed.file), contents(signed.file.parent)
    target = tmp_path / "next.sqlite"

    started(signed.file, target)

    after = said(target)
    assert after.id != before.id
    assert after.salt != before.salt
    assert (after.responses, after.sign_offs, after.revisions, after.revision) == ({}, (), (), 1)
    assert after.participants == before.participants
    assert after.profile.school_year == "2027–28"
    assert [step.id for step in after.next_steps] == [step.id for step in before.next_steps]
    assert [entry.title for entry in after.evidence] == [entry.title for entry in before.evidence]
    assert {entry.added_by for entry in after.evidence} == {"Ann"}
    with open_file(target) as file:
        earlier = earlier_of(file)
        attached = next(entry for entry in after.evidence if entry.sha256)
        assert file.content(attached.sha256) == EVIDENCE
    assert earlier is not None
    assert (earlier.kind, earlier.assessment) == (EarlierKind.YEAR, before)
    with open_file(target) as file:
        assert not contradicts_itself(file.as_side())
    assert contents(signed.file.parent) == seal


def test_what_was_to_be_renewed_stays_behind_with_its_content(empty: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_bytes(b"old")
    new.write_bytes(b"new")
    with open_file(empty) as file:
        file.record_response("1S-01", by="Ann", answer=Answer.IN_PLACE)
        file.attach("1S-01", old, by="Ann", renew_by=date(2026, 11, 22))
        file.attach("1S-01", new, by="Ann")

    came = started(empty, tmp_path / "next.sqlite")

    assert [entry.file_name for entry in came.carried.expired] == ["old.txt"]
    connection = sqlite3.connect(tmp_path / "next.sqlite")
    assert connection.execute("SELECT bytes FROM content").fetchall() == [(b"new",)]
    connection.close()


def test_evidence_whose_content_is_lost_stays_behind_and_is_told(empty: Path, tmp_path: Path) -> None:
    for name in ("lost.txt", "spoilt.txt", "whole.txt"):
        (tmp_path / name).write_bytes(name.encode())
        with open_file(empty) as file:
            file.attach("1S-01", tmp_path / name, by="Ann")
    edit(
        empty,
        "DELETE FROM content WHERE bytes = CAST('lost.txt' AS BLOB)",
        "UPDATE content SET bytes = CAST('x' AS BLOB) WHERE bytes = CAST('spoilt.txt' AS BLOB)",
    )

    came = started(empty, tmp_path / "next.sqlite")

    assert [entry.file_name for entry in came.lost] == ["lost.txt", "spoilt.txt"]
    assert [entry.file_name for entry in said(tmp_path / "next.sqlite").evidence] == ["whole.txt"]


def test_without_answers_nothing_earlier_is_kept(empty: Path, tmp_path: Path) -> None:
    started(empty, tmp_path / "next.sqlite")

    with open_file(tmp_path / "next.sqlite") as file:
        assert earlier_of(file) is None


def test_a_target_that_is_there_is_not_touched(empty: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.sqlite"
    target.write_bytes(b"mine")

    with pytest.raises(TargetExists):
        started(empty, target)
    with pytest.raises(FolderGiven):
        started(empty, tmp_path)

    assert target.read_bytes() == b"mine"


def test_an_earlier_assessment_that_was_altered_is_said_and_the_rest_is_read(
    sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "next.sqlite"
    started(sample, target)
    edit(target, "UPDATE earlier SET json = replace(json, 'in-place', 'partly')")

    with open_file(target) as file:
        assert len(file.assessment().rubric.items) == 49
        with pytest.raises(EarlierUnreadable, match="Its own answers are not touched"):
            earlier_of(file)


@pytest.mark.parametrize("text", ["", "{}", "[" * 100_000, '{"format": 1}', '{"format": 2}'])
def test_an_earlier_assessment_that_somebody_made_up_is_refused(
    sample: Path, tmp_path: Path, text: str
) -> None:
    from secure_desktop.model.canonical import digest

    target = tmp_path / "next.sqlite"
    started(sample, target)
    connection = sqlite3.connect(target)
    with connection:
        connection.execute("UPDATE earlier SET json = ?, digest = ?", (text, digest(text)))
    connection.close()

    with open_file(target) as file, pytest.raises(EarlierUnreadable):
        earlier_of(file)


def test_the_newest_version_on_the_shelf_is_answered_in_the_same_wording() -> None:
    shelf = Shelf({"secure-start": version_2()}, {}, ())

    assert rubric_now(shelf, version_1()) == version_2()
    assert rubric_now(shelf, replace(version_1(), version="2")) == replace(version_1(), version="2")
    spanish = replace(version_1(), overlays=("Español",))
    assert rubric_now(shelf, spanish) is spanish
    assert rubric_now(Shelf({}, {}, ()), version_1()) == version_1()


def test_nothing_starts_from_the_copy_of_a_reviewer(empty: Path, tmp_path: Path) -> None:
    with open_file(empty) as file, file.atomic("Ann"):
        put_reviewer(file._db, Reviewer("Bob", (1,), has_answers=True, has_evidence=True, made_at=NOW))

    with pytest.raises(StartFromCopy):
        started(empty, tmp_path / "next.sqlite")
