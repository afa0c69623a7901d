import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from secure_desktop import locations
from tests.commands.console import Console
from tests.commands.signing import PASSPHRASE, SHERIFF, answered, digital_id, signed
from tests.storage.snapshots import contents

CHAIR = ("--role", "school-board", "--name", "Cem Chair", "--title", "Chair")


@pytest.fixture
def report(console: Console, empty: Path) -> Path:
    """The sealed report of a signed assessment."""
    path = empty.with_name("river.pdf")
    console.done("report", signed(console, empty), "-o", path)
    return path


def as_json(console: Console, path: Path, *options: str | Path) -> Any:
    outcome = console.run("verify", path, "--json", *options)
    assert (outcome.code in (0, 1), outcome.err) == (True, "")
    return json.loads(outcome.out)


def test_a_signed_file_and_its_report_are_unaltered(console: Console, empty: Path, report: Path) -> None:
    for path in (empty, report):
        said = console.done("verify", path)

        assert said.startswith("Unaltered")
        assert "  District superintendent: Ann River, Superintendent\n    signed revision 1, 20" in said
        assert "  This computer's own key\n    used for Ann River, Bob Lake" in said
        assert max(map(len, said.splitlines())) <= 80


def test_a_draft_is_not_signed(console: Console, empty: Path) -> None:
    console.done("report", empty, "-o", empty.with_name("draft.pdf"))

    for path in (empty, empty.with_name("draft.pdf")):
        outcome = console.run("verify", path)
        assert (outcome.code, outcome.err) == (1, "")
        assert as_json(console, path)["state"] == "not-signed"


def test_a_changed_byte_is_noticed(console: Console, report: Path) -> None:
    data = bytearray(report.read_bytes())
    data[len(data) // 2] ^= 1
    report.write_bytes(data)

    outcome = console.run("verify", report)

    assert (outcome.code, outcome.err) == (1, "")
    assert outcome.out.startswith("Altered")


def test_a_row_that_was_changed_after_signing_is_noticed(console: Console, empty: Path) -> None:
    signed(console, empty)
    with closing(sqlite3.connect(empty)) as connection, connection:
        connection.execute("UPDATE response SET answer = 'partly' WHERE item_id = '1S-01'")

    outcome = console.run("verify", empty)

    assert (outcome.code, outcome.err) == (1, "")
    assert "1.1" in outcome.out
    before = contents(empty.parent)
    for command in (("sign", empty, *CHAIR, "--attest"), ("report", empty, "-o", empty.with_name("x.pdf"))):
        assert "was changed after it was signed" in console.refused(*command)
    assert contents(empty.parent) == before


def test_what_differs_from_the_file_at_hand_is_listed(console: Console, empty: Path, report: Path) -> None:
    assert "It says the same as the assessment file at hand.\n" in console.done(
        "verify", report, "--with", empty
    )
    console.done("reopen", empty, "--reason", "x")
    console.done("answer", empty, "2.2", "in-place")

    said = console.done("verify", report, "--with", empty)

    assert "The assessment file at hand differs:\n  revision\n  2.2 Subject 2 of step 2\n" in said
    found = as_json(console, report, "--with", empty)["differences"]
    assert [item["label"] for item in found["items"]] == ["2.2"]


def test_a_new_key_is_told_and_can_be_remembered(console: Console, report: Path) -> None:
    locations.known_keys_file().unlink()

    said = console.done("verify", report)
    assert "  A new key: compare this key's number by phone\n" in said
    assert as_json(console, report)["cautions"]

    said = console.done("verify", report, "--remember", "Board office")
    assert "  A key known before\n" in said
    assert as_json(console, report)["signatures"][0]["standing"] == "known"


def test_the_key_of_something_altered_is_not_remembered(console: Console, report: Path) -> None:
    locations.known_keys_file().unlink()
    report.write_bytes(report.read_bytes() + b"x")

    assert console.run("verify", report, "--remember", "Board office").code == 1
    assert not locations.known_keys_file().exists()


def test_several_people_seal_a_report_one_after_another(
    console: Console, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pfx = digital_id(tmp_path)
    monkeypatch.setenv("SECURE_DESKTOP_PASSPHRASE", PASSPHRASE)

    said = console.done("sign", report, *CHAIR, "--attest", "--pfx", pfx)
    assert said.startswith("“river.pdf” carries one more seal, of Cem Chair, Chair.\nKey number  ")
    console.done("sign", report, *SHERIFF, "--attest")

    verdict = as_json(console, report)
    assert (verdict["state"], [seal["name"] for seal in verdict["seals"]]) == (
        "unaltered",
        ["", "Cem Chair, Chair", "Bob Lake, County Sheriff"],
    )
    assert len({seal["key"] for seal in verdict["seals"]}) == 2


def test_a_report_is_only_sealed_by_somebody_who_confirms_it(console: Console, report: Path) -> None:
    before = contents(report.parent)

    outcome = console.run("sign", report, *CHAIR)

    assert (outcome.code, outcome.out.splitlines()[1]) == (2, "  I have read this report.")
    assert "without --decline" in console.refused("sign", report, *CHAIR, "--decline", "x")
    assert contents(report.parent) == before


def test_nobody_seals_what_was_altered_or_never_sealed(console: Console, empty: Path, report: Path) -> None:
    draft = empty.with_name("draft.pdf")
    console.done("reopen", empty, "--reason", "x")
    console.done("report", empty, "-o", draft)
    report.write_bytes(report.read_bytes() + b"\n%% more")
    before = contents(report.parent)

    assert "“river.pdf” was changed after it was signed" in console.refused(
        "sign", report, *CHAIR, "--attest"
    )
    assert "“draft.pdf” carries no seal" in console.refused("sign", draft, *CHAIR, "--attest")
    assert contents(report.parent) == before


def test_a_public_report_can_be_checked_and_says_what_it_leaves_out(console: Console, empty: Path) -> None:
    public = empty.with_name("public.pdf")

    said = console.done("report", signed(console, empty), "-o", public, "--public")

    assert said.startswith("“public.pdf” was written.\nIt leaves out:\n  ")
    assert as_json(console, public)["public"] is True
    for secret in (b"Ann River", b"A private note."):
        assert secret not in public.read_bytes()


def test_a_district_seals_a_report_with_its_digital_id(
    console: Console, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(console, empty)
    pfx = digital_id(tmp_path)
    target = empty.with_name("river.pdf")
    assert "The passphrase does not open" in console.refused("report", empty, "-o", target, "--pfx", pfx)
    assert not target.exists()
    monkeypatch.setenv("SECURE_DESKTOP_PASSPHRASE", PASSPHRASE)

    console.done("report", empty, "-o", target, "--pfx", pfx)

    verdict = as_json(console, target)
    assert verdict["state"] == "unaltered"
    assert verdict["seals"][0]["key"] != verdict["signatures"][0]["key"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.pdf", "“none.pdf” was not found."), ("text.pdf", "cannot be checked."), (".", "is a folder")],
)
def test_what_cannot_be_checked_is_told(console: Console, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "text.pdf").write_text("no PDF")

    assert told in console.refused("verify", tmp_path / name)


def test_a_key_is_remembered_under_a_name(console: Console, report: Path) -> None:
    assert "The name is empty" in console.refused("verify", report, "--remember", " ")


def test_a_file_that_was_changed_where_nobody_would_look_gets_no_sealed_report(
    console: Console, empty: Path
) -> None:
    signed(console, empty)
    with closing(sqlite3.connect(empty)) as connection, connection:
        connection.execute("UPDATE journal SET by = 'Eve' WHERE seq = 1")

    assert "so no report of it can be sealed." in console.refused(
        "report", empty, "-o", empty.with_name("x.pdf")
    )


def test_the_file_at_hand_must_be_an_assessment(console: Console, report: Path) -> None:
    assert "is not an assessment file" in console.refused("verify", report, "--with", report)


def test_the_help_describes_every_key(console: Console, report: Path) -> None:
    described = console.done("verify", "--help")

    verdict = as_json(console, report)
    keys = [*verdict, *verdict["signatures"][0], *verdict["seals"][0]]
    assert [key for key in keys if key not in described] == []


def test_checking_changes_nothing(console: Console, empty: Path) -> None:
    answered(empty)
    before = contents(empty.parent)

    console.run("verify", empty)

    assert contents(empty.parent) == before
