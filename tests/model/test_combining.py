"""What holds whatever people did on whatever copies, at whatever times, in whatever order."""

import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secure_desktop.combining_errors import ConflictsOpen, NoSuchChoice, NothingNew, PickedTwice
from secure_desktop.model.assessment import Answer
from secure_desktop.model.combining import Combination, Opinion
from secure_desktop.model.proposal import opinions_about
from secure_desktop.model.register import Register, Value, registers_of, values_of
from secure_desktop.model.side import Side
from tests import builders
from tests.model.simulated import (
    ITEMS,
    File,
    World,
    chosen,
    describe,
    first_file,
    put_evidence,
    put_next_step,
    put_people,
    respond,
)

EXAMPLES = 60
ANSWERS = (Answer.IN_PLACE, Answer.PARTLY, Answer.NOT_APPLICABLE, Answer.UNANSWERED)
WORDS = ("", "Seen.", "Not seen.")

Acts = list[tuple[str, int, int, int]]
"""What is done, on which file, and two numbers for how."""

EDITS = (
    "answer",
    "answer",
    "note",
    "mark",
    "reason",
    "evidence",
    "evidence",
    "step",
    "step",
    "person",
    "profile",
)
SHARING = ("fork", "fork", "blind", "combine")


def acts(*kinds: str, most: int = 25) -> st.SearchStrategy[Acts]:
    number = st.integers(0, 11)
    return st.lists(st.tuples(st.sampled_from(kinds), number, number, number), min_size=4, max_size=most)


def lived(done: Acts, seed: int) -> list[File]:
    """Return all files after everything was done."""
    world = World(random.Random(seed))
    files = [first_file(world)]
    undoable: dict[str, list[str]] = {}
    files.append(files[0].fork())
    for kind, which, one, two in done:
        file = files[which % len(files)]
        by = f"Person {which % len(files)}"
        if kind == "fork" and len(files) < 5:
            files.append(file.fork())
        elif kind == "blind" and len(files) < 5:
            files.append(file.fork_without_answers())
        elif kind == "combine":
            if file.assessment.reviewer is not None:
                continue
            others = [
                other
                for place, other in enumerate(files)
                if other is not file and ((one >> place) & 1 or place == two % len(files))
            ]
            combination = file.propose(others)
            assert_only_expected_refusals(combination)
            if combination.brings_news:
                choices = chosen(combination, lambda number, two=two: two % number)  # type: ignore[misc]
                undoable.setdefault(file.copy, []).append(file.carry_out(combination, choices))
        elif kind == "undo" and undoable.get(file.copy):
            file.undo(undoable[file.copy].pop())
        else:
            edit(file, kind, by, one, two)
    return files


def edit(file: File, kind: str, by: str, one: int, two: int) -> None:
    item_id = ITEMS[one % 2]
    if kind == "answer":
        respond(file, by, item_id, answer=ANSWERS[two % 4])
    elif kind == "reason":
        respond(file, by, item_id, reason=WORDS[two % 3])
    elif kind == "note":
        respond(file, by, item_id, note=WORDS[two % 3])
    elif kind == "mark":
        respond(file, by, item_id, marked=bool(two % 2))
    elif kind == "profile":
        describe(file, by, agency=WORDS[two % 3])
    elif kind == "evidence":
        edit_records(file, by, one, two, file.assessment.evidence, builders.evidence, put_evidence, "title")
    elif kind == "step":
        edit_records(
            file, by, one, two, file.assessment.next_steps, builders.next_step, put_next_step, "owner"
        )
    elif kind == "person":
        people = [
            person
            for person in file.assessment.participants
            if person.id != builders.participant(one % 3 + 1).id
        ]
        if two % 3:
            people.append(builders.participant(one % 3 + 1, title=WORDS[two % 3]))
        put_people(file, by, people)


def edit_records(
    file: File, by: str, one: int, two: int, present: Any, make: Any, put: Any, field: str
) -> None:
    """Add a record, change one or remove one. Ids are new with every record, as they are in the program."""
    if not present or two % 4 == 0:
        put(file, by, replace(make(1, ITEMS[one % 2]), id=file.world.new_id()))
    elif two % 4 == 1:
        put(file, by, None, present[one % len(present)])
    else:
        put(file, by, replace(present[one % len(present)], **{field: WORDS[two % 3]}))


def assert_only_expected_refusals(combination: Combination) -> None:
    assert {type(refusal.problem) for refusal in combination.refused} <= {NothingNew, PickedTwice}


def said(file: File) -> Mapping[Register, Value]:
    return values_of(file.assessment)


def ids(file: File) -> set[str]:
    return {entry.id for entry in file.entries if registers_of(entry)}


def again(file: File) -> File:
    return File(file.world, file.copy, file.assessment, file.entries)


FEW_THINGS = acts("answer", "answer", "evidence", "fork", "combine", "combine", "undo")
EVERYTHING = st.one_of(acts(*EDITS, *SHARING, "undo"), FEW_THINGS)
WITHOUT_UNDO = st.one_of(acts(*EDITS, *SHARING), acts("answer", "answer", "evidence", "fork", "combine"))
SEED = st.integers(0, 2**32)


@given(done=EVERYTHING, seed=SEED, order=st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES)
def test_the_order_of_the_copies_does_not_matter(done: Acts, seed: int, order: random.Random) -> None:
    this, *copies = lived(done, seed)
    shuffled = copies[:]
    order.shuffle(shuffled)
    one, other = again(this), again(this)
    first, second = one.propose(copies), other.propose(shuffled)
    before = ids(this)

    assert proposal(first) == proposal(second)
    choices = chosen(first, lambda number: number - 1)
    one.carry_out(first, choices)
    other.carry_out(second, choices)
    assert one.assessment.participants == other.assessment.participants
    assert one.assessment.evidence == other.assessment.evidence
    assert said(one) == said(other)
    brought_before = before | {i for copy in copies for i in ids(copy)}
    assert ids(one) & brought_before == ids(other) & brought_before
    brought = [e.id for e in one.entries if e.id in brought_before]
    assert brought == [e.id for e in other.entries if e.id in brought_before]


@given(done=EVERYTHING, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_combining_twice_changes_nothing(done: Acts, seed: int) -> None:
    this, *copies = lived(done, seed)
    combination = this.propose(copies)
    this.carry_out(combination, chosen(combination, lambda number: number // 2))

    second = this.propose(copies)

    assert not second.brings_news
    assert not second.topics
    assert len(second.refused) == len(copies)


@given(done=EVERYTHING, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_nothing_that_anyone_entered_is_lost_from_the_history(done: Acts, seed: int) -> None:
    this, *copies = lived(done, seed)
    everything = {
        entry.id: entry.content for file in (this, *copies) for entry in file.entries if registers_of(entry)
    }

    combination = this.propose(copies)
    if combination.brings_news:
        this.carry_out(combination, chosen(combination, lambda number: 0))

    there = {entry.id: entry.content for entry in this.entries}
    assert everything.items() <= there.items()


@given(done=WITHOUT_UNDO, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_a_person_is_asked_exactly_where_the_last_words_differ(done: Acts, seed: int) -> None:
    """Found in another way: by who knew of what while writing, which the files themselves do not tell."""
    this, *copies = lived(done, seed)
    combination = this.propose(copies)
    for register in whole_registers(combination.sides):
        entries = {entry.id for side in combination.sides for entry in side.entries_of.get(register, ())}
        last = last_words(entries, this.world)
        standing = {
            side.value(register)
            for side in combination.sides
            if last_words(set(side.ids_of(register)), this.world) & last
        }
        assert (register.key in combination.conflicts) == (len(standing) > 1)


def last_words(entry_ids: set[str], world: World) -> set[str]:
    """Return the entries that none of the others was written in the knowledge of."""
    return {i for i in entry_ids if not any(i in world.contexts[other] for other in entry_ids)}


def proposal(combination: Combination) -> Any:
    """Return what is asked and what is taken, without the places of the files."""
    asked = {key: [told(o) for o in conflict.opinions] for key, conflict in combination.conflicts.items()}
    taken = [
        (topic.key, [(n.register, n.before, told(n.opinion)) for n in topic.news])
        for topic in combination.topics
    ]
    return asked, taken


def told(opinion: Opinion) -> Any:
    return opinion.value, opinion.who, opinion.when


def whole_registers(sides: Sequence[Side]) -> set[Register]:
    """Return all registers but those that only matter while there is a record."""
    found = {register for side in sides for register in side.values}
    return {r for r in found if not r.is_of_record}


@given(done=EVERYTHING, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_no_conflict_is_decided_silently(done: Acts, seed: int) -> None:
    this, *copies = lived(done, seed)
    combination = this.propose(copies)
    sides = combination.sides
    for register in whole_registers(sides):
        for one, other in itertools.combinations(sides, 2):
            mine, theirs = one.ids_of(register), other.ids_of(register)
            if one.value(register) == other.value(register) or mine <= theirs or theirs <= mine:
                continue
            above = [side for side in sides if mine < side.ids_of(register) or theirs < side.ids_of(register)]
            if not above:
                assert register.key in combination.conflicts
    if combination.conflicts:
        with pytest.raises(ConflictsOpen):
            this.carry_out(combination, {})


@given(done=EVERYTHING, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_undo_gives_back_the_former_state_and_the_same_proposal(done: Acts, seed: int) -> None:
    this, *copies = lived(done, seed)
    first = this.propose(copies)
    before, known = this.assessment, this.side.known_ids
    choices = chosen(first, lambda number: number - 1)
    subject = this.carry_out(first, choices)
    combined = this.assessment

    this.undo(subject)

    assert by_id(this.assessment) == by_id(before)
    assert this.side.known_ids == known
    second = this.propose(copies)
    assert proposal(second) == proposal(first)
    this.carry_out(second, choices)
    assert values_of(this.assessment) == values_of(combined)


def by_id(assessment: Any) -> Any:
    return (
        assessment.responses,
        assessment.profile,
        assessment.participants,
        {entry.id: entry for entry in assessment.evidence},
        {step.id: step for step in assessment.next_steps},
    )


@given(done=EVERYTHING, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_afterwards_the_file_says_what_was_chosen_or_what_nobody_disputed(done: Acts, seed: int) -> None:
    this, *copies = lived(done, seed)
    combination = this.propose(copies)
    choices = chosen(combination, lambda number: number - 1)
    sides = combination.sides
    this.carry_out(combination, choices)
    now = said(this)
    for register in {register for side in sides for register in side.values}:
        conflict = combination.conflicts.get(register.key)
        if conflict is None:
            opinions = opinions_about(register, sides)
            expected = opinions[0].value if opinions else None
        elif combination.is_moot(conflict, choices):
            expected = None
        else:
            choice = choices[register.key]
            expected = (choice,) if isinstance(choice, str) else conflict.opinions[choice].value
        is_field = register.is_of_record
        if is_field and now.get(register.record) is None:
            expected = None
        assert now.get(register) == expected


@given(done=EVERYTHING, seed=SEED)
@settings(max_examples=EXAMPLES)
def test_two_who_combine_with_each_other_come_to_rest(done: Acts, seed: int) -> None:
    one, other, *_ = lived(done, seed)
    for _ in range(2):
        for here, there in ((one, other), (other, one)):
            combination = here.propose([there])
            assert_only_expected_refusals(combination)
            if combination.brings_news:
                here.carry_out(combination, chosen(combination, lambda number: 0))

    assert not one.propose([other]).brings_news
    assert not other.propose([one]).brings_news
    assert said(one) == said(other)


# --- single histories that chance meets too seldom ----------------------------------------------------------


@pytest.fixture
def files() -> list[File]:
    """A file with an answer, and two copies of it."""
    first = first_file(World(random.Random(1)))
    respond(first, "Ann", "1S-01", answer=Answer.IN_PLACE)
    return [first, first.fork(), first.fork()]


def test_what_i_said_stays_mine_when_another_undoes_having_taken_it(files: list[File]) -> None:
    ann, bob, _ = files
    respond(bob, "Bob", "1S-01", answer=Answer.PARTLY)
    ann.undo(ann.carry_out(ann.propose([bob]), {}))
    respond(ann, "Ann", "2S-01", answer=Answer.PARTLY)

    bob.carry_out(bob.propose([ann]), {})

    assert bob.assessment.response("1S-01").answer is Answer.PARTLY
    (topic,) = ann.propose([bob]).topics
    assert [news.opinion.who for news in topic.news] == ["Bob"]


def test_two_who_each_keep_their_own_answer_are_asked_again_when_they_meet(files: list[File]) -> None:
    ann, bob, _ = files
    respond(ann, "Ann", "1S-01", answer=Answer.NOT_IN_PLACE)
    respond(bob, "Bob", "1S-01", answer=Answer.PARTLY)
    before = again(ann)
    for here, there in ((ann, bob), (bob, before)):
        combination = here.propose([there])
        (key,) = combination.conflicts
        assert combination.conflicts[key].opinions[0].sides == (0,)
        here.carry_out(combination, {key: 0})

    combination = ann.propose([bob])

    assert not combination.refused
    (conflict,) = combination.conflicts.values()
    assert [opinion.value for opinion in conflict.opinions] == [("not-in-place", ""), ("partly", "")]


def test_what_two_said_alike_without_knowing_of_each_other_passes(files: list[File]) -> None:
    ann, bob, cid = files
    for file in (bob, cid):
        respond(file, "Person", "1S-01", answer=Answer.PARTLY)

    combination = ann.propose([bob, cid])

    assert not combination.conflicts
    assert [news.opinion.sides for news in combination.topics[0].news] == [(1, 2)]


def test_what_is_removed_here_and_changed_there_is_asked_about_and_nothing_else(files: list[File]) -> None:
    ann, *_ = files
    put_evidence(ann, "Ann", builders.evidence())
    bob = ann.fork()
    put_evidence(bob, "Bob", builders.evidence(title="Another title", place="Drawer"))
    put_evidence(ann, "Ann", None, gone=ann.assessment.evidence[0])

    combination = ann.propose([bob])

    (conflict,) = combination.open_conflicts({})
    assert (conflict.about, [opinion.value for opinion in conflict.opinions]) == (
        "Another title",
        [None, ("kept",)],
    )
    kept = again(ann)
    kept.carry_out(combination, {conflict.key: 1})
    assert [(entry.title, entry.place) for entry in kept.assessment.evidence] == [("Another title", "Drawer")]
    ann.carry_out(combination, {conflict.key: 0})
    assert not ann.assessment.evidence


def test_what_is_said_about_something_removed_needs_no_choice(files: list[File]) -> None:
    ann, *_ = files
    put_evidence(ann, "Ann", builders.evidence())
    bob, cid = ann.fork(), ann.fork()
    put_evidence(bob, "Bob", builders.evidence(title="Bob's"))
    put_evidence(cid, "Cid", builders.evidence(title="Cid's"))
    put_evidence(ann, "Ann", None, gone=ann.assessment.evidence[0])
    combination = ann.propose([bob, cid])
    removed = next(key for key in combination.conflicts if key.endswith("/record"))

    assert len(combination.open_conflicts({})) == 2
    assert len(combination.open_conflicts({removed: 1})) == 1
    assert not combination.open_conflicts({removed: 0})


def test_somebody_who_saw_no_answers_agrees_differs_or_says_nothing(files: list[File]) -> None:
    ann, *_ = files
    respond(ann, "Ann", "2S-01", answer=Answer.PARTLY, note="Seen.")
    bob = ann.fork_without_answers()
    respond(bob, "Bob", "1S-01", answer=Answer.IN_PLACE)
    respond(bob, "Bob", "2S-01", answer=Answer.IN_PLACE)

    combination = ann.propose([bob])

    assert list(combination.conflicts) == ["response/2S-01/answer"]
    assert combination.agreeing == ("1S-01",)
    assert not combination.with_news


def test_two_undo_having_taken_what_they_have_changed_and_still_meet(files: list[File]) -> None:
    ann, bob, cid = files
    put_evidence(cid, "Cid", builders.evidence())
    for file in (ann, bob):
        subject = file.carry_out(file.propose([cid]), {})
        put_evidence(file, "Person", replace(file.assessment.evidence[0], title="Changed"))
        file.undo(subject)
        put_evidence(cid, "Cid", replace(cid.assessment.evidence[0], place="Drawer"))

    combination = ann.propose([bob, cid])

    assert not combination.refused
    assert [conflict.register.field for conflict in combination.conflicts.values()] == ["title", "place"]


def test_what_an_unseeing_reviewer_took_back_takes_nothing_back_of_others(files: list[File]) -> None:
    ann, *_ = files
    respond(ann, "Ann", "1S-01", note="Seen.", marked=True)
    bob = ann.fork_without_answers()
    for said in (
        {"answer": Answer.PARTLY, "note": "?", "marked": True},
        {"answer": Answer.UNANSWERED, "note": "", "marked": False},
    ):
        respond(bob, "Bob", "1S-01", **said)
    cid = ann.fork()
    respond(cid, "Cid", "1S-01", answer=Answer.UNANSWERED)

    combination = ann.propose([bob])
    assert not combination.topics
    ann.carry_out(combination, {})
    assert ann.assessment.response("1S-01").answer is Answer.IN_PLACE
    assert len(ann.entries) > 8
    (topic,) = ann.propose([cid]).topics
    assert [news.opinion.value for news in topic.news] == [("unanswered", "")]


def test_undo_leaves_alone_what_somebody_has_changed_since(files: list[File]) -> None:
    ann, bob, _ = files
    respond(bob, "Bob", "1S-01", answer=Answer.PARTLY, note="Bob's")
    respond(bob, "Bob", "2S-01", answer=Answer.PARTLY)
    put_next_step(bob, "Bob", builders.next_step(1, "1S-01"))
    subject = ann.carry_out(ann.propose([bob]), {})
    respond(ann, "Ann", "1S-01", note="Mine")
    put_next_step(ann, "Ann", replace(ann.assessment.next_steps[0], owner="Ann"))

    ann.undo(subject)

    found = ann.assessment
    assert (found.response("1S-01").answer, found.response("1S-01").note) == (Answer.IN_PLACE, "Mine")
    assert found.response("1S-01").changed_by == "Combiner"
    assert "2S-01" not in found.responses
    assert [step.owner for step in found.next_steps] == ["Ann"]
    assert_only_expected_refusals(bob.propose([ann]))


@pytest.mark.parametrize(
    "choices",
    [
        {"response/1S-01/answer": 2},
        {"response/1S-01/answer": -1},
        {"response/1S-01/answer": "In place"},
        {"response/9S-99/answer": 0},
    ],
)
def test_only_what_is_offered_can_be_chosen(files: list[File], choices: dict[str, int | str]) -> None:
    ann, bob, _ = files
    respond(ann, "Ann", "1S-01", answer=Answer.NOT_IN_PLACE)
    respond(bob, "Bob", "1S-01", answer=Answer.PARTLY)

    with pytest.raises(NoSuchChoice):
        ann.carry_out(ann.propose([bob]), choices)


def test_notes_are_joined_each_once_and_in_the_order_in_which_they_were_written(files: list[File]) -> None:
    ann, bob, cid = files
    for file, note in ((ann, "One."), (bob, " Two.\n"), (cid, "One. ")):
        respond(file, "Person", "1S-01", note=note)
    (conflict,) = ann.propose([bob, cid]).conflicts.values()

    assert sorted(conflict.joined.split("\n\n")) == ["One.", "Two."]
    assert conflict.joined.startswith("One.")
