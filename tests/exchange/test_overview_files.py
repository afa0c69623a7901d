import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from secure_desktop.exchange.overview_files import OverviewFormat, write_overview
from secure_desktop.exchange.overview_reading import read_folder
from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import Overview
from tests import builders
from tests.overviews import districts, rows, write_file


@pytest.fixture
def found(tmp_path: Path) -> Overview:
    """An overview of two districts, one of which has the name of a formula."""
    folder = tmp_path / "districts"
    districts(folder)
    write_file(folder / "formula.sqlite", '=HYPERLINK("http://x")', {"1S-01": Answer.PARTLY})
    return read_folder(folder, builders.NOW)


def test_a_workbook_has_a_sheet_for_each_question(found: Overview, tmp_path: Path) -> None:
    target = tmp_path / "o.xlsx"
    write_overview(found, OverviewFormat.XLSX, target)
    book = load_workbook(target)
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}

    assert list(sheets) == ["Districts", "Gaps", "Due dates", "Not readable"]
    assert [row[0] for row in sheets["Districts"][1:]] == [
        '=HYPERLINK("http://x")', "Hill", "Hill", "River",
    ]  # fmt: skip
    assert sheets["Gaps"][1][:10] == (
        "Checklist to Start", "1.1", "1S-01", "1 Step 1 in short", "Subject 1 of step 1", 3, 1, 2, 3, 100,
    )  # fmt: skip
    assert [(row[0], row[3].date(), row[4], row[5]) for row in sheets["Due dates"][1:]] == [
        ("River", date(2026, 10, 1), "Overdue", "1.1"),
        ("River", date(2027, 1, 15), None, "1.1"),
    ]
    assert sheets["Not readable"][1][0] == "notes.sqlite"


def test_no_cell_of_a_workbook_is_a_formula(found: Overview, tmp_path: Path) -> None:
    target = tmp_path / "o.xlsx"
    write_overview(found, OverviewFormat.XLSX, target)

    kinds = {cell.data_type for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_a_table_of_text_has_a_row_for_every_assessment(found: Overview, tmp_path: Path) -> None:
    target = tmp_path / "o.csv"
    write_overview(found, OverviewFormat.CSV, target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))

    assert [line["District"] for line in lines] == ['\'=HYPERLINK("http://x")', "Hill", "Hill", "River"]
    river = lines[-1]
    assert (river["Answered"], river["Items"], river["Gaps"], river["Overdue"]) == ("2", "5", "1", "1")
    assert river["Step 1: partly"] == "1"
    assert (river["Sign-off"], river["Next due"]) == ("Draft", "2027-01-15")
    assert river["Copies lie here"] == "River (1).sqlite"


def test_what_cannot_be_read_any_more_is_listed(found: Overview, tmp_path: Path) -> None:
    (Path(found.folder) / "Hill.sqlite").unlink()
    write_overview(found, OverviewFormat.XLSX, tmp_path / "o.xlsx")
    write_overview(found, OverviewFormat.SQLITE, tmp_path / "o.sqlite")

    sheet = load_workbook(tmp_path / "o.xlsx")["Not readable"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["notes.sqlite", "Hill.sqlite"]
    assert rows(tmp_path / "o.sqlite", "SELECT file FROM problem") == [("notes.sqlite",), ("Hill.sqlite",)]
    assert rows(tmp_path / "o.sqlite", "SELECT assessments, is_complete FROM run") == [(3, 0)]


def test_checklists_of_different_length_stand_in_one_table(tmp_path: Path) -> None:
    folder = tmp_path / "districts"
    write_file(folder / "a.sqlite", "A", {}, builders.rubric(1, 1, 1))
    write_file(folder / "b.sqlite", "B", {}, builders.rubric(2))
    for kind in OverviewFormat:
        write_overview(read_folder(folder, builders.NOW), kind, tmp_path / f"o.{kind}")

    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["Step 3: unanswered"] for line in lines] == ["1", ""]


def test_no_assessment_at_all_makes_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for kind in OverviewFormat:
        write_overview(read_folder(tmp_path / "empty", builders.NOW), kind, tmp_path / f"o.{kind}")
        assert (tmp_path / f"o.{kind}").stat().st_size > 0
