"""Values that readers trip over."""

from random import Random
from typing import Any

NUMBERS = (
    0,
    -1,
    1,
    2,
    7,
    255,
    256,
    65535,
    2**31 - 1,
    2**31,
    2**32 - 1,
    2**53,
    2**63 - 1,
    2**63,
    -(2**63),
    10**30,
)
TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "null",
    "NaN",
    "1e999",
    "2026-13-45",
    "9999-12-31",
    "0001-01-01",
    "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00+14:00",
    "2026-11-23T12:00:00",
    "2026-W01-1",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udcff",
    "\ufeff",
    "\u2028",
    "\u202egnp.exe",
    "\x1b[31mred\x1b[0m",
    "{name}",
    "{0}",
    "%s%n",
    "<b>unclosed",
    "</para>",
    "&#x110000;",
    '<img src="/etc/passwd">',
    "=cmd|' /C calc'!A0",
    "a\r\nBcc: x@y.example",
    "../../x",
    "CON",
    "NUL.txt",
    "e\u0301" * 40,
    "\U0001f469\u200d\U0001f4bb",
    "z\u0335" * 50,
    "٣",
    "Ⅷ",
    "x" * 121,
    "word " * 500,
    "y" * 70_000,
    "1S-01",
    "in-place",
    "superintendent",
)
BYTES = (
    b"\x00",
    b"\xff",
    b"\x80",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\x1a",
    b'"',
    b"[" * 300,
)


def value(random: Random) -> Any:
    """Return a value that JSON can hold, and that hardly anybody expects."""
    kind = random.randrange(8)
    if kind == 0:
        return None
    if kind == 1:
        return random.random() < 0.5
    if kind == 2:
        return random.choice(NUMBERS)
    if kind == 3:
        return random.choice((0.5, 1e308, float("nan"), float("inf")))
    if kind == 4:
        return [] if random.random() < 0.5 else [[]] * random.randrange(1, 4)
    if kind == 5:
        return {} if random.random() < 0.5 else {random.choice(TEXTS): random.choice(NUMBERS)}
    return random.choice(TEXTS)
