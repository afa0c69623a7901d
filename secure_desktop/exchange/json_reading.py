"""Reading JSON that nobody trusts: every value with the way to it, so that a fault can be named by its place."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from secure_desktop.earlier_errors import JsonTooLarge, NotJson, WrongJson
from secure_desktop.errors import FileMissing, FileUnreadable, FolderGiven, NotAPlainFile
from secure_desktop.files import reason_of

LARGEST_JSON = 100 * 1024 * 1024  # bytes; an export of a full assessment with a long history has about 1 MB
_YEARS = range(1900, 9000)
_LONGEST_WAY = 80  # characters of the place in a sentence
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

E = TypeVar("E", bound=StrEnum)


def read_json(path: Path) -> "Node":
    """Return the value in a JSON file.

    Raises:
        FileMissing, FolderGiven, NotAPlainFile, FileUnreadable, JsonTooLarge: when there is nothing to read.
        NotJson: when it is not JSON, holds a key twice, or a number that is not whole.
    """
    return parse(_bytes(path), path.name)


def parse(raw: bytes | str, name: str) -> "Node":
    """Return the value in a JSON text; `name` stands for it in sentences. Raises NotJson."""
    try:
        text = raw if isinstance(raw, str) else raw.decode("utf-8-sig")
        value = json.loads(
            text, parse_constant=_no_number, parse_float=_no_number, object_pairs_hook=_without_doubles
        )
    except UnicodeDecodeError as fault:
        raise NotJson(name=name, why=f"it is not UTF-8 text (byte {fault.start})") from fault
    except json.JSONDecodeError as fault:
        raise NotJson(name=name, why=f"line {fault.lineno}, column {fault.colno}") from fault
    except RecursionError as fault:
        raise NotJson(name=name, why="it is nested too deep") from fault
    except ValueError as fault:
        raise NotJson(
            name=name, why=str(fault) if isinstance(fault, _RefusedError) else "a number is too long"
        ) from fault
    return Node(value, name)


class _RefusedError(ValueError):
    """What JSON allows and we do not."""


def _no_number(text: str) -> NoReturn:
    raise _RefusedError(f"“{text[:20]}” is not a whole number")


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"the key “{double[:40]}” is there twice")
    return found


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a JSON text. Each question for a kind of value raises WrongJson, with the place, when it is another."""

    value: Any
    name: str
    way: str = ""

    def refuse(self, why: str) -> NoReturn:
        """Raise WrongJson with the place of this value."""
        way = self.way.removeprefix(".") or "the beginning"
        raise WrongJson(name=self.name, where=way[:_LONGEST_WAY], why=why)

    def member(self, key: str) -> "Node":
        """Return the value of a key, which has to be there."""
        table = self._table()
        if key not in table:
            self.refuse(f"“{key}” is missing")
        return Node(table[key], self.name, f"{self.way}.{key}")

    def maybe(self, key: str) -> "Node | None":
        """Return the value of a key; None when it is null or not there."""
        table = self._table()
        return None if table.get(key) is None else self.member(key)

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Yield the keys with their values."""
        for key in self._table():
            yield key, self.member(key)

    def entries(self) -> "Iterator[Node]":
        """Yield the entries of a list."""
        if not isinstance(self.value, list):
            self.refuse("a list is something else")
        for place, value in enumerate(self.value):
            yield Node(value, self.name, f"{self.way}[{place}]")

    def text(self, longest: int) -> str:
        """Return a text that a file can hold."""
        if not isinstance(self.value, str):
            self.refuse("a text is something else")
        if len(self.value) > longest:
            self.refuse(f"a text has {len(self.value)} characters; the most is {longest}")
        if "\x00" in self.value or _HALF_CHARACTER.search(self.value):
            self.refuse("a text holds a character that no file can hold")
        return self.value

    def matching(self, pattern: "re.Pattern[str]", what: str) -> str:
        """Return a text of a certain form."""
        text = self.text(1000)
        if not pattern.fullmatch(text):
            self.refuse(f"{what} is something else")
        return text

    def number(self, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        if type(self.value) is not int or not least <= self.value <= most:
            self.refuse(f"a number from {least} to {most} is something else")
        return self.value

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.refuse("true or false is something else")
        return self.value

    def one_of(self, kind: type[E]) -> E:
        """Return one of a few words."""
        try:
            return kind(self.text(100))
        except ValueError:
            self.refuse(f"“{self.text(100)}” is none of {', '.join(repr(str(word)) for word in kind)}")

    def day(self) -> date | None:
        """Return a day; None for an empty text."""
        text = self.text(20)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.refuse(f"“{text}” is not a date")

    def moment(self) -> datetime:
        """Return a time in UTC."""
        text = self.text(40)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.refuse(f"“{text}” is not a time")
        if moment.tzinfo is None or moment.year not in _YEARS:
            self.refuse(f"“{text}” is not a time with its zone")
        return moment.astimezone(UTC)

    def _table(self) -> Mapping[str, Any]:
        if not isinstance(self.value, dict):
            self.refuse("an object is something else")
        return self.value


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FolderGiven(name=path.name)
        if not path.exists():
            raise FileMissing(name=path.name)
        if not path.is_file():
            raise NotAPlainFile(name=path.name)
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size > LARGEST_JSON:
                raise JsonTooLarge(name=path.name, megabytes=size // 1_000_000)
            file.seek(0)
            return file.read(size)
    except OSError as fault:
        raise FileUnreadable(name=path.name, reason=reason_of(fault)) from fault
