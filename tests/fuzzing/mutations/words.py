"""Texts: words of the form itself and of our list of odd ones, put in, doubled and exchanged."""

import re
from collections.abc import Sequence
from random import Random

from tests.fuzzing.mutations import Mutate, odd

_WORD = re.compile(rb"[A-Za-z_-]+|[-+.\d]+|\"[^\"\n]*\"|'[^'\n]*'|\s+|.", re.DOTALL)


def of(*known: str) -> Mutate:
    """Return a mutation for texts in which some words mean something."""

    def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
        parts = _WORD.findall(data[:20_000]) or [b""]
        place = random.randrange(len(parts))
        way = random.randrange(6)
        if way == 0:
            parts[place] = _encoded(random.choice(known)) if known else b""
        elif way == 1:
            parts[place] = _encoded(random.choice(odd.TEXTS))
        elif way == 2:
            parts.insert(place, random.choice(parts))
        elif way == 3:
            del parts[place]
        elif way == 4:
            parts[place] = str(random.choice(odd.NUMBERS)).encode()
        else:
            strange = _WORD.findall(random.choice(others)[:20_000]) if others else []
            parts[place:place] = [random.choice(strange)] if strange else []
        return b"".join(parts) + data[20_000:]

    return mutate


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
