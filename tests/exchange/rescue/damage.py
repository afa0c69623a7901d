"""Damage as drives, sticks and mail do it, seeded: the same number is always the same damage."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.rescue.rescue import Rescued, rescue
from secure_desktop.exchange.rescue.writing import write_rescued
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.credibility import contradicts_itself
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.register import response_texts
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.opening import open_file

PAGE = 4096
Damage = Callable[[bytearray, random.Random], bytearray]


def zeroed(data: bytearray, chance: random.Random) -> bytearray:
    page = chance.randrange(len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return data


def zeroed_at(page: int) -> Damage:
    def zeroed_there(data: bytearray, _: random.Random) -> bytearray:
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        return data

    return zeroed_there


def overwritten(data: bytearray, chance: random.Random) -> bytearray:
    page = chance.randrange(len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    return data


def swapped(data: bytearray, chance: random.Random) -> bytearray:
    one, other = chance.sample(range(1, len(data) // PAGE), 2)
    first, second = slice(one * PAGE, (one + 1) * PAGE), slice(other * PAGE, (other + 1) * PAGE)
    data[first], data[second] = data[second], data[first]
    return data


def flipped(data: bytearray, chance: random.Random) -> bytearray:
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    return data


def riddled(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(500):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return data


def cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(1, len(data))]


def beheaded(data: bytearray, chance: random.Random) -> bytearray:
    length = chance.randrange(16, PAGE)
    data[:length] = bytes(length)
    return data


def mixed_with(older: bytes) -> Damage:
    """Return what puts one page of an older copy of the file into it."""

    def mixed(data: bytearray, chance: random.Random) -> bytearray:
        differing = [
            page
            for page in range(1, min(len(data), len(older)) // PAGE)
            if data[page * PAGE : (page + 1) * PAGE] != older[page * PAGE : (page + 1) * PAGE]
        ]
        page = chance.choice(differing)
        data[page * PAGE : (page + 1) * PAGE] = older[page * PAGE : (page + 1) * PAGE]
        return data

    return mixed


DAMAGES: tuple[Damage, ...] = (zeroed, overwritten, swapped, flipped, riddled, cut, beheaded)


@dataclass
class Tally:
    """What many trials came to: by kind of damage, how many, and how many of all items read as before."""

    runs: Counter[str] = field(default_factory=Counter)
    hopeless: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)

    def share(self, damage: Damage) -> float:
        """Return which part of the items came back as they were."""
        return self.right[damage.__name__] / max(self.items[damage.__name__], 1)


@dataclass(frozen=True)
class Trial:
    """Damages a good file and rescues it. What must never happen raises AssertionError."""

    good: bytes
    true: Assessment
    rubrics: tuple[Rubric, ...]
    folder: Path

    def run(self, seed: int, damage: Damage, tally: Tally, *, write: bool = True) -> Rescued | None:
        """Return what was rescued, and `write` it; None when nothing was there any more."""
        bad = bytes(damage(bytearray(self.good), random.Random(seed)))
        path = self.folder / "damaged.sqlite"
        path.write_bytes(bad)
        name = damage.__name__
        tally.runs[name] += 1
        tally.items[name] += len(self.true.rubric.items)
        try:
            found = rescue(path, self.rubrics)
        except KnownProblem:
            tally.hopeless[name] += 1
            return None
        finally:
            assert path.read_bytes() == bad
            assert [entry.name for entry in self.folder.iterdir()] == ["damaged.sqlite"]
        self._demand_honest(found, f"{name} {seed}")
        tally.right[name] += sum(self._is_right(found, item.id) for item in self.true.rubric)
        if write:
            self._demand_usable(found)
        return found

    def _is_right(self, found: Rescued, item_id: str) -> bool:
        texts = response_texts(found.assessment.response(item_id))
        return texts == response_texts(self.true.response(item_id))

    def _demand_honest(self, found: Rescued, where: str) -> None:
        """Whatever is said to be sure reads as it did, and what does not is told."""
        told = {finding.item_id for finding in found.findings}
        for item in self.true.rubric:
            if not self._is_right(found, item.id):
                assert found.certainty.get(item.id) is not Certainty.SURE, (where, item.id)
                assert item.id in told, (where, item.id)

    def _demand_usable(self, found: Rescued) -> None:
        """The new file opens, says what was rescued, and can be combined again."""
        target = self.folder / "rescued.sqlite"
        write_rescued(found, target, by="Ann Author")
        try:
            with open_file(target) as file:
                assessment = file.assessment()
                assert assessment.responses == found.assessment.responses
                assert assessment.next_steps == found.assessment.next_steps
                assert assessment.is_locked or not contradicts_itself(file.as_side())
        finally:
            target.unlink()
