"""A disk whose power may fail: what is durable, what is not yet, and every state that it may come back in.

What was synced is there. Of the rest, each write may have reached the disk or not, in any order, or torn between two
sectors; a file that grew may hold zeros or anything where its data did not arrive. New, renamed and removed names are
durable after the folder that holds them was synced, and not by syncing the file alone.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

ROOT = 0
"""The number of the folder that is watched."""

_SECTORS = (512, 4096)
_LOST, _TORN, _GROWN = 0.35, 0.65, 0.75  # shares of the random states, one after another


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes that were written into a file; at its end when `offset` is None."""

    number: int
    offset: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file that was cut, or lengthened by zeros, to a size."""

    number: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file or a folder whose changes were made durable."""

    number: int


@dataclass(frozen=True, slots=True)
class Made:
    """A new file or folder."""

    number: int
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """A change of names that happens as a whole: what goes, then what comes, each by folder and name."""

    goes: tuple[tuple[int, str], ...] = ()
    comes: tuple[tuple[int, str, int], ...] = ()

    def concerns(self, folder: int) -> bool:
        """Return whether a folder is among those that change."""
        return any(place[0] == folder for place in (*self.goes, *self.comes))


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the program reported as done."""

    text: str


Change = Write | Cut | Sync | Made | Names | Said


@dataclass(frozen=True, slots=True)
class Tree:
    """What stands in a watched folder: files by path, and the folders."""

    files: Mapping[str, bytes]
    folders: frozenset[str] = frozenset()


@dataclass(slots=True)
class _File:
    durable: bytes = b""
    pending: list[Write | Cut] = field(default_factory=list)


class Disk:
    """The disk under a watched folder. Files and folders have numbers, and live names lead to them."""

    def __init__(self, before: Tree) -> None:
        self.said: list[str] = []
        self.live: dict[int, dict[str, int]] = {ROOT: {}}
        self._files: dict[int, _File] = {}
        self._pending: list[Names] = []
        for path in sorted({*before.folders, *before.files}):
            folder, name = self.place_of(path)
            number = len(self._files) + len(self.live)
            self.live[folder][name] = number
            if path in before.folders:
                self.live[number] = {}
            else:
                self._files[number] = _File(before.files[path])
        self._durable = {number: dict(names) for number, names in self.live.items()}
        self.next_number = len(self._files) + len(self.live)

    def place_of(self, path: str) -> tuple[int, str]:
        """Return the folder and the name that a path leads to now. Raises KeyError where there is no such folder."""
        *folders, name = path.split("/")
        place = ROOT
        for folder in folders:
            place = self.live[place][folder]
        return place, name

    def find(self, path: str) -> int | None:
        """Return the number of what a path leads to now."""
        if not path:
            return ROOT
        try:
            folder, name = self.place_of(path)
        except KeyError:
            return None
        return self.live[folder].get(name)

    def content(self, number: int) -> bytes:
        """Return what a file holds now."""
        file = self._files[number]
        return _applied(file.durable, file.pending)

    def is_folder(self, number: int) -> bool:
        """Return whether a number is that of a folder."""
        return number in self.live

    def take(self, change: Change) -> None:
        """Let a change happen."""
        match change:
            case Said(text):
                self.said.append(text)
            case Made(number, is_folder):
                self.next_number = max(self.next_number, number + 1)
                if is_folder:
                    self.live[number], self._durable[number] = {}, {}
                else:
                    self._files[number] = _File()
            case Names():
                _rename(self.live, change)
                self._pending.append(change)
            case Write() | Cut():
                self._files[change.number].pending.append(change)
            case Sync(number) if number in self.live:
                for names in self._pending:
                    if names.concerns(number):
                        _rename(self._durable, names)
                self._pending = [names for names in self._pending if not names.concerns(number)]
            case Sync(number):
                file = self._files[number]
                file.durable, file.pending = _applied(file.durable, file.pending), []

    def now(self) -> Tree:
        """Return what a program sees that goes on, or is killed while the power stays."""
        return self._tree(self.live, {number: self.content(number) for number in self._files})

    def states(self, chance: random.Random, count: int) -> Iterator[Tree]:
        """Return states that the disk may be in when the power fails now: the corners, and `count` others by chance."""
        durable = {number: file.durable for number, file in self._files.items()}
        arrived = {number: self.content(number) for number in self._files}
        yield self._tree(self.live, arrived)
        yield self._tree(self._durable, durable)
        yield self._tree(self.live, durable)
        yield self._tree(self._durable, arrived)
        for last in self._pending[-2:]:  # one name without those before it
            yield self._tree(self._renamed([last]), arrived)
        for _ in range(count):
            if chance.random() < 0.5:
                names = self._pending[: chance.randint(0, len(self._pending))]
            else:
                names = [each for each in self._pending if chance.random() < 0.5]
            sector = chance.choice(_SECTORS)
            yield self._tree(
                self._renamed(names),
                {number: _by_chance(file, chance, sector) for number, file in self._files.items()},
            )

    def _renamed(self, changes: list[Names]) -> dict[int, dict[str, int]]:
        names = {number: dict(entries) for number, entries in self._durable.items()}
        for change in changes:
            _rename(names, change)
        return names

    def _tree(self, names: Mapping[int, Mapping[str, int]], data: Mapping[int, bytes]) -> Tree:
        files: dict[str, bytes] = {}
        folders: set[str] = set()
        waiting = [("", ROOT)]
        while waiting:
            before, place = waiting.pop()
            for name, number in names[place].items():
                if number in names:
                    folders.add(before + name)
                    waiting.append((f"{before}{name}/", number))
                else:
                    files[before + name] = data[number]
        return Tree(files, frozenset(folders))


def _rename(names: dict[int, dict[str, int]], change: Names) -> None:
    for folder, name in change.goes:
        names[folder].pop(name, None)
    for folder, name, number in change.comes:
        names[folder][name] = number


def _applied(data: bytes, changes: list[Write | Cut]) -> bytes:
    if not changes:
        return data
    content = bytearray(data)
    for change in changes:
        _apply(content, change)
    return bytes(content)


def _apply(content: bytearray, change: Write | Cut) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    start = len(content) if change.offset is None else change.offset
    content.extend(bytes(max(0, start - len(content))))
    content[start : start + len(change.data)] = change.data


def _by_chance(file: _File, chance: random.Random, sector: int) -> bytes:
    """Return what of a file may have reached the disk; the order of what was not synced is anybody's guess."""
    if not file.pending:
        return file.durable
    content = bytearray(file.durable)
    reordered = list(file.pending)
    if chance.random() < 0.3:
        chance.shuffle(reordered)
    for change in reordered:
        drawn = chance.random()
        if drawn < _LOST:
            continue
        if isinstance(change, Cut) or drawn >= _GROWN:
            _apply(content, change)
        elif drawn < _TORN:
            _tear(content, change, chance, sector)
        else:
            junk = chance.choice((bytes(len(change.data)), chance.randbytes(len(change.data))))
            start = len(content) if change.offset is None else change.offset
            if start >= len(content):
                _apply(content, replace(change, data=junk))
    return bytes(content)


def _tear(content: bytearray, change: Write, chance: random.Random, sector: int) -> None:
    start = len(content) if change.offset is None else change.offset
    first = sector - start % sector
    edges = [0, *range(first, len(change.data), sector), len(change.data)]
    for begin, end in pairwise(edges):
        if chance.random() < 0.5:
            _apply(content, Write(change.number, start + begin, change.data[begin:end]))
