"""PDFs: an entry of a dictionary changed, an attached file exchanged, an update added; and bytes in place."""

import io
import logging
import re
from collections.abc import Sequence
from random import Random
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.fuzzing.mutations import json_nodes, odd, sql_rows
from tests.fuzzing.mutations.plain_bytes import spoil

_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
_TOKEN = re.compile(rb"/[A-Za-z0-9]+|\d+ 0 R|-?\d+|<<|>>|\[|\]|\([^)]*\)|<[0-9A-Fa-f]*>")
_NAMES = (
    "/Kids",
    "/Names",
    "/EmbeddedFiles",
    "/AF",
    "/EF",
    "/F",
    "/Annots",
    "/A",
    "/AA",
    "/Size",
    "/Length",
    "/Type",
)


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a PDF that is written anew, with some of its objects changed."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        if random.randrange(3) == 0:
            writer = PdfWriter(io.BytesIO(data), incremental=True)
        else:
            writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        for _ in range(random.randrange(1, 4)):
            _change(random, writer)
        content = io.BytesIO()
        writer.write(content)
    except Exception:  # noqa: BLE001 - the library's word for what was spoilt before
        return spoil(random, data, others)
    return content.getvalue()


def in_place(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a PDF with a word of an object changed, and every other byte where it was."""
    objects = [found.span() for found in _OBJECT.finditer(data)]
    if not objects:
        return spoil(random, data, others)
    start, end = random.choice(objects)
    words = [found.span() for found in _TOKEN.finditer(data, start, min(end, start + 2000))]
    if not words:
        return spoil(random, data, others)
    one, two = random.choice(words)
    other = random.choice(words)
    put = random.choice(
        (data[other[0] : other[1]], b"null", b"-1", b"/Kids", b"1 0 R", b"99999999", b"(x)", b"true")
    )
    return data[:one] + put[: two - one].ljust(two - one) + data[two:]


def _change(random: Random, writer: PdfWriter) -> None:
    if random.randrange(3) == 0:
        streams = list(_attached(writer))
        if streams:
            stream = random.choice(streams)
            _exchange(random, stream)
            return
    found = [each for each in map(_own, writer._objects) if isinstance(each, DictionaryObject)]
    entry = random.choice([writer.root_object, *found])
    keys = list(entry) or ["/X"]
    key = random.choice(keys) if random.random() < 0.8 else random.choice(_NAMES)
    if random.randrange(4) == 0 and key in entry:
        del entry[key]
    else:
        entry[NameObject(key)] = _value(random, writer)


def _own(found: Any) -> Any:
    return found.get_object() if found is not None else None


def _attached(writer: PdfWriter) -> list[StreamObject]:
    names: Any = writer.root_object.get("/Names", {})
    tree = names.get_object().get("/EmbeddedFiles", {}).get_object().get("/Names", ArrayObject()).get_object()
    return [entry.get_object()["/EF"]["/F"].get_object() for entry in tree[1::2]]


def _exchange(random: Random, stream: Any) -> None:
    content = stream.get_data()
    if content.startswith(b"SQLite"):
        content = random.choice((sql_rows.mutate, sql_rows.pages))(random, content, ())
    elif random.random() < 0.8:
        content = json_nodes.mutate(random, content, ())
    else:
        content = spoil(random, content)
    stream.set_data(content)
    if random.random() < 0.7 and "/Params" in stream:
        stream["/Params"][NameObject("/Size")] = NumberObject(len(content))


def _value(random: Random, writer: PdfWriter) -> Any:
    reference = writer.root_object.indirect_reference
    return random.choice(
        (
            NullObject(),
            NumberObject(random.choice(odd.NUMBERS)),
            FloatObject(0.5),
            TextStringObject(random.choice(odd.TEXTS[:30]).encode("utf-8", "replace").decode()),
            ByteStringObject(b"\xff\x00"),
            NameObject(random.choice(_NAMES)),
            BooleanObject(True),  # noqa: FBT003 - a value of the PDF
            ArrayObject([reference, NullObject(), NumberObject(7)]),
            ArrayObject(),
            DictionaryObject(),
            DictionaryObject({NameObject("/S"): NameObject("/JavaScript")}),
            reference,
        )
    )
