"""Undoing a combination: everything as it was before, save for what somebody has changed since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from secure_desktop.model import rows_before
from secure_desktop.model.assessment import Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.past_combinations import PastCombination, unknown_ids
from secure_desktop.model.register import (
    FIELDS,
    RECORD,
    Kind,
    Register,
    evidence_texts,
    next_step_texts,
    registers_of,
)
from secure_desktop.model.result import (
    Change,
    Rows,
    evidence_changes,
    next_step_changes,
    participant_change,
    profile_changes,
    record_text,
    response_changes,
)

_Record = TypeVar("_Record", Evidence, NextStep)


def set_back(
    assessment: Assessment, entries: Sequence[Entry], past: PastCombination, *, by: str, at: datetime
) -> tuple[Rows, tuple[Change, ...], tuple[Change, ...]]:
    """Return the rows as they were before a combination, the entries that say so, and those about what stays.

    Evidence or a next step that came with the combination stays when somebody has changed it since; then it is
    as if that person had added it.

    Raises:
        ValueError, KeyError, TypeError: when the history does not say what was there before.
    """
    undoing = _Undoing(assessment, _changed_since(entries, past), past, by, at)
    rows = undoing.rows()
    return rows, tuple(_changes(assessment, rows)), tuple(undoing.staying)


def _changed_since(entries: Sequence[Entry], past: PastCombination) -> frozenset[Register]:
    unknown = unknown_ids(entries)
    return frozenset(
        register
        for entry in entries
        if entry.seq > past.entry.seq and entry.id not in unknown
        for register in registers_of(entry)
    )


class _Undoing:
    def __init__(
        self,
        now: Assessment,
        changed_since: frozenset[Register],
        past: PastCombination,
        by: str,
        at: datetime,
    ) -> None:
        self._now = now
        self._changed_since = changed_since
        self._before = past.before
        self._by = by
        self._at = at
        self.staying: list[Change] = []

    def rows(self) -> Rows:
        evidence, gone_evidence = self._records(
            Kind.EVIDENCE,
            self._now.evidence,
            rows_before.records_from(self._before.get("evidence", {}), rows_before.evidence_from),
        )
        steps, gone_steps = self._records(
            Kind.NEXT_STEP,
            self._now.next_steps,
            rows_before.records_from(self._before.get("next_steps", {}), rows_before.next_step_from),
        )
        return Rows(
            responses=tuple(self._responses()),
            profile=self._profile(),
            participants=self._participants(),
            evidence=evidence,
            removed_evidence=gone_evidence,
            next_steps=tuple(self._stamped(step) for step in steps),
            removed_next_steps=gone_steps,
        )

    def _responses(self) -> Iterator[Response]:
        for item_id, told in self._before.get("responses", {}).items():
            before, now = rows_before.response_from(item_id, told), self._now.response(item_id)
            later = self._later(Kind.RESPONSE, item_id)
            if not later:
                yield before
                continue
            fields = {name: getattr(now, name) for name in later}
            kept = replace(before, **fields, changed_at=now.changed_at, changed_by=now.changed_by)
            if kept != now:
                yield replace(kept, changed_at=self._at, changed_by=self._by)

    def _profile(self) -> Profile | None:
        if "profile" not in self._before:
            return None
        before, now = rows_before.profile_from(self._before["profile"]), self._now.profile
        back = replace(before, **{name: getattr(now, name) for name in self._later(Kind.PROFILE, "")})
        return back if back != now else None

    def _participants(self) -> tuple[Participant, ...] | None:
        if "participants" not in self._before:
            return None
        before = rows_before.participants_from(self._before["participants"])
        later = {entry.subject for entry in self._changed_since if entry.kind is Kind.PARTICIPANT}
        if not later:
            return before
        came = set(self._before.get("came", ()))
        then = {person.id: person for person in before}
        now = {person.id: person for person in self._now.participants}
        stay = [
            person if person.id in later else then.get(person.id, person)
            for person in now.values()
            if person.id in later or person.id not in came
        ]
        back = [person for person in before if person.id not in now and person.id not in later]
        team = (*stay, *back)
        return team if team != self._now.participants else None

    def _records(
        self, kind: Kind, present: Iterable[_Record], before: Mapping[str, _Record | None]
    ) -> tuple[tuple[_Record, ...], tuple[_Record, ...]]:
        now = {record.id: record for record in present}
        put: list[_Record] = []
        gone: list[_Record] = []
        for subject, then in before.items():
            here = now.get(subject)
            later = self._later(kind, subject)
            if here is None:
                if then is not None and Register(kind, subject, RECORD) not in self._changed_since:
                    put.append(then)
            elif then is None:
                if later:
                    self.staying.append(_added(kind, here))
                else:
                    gone.append(here)
            else:
                back = replace(then, **{name: getattr(here, name) for name in later})
                if back != here:
                    put.append(back)
        return tuple(put), tuple(gone)

    def _stamped(self, step: NextStep) -> NextStep:
        if self._later(Kind.NEXT_STEP, step.id):
            return replace(step, changed_at=self._at, changed_by=self._by)
        return step

    def _later(self, kind: Kind, subject: str) -> tuple[str, ...]:
        """Return the fields of a record that somebody has changed since."""
        return tuple(
            field
            for name, fields in FIELDS[kind].items()
            if Register(kind, subject, name) in self._changed_since
            for field in fields
        )


def _added(kind: Kind, record: Evidence | NextStep) -> Change:
    texts = evidence_texts(record) if isinstance(record, Evidence) else next_step_texts(record)
    return Change(kind, record.id, "added", record_text(texts), record_text(texts))


def _changes(now: Assessment, rows: Rows) -> Iterator[Change]:
    for response in rows.responses:
        yield from response_changes(now.response(response.item_id), response)
    if rows.profile is not None:
        yield from profile_changes(now.profile, rows.profile)
    if rows.participants is not None:
        old = {person.id: person for person in now.participants}
        new = {person.id: person for person in rows.participants}
        for person_id in {**old, **new}:
            yield from participant_change(old.get(person_id), new.get(person_id))
    evidence = {entry.id: entry for entry in now.evidence}
    for entry in rows.evidence:
        yield from evidence_changes(evidence.get(entry.id), entry)
    for entry in rows.removed_evidence:
        yield from evidence_changes(entry, None)
    steps = {step.id: step for step in now.next_steps}
    for step in rows.next_steps:
        yield from next_step_changes(steps.get(step.id), step)
    for step in rows.removed_next_steps:
        yield from next_step_changes(step, None)
