import json
import re
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.storage.opening import create_file, open_file
from tests import builders
from tests.commands.console import Console
from tests.commands.signing import answered, signed
from tests.exchange.trust import make_signed
from tests.storage.snapshots import contents

KEYS = ["format", "assessments", "cautions", "same", "counts", "steps", "items"]
ASSESSMENT_KEYS = [
    "file",
    "assessment",
    "revision",
    "signed",
    "changed_at",
    "district",
    "school_year",
    "rubric",
    "progress",
    "standing",
    "steps",
]
ITEM_KEYS = [
    "id",
    "label",
    "step",
    "kind",
    "text",
    "earlier_text",
    "before",
    "after",
    "evidence",
    "next_steps",
]


@pytest.fixture
def earlier(empty: Path) -> Path:
    """The assessment of a year before: everything answered."""
    return answered(empty)


@pytest.fixture
def later(earlier: Path) -> Path:
    """The same district a year later: one item improved, one slipped, two are still to be re-confirmed."""
    return next_year(earlier, "2027–28")


def next_year(earlier: Path, school_year: str) -> Path:
    path = earlier.with_name(f"river-{school_year[:4]}.sqlite")
    profile = Profile("Sample District 12", school_year)
    create_file(path, builders.rubric(), profile, by="Ann", clock=lambda: builders.NOW)
    with open_file(path) as file:
        file.record_response("1S-01", by="Ann", answer=Answer.IN_PLACE)
        file.record_response("1S-02", by="Ann", answer=Answer.PARTLY, note="It ran out in May.")
        file.record_response("2S-02", by="Ann", answer=Answer.IN_PLACE)
    return path


def as_json(console: Console, *arguments: str | Path) -> Any:
    return json.loads(console.done("compare", *arguments, "--json"))


def test_two_files_are_compared_for_people(console: Console, earlier: Path, later: Path) -> None:
    said = console.done("compare", earlier, later)

    assert "Earlier  Sample District 12 · 2026–27 · revision 1, last changed" in said
    assert "▲ 1 improved   ▼ 1 slipped   ○ 2 not yet re-confirmed   = 1 unchanged" in said
    assert "1.2   1S-02   ✓ In place → ◐ Partly             Subject 2 of step 1" in said
    assert "Note now: It ran out in May." in said
    assert re.search(r"Answered of all +5 of 5 +3 of 5\n", said)


def test_the_keys_of_the_json_stay_what_they_are_and_stand_in_the_help(
    console: Console, earlier: Path, later: Path
) -> None:
    found = as_json(console, earlier, later)
    described = console.done("compare", "--help")

    assert list(found) == KEYS
    assert list(found["assessments"][0]) == ASSESSMENT_KEYS
    assert list(found["items"][0]) == ITEM_KEYS
    assert list(found["steps"][0]) == ["number", "title", "before", "after", "counts"]
    for key in (*KEYS, *ASSESSMENT_KEYS, *ITEM_KEYS, *found["counts"]):
        assert key in described


def test_the_json_says_what_became_of_every_item(console: Console, earlier: Path, later: Path) -> None:
    found = as_json(console, earlier, later)

    assert {item["id"]: item["kind"] for item in found["items"]} == {
        "1S-01": "unchanged",
        "1S-02": "slipped",
        "1S-03": "not-reconfirmed",
        "2S-01": "not-reconfirmed",
        "2S-02": "improved",
    }
    assert found["counts"]["slipped"] == 1
    assert found["items"][1]["after"] == {"answer": "partly", "note": "It ran out in May.", "reason": ""}
    assert found["steps"][1]["counts"]["improved"] == 1
    assert found["same"] is False


def test_the_files_are_only_read(console: Console, earlier: Path, later: Path) -> None:
    before = contents(earlier.parent)

    console.done("compare", earlier, later)

    assert contents(earlier.parent) == before


def test_a_file_is_compared_with_its_signed_revisions(console: Console, empty: Path) -> None:
    signed(console, empty)
    console.done("reopen", empty, "--reason", "A new MOU.")
    console.done("answer", empty, "2.2", "in-place")

    found = as_json(console, empty)

    assert [(each["revision"], each["signed"]) for each in found["assessments"]] == [(1, True), (2, False)]
    assert [item["id"] for item in found["items"] if item["kind"] == "improved"] == ["2S-02"]
    assert as_json(console, empty, "--revision-a", "1") == found
    assert as_json(console, empty, empty, "--revision-a", "1", "--revision-b", "2") == found
    assert as_json(console, empty, "--revision-a", "1", "--revision-b", "1")["same"] is True


def test_a_revision_that_nobody_signed_is_refused(console: Console, empty: Path) -> None:
    told = console.refused("compare", empty, "--revision-a", "4")

    assert told.startswith("Nobody has signed a revision 4 of this assessment.")


def test_a_file_without_signed_revisions_needs_another_one(console: Console, empty: Path) -> None:
    told = console.refused("compare", empty)

    assert "“river.sqlite” has no earlier revision that was signed" in told


def test_more_than_two_files_show_the_trend(console: Console, earlier: Path, later: Path) -> None:
    third = next_year(earlier, "2028–29")
    with open_file(third) as file:
        file.record_response("1S-03", by="Ann", answer=Answer.IN_PLACE)

    said = console.done("compare", earlier, later, third)
    found = as_json(console, earlier, later, third)

    assert re.search(r"All +4 of 5 +2 of 5 +3 of 5\n", said)
    assert [each["standing"]["in_place"] for each in found["assessments"]] == [4, 2, 3]
    assert [each["steps"][1]["progress"]["answered"] for each in found["assessments"]] == [2, 1, 1]
    assert found["counts"]["not-reconfirmed"] == 1


def test_revisions_are_chosen_of_two_files_at_the_most(console: Console, earlier: Path, later: Path) -> None:
    told = console.refused("compare", earlier, later, later, "--revision-a", "1")

    assert "--revision-a and --revision-b are for one or two files" in told


def test_start_and_improve_are_refused_with_advice(console: Console, tmp_path: Path) -> None:
    for checklist in ("start", "improve"):
        console.done("new", tmp_path / f"{checklist}.sqlite", "--checklist", checklist, "--district", "River")

    told = console.refused("compare", tmp_path / "start.sqlite", tmp_path / "improve.sqlite")

    assert "“Checklist to Start” and “Checklist to Improve”" in told
    assert "Choose assessments that answer the same checklist." in told


def test_another_district_is_said_plainly(console: Console, earlier: Path, tmp_path: Path) -> None:
    other = tmp_path / "lake.sqlite"
    create_file(other, builders.rubric(), Profile("Lake \x1b[31mDistrict", "2027–28"), by="Ann")

    said = console.done("compare", earlier, other)

    assert (
        "Note     The districts have different names: “Sample District 12” and “Lake \\x1b[31mDistrict”."
        in said
    )


def test_files_in_the_wrong_order_are_noticed(console: Console, earlier: Path, later: Path) -> None:
    assert as_json(console, later, earlier)["cautions"] == ["backwards", "unfinished"]


def test_a_damaged_file_is_refused_and_nothing_is_written(
    console: Console, earlier: Path, later: Path
) -> None:
    later.write_bytes(later.read_bytes()[:5000])
    target = earlier.with_name("out.pdf")

    told = console.refused("compare", earlier, later, "-o", target)

    assert told.startswith("“river-2027.sqlite” is")
    assert not target.exists()


def test_the_comparison_is_written_as_a_pdf(console: Console, earlier: Path, later: Path) -> None:
    target = earlier.with_name("out.pdf")

    said = console.done("compare", earlier, later, "-o", target)

    assert said.endswith("“out.pdf” was written.\n")
    assert target.read_bytes().startswith(b"%PDF-")
    assert as_json(console, earlier, later, "-o", target)["format"] == 1


def test_no_other_file_is_overwritten(console: Console, earlier: Path, later: Path) -> None:
    before = contents(later.parent)

    told = console.refused("compare", earlier, later, "-o", later)

    assert "is not a PDF, so it was not overwritten." in told
    assert contents(later.parent) == before


def test_a_sealed_report_is_compared_as_it_was_signed(console: Console, tmp_path: Path) -> None:
    made = make_signed(tmp_path)
    with open_file(made.file) as file:
        file.reopen("A new MOU.", by="Ann")
        file.record_response("1S-02", by="Ann", answer=Answer.IN_PLACE)

    found = as_json(console, made.report, made.file)

    assert [(each["file"], each["revision"]) for each in found["assessments"]] == [
        ("report.pdf", 1),
        ("river.sqlite", 2),
    ]
    assert found["counts"]["improved"] == 1


def test_an_altered_or_a_public_report_is_not_compared(console: Console, tmp_path: Path) -> None:
    made = make_signed(tmp_path)
    assert "“public.pdf” is a public summary" in console.refused("compare", made.public, made.file)

    content = bytearray(made.report.read_bytes())
    content[len(content) // 2] ^= 1
    made.report.write_bytes(content)
    assert "“report.pdf” is not as it was sealed, so it is not compared." in console.refused(
        "compare", made.report, made.file
    )
