"""What `overview` prints for people."""

from collections.abc import Iterator

from secure_desktop.model.assessment import Answer
from secure_desktop.model.common_gaps import CommonGaps, common_gaps
from secure_desktop.model.overview import Overview, OverviewEntry
from secure_desktop.model.overview_rows import OverviewOrder, order_key, rubrics_in, sort_entries
from secure_desktop.model.progress import Tally
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.words import ANSWERS, SIGNS, STAGE_SIGNS, STAGES

_COMMON = 10  # gaps that are printed of each checklist
_DISTRICT = 30  # characters


def overview_lines(overview: Overview) -> Iterator[str]:
    """Yield the lines that `overview` prints."""
    yield found_line(overview)
    common = {of.rubric.id: of for of in common_gaps(overview.entries)}
    for rubric in rubrics_in(overview.entries):
        same = [entry for entry in overview.entries if entry.rubric.id == rubric.id]
        yield ""
        yield from _table(rubric, same)
        yield from _gaps(common[rubric.id])
    if overview.entries:
        yield ""
        yield "   ".join(f"{SIGNS[answer]} {ANSWERS[answer].lower()}" for answer in Answer)
    if overview.copies:
        yield ""
        yield "Copies (the file with the last change is shown above; a reviewer copy only where there is nothing else)"
        for entry in overview.entries:
            yield from (f"  {copy}: of {entry.file}" for copy in entry.copies)
    if overview.unread:
        yield ""
        yield f"Not readable ({len(overview.unread)})"
        for each in sorted(overview.unread, key=lambda each: each.file):
            yield f"  {each.file or '.'}: {each.problem.sentence_text()}"


def found_line(overview: Overview) -> str:
    """Return what was found, in one line."""
    count, files = len(overview.entries), overview.files
    if not files:
        return "There is no assessment in this folder."
    assessments = "1 assessment" if count == 1 else f"{count} assessments"
    looked = "1 file" if files == 1 else f"{files} files"
    parts = [f"{assessments} in {looked}"]
    if overview.copies:
        parts.append("1 is a copy" if overview.copies == 1 else f"{overview.copies} are copies")
    if overview.unread:
        parts.append(f"{len(overview.unread)} could not be read")
    return ", ".join(parts)


def _table(rubric: Rubric, entries: list[OverviewEntry]) -> Iterator[str]:
    yield f"{rubric.title} ({len(entries)})"
    steps = "".join(f"{f'{step.number}.':>7}" for step in rubric.steps)
    yield (
        f"  {'District':{_DISTRICT}} {'Year':8} {'Answered':>8} {'In place':>8}{steps} {'Gaps':>5}"
        f" {'Overdue':>7} {'Next due':>10}  Sign-off"
    )
    for entry in sort_entries(entries, order_key(OverviewOrder.DISTRICT)):
        counts = entry.tally
        in_place = "".join(f"{_in_place(of):>7}" for _, of in entry.steps)
        due = entry.next_due.isoformat() if entry.next_due is not None else "–"
        yield (
            f"  {_cut(entry.profile.district, _DISTRICT):{_DISTRICT}} {_cut(entry.profile.school_year, 8):8}"
            f" {f'{counts.progress.answered}/{counts.progress.total}':>8} {_in_place(counts):>8}{in_place}"
            f" {counts.gaps:>5} {entry.overdue:>7} {due:>10}  {_sign_off(entry)}"
        )
    headings = " · ".join(f"{step.number}. {step.short_title}" for step in rubric.steps)
    yield f"  In place of applicable items, in all and by action step: {headings}"


def _sign_off(entry: OverviewEntry) -> str:
    if entry.reviewer:
        return f"Reviewer copy of {entry.reviewer}"
    return f"{STAGE_SIGNS[entry.stage]} {STAGES[entry.stage]}"


def _in_place(counts: Tally) -> str:
    return f"{counts.standing.in_place}/{counts.standing.applicable}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _gaps(of: CommonGaps) -> Iterator[str]:
    if not of.gaps:
        yield "  No gaps: no item is partly or not in place."
        return
    shown = of.gaps[:_COMMON]
    yield f"  Most common gaps ({len(shown)} of {len(of.gaps)})"
    for gap in shown:
        yield (
            f"    {gap.label:5} {gap.item.id:7} {gap.count} of {gap.answered} that answered ({round(100 * gap.share)} %):"
            f" {SIGNS[Answer.NOT_IN_PLACE]} {gap.not_in_place}, {SIGNS[Answer.PARTLY]} {gap.partly}  {gap.item.short}"
        )
