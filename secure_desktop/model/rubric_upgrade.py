"""From one version of a checklist to the next: which answers stay, which are asked again, what is new, what is gone."""

from dataclasses import dataclass, replace

from secure_desktop.model.assessment import LONGEST_TEXT, Assessment, Response
from secure_desktop.model.reconfirming import Earlier, waiting
from secure_desktop.model.rubric import Item, Rubric
from secure_desktop.model.rubric_version import is_newer


@dataclass(frozen=True, slots=True)
class RubricUpgrade:
    """What becomes of each item. `removed` are items of the version before, all others are of the new one.

    `kept` are answered and read the same, `asked` were answered and read otherwise now, or wait for an earlier answer to
    be confirmed; `open` have no answer, and `new` are asked for the first time.
    """

    rubric: Rubric
    kept: tuple[Item, ...]
    asked: tuple[Item, ...]
    open: tuple[Item, ...]
    new: tuple[Item, ...]
    removed: tuple[Item, ...]


def is_upgrade(rubric: Rubric, of: Rubric) -> bool:
    """Return whether a rubric is a newer version of another one."""
    return rubric.id == of.id and is_newer(rubric.version, of.version)


def plan_upgrade(assessment: Assessment, rubric: Rubric, earlier: Earlier | None = None) -> RubricUpgrade:
    """Return what becomes of the items of an assessment, and of the earlier answers that it still waits for."""
    before = assessment.rubric
    pending = {item.id for item in waiting(assessment, earlier)} if earlier is not None else set()
    kept, asked, left_open, new = [], [], [], []
    for item in rubric:
        if item.id not in before:
            new.append(item)
        elif item.id in pending:
            asked.append(item)
        elif not assessment.response(item.id).is_answered:
            left_open.append(item)
        elif before.item(item.id).text == item.text:
            kept.append(item)
        else:
            asked.append(item)
    return RubricUpgrade(
        rubric=rubric,
        kept=tuple(kept),
        asked=tuple(asked),
        open=tuple(left_open),
        new=tuple(new),
        removed=tuple(item for item in before if item.id not in rubric),
    )


def left_behind(assessment: Assessment, rubric: Rubric, earlier: Earlier | None) -> Assessment:
    """Return what an assessment keeps of the one before once it answers a newer rubric.

    It is as it was. Where an answer waited for somebody to confirm it, that answer stands in it, and the wording that it
    was given to; of an item that is gone, also the note that was written since.
    """
    pending = waiting(assessment, earlier) if earlier is not None else ()
    if earlier is None or not pending:
        return assessment
    then = earlier.assessment
    wordings = {item.id: then.rubric.item(item.id) for item in pending}
    steps = tuple(
        replace(step, items=tuple(wordings.get(item.id, item) for item in step.items))
        for step in assessment.rubric.steps
    )
    answers = {
        item.id: then.responses[item.id]
        if item.id in rubric
        else _with_both_notes(assessment.response(item.id), then.responses[item.id])
        for item in pending
    }
    return replace(
        assessment,
        rubric=replace(assessment.rubric, steps=steps),
        responses={**assessment.responses, **answers},
    )


def _with_both_notes(present: Response, then: Response) -> Response:
    notes = dict.fromkeys(note for note in (present.note, then.note) if note.strip())
    joined = "\n\n".join(notes)
    return replace(then, note=joined if len(joined) <= LONGEST_TEXT else present.note)
