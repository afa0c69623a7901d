"""What holds of real files, whatever was done on them; `tests/model/test_combining.py` asks more of files without a disk."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from secure_desktop.combining_errors import NothingNew, PickedTwice
from secure_desktop.exchange.combining import carry_out, prepare, undo
from secure_desktop.model.assessment import CHOICES, Assessment
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import create_file
from tests import builders
from tests.exchange.copies import at_work, choosing, copy_of, entry_ids, reviewer_copy

KINDS = (
    "answer",
    "answer",
    "note",
    "place",
    "attach",
    "remove",
    "step",
    "person",
    "copy",
    "review",
    "combine",
    "undo",
)
NUMBER = st.integers(0, 11)
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), NUMBER, NUMBER), min_size=4, max_size=14)


@contextmanager
def lived(acts: list[tuple[str, int, int]]) -> Iterator[list[Path]]:
    """Hand out all files after everything was done; the first is the assessment."""
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "first.sqlite"
        create_file(first, builders.rubric(1, 1), builders.assessment().profile, by="Ann")
        paths = [first, copy_of(first, "first copy"), reviewer_copy(first, "Rivera", has_answers=False)]
        for place, (kind, which, how) in enumerate(acts):
            path = paths[which % len(paths)]
            if kind in ("copy", "review"):
                if len(paths) < 5 and (kind == "copy" or path is first):
                    make = copy_of if kind == "copy" else reviewer_copy
                    paths.append(make(path, f"copy {place}"))
            else:
                with at_work(path) as file:
                    do(file, kind, how, f"Person {which % len(paths)}", paths)
        yield paths


def do(file: AssessmentFile, kind: str, how: int, by: str, paths: list[Path]) -> None:
    assessment = file.assessment()
    item_id = assessment.rubric.items[how % 2].id
    if kind == "answer":
        file.record_response(item_id, by=by, answer=CHOICES[how % 4], reason="No such school.")
    elif kind == "note":
        file.record_response(item_id, by=by, note=f"Note {how % 3}")
    elif kind == "place":
        mine = next((entry for entry in assessment.evidence if entry.kind is EvidenceKind.PLACE), None)
        file.record_evidence(replace(mine or builders.evidence(how), title=f"Title {how}"), by=by)
    elif kind == "attach":
        paper = file.path.with_name("paper.pdf")
        paper.write_bytes(b"%PDF" + bytes([how % 3]) * 5000)
        file.attach(item_id, paper, by=by)
    elif kind == "remove" and assessment.evidence:
        file.remove_evidence(assessment.evidence[how % len(assessment.evidence)].id, by=by)
    elif kind == "step":
        file.record_next_step(builders.next_step(how % 2, item_id="1S-01", owner=f"Owner {how}"), by=by)
    elif kind == "person":
        others = [person for person in assessment.participants if person.id != builders.participant(1).id]
        file.record_participants([*others, builders.participant(1, title=f"Title {how}")], by=by)
    elif kind in ("combine", "undo") and assessment.reviewer is None:
        combine(file, how, [path for path in paths if path != file.path], undone=kind == "undo")


def combine(file: AssessmentFile, how: int, paths: list[Path], *, undone: bool) -> None:
    """Combine a file with all others; or do so, undo it, do it again and undo that."""
    combination = prepare(file, paths)
    assert {type(refused.problem) for refused in combination.refused} <= {NothingNew, PickedTwice}
    if not combination.brings_news:
        return
    choices = choosing(combination, lambda number: how % number)
    _, subject = carry_out(file, combination, choices, by="Combiner")
    if undone:
        before = said(file.assessment())
        undo(file, subject, by="Combiner")
        _, subject = carry_out(file, combination, choices, by="Combiner")
        assert said(file.assessment()) == before
        undo(file, subject, by="Combiner")


def said(assessment: Assessment) -> Any:
    """Return what an assessment says, without when its choices were entered."""
    responses = {key: replace(entry, changed_at=None) for key, entry in assessment.responses.items()}
    steps = tuple(replace(step, changed_at=None) for step in assessment.next_steps)
    return responses, assessment.profile, assessment.participants, assessment.evidence, steps


@given(acts=ACTS, order=st.randoms(use_true_random=False))
@settings(max_examples=12)
def test_order_does_not_matter_twice_is_once_and_nothing_is_lost(
    acts: list[tuple[str, int, int]], order: random.Random
) -> None:
    with lived(acts) as (first, *copies):
        other = Path(shutil.copy(first, first.with_name("the same.sqlite")))
        shuffled = copies[:]
        order.shuffle(shuffled)
        everything = {entry for path in (first, *copies) for entry in entry_ids(path)}
        found = []
        for path, paths in ((first, copies), (other, shuffled)):
            with at_work(path) as file:
                combination = prepare(file, paths)
                if combination.brings_news:
                    carry_out(file, combination, choosing(combination, lambda number: number - 1), by="Ann")
                before = path.read_bytes()
                again = prepare(file, paths)
                assert not again.brings_news
                assert not again.topics
                assert path.read_bytes() == before
                found.append(said(file.assessment()))
                for entry in file.assessment().evidence:
                    if entry.kind is EvidenceKind.FILE:
                        assert len(file.content(entry.sha256)) == entry.size
            assert everything <= entry_ids(path)
        assert found[0] == found[1]


@given(acts=ACTS)
@settings(max_examples=12)
def test_undo_gives_back_the_former_state_with_all_attached_files(acts: list[tuple[str, int, int]]) -> None:
    with lived(acts) as (first, *copies), at_work(first) as file:
        combination = prepare(file, copies)
        if not combination.brings_news:
            return
        before = file.assessment()
        contents = {entry.sha256: file.content(entry.sha256) for entry in before.evidence if entry.sha256}
        _, subject = carry_out(file, combination, choosing(combination, lambda number: number - 1), by="Ann")

        undo(file, subject, by="Ann")

        after = file.assessment()
        assert after.responses == before.responses
        assert (after.profile, after.participants) == (before.profile, before.participants)
        assert set(after.evidence) == set(before.evidence)
        assert set(after.next_steps) == set(before.next_steps)
        assert {
            entry.sha256: file.content(entry.sha256) for entry in after.evidence if entry.sha256
        } == contents
        second = prepare(file, copies)
        assert [topic.key for topic in second.topics] == [topic.key for topic in combination.topics]
        assert list(second.conflicts) == list(combination.conflicts)
