"""The middle of a summary: every item with what was recorded for it, the plan, and the evidence."""

from collections.abc import Iterator

from secure_desktop.exchange.documents.parts import Cell, Heading, Line, Listing, Paragraph, Part, Table, Tone
from secure_desktop.exchange.documents.telling import Telling, cell
from secure_desktop.model.assessment import Answer, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep
from secure_desktop.model.plan import PlanRow
from secure_desktop.model.summary import ItemSummary, RegisterEntry, StepSummary
from secure_desktop.model.words import EFFORTS, EVIDENCE_KINDS, STATES

_MARK = "⚑"


def items(tell: Telling) -> Iterator[Part]:
    """Yield a table for each action step, and the items that wait for an answer."""
    yield Heading(2, tell.translate("Every item, by action step"), "items")
    for step in tell.summary.steps:
        yield from _step(tell, step)
    if tell.summary.unanswered:
        yield Heading(2, tell.translate("Not answered yet"), "unanswered")
        yield Paragraph(Line(tell.say.unanswered(tell.summary.tally)))
        yield Listing(tuple(Line(entry.item.short, entry.label) for entry in tell.summary.unanswered))


def next_steps(tell: Telling) -> Iterator[Part]:
    """Yield the table of every gap and every next step, or a sentence when there is no next step yet."""
    translate, plan = tell.translate, tell.summary.plan
    title = translate("Next steps")
    yield Heading(2, title, "next-steps")
    if not any(row.next_step for row in plan):
        yield Paragraph(Line(tell.say.no_next_steps(len(plan))))
        return
    owner = () if tell.is_public else (translate("Owner"),)
    columns = (
        translate("Item"),
        translate("Status"),
        translate("Next step"),
        *owner,
        translate("Due"),
        translate("State"),
    )
    widths = (27, 16, 29, 15, 13) if tell.is_public else (22, 15, 22, 17, 12, 12)
    yield Table(title, columns, widths, tuple(_plan_row(tell, row) for row in plan))


def register(tell: Telling) -> Iterator[Part]:
    """Yield the table of all evidence."""
    translate, entries = tell.translate, tell.summary.register
    title = translate("Evidence register")
    yield Heading(2, title, "evidence")
    if not entries:
        yield Paragraph(Line(translate("No evidence is on record.")))
        return
    columns = (
        translate("Item"),
        translate("Title"),
        translate("Where it is kept"),
        translate("Effective"),
        translate("Renew by"),
    )
    yield Table(title, columns, (24, 21, 29, 13, 13), tuple(_register_row(tell, entry) for entry in entries))


def _step(tell: Telling, step: StepSummary) -> Iterator[Part]:
    translate = tell.translate
    title = translate("Action step {0}: {1}").format(step.step.number, step.step.short_title)
    yield Heading(3, title, f"step-{step.step.number}")
    yield Paragraph(Line(step.step.title, tone=Tone.QUIET))
    yield Paragraph(Line(tell.say.tally(step.tally)))
    columns = (translate("Item"), translate("Answer"))
    if tell.is_public:
        yield Table(title, columns, (78, 22), tuple(_first_cells(tell, entry) for entry in step.items))
        return
    rows = tuple((*_first_cells(tell, entry), _remarks(tell, entry.response)) for entry in step.items)
    yield Table(title, (*columns, translate("Note and reason")), (40, 18, 42), rows)


def _first_cells(tell: Telling, entry: ItemSummary) -> tuple[Cell, Cell]:
    return (Line(entry.item.text, entry.label),), tell.answer(entry.response)


def _remarks(tell: Telling, response: Response) -> Cell:
    """Return what people wrote about an item."""
    translate = tell.translate
    lines = list(cell(response.note))
    if response.answer is Answer.NOT_APPLICABLE or response.reason.strip():
        said = response.reason if response.reason.strip() else translate("Not given")
        lines.append(Line(said, translate("Reason:")))
    if response.marked:
        lines.append(Line(translate("Marked for review"), _MARK, Tone.QUIET))
    return tuple(lines)


def _plan_row(tell: Telling, row: PlanRow) -> tuple[Cell, ...]:
    step = row.next_step
    owner = () if tell.is_public else (cell(step.owner) if step else (),)
    return (
        tell.item(row.label, row.item),
        tell.answer(row.response),
        next_step_cell(tell, step),
        *owner,
        cell(tell.say.on(step.due)) if step else (),
        _state_cell(tell, step),
    )


def next_step_cell(tell: Telling, step: NextStep | None) -> Cell:
    """Return what is to be done, and why it was dropped if it was."""
    if step is None:
        return cell(tell.translate("No next step yet"), Tone.QUIET)
    reason = Line(step.reason, tell.translate("Reason:"), Tone.QUIET)
    return (Line(step.text), *((reason,) if step.reason.strip() else ()))


def _state_cell(tell: Telling, step: NextStep | None) -> Cell:
    """Return the state and, under it, the effort if somebody has said it."""
    if step is None:
        return ()
    effort = Line(tell.translate(EFFORTS[step.effort]), tone=Tone.QUIET)
    return (
        Line(tell.translate(STATES[step.state])),
        *((effort,) if step.effort is not Effort.UNKNOWN else ()),
    )


def _register_row(tell: Telling, entry: RegisterEntry) -> tuple[Cell, ...]:
    evidence = entry.evidence
    return (
        tell.item(entry.label, entry.item),
        cell(evidence.title or evidence.file_name),
        _place_cell(tell, evidence),
        cell(tell.say.on(evidence.effective)),
        cell(tell.say.on(evidence.renew_by)),
    )


def _place_cell(tell: Telling, evidence: Evidence) -> Cell:
    translate = tell.translate
    kind = Line(translate(EVIDENCE_KINDS[evidence.kind]), tone=Tone.QUIET)
    if evidence.kind is not EvidenceKind.FILE:
        return kind, Line(evidence.place)
    name = translate("{0} ({1})").format(evidence.file_name, tell.say.size(evidence.size))
    digest = translate("SHA-256 {0}").format(evidence.sha256)
    return kind, Line(name), Line(digest, tone=Tone.QUIET)
