"""The result of combining, once everything is chosen: what the file will say, and what enters its history."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from secure_desktop.combining_errors import ConflictsOpen, NoSuchChoice
from secure_desktop.model import rows_before
from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.combining import THIS_FILE, Choice, Combination, Conflict
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.past_combinations import COMBINATION
from secure_desktop.model.proposal import opinions_about
from secure_desktop.model.register import (
    FIELDS,
    KEPT,
    RECORD,
    Kind,
    Register,
    Value,
    person_from,
)
from secure_desktop.model.result import Change, Rows, Stamped, record_text
from secure_desktop.model.side import Side

_Record = TypeVar("_Record", Evidence, NextStep)


@dataclass(frozen=True, slots=True)
class Combined:
    """What combining writes. `choices` enter the history under the name of whoever combines.

    `imported` are the copies' entries that this file lacks, in the order in which they are appended. `account`
    and `before` are what the entry about the combination says: which copies, which entries; what stood before.
    """

    rows: Rows
    choices: tuple[Change, ...]
    imported: tuple[Entry, ...]
    account: Mapping[str, Any]
    before: Mapping[str, Any]


def combined(combination: Combination, choices: Mapping[str, Choice], *, by: str, at: datetime) -> Combined:
    """Return what combining writes when these choices are made.

    Raises:
        ConflictsOpen: when one is missing.
        NoSuchChoice: for one that nobody offered.
    """
    for key, choice in choices.items():
        _demand_offered(combination, key, choice)
    if waiting := combination.open_conflicts(choices):
        raise ConflictsOpen(count=len(waiting))
    decided = _Decided(combination, choices, Stamped(by, at))
    rows = decided.rows()
    this = combination.sides[THIS_FILE]
    copies = combination.sides[THIS_FILE + 1 :]
    known_there = frozenset[str]().union(*(copy.known_ids for copy in copies))
    imported = _imported(this, copies)
    taken = known_there - this.known_ids
    return Combined(
        rows=rows,
        choices=tuple(decided.entered()),
        imported=imported,
        account={
            "copies": [
                {"copy": copy.copy, "reviewer": copy.reviewer, "file": copy.file_name}
                for copy in sorted(copies, key=lambda copy: (copy.copy, copy.file_name))
            ],
            "taken": sorted(taken),
            "along": sorted({entry.id for entry in imported} - taken),
        },
        before=rows_before.of(this.assessment, rows),
    )


def _demand_offered(combination: Combination, key: str, choice: Choice) -> None:
    conflict = combination.conflicts.get(key)
    if conflict is None:
        raise NoSuchChoice(choice=choice, place=key, choices=", ".join(combination.conflicts) or "–")
    is_offered = conflict.can_join if isinstance(choice, str) else 0 <= choice < len(conflict.opinions)
    if not is_offered:
        numbers = ", ".join(str(number) for number in range(len(conflict.opinions)))
        raise NoSuchChoice(choice=choice, place=key, choices=numbers)


def _imported(this: Side, copies: Sequence[Side]) -> tuple[Entry, ...]:
    """Return what the copies' histories have about things that copies are combined by, and this file's has not."""
    here = {entry.id for entry in this.entries}
    kinds = {*Kind, COMBINATION}
    found = {
        entry.id: entry
        for copy in copies
        for entry in copy.entries
        if entry.id not in here and entry.kind in kinds
    }
    return tuple(sorted(found.values(), key=lambda entry: entry.order))


class _Decided:
    """Every register with the value that it will have, and whose opinion that is."""

    def __init__(self, combination: Combination, choices: Mapping[str, Choice], stamp: Stamped) -> None:
        self._sides = combination.sides
        self._this = combination.sides[THIS_FILE]
        self._stamp = stamp
        self._values: dict[Register, Value] = {}
        self._authors: dict[Register, Entry] = {}
        self._chosen: dict[Register, Conflict] = {}
        registers = {register for side in self._sides for register in (*side.values, *side.entries_of)}
        for register in sorted(registers, key=lambda register: register.place):
            conflict = combination.conflicts.get(register.key)
            if conflict is not None:
                if register.key in choices and not combination.is_moot(conflict, choices):
                    choice = choices[register.key]
                    is_own_text = isinstance(choice, str)
                    self._values[register] = (choice,) if is_own_text else conflict.opinions[choice].value  # type: ignore[index,assignment]
                    self._chosen[register] = conflict
            elif opinions := opinions_about(register, self._sides):
                self._take(register, opinions[0].value, [voice.side for voice in opinions[0].voices])

    def rows(self) -> Rows:
        """Return what will stand in the file where it is something else than now."""
        before = self._this.assessment
        evidence, gone_evidence = self._evidence()
        steps, gone_steps = self._next_steps()
        profile, people = self._profile(before.profile), self._participants(before)
        return Rows(
            responses=tuple(self._responses(before)),
            profile=profile if profile != before.profile else None,
            participants=people if people != before.participants else None,
            evidence=evidence,
            removed_evidence=gone_evidence,
            next_steps=steps,
            removed_next_steps=gone_steps,
        )

    def entered(self) -> Iterator[Change]:
        """Yield the choices as they enter the history, also those for what stands there already."""
        for register, conflict in self._chosen.items():
            before, after = self._this.value(register), self._values[register]
            if register.field == RECORD:
                yield self._record_entered(register)
                continue
            opinions = [opinion.value for opinion in conflict.opinions]
            for place, name in enumerate(register.fields):
                differs = len({value[place] if value else None for value in opinions}) > 1
                if differs or place == 0:
                    yield Change(
                        register.kind,
                        register.subject,
                        name,
                        before[place] if before else None,
                        after[place] if after else None,
                    )

    def _take(self, register: Register, value: Value, places: Iterable[int]) -> None:
        self._values[register] = value
        authors = [entry for place in places if (entry := self._sides[place].author(register))]
        if authors:
            self._authors[register] = max(authors, key=lambda entry: entry.order)

    def _stamp_of(self, registers: Sequence[Register]) -> Stamped:
        """Return under whose name and time a record stands: the latest opinion in it, or whoever combines."""
        if any(register in self._chosen for register in registers):
            return self._stamp
        authors = [self._authors[register] for register in registers if register in self._authors]
        if not authors:
            return self._stamp
        latest = max(authors, key=lambda entry: entry.order)
        return Stamped(latest.by, latest.at)

    def _texts(self, kind: Kind, subject: str, names: Iterable[str] | None = None) -> dict[str, str]:
        """Return the fields of a record as they will be."""
        texts: dict[str, str] = {}
        for name in names or FIELDS[kind]:
            register = Register(kind, subject, name)
            value = self._values.get(register)
            if value is not None:
                texts.update(zip(register.fields, value, strict=True))
        return texts

    def _responses(self, before: Assessment) -> Iterator[Response]:
        for item in before.rubric:
            texts = self._texts(Kind.RESPONSE, item.id)
            old = before.response(item.id)
            new = replace(
                old,
                answer=Answer(texts["answer"]),
                note=texts["note"],
                reason=texts["reason"],
                marked=texts["marked"] == "1",
            )
            if new != old:
                stamp = self._stamp_of(
                    [Register(Kind.RESPONSE, item.id, name) for name in FIELDS[Kind.RESPONSE]]
                )
                yield replace(new, changed_at=stamp.at, changed_by=stamp.by)

    def _profile(self, before: Profile) -> Profile:
        return replace(before, **self._texts(Kind.PROFILE, ""))

    def _participants(self, before: Assessment) -> tuple[Participant, ...]:
        people = {
            register.subject: person_from(register.subject, value[0])
            for register, value in self._values.items()
            if register.kind is Kind.PARTICIPANT and value is not None
        }
        known = [person.id for person in before.participants]
        kept = [people[person_id] for person_id in known if person_id in people]
        new = [person_id for person_id in people if person_id not in known]
        first = self._first_order(Kind.PARTICIPANT, "person")
        return (*kept, *(people[person_id] for person_id in sorted(new, key=first)))

    def _evidence(self) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
        def said(record: Evidence, texts: Mapping[str, str]) -> Evidence:
            return replace(
                record,
                title=texts["title"],
                place=texts["place"],
                effective=_day(texts["effective"]),
                renew_by=_day(texts["renew_by"]),
            )

        return self._records(Kind.EVIDENCE, lambda assessment: assessment.evidence, said)

    def _next_steps(self) -> tuple[tuple[NextStep, ...], tuple[NextStep, ...]]:
        def said(record: NextStep, texts: Mapping[str, str]) -> NextStep:
            changed = replace(
                record,
                text=texts["text"],
                owner=texts["owner"],
                due=_day(texts["due"]),
                effort=Effort(texts["effort"]),
                state=State(texts["state"]),
                reason=texts["reason"],
            )
            names = (*FIELDS[Kind.NEXT_STEP], RECORD)
            stamp = self._stamp_of([Register(Kind.NEXT_STEP, record.id, name) for name in names])
            if changed == record:
                return record
            return replace(changed, changed_at=stamp.at, changed_by=stamp.by)

        return self._records(Kind.NEXT_STEP, lambda assessment: assessment.next_steps, said)

    def _records(
        self,
        kind: Kind,
        records_of: Callable[[Assessment], tuple[_Record, ...]],
        said: Callable[[_Record, Mapping[str, str]], _Record],
    ) -> tuple[tuple[_Record, ...], tuple[_Record, ...]]:
        """Return the records that come or change, and those that go."""
        here = {record.id: record for record in records_of(self._this.assessment)}
        anywhere: dict[str, list[_Record]] = {}
        for side in self._sides:
            for record in records_of(side.assessment):
                anywhere.setdefault(record.id, []).append(record)
        put: list[_Record] = []
        for subject in sorted(anywhere, key=self._first_order(kind, RECORD)):
            if self._values.get(Register(kind, subject, RECORD)) != KEPT:
                continue
            base = here.get(subject) or min(anywhere[subject], key=_by_stamp)
            record = said(base, self._texts(kind, subject))
            if record != here.get(subject):
                put.append(record)
        gone = [
            record
            for subject, record in here.items()
            if self._values.get(Register(kind, subject, RECORD), KEPT) is None
        ]
        return tuple(put), tuple(gone)

    def _record_entered(self, register: Register) -> Change:
        here = self._this.record(register)
        anywhere = next(filter(None, (side.record(register) for side in self._sides)), {})
        if self._values[register] is None:
            return Change(register.kind, register.subject, "removed", record_text(here or anywhere), None)
        said = {**anywhere, **self._texts(register.kind, register.subject)}
        before = record_text(here) if here else None
        return Change(register.kind, register.subject, "added", before, record_text(said))

    def _first_order(self, kind: Kind, name: str) -> Callable[[str], tuple[bool, datetime, str]]:
        """Return a key that puts records in the order of their first entries, whatever file they stand in."""

        def key(subject: str) -> tuple[bool, datetime, str]:
            register = Register(kind, subject, name)
            times = [entry.at for side in self._sides for entry in side.entries_of.get(register, ())]
            return not times, min(times, default=self._stamp.at), subject

        return key


def _by_stamp(record: Evidence | NextStep) -> tuple[str, str]:
    at = record.added_at if isinstance(record, Evidence) else record.changed_at
    by = record.added_by if isinstance(record, Evidence) else record.changed_by
    return at.isoformat() if at else "", by


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
