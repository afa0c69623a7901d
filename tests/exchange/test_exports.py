import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import icalendar
import pytest
from hypothesis import given, settings

from secure_desktop.errors import FolderGiven, TargetUnwritable
from secure_desktop.exchange.exports import write_export, write_plan
from secure_desktop.exchange.formats import PLAN_FORMATS, Format
from secure_desktop.exchange.table_csv import guarded, write_csv
from secure_desktop.exchange.table_xlsx import LONGEST_CELL, fitting, write_xlsx
from secure_desktop.exchange.tables import Column, Table
from secure_desktop.exchange.visible import visible
from secure_desktop.model.assessment import Assessment, Participant
from secure_desktop.model.canonical import canonical_json, digest, rubric_from_json
from secure_desktop.model.plan import plan_rows
from secure_desktop.model.roles import Role
from secure_desktop.model.signed_form import fingerprint, fingerprint_of
from tests import builders
from tests.builders import NOW
from tests.exchange.hostile import hostile_texts
from tests.exchange.planned import STEP_ID, evidence, planned, sign_off, step
from tests.storage.snapshots import contents

FOR_PROGRAMS = (Format.CSV, Format.XLSX, Format.ICS, Format.JSON)
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def exported(folder: Path, kind: Format, of: Assessment | None = None) -> bytes:
    target = folder / f"out.{kind}"
    write_export(of or planned(), kind, target, made_at=NOW)
    return target.read_bytes()


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheets(data: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet: texts as they are, numbers as digits."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = [entry.get("name") or "" for entry in ET.fromstring(book.read("xl/workbook.xml"))[3]]
        texts = [
            "".join(_unescaped(part.text or "") for part in entry.iter(f"{_SHEET}t"))
            for entry in ET.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        return {
            name: _cells(book.read(f"xl/worksheets/sheet{number}.xml"), texts)
            for number, name in enumerate(names, 1)
        }


def _unescaped(text: str) -> str:
    """Return a text of a workbook as spreadsheets show it: "_x0041_" stands for a character there."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def _cells(sheet: bytes, texts: list[str]) -> list[list[str]]:
    rows = []
    for row in ET.fromstring(sheet).iter(f"{_SHEET}row"):
        values = {cell.get("r", "").rstrip("0123456789"): cell for cell in row}
        rows.append([_value(cell, texts) for cell in values.values()])
    return rows


def _value(cell: ET.Element, texts: list[str]) -> str:
    assert cell.find(f"{_SHEET}f") is None
    value = cell.findtext(f"{_SHEET}v") or ""
    return texts[int(value)] if cell.get("t") == "s" else value


def events(data: bytes) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(data.decode())
    assert not calendar.errors
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_csv_has_every_item_with_each_of_its_next_steps(tmp_path: Path) -> None:
    rows = csv_rows(exported(tmp_path, Format.CSV))

    assert [(row["Item"], row["Next step"]) for row in rows] == [
        ("1.1", ""),
        ("1.2", "Step 1"),
        ("1.2", "Step 2"),
        ("1.3", ""),
        ("2.1", "'=cmd|' /C calc'!A0"),
        ("2.2", ""),
    ]
    assert rows[1] == {
        "Item": "1.2",
        "Id": "1S-02",
        "Action step": "1 Step 1 in short",
        "Subject": "Subject 2 of step 1",
        "Answer": "Partly",
        "Note": "Two\nlines",
        "Reason": "",
        "Evidence": "0",
        "Evidence titles": "",
        "Next step": "Step 1",
        "Owner": "Bob",
        "Due": "2027-01-15",
        "Effort": "Weeks",
        "State": "Open",
        "Reason dropped": "",
    }
    assert (rows[0]["Evidence"], rows[0]["Evidence titles"]) == ("2", "Paper 1; Cabinet 2")


def test_csv_is_recognized_by_excel_as_utf_8(tmp_path: Path) -> None:
    assert exported(tmp_path, Format.CSV).startswith(b'\xef\xbb\xbf"Item","Id",')


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\n=1", "\u00a0\u200b=1", "\ufeff=1"),
        *("＝1", "＋1", "－1", "＠x", "\tx", "\rx", " \tx", "﹣1", "\x00=1"),
    ],
)
def test_nothing_typed_becomes_a_formula_in_csv(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", " ", "a=b", "– a dash", "2.3", "(x)", "'quoted'", "Ñandú", "학교", "🚸"]
)
def test_what_is_no_formula_stays_as_it_is_in_csv(text: str) -> None:
    assert guarded(text) == text


def test_a_workbook_has_a_sheet_for_each_subject(tmp_path: Path) -> None:
    book = sheets(exported(tmp_path, Format.XLSX, replace(planned(), sign_offs=(sign_off(),))))

    assert {name: len(rows) for name, rows in book.items()} == {
        "Answers": 1 + 5,
        "Plan": 1 + 3,
        "Evidence": 1 + 3,
        "People": 1 + 1,
        "Open points": 1 + 1,
        "History": 1,
    }
    assert book["Answers"][1][:6] == [
        "1.1",
        "1S-01",
        "1 Step 1 in short",
        "Subject 1 of step 1",
        "The partners have agreed in writing on subject 1 of step 1, and they keep to it.",
        "In place",
    ]
    assert "=1+1" in book["Answers"][1]
    assert "=cmd|' /C calc'!A0" in book["Plan"][3]
    assert book["Evidence"][3][4:7] == ["Attached file", "mou.pdf", "12"]
    assert book["People"][1][:5] == [
        "Sample Person 1",
        "District superintendent",
        "Title 1",
        "Sample District 12",
        "Signed",
    ]


def test_a_workbook_names_each_open_point_with_its_item(tmp_path: Path) -> None:
    points = sheets(exported(tmp_path, Format.XLSX))["Open points"]

    assert points[1] == ["Next step without an owner", "2.1", "2S-01", "Subject 1 of step 2"]


@settings(max_examples=25)
@given(hostile_texts)
def test_what_was_typed_into_a_cell_is_read_back_and_never_runs(typed: str) -> None:
    text = f"x{typed}" if not typed.strip() else typed
    table = Table("Typed", (Column("Note", 10),), ((text,), (f"={text}",)))

    with TemporaryDirectory() as folder:
        write_xlsx((table,), Path(folder) / "typed.xlsx", title=text, made_at=NOW)
        (cells,) = sheets((Path(folder) / "typed.xlsx").read_bytes()).values()

    assert cells == [
        ["Note"],
        [visible(text)],
        [visible(f"={text}")],
    ]


@pytest.mark.parametrize(
    "text", ["<r></si></sst></r>", "<r><t>&</t></r>", "_x005F_x005F_x0041_x", "<r>_x0041_x0042_</r>"]
)
def test_nothing_typed_is_taken_for_the_marks_of_a_workbook(tmp_path: Path, text: str) -> None:
    write_xlsx(
        (Table("Typed", (Column("Note", 10),), ((text,),)),), tmp_path / "typed.xlsx", title=text, made_at=NOW
    )

    (cells,) = sheets((tmp_path / "typed.xlsx").read_bytes()).values()
    assert cells[1] == [text]


def test_half_a_character_does_not_stop_a_table(tmp_path: Path) -> None:
    write_csv(Table("Half", (Column("Note", 10),), (("\ud83d half",),)), tmp_path / "half.csv")

    assert csv_rows((tmp_path / "half.csv").read_bytes()) == [{"Note": "\ufffd half"}]


def test_dates_in_a_workbook_are_dates(tmp_path: Path) -> None:
    due = sheets(exported(tmp_path, Format.XLSX))["Plan"][1][-3]

    assert date(1899, 12, 30) + timedelta(days=int(float(due))) == date(2027, 1, 15)


def test_a_day_that_excel_cannot_count_is_a_text(tmp_path: Path) -> None:
    old = replace(planned(), evidence=(evidence(1, "1S-01", effective=date(1899, 12, 31)),))

    assert "1899-12-31" in sheets(exported(tmp_path, Format.XLSX, old))["Evidence"][1]


def test_the_same_workbook_has_the_same_bytes(tmp_path: Path) -> None:
    assert exported(tmp_path, Format.XLSX) == exported(tmp_path, Format.XLSX)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    for letter in ("x", "🚸"):
        cut = fitting(letter * 40_000)
        assert cut.endswith("(cut: the whole text stands in the assessment)")
        assert len(cut.encode("utf-16-le")) // 2 in (LONGEST_CELL, LONGEST_CELL - 1)
    assert fitting("x" * LONGEST_CELL) == "x" * LONGEST_CELL

    long = builders.assessment(responses=[builders.response("1S-01", note="=" * 100_000)])
    assert any(text.startswith("===") for text in sheets(exported(tmp_path, Format.XLSX, long))["Answers"][1])


def test_somebody_who_signed_without_being_on_the_team_is_among_the_people(tmp_path: Path) -> None:
    of = replace(planned(), sign_offs=(sign_off(Role.LAW_ENFORCEMENT, "Zoe"),))

    people = sheets(exported(tmp_path, Format.XLSX, of))["People"]

    assert [row[0] for row in people] == ["Name", "Sample Person 1", "Zoe"]


def test_a_calendar_has_what_comes_due(tmp_path: Path) -> None:
    found = events(exported(tmp_path, Format.ICS))

    assert [str(event["summary"]) for event in found.values()] == [
        "1.2 Step 1",
        "2.1 =cmd|' /C calc'!A0",
        "1.1 Renew: Paper 1",
    ]
    event = found[f"{STEP_ID}1@secure-desktop"]
    assert event["dtstart"].dt == date(2027, 1, 15)
    assert event["dtstamp"].dt == datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert "Owner: Bob" in str(event["description"])
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-7)]


def test_no_typed_text_adds_a_line_to_a_calendar(tmp_path: Path) -> None:
    hostile = "x\r\nATTENDEE:mailto:a@b\nEND:VEVENT\x85\u2028URL:file:///;,\\n"
    of = replace(planned(), next_steps=(step(1, "1S-02", text=hostile, owner=hostile, due=date.max),))

    data = exported(tmp_path, Format.ICS, of)

    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert not [line for line in lines if line.startswith(("ATTENDEE", "URL"))]
    assert len(events(data)) == 2
    assert data.count(b"\n") == data.count(b"\r\n")


def test_json_holds_all_that_another_program_needs(tmp_path: Path) -> None:
    of = replace(planned(), sign_offs=(sign_off(),), salt="ee" * 16)

    data = json.loads(exported(tmp_path, Format.JSON, of))

    assert list(data) == [
        "format",
        "made_at",
        "assessment",
        "created_at",
        "changed_at",
        "revision",
        "fingerprint",
        "signed_form",
        "rubric",
        "entered",
        "order",
        "media_types",
        "sign_offs",
        "revisions",
        "reviewer",
        "history",
        "forms",
        "earlier",
    ]
    assert data["fingerprint"] == fingerprint(data["signed_form"]) == fingerprint_of(of)
    assert rubric_from_json(canonical_json(data["rubric"]["content"])) == of.rubric
    assert data["rubric"]["digest"] == digest(canonical_json(data["rubric"]["content"]))
    assert data["entered"]["responses"]["1S-02"] == {
        "at": "2026-11-20T11:30:00+00:00",
        "by": "Sample Reviewer",
    }
    assert data["sign_offs"][0]["role"] == "superintendent"


@pytest.mark.parametrize("kind", PLAN_FORMATS)
def test_a_plan_holds_the_rows_that_are_shown(tmp_path: Path, kind: Format) -> None:
    of = planned()
    shown = [row for row in plan_rows(of) if row.item.id == "2S-01"]

    write_plan(of, shown, kind, tmp_path / "plan", made_at=NOW)

    data = (tmp_path / "plan").read_bytes()
    if kind is Format.ICS:
        assert list(events(data)) == [f"{STEP_ID}3@secure-desktop"]
    elif kind is Format.XLSX:
        assert [row[1] for row in sheets(data)["Plan"]] == ["Id", "2S-01"]
    else:
        assert [row["Id"] for row in csv_rows(data)] == ["2S-01"]


def test_the_calendar_of_the_whole_plan_reminds_of_evidence_too(tmp_path: Path) -> None:
    of = planned()

    write_plan(of, plan_rows(of), Format.ICS, tmp_path / "plan.ics", made_at=NOW)

    assert len(events((tmp_path / "plan.ics").read_bytes())) == 3


@pytest.mark.parametrize("kind", FOR_PROGRAMS)
def test_an_assessment_without_anything_can_be_exported(tmp_path: Path, kind: Format) -> None:
    assert exported(tmp_path, kind, builders.assessment())


@pytest.mark.parametrize("kind", FOR_PROGRAMS)
def test_the_strangest_texts_can_be_exported(tmp_path: Path, kind: Format) -> None:
    strange = "\x01\x0b_x0041_\ufffe\uffff\U0010ffff é\u0301 עברית <b>&amp; \"quoted\" 'x' ]]> 🚸"
    person = Participant("1", strange, organization=strange)
    of = replace(
        builders.assessment(responses=[builders.response("1S-01", note=strange)], participants=[person]),
        next_steps=(step(1, "1S-01", text=strange, due=date.min),),
    )

    data = exported(tmp_path, kind, of)

    if kind is Format.CSV:
        assert csv_rows(data)[0]["Note"] == strange
    elif kind is Format.XLSX:
        assert any("עברית <b>&amp;" in text for text in sheets(data)["Answers"][1])
    elif kind is Format.JSON:
        assert json.loads(data)["signed_form"]["private"]["remarks"]["1S-01"]["note"] == strange
    else:
        assert events(data)


@pytest.mark.parametrize("kind", FOR_PROGRAMS)
def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path, kind: Format) -> None:
    before = contents(tmp_path)

    with pytest.raises(TargetUnwritable):
        write_export(planned(), kind, tmp_path / "nowhere" / "out", made_at=NOW)
    with pytest.raises(FolderGiven):
        write_export(planned(), kind, tmp_path, made_at=NOW)

    assert contents(tmp_path) == before
