"""The tables of an overview as a database, each column with its meaning. Nothing else is imported here.

Other programs rely on these names: tables and columns are added, never renamed; what changes raises FORMAT.
"""

from typing import NamedTuple

OVERVIEW_ID = 0x5345434F  # "SECO", in bytes 68 to 71 of the file, so that nobody takes it for an assessment
FORMAT = 1  # in `user_version` and in the table run


class Column(NamedTuple):
    """A column: its name, its definition in SQL, and what it holds."""

    name: str
    definition: str
    meaning: str


class OverviewTable(NamedTuple):
    """A table: what a row of it is, its columns, and its keys in SQL."""

    meaning: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]


_TEXT = "TEXT NOT NULL DEFAULT ''"
_COUNT = "INTEGER NOT NULL"
_ANSWERS = "in-place, partly, not-in-place, not-applicable or unanswered"
_OF_ASSESSMENT = Column("assessment_id", "TEXT NOT NULL", "the assessment: assessment.id")
_REFERS = "FOREIGN KEY (assessment_id) REFERENCES assessment (id)"

_TALLY = (
    Column("items", _COUNT, "how many items there are"),
    Column("in_place", _COUNT, "how many are in place"),
    Column("partly", _COUNT, "how many are partly in place"),
    Column("not_in_place", _COUNT, "how many are not in place"),
    Column("not_applicable", _COUNT, "how many are not applicable"),
    Column("unanswered", _COUNT, "how many have no answer; never counted as not in place"),
)

TABLES = {
    "documentation": OverviewTable(
        "What every table and column of this file means.",
        (
            Column("table_name", "TEXT NOT NULL", "a table"),
            Column("column_name", _TEXT, "a column of it; empty for the table itself"),
            Column("meaning", "TEXT NOT NULL", "what it holds"),
        ),
        ("PRIMARY KEY (table_name, column_name)",),
    ),
    "run": OverviewTable(
        "How this file was made; one row.",
        (
            Column("id", "INTEGER PRIMARY KEY CHECK (id = 1)", "1"),
            Column("format", _COUNT, "the version of this description: 1"),
            Column("program", "TEXT NOT NULL", "the program and its version"),
            Column("made_at", "TEXT NOT NULL", "when the folder was read (UTC, ISO 8601, as all times)"),
            Column("folder", "TEXT NOT NULL", "the folder that was read"),
            Column("files", _COUNT, "how many files were looked at"),
            Column("assessments", _COUNT, "how many assessments are in the table assessment"),
            Column("copies", _COUNT, "how many further files hold one of them"),
            Column("not_readable", _COUNT, "how many rows the table problem has"),
            Column("is_complete", _COUNT, "1; 0 when the reading was stopped or the list was filtered"),
            Column("with_notes", _COUNT, "1 when notes and reasons were asked for, else 0"),
        ),
        (),
    ),
    "item": OverviewTable(
        "An item of a checklist that was met. An id keeps its subject in all versions of a rubric.",
        (
            Column("rubric_id", "TEXT NOT NULL", "the rubric, such as secure-start"),
            Column("rubric_version", "TEXT NOT NULL", "its version"),
            Column("id", "TEXT NOT NULL", "the item, such as 2S-03"),
            Column("label", "TEXT NOT NULL", "its number in the checklist, such as 2.3"),
            Column("step", _COUNT, "the number of its action step"),
            Column("position", _COUNT, "its place in the checklist, from 1 on"),
            Column("short", "TEXT NOT NULL", "its subject in a few words"),
            Column("text", "TEXT NOT NULL", "its whole text"),
            Column("tier", "TEXT NOT NULL", "core or supplementary"),
        ),
        ("PRIMARY KEY (rubric_id, rubric_version, id)",),
    ),
    "assessment": OverviewTable(
        "An assessment, once, as the file with its last change says.",
        (
            Column("id", "TEXT PRIMARY KEY", "the assessment's id, the same in all its copies"),
            Column("file", "TEXT NOT NULL", "the file's path within the folder"),
            Column("copies", _COUNT, "how many other files hold the same assessment"),
            Column("district", "TEXT NOT NULL", "the school district"),
            Column("school_year", _TEXT, "as it was typed"),
            Column("state", _TEXT, "as it was typed"),
            Column("agency", _TEXT, "the law enforcement partner"),
            Column("checklist", "TEXT NOT NULL", "start or improve"),
            Column("rubric_id", "TEXT NOT NULL", "the rubric that was answered: item.rubric_id"),
            Column("rubric_version", "TEXT NOT NULL", "its version: item.rubric_version"),
            Column("rubric_title", "TEXT NOT NULL", "its title"),
            Column("revision", _COUNT, "1, and one more with each reopening"),
            Column("stage", "TEXT NOT NULL", "draft, signing, signed or declined"),
            Column("missing_signatures", _COUNT, "how many expected roles have not signed"),
            Column("changed_at", "TEXT NOT NULL", "when it was last changed"),
            *_TALLY,
            Column(
                "next_due", "TEXT", "the first date still to come, of a next step or of evidence to renew"
            ),
            Column("overdue", _COUNT, "how many such dates have passed"),
            Column("reviewer", _TEXT, "for whom the file was made, if it is a reviewer copy"),
        ),
        (),
    ),
    "copy": OverviewTable(
        "A further file that holds the same assessment.",
        (
            _OF_ASSESSMENT,
            Column("file", "TEXT NOT NULL", "the file's path within the folder"),
        ),
        ("PRIMARY KEY (assessment_id, file)", _REFERS),
    ),
    "step": OverviewTable(
        "An action step of an assessment, with how often each answer was given.",
        (
            _OF_ASSESSMENT,
            Column("number", _COUNT, "the action step's number"),
            Column("title", "TEXT NOT NULL", "its title"),
            *_TALLY,
        ),
        ("PRIMARY KEY (assessment_id, number)", _REFERS),
    ),
    "response": OverviewTable(
        "The answer to an item; every item of every assessment has a row.",
        (
            _OF_ASSESSMENT,
            Column("item_id", "TEXT NOT NULL", "the item: item.id"),
            Column("step", _COUNT, "the number of its action step"),
            Column("answer", "TEXT NOT NULL", _ANSWERS),
            Column("is_gap", _COUNT, "1 when it is partly or not in place, else 0"),
            Column("changed_at", "TEXT", "when it was last changed"),
            Column("note", "TEXT", "the note; NULL unless notes were asked for"),
            Column("reason", "TEXT", "why it is not applicable; NULL unless notes were asked for"),
        ),
        ("PRIMARY KEY (assessment_id, item_id)", _REFERS),
    ),
    "gap": OverviewTable(
        "An item that is partly or not in place.",
        (
            _OF_ASSESSMENT,
            Column("item_id", "TEXT NOT NULL", "the item: item.id"),
            Column("step", _COUNT, "the number of its action step"),
            Column("answer", "TEXT NOT NULL", "partly or not-in-place"),
            Column("is_planned", _COUNT, "1 when an open next step for it has an owner and a date, else 0"),
        ),
        ("PRIMARY KEY (assessment_id, item_id)", _REFERS),
    ),
    "next_step": OverviewTable(
        "What is to be done about an item.",
        (
            Column("id", "TEXT NOT NULL", "the next step's id"),
            _OF_ASSESSMENT,
            Column("item_id", "TEXT NOT NULL", "the item: item.id"),
            Column("text", "TEXT NOT NULL", "what is to be done"),
            Column("owner", _TEXT, "by whom"),
            Column("due", "TEXT", "until when (YYYY-MM-DD)"),
            Column("effort", _TEXT, "hours, weeks, money, or empty"),
            Column("state", "TEXT NOT NULL", "open, done or dropped"),
            Column("is_overdue", _COUNT, "1 when it was open and the date had passed on the day of the run"),
        ),
        ("PRIMARY KEY (assessment_id, id)", _REFERS),
    ),
    "sign_off": OverviewTable(
        "A decision about a revision. Nobody has checked its signature here; “verify” does.",
        (
            Column("id", "TEXT NOT NULL", "the sign-off's id"),
            _OF_ASSESSMENT,
            Column("revision", _COUNT, "the revision that was decided about"),
            Column("role", "TEXT NOT NULL", "superintendent, law-enforcement, school-board and so on"),
            Column("name", "TEXT NOT NULL", "who decided"),
            Column("title", _TEXT, "as it was typed"),
            Column("organization", _TEXT, "as it was typed"),
            Column("decision", "TEXT NOT NULL", "signed or declined"),
            Column("signed_at", "TEXT NOT NULL", "when, by the signer's clock"),
        ),
        ("PRIMARY KEY (assessment_id, id)", _REFERS),
    ),
    "problem": OverviewTable(
        "A file or folder that could not be read, and why.",
        (
            Column("file", "TEXT NOT NULL", "its path within the folder"),
            Column("kind", "TEXT NOT NULL", "a word for other programs, such as DamagedFile"),
            Column("sentence", "TEXT NOT NULL", "what is the matter"),
            Column("advice", "TEXT NOT NULL", "what to do"),
        ),
        (),
    ),
}


def definition(name: str) -> str:
    """Return the statement that makes a table."""
    table = TABLES[name]
    lines = [*(f'"{column.name}" {column.definition}' for column in table.columns), *table.keys]
    inner = ",\n    ".join(lines)
    return f'CREATE TABLE "{name}" (\n    {inner}\n)'
