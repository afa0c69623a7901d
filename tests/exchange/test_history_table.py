from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from secure_desktop.exchange.history_table import history_table
from secure_desktop.exchange.keys import own_key
from secure_desktop.model.assessment import Answer
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.roles import Role
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import create_ready

_ITEM = ("1.2", "1S-02", "Subject 2 of step 1")


def told(path: Path) -> list[tuple[Any, ...]]:
    """Return what each change was about: what, item, field, before, after."""
    with open_file(path, write=False) as file:
        table = history_table(file.assessment(), file.history())
    return [(row[3], *row[7:]) for row in table.rows]


def test_every_change_says_when_in_utc_by_whom_and_about_which_item(empty: Path) -> None:
    with open_file(empty, clock=lambda: builders.NOW) as file:
        file.record_response("1S-02", by="Sgt. Rivera", answer=Answer.PARTLY)
        table = history_table(file.assessment(), file.history())

    assert [column.heading for column in table.columns] == [
        "When (UTC)", "By", "Revision", "What", "Item", "Id", "Subject", "Field", "Before", "After",
    ]  # fmt: skip
    assert table.rows[-1] == (
        "2026-11-23 12:00:00", "Sgt. Rivera", 1, "Response", *_ITEM, "Answer", "Unanswered", "Partly",
    )  # fmt: skip
    assert table.rows[0][3:8] == ("Assessment", "", "", "", "Created")


def test_responses_are_told_in_words(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_response("1S-02", by="Ann", note='{"item_id": "2S-01"}', marked=True)
        file.record_response("1S-02", by="Ann", answer=Answer.NOT_APPLICABLE, reason="=1+1", marked=False)

    assert told(empty)[1:] == [
        ("Response", "Note", "", '{"item_id": "2S-01"}'),
        ("Response", "Marked for review", "No", "Yes"),
        ("Response", "Answer", "Unanswered", "Not applicable"),
        ("Response", "Reason", "", "=1+1"),
        ("Response", "Marked for review", "Yes", "No"),
    ]


def test_next_steps_keep_their_item_when_they_are_gone(empty: Path) -> None:
    step = builders.next_step(effort=Effort.UNKNOWN)
    with open_file(empty) as file:
        file.record_next_step(step, by="Ann")
        file.record_next_step(
            replace(step, due=date(2027, 2, 1), effort=Effort.MONEY, state=State.DONE), by="Ann"
        )
        file.remove_next_step(step.id, by="Ann")
        rows = history_table(file.assessment(), file.history()).rows[1:]

    assert {row[4:7] for row in rows} == {_ITEM}
    assert told(empty)[1:] == [
        ("Next step", "Added", "", "Text: Take next step 1.\nOwner: Sample Person 1\nDue: 2027-01-15\nState: Open"),
        ("Next step", "Due", "2027-01-15", "2027-02-01"),
        ("Next step", "Effort", "", "Needs money"),
        ("Next step", "State", "Open", "Done"),
        (
            "Next step",
            "Removed",
            "Text: Take next step 1.\nOwner: Sample Person 1\nDue: 2027-02-01\nEffort: Needs money\nState: Done",
            "",
        ),
    ]  # fmt: skip


def told_of_record(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.split("\n"))


def test_evidence_people_and_profile_are_told_in_words(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "mou.txt").write_bytes(b"The MOU")
    with open_file(empty) as file:
        file.attach("1S-02", tmp_path / "mou.txt", by="Ann")
        file.record_evidence(builders.evidence(1, "1S-02", renew_by=None), by="Ann")
        file.record_participants([builders.participant(2)], by="Ann")
        file.record_profile(replace(file.assessment().profile, state="Iowa"), by="Ann")

    changes = told(empty)[1:]

    assert told_of_record(changes[0][3])["File"] == "mou.txt"
    assert told_of_record(changes[0][3])["Bytes"] == "7"
    assert told_of_record(changes[1][3]) == {
        "Title": "Policy 1",
        "Kind": "Filed elsewhere",
        "Where": "Cabinet 1",
        "Effective": "2025-05-12",
    }
    assert told_of_record(changes[2][3])["Role"] == "Law enforcement"
    assert changes[2][:3] == ("Participant", "Person", "")
    assert changes[3] == ("District", "State", "Washington", "Iowa")


def test_sign_offs_and_reopenings_are_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "river.sqlite"
    create_ready(path)
    with open_file(path, clock=lambda: builders.NOW) as file:
        file.sign(builders.wish(), own_key(), by="Ann")
        file.sign(builders.wish(Role.LAW_ENFORCEMENT, "Sample Person 2"), own_key(), by="Ann")
        file.reopen("Two answers were wrong", by="Ann")

    *_, first, second, reopened = told(path)

    assert first[:3] == second[:3] == ("Sign-off", "Decision", "")
    said = told_of_record(first[3])
    assert (said["Role"], said["Name"], said["Decision"]) == (
        "District superintendent",
        "Sample Person 1",
        "Signed",
    )
    assert reopened == ("Revision", "Reopened", "1", "As revision: 2\nReason: Two answers were wrong")


def entry(kind: str, field: str, after: str, **said: str) -> Entry:
    made = Entry(
        seq=1, id="x", at=builders.NOW, by="Zoe", copy="c", revision=3, kind=kind, subject="y", field=field,
        before=None, after=after,
    )  # fmt: skip
    return replace(made, **said)  # type: ignore[arg-type]  # texts of an entry, by name


def values(*entries: Entry) -> list[tuple[Any, ...]]:
    return [row[3:] for row in history_table(builders.assessment(), entries).rows]


def test_a_combination_names_the_copies_and_counts_what_came_from_them() -> None:
    account = '{"copies":[{"copy":"c2","file":"r.sqlite","reviewer":"Sgt. Rivera"},5],"taken":["1","2"],"entered":["3"]}'

    combined, undone = values(
        entry("combination", "combined", account, before='{"responses": {}}'),
        entry("combination", "undone", '{"entered":[]}'),
    )

    assert combined == (
        "Combination", "", "", "", "Combined", "",
        "Copy: Sgt. Rivera, r.sqlite\nCopy: \nChanges taken in: 2\nDecided when combining: 1",
    )  # fmt: skip
    assert undone == ("Combination", "", "", "", "Undone", "", "")


def test_a_file_that_was_rebuilt_upgraded_or_restored_says_from_what() -> None:
    rebuilt, upgraded, restored = values(
        entry("assessment", "rebuilt", '{"at":"2026-11-23T12:00:00Z","source":"report.pdf"}'),
        entry("assessment", "upgraded", '{"digest":"ab","id":"secure-start","version":"1.1"}'),
        entry("assessment", "restored", '{"number":7,"taken_at":"2026-11-23T12:00:00.000000Z"}'),
    )

    assert rebuilt[4:] == ("Rebuilt", "", "From: report.pdf\nOn: 2026-11-23T12:00:00Z")
    assert upgraded[4:] == ("Rubric upgraded", "", "Rubric: secure-start\nVersion: 1.1")
    assert restored[4:] == ("Restored", "", "Backup: 7\nTaken (UTC): 2026-11-23T12:00:00.000000Z")


def test_what_is_not_known_here_is_told_as_the_file_holds_it() -> None:
    strange, odd, number = values(
        entry("ballot", "cast", '{"votes": [1]}'),
        entry("next_step", "added", "[" * 100_000),
        entry("response", "answer", "maybe", subject="1S-02"),
    )

    assert strange == ("ballot", "", "", "", "cast", "", '{"votes": [1]}')
    assert odd[6] == "[" * 100_000
    assert number[1:] == (*_ITEM, "Answer", "", "maybe")
