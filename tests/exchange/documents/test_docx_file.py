import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from secure_desktop.errors import FolderGiven, TargetUnwritable
from secure_desktop.exchange.documents.docx_file import as_docx, write_docx
from secure_desktop.exchange.documents.long_texts import LONGEST_IN_CELL
from secure_desktop.exchange.documents.summary_document import summary_document
from secure_desktop.exchange.visible import visible
from secure_desktop.model.assessment import LONGEST_TEXT, Answer, Profile
from secure_desktop.model.rubric import Checklist
from secure_desktop.model.signed_form import grouped
from secure_desktop.model.summary import summarize
from tests import builders
from tests.builders import NOW
from tests.exchange.documents.reading import opened, rows, texts, word
from tests.exchange.documents.told import of_all_parts, told, typed
from tests.exchange.hostile import HOSTILE, hostile_texts, storable_texts
from tests.storage.snapshots import contents


def headings(of_level: int) -> list[str]:
    return [
        paragraph.text
        for paragraph in word(told()).paragraphs
        if paragraph.style is not None and paragraph.style.name == f"Heading {of_level}"
    ]


def test_sections_have_headings_that_a_word_processor_lists() -> None:
    assert headings(1) == [
        "Where we stand, by action step",
        "First gaps to close",
        "Every item, by action step",
        "Not answered yet",
        "Next steps",
        "Evidence register",
        "Open points",
        "Partnership team",
        "History of revisions",
        "About this checklist",
    ]
    assert headings(2) == [
        "Action step 1: Step 1 in short",
        "Action step 2: Step 2 in short",
        "What the words mean",
    ]


def test_every_item_stands_there_with_what_was_recorded() -> None:
    found = {row[0]: row[1:] for row in rows(word(told()), "Item", "Answer", "Note and reason")}

    wording = builders.rubric().items[0].text
    assert found[f"1.1 {wording}"] == ["✓ In place", "Noted here\nin two lines"]
    assert [row[0] for row in found.values()] == [
        "✓ In place",
        "◐ Partly",
        "– Not applicable",
        "✕ Not in place",
        "○ Unanswered",
    ]
    assert [row[1] for row in found.values()][1:] == [
        "Half done\n⚑ Marked for review",
        "Reason: We have no such school",
        "Nothing found",
        "",
    ]


def test_progress_and_standing_stand_apart_for_every_step() -> None:
    found = rows(word(told()), "Action step", "In place of applicable", "Answered of all")

    assert [row[:3] for row in found] == [
        ["1 Step 1 in short", "1 of 2", "3 of 3"],
        ["2 Step 2 in short", "0 of 2", "1 of 2"],
        ["All action steps", "1 of 4", "4 of 5"],
    ]
    assert [row[3:] for row in found][-1] == ["1", "1", "1", "1", "1"]


def test_plan_evidence_people_and_history_are_told() -> None:
    document = word(told())

    assert [
        "1.2 Subject 2 of step 1",
        "◐ Partly",
        "Write the annex",
        "Sample Person 1",
        "15 January 2027",
        "Open\nWeeks",
    ] in rows(document, "Item", "Status", "Next step", "Owner", "Due", "State")
    assert [row[2] for row in rows(document, "Item", "Title")] == [
        "Filed elsewhere\nCabinet 1",
        f"Attached file\nmou.pdf (12 KB)\nSHA-256 {'ab' * 32}",
        "Link\nhttps://example.org/a?b=1&c=2",
    ]
    assert ["Sample Person 2", "Law enforcement", "Title 2", "Sample County Sheriff"] in rows(
        document, "Name", "Role"
    )
    assert (
        rows(document, "Revision", "Signed")[0][3]
        == "1 October 2026 by Ann Author\nReason: Two answers were wrong"
    )


def test_a_draft_says_that_it_is_one_and_that_it_can_be_edited() -> None:
    document = word(told())

    assert document.paragraphs[2].text == "○ Draft of revision 2"
    assert document.paragraphs[3].text == (
        "This is an editable copy, not the signed document: anybody can change it, and nothing in it shows that. "
        "It shows the assessment as of 20 November 2026; nobody has signed that."
    )
    assert (
        document.sections[0].header.paragraphs[0].text
        == "Summary for Sample District 12 · ○ Draft of revision 2"
    )


def test_what_was_signed_is_named_and_is_not_this_copy() -> None:
    signed = told(signed=True)
    document = word(signed)
    said = "\n".join(texts(document))

    assert document.paragraphs[2].text == "✓ Revision 2, signed"
    number = grouped(summarize(signed, NOW).fingerprint)
    assert document.paragraphs[3].text.endswith(
        f"What was signed is the PDF summary of revision 2, with the fingerprint {number}."
    )
    assert "not the signed document" in document.paragraphs[3].text
    assert "Drawn; it stands in the PDF summary." in said
    assert "Signed on paper; the scan is part of the assessment file." in said
    assert "I was not asked" in said


def test_every_table_with_a_head_repeats_it_and_names_itself() -> None:
    for table in word(told(signed=True)).tables:
        marks = table._tbl.tblPr
        look = marks.find(qn("w:tblLook"))
        assert marks.find(qn("w:tblCaption")).get(qn("w:val"))
        head = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        assert (look.get(qn("w:firstRow")) == "1") == (head is not None)
        assert look.get(qn("w:firstColumn")) == "1"


def test_the_document_says_its_title_language_and_pages() -> None:
    document = word(told())
    known = document.core_properties

    assert (known.title, known.author, known.language) == (
        "Summary for Sample District 12",
        "Sample District 12",
        "en",
    )
    assert known.created is not None
    assert known.created.strftime("%Y-%m-%d %H:%M") == "2026-11-23 12:00"
    language = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-US"
    foot = document.sections[0].footer.part.element
    assert [code.text.strip() for code in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert "not the official text" in foot.xpath("string(.)")


def test_a_public_document_holds_nothing_that_only_the_partners_should_read() -> None:
    signed = told(signed=True)
    said = "\n".join(texts(word(signed, public=True)))

    for kept in (
        "Sample Person",
        "Title 1",
        "Noted here",
        "Half done",
        "We have no such school",
        "mou.pdf",
        "Cabinet",
        "example.org",
        "Nobody Else",
        "Too dear",
        "Two answers were wrong",
        "I was not asked",
        "Marked for review",
    ):
        assert kept in "\n".join(texts(word(signed)))
        assert kept not in said
    assert "Write the annex" in said
    assert "Notes, reasons, and the marks for review" in said
    assert "Sample County Sheriff" in said


def test_the_same_document_has_the_same_bytes() -> None:
    of = summary_document(summarize(told(), NOW), editable=True)

    assert as_docx(of) == as_docx(of)


@settings(max_examples=25)
@given(storable_texts, storable_texts)
def test_what_was_typed_is_read_back(note: str, line: str) -> None:
    document = word(typed(note, line))

    remarks = rows(document, "Item", "Answer", "Note and reason")[0][2]
    said = [visible(note)] if note.strip() else []
    assert remarks == "\n".join([*said, f"Reason: {visible(line) if line.strip() else 'Not given'}"])
    assert rows(document, "Name", "Role")[0][0] == visible(f"x{line}")
    assert rows(document, "Item", "Status", "Next step")[-1][2] == visible(f"x{line}")
    assert rows(document, "Item", "Title")[0][2] == f"Filed elsewhere\n{visible(f'x{line}')}"
    assert document.paragraphs[1].text == f"Summary for {visible(f'x{line}')}"


@settings(max_examples=25)
@given(hostile_texts)
def test_every_part_of_a_document_can_hold_any_text(typed_text: str) -> None:
    text = f"x{typed_text}"
    document = opened(as_docx(of_all_parts(text)))

    shown = visible(text)
    assert [paragraph.text for paragraph in document.paragraphs].count(shown) == 8
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert (cells.count(shown), cells.count(f"{shown} {shown}")) == (7, 1)


def test_the_longest_notes_are_whole_and_stand_below_their_table() -> None:
    long = ("All of it, " * LONGEST_TEXT)[: LONGEST_TEXT - 1] + "."
    answers = [
        builders.response("1S-01", note=long),
        builders.response("1S-02", Answer.NOT_APPLICABLE, reason=long),
        builders.response("1S-03", note=long[:LONGEST_IN_CELL]),
    ]
    document = word(builders.assessment(responses=answers))

    beside = [row[2] for row in rows(document, "Item", "Answer", "Note and reason")][:3]
    assert beside == [
        "Given in full below the table.",
        "Reason: Given in full below the table.",
        long[:LONGEST_IN_CELL],
    ]
    below = [paragraph.text for paragraph in document.paragraphs if len(paragraph.text) > LONGEST_IN_CELL]
    assert below == [f"1.1, Note and reason: {long}", f"1.2, Note and reason: Reason: {long}"]


def test_a_hostile_rubric_is_text_too() -> None:
    strange = "".join(HOSTILE).encode("utf-8", "replace").decode()
    of = replace(
        builders.rubric(),
        title=strange,
        rubric=strange,
        attribution=strange,
        about=strange,
        version=strange,
        checklist=Checklist.IMPROVE,
    )

    said = "\n".join(texts(word(builders.assessment(of))))

    assert said.count("<script>alert(1)</script>") >= 4


@pytest.mark.parametrize("district", ["", " ", "x" * 1_000, "\x00"])
def test_any_district_can_be_in_the_title(district: str) -> None:
    assert word(builders.assessment(profile=Profile(district))).core_properties.title.startswith(
        "Summary for"
    )


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    of = summary_document(summarize(told(), NOW), editable=True)
    before = contents(tmp_path)

    with pytest.raises(TargetUnwritable):
        write_docx(of, tmp_path / "nowhere" / "out.docx")
    with pytest.raises(FolderGiven):
        write_docx(of, tmp_path)

    assert contents(tmp_path) == before


def test_the_package_is_whole(tmp_path: Path) -> None:
    write_docx(summary_document(summarize(told(), NOW), editable=True), tmp_path / "out.docx")

    assert zipfile.ZipFile(tmp_path / "out.docx").testzip() is None
