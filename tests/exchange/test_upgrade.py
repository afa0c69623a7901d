import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given

from secure_desktop.earlier_errors import (
    NoNewerVersion,
    SignedBeforeUpgrade,
    SignedWithOtherVersion,
    UpgradeOfCopy,
)
from secure_desktop.errors import TargetExists, TargetUnwritable
from secure_desktop.exchange.next_year import earlier_of
from secure_desktop.exchange.report_content import report_content
from secure_desktop.exchange.upgrade import proposed_name, save_upgraded, upgrade_of
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer, Assessment, Response
from secure_desktop.model.credibility import contradicts_itself
from secure_desktop.model.reconfirming import EarlierKind, removed_items, waiting
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.rebuilding import Kept, rebuild_file
from secure_desktop.storage.reviewer_record import put_reviewer
from tests import builders
from tests.builders import NOW
from tests.exchange.generated import assessments
from tests.exchange.trust import EVIDENCE, Signed
from tests.exchange.versions import CHANGED, GONE, NEW, version_2
from tests.storage.snapshots import contents


def upgraded(path: Path, target: Path, rubric: Rubric | None = None) -> Assessment:
    """Bring a file to the second version, and return what it says then."""
    with open_file(path, write=False, clock=lambda: NOW) as file:
        save_upgraded(file, target, rubric or version_2(), by="Ann", clock=lambda: NOW)
    with open_file(target, write=False) as file:
        return file.assessment()


@pytest.fixture
def reopened(signed: Signed) -> Path:
    """A file with one signed revision, open again: four items in place, one partly, evidence, a next step."""
    with open_file(signed.file) as file:
        file.reopen("The checklist has changed.", by="Ann")
        gone = next(entry for entry in file.assessment().evidence if entry.sha256)
        file.record_next_step(builders.next_step(7, GONE), by="Ann")
        file.remove_evidence(gone.id, by="Ann")
        (signed.file.parent / "mou.txt").write_bytes(EVIDENCE)
        file.attach(GONE, signed.file.parent / "mou.txt", by="Ann")
    return signed.file


def test_answers_to_what_reads_the_same_are_kept_to_the_second(reopened: Path, tmp_path: Path) -> None:
    with open_file(reopened, write=False) as file:
        before = file.assessment()

    after = upgraded(reopened, tmp_path / "new.sqlite")

    assert after.rubric == version_2()
    assert (after.id, after.salt, after.profile) == (before.id, before.salt, before.profile)
    assert (after.participants, after.sign_offs, after.revisions) == (
        before.participants,
        before.sign_offs,
        before.revisions,
    )
    for item_id in ("1S-01", "1S-03", "2S-01"):
        assert after.response(item_id) == before.response(item_id)


def test_what_reads_otherwise_is_asked_again_and_what_is_gone_stays_readable(
    reopened: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new.sqlite"
    with open_file(reopened, write=False) as file:
        before = file.assessment()

    after = upgraded(reopened, target)

    assert not after.response(CHANGED).is_answered
    assert after.response(CHANGED).note == before.response(CHANGED).note
    assert not after.response(NEW).is_answered
    assert GONE not in after.responses
    assert not after.evidence_of(GONE)
    assert not after.steps_of(GONE)
    with open_file(target) as file:
        earlier = earlier_of(file)
        assert earlier is not None
        assert (earlier.kind, earlier.assessment) == (EarlierKind.UPGRADE, before)
        assert [item.id for item in waiting(after, earlier)] == [CHANGED]
        assert [item.id for item in removed_items(after, earlier)] == [GONE]
        kept = [entry for entry in earlier.assessment.evidence_of(GONE) if entry.sha256]
        assert [file.content(entry.sha256) for entry in kept] == [EVIDENCE]


def test_the_original_stays_as_it_was_and_its_history_comes_along(reopened: Path, tmp_path: Path) -> None:
    before = contents(reopened.parent)
    target = tmp_path / "new.sqlite"
    upgraded(reopened, target)

    assert contents(reopened.parent) == before
    with open_file(reopened) as old, open_file(target) as new:
        entries = new.history()
        assert entries[: len(old.history())] == old.history()
        added = [(e.kind, e.subject, e.field, e.by) for e in entries[len(old.history()) :]]
        assert len({e.copy for e in entries[len(old.history()) :]} - {e.copy for e in old.history()}) == 1
    assert added[0][0::2] == ("assessment", "upgraded")
    assert ("response", CHANGED, "answer", "Ann") in added
    assert ("response", GONE, "answer", "Ann") in added
    assert [kind for kind, _, field, _ in added if field == "removed"] == [
        "next_step",
        "evidence",
        "evidence",
    ]


def test_what_was_signed_before_can_still_be_checked_and_reported(reopened: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.sqlite"
    upgraded(reopened, target)

    assert verify(target).findings == ()
    with open_file(target) as file:
        summary, _ = report_content(file, NOW, revision=1)
    assert summary.rubric == builders.rubric()
    assert summary.tally.unanswered == 0


def test_a_report_of_what_was_signed_two_versions_ago_is_left_to_the_older_file(
    reopened: Path, tmp_path: Path
) -> None:
    upgraded(reopened, tmp_path / "2.sqlite")
    third = replace(version_2(), version="2.0")
    upgraded(tmp_path / "2.sqlite", tmp_path / "3.sqlite", third)

    with open_file(tmp_path / "3.sqlite") as file, pytest.raises(SignedWithOtherVersion):
        report_content(file, NOW, revision=1)


def test_an_answer_that_waits_still_waits_after_the_next_version(reopened: Path, tmp_path: Path) -> None:
    upgraded(reopened, tmp_path / "2.sqlite")
    third = replace(version_2(), version="2.0")
    after = upgraded(tmp_path / "2.sqlite", tmp_path / "3.sqlite", third)

    with open_file(tmp_path / "3.sqlite") as file:
        earlier = earlier_of(file)
    assert earlier is not None
    assert [item.id for item in waiting(after, earlier)] == [CHANGED]
    assert earlier.other_wording(third.item(CHANGED)) == builders.rubric().item(CHANGED).text


def test_a_signed_one_is_reopened_first(signed: Signed, tmp_path: Path) -> None:
    with pytest.raises(SignedBeforeUpgrade, match="Reopen it"):
        upgraded(signed.file, tmp_path / "new.sqlite")


def test_a_reviewer_does_not_exchange_the_checklist(empty: Path, tmp_path: Path) -> None:
    with open_file(empty) as file, file.atomic("Ann"):
        put_reviewer(file._db, Reviewer("Bob", (1,), has_answers=True, has_evidence=True, made_at=NOW))

    with pytest.raises(UpgradeOfCopy):
        upgraded(empty, tmp_path / "new.sqlite")


def test_there_has_to_be_a_newer_version(empty: Path, tmp_path: Path) -> None:
    for rubric in (builders.rubric(), replace(version_2(), version="0.9"), replace(version_2(), id="other")):
        with open_file(empty) as file, pytest.raises(NoNewerVersion):
            upgrade_of(file, rubric)


def test_nothing_is_left_where_it_cannot_be_written(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "there.sqlite").write_bytes(b"mine")
    before = contents(tmp_path)

    with pytest.raises(TargetExists):
        upgraded(empty, tmp_path / "there.sqlite")
    with pytest.raises(TargetUnwritable):
        upgraded(empty, tmp_path / "nowhere" / "new.sqlite")

    assert contents(tmp_path) == before


def test_the_new_file_is_named_after_its_version(empty: Path) -> None:
    first = proposed_name(empty, replace(version_2(), version="1/2"))
    assert first.name == "river (version 1 2).sqlite"

    proposed_name(empty, version_2()).write_bytes(b"")
    assert proposed_name(empty, version_2()).name == "river (version 1.10) 2.sqlite"


def test_the_history_explains_every_row_of_the_new_file(reopened: Path, tmp_path: Path) -> None:
    upgraded(reopened, tmp_path / "2.sqlite")
    upgraded(tmp_path / "2.sqlite", tmp_path / "3.sqlite", replace(version_2(), version="2.0"))

    for name in ("2.sqlite", "3.sqlite"):
        with open_file(tmp_path / name) as file:
            assert not contradicts_itself(file.as_side())


@given(assessments())
@hypothesis.settings(max_examples=30)
def test_nothing_that_was_said_is_lost_on_the_way(made: tuple[Assessment, Kept]) -> None:
    before, kept = made
    with tempfile.TemporaryDirectory() as name:
        old, target = Path(name) / "1.sqlite", Path(name) / "2.sqlite"
        rebuild_file(old, replace(before, reviewer=None), kept, source="", by="")
        with open_file(old) as file:
            pending = earlier_of(file)
        after = upgraded(old, target)
        with open_file(target) as file:
            earlier = earlier_of(file)
    assert earlier is not None
    for item_id, response in before.responses.items():
        now, then = after.response(item_id), earlier.assessment.response(item_id)
        assert response.note in now.note or response.note in then.note
        assert not response.is_answered or response in (now, then)
    for entry in before.evidence:
        assert entry in (*after.evidence, *earlier.assessment.evidence)
    for step in before.next_steps:
        assert step in (*after.next_steps, *earlier.assessment.next_steps)
    asked_once = {item.id for item in before.rubric} & {item.id for item in version_2()}
    for item_id in asked_once:
        was = before.response(item_id) if before.response(item_id).is_answered else None
        was = was or (pending.response(item_id) if pending is not None else None)
        if was is not None:
            assert was.answer in (after.response(item_id).answer, _answer(earlier.response(item_id)))


def _answer(response: Response | None) -> Answer | None:
    return response.answer if response is not None else None
