from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from secure_desktop.errors import TargetUnwritable
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.comparison import compare
from secure_desktop.model.trend import trend
from secure_desktop.reports.comparison_pdf import write_comparison_pdf
from tests.builders import CHANGED, NOW, START, assessment, filled, response, rubric
from tests.reports.reading import Written

YES, PARTLY, NO, NA, OPEN = Answer


def written(folder: Path, *assessments: Assessment) -> Written:
    target = folder / "comparison.pdf"
    found = compare(assessments[0], assessments[-1])
    write_comparison_pdf(found, trend(assessments), target, made_at=NOW)
    return Written(target)


def year(number: int, of: Assessment) -> Assessment:
    profile = replace(of.profile, school_year=f"{2023 + number}–{24 + number}")
    return replace(of, id=str(number), profile=profile, changed_at=CHANGED + timedelta(days=365 * number))


def test_the_first_page_can_be_read_alone(tmp_path: Path) -> None:
    before = assessment(responses={"1S-01": NO, "1S-02": YES, "2S-01": NA, "2S-02": YES})
    after = assessment(responses={"1S-01": YES, "1S-02": PARTLY, "2S-01": YES})
    first = written(tmp_path, year(1, before), year(2, after)).pages[0]

    for words in (
        "What changed in Sample District 12",
        "Earlier 2024–25, revision 1, last changed 20 November 2027",
        "▲ 1 item improved",
        "▼ 1 item slipped",
        "2 of 4 applicable items were in place earlier",
        "2 of 5 applicable items are in place later",
        "◆ Changed otherwise: 1 · ○ Not yet re-confirmed: 1",
        "1 Step 1 in short",
    ):
        assert words in first


def test_every_item_is_listed_under_its_kind(tmp_path: Path) -> None:
    before = year(1, filled())
    after = year(2, replace(before, responses={**before.responses, "1S-01": response("1S-01", NO)}))
    text = written(tmp_path, before, after).text

    assert "▼ Slipped (1)" in text
    assert "= Unchanged (48)" in text
    assert all(item.short in text for item in rubric(*START))


def test_what_people_typed_stands_there_as_it_is(tmp_path: Path) -> None:
    note = "<b>&amp; </para> \u202e \x00 " + "long " * 3000
    before = assessment(responses=[response("1S-01", PARTLY, note="A draft.")])
    after = assessment(responses=[response("1S-01", YES, note=note)])
    found = written(tmp_path, before, after)

    assert "Note before: A draft." in found.text
    assert "Note now: <b>&amp; </para>" in found.text
    assert found.text.count("long") == 3000


def test_no_change_is_said_in_one_sentence(tmp_path: Path) -> None:
    assert "No item differs in anything." in written(tmp_path, assessment(), assessment()).text


def test_cautions_stand_on_the_first_page(tmp_path: Path) -> None:
    one = assessment()
    other = replace(one, profile=replace(one.profile, district="Lake District"))

    assert "“Sample District 12” and “Lake District”" in written(tmp_path, one, other).pages[0]


def test_the_trend_is_drawn_for_more_than_two_and_said_in_words_and_numbers(tmp_path: Path) -> None:
    years = [
        year(number, assessment(responses=dict.fromkeys(given, YES)))
        for number, given in enumerate((["1S-01"], ["1S-01", "1S-02"], ["1S-01", "1S-02", "2S-01"]))
    ]
    found = written(tmp_path, *years)
    figures = [node for node in found.tree.tagged("Figure") if "items answered" in node.alt]

    assert "trend" not in written(tmp_path, *years[:2]).text
    assert len(figures) == 1 + 2
    assert figures[0].alt == (
        "All action steps. 2023–24: 1 of 5 applicable items in place, 1 of 5 items answered. "
        "2024–25: 2 of 5 applicable items in place, 2 of 5 items answered. "
        "2025–26: 3 of 5 applicable items in place, 3 of 5 items answered."
    )
    assert "Step 1: 2 of 3 · Step 2: 1 of 2" in found.text


@pytest.mark.parametrize("count", [3, 40])
def test_any_number_of_points_fits(tmp_path: Path, count: int) -> None:
    found = written(tmp_path, *(year(number, filled()) for number in range(count)))

    assert found.text.count("revision 1, last") >= count


def test_every_mark_belongs_to_the_tree(tmp_path: Path) -> None:
    found = written(tmp_path, *(year(number, filled()) for number in range(3)))
    owned = [mark for node in found.tree.walk() for mark in node.marks]

    assert sorted(owned) == sorted(found.marks_on_pages())
    assert [node.tag for node in found.tree.kids].count("H1") == 1
    assert "Improved" not in found.bookmarks
    assert found.bookmarks[0] == "Comparison"


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, filled(), filled()).content == written(tmp_path, filled(), filled()).content


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(TargetUnwritable, match="the folder is not there"):
        write_comparison_pdf(
            compare(assessment(), assessment()),
            trend([assessment(), assessment()]),
            tmp_path / "nowhere" / "out.pdf",
            made_at=NOW,
        )
    assert list(tmp_path.iterdir()) == []
