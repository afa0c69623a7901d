import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.errors import TextTooLong, UnknownItem
from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.model.next_step import Effort, State
from secure_desktop.signing_errors import TextMissing, UnknownNextStep
from secure_desktop.storage.opening import open_file
from tests import builders


def test_a_next_step_is_in_the_file_as_soon_as_it_is_recorded(empty: Path) -> None:
    with open_file(empty, clock=lambda: builders.CHANGED) as file:
        changes = file.record_next_step(builders.next_step(), by="Ann")
    with open_file(empty) as file:
        (step,) = file.assessment().next_steps
        entry = file.history()[-1]

    assert changes.next_steps == {"1S-02"}
    assert step == builders.next_step(changed_at=builders.CHANGED, changed_by="Ann")
    assert (entry.kind, entry.subject, entry.field, entry.before) == ("next_step", step.id, "added", None)
    assert json.loads(entry.after or "") == {
        "item_id": "1S-02",
        "text": "Take next step 1.",
        "owner": "Sample Person 1",
        "due": "2027-01-15",
        "effort": "weeks",
        "state": "open",
        "reason": "",
    }


def test_a_changed_next_step_stands_in_the_history_field_by_field(empty: Path) -> None:
    step = builders.next_step()
    after = replace(step, owner="Zoe", due=None, effort=Effort.MONEY, state=State.DONE)
    with open_file(empty) as file:
        file.record_next_step(step, by="Ann")
        assert file.record_next_step(after, by="Bob").next_steps == {"1S-02"}
        told = [(e.by, e.subject, e.field, e.before, e.after) for e in file.history()[-4:]]
        (found,) = file.assessment().next_steps

    assert told == [
        ("Bob", step.id, "owner", "Sample Person 1", "Zoe"),
        ("Bob", step.id, "due", "2027-01-15", None),
        ("Bob", step.id, "effort", "weeks", "money"),
        ("Bob", step.id, "state", "open", "done"),
    ]
    assert (found.owner, found.due, found.effort, found.state, found.changed_by) == (
        "Zoe",
        None,
        Effort.MONEY,
        State.DONE,
        "Bob",
    )


def test_recording_what_stands_there_already_changes_nothing(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_next_step(builders.next_step(), by="Ann")
        before = empty.read_bytes()

        assert not file.record_next_step(builders.next_step(), by="Bob")
    assert empty.read_bytes() == before


def test_a_next_step_stays_with_its_item(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_next_step(builders.next_step(), by="Ann")
        changes = file.record_next_step(builders.next_step(item_id="2S-01", owner="Zoe"), by="Ann")

        assert changes.next_steps == {"1S-02"}
        assert file.assessment().next_steps[0].item_id == "1S-02"


def test_a_next_step_is_dropped_with_a_reason_only(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_next_step(builders.next_step(), by="Ann")
        before = empty.read_bytes()
        with pytest.raises(TextMissing, match="The reason is empty"):
            file.record_next_step(builders.next_step(state=State.DROPPED, reason=" \n"), by="Ann")
        assert empty.read_bytes() == before

        file.record_next_step(
            builders.next_step(state=State.DROPPED, reason="Too dear.\r\nReally."), by="Ann"
        )
        assert file.assessment().next_steps[0].reason == "Too dear.\nReally."


def test_texts_are_cleaned_and_what_says_nothing_is_refused(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_next_step(builders.next_step(text="\tSign\nthe MOU\x00 ", owner=" Zoe \ud83d "), by="Ann")
        (step,) = file.assessment().next_steps
        before = empty.read_bytes()
        with pytest.raises(TextMissing, match="The next step is empty"):
            file.record_next_step(builders.next_step(2, text=" \n "), by="Ann")
        with pytest.raises(TextMissing):
            file.record_next_step(builders.next_step(2, text="\x00"), by="Ann")
        with pytest.raises(TextTooLong):
            file.record_next_step(builders.next_step(2, text="x" * (LONGEST_LINE + 1)), by="Ann")
        with pytest.raises(UnknownItem):
            file.record_next_step(builders.next_step(2, "9X-99"), by="Ann")

    assert (step.text, step.owner) == ("Sign the MOU", "Zoe ?")
    assert empty.read_bytes() == before


def test_a_removed_next_step_stays_in_the_history(empty: Path) -> None:
    with open_file(empty) as file:
        file.record_next_step(builders.next_step(), by="Ann")
        (step,) = file.assessment().next_steps

        assert file.remove_next_step(step.id, by="Bob").next_steps == {"1S-02"}
        assert file.assessment().next_steps == ()
        removed = file.history()[-1]
        with pytest.raises(UnknownNextStep):
            file.remove_next_step(step.id, by="Bob")

    assert (removed.by, removed.field, removed.after) == ("Bob", "removed", None)
    assert json.loads(removed.before or "")["text"] == "Take next step 1."


def test_next_steps_come_in_the_order_of_the_checklist_then_as_they_were_added(empty: Path) -> None:
    with open_file(empty) as file:
        for number, item_id in enumerate(["2S-02", "1S-02", "2S-02", "1S-01"], 1):
            file.record_next_step(builders.next_step(number, item_id), by="Ann")
        file.record_next_step(builders.next_step(1, "2S-02", due=date(2027, 2, 1)), by="Ann")

        assert [step.id[-1] for step in file.assessment().next_steps] == ["4", "2", "1", "3"]
        assert [step.id[-1] for step in file.assessment().steps_of("2S-02")] == ["1", "3"]
