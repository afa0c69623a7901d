"""Whatever bytes a file has, its remains are values, or there are none; nothing else ever comes of it."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from secure_desktop.rescue_errors import TooMuchToRescue
from secure_desktop.storage.salvage.image import image_of
from secure_desktop.storage.salvage.limits import Budget, Limits
from secure_desktop.storage.salvage.remains import Remains, remains_of
from secure_desktop.storage.salvage.rows import read_tables
from tests.storage.bad_files import PAGE

HEAD = b"SQLite format 3\x00\x10\x00\x01\x01\x00\x40\x20\x20"


def remains(data: bytes) -> Remains:
    return remains_of(read_tables(image_of(data), Budget(Limits(seconds=20), lambda _: None, time.monotonic)))


@given(st.binary(max_size=3 * PAGE))
def test_any_bytes(data: bytes) -> None:
    assert remains(data).is_empty


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0x02, 0x05, 0x0A, 0x0D]),
            st.integers(0, 0xFFFF),
            st.integers(0, 0xFFFF),
            st.binary(max_size=PAGE),
        ),
        max_size=6,
    )
)
def test_pages_that_say_they_are_of_a_table(pages: list[tuple[int, int, int, bytes]]) -> None:
    body = b"".join(
        (bytes([kind, 0, 0]) + count.to_bytes(2) + content.to_bytes(2) + b"\x00" + rest)[:PAGE].ljust(
            PAGE, b"\x00"
        )
        for kind, count, content, rest in pages
    )

    assert remains(HEAD.ljust(PAGE, b"\x00") + body).is_empty


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 3000))
def test_a_real_file_with_any_bytes_changed(sample_bytes: bytes, seed: int, changes: int) -> None:
    chance, data = random.Random(seed), bytearray(sample_bytes)
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)

    try:
        found = remains(bytes(data))
    except TooMuchToRescue:
        return
    for response in found.responses:
        assert len(response.note) <= 100_000
        assert response.changed_at is not None
    for entry in found.entries:
        assert entry.at.tzinfo is not None
