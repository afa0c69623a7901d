"""Copies that cannot be combined: recognised, explained, left as they are, and no obstacle for the others."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secure_desktop import combining_errors as problems
from secure_desktop.errors import KnownProblem, NewerFormat
from secure_desktop.exchange.combining import carry_out, prepare
from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer
from secure_desktop.model.canonical import digest, rubric_json
from secure_desktop.model.evidence import LARGEST_TOTAL
from secure_desktop.signing_errors import AttachmentDamaged, RunnableFile, SignedAlready
from secure_desktop.storage.opening import create_file, open_file
from secure_desktop.storage.rebuilding import Kept, rebuild_file
from tests import builders
from tests.exchange.copies import answer, assessment, at_work, copy_of, reviewer_copy
from tests.storage.bad_files import BAD_FILES, BadFile
from tests.storage.ready import SUPERINTENDENT, sign, write_ready
from tests.storage.snapshots import contents


@pytest.fixture
def good(empty: Path) -> Path:
    """A copy with news."""
    copy = copy_of(empty, "good")
    answer(copy, "1S-01", "Bob", Answer.PARTLY)
    return copy


def refusal(this: Path, copy: Path, good: Path) -> KnownProblem:
    """Return why a copy is refused; the good one beside it is combined all the same."""
    before = contents(copy.parent)
    with at_work(this) as file:
        combination = prepare(file, [copy, good])
        assert [side.file_name for side in combination.sides] == [this.name, good.name]
        (refused,) = combination.refused
        assert (refused.file_name, refused.source) == (copy.name, str(copy))
        carry_out(file, combination, {}, by="Ann")
    after = contents(copy.parent)
    if this.parent == copy.parent:
        before.pop(this.name), after.pop(this.name)
    assert after == before
    assert assessment(this).response("1S-01").answer is Answer.PARTLY
    return refused.problem


def tampered(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_copy_of_another_assessment(empty: Path, good: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    create_file(other, builders.rubric(), replace(builders.assessment().profile, district="Lake"), by="Zoe")

    problem = refusal(empty, other, good)

    assert isinstance(problem, problems.AnotherAssessment)
    assert "it is that of Lake, 2026–27." in str(problem)


def test_a_copy_that_answers_another_version_of_the_checklist(empty: Path, good: Path) -> None:
    rubric = replace(builders.rubric(), version="2.0")
    other = copy_of(empty, "other")
    text = rubric_json(rubric)
    connection = sqlite3.connect(other)
    connection.execute("UPDATE rubric SET json = ?, digest = ?, version = '2.0'", (text, digest(text)))
    connection.commit()
    connection.close()

    problem = refusal(empty, other, good)

    assert isinstance(problem, problems.AnotherRubric)
    assert "Checklist to Start 2.0, while this file answers Checklist to Start 1.0." in str(problem)


def test_the_file_itself_also_by_another_name(empty: Path, good: Path) -> None:
    link = empty.with_name("link.sqlite")
    link.symlink_to(empty)

    with at_work(empty) as file:
        combination = prepare(file, [empty, link, good])

    assert [type(refused.problem) for refused in combination.refused] == [problems.TheFileItself] * 2
    assert len(combination.sides) == 2


def test_the_same_copy_twice(empty: Path, good: Path) -> None:
    again = Path(shutil.copy(good, good.with_name("again.sqlite")))

    with at_work(empty) as file:
        combination = prepare(file, [good, again, good])

    assert [str(refused.problem).partition(".sqlite” is")[0] for refused in combination.refused] == [
        "“good",
        "“again",
    ]
    assert {type(refused.problem) for refused in combination.refused} == {problems.PickedTwice}


def test_a_copy_with_nothing_new(empty: Path, good: Path) -> None:
    assert isinstance(refusal(empty, copy_of(empty, "idle"), good), problems.NothingNew)


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """An assessment that can be signed."""
    path = tmp_path / "work" / "ready.sqlite"
    path.parent.mkdir()
    write_ready(path)
    return path


def test_a_copy_of_a_revision_that_was_signed_meanwhile(ready: Path) -> None:
    late = copy_of(ready, "late")
    answer(late, "1S-01", "Bob", Answer.PARTLY)
    sign(ready)
    with open_file(ready) as file:
        file.reopen("Once more.", by="Ann")
    good = copy_of(ready, "good")
    answer(good, "1S-01", "Bob", Answer.PARTLY)

    problem = refusal(ready, late, good)

    assert isinstance(problem, problems.OfASignedRevision)
    assert "revision 1, which was signed meanwhile; this file is at revision 2" in str(problem)
    with open_file(late) as file:
        assert isinstance(prepare(file, [good]).refused[0].problem, problems.OfALaterRevision)


def test_a_copy_that_is_signed(ready: Path) -> None:
    signed, good = copy_of(ready, "signed"), copy_of(ready, "good")
    answer(good, "1S-01", "Bob", Answer.PARTLY)
    sign(signed)

    assert isinstance(refusal(ready, signed, good), problems.CopyIsSigned)


def test_nothing_is_combined_into_a_signed_file_or_a_reviewer_copy(ready: Path) -> None:
    copy = reviewer_copy(ready)
    sign(ready)

    with open_file(ready) as file, pytest.raises(SignedAlready):
        prepare(file, [copy])
    with open_file(copy) as file, pytest.raises(problems.CombineIntoReviewerCopy):
        prepare(file, [ready])


def test_a_combined_file_can_be_signed_and_verified(ready: Path) -> None:
    copy = reviewer_copy(ready)
    answer(copy, "1S-01", "Sgt. Rivera", note="Seen.")
    with open_file(ready) as file:
        carry_out(file, prepare(file, [copy]), {}, by="Ann")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")

    verdict = verify(ready)
    assert (verdict.state, verdict.findings) == (State.UNALTERED, ())


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_file_that_is_no_assessment_or_damaged_or_too_new(
    sample: Path, sample_bytes: bytes, tmp_path: Path, bad: BadFile
) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    bad.make(folder / "received.sqlite", sample_bytes)
    before = contents(folder)

    with at_work(sample) as file:
        combination = prepare(file, [folder / "received.sqlite"])

    assert isinstance(combination.refused[0].problem, bad.problem)
    assert contents(folder) == before


def test_a_newer_format_is_told_as_such(empty: Path, good: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite"
    next(bad for bad in BAD_FILES if bad.name == "newer format").make(newer, good.read_bytes())

    assert isinstance(refusal(empty, newer, good), NewerFormat)


FALSIFIED: dict[str, Callable[[Path], object]] = {
    "an answer without an entry": lambda path: tampered(path, "UPDATE response SET answer = 'not-in-place'"),
    "a note without an entry": lambda path: tampered(path, "UPDATE response SET note = 'Fine.'"),
    "an entry of the past that reads otherwise": lambda path: tampered(
        path, "UPDATE journal SET by = 'Eve' WHERE seq = 2"
    ),
    "an entry of the past with another time": lambda path: tampered(
        path, "UPDATE journal SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 1"
    ),
    "an entry twice": lambda path: tampered(
        path,
        "INSERT INTO journal SELECT NULL, id, at, by, copy, revision, kind, subject, field, before, after "
        "FROM journal WHERE seq = 2",
    ),
    "a participant whom nobody entered": lambda path: tampered(
        path, "INSERT INTO participant (id, position, name, role) VALUES ('x', 9, 'Eve', 'principal')"
    ),
    "evidence that nobody added": lambda path: tampered(
        path,
        "INSERT INTO evidence (id, item_id, kind, place, added_at) "
        "VALUES ('x', '1S-01', 'place', 'Cabinet', '2026-01-01')",
    ),
    "a next step for another item": lambda path: tampered(path, "UPDATE next_step SET item_id = '2S-01'"),
    "a district that nobody entered": lambda path: tampered(path, "UPDATE assessment SET district = 'Lake'"),
}


@pytest.mark.parametrize("how", FALSIFIED)
def test_a_copy_whose_history_and_content_contradict_each_other(empty: Path, how: str) -> None:
    answer(empty, "1S-02", "Ann", Answer.IN_PLACE, note="Seen.")
    with at_work(empty) as file:
        file.record_next_step(builders.next_step(), by="Ann")
    copy, good = copy_of(empty, "copy"), copy_of(empty, "good")
    answer(good, "1S-01", "Bob", Answer.PARTLY)
    answer(copy, "2S-01", "Bob", Answer.PARTLY)
    FALSIFIED[how](copy)

    assert isinstance(refusal(empty, copy, good), problems.HistoryFalsified)


def test_two_copies_that_tell_one_entry_differently_are_both_refused(empty: Path, good: Path) -> None:
    other = tampered(
        Path(shutil.copy(good, good.with_name("other.sqlite"))),
        "UPDATE response SET answer = 'in-place'",
        "UPDATE journal SET after = 'in-place' WHERE field = 'answer'",
    )

    for order in ([good, other], [other, good]):
        with at_work(empty) as file:
            combination = prepare(file, order)
        assert {type(refused.problem) for refused in combination.refused} == {problems.HistoryFalsified}
        assert (len(combination.refused), len(combination.sides)) == (2, 1)


@pytest.mark.parametrize("account", ["", "[]", '{"taken": 5}', '{"taken": [5]}', "{" * 100_000])
def test_a_made_up_account_of_a_combination_is_damage(empty: Path, good: Path, account: str) -> None:
    copy = copy_of(empty, "copy")
    answer(copy, "2S-01", "Bob", Answer.PARTLY)
    connection = sqlite3.connect(copy)
    connection.execute(
        "INSERT INTO journal SELECT NULL, 'made up', at, by, copy, revision, 'combination', 'x', 'combined', '{}', ? "
        "FROM journal WHERE seq = 1",
        (account,),
    )
    connection.commit()
    connection.close()

    assert "is damaged" in str(refusal(empty, copy, good))


def test_an_attached_file_that_is_not_what_was_attached(empty: Path, good: Path, paper: Path) -> None:
    copy = copy_of(empty, "copy")
    with at_work(copy) as file:
        file.attach("1S-01", paper, by="Bob")
    tampered(copy, "UPDATE content SET bytes = x'00'")

    assert isinstance(refusal(empty, copy, good), AttachmentDamaged)


@pytest.mark.parametrize("how", ["by its name", "by its content"])
def test_an_attached_program(empty: Path, good: Path, paper: Path, how: str) -> None:
    copy = copy_of(empty, "copy")
    with at_work(copy) as file:
        file.attach("1S-01", paper, by="Eve")
        sha256 = file.assessment().evidence[0].sha256
    if how == "by its name":
        tampered(
            copy,
            "UPDATE evidence SET file_name = 'MOU.exe'",
            "UPDATE journal SET after = replace(after, 'MOU 2025.pdf', 'MOU.exe')",
        )
    else:
        program = b"MZ and more"
        other = hashlib.sha256(program).hexdigest()
        tampered(
            copy,
            f"UPDATE evidence SET sha256 = '{other}'",
            f"UPDATE content SET sha256 = '{other}', bytes = x'{program.hex()}'",
            f"UPDATE journal SET after = replace(after, '{sha256}', '{other}')",
        )

    assert isinstance(refusal(empty, copy, good), RunnableFile)


def test_an_attached_file_is_taken_from_whoever_has_it_whole(empty: Path, paper: Path) -> None:
    one = copy_of(empty, "one")
    with at_work(one) as file:
        file.attach("1S-01", paper, by="Bob")
    other = copy_of(one, "other")
    answer(other, "2S-01", "Bob", Answer.PARTLY)
    with at_work(empty) as file:
        combination = prepare(file, [one, other])
        tampered(one, "UPDATE content SET bytes = x'00'")
        carry_out(file, combination, {}, by="Ann")
        assert file.content(file.assessment().evidence[0].sha256) == paper.read_bytes()


def test_copies_that_are_gone_when_it_is_carried_out(empty: Path, paper: Path) -> None:
    copy = copy_of(empty, "copy")
    with at_work(copy) as file:
        file.attach("1S-01", paper, by="Bob")
    with at_work(empty) as file:
        combination = prepare(file, [copy])
        copy.unlink()
        before = empty.read_bytes()
        with pytest.raises(problems.CopyGone, match=r"“MOU 2025\.pdf” can no longer be read"):
            carry_out(file, combination, {}, by="Ann")
    assert empty.read_bytes() == before


def test_a_file_that_was_changed_meanwhile_is_looked_at_again(empty: Path, good: Path) -> None:
    with at_work(empty) as file:
        combination = prepare(file, [good])
        file.record_response("1S-01", by="Ann", note="Meanwhile")
        before = empty.read_bytes()
        with pytest.raises(problems.ChangedMeanwhile):
            carry_out(file, combination, {}, by="Ann")
    assert empty.read_bytes() == before


def test_a_copy_that_somebody_edits_is_read_as_it_is(empty: Path, good: Path) -> None:
    with at_work(good) as theirs, at_work(empty) as file:
        theirs.record_response("2S-01", by="Bob", answer=Answer.PARTLY)
        combination = prepare(file, [good])
        theirs.record_response("2S-02", by="Bob", answer=Answer.PARTLY)
        carry_out(file, combination, {}, by="Ann")
        assert set(file.assessment().responses) == {"1S-01", "2S-01"}
        carry_out(file, prepare(file, [good]), {}, by="Ann")
        assert set(file.assessment().responses) == {"1S-01", "2S-01", "2S-02"}


def test_too_many_attached_files_are_told_before_anything_is_written(empty: Path, tmp_path: Path) -> None:
    megabytes = 22
    copies = []
    for number in range(2):
        copy = copy_of(empty, f"copy {number}")
        copies.append(copy)
        for place in range(4):
            paper = tmp_path / "large.pdf"
            paper.write_bytes(b"%PDF" + f"{number} {place}".encode() + bytes(megabytes * 1024 * 1024))
            with at_work(copy) as file:
                file.attach("1S-01", paper, by="Bob")
    assert 8 * megabytes * 1024 * 1024 > LARGEST_TOTAL
    before = empty.read_bytes()

    with at_work(empty) as file:
        combination = prepare(file, copies)
        with pytest.raises(problems.TooMuchEvidence, match="would have 176 MB; all together may have 150 MB"):
            carry_out(file, combination, {}, by="Ann")

    assert empty.read_bytes() == before


def test_copies_of_a_file_that_was_rebuilt_without_history_can_be_combined(
    empty: Path, tmp_path: Path
) -> None:
    answer(empty, "1S-01", "Ann", Answer.IN_PLACE)
    rebuilt = tmp_path / "rebuilt" / "river.sqlite"
    rebuilt.parent.mkdir()
    rebuild_file(rebuilt, assessment(empty), Kept(), source="report.pdf", by="Ann")
    copy = reviewer_copy(rebuilt)
    answer(copy, "1S-01", "Sgt. Rivera", Answer.PARTLY)
    with at_work(rebuilt) as file:
        carry_out(file, prepare(file, [copy]), {}, by="Ann")
        assert file.assessment().response("1S-01").answer is Answer.PARTLY
    with at_work(empty) as file:
        (refused,) = prepare(file, [copy]).refused
        assert isinstance(refused.problem, problems.RebuiltWithoutHistory)


def test_what_belongs_to_other_steps_is_no_opinion_of_a_copy(empty: Path) -> None:
    answer(empty, "1S-01", "Ann", Answer.IN_PLACE)
    answer(empty, "2S-01", "Ann", Answer.IN_PLACE)
    copy = reviewer_copy(empty, steps=(2,), has_answers=False)
    answer(copy, "2S-01", "Sgt. Rivera", Answer.IN_PLACE)

    with at_work(empty) as file:
        combination = prepare(file, [copy])
        assert (combination.refused, combination.topics) == ((), ())
        assert combination.brings_news
        carry_out(file, combination, {}, by="Ann")
        assert [entry.by for entry in file.history_of("2S-01")] == ["Ann", "Sgt. Rivera"]
