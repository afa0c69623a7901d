import os
from pathlib import Path

import pytest

from tests.commands.console import Console
from tests.commands.signing import signed
from tests.exchange.trust import printed
from tests.storage.drives import stumbling_over
from tests.storage.snapshots import contents


def test_a_report_is_a_pdf(console: Console, sample: Path) -> None:
    target = sample.with_name("summary.pdf")

    assert console.done("report", sample, "-o", target) == "“summary.pdf” was written.\n"

    assert target.read_bytes().startswith(b"%PDF-")


def test_a_pdf_is_replaced(console: Console, sample: Path) -> None:
    target = sample.with_name("summary.pdf")
    target.write_bytes(b"%PDF-1.4 of last year")

    console.done("report", sample, "--output", target)

    assert b"of last year" not in target.read_bytes()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sample.sqlite", "“sample.sqlite” exists and is not a PDF, so it was not overwritten."),
        ("text.pdf", "“text.pdf” exists and is not a PDF"),
        ("empty.pdf", "“empty.pdf” exists and is not a PDF"),
        ("pipe", "“pipe” exists and is not a PDF"),
        ("link", "“link” exists and is not a PDF"),
        ("folder", "“folder” is a folder, not a file."),
        ("", "“files” is a folder, not a file."),
        ("nowhere/summary.pdf", "“summary.pdf” cannot be written: the folder is not there."),
        ("text.pdf/summary.pdf", "“summary.pdf” cannot be written: a part of its path is not a folder."),
    ],
)
def test_nothing_but_a_pdf_is_replaced(console: Console, sample: Path, name: str, told: str) -> None:
    sample.with_name("text.pdf").write_text("a text with a wrong name")
    sample.with_name("empty.pdf").touch()
    sample.with_name("folder").mkdir()
    sample.with_name("link").symlink_to("none")
    os.mkfifo(sample.with_name("pipe"))
    before = contents(sample.parent)

    assert told in console.refused("report", sample, "-o", sample.parent / name)
    assert contents(sample.parent) == before


def test_a_target_that_cannot_be_looked_at_just_now_is_told_and_stays(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = sample.with_name("summary.pdf")
    target.write_bytes(b"%PDF-1.4 of last year")
    with monkeypatch.context() as meanwhile:
        stumbling_over(target, "stat", meanwhile)
        told = console.refused("report", sample, "-o", target)

    assert "“summary.pdf” cannot be written: the drive reports a fault." in told
    assert target.read_bytes() == b"%PDF-1.4 of last year"


def test_an_earlier_revision_is_reported_as_it_was_signed(console: Console, empty: Path) -> None:
    signed(console, empty)
    console.done("reopen", empty, "--reason", "A new MOU.")
    console.done("answer", empty, "2.2", "in-place", "--note", "Changed later.")
    target = empty.with_name("first.pdf")

    console.done("report", empty, "-o", target, "--revision", "1")

    assert "A private note." in printed(target)
    assert "Changed later." not in printed(target)
    assert console.done("verify", target).startswith("Unaltered")
    console.refused("report", empty, "-o", target, "--revision", "3")
