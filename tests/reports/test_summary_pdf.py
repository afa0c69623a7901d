"""What a summary says, and what happens when it cannot be written."""

from dataclasses import replace
from pathlib import Path

import pytest

from secure_desktop.errors import FolderGiven, TargetUnwritable
from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.summary import summarize
from secure_desktop.reports.file_name import propose_name
from secure_desktop.reports.first_gaps import LONGEST_SNIPPET
from secure_desktop.reports.summary_pdf import write_summary_pdf
from tests.builders import NOW, START, assessment, filled, participant, response, rubric
from tests.reports.reading import written

SMALL = ("1S-01", "1S-02", "1S-03", "2S-01", "2S-02")


def test_the_first_page_is_understandable_alone(tmp_path: Path) -> None:
    first = written(tmp_path, filled()).pages[0]

    for said in (
        "SECURe LOCAL IMPLEMENTATION RUBRIC · CHECKLIST TO START",
        "Summary for Sample District 12",
        "DRAFT",
        "School year 2026–27",
        "State Washington",
        "Law enforcement partner Sample County Sheriff",
        "Last change 20 November 2026",
        "Status Draft, not signed",
        "31 of 43 applicable items in place",
        "12 gaps: 6 partly, 6 not in place",
        "0 of 12 gaps with an owner and a date",
        "0 pieces of evidence on record",
        "✓ In place · ◐ Partly · ✕ Not in place · – Not applicable · ○ Unanswered",
        "✓ 7 ◐ 2 ✕ 1 – 1",
        "The first 6 of 12 gaps. Every item follows on the next pages.",
        "2.11 Subject 11 of step 2 ✕ Not in place",
    ):
        assert said in first


def test_the_first_page_says_on_which_page_the_team_is_named(tmp_path: Path) -> None:
    pages = written(tmp_path, filled()).pages
    page = next(number for number, text in enumerate(pages, 1) if "Sample Person 6" in text)

    assert f"Completed by Partnership team, 6 people (page {page})" in pages[0]


def test_every_item_stands_in_full_with_answer_note_and_reason(tmp_path: Path) -> None:
    of = assessment(
        rubric(),
        [
            response("1S-01", note="Signed in May."),
            response("1S-02", Answer.NOT_APPLICABLE, reason="No such school."),
            response("1S-03", Answer.PARTLY, marked=True),
        ],
    )
    text = written(tmp_path, of).text

    assert "1.1 The partners have agreed in writing on subject 1 of step 1" in text
    assert "Signed in May." in text
    assert "– Not applicable Reason: No such school." in text
    assert "◐ Partly ⚑ Marked for review" in text
    assert "2.1 The partners have agreed" in text
    assert text.count("○ Unanswered") == 3  # the legend and two items


def test_a_missing_reason_is_said_to_be_missing(tmp_path: Path) -> None:
    of = assessment(rubric(), {"1S-01": Answer.NOT_APPLICABLE})

    assert "Reason: Not given" in written(tmp_path, of).text


def test_unanswered_items_are_listed_and_make_a_draft_of_work_in_progress(tmp_path: Path) -> None:
    read = written(tmp_path, assessment(rubric(), {"1S-01": Answer.IN_PLACE, "1S-02": Answer.PARTLY}))

    assert "3 items are not answered yet; this summary is a draft of work in progress." in read.pages[0]
    assert "Not answered yet 3 items are not answered yet. 1.3 Subject 3 of step 1 2.1 Subject 1" in read.text
    assert "Not answered yet" in read.bookmarks


def test_a_complete_assessment_has_no_list_of_unanswered_items(tmp_path: Path) -> None:
    read = written(tmp_path, filled(rubric()))

    assert "not answered" not in read.text.lower()
    assert "Not answered yet" not in read.bookmarks


def test_an_empty_assessment_says_so_in_sentences(tmp_path: Path) -> None:
    read = written(tmp_path, assessment(profile=Profile("Sample District 12")))

    for said in (
        "School year Not given",
        "State Not given",
        "Completed by Not given",
        "0 of 5 applicable items in place",
        "0 gaps found so far",
        "0 of 5 items answered",
        "No item is answered yet; this summary is a draft of work in progress.",
        "Gaps show here as soon as items are answered.",
    ):
        assert said in read.pages[0]
    assert "Nobody is named as a member of the partnership team yet." in read.text


def test_no_gaps_get_a_sentence_instead_of_an_empty_table(tmp_path: Path) -> None:
    partly_answered = written(tmp_path, assessment(rubric(), {"1S-01": Answer.IN_PLACE})).pages[0]
    complete = written(tmp_path, assessment(rubric(), dict.fromkeys(SMALL, Answer.IN_PLACE))).pages[0]

    assert "No gaps so far: no item was found partly or not in place." in partly_answered
    assert "No gaps: every applicable item is in place." in complete


def test_one_of_anything_is_singular(tmp_path: Path) -> None:
    answers = dict.fromkeys(SMALL[:2], Answer.IN_PLACE) | {
        "1S-03": Answer.PARTLY,
        "2S-01": Answer.NOT_APPLICABLE,
    }
    people = [participant()]
    text = written(tmp_path, assessment(rubric(), answers, participants=people)).text

    for said in (
        "1 gap: partly in place",
        "This is the only gap so far.",
        "0 of 1 gap with an owner and a date",
        "1 item is not answered yet; this summary",
        "1 gap: partly in place.",
        "1 item is not applicable.",
        "0 of 1 applicable item is in place.",
        "Partnership team, 1 person (page ",
    ):
        assert said in text
    for wrong in ("1 gaps", " 1 items", "1 people"):
        assert wrong not in text


def test_progress_and_standing_are_shown_without_percentages(tmp_path: Path) -> None:
    assert "%" not in written(tmp_path, filled()).text


def test_a_long_note_is_short_among_the_first_gaps_and_whole_in_its_table(tmp_path: Path) -> None:
    note = " ".join(f"word{number}" for number in range(400))
    read = written(tmp_path, assessment(rubric(), [response("1S-01", Answer.PARTLY, note=note)]))

    assert "word10" in read.pages[0]
    assert "…" in read.pages[0]
    assert f"word{LONGEST_SNIPPET // 4}" not in read.pages[0]
    assert note in read.text


def test_every_page_says_where_it_comes_from_and_which_of_all_it_is(tmp_path: Path) -> None:
    pages = written(tmp_path, filled()).pages

    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Sample District 12 · Draft, 23 November 2026" in text
        assert "(U.S. Departments of Education and Justice, 2016); not the official text." in text


def test_the_footer_of_another_rubric_names_its_own_origin(tmp_path: Path) -> None:
    own = replace(rubric(), id="our-county", attribution="Written by our county.")

    assert "Written by our county." in written(tmp_path, assessment(own)).pages[0]


def test_the_last_page_says_what_the_checklist_is(tmp_path: Path) -> None:
    last = written(tmp_path, filled()).pages[-1]

    for said in (
        "About this checklist",
        "Publisher U.S. Department of Education and U.S. Department of Justice",
        "Date 8 September 2016",
        "35 core (the subject is very likely in the federal document), 14 supplementary",
        "not the official text.",
        "State law may require more.",
        "MOU: A memorandum of understanding",
    ):
        assert said in last
    assert last.count("State law may require more.") == 1


def test_state_law_is_mentioned_even_where_the_rubric_is_silent(tmp_path: Path) -> None:
    silent = replace(rubric(), about="")

    assert "State law may require more." in written(tmp_path, assessment(silent)).pages[-1]


def test_a_later_revision_says_which(tmp_path: Path) -> None:
    assert "DRAFT · REVISION 2" in written(tmp_path, assessment(revision=2)).pages[0]


def test_every_fixed_text_goes_through_the_translation(tmp_path: Path) -> None:
    of = assessment(rubric(), {"1S-01": Answer.PARTLY}, participants=[participant()])
    read = written(tmp_path, of, translate=lambda words: f"«{words}»")

    for said in (
        "«Summary for Sample District 12»",
        "«DRAFT»",
        "«Partly»",
        "«About this checklist»",
        f"«Page 1 of {len(read.pages)}»",
    ):
        assert said in read.text


def test_the_same_summary_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, filled()).content == written(tmp_path, filled()).content


def test_times_and_names_in_the_file_come_from_the_summary(tmp_path: Path) -> None:
    read = written(tmp_path, filled())

    assert read.reader.metadata is not None
    assert read.reader.metadata.title == "Summary for Sample District 12 – Checklist to Start"
    assert read.reader.metadata.author == "Sample District 12"
    assert read.reader.metadata.creation_date == NOW
    assert b"<xmp:CreateDate>2026-11-23T12:00:00Z</xmp:CreateDate>" in read.content


def test_the_proposed_name_says_district_checklist_and_day() -> None:
    assert (
        propose_name(summarize(filled(), NOW)) == "Sample District 12 – Checklist to Start – 2026-11-23.pdf"
    )


@pytest.mark.parametrize("district", ["../../etc/passwd", "CON", "a:b\\c", "D" * 500, "\u202e\x00"])
def test_the_proposed_name_is_a_name_on_every_system(district: str) -> None:
    name = propose_name(summarize(assessment(profile=Profile(district)), NOW))

    assert name.endswith("2026-11-23.pdf")
    assert len(name) <= 124
    assert not set('<>:"/\\|?*\x00\u202e') & set(name)


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FolderGiven):
        write_summary_pdf(summarize(assessment(), NOW), tmp_path)


def test_a_missing_folder_is_a_known_problem(tmp_path: Path) -> None:
    with pytest.raises(TargetUnwritable, match="the folder is not there"):
        write_summary_pdf(summarize(assessment(), NOW), tmp_path / "missing" / "summary.pdf")


def test_a_failed_summary_leaves_the_old_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"the old one")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(TargetUnwritable):
        write_summary_pdf(summarize(assessment(), NOW), target)
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_rubric_of_many_large_steps_is_no_problem(tmp_path: Path) -> None:
    pages = written(tmp_path, filled(rubric(*([40] * 12)))).pages

    assert "12 Step 12 in short" in " ".join(pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


def test_a_step_without_items_is_shown_as_such(tmp_path: Path) -> None:
    of = replace(rubric(), steps=(*rubric().steps, replace(rubric().steps[0], number=3, items=())))

    assert "Action step 3" in written(tmp_path, assessment(of)).text


def test_the_items_of_the_real_size_fit_few_pages(tmp_path: Path) -> None:
    assert len(written(tmp_path, filled(rubric(*START))).pages) <= 8


def test_a_team_that_fits_on_one_page_is_not_split_between_two(tmp_path: Path) -> None:
    people = tuple(participant(number) for number in range(1, 8))

    for items in range(5, 15):  # somewhere among these the page ends within the table
        report = written(tmp_path, replace(filled(rubric(items)), participants=people))

        pages_with_people = [page for page in report.pages if "Person 1" in page or "Person 7" in page]
        assert len(pages_with_people) == 1
