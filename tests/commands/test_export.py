import json
import zipfile
from pathlib import Path

import pytest

from tests.commands.console import Console
from tests.storage.snapshots import contents

FORMATS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR", "json": b"{"}


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
    assert "invalid choice: 'docx'" in console.refused("export", sample, "--format", "docx", "-o", "x")
