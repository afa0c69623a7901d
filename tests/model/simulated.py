"""Files without a disk: an assessment with its history, edited, copied, combined and undone as the real ones are."""

import random
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from secure_desktop.model.admission import admitted
from secure_desktop.model.assessment import Assessment, Participant, Profile, Response
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.combined import combined
from secure_desktop.model.combining import Choice, Combination
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.past_combinations import (
    COMBINATION,
    COMBINED,
    UNDONE,
    own_combinations,
    unknown_ids,
)
from secure_desktop.model.proposal import combine
from secure_desktop.model.result import (
    Change,
    Rows,
    evidence_changes,
    next_step_changes,
    participant_change,
    profile_changes,
    response_changes,
)
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.side import Side
from secure_desktop.model.undoing import set_back
from tests import builders

RUBRIC = builders.rubric(1, 1)
ITEMS = [item.id for item in RUBRIC]


@dataclass
class World:
    """Where ids and times come from: the same for the same seed, and times that jump about as clocks do."""

    random: random.Random
    contexts: dict[str, frozenset[str]] = field(default_factory=dict)

    def new_id(self) -> str:
        """Return an id."""
        return str(uuid.UUID(int=self.random.getrandbits(128)))

    def now(self) -> datetime:
        """Return a time by a clock that may be wrong."""
        return builders.MADE + timedelta(minutes=self.random.randrange(10_000))


@dataclass
class File:
    """One file."""

    world: World
    copy: str
    assessment: Assessment
    entries: tuple[Entry, ...]

    @property
    def side(self) -> Side:
        """The file as one that takes part."""
        return Side(self.copy, self.copy, self.copy, self.assessment, self.entries)

    def fork(self) -> "File":
        """Return a copy."""
        return File(self.world, self.world.new_id(), self.assessment, self.entries)

    def fork_without_answers(self) -> "File":
        """Return a reviewer copy that shows nothing of what was said before."""
        left_out = ("response", "next_step", COMBINATION)
        unknown = unknown_ids(self.entries)
        kept = [entry for entry in self.entries if entry.kind not in left_out]
        gone = {entry.id for entry in kept if entry.id in unknown}
        unseeing = Reviewer("Reviewer", (1, 2), has_answers=False, has_evidence=True, made_at=builders.NOW)
        bare = replace(self.assessment, responses={}, next_steps=(), reviewer=unseeing)
        return File(self.world, self.world.new_id(), bare, tuple(e for e in kept if e.id not in gone))

    def say(self, by: str, rows: Rows, changes: Sequence[Change]) -> None:
        """Record something."""
        if changes:
            self._enter(by, self.world.now(), changes)
            self.assessment = applied(self.assessment, rows)

    def propose(self, copies: Sequence["File"]) -> Combination:
        """Return what combining with copies comes to."""
        this = self.side
        fit, refused = admitted(this, [copy.side for copy in copies])
        return combine((this, *fit), refused)

    def carry_out(self, combination: Combination, choices: Mapping[str, Choice]) -> str:
        """Combine, as storage does, and return the combination's id."""
        at = self.world.now()
        result = combined(combination, choices, by="Combiner", at=at)
        for entry in result.imported:
            self.entries = (*self.entries, replace(entry, seq=len(self.entries) + 1))
        entered = self._enter("Combiner", at, result.choices)
        subject = self.world.new_id()
        after = canonical_json({**result.account, "entered": entered})
        self._enter(
            "Combiner", at, [Change(COMBINATION, subject, COMBINED, canonical_json(result.before), after)]
        )
        self.assessment = applied(self.assessment, result.rows)
        return subject

    def undo(self, subject: str) -> None:
        """Undo a combination, as storage does."""
        past = next(past for past in own_combinations(self.entries) if past.subject == subject)
        at = self.world.now()
        rows, changes, staying = set_back(self.assessment, self.entries, past, by="Combiner", at=at)
        entered = self._enter("Combiner", at, changes)
        told = canonical_json({"entered": entered})
        self._enter("Combiner", at, staying)
        self._enter("Combiner", at, [Change(COMBINATION, subject, UNDONE, None, told)])
        self.assessment = applied(self.assessment, rows)

    def _enter(self, by: str, at: datetime, changes: Sequence[Change]) -> list[str]:
        known = self.side.known_ids
        new = [
            Entry(
                len(self.entries) + 1 + place,
                self.world.new_id(),
                at,
                by,
                self.copy,
                1,
                str(change.kind),
                change.subject,
                change.field,
                change.before,
                change.after,
            )
            for place, change in enumerate(changes)
        ]
        self.entries += tuple(new)
        for entry in new:
            self.world.contexts[entry.id] = known
        return [entry.id for entry in new]


def first_file(world: World) -> File:
    """Return a file with nothing in it but whom it is about."""
    assessment = builders.assessment(RUBRIC)
    first = Entry(
        1, world.new_id(), builders.MADE, "Ann", "first", 1, "assessment", assessment.id, "created", None, ""
    )
    return File(world, "first", assessment, (first,))


def applied(assessment: Assessment, rows: Rows) -> Assessment:
    """Return an assessment in which rows were written."""
    responses = {**assessment.responses, **{response.item_id: response for response in rows.responses}}
    return replace(
        assessment,
        responses={key: response for key, response in responses.items() if response.changed_at is not None},
        profile=rows.profile or assessment.profile,
        participants=assessment.participants if rows.participants is None else rows.participants,
        evidence=_put(assessment.evidence, rows.evidence, rows.removed_evidence),
        next_steps=_put(assessment.next_steps, rows.next_steps, rows.removed_next_steps),
    )


def _put(present: tuple[Any, ...], put: tuple[Any, ...], gone: tuple[Any, ...]) -> tuple[Any, ...]:
    records = {record.id: record for record in present} | {record.id: record for record in put}
    left = [record for record in records.values() if record.id not in {other.id for other in gone}]
    return tuple(sorted(left, key=lambda record: ITEMS.index(record.item_id)))


# --- what people do ---------------------------------------------------------------------------------------


def respond(file: File, by: str, item_id: str, **said: Any) -> None:
    """Record a response."""
    before = file.assessment.response(item_id)
    after: Response = replace(before, **said)
    changes = tuple(response_changes(before, after))
    stamped = replace(after, changed_at=file.world.now(), changed_by=by)
    file.say(by, Rows(responses=(stamped,)), changes)


def describe(file: File, by: str, **said: Any) -> None:
    """Record the profile."""
    profile: Profile = replace(file.assessment.profile, **said)
    file.say(by, Rows(profile=profile), tuple(profile_changes(file.assessment.profile, profile)))


def put_evidence(file: File, by: str, evidence: Evidence | None, gone: Evidence | None = None) -> None:
    """Record evidence, or remove it."""
    if gone is not None:
        file.say(by, Rows(removed_evidence=(gone,)), tuple(evidence_changes(gone, None)))
    elif evidence is not None:
        before = next((entry for entry in file.assessment.evidence if entry.id == evidence.id), None)
        stamp = (before.added_at, before.added_by) if before else (file.world.now(), by)
        stamped = replace(evidence, added_at=stamp[0], added_by=stamp[1])
        file.say(by, Rows(evidence=(stamped,)), tuple(evidence_changes(before, evidence)))


def put_next_step(file: File, by: str, step: NextStep | None, gone: NextStep | None = None) -> None:
    """Record a next step, or remove it."""
    if gone is not None:
        file.say(by, Rows(removed_next_steps=(gone,)), tuple(next_step_changes(gone, None)))
    elif step is not None:
        before = next((entry for entry in file.assessment.next_steps if entry.id == step.id), None)
        stamped = replace(step, changed_at=file.world.now(), changed_by=by)
        file.say(by, Rows(next_steps=(stamped,)), tuple(next_step_changes(before, step)))


def put_people(file: File, by: str, people: Sequence[Participant]) -> None:
    """Record the team."""
    old = {person.id: person for person in file.assessment.participants}
    new = {person.id: person for person in people}
    changes = [
        change
        for person_id in {**old, **new}
        for change in participant_change(old.get(person_id), new.get(person_id))
    ]
    file.say(by, Rows(participants=tuple(people)), changes)


def chosen(combination: Combination, pick: Callable[[int], int]) -> dict[str, Choice]:
    """Return choices until none is open: `pick` gets a number and returns one below it."""
    choices: dict[str, Choice] = {}
    while waiting := combination.open_conflicts(choices):
        conflict = waiting[0]
        number = pick(len(conflict.opinions) + conflict.can_join)
        choices[conflict.key] = number if number < len(conflict.opinions) else conflict.joined
    return choices
