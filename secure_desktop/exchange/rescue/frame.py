"""What stands once in a damaged file: the assessment's id, its revision, whom it is about, and what was signed of it."""

import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.from_pdf import assessment_of_form
from secure_desktop.exchange.rescue.findings import Finding, FindingKind, finding
from secure_desktop.exchange.rescue.histories import History
from secure_desktop.exchange.rescue.sources import Source
from secure_desktop.exchange.rescue.witnesses import Witnesses
from secure_desktop.model.assessment import LONGEST_LINE, Assessment, Profile
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.register import profile_texts
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.sign_off import Revision
from secure_desktop.model.signed_form import form_from_json
from secure_desktop.storage.salvage.remains import Remains

NOT_READABLE = "(not readable)"
"""Stands for the name of a district that could not be read."""


def id_of(remains: Remains, sources: Sequence[Source]) -> str:
    """Return the id of the assessment: what most places in the file say."""
    told = [frame.id for frame in remains.frames]
    told += [
        entry.subject for entry in remains.entries if (entry.kind, entry.field) == ("assessment", "created")
    ]
    for _, form in remains.revisions:
        try:
            told.append(str(json.loads(form)["public"]["assessment"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    if not told:
        told = [source.assessment.id for source in sources] or [str(uuid.uuid4())]
    return Counter(told).most_common(1)[0][0]


def revision_of(remains: Remains, history: History, sources: Sequence[Source]) -> int:
    """Return the revision that the file was at."""
    if history.is_whole and not remains.reviewers:
        return 1 + sum((entry.kind, entry.field) == ("revision", "reopened") for entry in history.entries)
    if remains.frames:
        return remains.frames[0].revision
    told = [entry.revision for entry in history.entries[-1:]]
    return max([1, *told, *(source.assessment.revision for source in sources)])


def truth_of(
    genuine: Mapping[int, tuple[Revision, str]], present: int, rubric: Rubric, name: str
) -> Assessment | None:
    """Return what was signed as the present revision, if it was: nothing can have changed since."""
    if present not in genuine:
        return None
    revision, form = genuine[present]
    if revision.reopened_at is not None:
        return None
    try:
        return assessment_of_form(form_from_json(form), name, rubric, revision.signed_at)
    except KnownProblem:
        return None


def profile_of(witnesses: Witnesses) -> tuple[Profile, tuple[Finding, ...]]:
    """Return whom the assessment is about, and what is to be told about that."""
    if witnesses.truth is not None:
        return witnesses.truth.profile, ()
    frames = witnesses.remains.frames
    row = profile_texts(frames[0].profile) if frames else None
    how = witnesses.settled(
        row,
        None,
        witnesses.words.get(("profile", "")),
        [profile_texts(said.profile) for _, said in witnesses.others],
        defaults=row or {},
        fields=("district", "school_year", "state", "agency"),
    )
    said = {name: text for name, text in how.texts.items() if len(text) <= LONGEST_LINE}
    found = Profile(**{"district": "", **said})
    if not found.district.strip():
        return (
            Profile(NOT_READABLE, found.school_year, found.state, found.agency),
            (finding(FindingKind.PROFILE_LOST),),
        )
    is_sure = how.certainty is Certainty.SURE
    return found, () if is_sure else (finding(FindingKind.PROFILE_UNCONFIRMED),)
