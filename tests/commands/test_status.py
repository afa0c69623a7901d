import json
from pathlib import Path
from typing import Any

from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.commands.signing import signed
from tests.storage.snapshots import contents

KEYS = [
    "format",
    "assessment",
    "checklist",
    "rubric",
    "profile",
    "participants",
    "reviewer",
    "revision",
    "changed_at",
    "progress",
    "standing",
    "planned_gaps",
    "steps",
    "items",
    "gaps",
    "stage",
    "locked",
    "fingerprint",
    "signatures",
    "missing",
    "blocking",
    "open_points",
    "revisions",
    "earlier",
    "conflict_copies",
]
ITEM_KEYS = [
    "id",
    "label",
    "step",
    "text",
    "answer",
    "note",
    "reason",
    "marked",
    "changed_at",
    "changed_by",
    "evidence",
    "next_steps",
    "earlier",
]


def as_json(console: Console, path: Path) -> Any:
    return json.loads(console.done("status", path, "--json"))


def test_the_keys_of_the_json_stay_what_they_are(console: Console, sample: Path) -> None:
    status = as_json(console, sample)

    assert list(status) == KEYS
    assert list(status["items"][0]) == ITEM_KEYS
    assert list(status["steps"][0]) == ["number", "title", "progress", "standing", "answers"]
    assert list(status["steps"][0]["answers"]) == [
        "in-place",
        "partly",
        "not-in-place",
        "not-applicable",
        "unanswered",
    ]
    assert list(status["participants"][0]) == ["id", "name", "role", "title", "organization"]
    assert list(status["profile"]) == ["district", "school_year", "state", "agency"]
    assert status["rubric"] == {"id": "secure-start", "version": "1.0", "title": "Checklist to Start"}
    assert (status["format"], status["checklist"], status["revision"], status["signatures"]) == (
        1,
        "start",
        1,
        [],
    )


def test_the_help_describes_every_key(console: Console) -> None:
    described = console.done("status", "--help")

    assert [key for key in [*KEYS, *ITEM_KEYS] if key not in described] == []


def test_the_json_says_what_was_recorded(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "in-place", "--by", "Ann")
    console.done("answer", empty, "1.2", "not-in-place", "--note", "Ñandú", "--mark", "--by", "Bob")
    console.done("answer", empty, "1.3", "not-applicable", "--reason", "No such school.")

    status = as_json(console, empty)

    assert status["progress"] == {"answered": 3, "total": 5}
    assert status["standing"] == {"in_place": 1, "applicable": 4}
    assert status["gaps"] == ["1S-02"]
    assert status["steps"][0]["answers"]["not-applicable"] == 1
    item = status["items"][1]
    assert (item["label"], item["step"], item["answer"], item["note"]) == ("1.2", 1, "not-in-place", "Ñandú")
    assert (item["marked"], item["changed_by"]) == (True, "Bob")
    assert item["changed_at"].endswith("+00:00")
    assert status["items"][2]["reason"] == "No such school."
    assert (status["items"][4]["answer"], status["items"][4]["changed_at"]) == ("unanswered", None)


def test_the_text_keeps_progress_and_standing_apart(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "in-place")
    console.done("answer", empty, "1.2", "partly", "--mark")

    lines = console.done("status", empty).splitlines()

    assert lines[0] == "Sample District 12 · 2026–27 · Washington · Sample County Sheriff"
    assert "Progress  2 of 5 items answered" in lines
    assert "Standing  1 of 5 applicable items in place" in lines
    assert "1 Step 1 in short     1    1    0    0    1     2 of 3     1 of 3" in lines
    assert "All                   1    1    0    0    3     2 of 5     1 of 5" in lines
    assert "✓ in place   ◐ partly   ✕ not in place   – not applicable   ○ unanswered" in lines
    assert "Gaps (1)" in lines
    assert "  1.2   1S-02   ◐ Partly        Subject 2 of step 1" in lines
    assert "Unanswered (3)" in lines
    assert "Marked for review (1): 1.2" in lines


def test_a_finished_assessment_without_gaps_says_so(console: Console, empty: Path) -> None:
    for label in ("1.1", "1.2", "1.3", "2.1", "2.2"):
        console.done("answer", empty, label, "in-place")

    said = console.done("status", empty)

    assert "No gaps: no item is partly or not in place." in said
    assert "Unanswered (" not in said
    assert "Marked" not in said


def test_no_line_of_the_sample_is_wider_than_a_terminal(console: Console, sample: Path) -> None:
    assert max(map(len, console.done("status", sample).splitlines())) <= 80


def test_text_that_would_steer_a_terminal_is_shown_instead(console: Console, empty: Path) -> None:
    with open_file(empty) as file:
        profile = file.assessment().profile
        file.record_profile(type(profile)("\x1b[2J\x9b31m\u202eRiver", "2026"), by="x")
        file.record_response("1S-01", by="x", note="\x1b]0;owned\x07 \x9b \u202e \x7f")

    text, data = console.done("status", empty), console.done("status", empty, "--json")

    assert text.startswith("\\x1b[2J\\x9b31m\\u202eRiver · 2026\n")
    for printed in (text, data):
        assert not set(printed) & set("\x1b\x07\x7f\x9b\u202e")
    assert json.loads(data)["items"][0]["note"] == "\x1b]0;owned\x07 \x9b \u202e \x7f"


def test_the_json_shows_evidence_next_steps_and_open_points(console: Console, sample: Path) -> None:
    status = as_json(console, sample)

    items = {item["label"]: item for item in status["items"]}
    assert items["1.4"]["evidence"][0]["file_name"] == "MOU-2019-signed.pdf"
    assert [(step["state"], step["due"]) for step in items["1.9"]["next_steps"]] == [
        ("done", "2026-10-15"),
        ("open", "2026-12-01"),
    ]
    assert (status["planned_gaps"], len(status["gaps"]), status["stage"], status["locked"]) == (
        14,
        16,
        "draft",
        False,
    )
    assert {"concern": "no-next-step", "items": ["5S-06"]} in status["open_points"]
    assert (status["blocking"], status["missing"][:1]) == ([], ["superintendent"])


def test_the_json_names_what_keeps_people_from_signing(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "not-applicable", "--reason", "x")
    with open_file(empty) as file:
        file.record_response("1S-01", by="x", reason="")

    assert as_json(console, empty)["blocking"] == [
        {"concern": "unanswered", "items": ["1S-02", "1S-03", "2S-01", "2S-02"]},
        {"concern": "reason-missing", "items": ["1S-01"]},
    ]


def test_a_signature_has_the_keys_of_the_help(console: Console, empty: Path) -> None:
    signed(console, empty)
    described = console.done("status", "--help")

    status = as_json(console, empty)
    console.done("reopen", empty, "--reason", "x")

    (signature, _) = status["signatures"]
    keys = [*signature, *as_json(console, empty)["revisions"][0]]
    assert list(signature)[:2] == ["role", "name"]
    assert [key for key in keys if key not in described] == []


def test_looking_changes_nothing_also_while_somebody_edits(console: Console, sample: Path) -> None:
    before = contents(sample.parent)
    console.done("status", sample)
    assert contents(sample.parent) == before

    with open_file(sample) as file:
        file.record_response("1S-01", by="Ann", note="just now")
        assert as_json(console, sample)["items"][0]["note"] == "just now"


def test_a_conflict_copy_beside_the_file_is_told(console: Console, empty: Path) -> None:
    assert as_json(console, empty)["conflict_copies"] == []
    assert "Another copy" not in console.done("status", empty)
    copy = empty.with_name("river-PC-12.sqlite")
    copy.write_bytes(empty.read_bytes())
    with open_file(copy) as file:
        file.record_response("1S-01", by="Bob", note="on the other laptop")

    assert as_json(console, empty)["conflict_copies"] == [{"file": str(copy), "changes": 1}]
    told = console.done("status", empty)
    assert "Another copy lies here: “river-PC-12.sqlite”. It has 1 change that is not in this file." in told
    assert "conflict_copies" in console.done("status", "--help")
