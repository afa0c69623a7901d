"""DER, as keys and certificates are written: a value changed, gone or there twice, and all lengths made right again."""

from collections.abc import Sequence
from random import Random

from tests.fuzzing.mutations import odd
from tests.fuzzing.mutations.plain_bytes import spoil

_TAGS = (0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x13, 0x17, 0x18, 0x30, 0x31, 0xA0, 0xA1)
_DEEPEST = 20

_Value = tuple[int, "bytes | list[_Value]"]
"""A tag and its content, or the values in it."""


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return DER with one value changed."""
    try:
        found = _values(data, 0)
    except (ValueError, IndexError):
        return spoil(random, data, others)
    places = list(_places(found))
    if not places:
        return spoil(random, data, others)
    within, place = random.choice(places)
    tag, content = within[place]
    way = random.randrange(6)
    if way == 0:
        within[place] = (random.choice(_TAGS), content)
    elif way == 1:
        within.insert(place, within[place])
    elif way == 2:
        del within[place]
    elif way == 3:
        other, there = random.choice(places)
        within[place] = (
            other[there] if there < len(other) and not _holds(other[there], within) else (tag, b"")
        )
    elif isinstance(content, bytes):
        within[place] = (
            tag,
            random.choice((b"", spoil(random, content), random.choice(odd.BYTES), content * 2)),
        )
    else:
        within[place] = (tag, b"\x00" * random.randrange(5))
    return b"".join(map(_der, found))


def _values(data: bytes, depth: int) -> list[_Value]:
    found: list[_Value] = []
    place = 0
    while place < len(data):
        tag, size = data[place], data[place + 1]
        place += 2
        if size & 0x80:
            more = size & 0x7F
            size = int.from_bytes(data[place : place + more])
            place += more
        content = data[place : place + size]
        if len(content) < size or (tag & 0x1F) == 0x1F:
            raise ValueError("not DER")
        found.append((tag, _inside(tag, content, depth)))
        place += size
    return found


def _inside(tag: int, content: bytes, depth: int) -> "bytes | list[_Value]":
    if depth < _DEEPEST and (tag & 0x20 or (tag == 0x04 and content[:1] == b"\x30")):
        try:
            return _values(content, depth + 1)
        except (ValueError, IndexError):
            return content
    return content


def _places(values: list[_Value]) -> list[tuple[list[_Value], int]]:
    found = [(values, place) for place in range(len(values))]
    for _, content in values:
        if isinstance(content, list):
            found += _places(content)
    return found


def _holds(value: _Value, within: list[_Value]) -> bool:
    _, content = value
    return isinstance(content, list) and (content is within or any(_holds(each, within) for each in content))


def _der(value: _Value) -> bytes:
    tag, content = value
    body = content if isinstance(content, bytes) else b"".join(map(_der, content))
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(size)]) + size + body
