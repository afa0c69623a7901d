"""The page for signatures with a pen."""

from dataclasses import replace
from pathlib import Path

import pytest

from secure_desktop.errors import FolderGiven
from secure_desktop.model.assessment import Assessment, Profile
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import attestations
from secure_desktop.model.signed_form import fingerprint_of, grouped
from secure_desktop.model.summary import summarize
from secure_desktop.reports.pen_page import write_pen_page
from tests.builders import NOW, filled, participant
from tests.reports.reading import Written
from tests.reports.signing import planned, signed


def _written(folder: Path, of: Assessment) -> Written:
    target = folder / "pen.pdf"
    write_pen_page(summarize(of, NOW), target)
    return Written(target)


def test_it_has_the_attestations_and_lines_for_each_expected_role(tmp_path: Path) -> None:
    (page,) = _written(tmp_path, planned(filled())).pages

    for role, name in (
        (Role.SUPERINTENDENT, "District superintendent"),
        (Role.LAW_ENFORCEMENT, "Law enforcement"),
        (Role.SCHOOL_BOARD, "School board"),
    ):
        assert name in page
        assert all(f"☐ {text}" in page for text in attestations(role, has_open_points=True))
    for name in ("Name", "Title", "Organization", "Signature", "Date"):
        assert page.count(name) >= 4
    assert "31 of 43 applicable items are in place. 12 gaps" in page
    assert "Checklist to Start · Revision 1" in page


def test_it_carries_the_fingerprint_of_the_assessment_as_it_stands(tmp_path: Path) -> None:
    of = planned(filled())
    read = _written(tmp_path, of)

    assert read.pages[0].count(grouped(fingerprint_of(of))) == 2
    assert [figure.alt for figure in read.tree.tagged("Figure")] == ["QR code of the fingerprint"]
    assert "/SECUREReport" not in read.catalog


def test_who_has_signed_needs_no_line(tmp_path: Path) -> None:
    (page,) = _written(tmp_path, signed(planned(filled()), [Role.SUPERINTENDENT])).pages

    assert "District superintendent" not in page
    assert "Law enforcement" in page


@pytest.mark.parametrize("typed", ["W" * 900, "very long words " * 60, "{0} <b>%s"])
def test_it_is_one_tagged_page_whatever_the_names_are(tmp_path: Path, typed: str) -> None:
    people = tuple(participant(number, name=typed) for number in range(1, 7))
    base = planned(filled())
    of = replace(
        base,
        profile=Profile(typed, typed, typed, typed),
        participants=people,
        rubric=replace(base.rubric, title=typed, id="own", attribution=typed),
    )
    read = _written(tmp_path, of)

    assert len(read.pages) == 1
    in_tree = [mark for node in read.tree.walk() for mark in node.marks]
    assert sorted(in_tree) == sorted(read.marks_on_pages())


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FolderGiven):
        write_pen_page(summarize(planned(), NOW), tmp_path)
