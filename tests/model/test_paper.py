from dataclasses import replace

from secure_desktop.model.assessment import Answer
from secure_desktop.model.paper import sheet_of
from secure_desktop.model.reviewer import Reviewer
from tests.builders import NOW, assessment, rubric


def test_a_sheet_has_the_items_in_the_order_of_the_printed_checklist() -> None:
    sheet = sheet_of(assessment())

    assert sheet.items == ("1S-01", "1S-02", "1S-03", "2S-01", "2S-02")
    assert [sheet.behind(item) for item in sheet.items] == ["1S-02", "1S-03", "2S-01", "2S-02", ""]
    assert [sheet.before(item) for item in (*sheet.items, "")] == [
        "1S-01", "1S-01", "1S-02", "1S-03", "2S-01", "2S-02",
    ]  # fmt: skip


def test_typing_begins_where_it_stopped_or_at_the_first_item_without_an_answer() -> None:
    of = assessment(responses={"1S-01": Answer.PARTLY, "2S-01": Answer.IN_PLACE})
    sheet = sheet_of(of)

    assert sheet.start(of) == "1S-02"
    assert sheet.start(of, "2S-02") == "2S-02"
    assert sheet.start(of, "9S-99") == "1S-02"


def test_where_everything_is_answered_it_begins_at_the_top() -> None:
    of = assessment(responses={item.id: Answer.IN_PLACE for item in rubric()})

    assert sheet_of(of).start(of) == "1S-01"


def test_the_sheet_of_a_reviewer_copy_has_what_is_asked_about() -> None:
    made = Reviewer("Ann", (2,), has_answers=True, has_evidence=False, made_at=NOW)
    of = replace(assessment(), reviewer=made)

    assert sheet_of(of).items == ("2S-01", "2S-02")
