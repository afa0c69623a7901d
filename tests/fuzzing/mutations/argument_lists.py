"""Command lines: words in another order, left out, there twice, odd ones."""

from collections.abc import Sequence
from random import Random

from secure_desktop.cli import COMMANDS
from tests.fuzzing.mutations import odd

_WORDS = (
    *(
        "--help",
        "--version",
        "--json",
        "--by",
        "--note",
        "--note=",
        "--reason",
        "--due",
        "--item",
        "--for",
        "--to",
        "--all",
    ),
    *(
        "-o",
        "--output",
        "--replace",
        "--public",
        "--revision",
        "--role",
        "--name",
        "--attest",
        "--decline",
        "--draw",
        "--pen",
    ),
    *(
        "--checklist",
        "--district",
        "--from",
        "--from-json",
        "--from-pdf",
        "--rubric",
        "--wording",
        "--participant",
        "--year",
    ),
    *(
        "--pfx",
        "--passphrase-file",
        "--password-stdin",
        "--format",
        "--steps",
        "--with",
        "--remember",
        "--take",
        "--dry-run",
    ),
    *(
        "river.sqlite",
        "signed.sqlite",
        "copy.sqlite",
        "river.json",
        "report.pdf",
        "parcel.zip",
        "rubric.toml",
        "drawing.svg",
    ),
    *(
        "new.sqlite",
        "out.pdf",
        "out",
        ".",
        "-",
        "--",
        "add",
        "list",
        "show",
        "check",
        "remove",
        "restore",
        "--number",
        "edit",
        "done",
        "start",
        "improve",
    ),
    *(
        "1.1",
        "1S-01",
        "1S-02",
        "2.1",
        "99.99",
        "in-place",
        "partly",
        "not-applicable",
        "superintendent",
        "xlsx",
        "csv",
        "html",
    ),
    *(
        "33333333",
        "44444444",
        "2027-01-15",
        "x@river.example.gov",
        "secure-start",
        "0",
        "-1",
        "99999999999999999999",
    ),
)


def mutate(random: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return arguments with one change."""
    words = data.split(b"\x00")
    place = random.randrange(len(words))
    way = random.randrange(6)
    if way == 0:
        words[place] = random.choice(_WORDS).encode()
    elif way == 1:
        words.insert(random.randrange(1, len(words) + 1), random.choice(_WORDS).encode())
    elif way == 2:
        words[place] = random.choice(odd.TEXTS).encode("utf-8", "surrogatepass").replace(b"\x00", b"")
    elif way == 3:
        del words[place]
    elif way == 4 and others:
        words = [words[0], *random.choice(others).split(b"\x00")[1:]]
    else:
        words[0] = random.choice(COMMANDS).encode()
    return b"\x00".join(words)
