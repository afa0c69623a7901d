"""What several sub-commands ask for in the same way: a file, an item, a day, a name, one of a list."""

import getpass
from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from secure_desktop import locations
from secure_desktop.commands.parser import Parser
from secure_desktop.errors import KnownProblem, UnknownItem, UnknownRole
from secure_desktop.files import absolute
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Item
from secure_desktop.signing_errors import NotADate, SeveralBegin

SHORTEST_ID = 8  # characters of an id that lists show; more where two begin alike


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_Identified)


def add_file(parser: Parser) -> None:
    """Add FILE, the assessment."""
    parser.add_argument("file", metavar="FILE", type=absolute)


def add_by(parser: Parser) -> None:
    """Add --by, which `name_of_person` takes."""
    parser.add_argument(
        "--by",
        metavar="NAME",
        help="who enters it, for the history; else the reviewer, on a reviewer copy, or the name in the settings",
    )


def add_json(parser: Parser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="for other programs")


def name_of_person(given: str | None, entered_into: Assessment | None = None) -> str:
    """Return the name for the history: the one given, or the reviewer's on a reviewer copy, or that in the settings.

    Without any of them it is the computer's.
    """
    if given is not None:
        return given.strip()
    if entered_into is not None and entered_into.reviewer is not None:
        return entered_into.reviewer.name
    from secure_desktop import settings  # noqa: PLC0415 - most commands do without

    name = settings.load(locations.settings_file()).name.strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no user of that number, or a system without such names
        return ""


def known_item(assessment: Assessment, name: str) -> Item:
    """Return the item that is meant by an id or a number. Raises UnknownItem."""
    rubric = assessment.rubric
    item = rubric.find(name)
    if item is None:
        raise UnknownItem(item=name, checklist=rubric.title, example=rubric.items[0].id, rubric=rubric.id)
    return item


def known_role(text: str) -> Role:
    """Return the role that is meant. Raises UnknownRole."""
    try:
        return Role(text.strip().casefold())
    except ValueError as fault:
        raise UnknownRole(role=text, choices=", ".join(Role)) from fault


def day(text: str | None) -> date | None:
    """Return the day in a text such as 2027-01-15; None for no text. Raises NotADate."""
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        raise NotADate(text=text) from fault


def by_id(entries: Iterable[_Entry], text: str, unknown: KnownProblem) -> _Entry:
    """Return the entry whose id begins with a text.

    Raises:
        SeveralBegin: when it is not clear which.
        KnownProblem: `unknown`, when there is none.
    """
    start = text.strip().casefold()
    found = [entry for entry in entries if start and entry.id.casefold().startswith(start)]
    if not found:
        raise unknown
    if len(found) > 1:
        raise SeveralBegin(start=text)
    return found[0]


def short_id(entry: _Identified, entries: Iterable[_Identified]) -> str:
    """Return as much of an entry's id as tells it from the others."""
    others = [other.id for other in entries if other.id != entry.id]
    length = SHORTEST_ID
    while length < len(entry.id) and any(other.startswith(entry.id[:length]) for other in others):
        length += 1
    return entry.id[:length]
