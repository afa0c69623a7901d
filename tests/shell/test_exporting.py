"""Exporting for other programs, on the report page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton

from secure_desktop.errors import TargetUnwritable
from secure_desktop.exchange.formats import PUBLIC_FORMATS, Format
from secure_desktop.model.navigation import Kind
from secure_desktop.model.public import left_out
from secure_desktop.shell.exporting.export_part import ExportPart
from secure_desktop.shell.exporting.format_words import format_words
from secure_desktop.signing_errors import NotAsSigned
from tests.exchange.trust import create_ready, edit
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.storage.ready import sign

STARTS = {
    Format.CSV: b"\xef\xbb\xbf",
    Format.XLSX: b"PK",
    Format.ICS: b"BEGIN:VCALENDAR",
    Format.JSON: b"{",
    Format.DOCX: b"PK",
    Format.HTML: b"<!DOCTYPE html>",
    Format.MOU: b"PK",
}


def opened(person: Person) -> ExportPart:
    """Choose it in the menu."""
    person.window.actions_by_name["export_other"].trigger()
    person.settles()
    return person.page.report.exports


def export(person: Person, dialogs: FakeDialogs, kind: Format, target: Path) -> ExportPart:
    part = opened(person)
    dialogs.choice = target
    part.formats.choose(kind)
    person.clicks(part.button)
    until(lambda: part.task is None)
    return part


@pytest.mark.parametrize("kind", tuple(Format))
def test_each_format_is_written_and_shown_in_its_folder(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path, kind: Format
) -> None:
    target = tmp_path / f"out{kind.ending}"

    part = export(reader, dialogs, kind, target)

    assert target.read_bytes().startswith(STARTS[kind])
    assert part.done._place.text() == str(target)
    reader.presses(Qt.Key.Key_Return)
    assert dialogs.opened == [tmp_path]
    reader.clicks(named(part, QPushButton, "Open the export"))
    assert dialogs.opened == [tmp_path, target]


def test_every_format_says_what_it_is_good_for(reader: Person) -> None:
    part = opened(reader)

    assert set(format_words()) == set(Format)
    buttons = part.findChildren(QRadioButton)
    assert [button.text() for button in buttons] == [words.name for words in format_words().values()]
    assert [button.accessibleDescription() for button in buttons] == [
        words.good_for for words in format_words().values()
    ]


def test_the_menu_leads_to_the_formats_and_the_arrows_choose_among_them(
    reader: Person, dialogs: FakeDialogs
) -> None:
    part = opened(reader)
    assert reader.is_at(Kind.REPORT)
    chosen = [part.formats.format]
    reader.presses(Qt.Key.Key_Down, times=2)
    chosen.append(part.formats.format)
    assert chosen == [Format.DOCX, Format.MOU]
    reader.presses(Qt.Key.Key_Tab)
    assert reader.focus is part.button

    reader.presses(Qt.Key.Key_Return)
    assert dialogs.proposed[0].name == (
        "Sample District 12 – Checklist to Start – 2026-11-23 – MOU worksheet.docx"
    )


def test_the_formats_come_into_view_in_a_small_window_with_large_text(reader: Person) -> None:
    reader.window.resize(900, 620)
    for _ in range(4):
        reader.presses(Qt.Key.Key_Plus, CTRL)

    part = opened(reader)

    until(lambda: not part.formats.chosen_button.visibleRegion().isEmpty())


def test_nothing_is_written_when_no_place_is_chosen(
    reader: Person, dialogs: FakeDialogs, sample: Path
) -> None:
    before = sorted(sample.parent.iterdir())

    reader.clicks(opened(reader).button)

    assert [path.parent for path in dialogs.proposed] == [sample.parent]
    assert sorted(sample.parent.iterdir()) == before
    assert reader.page.report.exports.task is None


@pytest.mark.parametrize("kind", PUBLIC_FORMATS)
def test_the_public_variant_says_first_what_it_leaves_out(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path, kind: Format
) -> None:
    part = opened(reader)
    part.formats.choose(kind)
    part.readers.show_value(value=True)
    dialogs.choice = tmp_path / f"public{kind.ending}"

    reader.clicks(part.button)
    assert not dialogs.proposed
    assert all(line in dialogs.questions[-1][1] for line in left_out())

    dialogs.says_yes = True
    reader.clicks(part.button)
    until(lambda: part.task is None)
    assert dialogs.proposed[0].name.endswith(f"– public{kind.ending}")
    assert (tmp_path / f"public{kind.ending}").exists()
    if kind is Format.HTML:
        assert "Public summary for" in dialogs.choice.read_text(encoding="utf-8")


def test_only_documents_have_a_public_variant(reader: Person, dialogs: FakeDialogs) -> None:
    part = opened(reader)
    part.readers.show_value(value=True)
    for kind in Format:
        part.formats.choose(kind)
        assert part.readers.isVisible() == part.is_public == (kind in PUBLIC_FORMATS)


def test_a_target_that_cannot_be_written_is_told_and_another_one_can_be_chosen(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    part = export(reader, dialogs, Format.DOCX, tmp_path / "no such folder" / "out.docx")
    assert [type(problem) for problem in dialogs.told] == [TargetUnwritable]
    assert not part.done.isVisible()

    export(reader, dialogs, Format.DOCX, tmp_path / "out.docx")
    assert part.done.isVisible()


def test_what_was_typed_last_is_in_the_export(reviewer: Person, dialogs: FakeDialogs, tmp_path: Path) -> None:
    reviewer.presses(Qt.Key.Key_F2)
    reviewer.types("typed a moment ago")

    export(reviewer, dialogs, Format.HTML, tmp_path / "out.html")

    assert "typed a moment ago" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_document_never_says_that_it_is_signed_when_the_file_was_changed(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "river.sqlite"
    create_ready(path)
    sign(path)
    edit(path, "UPDATE response SET note = 'slipped in' WHERE item_id = '1S-01'")
    person.window.open_path(path)
    person.settles()

    export(person, dialogs, Format.DOCX, tmp_path / "out.docx")

    assert [type(problem) for problem in dialogs.told] == [NotAsSigned]
    assert not (tmp_path / "out.docx").exists()


def test_closing_the_assessment_while_it_is_exported_does_no_harm(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    part = opened(reader)
    dialogs.choice = tmp_path / "out.docx"
    reader.clicks(part.button)
    reader.presses(Qt.Key.Key_W, CTRL)

    assert reader.window.assessment is None
    until((tmp_path / "out.docx").exists)
    assert dialogs.told == []
