"""Texts of lines such as TOML: a value exchanged, a line gone, there twice or in another place."""

import json
from collections.abc import Sequence
from random import Random

from tests.fuzzing.mutations import odd

_HEADS = (
    b"[step]",
    b"[[step]]",
    b"[[step.item]]",
    b"[items]",
    b"[steps.1]",
    b"[definitions]",
    b"overlay = 1",
    b"a.b.c = 1",
)


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a text with one change."""
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    way = random.randrange(6)
    if way in (0, 1):
        name, sign, _ = lines[place].partition(b"=")
        lines[place] = name + sign + _value(random)
    elif way == 2:
        lines.insert(random.randrange(len(lines) + 1), lines[place])
    elif way == 3:
        del lines[place]
    elif way == 4:
        lines.insert(place, random.choice(_HEADS))
    elif others:
        other = random.choice(others).split(b"\n")
        lines.insert(place, random.choice(other))
    return b"\n".join(lines)


def _value(random: Random) -> bytes:
    value = odd.value(random)
    if value is None:
        return b" 2016-09-08"
    return b" " + json.dumps(value).encode("utf-8")
