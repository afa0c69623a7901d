"""The formats in words: what each is called, what it is good for, and the kind of file for the file picker."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from secure_desktop.exchange.formats import Format


class FormatWords(NamedTuple):
    """What the window says about a format. `addition` is what the proposed file name says besides district and day."""

    name: str
    good_for: str
    kind: str
    addition: str = ""


def format_words() -> dict[Format, FormatWords]:
    """Return the words for every format, in the order in which they are offered."""
    return {
        Format.DOCX: FormatWords(
            _tr("Text document (.docx)"),
            _tr(
                "The summary for Word or LibreOffice, to edit or to paste from. It says that it is not what was signed."
            ),
            _tr("Text documents (*.docx)"),
        ),
        Format.HTML: FormatWords(
            _tr("Web page (.html)"),
            _tr("The summary as one page for a web site, a phone or a screen reader. It needs nothing else."),
            _tr("Web pages (*.html)"),
        ),
        Format.MOU: FormatWords(
            _tr("MOU worksheet (.docx)"),
            _tr(
                "For counsel: the gaps of action steps 1 and 2 as clauses to add or to fix, with the checklist’s guidance "
                "and room for wording. Not legal advice."
            ),
            _tr("Text documents (*.docx)"),
            _tr("MOU worksheet"),
        ),
        Format.XLSX: FormatWords(
            _tr("Workbook (.xlsx)"),
            _tr(
                "Answers, plan, evidence, people, open points and the whole history as sheets, for Excel or LibreOffice."
            ),
            _tr("Workbooks (*.xlsx)"),
        ),
        Format.CSV: FormatWords(
            _tr("Table of text (.csv)"),
            _tr("Every item with its next steps, a row each. Nearly every program can read it."),
            _tr("Tables of text (*.csv)"),
        ),
        Format.ICS: FormatWords(
            _tr("Calendar (.ics)"),
            _tr("Due dates of next steps and dates of renewal, to take into a calendar."),
            _tr("Calendars (*.ics)"),
        ),
        Format.JSON: FormatWords(
            _tr("Data (.json)"),
            _tr(
                "For programs: all that the file says except attached files. A new assessment can be made of it."
            ),
            _tr("JSON files (*.json)"),
        ),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Formats", text)
