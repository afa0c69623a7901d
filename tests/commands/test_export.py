import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from secure_desktop.model.public import left_out
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.commands.signing import signed
from tests.exchange.trust import edit
from tests.storage.snapshots import contents

FORMATS = {
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "ics": b"BEGIN:VCALENDAR",
    "json": b"{",
    "docx": b"PK",
    "html": b"<!DOCTYPE html>",
    "mou": b"PK",
}


@pytest.mark.parametrize("kind", FORMATS)
def test_an_assessment_is_exported(console: Console, sample: Path, kind: str) -> None:
    target = sample.with_name(f"out.{kind}")

    assert console.done("export", sample, "--format", kind, "-o", target) == f"“out.{kind}” was written.\n"

    assert target.read_bytes().startswith(FORMATS[kind])


def test_the_export_of_the_sample_is_complete(console: Console, sample: Path) -> None:
    for kind in FORMATS:
        console.done("export", sample, "--format", kind, "-o", sample.with_name(f"out.{kind}"))

    data = json.loads(sample.with_name("out.json").read_bytes())
    assert len(data["signed_form"]["public"]["answers"]) == 49
    assert sample.with_name("out.ics").read_bytes().count(b"BEGIN:VEVENT") == 14 + 3
    assert zipfile.ZipFile(sample.with_name("out.xlsx")).testzip() is None
    history = openpyxl.load_workbook(sample.with_name("out.xlsx"))["History"]
    with open_file(sample, write=False) as file:
        assert history.max_row == 1 + len(file.history())


def test_the_help_describes_every_key(console: Console, sample: Path) -> None:
    target = sample.with_name("out.json")
    console.done("export", sample, "--format", "json", "-o", target)

    described = console.done("export", "--help")

    assert [key for key in json.loads(target.read_bytes()) if key not in described] == []


def test_an_earlier_export_is_replaced_only_when_asked(console: Console, sample: Path) -> None:
    target = sample.with_name("out.CSV")
    target.write_text("made in 2025")

    assert "“out.CSV” exists already" in console.refused("export", sample, "--format", "csv", "-o", target)
    assert target.read_text() == "made in 2025"

    console.done("export", sample, "--format", "csv", "-o", target, "--replace")
    assert "made in 2025" not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sample.sqlite", "“sample.sqlite” exists already and was not changed."),
        ("text.txt", "“text.txt” exists already"),
        ("link.csv", "“link.csv” exists already"),
        ("folder", "“folder” is a folder, not a file."),
        ("folder.csv", "“folder.csv” is a folder, not a file."),
        ("nowhere/out.csv", "“out.csv” cannot be written: the folder is not there."),
    ],
)
def test_nothing_else_is_replaced(console: Console, sample: Path, name: str, told: str) -> None:
    sample.with_name("text.txt").write_text("weeks of work")
    sample.with_name("link.csv").symlink_to("text.txt")
    sample.with_name("folder").mkdir()
    sample.with_name("folder.csv").mkdir()
    before = contents(sample.parent)

    said = console.refused("export", sample, "--format", "csv", "-o", sample.parent / name, "--replace")

    assert told in said
    assert contents(sample.parent) == before


def test_a_format_that_is_not_known_is_told(console: Console, sample: Path) -> None:
    assert "invalid choice: 'odt'" in console.refused("export", sample, "--format", "odt", "-o", "x")


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_a_public_document_says_what_it_leaves_out(console: Console, sample: Path, kind: str) -> None:
    target = sample.with_name(f"out.{kind}")

    said = console.done("export", sample, "--format", kind, "--public", "-o", target)

    assert said.splitlines()[1] == "It leaves out:"
    assert [line.strip() for line in said.splitlines()[2:]] == list(left_out())
    if kind == "html":
        assert "Public summary for" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ics", "json", "mou"])
def test_the_other_formats_have_no_public_variant(console: Console, sample: Path, kind: str) -> None:
    before = contents(sample.parent)

    told = console.refused("export", sample, "--format", kind, "--public", "-o", sample.with_name("out"))

    assert "--public is for docx and html" in told
    assert contents(sample.parent) == before


def test_the_worksheet_replaces_an_earlier_one_of_its_ending(console: Console, sample: Path) -> None:
    target = sample.with_name("worksheet.DOCX")
    target.write_text("made in 2025")
    wrong = sample.with_name("worksheet.mou")
    wrong.write_text("somebody else's")

    console.done("export", sample, "--format", "mou", "-o", target, "--replace")

    assert zipfile.ZipFile(target).testzip() is None
    assert "exists already" in console.refused("export", sample, "--format", "mou", "-o", wrong, "--replace")


@pytest.mark.parametrize("kind", ["docx", "html", "mou"])
def test_no_document_says_that_it_is_signed_when_the_file_was_changed(
    console: Console, empty: Path, kind: str
) -> None:
    edit(signed(console, empty), "UPDATE response SET note = 'slipped in' WHERE item_id = '1S-01'")
    target = empty.with_name("out")

    assert "was changed after it was signed" in console.refused(
        "export", empty, "--format", kind, "-o", target
    )

    assert not target.exists()


def test_a_signed_document_names_its_revision(console: Console, empty: Path) -> None:
    target = empty.with_name("out.html")

    console.done("export", signed(console, empty), "--format", "html", "-o", target)

    assert "✓ Revision 1, signed" in target.read_text(encoding="utf-8")


def test_a_wrong_format_is_told_with_the_formats_there_are(console: Console, empty: Path) -> None:
    said = console.refused("export", empty, "--format", "pages", "-o", empty.with_name("out"))

    assert "'csv', 'xlsx', 'ics'" in said
    assert "Format." not in said
