from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.errors import DamagedFile, FolderGiven
from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import Overview, Unread
from secure_desktop.reports.overview_pdf import write_overview_pdf
from tests import builders
from tests.overviews import entry, improve_rubric, overview
from tests.reports.reading import Written

PROBLEM = Unread("inner/bad\udcff.sqlite", DamagedFile(name="bad\udcff.sqlite"))
FOUND = overview(
    entry(
        "River",
        {"1S-01": Answer.IN_PLACE, "1S-02": Answer.PARTLY, "1S-03": Answer.NOT_APPLICABLE},
        steps=[builders.next_step(1, due=date(2026, 1, 1)), builders.next_step(2)],
    ),
    entry("Hill", {"1S-02": Answer.NOT_IN_PLACE}, rubric=improve_rubric()),
    unread=[PROBLEM],
)


def written(folder: Path, found: Overview) -> Written:
    target = folder / "o.pdf"
    write_overview_pdf(found, target)
    return Written(target)


def test_each_checklist_has_a_table_of_districts_and_its_gaps(tmp_path: Path) -> None:
    pdf = written(tmp_path, FOUND)

    assert pdf.bookmarks == [
        "Overview",
        "Checklist to Start (1)",
        "Most common gaps: Checklist to Start",
        "Checklist to Improve (1)",
        "Most common gaps: Checklist to Improve",
        "Not readable (1)",
    ]
    text = pdf.text.replace("\u00a0", " ")
    assert "River 2026–27 · County Sheriff ✓1 ◐1 – 1 ○2 1 of 4 in place 3 of 5 answered 1 gap" in text
    assert "1 overdue 2027-01-15" in text
    assert "1.2 Subject 2 of step 1 1 Step 1 in short ✕ 0 ◐ 1 1 of 1 (100 %)" in text
    assert "inner/bad?.sqlite “bad?.sqlite” is damaged" in text


def test_it_says_on_its_first_page_that_it_names_districts(tmp_path: Path) -> None:
    first = written(tmp_path, FOUND).pages[0]

    assert "NAMES DISTRICTS" in first
    assert "it is no public summary" in first


def test_a_part_says_that_it_is_one(tmp_path: Path) -> None:
    assert "It is not the whole folder" not in written(tmp_path, FOUND).text
    assert "It is not the whole folder" in written(tmp_path, replace(FOUND, is_complete=False)).text


def test_its_pages_lie_on_their_side_and_are_tagged(tmp_path: Path) -> None:
    many = overview(*(entry(f"District {number}", {"1S-01": Answer.PARTLY}) for number in range(1, 60)))
    pdf = written(tmp_path, many)

    assert len(pdf.reader.pages) > 2
    assert {(page.mediabox.width, page.mediabox.height) for page in pdf.reader.pages} == {(792, 612)}
    assert pdf.catalog["/MarkInfo"]["/Marked"]
    marks = [mark for node in pdf.tree.walk() for mark in node.marks]
    assert sorted(marks) == sorted(pdf.marks_on_pages())
    table = pdf.tree.tagged("Table")[0]
    assert [node.scope for node in table.tagged("TR")[0].tagged("TH")] == ["Column"] * 6
    assert len(table.tagged("TR")) == 60
    assert all("Page" in page for page in pdf.pages)


def test_names_are_text_whatever_they_say(tmp_path: Path) -> None:
    text = written(tmp_path, overview(entry("<b>River</b> & \U0001f6b8 " + "x" * 900, {}))).text

    assert "<b>River</b> & □" in text
    assert "U+1F6B8" in text


@pytest.mark.parametrize("sizes", [(1,), (1,) * 12])
def test_a_checklist_may_have_any_number_of_steps(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    pdf = written(tmp_path, overview(entry("River", {}, rubric=builders.rubric(*sizes))))

    assert len(pdf.tree.tagged("Table")[0].tagged("TR")[0].tagged("TH")) == len(sizes) + 4


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    assert "There is no assessment in this folder." in written(tmp_path, overview()).text


def test_the_same_overview_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, FOUND).content == written(tmp_path, FOUND).content


def test_fixed_texts_are_translated_before_they_are_filled(tmp_path: Path) -> None:
    write_overview_pdf(FOUND, tmp_path / "o.pdf", translate=lambda text: f"«{text}»")
    text = Written(tmp_path / "o.pdf").text

    for words in ("«Overview of districts»", "«Not readable (1)»", "«1 overdue»", "«District»", "«In place»"):
        assert words in text


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(FolderGiven):
        write_overview_pdf(FOUND, tmp_path)
