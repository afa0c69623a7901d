"""Zips: names that lead elsewhere, fields of the headers that lie, and archives written anew with odd entries."""

import io
import struct
import warnings
import zipfile
from collections.abc import Sequence
from random import Random

from tests.fuzzing.mutations import odd
from tests.fuzzing.mutations.plain_bytes import spoil

_MARKS = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x07\x08")
_NAMES = (
    "../x.pdf",
    "/x.pdf",
    "C:\\x.pdf",
    "a/b.pdf",
    "CON.pdf",
    "x.pdf.",
    "x.pdf:evil.exe",
    "\u202efdp.exe",
    "x.pdf\x00.exe",
    "a" * 300 + ".pdf",
    "",
    ".",
    "X.PDF",
    "river.sqlite-journal",
    "river.pdf",
    "ﬀ.pdf",
)


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a zip with a field of a header changed."""
    places = [place for mark in _MARKS for place in _found(data, mark)]
    if not places:
        return spoil(random, data, others)
    place = random.choice(places) + random.randrange(4, 46)
    put = random.choice(
        (
            b"\x00\x00",
            b"\xff\xff",
            b"\x01\x00",
            b"\x63\x00",
            b"\x09\x08",
            struct.pack("<I", random.choice((0, 1, 2**31, 2**32 - 1))),
        )
    )
    return data[:place] + put + data[place + len(put) :]


def written_anew(random: Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    """Return another zip, with odd names and contents."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for _ in range(random.randrange(4)):
            entry = zipfile.ZipInfo(random.choice(_NAMES))
            entry.compress_type = random.choice(
                (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)
            )
            entry.external_attr = random.choice((0, 0o120777 << 16, 0o40755 << 16, 0o600 << 16))
            body = random.choice(
                (b"", b"%PDF-1.7", b"/etc/passwd", bytes(300_000), data[:200], random.choice(odd.BYTES))
            )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # two entries may have one name
                archive.writestr(entry, body)
    return content.getvalue()


def _found(data: bytes, mark: bytes) -> list[int]:
    found, place = [], data.find(mark)
    while place >= 0:
        found.append(place)
        place = data.find(mark, place + 1)
    return found
