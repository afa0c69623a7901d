from datetime import timedelta

import pytest

from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.model.last_words import NOTHING_SAID, Certainty, Settled, last_words, settled
from tests import builders

FIELDS = tuple(NOTHING_SAID)


def entry(
    number: int, kind: str, subject: str, field: str, after: str | None, before: str | None = None
) -> Entry:
    at = builders.NOW + timedelta(minutes=number)
    return Entry(number, f"id-{number}", at, "Ann", "copy", 1, kind, subject, field, before, after)


def answer(text: str, note: str = "") -> dict[str, str]:
    return {**NOTHING_SAID, "answer": text, "note": note}


def judged(
    row: dict[str, str] | None,
    *entries: Entry,
    others: tuple[dict[str, str], ...] = (),
    is_whole: bool = True,
    minutes: int = 0,
) -> Settled:
    word = last_words(entries).get(("response", "1S-01"))
    return settled(
        row,
        builders.NOW + timedelta(minutes=minutes),
        word,
        others,
        defaults=NOTHING_SAID,
        fields=FIELDS,
        word_is_whole=is_whole,
    )


SAID_PARTLY = entry(1, "response", "1S-01", "answer", "partly")


def test_what_row_and_history_agree_on_is_sure() -> None:
    how = judged(answer("partly"), SAID_PARTLY)

    assert (how.texts["answer"], how.certainty) == ("partly", Certainty.SURE)


@pytest.mark.parametrize(("minutes", "wins"), [(0, "partly"), (5, "in-place")])
def test_of_two_that_differ_the_newer_wins_and_is_not_sure(minutes: int, wins: str) -> None:
    how = judged(answer("in-place"), SAID_PARTLY, minutes=minutes)

    assert (how.texts["answer"], how.certainty) == (wins, Certainty.UNCONFIRMED)


@pytest.mark.parametrize("said", ["in-place", "partly"])
def test_of_two_that_were_entered_at_once_a_third_witness_decides(said: str) -> None:
    how = judged(answer("in-place"), SAID_PARTLY, others=(answer(said),), minutes=1)

    assert (how.texts["answer"], how.certainty) == (said, Certainty.SURE)


@pytest.mark.parametrize(
    ("minutes", "newer", "older"), [(0, "partly", "in-place"), (5, "in-place", "partly")]
)
def test_an_export_from_before_does_not_outvote_what_is_newer(minutes: int, newer: str, older: str) -> None:
    confirmed = judged(answer("in-place"), SAID_PARTLY, others=(answer(newer),), minutes=minutes)
    outdated = judged(answer("in-place"), SAID_PARTLY, others=(answer(older),), minutes=minutes)

    assert (confirmed.texts["answer"], confirmed.certainty) == (newer, Certainty.SURE)
    assert (outdated.texts["answer"], outdated.certainty) == (newer, Certainty.UNCONFIRMED)


def test_an_export_does_not_make_the_last_entry_that_is_left_the_last_there_was() -> None:
    assert judged(None, SAID_PARTLY, others=(answer("partly"),)).certainty is Certainty.SURE
    how = judged(None, SAID_PARTLY, others=(answer("partly"),), is_whole=False)

    assert (how.texts["answer"], how.certainty) == ("partly", Certainty.FILLED)


def test_an_export_without_an_answer_does_not_tell_that_none_was_entered_since() -> None:
    how = judged(None, is_whole=False, others=(answer("unanswered"),))

    assert (how.texts["answer"], how.certainty) == ("unanswered", Certainty.FILLED)


def test_a_row_without_entries_is_not_sure_when_the_history_has_holes() -> None:
    assert judged(answer("partly"), is_whole=False).certainty is Certainty.UNCONFIRMED


def test_an_entry_without_its_row_is_not_sure() -> None:
    how = judged(None, SAID_PARTLY)

    assert (how.texts["answer"], how.certainty) == ("partly", Certainty.UNCONFIRMED)


def test_what_nobody_says_is_unknown_unless_somebody_else_does() -> None:
    assert judged(None, is_whole=False).certainty is Certainty.UNKNOWN
    assert judged(None, is_whole=False, others=(answer("partly"),)) == Settled(
        answer("partly"), Certainty.FILLED
    )


def test_text_that_could_not_be_read_gives_way() -> None:
    how = judged(
        answer("partly", "Dr\ufffdft"),
        SAID_PARTLY,
        entry(2, "response", "1S-01", "note", "Draft"),
        minutes=9,
    )

    assert (how.texts["note"], how.certainty) == ("Draft", Certainty.UNCONFIRMED)


def test_the_last_word_about_a_record_is_its_whole_record_with_what_was_changed_since() -> None:
    told = canonical_json({"item_id": "1S-01", "text": "Ask counsel", "owner": "", "due": None})
    words = last_words(
        [
            entry(1, "next_step", "x", "added", told),
            entry(2, "next_step", "x", "owner", "Sheriff", ""),
            entry(3, "next_step", "y", "added", told),
            entry(4, "next_step", "y", "removed", None, told),
        ]
    )

    assert words["next_step", "x"].texts == {
        "item_id": "1S-01",
        "text": "Ask counsel",
        "owner": "Sheriff",
        "due": "",
    }
    assert words["next_step", "y"].is_removed


def test_entries_that_make_no_sense_say_nothing() -> None:
    words = last_words(
        [
            entry(1, "participant", "p", "pers\ufffdn", "{}"),
            entry(2, "next_step", "x", "added", "no JSON"),
            entry(3, "something", "x", "answer", "partly"),
        ]
    )

    assert ("participant", "p") not in words or not words["participant", "p"].texts
    assert words["next_step", "x"].texts == {}
    assert ("something", "x") not in words


def test_an_answer_that_is_told_is_not_unknown_because_nobody_tells_of_its_note() -> None:
    how = judged(None, SAID_PARTLY, is_whole=False)

    assert (how.texts["answer"], how.certainty) == ("partly", Certainty.UNCONFIRMED)


def test_a_note_without_its_answer_leaves_the_item_unknown() -> None:
    how = judged(None, entry(1, "response", "1S-01", "note", "Draft"), is_whole=False)

    assert (how.texts["note"], how.certainty) == ("Draft", Certainty.UNKNOWN)
