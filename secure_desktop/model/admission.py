"""Which copies can be combined into a file, and why the others cannot."""

import itertools
from collections.abc import Iterator, Sequence

from secure_desktop.combining_errors import (
    AnotherAssessment,
    AnotherRubric,
    CopyIsSigned,
    HistoryFalsified,
    NothingNew,
    OfALaterRevision,
    OfASignedRevision,
    PickedTwice,
    RebuiltWithoutHistory,
)
from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.combining import Refusal
from secure_desktop.model.credibility import contradict, contradicts_itself
from secure_desktop.model.side import Side


def admitted(this: Side, copies: Sequence[Side]) -> tuple[tuple[Side, ...], tuple[Refusal, ...]]:
    """Return the copies that take part, in their order, and the others with the reason."""
    refused: list[Refusal] = []
    fit: list[Side] = []
    for copy in copies:
        problem = _problem(this, copy) or _twin_problem(copy, fit)
        if problem is None:
            fit.append(copy)
        else:
            refused.append(_refusal(copy, problem))
    falsified = set(_falsified_among(fit))
    refused += [
        _refusal(fit[place], HistoryFalsified(name=fit[place].file_name)) for place in sorted(falsified)
    ]
    whole = [copy for place, copy in enumerate(fit) if place not in falsified]
    idle = [copy for copy in whole if this.has_all_of(copy)]
    refused += [_refusal(copy, NothingNew(name=copy.file_name)) for copy in idle]
    return tuple(copy for copy in whole if copy not in idle), tuple(refused)


def _refusal(copy: Side, problem: KnownProblem) -> Refusal:
    return Refusal(copy.source, copy.file_name, problem)


def _problem(this: Side, copy: Side) -> KnownProblem | None:
    mine, theirs, name = this.assessment, copy.assessment, copy.file_name
    if theirs.id != mine.id:
        return AnotherAssessment(name=name, district=_described(theirs))
    if theirs.rubric != mine.rubric:
        return AnotherRubric(name=name, found=_version(theirs), expected=_version(mine))
    if theirs.revision < mine.revision:
        return OfASignedRevision(name=name, found=theirs.revision, expected=mine.revision)
    if theirs.is_locked:
        return CopyIsSigned(name=name)
    if theirs.revision > mine.revision:
        return OfALaterRevision(name=name, found=theirs.revision, expected=mine.revision)
    if this.entries[:1] != copy.entries[:1] and (this.is_rebuilt or copy.is_rebuilt):
        return RebuiltWithoutHistory(name=copy.file_name if copy.is_rebuilt else this.file_name)
    if contradicts_itself(copy) or contradict(this, copy):
        return HistoryFalsified(name=name)
    return None


def _twin_problem(copy: Side, others: Sequence[Side]) -> KnownProblem | None:
    for other in others:
        if other.copy == copy.copy and other.known_ids == copy.known_ids and other.values == copy.values:
            return PickedTwice(name=copy.file_name, other=other.file_name)
    return None


def _falsified_among(copies: Sequence[Side]) -> Iterator[int]:
    for (first, one), (second, other) in itertools.combinations(enumerate(copies), 2):
        if contradict(one, other):
            yield from (first, second)


def _described(assessment: Assessment) -> str:
    profile = assessment.profile
    return ", ".join(part for part in (profile.district, profile.school_year) if part)


def _version(assessment: Assessment) -> str:
    rubric = assessment.rubric
    named = f"{rubric.title} {rubric.version}"
    return f"{named} ({', '.join(rubric.overlays)})" if rubric.overlays else named
