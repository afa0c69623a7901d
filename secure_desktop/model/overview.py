"""Many assessments side by side: of each as little as a table needs, so that thousands find room."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Answer, Assessment, Profile
from secure_desktop.model.progress import Tally
from secure_desktop.model.rubric import ActionStep, Item, Rubric
from secure_desktop.model.signing import Stage, missing_roles, stage

_ANSWERS = tuple(Answer)

ANSWER_BYTES = {answer: place for place, answer in enumerate(_ANSWERS)}
"""The byte that stands for each answer in `OverviewEntry.answers`."""


@dataclass(frozen=True, slots=True)
class OverviewEntry:
    """One assessment. `file` is its path within the folder, `copies` are the other files that hold it.

    `answers` has a byte for every item in the order of the checklist. `next_due` is the first date that is still to
    come, of an open next step or of evidence to renew; `overdue` is how many have passed. `missing` counts the
    signatures that are expected. `reviewer` is for whom the file was made, if it is a reviewer copy.
    """

    file: str
    id: str
    rubric: Rubric
    profile: Profile
    revision: int
    stage: Stage
    missing: int
    changed_at: datetime
    answers: bytes
    next_due: date | None
    overdue: int
    reviewer: str = ""
    copies: tuple[str, ...] = ()

    @property
    def tally(self) -> Tally:
        """How often each answer was given in the whole checklist."""
        return _tally(self.answers)

    @property
    def steps(self) -> Iterator[tuple[ActionStep, Tally]]:
        """Each action step with its tally, in order."""
        start = 0
        for step in self.rubric.steps:
            end = start + len(step.items)
            yield step, _tally(self.answers[start:end])
            start = end

    @property
    def responses(self) -> Iterator[tuple[Item, Answer]]:
        """Each item with its answer, in order."""
        return zip(self.rubric.items, map(_ANSWERS.__getitem__, self.answers), strict=True)

    @property
    def gaps(self) -> Iterator[Item]:
        """The items that are partly or not in place."""
        return (item for item, answer in self.responses if answer.is_gap)

    @property
    def is_signed(self) -> bool:
        """Whether everybody who is expected to has signed."""
        return self.stage is Stage.SIGNED

    def tally_of(self, number: int) -> Tally | None:
        """Return the tally of the action step with this number; None when the checklist has none."""
        return next((counts for step, counts in self.steps if step.number == number), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that could not be read, and why. `file` is its path within the folder."""

    file: str
    problem: KnownProblem


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found under a folder. `is_complete` is false when somebody stopped the reading.

    `files` counts everything that was looked at: assessments, their copies, and what could not be read.
    """

    folder: str
    made_at: datetime
    entries: tuple[OverviewEntry, ...]
    unread: tuple[Unread, ...]
    files: int
    is_complete: bool = True

    @property
    def copies(self) -> int:
        """How many files hold an assessment that another file holds too."""
        return sum(len(entry.copies) for entry in self.entries)


def overview_entry(assessment: Assessment, file: str, today: date) -> OverviewEntry:
    """Return what an overview keeps of an assessment."""
    days = sorted(_days(assessment))
    overdue = sum(1 for day in days if day < today)
    return OverviewEntry(
        file=file,
        id=assessment.id,
        rubric=assessment.rubric,
        profile=_with_shared_texts(assessment.profile),
        revision=assessment.revision,
        stage=stage(assessment),
        missing=len(missing_roles(assessment)),
        changed_at=assessment.changed_at,
        answers=_answers(assessment),
        next_due=days[overdue] if overdue < len(days) else None,
        overdue=overdue,
        reviewer=assessment.reviewer.name if assessment.reviewer is not None else "",
    )


def _with_shared_texts(profile: Profile) -> Profile:
    """Return a profile whose texts that many districts have in common are in memory once."""
    year, state, agency = map(sys.intern, (profile.school_year, profile.state, profile.agency))
    return Profile(profile.district, year, state, agency)


def _days(assessment: Assessment) -> Iterator[date]:
    """Yield the dates of open next steps and of evidence to renew, as `plan.due_dates` names them."""
    for step in assessment.next_steps:
        if step.due is not None and step.is_open:
            yield step.due
    for entry in assessment.evidence:
        if entry.renew_by is not None:
            yield entry.renew_by


def _answers(assessment: Assessment) -> bytes:
    said = {item_id: ANSWER_BYTES[response.answer] for item_id, response in assessment.responses.items()}
    unanswered = ANSWER_BYTES[Answer.UNANSWERED]
    return bytes([said.get(item.id, unanswered) for item in assessment.rubric.items])


def unread(file: str, problem: KnownProblem) -> Unread:
    """Return what an overview keeps of a problem: not the frames in which it was met."""
    return Unread(file, type(problem)(**problem.parts))


def printable(file: str) -> str:
    """Return a file's name as text: bytes that are none become question marks."""
    return file.encode("utf-8", "replace").decode("utf-8")


def without_copies(entries: Iterable[OverviewEntry]) -> tuple[OverviewEntry, ...]:
    """Return every assessment once: of files that hold the same one that with the last change; it names the others.

    A reviewer copy gives way to any file that is none, because it holds one person's view.
    """
    first: dict[str, OverviewEntry] = {}
    several: dict[str, list[OverviewEntry]] = {}
    for entry in entries:
        if entry.id in first:
            several.setdefault(entry.id, [first[entry.id]]).append(entry)
        else:
            first[entry.id] = entry
    return tuple(_newest(several[key]) if key in several else entry for key, entry in first.items())


def _newest(same: list[OverviewEntry]) -> OverviewEntry:
    in_order = sorted(same, key=lambda entry: entry.file)
    best = max(in_order, key=lambda entry: (not entry.reviewer, entry.changed_at, entry.revision))
    return replace(best, copies=tuple(entry.file for entry in in_order if entry is not best))


def _tally(answers: bytes) -> Tally:
    return Tally(*(answers.count(place) for place in range(len(_ANSWERS))))
