from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.commands.console import Console


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("rubric", ["secure-start", "secure-improve"])
def test_a_rubric_is_printed_without_answers(console: Console, tmp_path: Path, rubric: str) -> None:
    target = tmp_path / "blank.pdf"

    assert console.done("rubrics", "print", rubric, "-o", target) == "“blank.pdf” was written.\n"
    assert "Note, or the reason for 4:" in text_of(target)


def test_the_checklist_of_an_assessment_is_printed_without_its_answers(
    console: Console, sample: Path
) -> None:
    target = sample.with_name("blank.pdf")
    console.done("export", sample, "--format", "checklist", "-o", target)

    assert "Sample District 12" in text_of(target)
    assert "49 of 49" not in text_of(target)


def test_nothing_is_overwritten_unless_somebody_wants_it(console: Console, sample: Path) -> None:
    target = sample.with_name("blank.pdf")
    target.write_text("weeks of work")
    for command in (("rubrics", "print", "secure-start"), ("export", sample, "--format", "checklist")):
        assert "“blank.pdf” exists already" in console.refused(*command, "-o", target)
        assert target.read_text() == "weeks of work"
    console.done("rubrics", "print", "secure-start", "-o", target, "--replace")
    console.done("export", sample, "--format", "checklist", "-o", target, "--replace")
    assert target.read_bytes().startswith(b"%PDF-")
    assert "exists already" in console.refused("rubrics", "print", "secure-start", "-o", sample, "--replace")


def test_a_rubric_that_is_not_here_is_told(console: Console, tmp_path: Path) -> None:
    assert "There is no rubric “none” here." in console.refused(
        "rubrics", "print", "none", "-o", tmp_path / "x.pdf"
    )


def test_there_is_no_public_one(console: Console, sample: Path) -> None:
    told = console.refused(
        "export", sample, "--format", "checklist", "-o", sample.with_name("x.pdf"), "--public"
    )

    assert "--public is for" in told
