"""Exports: a node changed, and what vouches for it made right again, so that the reader gets further."""

import contextlib
import json
from collections.abc import Sequence
from random import Random
from typing import Any

from secure_desktop.model.canonical import canonical_json, digest
from secure_desktop.model.signed_form import fingerprint
from tests.fuzzing.mutations import json_nodes
from tests.fuzzing.mutations.plain_bytes import spoil


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return an export with some nodes changed and its digests made right again."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return spoil(random, data, others)
    for _ in range(random.randrange(1, 3)):
        found = json_nodes.change(random, found)
    if isinstance(found, dict):
        for within in (found, found.get("earlier")):
            _make_right(within)
    return json_nodes.to_bytes(found)


def _make_right(found: Any) -> None:
    with contextlib.suppress(KeyError, TypeError, ValueError):
        found["rubric"]["digest"] = digest(canonical_json(found["rubric"]["content"]))
        found["signed_form"]["public"]["rubric"]["digest"] = found["rubric"]["digest"]
    with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
        found["fingerprint"] = fingerprint(found["signed_form"])
