import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.errors import TextTooLong, UnknownItem
from secure_desktop.model.assessment import LONGEST_LINE, LONGEST_TEXT, Answer, Profile
from secure_desktop.storage.opening import create_file, open_file
from secure_desktop.storage.typed_text import line, storable
from tests import builders


def ticking() -> Iterator[datetime]:
    moment = builders.MADE
    while True:
        moment += timedelta(minutes=1)
        yield moment


def test_an_answer_is_in_the_file_as_soon_as_it_is_recorded(empty: Path) -> None:
    with open_file(empty, clock=lambda: builders.CHANGED) as file:
        changes = file.record_response(
            "1S-02",
            by="Ann",
            answer=Answer.NOT_APPLICABLE,
            note="Seen.",
            reason="No such school.",
            marked=True,
        )
        (row,) = sqlite3.connect(empty).execute(
            "SELECT item_id, answer, note, reason, marked, changed_by FROM response"
        )

    assert row == ("1S-02", "not-applicable", "Seen.", "No such school.", 1, "Ann")
    assert changes.items == {"1S-02"}
    assert changes.at == builders.CHANGED


def test_what_is_not_said_stays_as_it_is(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY, note="Seen.", marked=True)
        file.record_response("1S-02", by="Bob", answer=Answer.IN_PLACE)
        response = file.assessment().response("1S-02")

    assert (response.answer, response.note, response.marked, response.changed_by) == (
        Answer.IN_PLACE,
        "Seen.",
        True,
        "Bob",
    )


def test_recording_what_stands_there_already_changes_nothing(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)
        before = empty.read_bytes()

        assert not file.record_response("1S-02", by="Bob", answer=Answer.PARTLY)
        assert not file.record_profile(file.assessment().profile, by="Bob")
        assert not file.record_participants(file.assessment().participants, by="Bob")

    assert empty.read_bytes() == before


def test_the_history_says_what_by_whom_when_before_and_after(empty: Path) -> None:
    times = ticking()
    with open_file(empty, clock=lambda: next(times)) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)
        file.record_response("1S-02", by="Bob", answer=Answer.IN_PLACE, note="Signed.")
        history = file.history()

    assert [(e.kind, e.field) for e in history[:1]] == [("assessment", "created")]
    assert [(e.by, e.subject, e.field, e.before, e.after) for e in history[1:]] == [
        ("Ann", "1S-02", "answer", "unanswered", "partly"),
        ("Bob", "1S-02", "answer", "partly", "in-place"),
        ("Bob", "1S-02", "note", "", "Signed."),
    ]
    assert [e.seq for e in history] == [1, 2, 3, 4]
    assert history[1].at < history[2].at == history[3].at
    assert len({e.id for e in history}) == 4


def test_the_history_keeps_its_order_when_the_clock_goes_back(empty: Path) -> None:
    with open_file(empty, clock=lambda: builders.MADE - timedelta(days=400)) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)

        assert [entry.subject for entry in file.history()][-1] == "1S-02"
        assert file.assessment().changed_at == builders.MADE - timedelta(days=400)


def test_the_assessment_was_last_changed_when_the_last_answer_was_recorded(empty: Path) -> None:
    with open_file(empty, clock=lambda: builders.CHANGED) as file:
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY)

        assert file.assessment().changed_at == builders.CHANGED
        assert file.assessment().created_at == builders.MADE


def test_a_changed_profile_stands_in_the_history_field_by_field(empty: Path) -> None:
    with open_file(empty) as file:
        before = file.assessment().profile
        changes = file.record_profile(Profile("Lake District", before.school_year), by="Ann")
        entries = [(e.kind, e.field, e.before, e.after) for e in file.history()[1:]]

    assert changes.profile
    assert entries == [
        ("profile", "district", before.district, "Lake District"),
        ("profile", "state", before.state, ""),
        ("profile", "agency", before.agency, ""),
    ]


def test_participants_keep_their_order_and_who_left_stays_in_the_history(empty: Path) -> None:
    first, second, third = (builders.participant(number) for number in (1, 2, 3))
    with open_file(empty) as file:
        file.record_participants([first, second], by="Ann")
        changes = file.record_participants([third, first], by="Ann")

        assert changes.participants
        assert file.assessment().participants == (third, first)
        left = [entry for entry in file.history() if entry.subject == second.id and entry.after is None]
    assert len(left) == 1
    assert '"Sample Person 2"' in (left[0].before or "")


def test_only_a_changed_order_of_participants_is_a_change_too(empty: Path) -> None:
    first, second = builders.participant(1), builders.participant(2)
    with open_file(empty) as file:
        file.record_participants([first, second], by="Ann")

        assert file.record_participants([second, first], by="Ann")
        assert file.assessment().participants == (second, first)


def test_an_item_that_the_rubric_does_not_have_is_refused(empty: Path) -> None:
    before = empty.read_bytes()
    with (
        open_file(empty) as file,
        pytest.raises(UnknownItem, match="no item “9X-99” in the Checklist to Start"),
    ):
        file.record_response("9X-99", by="Ann", answer=Answer.PARTLY)

    assert empty.read_bytes() == before


def test_a_text_that_is_too_long_is_refused_whole(empty: Path) -> None:
    before = empty.read_bytes()
    with open_file(empty) as file:
        with pytest.raises(TextTooLong, match=r"100001 characters; the most is 100000"):
            file.record_response("1S-01", by="Ann", note="x" * (LONGEST_TEXT + 1))
        with pytest.raises(TextTooLong):
            file.record_profile(Profile("x" * (LONGEST_LINE + 1)), by="Ann")
        with pytest.raises(TextTooLong):
            file.record_participants([builders.participant(title="x" * (LONGEST_LINE + 1))], by="Ann")
        with pytest.raises(TextTooLong):
            file.record_response("1S-01", by="x" * (LONGEST_LINE + 1), note="x")

        assert empty.read_bytes() == before
        file.record_response("1S-01", by="Ann", note="x" * LONGEST_TEXT)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\x00b", "ab"),
        ("half \ud83d a sign", "half ? a sign"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("<b>bold</b> =1+1 '\";-- \x1b[31m", "<b>bold</b> =1+1 '\";-- \x1b[31m"),
        ("e\u0301 🚸 \u202egnp.exe\u2028 \ufeff", "e\u0301 🚸 \u202egnp.exe\u2028 \ufeff"),
    ],
)
def test_a_note_is_kept_as_typed_as_far_as_a_file_can_hold_it(empty: Path, typed: str, stored: str) -> None:
    with open_file(empty) as file:
        file.record_response("1S-01", by="Ann", note=typed, reason=typed)
    with open_file(empty) as file:
        response = file.assessment().response("1S-01")

    assert (response.note, response.reason) == (stored, stored)


def test_lines_stay_one_line_wherever_they_are_typed(tmp_path: Path) -> None:
    path = tmp_path / "river.sqlite"
    create_file(path, builders.rubric(), Profile("River\nDistrict\x00 \udcff"), by="Ann\r\nAuthor\udcff")
    with open_file(path) as file:
        file.record_participants([builders.participant(name="Bob\tB.\u2028")], by="a\nb")
        assessment, history = file.assessment(), file.history()

    assert assessment.profile.district == "River District ?"
    assert assessment.participants[0].name == "Bob B. "
    assert [entry.by for entry in history] == ["Ann Author?", "a b"]


def test_touching_one_field_leaves_what_came_from_elsewhere_byte_for_byte(empty: Path) -> None:
    foreign = "from another program\r\nwith its own line ends"
    with sqlite3.connect(empty) as connection:
        connection.execute(
            "INSERT INTO response VALUES ('1S-01', 'partly', ?, '', 0, 'no time', 'Zoe')", (foreign,)
        )
    connection.close()

    with open_file(empty) as file:
        file.record_response("1S-01", by="Ann", marked=True)
        assert file.assessment().response("1S-01").note == foreign


@given(st.text(st.characters()))
def test_typed_text_can_always_be_stored_and_storing_it_twice_changes_nothing(text: str) -> None:
    once = storable(text)

    assert storable(once) == once
    assert "\x00" not in once
    assert "\r" not in once
    once.encode("utf-8")
    assert "\n" not in line(text[:LONGEST_LINE])


def test_a_block_that_fails_leaves_nothing_behind(empty: Path) -> None:
    before = empty.read_bytes()
    with open_file(empty) as file:
        with contextlib.suppress(KeyError), file.atomic("Ann"):
            file._db.execute("DELETE FROM assessment")
            raise KeyError

        assert file.assessment().profile.district == "Sample District 12"
        assert empty.read_bytes() == before
        file.record_response("1S-01", by="Ann", answer=Answer.PARTLY)
