import sqlite3
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.combining_errors import (
    CopyOfAReviewerCopy,
    ReviewerCopyNotSigned,
    ReviewerMissing,
    SignedIsNotReviewed,
    UnknownActionStep,
)
from secure_desktop.errors import DiskFull, KnownProblem, TargetExists
from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.reviewer_copies import make_copies
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.copies import answer, assessment, at_work, reviewer, reviewer_copy
from tests.storage.ready import SUPERINTENDENT, sign, write_ready
from tests.storage.snapshots import contents

SECRET = "What only the team may read"


@pytest.fixture
def told(empty: Path, paper: Path) -> Path:
    """An assessment with an answer, a note, a next step and an attached file in each of its two steps."""
    for item_id in ("1S-01", "2S-01"):
        paper.write_bytes(f"%PDF {SECRET} {item_id}".encode())
        with at_work(empty) as file:
            file.record_response(item_id, by="Ann", answer=Answer.PARTLY, note=f"{SECRET} {item_id}")
            file.record_next_step(builders.next_step(int(item_id[0]), item_id, text=f"{SECRET}!"), by="Ann")
            file.attach(item_id, paper, by="Ann", title=f"{SECRET}?")
    return empty


def test_a_copy_says_the_same_and_for_whom_it_is(told: Path) -> None:
    copy = reviewer_copy(told)

    here, there = assessment(told), assessment(copy)
    assert there.reviewer == reviewer()
    assert (there.responses, there.evidence, there.next_steps) == (
        here.responses,
        here.evidence,
        here.next_steps,
    )
    assert (there.id, there.salt, there.profile) == (here.id, here.salt, here.profile)
    with open_file(told, write=False) as one, open_file(copy, write=False) as other:
        assert one.as_side().copy != other.as_side().copy
        assert one.history() == other.history()


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("evidence", [True, False])
@pytest.mark.parametrize("steps", [(1, 2), (2,)])
def test_what_is_left_out_is_nowhere_in_the_file(
    told: Path, *, answers: bool, evidence: bool, steps: tuple[int, ...]
) -> None:
    copy = reviewer_copy(told, steps=steps, has_answers=answers, has_evidence=evidence)

    found, content = assessment(copy), copy.read_bytes()
    asked = {"1S-01", "2S-01"} if steps == (1, 2) else {"2S-01"}
    assert set(found.responses) == (asked if answers else set())
    assert {step.item_id for step in found.next_steps} == (asked if answers else set())
    assert {entry.item_id for entry in found.evidence} == (asked if evidence else set())
    for item_id in ("1S-01", "2S-01"):
        assert (f"%PDF {SECRET} {item_id}".encode() in content) == (evidence and item_id in asked)
        assert (f"{SECRET} {item_id}".encode() in content) == ((answers or evidence) and item_id in asked)
    assert (f"{SECRET}!".encode() in content) == answers
    assert (f"{SECRET}?".encode() in content) == evidence


def test_a_copy_carries_nothing_of_what_was_signed_before(tmp_path: Path) -> None:
    path = tmp_path / "ready.sqlite"
    write_ready(path)
    sign(path)
    with open_file(path) as file:
        file.reopen("The sheriff asked for it.", by="Ann")
        file.remove_evidence(builders.evidence(1).id, by="Ann")
    copy = reviewer_copy(path)

    found = assessment(copy)
    assert (found.revision, found.sign_offs, found.revisions) == (2, (), ())
    assert b"The sheriff asked for it." not in copy.read_bytes()
    verdict = verify(copy)
    assert (verdict.state, verdict.findings) == (State.NOT_SIGNED, ())


def test_no_copies_are_made_of_a_signed_assessment(tmp_path: Path) -> None:
    path = tmp_path / "ready.sqlite"
    write_ready(path)
    sign(path)

    with pytest.raises(SignedIsNotReviewed, match="Reopen it first"):
        reviewer_copy(path)


def test_no_copies_are_made_of_a_reviewer_copy_and_it_is_not_signed(tmp_path: Path) -> None:
    path = tmp_path / "ready.sqlite"
    write_ready(path)
    copy = reviewer_copy(path)

    with pytest.raises(CopyOfAReviewerCopy, match=r"made for Sgt\. Rivera"):
        reviewer_copy(copy, "Another")
    with open_file(copy) as file, pytest.raises(ReviewerCopyNotSigned):
        file.sign(SUPERINTENDENT, own_key(), by="Ann")


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"name": " \n"}, ReviewerMissing),
        ({"steps": ()}, UnknownActionStep),
        ({"steps": (1, 3)}, UnknownActionStep),
    ],
)
def test_a_copy_that_cannot_be_asked_for_is_not_made(
    empty: Path, wrong: dict[str, Any], problem: type[KnownProblem]
) -> None:
    before = contents(empty.parent)

    with open_file(empty) as file, pytest.raises(problem):
        make_copies(file, empty.parent, [reviewer("Ann"), reviewer(**{"name": "Bob", **wrong})])

    assert contents(empty.parent) == before


def test_copies_are_named_after_their_reviewers_and_replace_nothing(empty: Path) -> None:
    empty.with_name("river – Bob.sqlite").write_text("weeks of work")
    names = ["Ann", "Ann", "ann", "Bob", "../C:\\D", "CON", "Ñandú 学校", "x" * 500]

    with open_file(empty) as file:
        made = make_copies(file, empty.parent, [reviewer(name) for name in names])

    assert [path.name for path in made[:6]] == [
        "river – Ann.sqlite",
        "river – Ann 2.sqlite",
        "river – ann 3.sqlite",
        "river – Bob 2.sqlite",
        "river – C D.sqlite",
        "river – CON_.sqlite",
    ]
    assert all(len(path.name) <= 120 and path.parent == empty.parent for path in made)
    assert [assessment(path).reviewer.name for path in made if assessment(path).reviewer] == names  # type: ignore[union-attr]
    assert empty.with_name("river – Bob.sqlite").read_text() == "weeks of work"
    assert not list(empty.parent.glob(".*part"))


def test_when_one_copy_fails_none_is_there(empty: Path) -> None:
    before = contents(empty.parent)

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with open_file(empty) as file, pytest.raises(KeyboardInterrupt):
        make_copies(file, empty.parent, [reviewer(name) for name in ("Ann", "Bob", "Cid")], stop)

    assert contents(empty.parent) == before


def test_a_copy_never_replaces_anything(empty: Path) -> None:
    reviewer_copy(empty)

    with pytest.raises(TargetExists):
        reviewer_copy(empty)


def test_the_copy_is_a_whole_database(told: Path) -> None:
    connection = sqlite3.connect(reviewer_copy(told, has_answers=False))

    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    connection.close()


def test_entries_on_a_copy_can_go_on(told: Path) -> None:
    copy = reviewer_copy(told, has_answers=False)

    answer(copy, "1S-01", "Sgt. Rivera", Answer.IN_PLACE)

    assert assessment(copy).response("1S-01").answer is Answer.IN_PLACE


@pytest.mark.parametrize("small_drive", [300], indirect=True)
def test_a_full_disk_names_the_copy_that_did_not_fit_and_leaves_none(told: Path, small_drive: Path) -> None:
    with open_file(told, write=False) as file, pytest.raises(DiskFull) as caught:
        make_copies(file, small_drive, [reviewer(name=name) for name in ("One", "Two", "Three")])

    assert str(caught.value).startswith("“river – ")
    assert list(small_drive.iterdir()) == []
