"""What `combine` prints for people."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from secure_desktop.commands.combine_choices import JOIN, THIS, Outcome, name_of
from secure_desktop.model.assessment import Answer
from secure_desktop.model.combining import THIS_FILE, Combination, Conflict, Opinion, Topic
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.register import RECORD, Kind, Register, Value
from secure_desktop.model.roles import Role
from secure_desktop.model.words import ANSWERS, EFFORTS, ROLES, SIGNS, STATES

_PARTS = {
    (Kind.RESPONSE, "answer"): "Answer",
    (Kind.RESPONSE, "note"): "Note",
    (Kind.RESPONSE, "marked"): "Mark for review",
    (Kind.PROFILE, "district"): "School district",
    (Kind.PROFILE, "school_year"): "School year",
    (Kind.PROFILE, "state"): "State",
    (Kind.PROFILE, "agency"): "Law enforcement partner",
    (Kind.PARTICIPANT, "person"): "Participant",
    (Kind.EVIDENCE, RECORD): "Evidence",
    (Kind.EVIDENCE, "title"): "Title of the evidence",
    (Kind.EVIDENCE, "place"): "Where the evidence is",
    (Kind.EVIDENCE, "effective"): "Effective date of the evidence",
    (Kind.EVIDENCE, "renew_by"): "Renewal date of the evidence",
    (Kind.NEXT_STEP, RECORD): "Next step",
    (Kind.NEXT_STEP, "text"): "Text of the next step",
    (Kind.NEXT_STEP, "owner"): "Owner of the next step",
    (Kind.NEXT_STEP, "due"): "Due date of the next step",
    (Kind.NEXT_STEP, "effort"): "Effort of the next step",
    (Kind.NEXT_STEP, "state"): "State of the next step",
}


def as_text(outcome: Outcome, output: str, copies: Sequence[Path]) -> Iterator[str]:
    """Yield what to print about a combination; `output` is the file that was written, or would have been."""
    combination = outcome.combination
    waiting = combination.open_conflicts(outcome.choices)
    for refusal in combination.refused:
        yield f"Left out: {refusal.problem.sentence_text()}"
        yield f"  {refusal.problem.advice_text()}"
    yield (
        f"Items that agree: {len(combination.agreeing)}. With news from one side: {len(combination.with_news)}. "
        f"With opinions that differ: {len(combination.differing)}."
    )
    for topic in combination.topics:
        yield from _news(topic)
    if outcome.is_written:
        yield f"“{output}” is combined with {len(combination.sides) - 1} of {len(copies)} copies."
        return
    if not waiting:
        yield "Nothing new came in, so nothing was written."
        return
    yield f"Waiting for a choice: {len(waiting)}. Nothing was written."
    for topic in combination.differing:
        asked = [conflict for conflict in topic.conflicts if conflict in waiting]
        if asked:
            yield ""
            yield _heading(topic)
            for conflict in asked:
                yield from _conflict(combination, conflict, with_notes=not any(c.can_join for c in asked))


def value_words(register: Register, value: Value) -> str:
    """Return what stands in a register, in words."""
    if value is None:
        return "not on the team" if register.kind is Kind.PARTICIPANT else "removed"
    if register.field == RECORD:
        return "kept"
    text, *further = value
    words = _text_words(register, text)
    return f"{words} ({further[0]})" if further and further[0] else words


def _text_words(register: Register, text: str) -> str:
    kind, field = register.kind, register.field
    if kind is Kind.RESPONSE and field == "answer":
        return f"{SIGNS[Answer(text)]} {ANSWERS[Answer(text)]}"
    if kind is Kind.RESPONSE and field == "marked":
        return "marked" if text == "1" else "not marked"
    if kind is Kind.PARTICIPANT:
        said = json.loads(text)
        parts = (said["name"], ROLES[Role(said["role"])], said["title"], said["organization"])
        return ", ".join(filter(None, parts))
    if kind is Kind.NEXT_STEP and field == "effort":
        return EFFORTS[Effort(text)]
    if kind is Kind.NEXT_STEP and field == "state":
        return STATES[State(text)]
    return text or "(nothing)"


def _news(topic: Topic) -> Iterator[str]:
    """Yield what is taken from one side, a line each."""
    for news in topic.news:
        part = _PARTS[news.register.kind, news.register.field]
        told = f"{part}: {news.about}" if news.about else part
        is_new = news.register.field == RECORD and news.opinion.value is not None
        words = "added" if is_new else " ".join(value_words(news.register, news.opinion.value).split())
        where = f"{topic.label:5} " if topic.item_id else ""
        yield f"  {where}{told} → {words}  ({_said(news.opinion)})"


def _heading(topic: Topic) -> str:
    if topic.item_id:
        return f"{topic.label} ({topic.item_id}) {topic.title}"
    return "About this assessment" if topic.key == "profile" else "Partnership team"


def _conflict(combination: Combination, conflict: Conflict, *, with_notes: bool) -> Iterator[str]:
    part = _PARTS[conflict.register.kind, conflict.register.field]
    yield f"  {part}: {conflict.about}" if conflict.about else f"  {part}"
    for opinion in conflict.opinions:
        files = ", ".join(
            THIS if side == THIS_FILE else combination.sides[side].file_name for side in opinion.sides
        )
        yield f"    {files}  ({_said(opinion)})"
        yield from (f"      {line}" for line in value_words(conflict.register, opinion.value).splitlines())
        for note in _notes(combination, conflict, opinion) if with_notes else ():
            yield from (f"      “{line}”" for line in note.splitlines())
    join = f", or “{JOIN}” for FILE" if conflict.can_join else ""
    yield f"    Choose with --choose {name_of(conflict, combination)}=FILE{join}"


def _said(opinion: Opinion) -> str:
    when = f"{opinion.when.astimezone():%Y-%m-%d %H:%M}" if opinion.when else ""
    return ", ".join(filter(None, (opinion.who, when))) or "from the beginning"


def _notes(combination: Combination, conflict: Conflict, opinion: Opinion) -> list[str]:
    """Return the notes that those who gave an answer left with it; where notes differ, they stand on their own."""
    register = conflict.register
    if register.kind is not Kind.RESPONSE or register.field != "answer":
        return []
    notes = (combination.sides[side].assessment.response(register.subject).note for side in opinion.sides)
    return list(dict.fromkeys(filter(None, notes)))
