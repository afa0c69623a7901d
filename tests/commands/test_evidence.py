import json
import os
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.model.evidence import LARGEST_ATTACHMENT, EvidenceKind
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.storage.snapshots import contents

PDF = b"%PDF-1.4 of an MOU"


@pytest.fixture
def mou(tmp_path: Path) -> Path:
    path = tmp_path / "MOU 2019.pdf"
    path.write_bytes(PDF)
    return path


def register(console: Console, path: Path) -> list[Any]:
    listed = json.loads(console.done("evidence", "list", path, "--json"))
    assert list(listed) == ["format", "assessment", "evidence"]
    return list(listed["evidence"])


def test_a_file_is_attached(console: Console, empty: Path, mou: Path) -> None:
    said = console.done(
        "evidence", "add", empty, "1.1", "--file", mou, "--title", "The MOU", "--by", "Ann",
        "--effective", "2019-08-12", "--renew-by", "2027-06-30",
    )  # fmt: skip

    assert said == "The evidence for 1.1 (1S-01) is recorded. Evidence for this item: 1.\n"
    (entry,) = register(console, empty)
    assert (entry["item"], entry["kind"], entry["title"]) == ("1S-01", "file", "The MOU")
    assert (entry["file_name"], entry["media_type"], entry["size"]) == (
        "MOU 2019.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (entry["effective"], entry["renew_by"], entry["added_by"]) == ("2019-08-12", "2027-06-30", "Ann")
    assert len(entry["sha256"]) == 64


@pytest.mark.parametrize(("option", "kind"), [("--place", "place"), ("--link", "link")])
def test_a_place_and_a_link_are_kept_as_typed(console: Console, empty: Path, option: str, kind: str) -> None:
    console.done("evidence", "add", empty, "1s-01", option, "https://example.org/Ñ?a=1")

    (entry,) = register(console, empty)
    assert (entry["kind"], entry["place"]) == (kind, "https://example.org/Ñ?a=1")


def test_the_same_file_is_not_attached_twice(console: Console, empty: Path, mou: Path) -> None:
    console.done("evidence", "add", empty, "1.1", "--file", mou)

    assert "has this file as evidence already." in console.done(
        "evidence", "add", empty, "1.1", "--file", mou
    )
    assert len(register(console, empty)) == 1


def test_the_register_is_listed_with_ids_and_dates(console: Console, empty: Path, mou: Path) -> None:
    assert console.done("evidence", "list", empty) == "There is no evidence yet.\n"
    console.done("evidence", "add", empty, "1.1", "--file", mou, "--renew-by", "2027-06-30")
    console.done("evidence", "add", empty, "1.1", "--place", "Cabinet 4")

    lines = console.done("evidence", "list", empty).splitlines()

    ids = [entry["id"][:8] for entry in register(console, empty)]
    assert lines[0] == f"1.1   {ids[0]}  MOU 2019"
    assert lines[1].startswith("      MOU 2019.pdf, 18 bytes, SHA-256 ")
    assert lines[2] == "      renew by 2027-06-30"
    assert lines[3] == f"1.1   {ids[1]}  Cabinet 4"


def test_an_attached_file_is_saved_as_it_was(
    console: Console, empty: Path, mou: Path, tmp_path: Path
) -> None:
    console.done("evidence", "add", empty, "1.1", "--file", mou)
    start = register(console, empty)[0]["id"][:5]
    folder = tmp_path / "out"
    folder.mkdir()

    assert (
        console.done("evidence", "save", empty, start, "-o", folder)
        == "“MOU 2019.pdf” was saved: 18 bytes.\n"
    )
    console.done("evidence", "save", empty, start.upper(), "-o", folder / "other.pdf")

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "MOU 2019.pdf": PDF,
        "other.pdf": PDF,
    }


def test_saving_overwrites_nothing(console: Console, empty: Path, mou: Path, tmp_path: Path) -> None:
    console.done("evidence", "add", empty, "1.1", "--file", mou)
    start = register(console, empty)[0]["id"]
    before = contents(mou.parent)

    assert "“MOU 2019.pdf” exists already" in console.refused(
        "evidence", "save", empty, start, "-o", tmp_path
    )
    assert "exists already" in console.refused("evidence", "save", empty, start, "-o", empty)
    assert "the folder is not there" in console.refused(
        "evidence", "save", empty, start, "-o", tmp_path / "nowhere" / "x.pdf"
    )
    assert contents(mou.parent) == before


def test_a_name_that_some_system_refuses_is_cleaned(console: Console, empty: Path, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg:evil<b>\u202e.txt "
    source.write_text("x")
    console.done("evidence", "add", empty, "1.1", "--file", source)
    (tmp_path / "out").mkdir()

    console.done("evidence", "save", empty, register(console, empty)[0]["id"], "-o", tmp_path / "out")

    (saved,) = (tmp_path / "out").iterdir()
    assert not set(saved.name) & set(':<>\u202e"')


def test_removed_evidence_stays_in_the_history(console: Console, empty: Path) -> None:
    console.done("evidence", "add", empty, "1.1", "--place", "Cabinet 4", "--title", "Minutes")

    said = console.done("evidence", "remove", empty, register(console, empty)[0]["id"])

    assert said == "“Minutes” is no longer evidence for 1.1. Its record stays in the history.\n"
    assert register(console, empty) == []
    with open_file(empty) as file:
        assert any("Cabinet 4" in (entry.before or "") for entry in file.history())


def test_what_is_filed_elsewhere_cannot_be_saved(console: Console, empty: Path, tmp_path: Path) -> None:
    console.done("evidence", "add", empty, "1.1", "--place", "Cabinet 4")

    said = console.refused("evidence", "save", empty, register(console, empty)[0]["id"], "-o", tmp_path / "x")

    assert said == (
        "“Cabinet 4” is not an attached file, so there is nothing to save.\nLook for it here: Cabinet 4\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("1.1", "--file", "run.exe"), "“run.exe” is a program or a script, so it was not attached"),
        (("1.1", "--file", "run.txt"), "“run.txt” is a program or a script, so it was not attached"),
        (("1.1", "--file", "large.pdf"), "the most for one attached file is 25 MB."),
        (("1.1", "--file", "none.pdf"), "“none.pdf” was not found."),
        (("1.1", "--file", "."), "is a folder, not a file."),
        (("1.1", "--file", "pipe"), "“pipe” is not a file."),
        (("1.1", "--file", "empty.pdf"), "“empty.pdf” is empty"),
        (("1.1", "--place", " "), "The place is empty, so nothing was recorded."),
        (("1.1", "--link", ""), "The link is empty, so nothing was recorded."),
        (("1.1", "--place", "x", "--link", "y"), "not allowed with argument"),
        (("1.1",), "one of the arguments --file --place --link is required"),
        (("9.9", "--place", "x"), "There is no item “9.9”"),
        (("1.1", "--place", "x", "--renew-by", "30.6.2027"), "“30.6.2027” is not a date."),
        (("1.1", "--place", "x", "--effective", "2027-02-30"), "“2027-02-30” is not a date."),
        (("1.1", "--place", "x" * 1001), "The text has 1001 characters; the most is 1000."),
    ],
)
def test_what_is_no_evidence_changes_nothing(
    console: Console,
    empty: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("run.exe").write_text("x")
    Path("run.txt").write_bytes(b"MZ\x90")
    Path("empty.pdf").touch()
    os.mkfifo("pipe")
    with Path("large.pdf").open("wb") as file:
        file.truncate(LARGEST_ATTACHMENT + 1)
    before = contents(empty.parent)

    assert told in console.refused("evidence", "add", empty, *arguments)
    assert contents(empty.parent) == before


@pytest.mark.parametrize("start", ["", "zzz", "00000000-0000"])
def test_evidence_that_is_not_there_is_told(console: Console, sample: Path, start: str) -> None:
    for command in (("save", sample, start, "-o", "x"), ("remove", sample, start)):
        assert f"There is no evidence “{start}” in this assessment." in console.refused("evidence", *command)


def test_an_id_that_fits_several_is_asked_for_in_full(console: Console, empty: Path) -> None:
    with open_file(empty) as file:
        from tests.exchange.planned import evidence

        for number in (1, 2):
            file.record_evidence(evidence(number, "1S-01", kind=EvidenceKind.PLACE), by="Ann")

    assert "More than one id begins with “bbbbbbbb”." in console.refused(
        "evidence", "remove", empty, "bbbbbbbb"
    )
    assert "bbbbbbbb-0000-4000-8000-000000000002  Paper 2" in console.done("evidence", "list", empty)


def test_the_list_describes_its_json(console: Console, sample: Path) -> None:
    described = console.done("evidence", "list", "--help")

    assert [key for key in register(console, sample)[0] if key not in described] == []


def test_a_file_that_mail_systems_may_refuse_is_told(console: Console, empty: Path, tmp_path: Path) -> None:
    large = tmp_path / "scan.pdf"
    large.write_bytes(b"%PDF-" + bytes(11 * 1024 * 1024))

    assert "many mail systems" not in console.done("evidence", "add", empty, "1.1", "--place", "Cabinet 4")
    assert "many mail systems refuse more than 10 MB" in console.done(
        "evidence", "add", empty, "1.1", "--file", large
    )
