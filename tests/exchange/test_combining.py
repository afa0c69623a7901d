from pathlib import Path

import pytest

from secure_desktop.combining_errors import ConflictsOpen, NothingToCombine
from secure_desktop.exchange.combining import carry_out, prepare, undo
from secure_desktop.model.assessment import Answer
from tests import builders
from tests.exchange.copies import (
    answer,
    assessment,
    at_work,
    choosing,
    copy_of,
    reviewer_copy,
)
from tests.storage.snapshots import contents


def said(path: Path, item_id: str) -> tuple[str, str, str]:
    response = assessment(path).response(item_id)
    return response.answer, response.note, response.changed_by


def test_what_only_one_side_changed_is_taken(empty: Path) -> None:
    answer(empty, "1S-01", "Ann", Answer.PARTLY)
    copy = copy_of(empty, "copy")
    answer(copy, "1S-01", "Bob", Answer.IN_PLACE, note="Signed.")
    answer(copy, "1S-02", "Bob", Answer.PARTLY)
    answer(empty, "2S-01", "Ann", Answer.NOT_IN_PLACE)

    with at_work(empty) as file:
        combination = prepare(file, [copy])
        assert not combination.conflicts
        assert [topic.label for topic in combination.with_news] == ["1.1", "1.2"]
        changes, _ = carry_out(file, combination, {}, by="Ann")

    assert changes.items == {"1S-01", "1S-02"}
    assert said(empty, "1S-01") == ("in-place", "Signed.", "Bob")
    assert said(empty, "1S-02") == ("partly", "", "Bob")
    assert said(empty, "2S-01") == ("not-in-place", "", "Ann")


def test_what_differs_waits_for_a_person_with_every_opinion(empty: Path) -> None:
    answer(empty, "1S-01", "Ann", Answer.IN_PLACE)
    principal, sergeant = reviewer_copy(empty, "Principal"), reviewer_copy(empty, "Sergeant")
    answer(principal, "1S-01", "Principal", Answer.PARTLY, note="No one knows who decides.")
    answer(sergeant, "1S-01", "Sergeant", Answer.NOT_IN_PLACE, note="Cancelled.")
    before = contents(empty.parent)

    with at_work(empty) as file:
        combination = prepare(file, [principal, sergeant])
        (topic,) = combination.differing
        on_answer, on_note = topic.conflicts
        assert [(o.value, o.who) for o in on_answer.opinions] == [
            (("in-place", ""), "Ann"),
            (("partly", ""), "Principal"),
            (("not-in-place", ""), "Sergeant"),
        ]
        assert [view.response.answer for view in topic.views] == ["in-place", "partly", "not-in-place"]
        with pytest.raises(ConflictsOpen, match=r"\(2 open\)"):
            carry_out(file, combination, {}, by="Ann")
        with pytest.raises(ConflictsOpen, match=r"\(1 open\)"):
            carry_out(file, combination, {on_answer.key: 2}, by="Ann")
    assert contents(empty.parent) == before

    with at_work(empty) as file:
        carry_out(file, combination, {on_answer.key: 2, on_note.key: on_note.joined}, by="Ann")
        told = [(e.by, e.field, e.after) for e in file.history_of("1S-01")]

    assert said(empty, "1S-01") == ("not-in-place", "No one knows who decides.\n\nCancelled.", "Ann")
    assert told == [
        ("Ann", "answer", "in-place"),
        ("Principal", "answer", "partly"),
        ("Principal", "note", "No one knows who decides."),
        ("Sergeant", "answer", "not-in-place"),
        ("Sergeant", "note", "Cancelled."),
        ("Ann", "answer", "not-in-place"),
        ("Ann", "note", "No one knows who decides.\n\nCancelled."),
    ]


def test_what_stands_in_this_file_can_be_kept_where_others_moved_on_and_disagree(empty: Path) -> None:
    answer(empty, "1S-01", "Ann", Answer.IN_PLACE)
    principal, sergeant = reviewer_copy(empty, "Principal"), reviewer_copy(empty, "Sergeant")
    answer(principal, "1S-01", "Principal", Answer.PARTLY)
    answer(sergeant, "1S-01", "Sergeant", Answer.NOT_IN_PLACE)

    with at_work(empty) as file:
        combination = prepare(file, [principal, sergeant])
        carry_out(file, combination, dict.fromkeys(combination.conflicts, 0), by="Eve")
        told = [(e.by, e.after) for e in file.history_of("1S-01")]
        again = prepare(file, [principal, sergeant])

    assert said(empty, "1S-01")[0] == "in-place"
    assert told == [
        ("Ann", "in-place"),
        ("Principal", "partly"),
        ("Sergeant", "not-in-place"),
        ("Eve", "in-place"),
    ]
    assert not again.topics


def test_what_was_never_answered_here_is_no_opinion_to_keep(empty: Path) -> None:
    principal, sergeant = reviewer_copy(empty, "Principal"), reviewer_copy(empty, "Sergeant")
    answer(principal, "1S-01", "Principal", Answer.PARTLY)
    answer(sergeant, "1S-01", "Sergeant", Answer.NOT_IN_PLACE)

    with at_work(empty) as file:
        (conflict,) = prepare(file, [principal, sergeant]).conflicts.values()

    assert [opinion.who for opinion in conflict.opinions] == ["Principal", "Sergeant"]


def test_combining_twice_changes_nothing(empty: Path) -> None:
    copy = copy_of(empty, "copy")
    answer(copy, "1S-01", "Bob", Answer.IN_PLACE)
    with at_work(empty) as file:
        carry_out(file, prepare(file, [copy]), {}, by="Ann")
        before = empty.read_bytes()
        again = prepare(file, [copy])
        assert [type(refusal.problem).__name__ for refusal in again.refused] == ["NothingNew"]
        with pytest.raises(NothingToCombine):
            carry_out(file, again, {}, by="Ann")
    assert empty.read_bytes() == before


def test_undo_gives_back_the_former_state_and_the_same_proposal(empty: Path, paper: Path) -> None:
    answer(empty, "1S-01", "Ann", Answer.PARTLY)
    with at_work(empty) as file:
        file.record_evidence(builders.evidence(), by="Ann")
        file.record_next_step(builders.next_step(), by="Ann")
        file.record_participants([builders.participant(1)], by="Ann")
    copy = copy_of(empty, "copy")
    with at_work(copy) as file:
        file.record_response("1S-01", by="Bob", answer=Answer.IN_PLACE, note="New")
        file.attach("1S-01", paper, by="Bob")
        file.remove_evidence(builders.evidence().id, by="Bob")
        file.record_next_step(builders.next_step(owner="Bob"), by="Bob")
        file.record_next_step(builders.next_step(2), by="Bob")
        file.record_participants([builders.participant(2), builders.participant(1, name="Other")], by="Bob")
    answer(empty, "1S-01", "Ann", note="Old")
    before = assessment(empty)

    with at_work(empty) as file:
        first = prepare(file, [copy])
        changes, subject = carry_out(file, first, choosing(first, lambda number: number - 1), by="Ann")
        after = file.assessment()
        assert undo(file, subject, by="Ann")
        undone = file.assessment()
        second = prepare(file, [copy])
        assert second.conflicts == first.conflicts
        assert second.with_news == first.with_news
        carry_out(file, first, choosing(second, lambda number: number - 1), by="Ann")
        redone = file.assessment()

    assert changes.evidence == {"1S-01"}
    assert after.response("1S-01").note == "New"
    assert [entry.title for entry in after.evidence] == [paper.stem]
    assert (undone.responses, undone.evidence, undone.next_steps, undone.participants) == (
        before.responses,
        before.evidence,
        before.next_steps,
        before.participants,
    )
    assert (redone.evidence, redone.next_steps, redone.participants) == (
        after.evidence,
        after.next_steps,
        after.participants,
    )
