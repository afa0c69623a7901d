"""What `status` says of the assessment that another one started from."""

from collections.abc import Iterator
from typing import Any

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.reconfirming import Earlier, EarlierKind, removed_items, waiting
from secure_desktop.model.rubric import Item
from secure_desktop.model.words import ANSWERS, SIGNS

EPILOG = """\
  earlier       null, or what the assessment started from: {kind, assessment, school_year, rubric,
                not_reconfirmed, removed}; kind is year or upgrade, rubric is {id, version}, and
                not_reconfirmed holds the ids of items whose earlier answer nobody has confirmed yet;
                removed [{id, label, text, answer, note, reason}] the items that are no more asked
  items[].earlier
                null, or the earlier answer: {answer, note, reason, changed_at, changed_by, text};
                text is null, or how the item read then if it reads otherwise now
"""


def earlier_json(assessment: Assessment, earlier: Earlier | None) -> dict[str, Any] | None:
    """Return the key `earlier` of `status --json`."""
    if earlier is None:
        return None
    before = earlier.assessment
    return {
        "kind": str(earlier.kind),
        "assessment": before.id,
        "school_year": before.profile.school_year,
        "rubric": {"id": before.rubric.id, "version": before.rubric.version},
        "not_reconfirmed": [item.id for item in waiting(assessment, earlier)],
        "removed": [_removed(before, item) for item in removed_items(assessment, earlier)],
    }


def earlier_answer_json(earlier: Earlier | None, item: Item) -> dict[str, Any] | None:
    """Return the key `earlier` of an item of `status --json`."""
    then = earlier.response(item.id) if earlier is not None else None
    if earlier is None or then is None:
        return None
    return {
        "answer": str(then.answer),
        "note": then.note,
        "reason": then.reason,
        "changed_at": then.changed_at.isoformat() if then.changed_at else None,
        "changed_by": then.changed_by,
        "text": earlier.other_wording(item) or None,
    }


def earlier_lines(assessment: Assessment, earlier: Earlier | None) -> Iterator[str]:
    """Yield what `status` prints for people; nothing when there is no earlier assessment."""
    if earlier is None:
        return
    before, left = earlier.assessment, waiting(assessment, earlier)
    named = {
        EarlierKind.YEAR: before.profile.school_year or "an earlier assessment",
        EarlierKind.UPGRADE: f"version {before.rubric.version} of the checklist",
    }
    yield ""
    yield f"Earlier answers, of {named[earlier.kind]}: {len(left)} not yet re-confirmed"
    for item in left:
        answer = before.response(item.id).answer
        changed = "  (reads otherwise now)" if earlier.other_wording(item) else ""
        label = assessment.rubric.label(item.id)
        yield f"  {label:5} {item.id:7} {SIGNS[answer]} {ANSWERS[answer]:14}  {item.short}{changed}"
    removed = removed_items(assessment, earlier)
    if removed:
        yield f"No longer asked ({len(removed)})"
        for item in removed:
            answer = before.response(item.id).answer
            yield f"        {item.id:7} {SIGNS[answer]} {ANSWERS[answer]:14}  {item.short}"


def _removed(before: Assessment, item: Item) -> dict[str, Any]:
    response = before.response(item.id)
    return {
        "id": item.id,
        "label": before.rubric.label(item.id),
        "text": item.text,
        "answer": str(response.answer),
        "note": response.note,
        "reason": response.reason,
    }
