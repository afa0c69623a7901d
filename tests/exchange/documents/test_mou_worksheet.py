from dataclasses import replace

import pytest
from hypothesis import given, settings

from secure_desktop.exchange.documents.docx_file import as_docx
from secure_desktop.exchange.documents.mou_worksheet import mou_worksheet
from secure_desktop.exchange.visible import visible
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.summary import summarize
from tests import builders
from tests.builders import NOW
from tests.exchange.documents.reading import opened, rows, texts
from tests.exchange.documents.told import told, typed
from tests.exchange.hostile import storable_texts


def worksheet(of: Assessment) -> list[str]:
    """Return all texts: paragraphs first, then the cells of the tables."""
    return texts(opened(as_docx(mou_worksheet(summarize(of, NOW)))))


def headings(of: Assessment) -> list[str]:
    document = opened(as_docx(mou_worksheet(summarize(of, NOW))))
    return [
        paragraph.text
        for paragraph in document.paragraphs
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading")
    ]


def facts(of: Assessment, name: str) -> list[str]:
    """Return what stands beside a name, clause by clause."""
    document = opened(as_docx(mou_worksheet(summarize(of, NOW))))
    return [
        row.cells[1].text
        for table in document.tables
        for row in table.rows
        if len(row.cells) == 2 and row.cells[0].text == name
    ]


def test_it_says_first_that_it_is_no_legal_advice() -> None:
    said = worksheet(told())

    assert said[1] == "MOU worksheet for Sample District 12"
    assert said[2] == "⚠ Not legal advice"
    assert said[3].startswith("This worksheet is not legal advice. ")
    assert said[3].endswith("State law may require more.")


def test_every_gap_of_the_first_two_steps_is_a_clause_to_add_or_to_fix() -> None:
    assert headings(told()) == [
        "Clauses to add or to fix",
        "Action step 1: Step 1 in short",
        "1.2 Subject 2 of step 1: fix the clause",
        "Action step 2: Step 2 in short",
        "2.1 Subject 1 of step 2: add a clause",
        "Not answered yet",
        "In place, or not applicable",
    ]
    assert "1 clause to add, 1 clause to fix." in worksheet(told())


def test_a_clause_has_the_guidance_what_was_noted_and_room_for_the_wording() -> None:
    of = told()
    item = of.rubric.item("1S-02")

    assert facts(of, "The checklist asks")[0] == item.text
    assert facts(of, "Answer") == ["◐ Partly", "✕ Not in place"]
    assert facts(of, "Noted") == ["Half done", "Nothing found"]
    assert facts(of, "What to look for")[0] == item.look_for
    assert facts(of, "Authority")[0] == "\n".join(item.authority)
    assert facts(of, "Where the item comes from")[0].endswith("\n".join(item.basis))
    assert facts(of, "Next steps") == ["Write the annex", "Ask counsel"]
    assert facts(of, "Evidence on record") == ["https://example.org/a?b=1&c=2"]
    assert worksheet(of).count("Counsel’s wording") == 2


def test_unanswered_items_stand_apart_and_are_no_gaps() -> None:
    document = opened(as_docx(mou_worksheet(summarize(told(), NOW))))

    assert [row[0] for row in rows(document, "Item", "The checklist asks")] == ["2.2 Subject 2 of step 2"]
    assert [row[0] for row in rows(document, "Item", "Answer", "What to do")] == [
        "1.2 Subject 2 of step 1",
        "2.1 Subject 1 of step 2",
    ]


def test_the_gaps_of_the_other_steps_are_not_about_the_mou() -> None:
    of = builders.assessment(
        builders.rubric(1, 1, 2), {"3S-01": Answer.NOT_IN_PLACE, "1S-01": Answer.IN_PLACE}
    )

    said = "\n".join(worksheet(of))

    assert "step 3" not in said
    assert "No gap was found in action steps 1 and 2 so far." in said


def test_without_gaps_there_is_nothing_to_write() -> None:
    of = builders.assessment(responses={item.id: Answer.IN_PLACE for item in builders.rubric()})

    assert "There is no gap in action steps 1 and 2." in worksheet(of)
    assert "Counsel’s wording" not in worksheet(of)


def test_a_checklist_of_other_steps_is_told() -> None:
    rubric = builders.rubric(1)
    of = builders.assessment(replace(rubric, steps=(replace(rubric.steps[0], number=3),)))

    assert "This checklist has no action steps 1 and 2, which are the ones about the MOU." in worksheet(of)


def test_nobody_signs_it() -> None:
    said = "\n".join(worksheet(told(signed=True)))

    assert "Nobody signs this worksheet" in said
    assert "Sample Person 9" not in said
    assert "✓ Revision 2, signed" in said


@pytest.mark.parametrize(("checklist", "items"), [("secure-start", 23), ("secure-improve", 15)])
def test_it_works_for_both_checklists(shelf: Shelf, checklist: str, items: int) -> None:
    rubric = shelf.rubrics[checklist]
    of = builders.assessment(rubric, {item.id: Answer.NOT_IN_PLACE for item in rubric.items})

    assert f"{items} clauses to add, 0 clauses to fix." in worksheet(of)
    assert worksheet(of).count("Counsel’s wording") == items


def test_a_note_of_many_pages_stands_below_the_clause() -> None:
    long = "word " * 19_999 + "end"
    of = builders.assessment(responses=[builders.response("1S-01", Answer.PARTLY, note=long)])

    assert facts(of, "Noted") == ["Given in full below the table."]
    assert f"Noted: {long}" in worksheet(of)


@settings(max_examples=20)
@given(storable_texts, storable_texts)
def test_what_was_typed_is_read_back(note: str, line: str) -> None:
    before = typed(note, line)
    response = replace(before.response("1S-01"), answer=Answer.PARTLY)
    of = replace(before, responses={"1S-01": response})

    assert facts(of, "Noted") == [visible(note) if note.strip() else "Nothing was noted."]
    assert facts(of, "Next steps") == [visible(f"x{line}")]
