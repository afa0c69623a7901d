"""JSON: a node exchanged, gone, moved or there twice, in a text that stays JSON."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from tests.fuzzing.mutations import odd
from tests.fuzzing.mutations.plain_bytes import spoil

_Step = tuple[Any, Any]
"""A list or an object, and the place of a node in it."""


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a JSON text with one node changed."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return spoil(random, data, others)
    return to_bytes(change(random, found))


def change(random: Random, found: Any) -> Any:
    """Return a value with one node changed; it is changed itself."""
    nodes = list(_nodes(found))
    if not nodes:
        return odd.value(random)
    within, place = random.choice(nodes)
    way = random.randrange(6)
    if way in (0, 1):
        within[place] = odd.value(random)
    elif way == 2:
        del within[place]
    elif way == 3:
        other, there = random.choice(nodes)
        within[place] = json.loads(to_bytes(other[there])) if there in _keys(other) else None
    elif way == 4 and isinstance(within, dict):
        within[random.choice(odd.TEXTS)] = within[place]
    elif isinstance(within, list):
        within.insert(place, within[place])
    else:
        within[place] = _near(random, within[place])
    return found


def to_bytes(found: Any) -> bytes:
    """Return a value as JSON, half characters as they are escaped there."""
    return json.dumps(found, separators=(",", ":")).encode("ascii")


def _near(random: Random, value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1))
    if isinstance(value, str):
        return random.choice((value[:-1], value + " ", value * 2, value.upper()))
    return odd.value(random)


def _keys(within: Any) -> Any:
    return within if isinstance(within, dict) else range(len(within))


def _nodes(found: Any) -> list[_Step]:
    nodes: list[_Step] = []
    waiting = [found]
    while waiting and len(nodes) < 5000:
        within = waiting.pop()
        if isinstance(within, dict | list):
            nodes += [(within, place) for place in _keys(within)]
            waiting += within.values() if isinstance(within, dict) else within
    return nodes
