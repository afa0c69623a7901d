"""The keys that this person has met, by number: so that a key that is new stands out."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from secure_desktop import locations
from secure_desktop.errors import KnownProblem
from secure_desktop.files import make_folder, write_problem, written_whole
from secure_desktop.storage.times import Clock, from_text, now, to_text

_LARGEST_FILE = 4 * 1024 * 1024  # bytes


class Standing(StrEnum):
    """How well a key is known here: this computer's own, met before, or new."""

    OWN = "own"
    KNOWN = "known"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class KnownKey:
    """Whose a key was said to be when somebody here accepted it, and when that was, in UTC."""

    name: str
    first_met: datetime


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """All keys that are known here, by number; `own` are the numbers of this computer's own keys."""

    own: frozenset[str] = frozenset()
    met: Mapping[str, KnownKey] = field(default_factory=dict)

    def standing(self, number: str) -> Standing:
        """Return how well a key is known."""
        if number in self.own:
            return Standing.OWN
        return Standing.KNOWN if number in self.met else Standing.NEW

    def is_known(self, number: str) -> bool:
        """Return whether a key was met before, or is this computer's own."""
        return self.standing(number) is not Standing.NEW


def load(path: Path | None = None) -> KnownKeys:
    """Return the keys that are known, from this person's file unless another is given; none while it cannot be read.

    A file that cannot be understood is set aside as "known-keys.json.bad", so that nothing of it is lost.
    """
    try:
        return _read(path or locations.known_keys_file())
    except OSError:
        return KnownKeys()


def remember(number: str, name: str, *, clock: Clock = now) -> KnownKeys:
    """Keep a key as known under a name, and return all that are; a key that is known keeps its day.

    Raises:
        DiskFull, TargetUnwritable: when it could not be kept; those that were kept before stay.
    """
    before = _demand_read()
    first_met = before.met[number].first_met if number in before.met else clock()
    after = replace(before, met={**before.met, number: KnownKey(name, first_met)})
    _save(after)
    return after


def remember_own(number: str) -> None:
    """Keep a key as this computer's own. A drive that does not take it is no reason not to sign."""
    with contextlib.suppress(KnownProblem):
        before = _demand_read()
        if number not in before.own:
            _save(replace(before, own=before.own | {number}))


def _read(path: Path) -> KnownKeys:
    try:
        with path.open("rb") as file:
            return _known_keys(json.loads(file.read(_LARGEST_FILE)))
    except FileNotFoundError:
        return KnownKeys()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(f"{path.name}.bad"))
        return KnownKeys()


def _demand_read() -> KnownKeys:
    """Return the keys that are known; a file that cannot be read just now must not be written over."""
    path = locations.known_keys_file()
    try:
        return _read(path)
    except OSError as fault:
        raise write_problem(path, fault) from fault


def _save(keys: KnownKeys) -> None:
    path = locations.known_keys_file()
    try:
        make_folder(path.parent)
    except OSError as fault:
        raise write_problem(path, fault) from fault
    said = {
        "own": sorted(keys.own),
        "met": {
            number: {**asdict(key), "first_met": to_text(key.first_met)} for number, key in keys.met.items()
        },
    }
    with written_whole(path) as draft:
        draft.write_text(json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8")


def _known_keys(data: Any) -> KnownKeys:
    return KnownKeys(
        own=frozenset(_whole(number) for number in data["own"]),
        met={
            _whole(number): KnownKey(_whole(key["name"]), from_text(str(key["first_met"])))
            for number, key in data["met"].items()
        },
    )


def _whole(value: object) -> str:
    """Return a text that a file can hold again; half characters raise a ValueError."""
    text = str(value)
    text.encode("utf-8")
    return text
