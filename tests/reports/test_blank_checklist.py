"""The checklist for paper, read back."""

from pathlib import Path

import pytest

from secure_desktop.errors import FolderGiven
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Profile
from secure_desktop.model.rubric import Rubric
from secure_desktop.reports.blank_checklist import write_blank_checklist
from tests.builders import NOW, rubric
from tests.reports.reading import Written


def printed(folder: Path, of: Rubric, **options: object) -> Written:
    target = folder / "blank.pdf"
    write_blank_checklist(of, target, made_at=NOW, **options)  # type: ignore[arg-type]  # as named
    return Written(target)


@pytest.mark.parametrize("name", ["secure-start", "secure-improve"])
def test_every_item_is_there_in_order_with_four_numbered_boxes(
    tmp_path: Path, shelf: Shelf, name: str
) -> None:
    of = shelf.rubrics[name]
    read = printed(tmp_path, of)

    text = read.text.replace(" ", "")  # a line may end at a hyphen
    places = [text.index(f"{of.label(item.id)} {item.text}".replace(" ", "")) for item in of]
    assert places == sorted(places)
    for key in "1234":
        assert read.text.count(f"☐ {key}") == len(of.items)
    assert read.text.count("Note, or the reason for 4:") == len(of.items)
    assert all(item.look_for.replace(" ", "") in text for item in of)


def test_what_the_keys_mean_stands_over_every_table_and_at_the_top(tmp_path: Path, shelf: Shelf) -> None:
    read = printed(tmp_path, shelf.rubrics["secure-start"])

    assert "1 In place, 2 Partly, 3 Not in place, 4 Not applicable" in read.pages[0]
    for page in read.pages[:-1]:
        assert "1 In place 2 Partly 3 Not in place 4 Not applicable" in page


def test_it_says_what_it_is_and_that_it_is_not_the_official_text(tmp_path: Path) -> None:
    read = printed(tmp_path, rubric())

    for page in read.pages:
        assert "Blank checklist · Checklist to Start, version 1.0" in page
        assert "not the official text" in page
    assert "About this checklist" in read.pages[-1]
    assert read.reader.metadata is not None
    assert read.reader.metadata.title == "Blank checklist: Checklist to Start"


def test_no_answer_of_the_assessment_is_in_it_only_whose_it_is(tmp_path: Path) -> None:
    read = printed(tmp_path, rubric(), profile=Profile("River School District", "2026–27", agency="Sheriff"))

    assert "District River School District School year 2026–27 Filled in by Date" in read.pages[0]
    assert "Sheriff" not in read.text
    assert "Draft" not in read.text


def test_a_reviewer_gets_only_what_is_asked(tmp_path: Path) -> None:
    of = rubric(3, 2)
    read = printed(tmp_path, of, steps=of.steps[1:])

    assert "2.1 The partners have agreed" in read.text
    assert "1.1 The partners have agreed" not in read.text


def test_a_screen_reader_meets_a_table_a_step_with_headed_rows_and_columns(tmp_path: Path) -> None:
    read = printed(tmp_path, rubric(3, 2))
    tables = [table for table in read.tree.tagged("Table") if len(table.tagged("TH")) > 4][:2]

    assert [len(table.tagged("TR")) for table in tables] == [1 + 2 * 3, 1 + 2 * 2]
    for table in tables:
        scopes = [cell.scope for cell in table.tagged("TH")]
        assert scopes == ["Column"] * 5 + ["Row"] * (len(scopes) - 5)
    in_tree = [mark for node in read.tree.walk() for mark in node.marks]
    assert sorted(in_tree) == sorted(read.marks_on_pages())
    assert read.bookmarks[:3] == [
        "Checklist to Start",
        "Action step 1: Step 1 in short",
        "Action step 2: Step 2 in short",
    ]


def test_an_item_and_its_lines_stay_on_one_page(tmp_path: Path, shelf: Shelf) -> None:
    of = shelf.rubrics["secure-start"]
    read = printed(tmp_path, of)

    for page in read.pages:
        assert page.count("☐ 1") == page.count("Note, or the reason for 4:")


@pytest.mark.parametrize("typed", ["W" * 900, "very long words " * 90, "{0} <b>%s", "\x00\u202e"])
def test_whatever_a_district_is_called_it_fits(tmp_path: Path, typed: str) -> None:
    read = printed(tmp_path, rubric(), profile=Profile(typed, typed))

    assert "1.1 The partners have agreed" in read.pages[0]


def test_the_same_rubric_gives_the_same_bytes(tmp_path: Path) -> None:
    assert printed(tmp_path, rubric()).content == printed(tmp_path, rubric()).content


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FolderGiven):
        write_blank_checklist(rubric(), tmp_path, made_at=NOW)
