"""What is left of a damaged file, as the model knows it: every value checked, nothing judged yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from secure_desktop.model.assessment import Participant, Response
from secure_desktop.model.canonical import digest
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.sign_off import Revision, SignOff
from secure_desktop.storage import schema
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.evidence_store import content_of
from secure_desktop.storage.salvage import values
from secure_desktop.storage.salvage.rows import Origin, Row, Tables
from secure_desktop.storage.salvage.values import Frame, Values

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RubricText:
    """A rubric as it was stored: its JSON, the digest that it should have, its id and version."""

    digest: str
    json: str
    id: str
    version: str

    @property
    def is_genuine(self) -> bool:
        """Whether it is what its digest says."""
        return digest(self.json) == self.digest


@dataclass(frozen=True, slots=True)
class Remains:
    """What was found, each kind with the most trustworthy first; the same thing may be there more than once.

    `contents` are those of attached files that are what their digest says. `whole` names the tables in whose tree there
    is no hole, so that what is not there never was. `unreadable` counts, by table, what was found and is no value.
    `foreign` names what the file holds that this program did not make.
    """

    frames: tuple[Frame, ...] = ()
    rubrics: tuple[RubricText, ...] = ()
    participants: tuple[tuple[int, Participant], ...] = ()
    responses: tuple[Response, ...] = ()
    entries: tuple[Entry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    revisions: tuple[tuple[Revision, str], ...] = ()
    sign_offs: tuple[tuple[int, SignOff], ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    earlier: tuple[EarlierRecord, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    whole: frozenset[str] = frozenset()
    unreadable: Mapping[str, int] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found that anybody entered."""
        return not (self.responses or self.entries or self.evidence or self.next_steps or self.frames)

    @property
    def is_whole(self) -> bool:
        """Whether no hole was found anywhere, and everything in the tables is a value."""
        return not self.unreadable and self.whole >= set(schema.tables_of(schema.FORMAT))


def remains_of(tables: Tables) -> Remains:
    """Return the values in the rows that were found."""
    sorter = _Sorter(tables)
    contents = sorter.values("content", values.content)
    good = {key: data for key, data in contents if content_of(data).sha256 == key}
    bad = {key for key, _ in contents} - good.keys()
    if bad:
        sorter.unreadable["content"] = sorter.unreadable.get("content", 0) + len(bad)
    earlier = sorter.values("earlier", values.earlier)
    return Remains(
        frames=sorter.values("assessment", values.frame),
        rubrics=sorter.values("rubric", _rubric),
        participants=sorter.values("participant", values.participant),
        responses=sorter.values("response", values.response),
        entries=sorter.values("journal", values.entry),
        evidence=sorter.values("evidence", values.evidence),
        next_steps=sorter.values("next_step", values.next_step),
        revisions=sorter.values("revision", values.revision),
        sign_offs=sorter.values("sign_off", values.sign_off),
        reviewers=sorter.values("reviewer", values.reviewer),
        earlier=tuple(EarlierRecord(kind, text) for kind, text, told in earlier if digest(text) == told),
        contents=good,
        whole=frozenset(name for name, table in tables.tables.items() if table.is_whole),
        unreadable=sorter.unreadable,
        foreign=tables.foreign,
    )


class _Sorter:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables.tables
        self.unreadable: dict[str, int] = {}

    def values(self, name: str, read: Callable[[Values], T]) -> tuple[T, ...]:
        """Return the values of a table; rows that are none are counted, unless they lay on a free page."""
        found = []
        for row in sorted(self._tables[name].rows, key=lambda row: row.origin):
            try:
                found.append(read(row.values))
            except ValueError:
                self._count(name, row)
        return tuple(found)

    def _count(self, name: str, row: Row) -> None:
        if row.origin is not Origin.FREE:
            self.unreadable[name] = self.unreadable.get(name, 0) + 1


def _rubric(row: Values) -> RubricText:
    told = (row["digest"], row["json"], row["id"], row["version"])
    if not all(isinstance(text, str) for text in told):
        raise ValueError("a rubric that is none")
    return RubricText(*map(str, told))
