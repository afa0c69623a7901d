import json
from pathlib import Path
from typing import Any

import pytest

from secure_desktop import locations
from secure_desktop.commands.signing_key import VARIABLE
from secure_desktop.model.sign_off import SignOff
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.commands.signing import PASSPHRASE, SHERIFF, SUPERINTENDENT, answered, digital_id, signed
from tests.storage.snapshots import contents

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><polyline points="0,0 100,30"/></svg>'


def sign_offs(path: Path) -> tuple[SignOff, ...]:
    with open_file(path, write=False) as file:
        return file.assessment().sign_offs


def status(console: Console, path: Path) -> Any:
    return json.loads(console.done("status", path, "--json"))


def test_two_partners_sign(console: Console, empty: Path) -> None:
    answered(empty)

    first = console.done("sign", empty, *SUPERINTENDENT, "--attest", "--organization", "River District")
    second = console.done("sign", empty, *SHERIFF, "--attest")

    assert first.startswith("Ann River (District superintendent) signed: revision 1.\nFingerprint  ")
    assert first.endswith("Missing: Law enforcement.\n")
    assert second.endswith("Everybody who is expected to has signed.\n")
    said = status(console, empty)
    assert [(entry["role"], entry["name"], entry["decision"]) for entry in said["signatures"]] == [
        ("superintendent", "Ann River", "signed"),
        ("law-enforcement", "Bob Lake", "signed"),
    ]
    assert (said["stage"], said["locked"], said["missing"]) == ("signed", True, [])
    assert said["signatures"][0]["organization"] == "River District"
    assert said["fingerprint"].upper() == "".join(first.splitlines()[1].split()[1:]) + "".join(
        first.splitlines()[2].split()
    )


def test_without_attest_the_statements_are_printed_and_nothing_is_signed(
    console: Console, empty: Path
) -> None:
    answered(empty)
    before = contents(empty.parent)

    outcome = console.run("sign", empty, *SUPERINTENDENT)

    assert outcome.code == 2
    assert outcome.out.splitlines() == [
        "District superintendent, please confirm with --attest:",
        "  I have read the answers and the gaps listed in this assessment.",
        "  The answers are, to the best of my knowledge, true for my district.",
        "  I agree to the next steps and dates that name my district.",
        "  I know the points that are listed as open.",
    ]
    assert outcome.err.startswith("Nothing was signed, because the statements were not confirmed.\n")
    assert contents(empty.parent) == before
    assert not locations.signing_key_file().exists()


def test_what_is_attested_stands_in_the_sign_off(console: Console, empty: Path) -> None:
    signed(console, empty)

    assert [len(entry.attestations) for entry in sign_offs(empty)] == [4, 3]


def test_somebody_declines_with_a_reason(console: Console, empty: Path) -> None:
    answered(empty)

    said = console.done("sign", empty, *SHERIFF, "--decline", "Searches are open.")

    assert said.startswith("Bob Lake (Law enforcement) declined: revision 1.\n")
    assert (sign_offs(empty)[0].reason, status(console, empty)["stage"]) == ("Searches are open.", "declined")
    console.done("answer", empty, "1.1", "partly")


def test_a_drawn_signature_and_a_scan_are_kept(console: Console, empty: Path, tmp_path: Path) -> None:
    answered(empty)
    (tmp_path / "name.svg").write_text(SVG)
    (tmp_path / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n scan")

    console.done(
        "sign", empty, *SUPERINTENDENT, "--attest", "--draw", tmp_path / "name.svg",
        "--scan", tmp_path / "page.png",
    )  # fmt: skip

    (entry,) = sign_offs(empty)
    assert entry.drawing == (((0, 0), (1000, 300)),)
    with open_file(empty, write=False) as file:
        assert file.content(entry.scan) == b"\x89PNG\r\n\x1a\n scan"


def test_nothing_can_be_changed_once_somebody_has_signed(console: Console, empty: Path) -> None:
    answered(empty)
    console.done("step", "add", empty, "2.2", "Do it")
    console.done("evidence", "add", empty, "1.1", "--place", "Cabinet 4")
    planned = status(console, empty)["items"]
    console.done("sign", empty, *SUPERINTENDENT, "--attest")
    before = contents(empty.parent)

    for command in (
        ("answer", empty, "1.1", "partly"),
        ("step", "add", empty, "2.2", "x"),
        ("step", "done", empty, planned[4]["next_steps"][0]["id"]),
        ("evidence", "add", empty, "1.1", "--place", "x"),
        ("evidence", "remove", empty, planned[0]["evidence"][0]["id"]),
    ):
        assert console.refused(*command) == (
            "Revision 1 is signed, so nothing in it can be changed.\n"
            "Reopen it as revision 2; the signed revision stays in the file.\n"
        )
    assert contents(empty.parent) == before


def test_a_signed_revision_is_opened_again_as_the_next(console: Console, empty: Path) -> None:
    signed(console, empty)

    said = console.done("reopen", empty, "--reason", "2.2 is closed now.", "--by", "Zoe")

    assert said == "Revision 2 is open for changes. Revision 1 stays in the file as it was signed.\n"
    console.done("answer", empty, "2.2", "in-place")
    now = status(console, empty)
    assert (now["revision"], now["stage"], now["signatures"]) == (2, "draft", [])
    (revision,) = now["revisions"]
    assert (revision["number"], revision["reopened_by"]) == (1, "Zoe")
    assert revision["reopened_because"] == "2.2 is closed now."
    assert [entry["name"] for entry in revision["signatures"]] == ["Ann River", "Bob Lake"]
    assert console.done("sign", empty, *SUPERINTENDENT, "--attest").startswith(
        "Ann River (District superintendent) signed: revision 2."
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("sign", "FILE", "--role", "queen", "--name", "x", "--attest"), "“queen” is not a role."),
        (("sign", "FILE", *SHERIFF[:3], " ", "--attest"), "The name is empty, so nothing was recorded."),
        (("sign", "FILE", *SHERIFF, "--decline", " "), "The reason is empty, so nothing was recorded."),
        (("sign", "FILE", *SHERIFF, "--decline", "x", "--attest"), "not allowed with argument"),
        (("sign", "FILE", *SHERIFF, "--attest", "--draw", "none.svg"), "“none.svg” was not found."),
        (("sign", "FILE", *SHERIFF, "--attest", "--draw", "FILE"), "holds no drawn signature."),
        (("sign", "FILE", *SHERIFF, "--attest", "--scan", "none.png"), "“none.png” was not found."),
        (("sign", "FILE", *SHERIFF, "--attest", "--pfx", "none.pfx"), "“none.pfx” was not found."),
        (("sign", "FILE", *SHERIFF, "--attest", "--pfx", "FILE"), "is not a digital ID that can sign."),
        (("sign", "FILE", *SHERIFF, "--attest", "--passphrase-file", "none"), "“none” was not found."),
        (("sign", "FILE", *SHERIFF, "--attest", "--passphrase-file", "."), "is a folder, not a file."),
        (("sign", "FILE", "--attest"), "the following arguments are required: --role, --name"),
        (("reopen", "FILE"), "the following arguments are required: --reason"),
        (("reopen", "FILE", "--reason", "x"), "Revision 1 is not signed, so it need not be reopened."),
    ],
)
def test_what_cannot_be_signed_is_left_as_it_is(
    console: Console, empty: Path, arguments: tuple[str, ...], told: str
) -> None:
    answered(empty)
    before = contents(empty.parent)

    assert told in console.refused(*(empty if word == "FILE" else word for word in arguments))
    assert contents(empty.parent) == before


def test_reopening_needs_a_reason(console: Console, empty: Path) -> None:
    signed(console, empty)

    assert "The reason is empty" in console.refused("reopen", empty, "--reason", " ")


def test_what_is_unanswered_keeps_everybody_from_signing(console: Console, empty: Path) -> None:
    console.done("answer", empty, "1.1", "partly")

    said = console.refused("sign", empty, *SUPERINTENDENT, "--attest")

    assert said.startswith("This assessment cannot be signed yet: 4 items are unanswered.\n")
    assert "  To mend: 4 items are unanswered." in console.done("status", empty)


def test_nobody_signs_twice(console: Console, empty: Path) -> None:
    signed(console, empty)

    assert "Ann River has signed this revision already." in console.refused(
        "sign", empty, *SUPERINTENDENT, "--attest"
    )


def test_a_district_signs_with_its_digital_id(
    console: Console, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(empty)
    pfx = digital_id(tmp_path)
    told = tmp_path / "passphrase"
    told.write_text(f"{PASSPHRASE}\nsecond line", encoding="utf-8")

    console.done("sign", empty, *SUPERINTENDENT, "--attest", "--pfx", pfx, "--passphrase-file", told)
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    console.done("sign", empty, *SHERIFF, "--attest", "--pfx", pfx)

    assert len({entry.key for entry in sign_offs(empty)}) == 1
    assert not locations.signing_key_file().exists()


@pytest.mark.parametrize("given", ["", "wrong", None])
def test_a_wrong_passphrase_signs_nothing(
    console: Console, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    answered(empty)
    pfx = digital_id(tmp_path)
    if given is not None:
        monkeypatch.setenv(VARIABLE, given)
    before = contents(empty.parent)

    said = console.refused("sign", empty, *SUPERINTENDENT, "--attest", "--pfx", pfx)

    assert said.startswith("The passphrase does not open “district.pfx”.\n")
    assert contents(empty.parent) == before


def test_the_sample_can_be_signed_right_away(console: Console, sample: Path) -> None:
    for role in (SUPERINTENDENT, SHERIFF, ("--role", "school-board", "--name", "Cem")):
        console.done("sign", sample, *role, "--attest")

    assert status(console, sample)["stage"] == "signed"
    text = console.done("status", sample)
    assert "Sign-off  revision 1: signed" in text
    assert "  Law enforcement: Bob Lake, County Sheriff, signed 20" in text
