"""One of the files that are combined, as a side with opinions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.history import Entry
from secure_desktop.model.past_combinations import known
from secure_desktop.model.register import (
    KEPT,
    RECORD,
    Kind,
    Register,
    Value,
    evidence_texts,
    next_step_texts,
    registers_of,
    values_of,
)

_NOTHING_SAID: tuple[Value, ...] = ((str(Answer.UNANSWERED), ""), ("",), ("0",))


@dataclass(frozen=True)
class Side:
    """A file that takes part. `source` is its path; `file_name` what people call it; `copy` its identity.

    `entries` is its whole history, in its own order.
    """

    source: str
    file_name: str
    copy: str
    assessment: Assessment
    entries: tuple[Entry, ...]

    @property
    def reviewer(self) -> str:
        """For whom it was made; "" for a file that is no reviewer copy."""
        return self.assessment.reviewer.name if self.assessment.reviewer else ""

    @property
    def name(self) -> str:
        """What to call it in a few words: the reviewer, or the file's name."""
        return self.reviewer or self.file_name

    @property
    def is_rebuilt(self) -> bool:
        """Whether it was rebuilt from an export or a report that held no history."""
        return bool(self.entries) and self.entries[0].field == "rebuilt"

    @cached_property
    def known(self) -> tuple[Entry, ...]:
        """The entries that count. Raises ValueError when the history is not what the program writes.

        Where a reviewer could not see what others had said, an answer that was given and taken back again counts
        as none: it takes nothing back of what the others said.
        """
        return tuple(entry for entry in known(self.entries) if not self._is_taken_back(entry))

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """The ids of the entries that count."""
        return frozenset(entry.id for entry in self.known)

    def has_all_of(self, other: "Side") -> bool:
        """Return whether another file knows nothing that this one does not, and has nothing in its history besides."""
        return other.known_ids <= self.known_ids and other.entered_ids <= self.entered_ids

    @cached_property
    def entered_ids(self) -> frozenset[str]:
        """The ids of all entries about something that copies are combined by, whether they count or not."""
        return frozenset(entry.id for entry in self.entries if registers_of(entry))

    @cached_property
    def values(self) -> Mapping[Register, Value]:
        """What stands in every register."""
        return MappingProxyType(values_of(self.assessment))

    @cached_property
    def entries_of(self) -> Mapping[Register, tuple[Entry, ...]]:
        """The entries that count, by what they are about."""
        found: defaultdict[Register, list[Entry]] = defaultdict(list)
        for entry in self.known:
            for register in registers_of(entry):
                found[register].append(entry)
        return MappingProxyType({register: tuple(entries) for register, entries in found.items()})

    @cached_property
    def _ids_of(self) -> Mapping[Register, frozenset[str]]:
        return MappingProxyType(
            {
                register: frozenset(entry.id for entry in entries)
                for register, entries in self.entries_of.items()
            }
        )

    def ids_of(self, register: Register) -> frozenset[str]:
        """Return the ids of the entries about a register."""
        return self._ids_of.get(register, frozenset())

    def value(self, register: Register) -> Value:
        """Return what stands in a register."""
        return self.values.get(register)

    def author(self, register: Register) -> Entry | None:
        """Return the entry by which the present value came in; None for what was never changed."""
        value = self.value(register)
        about = self.entries_of.get(register, ())
        matching = [entry for entry in about if _says(entry, register, value)]
        return max(matching or about, key=lambda entry: entry.order, default=None)

    def record(self, register: Register) -> Mapping[str, str]:
        """Return the whole record of evidence or of a next step; empty when there is none."""
        if register.kind is Kind.EVIDENCE:
            return self._evidence.get(register.subject, {})
        return self._next_steps.get(register.subject, {})

    @cached_property
    def _evidence(self) -> Mapping[str, Mapping[str, str]]:
        return {entry.id: evidence_texts(entry) for entry in self.assessment.evidence}

    @cached_property
    def _next_steps(self) -> Mapping[str, Mapping[str, str]]:
        return {step.id: next_step_texts(step) for step in self.assessment.next_steps}

    def _is_taken_back(self, entry: Entry) -> bool:
        reviewer = self.assessment.reviewer
        if reviewer is None or reviewer.has_answers:
            return False
        about = [register for register in registers_of(entry) if register.kind is Kind.RESPONSE]
        return any(self.value(register) in _NOTHING_SAID for register in about)


def _says(entry: Entry, register: Register, value: Value) -> bool:
    """Return whether an entry may be the one that put a value there."""
    if register.field == RECORD:
        return entry.field == ("added" if value == KEPT else "removed")
    if entry.field in ("added", "removed"):
        return value is not None and entry.field == "added"
    if value is None:
        return entry.after is None
    return (entry.after or "") == value[register.fields.index(entry.field)]
