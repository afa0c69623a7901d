"""Bytes without a form: flipped, cut, doubled, moved, exchanged with those of another input."""

from collections.abc import Callable, Sequence
from random import Random

from tests.fuzzing.mutations import Mutate, odd

LONGEST = 1024 * 1024  # bytes of an input


def spoil(random: Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Return bytes with one to four changes."""
    for _ in range(random.randrange(1, 5)):
        data = random.choice(_WAYS)(random, data)
        if others and random.randrange(8) == 0:
            data = _joined(random, data, random.choice(others))
    return data[:LONGEST]


def sometimes(*ways: Mutate, plainly: int = 4) -> Mutate:
    """Return a mutation that is one of some ways, and one in `plainly` times byte by byte."""

    def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
        if random.randrange(plainly) == 0:
            return spoil(random, data, others)
        for _ in range(random.randrange(1, 4)):
            data = random.choice(ways)(random, data, others)
        return data[:LONGEST]

    return mutate


def span(random: Random, size: int, longest: int = 64) -> tuple[int, int]:
    """Return where a short stretch begins and ends."""
    start = random.randrange(size + 1)
    return start, min(size, start + random.randrange(1, longest + 1))


def _flip(random: Random, data: bytes) -> bytes:
    if not data:
        return b"\x00"
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << random.randrange(8))]) + data[place + 1 :]


def _set(random: Random, data: bytes) -> bytes:
    start, _ = span(random, len(data))
    put = random.choice((*odd.BYTES, *(n.to_bytes(4, "big", signed=False) for n in (0, 1, 2**31, 2**32 - 1))))
    return data[:start] + put + data[start + len(put) :]


def _cut(random: Random, data: bytes) -> bytes:
    start, end = span(random, len(data))
    return data[:start] + data[end:]


def _end(random: Random, data: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _double(random: Random, data: bytes) -> bytes:
    start, end = span(random, len(data))
    return data[:end] + data[start:end] * random.randrange(1, 4) + data[end:]


def _insert(random: Random, data: bytes) -> bytes:
    start, _ = span(random, len(data))
    return data[:start] + random.choice(odd.BYTES) + data[start:]


def _move(random: Random, data: bytes) -> bytes:
    start, end = span(random, len(data))
    rest = data[:start] + data[end:]
    place = random.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _erase(random: Random, data: bytes) -> bytes:
    start, end = span(random, len(data), 600)
    return data[:start] + bytes(end - start) + data[end:]


def _joined(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]


_WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flip,
    _flip,
    _set,
    _cut,
    _end,
    _double,
    _insert,
    _move,
    _erase,
)
