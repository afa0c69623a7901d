"""The tables of an overview for spreadsheets: assessments, common gaps, due dates, and what could not be read."""

from collections.abc import Iterable, Iterator

from secure_desktop.exchange.tables import Cell, Column, Table
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.common_gaps import common_gaps
from secure_desktop.model.overview import Overview, OverviewEntry, Unread, printable
from secure_desktop.model.plan import due_dates
from secure_desktop.model.progress import Tally
from secure_desktop.model.words import ANSWERS, STAGES

_WHOSE = (
    Column("District", 34),
    Column("School year", 12),
    Column("Checklist", 22),
)
_DETAILS = (
    Column("State", 14),
    Column("Law enforcement partner", 30),
    Column("Sign-off", 18),
    Column("Signatures missing", 12),
    Column("Revision", 9),
    Column("Answered", 10),
    Column("Items", 8),
    Column("In place", 9),
    Column("Applicable", 11),
    Column("Gaps", 7),
    Column("Overdue", 9),
    Column("Next due", 12),
    Column("Last change", 12),
)
_WHERE = (
    Column("File", 44),
    Column("Copies", 8),
    Column("Copies lie here", 44),
    Column("Reviewer copy of", 20),
)
_COMMON = (
    Column("Checklist", 22),
    Column("Item", 7),
    Column("Id", 9),
    Column("Action step", 26),
    Column("Subject", 40),
    Column("Assessments with this gap", 18),
    Column("Not in place", 12),
    Column("Partly", 9),
    Column("Assessments that answered", 18),
    Column("Share in percent", 12),
)
_DUE = (
    *_WHOSE,
    Column("Due", 12),
    Column("Overdue", 10),
    Column("Item", 7),
    Column("Id", 9),
    Column("Kind", 16),
    Column("What", 50),
    Column("Owner", 24),
    Column("File", 44),
)
_UNREAD = (Column("File", 50), Column("What is the matter", 70), Column("What to do", 60))


def districts_table(overview: Overview) -> Table:
    """Return a row for every assessment, with the figures of each action step."""
    most = max((len(entry.rubric.steps) for entry in overview.entries), default=0)
    columns = (
        *_WHOSE,
        *_DETAILS,
        *(column for place in range(1, most + 1) for column in _step(place)),
        *_WHERE,
    )
    rows = (
        (*_whose(entry), *_details(entry), *_steps(entry, most), *_where(entry)) for entry in overview.entries
    )
    return Table("Districts", columns, tuple(rows))


def gaps_table(overview: Overview) -> Table:
    """Return the gaps of each checklist, the most common first."""
    rows = (
        (
            of.rubric.title, gap.label, gap.item.id, gap.step.heading, gap.item.short, gap.count, gap.not_in_place,
            gap.partly, gap.answered, round(100 * gap.share),
        )
        for of in common_gaps(overview.entries)
        for gap in of.gaps
    )  # fmt: skip
    return Table("Gaps", _COMMON, tuple(rows))


def dues_table(overview: Overview, found: Iterable[tuple[OverviewEntry, Assessment]]) -> Table:
    """Return the dates of open next steps and of evidence to renew, the earliest first."""
    today = overview.made_at.astimezone().date()
    dues = [(due, entry) for entry, assessment in found for due in due_dates(assessment)]
    dues.sort(key=lambda pair: pair[0].day)
    rows = (
        (
            *_whose(entry), due.day, "Overdue" if due.day < today else "", due.label, due.item_id,
            "Renew evidence" if due.is_evidence else "Next step", due.text, due.owner, printable(entry.file),
        )
        for due, entry in dues
    )  # fmt: skip
    return Table("Due dates", _DUE, tuple(rows))


def unread_table(problems: Iterable[Unread]) -> Table:
    """Return what could not be read, and why."""
    rows = (
        (printable(each.file), each.problem.sentence_text(), each.problem.advice_text()) for each in problems
    )
    return Table("Not readable", _UNREAD, tuple(rows))


def _step(place: int) -> Iterator[Column]:
    yield Column(f"Action step {place}", 26)
    for answer in Answer:
        yield Column(f"Step {place}: {ANSWERS[answer].lower()}", 10)


def _whose(entry: OverviewEntry) -> tuple[Cell, ...]:
    return entry.profile.district, entry.profile.school_year, entry.rubric.title


def _details(entry: OverviewEntry) -> tuple[Cell, ...]:
    counts = entry.tally
    progress, standing = counts.progress, counts.standing
    return (
        entry.profile.state,
        entry.profile.agency,
        STAGES[entry.stage],
        entry.missing,
        entry.revision,
        progress.answered,
        progress.total,
        standing.in_place,
        standing.applicable,
        counts.gaps,
        entry.overdue,
        entry.next_due,
        entry.changed_at.astimezone().date(),
    )


def _steps(entry: OverviewEntry, most: int) -> Iterator[Cell]:
    shown = list(entry.steps)
    for step, counts in shown:
        yield step.heading
        yield from _counts(counts)
    for _ in range(most - len(shown)):
        yield from ("", *(None for _ in Answer))


def _counts(counts: Tally) -> Iterator[int]:
    return (counts.of(answer) for answer in Answer)


def _where(entry: OverviewEntry) -> tuple[Cell, ...]:
    copies = "\n".join(map(printable, entry.copies))
    return printable(entry.file), len(entry.copies), copies, entry.reviewer
