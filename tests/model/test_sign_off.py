import json
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import (
    Decision,
    SignOff,
    attestations,
    broken_links,
    link,
    message,
    sign_off_from,
    sign_offs_json,
    statement,
)
from tests import builders

OTHER: dict[str, Any] = {
    "id": "55555555-5555-4555-8555-000000000009",
    "revision": 2,
    "role": Role.PRINCIPAL,
    "name": "Somebody else",
    "title": "Another title",
    "organization": "Another district",
    "decision": Decision.DECLINED,
    "reason": "Another reason",
    "attestations": ("Another statement.",),
    "drawing": (((0, 0), (1000, 299)),),
    "scan": "12" * 32,
    "fingerprint": "34" * 32,
    "history_entries": 8,
    "history_digest": "56" * 32,
    "previous": "78" * 32,
    "signed_at": builders.NOW + timedelta(microseconds=1),
    "key": "90" * 32,
    "certificate": "QW5vdGhlcg==",
}


def chain(count: int) -> list[SignOff]:
    found: list[SignOff] = []
    for number in range(1, count + 1):
        found.append(builders.sign_off(number, previous=link(found[-1]) if found else ""))
    return found


def written(sign_off: SignOff, **changes: Any) -> dict[str, Any]:
    (data,) = json.loads(sign_offs_json([sign_off]))
    return {**data, **changes}


def test_every_role_reads_the_answers_and_attests_something_of_its_own() -> None:
    for role in Role:
        told = attestations(role, has_open_points=False)
        assert told[0] == "I have read the answers and the gaps listed in this assessment."
        assert len(told) >= 2
        assert attestations(role, has_open_points=True) == (
            *told,
            "I know the points that are listed as open.",
        )


def test_the_statement_covers_everything_that_a_sign_off_says_except_its_signature() -> None:
    assert set(OTHER) == {field.name for field in fields(SignOff)} - {"signature"}
    before = builders.sign_off()

    for name, value in OTHER.items():
        assert message(replace(before, **{name: value})) != message(before), name
    assert message(replace(before, signature="b3RoZXI=")) == message(before)
    assert link(replace(before, signature="b3RoZXI=")) != link(before)


def test_the_message_is_canonical_and_the_same_in_every_time_zone() -> None:
    sign_off = builders.sign_off(name="Ñandú")

    assert json.loads(message(sign_off)) == statement(sign_off)
    assert "Ñandú".encode() in message(sign_off)
    assert b'"signed_at":"2026-11-23T12:00:00.000000Z"' in message(sign_off)
    assert message(replace(sign_off, signed_at=sign_off.signed_at.astimezone())) == message(sign_off)


def test_sign_offs_are_read_as_they_were_written() -> None:
    sign_offs = [*chain(3), replace(builders.sign_off(9), **OTHER)]

    assert [sign_off_from(data) for data in json.loads(sign_offs_json(sign_offs))] == sign_offs


def test_a_whole_chain_has_no_broken_link() -> None:
    assert broken_links([]) == ()
    assert broken_links(chain(4)) == ()


def test_a_sign_off_that_was_changed_removed_or_moved_breaks_the_chain_behind_it() -> None:
    first, second, third, fourth = chain(4)

    assert broken_links([first, replace(second, reason="changed"), third, fourth]) == (third,)
    assert broken_links([first, third, fourth]) == (third,)
    assert broken_links([second, third, fourth]) == (second,)
    assert broken_links([first, third, second, fourth]) == (third, second, fourth)
    assert broken_links([first, second, third]) == ()  # what comes last, the history and the seal tell


@pytest.mark.parametrize(
    "changes",
    [
        {"revision": "1"},
        {"revision": True},
        {"revision": float("inf")},
        {"revision": None},
        {"role": "king"},
        {"decision": "perhaps"},
        {"attestations": 7},
        {"drawing": [[[1, 2, 3]]]},
        {"drawing": [[["1", 2]]]},
        {"drawing": 7},
        {"history": []},
        {"history": {"entries": "x", "digest": ""}},
        {"signed_at": "yesterday"},
        {"signed_at": 7},
        {"signed_at": "0001-01-01T00:00:00+14:00"},
        {"name": "half \ud83d a sign"},
        {"signature": "half \ud83d a sign"},
    ],
)
def test_what_is_no_sign_off_is_told_as_that(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller tells it in words of its own
        sign_off_from(written(builders.sign_off(), **changes))


@pytest.mark.parametrize("data", [{}, [], None, "text"])
def test_something_else_is_no_sign_off_either(data: Any) -> None:
    with pytest.raises(ValueError, match="not a sign-off"):
        sign_off_from(data)
