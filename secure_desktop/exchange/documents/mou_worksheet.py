"""The MOU worksheet: the gaps of the action steps about the MOU, as clauses for counsel to add or to fix."""

from collections.abc import Callable, Iterator

from secure_desktop.exchange.documents.items import next_step_cell
from secure_desktop.exchange.documents.parts import (
    Blank,
    Cell,
    Document,
    Facts,
    Heading,
    Line,
    Notice,
    Paragraph,
    Part,
    Table,
    Tone,
)
from secure_desktop.exchange.documents.stage import status
from secure_desktop.exchange.documents.telling import Telling, cell
from secure_desktop.model.assessment import Answer
from secure_desktop.model.rubric import Item
from secure_desktop.model.summary import ItemSummary, StepSummary, Summary
from secure_desktop.model.wording import Wording
from secure_desktop.model.words import TIERS

MOU_STEPS = (1, 2)
"""The action steps that are about the MOU, in both checklists: that there is one, and civil rights in it."""


def mou_worksheet(summary: Summary, *, translate: Callable[[str], str] = str) -> Document:
    """Return the worksheet: every gap of the steps about the MOU with the checklist's guidance and room for wording."""
    tell = Telling(summary, Wording(translate))
    rubric = summary.rubric
    return Document(
        title=translate("MOU worksheet for {0}").format(summary.profile.district),
        caption=" · ".join(text for text in (rubric.rubric, rubric.title) if text.strip()),
        status=Line(translate("Not legal advice"), "⚠", Tone.PARTLY),
        author=summary.profile.district,
        language=rubric.language or "en",
        made_at=summary.made_at,
        origin=rubric.attribution,
        parts=tuple(_parts(tell, [step for step in summary.steps if step.step.number in MOU_STEPS])),
    )


def _parts(tell: Telling, steps: list[StepSummary]) -> Iterator[Part]:
    yield from _opening(tell)
    yield from _overview(tell, steps)
    for step in steps:
        yield from _clauses(tell, step)
    yield from _undecided(tell, steps)
    yield from _settled(tell, steps)


def _opening(tell: Telling) -> Iterator[Part]:
    translate, summary = tell.translate, tell.summary
    yield Notice(
        Line(
            translate(
                "It shows what the checklist asks of an MOU and where the partners found gaps. What the MOU is to say is "
                "for the counsel of both partners to decide and to write. State law may require more."
            ),
            translate("This worksheet is not legal advice."),
        )
    )
    profile = summary.profile
    named = (
        (translate("District"), profile.district),
        (translate("Law enforcement partner"), profile.agency),
        (translate("State"), profile.state),
        (translate("School year"), profile.school_year),
        (translate("Answers as of"), tell.say.day(summary.changed_at)),
    )
    yield Facts(
        (
            *((name, cell(text)) for name, text in named if text.strip()),
            (translate("Status"), (status(tell),)),
        )
    )
    yield Paragraph(
        Line(
            translate(
                "Nobody signs this worksheet, and it is no part of what is signed: it is a working paper made from the "
                "answers. An item may ask for something that is done rather than written; then counsel may say so in "
                "place of a clause."
            ),
            tone=Tone.QUIET,
        )
    )


def _overview(tell: Telling, steps: list[StepSummary]) -> Iterator[Part]:
    translate = tell.translate
    title = translate("Clauses to add or to fix")
    yield Heading(2, title, "clauses")
    found = [entry for step in steps for entry in _gaps(step)]
    if not found:
        yield Paragraph(Line(_nothing_to_do(tell, steps)))
        return
    yield Paragraph(Line(_counts(tell, found)))
    rows = tuple(
        (tell.item(entry.label, entry.item), tell.answer(entry.response), cell(_task(tell, entry)))
        for entry in found
    )
    yield Table(title, (translate("Item"), translate("Answer"), translate("What to do")), (52, 22, 26), rows)


def _nothing_to_do(tell: Telling, steps: list[StepSummary]) -> str:
    if not steps:
        return tell.translate("This checklist has no action steps 1 and 2, which are the ones about the MOU.")
    if any(step.tally.unanswered for step in steps):
        return tell.translate("No gap was found in action steps 1 and 2 so far.")
    return tell.translate("There is no gap in action steps 1 and 2.")


def _counts(tell: Telling, found: list[ItemSummary]) -> str:
    adds = sum(entry.response.answer is Answer.NOT_IN_PLACE for entry in found)
    fixes = len(found) - adds
    translate = tell.translate
    add = translate("1 clause to add") if adds == 1 else translate("{0} clauses to add").format(adds)
    fix = translate("1 clause to fix") if fixes == 1 else translate("{0} clauses to fix").format(fixes)
    return translate("{0}, {1}.").format(add, fix)


def _clauses(tell: Telling, step: StepSummary) -> Iterator[Part]:
    found = _gaps(step)
    if not found:
        return
    translate = tell.translate
    title = translate("Action step {0}: {1}").format(step.step.number, step.step.short_title)
    yield Heading(2, title, f"step-{step.step.number}")
    yield Paragraph(Line(step.step.title, tone=Tone.QUIET))
    for entry in found:
        heading = translate("{0} {1}: {2}").format(entry.label, entry.item.short, _task(tell, entry).lower())
        yield Heading(3, heading)
        yield Facts(tuple(_clause(tell, entry)))
        yield Blank(translate("Counsel’s wording"))


def _clause(tell: Telling, entry: ItemSummary) -> Iterator[tuple[str, Cell]]:
    translate, item = tell.translate, entry.item
    yield translate("The checklist asks"), cell(item.text)
    yield translate("Answer"), tell.answer(entry.response)
    yield translate("Noted"), cell(entry.response.note) or cell(translate("Nothing was noted."), Tone.QUIET)
    if entry.response.reason.strip():
        yield translate("Reason"), cell(entry.response.reason)
    yield from _guidance(tell, item)
    planned = [
        row.next_step for row in tell.summary.plan if row.item.id == item.id and row.next_step and row.is_open
    ]
    if planned:
        yield translate("Next steps"), tuple(line for step in planned for line in next_step_cell(tell, step))
    on_record = [entry.evidence for entry in tell.summary.register if entry.item.id == item.id]
    if on_record:
        named = (evidence.title or evidence.file_name or evidence.place for evidence in on_record)
        yield translate("Evidence on record"), tuple(Line(name) for name in named)


def _guidance(tell: Telling, item: Item) -> Iterator[tuple[str, Cell]]:
    translate = tell.translate
    if item.look_for.strip():
        yield translate("What to look for"), cell(item.look_for)
    if item.authority:
        yield translate("Authority"), tuple(Line(text) for text in item.authority)
    yield (
        translate("Where the item comes from"),
        (
            Line(translate(TIERS[item.tier]), tone=Tone.QUIET),
            *(Line(text, tone=Tone.QUIET) for text in item.basis),
        ),
    )


def _undecided(tell: Telling, steps: list[StepSummary]) -> Iterator[Part]:
    entries = [entry for step in steps for entry in step.items if not entry.response.is_answered]
    if not entries:
        return
    translate = tell.translate
    title = translate("Not answered yet")
    yield Heading(2, title, "unanswered")
    yield Paragraph(
        Line(
            translate("Nobody has said yet whether these are in place. They are no gaps; answer them first.")
        )
    )
    columns = (translate("Item"), translate("The checklist asks"), translate("What to look for"))
    rows = tuple(
        (tell.item(entry.label, entry.item), cell(entry.item.text), cell(entry.item.look_for))
        for entry in entries
    )
    yield Table(title, columns, (24, 38, 38), rows)


def _settled(tell: Telling, steps: list[StepSummary]) -> Iterator[Part]:
    answers = (Answer.IN_PLACE, Answer.NOT_APPLICABLE)
    entries = [entry for step in steps for entry in step.items if entry.response.answer in answers]
    if not entries:
        return
    translate = tell.translate
    title = translate("In place, or not applicable")
    yield Heading(2, title, "settled")
    rows = tuple((tell.item(entry.label, entry.item), tell.answer(entry.response)) for entry in entries)
    yield Table(title, (translate("Item"), translate("Answer")), (74, 26), rows)


def _gaps(step: StepSummary) -> list[ItemSummary]:
    return [entry for entry in step.items if entry.response.is_gap]


def _task(tell: Telling, entry: ItemSummary) -> str:
    if entry.response.answer is Answer.NOT_IN_PLACE:
        return tell.translate("Add a clause")
    return tell.translate("Fix the clause")
