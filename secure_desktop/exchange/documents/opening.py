"""The beginning of a summary: whom it is about, where they stand, and the first gaps to close."""

from collections.abc import Iterator

from secure_desktop.exchange.documents.parts import (
    Cell,
    Facts,
    Heading,
    Line,
    Notice,
    Paragraph,
    Part,
    Standing,
    StepStanding,
    Table,
    Tone,
)
from secure_desktop.exchange.documents.stage import what_it_is
from secure_desktop.exchange.documents.telling import Telling, cell
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.gaps import Gap
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.sign_off import SignOff

_SNIPPET = 300  # characters of a note or a next step; the whole text follows further down


def opening(tell: Telling, *, editable: bool) -> Iterator[Part]:
    """Yield the parts that a reader understands without the others."""
    yield Notice(Line(what_it_is(tell, editable=editable)))
    yield Facts(tuple(_facts(tell)))
    yield from _notices(tell)
    yield from _standing(tell)
    yield from _first_gaps(tell)


def _facts(tell: Telling) -> Iterator[tuple[str, Cell]]:
    profile, translate = tell.summary.profile, tell.translate
    yield translate("District"), _given(tell, profile.district)
    yield translate("School year"), _given(tell, profile.school_year)
    yield translate("State"), _given(tell, profile.state)
    yield translate("Law enforcement partner"), _given(tell, profile.agency)
    yield translate("Completed by"), _given(tell, _team(tell))
    yield translate("Last change"), cell(tell.say.day(tell.summary.changed_at))
    yield from _decisions(tell)


def _given(tell: Telling, text: str) -> Cell:
    return cell(text) or cell(tell.translate("Not given"), Tone.QUIET)


def _team(tell: Telling) -> str:
    count = len(tell.summary.participants)
    if not count:
        return ""
    if count == 1:
        return tell.translate("Partnership team, 1 person")
    return tell.translate("Partnership team, {0} people").format(count)


def _decisions(tell: Telling) -> Iterator[tuple[str, Cell]]:
    summary, translate = tell.summary, tell.translate
    if not summary.sign_offs:
        yield translate("Status"), cell(translate("Draft, not signed"))
        return
    signed = [entry for entry in summary.sign_offs if entry.is_signed]
    declined = [entry for entry in summary.sign_offs if not entry.is_signed]
    if signed:
        yield translate("Signed"), _decided(tell, signed)
    if declined:
        yield translate("Declined"), _decided(tell, declined)
    if summary.missing:
        yield translate("Signature missing"), cell(tell.roles(summary.missing))


def _decided(tell: Telling, entries: list[SignOff]) -> Cell:
    words = tell.translate("{0}, {1}")
    return tuple(
        Line(words.format(tell.say.day(entry.signed_at), tell.say.role(entry.role))) for entry in entries
    )


def _notices(tell: Telling) -> Iterator[Part]:
    if tell.summary.unanswered:
        yield Notice(Line(tell.say.draft(tell.summary.tally)))
    if tell.is_public:
        yield Notice(
            Line(tell.translate("This is a public summary. What it leaves out is listed near its end."))
        )


def _standing(tell: Telling) -> Iterator[Part]:
    summary, translate = tell.summary, tell.translate
    title = translate("Where we stand, by action step")
    yield Heading(2, title, "standing")
    yield Paragraph(Line(tell.say.tally(summary.tally)))
    rows = (
        StepStanding(step.step.heading, step.tally, tell.say.bar(step.step.short_title, step.tally))
        for step in summary.steps
    )
    whole = translate("All action steps")
    yield Standing(title, tuple(rows), StepStanding(whole, summary.tally, tell.say.bar(whole, summary.tally)))
    yield Paragraph(Line(_plan_in_words(tell)))


def _plan_in_words(tell: Telling) -> str:
    """Return how many gaps are planned; a public summary, which has no owners, looks at the dates."""
    summary, translate = tell.summary, tell.translate
    gaps = len(summary.gaps)
    if not gaps:
        return (
            translate("There are no gaps so far.") if summary.unanswered else translate("There are no gaps.")
        )
    if tell.is_public:
        dated = {row.item.id for row in summary.plan if row.next_step and row.is_open and row.next_step.due}
        planned = sum(gap.item.id in dated for gap in summary.gaps)
        words = translate("{0} of {1} gaps have a next step with a date.")
    else:
        planned = summary.planned_gaps
        words = translate("{0} of {1} gaps have a next step with an owner and a date.")
    return words.format(planned, gaps)


def _first_gaps(tell: Telling) -> Iterator[Part]:
    summary, translate = tell.summary, tell.translate
    title, gaps = translate("First gaps to close"), summary.first_gaps
    yield Heading(2, title, "first-gaps")
    if not gaps:
        yield Paragraph(Line(_no_gaps(tell)))
        return
    yield Paragraph(Line(_how_many(tell, len(gaps))))
    owner = () if tell.is_public else (translate("Owner"),)
    columns = (translate("Item"), translate("Status"), translate("Next step"), *owner, translate("Due"))
    steps = _first_steps(tell)
    rows = tuple(_gap_row(tell, gap, steps.get(gap.item.id)) for gap in gaps)
    yield Table(title, columns, (30, 17, 29, 24) if tell.is_public else (27, 16, 25, 18, 14), rows)


def _no_gaps(tell: Telling) -> str:
    tally, translate = tell.summary.tally, tell.translate
    if tally.unanswered == tally.total:
        return translate("Gaps show here as soon as items are answered.")
    if tally.unanswered:
        return translate("No gaps so far: no item was found partly or not in place.")
    return translate("No gaps: every applicable item is in place.")


def _how_many(tell: Telling, shown: int) -> str:
    total = tell.summary.tally.gaps
    if shown < total:
        return tell.translate("The first {0} of {1} gaps. Every item follows below.").format(shown, total)
    return tell.say.first_gaps(shown, tell.summary.tally)


def _first_steps(tell: Telling) -> dict[str, NextStep]:
    """Return the first open next step of each item that has one."""
    steps: dict[str, NextStep] = {}
    for row in tell.summary.plan:
        if row.next_step and row.is_open:
            steps.setdefault(row.item.id, row.next_step)
    return steps


def _gap_row(tell: Telling, gap: Gap, step: NextStep | None) -> tuple[Cell, ...]:
    first = (tell.item(gap.label, gap.item), tell.answer(gap.response))
    if step is None:
        none = cell(tell.translate("No next step yet"), Tone.QUIET)
        return (*first, none, *(() if tell.is_public else ((),)), ())
    owner = () if tell.is_public else (cell(step.owner),)
    return (*first, cell(shortened(step.text, _SNIPPET)), *owner, cell(tell.say.on(step.due)))
