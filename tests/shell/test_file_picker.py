"""The picker for a file to write, as Qt shows it where the system has none of its own."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from secure_desktop.shell.dialogs import Dialogs
from tests.shell.dialogs_at_work import while_open
from tests.shell.person import Person

KINDS = "Workbook (*.xlsx);;Table of text (*.csv);;Database (*.sqlite)"


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("plan.xlsx", "Workbook (*.xlsx)", "plan.xlsx"),
        ("plan.csv", "Workbook (*.xlsx)", "plan.csv"),
        ("plan.CSV", "Workbook (*.xlsx)", "plan.CSV"),
        ("plan", "Workbook (*.xlsx)", "plan.xlsx"),
        ("plan", "Table of text (*.csv)", "plan.csv"),
        ("plan.xlsx", "Table of text (*.csv)", "plan.csv"),
        ("plan.sqlite", "Table of text (*.csv)", "plan.sqlite"),
        ("plan 2.0", "Table of text (*.csv)", "plan 2.0.csv"),
        ("plan.docx", "Workbook (*.xlsx)", "plan.docx.xlsx"),
    ],
)
def test_a_name_gets_the_ending_that_was_typed_or_picked(
    person: Person, tmp_path: Path, typed: str, kind: str, written: str
) -> None:
    def choose(picker: QFileDialog) -> None:
        picker.selectNameFilter(kind)
        picker.findChildren(QLineEdit, "fileNameEdit")[0].setText(typed)
        picker.accept()

    with while_open(QFileDialog, choose):
        target = Dialogs(person.window).choose_target("Export", KINDS, tmp_path / "plan.xlsx")

    assert target == tmp_path / written


def test_one_kind_only_ends_as_it_is_proposed(person: Person, tmp_path: Path) -> None:
    def choose(picker: QFileDialog) -> None:
        picker.findChildren(QLineEdit, "fileNameEdit")[0].setText("river")
        picker.accept()

    with while_open(QFileDialog, choose):
        target = Dialogs(person.window).choose_copy(tmp_path / "copy.sqlite")

    assert target == tmp_path / "river.sqlite"
