"""How long a digital ID would make its passphrase be worked on: as often as its file says, however often that is."""

from collections.abc import Iterator, Mapping
from typing import Any

from asn1crypto.pkcs12 import Pfx, SafeContents

_MOST_ROUNDS = 5_000_000  # some seconds; programs write thousands, the most cautious ones a million
_OF_GARBAGE = (  # what the library raises, depending on where it is led
    AttributeError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
_COUNTS = ("iterations", "iteration_count", "cost_parameter")  # of PKCS #12, PBES2 and scrypt


def demand_bearable(data: bytes) -> None:
    """Make sure, before a PKCS #12 file is opened with its passphrase, that this will not take minutes.

    Counts that are locked up themselves are not seen; whoever wrote those knows the passphrase.

    Raises:
        ValueError: when it would, or when it is no such file.
    """
    try:
        rounds = max(_rounds(data), default=0)
    except _OF_GARBAGE as fault:
        raise ValueError("it is no PKCS #12 file") from fault
    if rounds > _MOST_ROUNDS:
        raise ValueError("its passphrase would be worked on for minutes")


def _rounds(data: bytes) -> Iterator[int]:
    file = Pfx.load(data)
    yield from _counts(file["mac_data"].native)
    for part in file.authenticated_safe:
        kind = part["content_type"].native
        if kind == "encrypted_data":
            yield from _counts(
                part["content"]["encrypted_content_info"]["content_encryption_algorithm"].native
            )
        elif kind == "data":
            for bag in SafeContents.load(part["content"].native):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    yield from _counts(bag["bag_value"]["encryption_algorithm"].native)


def _counts(said: Any) -> Iterator[int]:
    if not isinstance(said, Mapping):
        return
    for name, value in said.items():
        if name in _COUNTS and isinstance(value, int):
            yield value
        else:
            yield from _counts(value)
