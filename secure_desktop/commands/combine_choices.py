"""What --choose means: whose opinion is taken, in the words of the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.combining_errors import NoSuchChoice, NothingToChoose
from secure_desktop.commands.parser import PROGRAM
from secure_desktop.errors import WrongUsage
from secure_desktop.files import absolute
from secure_desktop.model.combining import THIS_FILE, Choice, Combination, Conflict
from secure_desktop.model.register import Kind

THIS = "this"
JOIN = "join"
_PARTS = {"answer": "answer", "note": "note", "mark": "marked"}
_NAMES = {field: part for part, field in _PARTS.items()}


@dataclass(frozen=True, slots=True)
class Wish:
    """One --choose, taken apart: `place` is an item with or without a part, or a conflict's key."""

    place: str
    file: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What combining came to, with the choices that were made."""

    combination: Combination
    choices: Mapping[str, Choice]
    is_written: bool


def wish_from(text: str) -> Wish:
    """Return what was typed behind --choose.

    Raises:
        WrongUsage: when it is no ITEM=FILE.
    """
    place, sign, file = text.partition("=")
    if not (sign and place.strip() and file.strip()):
        raise WrongUsage(detail=f"“{text}” is not ITEM=FILE", command=f"{PROGRAM} combine")
    return Wish(place.strip(), file.strip())


def name_of(conflict: Conflict, combination: Combination) -> str:
    """Return what stands before the “=” of --choose for one conflict: "2.3:note", or its key."""
    if conflict.register.kind is not Kind.RESPONSE:
        return conflict.key
    return f"{combination.rubric.label(conflict.register.subject)}:{_NAMES[conflict.register.field]}"


def choices_of(combination: Combination, wishes: Sequence[Wish], paths: Sequence[Path]) -> dict[str, Choice]:
    """Return the choices that were asked for. `paths` are FIRST and the copies, as given.

    Raises:
        NoSuchChoice, NothingToChoose: for one that does not decide anything.
        WrongUsage: when two contradict each other.
    """
    whole: dict[str, Choice] = {}
    parts: dict[str, Choice] = {}
    for wish in wishes:
        conflicts, is_part = _meant(combination, wish)
        found = {
            conflict.key: choice
            for conflict in conflicts
            if (choice := _choice(combination, conflict, wish.file, paths)) is not None
        }
        if not conflicts:
            raise NothingToChoose(place=wish.place)
        if not found:
            raise NoSuchChoice(
                choice=wish.file, place=wish.place, choices=_offered(combination, conflicts) or "–"
            )
        for key, choice in found.items():
            kept = parts if is_part else whole
            if kept.get(key, choice) != choice:
                detail = f"two different choices for {wish.place}"
                raise WrongUsage(detail=detail, command=f"{PROGRAM} combine")
            kept[key] = choice
    return {**whole, **parts}


def _meant(combination: Combination, wish: Wish) -> tuple[list[Conflict], bool]:
    """Return the conflicts that a wish is about, and whether it names one of them alone."""
    if wish.place in combination.conflicts:
        return [combination.conflicts[wish.place]], True
    named, _, part = wish.place.partition(":")
    item = combination.rubric.find(named)
    fields = [_PARTS[part]] if part in _PARTS else list(_NAMES)
    if item is None or (part and part not in _PARTS):
        raise NothingToChoose(place=wish.place)
    return [
        conflict
        for conflict in combination.conflicts.values()
        if conflict.register.kind is Kind.RESPONSE
        and conflict.register.subject == item.id
        and conflict.register.field in fields
    ], bool(part)


def _choice(combination: Combination, conflict: Conflict, file: str, paths: Sequence[Path]) -> Choice | None:
    """Return the opinion that a file holds, or the joined notes; None when it holds none."""
    if file == JOIN and conflict.can_join:
        return conflict.joined
    for number, opinion in enumerate(conflict.opinions):
        if any(_is_meant(combination, side, file, paths) for side in opinion.sides):
            return number
    return None


def _is_meant(combination: Combination, side: int, file: str, paths: Sequence[Path]) -> bool:
    meant = combination.sides[side]
    if file == THIS:
        return side == THIS_FILE
    if Path(meant.source) in [path for path in paths if path == absolute(file)]:
        return True
    same = [other for other in combination.sides if other.file_name == meant.file_name]
    return file == meant.file_name and len(same) == 1


def _offered(combination: Combination, conflicts: Sequence[Conflict]) -> str:
    names = {
        THIS if side == THIS_FILE else combination.sides[side].file_name: None
        for conflict in conflicts
        for opinion in conflict.opinions
        for side in opinion.sides
    }
    joins = [JOIN] if any(conflict.can_join for conflict in conflicts) else []
    return ", ".join([*names, *joins])
