"""Writes the seeds of the corpus: `python -m tests.fuzzing.make_corpus tests/files/corpus`.

Files that are there stay as they are: among them are inputs that broke a reader once. Ids and times come out the same
each time; keys and signatures do not.
"""

import contextlib
import io
import os
import sqlite3
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from random import Random
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader

from secure_desktop import locations, settings
from secure_desktop.exchange.assessment_json import kept_in, write_json
from secure_desktop.exchange.keys import SigningKey, own_key
from secure_desktop.exchange.known_keys import remember
from secure_desktop.exchange.locked_archive import write_archive
from secure_desktop.model.assessment import Answer
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.sign_off import sign_offs_json
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import Signed, make_signed
from tests.fuzzing.readers.keys import PASSPHRASE
from tests.fuzzing.readers.parcels import PASSWORD
from tests.storage.ready import write_ready

_BY = "Ann Author"
_TEXTS = {
    "rubric/small.toml": """\
id = "small"
version = "1.0"
checklist = "start"
language = "en"
title = "Checklist to Start"
rubric = "SECURe Local Implementation Rubric"
publisher = "A district"
date = 2016-09-08
purpose = "For a new partnership."
attribution = "Adapted; not the original wording."
about = "The guidance is voluntary."

[[definitions]]
term = "MOU"
text = "A memorandum of understanding."

[[step]]
number = 1
title = "Create partnerships"
short_title = "Partnerships"
guidance = "Agree in writing."

[[step.item]]
id = "1S-01"
text = "The MOU names who decides."
short = "Who decides"
tier = "core"
look_for = "A paper with a date."
evidence = ["Signed MOU"]
authority = ["Voluntary guidance"]
basis = ["Letter"]
""",
    "rubric/overlay.toml": """\
overlay = "secure-start"
name = "Wording of River"
language = "es"
title = "Lista para empezar"

[steps.1]
short_title = "Acuerdos"

[items.1S-01]
text = "El acuerdo dice quién decide."
short = "Quién decide"
evidence = ["Acuerdo firmado"]
""",
    "sample/small.toml": """\
rubric = "secure-start"

[profile]
district = "Sample District 12"
school_year = "2026–27"

[[participants]]
name = "Sample Person 1"
role = "superintendent"

[responses.1S-01]
answer = "partly"
note = "The draft has no end date."
marked = true

[[next_steps]]
item = "1S-01"
text = "Set an end date"
due = 2027-01-15

[[evidence]]
item = "1S-01"
title = "MOU"
place = "Cabinet 3"
renew_by = 2028-01-15

[[evidence]]
item = "1S-01"
title = "Letter"
file = "letter.pdf"
""",
    "lock/held.json": '{"user": "ann", "host": "PC-12", "pid": 4711, "since": "2026-11-23T12:00:00.000000Z"}',
    "backup-note/one.json": """\
{
  "format": 1,
  "assessment": "11111111-1111-4111-8111-111111111111",
  "district": "Sample District 12",
  "rubric": "secure-start",
  "files": {"0123abcd": {"path": "/home/ann/river.sqlite"}, "4567cdef": {"path": "river \\udcff.sqlite"}}
}
""",
    "last-copies/two.json": """\
{"11111111-1111-4111-8111-111111111111": "2026-11-23T12:00:00.000000Z", "x": "2026-11-20T12:00:00.000000Z"}
""",
    "drawing/scribble.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30">
<g transform="translate(5 5) scale(2, 1.5) rotate(10 50 15)"><path d="M1 1 L10 5 h5 v-3 C1,2 3,4 5,6 S7 8 9 9 Q1 2 3 4 T5 6
a10 5 30 0 1 20 10 Z"/><polyline points="0,0 5,5 9,1"/><polygon points="1 1 2 2 3 1"/><line x1="0" y1="1" x2="3" y2="4"/></g>
<defs><path d="M0 0 L1 1"/></defs></svg>
""",
    "strokes/two.json": "[[[0,0],[1000,300]],[[500,10],[501,12],[502,9]]]",
    "addresses/several.txt": '"River, Ann" <ann@river.example.gov>; bob@county.example.us,\nC. Chen <c.chen+x@x-y.example>',
    "day/iso.txt": "2027-01-15",
    "day/week.txt": " 2027-W03-5 ",
    "file-name/plain.txt": "MOU 2025 – final (signed).pdf",
    "file-name/odd.txt": "..\\x/CON.txt:evil.exe. ",
    "conflict-name/dropbox.txt": "river (Ann's conflicted copy 2026-11-23).sqlite",
    "conflict-name/synology.txt": "river_PC-12_Nov-23-1200-2026_Conflict_1.sqlite",
    "conflict-name/behind.txt": ".sync-conflict-20261123-120000-ABCDEFG",
    "passphrase/two-lines.txt": "\ufeffcorrect horse\r\nbattery staple\r\n",
    "mail/plain.txt": "An assessment for you\0Ann River\0Dear all,\n\nhere it is.\n\0Summary – River District",
    "mail/accents.txt": 'Evaluación – año 2026\0Núñez, José ("Pepe")\0=?utf-8?b?SGVsbG8=?=\n.\nFrom here\0Ñandú',
    "arguments/status.txt": "status\0river.sqlite\0--json",
    "arguments/answer.txt": "answer\0river.sqlite\x001.1\0partly\0--note\0No end date\0--by\0Ann",
    "arguments/new.txt": "new\0new.sqlite\0--checklist\0start\0--district\0River",
    "arguments/new-from.txt": "new\0new.sqlite\0--from-json\0river.json",
    "arguments/step.txt": "step\0add\0river.sqlite\x001S-01\0Set an end date\0--due\x002027-01-15\0--owner\0Ann",
    "arguments/evidence.txt": "evidence\0add\0river.sqlite\x001S-01\0--file\0report.pdf\0--renew-by\x002027-06-30",
    "arguments/combine.txt": "combine\0river.sqlite\0copy.sqlite\0-o\0out.sqlite",
    "arguments/copies.txt": "copies\0river.sqlite\0--for\0Sgt. Rivera\0-o\0out",
    "arguments/sign.txt": "sign\0river.sqlite\0--role\0superintendent\0--name\0Ann\0--attest\0--draw\0drawing.svg",
    "arguments/verify.txt": "verify\0report.pdf\0--json\0--with\0signed.sqlite",
    "arguments/compare.txt": "compare\0river.sqlite\0copy.sqlite\0--json",
    "arguments/export.txt": "export\0river.sqlite\0--format\0csv\0-o\0out.csv",
    "arguments/overview.txt": "overview\0.\0--json",
    "arguments/rubrics.txt": "rubrics\0check\0rubric.toml",
    "arguments/unpack.txt": "unpack\0parcel.zip\0-o\0out",
    "arguments/rescue.txt": "rescue\0river.sqlite\0-o\0out.sqlite\0--with\0report.pdf",
    "arguments/copy.txt": "copy\0river.sqlite\0-o\0out.sqlite\0--json",
    "arguments/backups.txt": "backups\0list\0river.sqlite\0--json",
    "arguments/restore.txt": "backups\0restore\0river.sqlite\0--number\x001",
    "arguments/share.txt": "share\0signed.sqlite\0-o\0out\0--to\0ann@river.example.gov",
    "arguments/report.txt": "report\0river.sqlite\0-o\0out.pdf",
    "arguments/upgrade.txt": "upgrade\0river.sqlite",
}


def main() -> None:
    """Write what is missing into the folder that the first argument names."""
    folder = Path(sys.argv[1])
    with _always_the_same(), tempfile.TemporaryDirectory() as name:
        for path, content in _made(Path(name)):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                target.write_bytes(content)


def _made(work: Path) -> Iterator[tuple[str, bytes]]:
    for path, text in _TEXTS.items():
        yield path, text.encode("utf-8")
    ready = work / "ready.sqlite"
    write_ready(ready)
    yield from _assessments(work, ready)
    signed = make_signed(work)
    yield from _reports(signed)
    yield from _keys(own_key())
    yield from _parcels(work, ready)


def _assessments(work: Path, ready: Path) -> Iterator[tuple[str, bytes]]:
    with open_file(ready, clock=lambda: builders.NOW) as file:
        for place in (2, 3):
            file.record_response(
                f"1S-0{place}", by=_BY, note=f"A note on item {place}, with “quotes” & <signs>."
            )
    yield "assessment/ready.sqlite", _small(ready)
    theirs = work / "Rivera.sqlite"
    asked = Reviewer(
        "Sgt. Rivera", (1,), has_answers=True, has_evidence=False, made_at=builders.NOW, made_by=_BY
    )
    with open_file(ready, write=False) as file:
        file.save_reviewer_copy(theirs, asked)
        write_json(file.assessment(), work / "ready.json", made_at=builders.NOW, kept=kept_in(file))
    yield "export/ready.json", (work / "ready.json").read_bytes()
    with open_file(theirs, clock=lambda: builders.NOW) as file:
        file.record_response("1S-02", by="Sgt. Rivera", answer=Answer.NOT_IN_PLACE, note="Not at night.")
        file.record_response("1S-03", by="Sgt. Rivera", answer=Answer.PARTLY)
    yield "assessment/reviewer.sqlite", _small(theirs)
    yield "journal/hot.bin", _interrupted(ready, "DELETE", "-journal")
    yield "wal/hot.bin", _interrupted(ready, "WAL", "-wal")


def _reports(signed: Signed) -> Iterator[tuple[str, bytes]]:
    yield "assessment/signed.sqlite", signed.file.read_bytes()
    yield "pdf/report.pdf", signed.report.read_bytes()
    yield "pdf/public.pdf", signed.public.read_bytes()
    with open_file(signed.file, write=False) as file:
        assessment = file.assessment()
        yield "signed-form/whole.json", file.signed_form(1).encode("utf-8")
        yield "sign-offs/two.json", sign_offs_json(assessment.sign_offs).encode("utf-8")
        target = signed.file.with_name("signed.json")
        write_json(assessment, target, made_at=builders.NOW, kept=kept_in(file))
    yield "export/signed.json", target.read_bytes()
    reader = PdfFileReader(io.BytesIO(signed.report.read_bytes()))
    yield "envelope/seal.der", bytes(reader.embedded_signatures[0].pkcs7_content)
    with open_file(signed.file, clock=lambda: builders.NOW) as file:
        file.reopen("The board asked for it.", by=_BY)
    yield "assessment/reopened.sqlite", _small(signed.file)


def _keys(key: SigningKey) -> Iterator[tuple[str, bytes]]:
    certificate = x509.load_der_x509_certificate(key.certificate)
    locked = BestAvailableEncryption(PASSPHRASE.encode())
    for name, protection in (("open", NoEncryption()), ("locked", locked)):
        yield (
            f"digital-id/{name}.pfx",
            pkcs12.serialize_key_and_certificates(b"Ann", key.private, certificate, None, protection),
        )
    yield "certificate/own.der", key.certificate
    remember("ab" * 32, "Ann River", clock=lambda: builders.NOW)
    yield "known-keys/two.json", locations.known_keys_file().read_bytes()


def _parcels(work: Path, ready: Path) -> Iterator[tuple[str, bytes]]:
    small = work / "River – summary.pdf"
    small.write_bytes(b"%PDF-1.7\n" + b"nothing " * 20)
    cover = work / "cover.txt"
    cover.write_text("Dear all,\n", encoding="utf-8")
    for name, password in (("plain", ""), ("locked", PASSWORD)):
        target = work / f"{name}.zip"
        write_archive(target, [small, cover], made_at=builders.NOW, password=password)
        yield f"archive/{name}.zip", target.read_bytes()
    yield "scan/page.png", b"\x89PNG\r\n\x1a\n" + bytes(range(64))
    yield "scan/page.pdf", small.read_bytes()
    recent = settings.Recent(
        str(ready), "Sample District 12", "Checklist to Start", "2026–27", 4, 5, "2026-11-23"
    )
    target = work / "settings.json"
    settings.save(_all_chosen(recent), target)
    yield "settings/some.json", target.read_bytes()


def _all_chosen(recent: settings.Recent) -> settings.Settings:
    """Return settings in which everything was chosen."""
    chosen = settings.Settings(name="Ann", text_size=150, theme="dark", geometry="AdnQywAD", mail_limit_mb=25)
    return chosen.with_recent(recent).with_place("11111111-1111-4111-8111-111111111111", "1S-02")


def _small(path: Path) -> bytes:
    """Return an assessment file in the smallest pages that SQLite knows."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")
    return path.read_bytes()


def _interrupted(path: Path, mode: str, ending: str) -> bytes:
    """Return the journal of a change to a copy of a file that is not finished."""
    copy = path.with_name("interrupted.sqlite")
    copy.write_bytes(path.read_bytes())
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE response SET note = note || 'x'")
        connection.execute("UPDATE journal SET after = after || hex(zeroblob(500))")
        if mode == "WAL":
            connection.execute("COMMIT")
        return copy.with_name(copy.name + ending).read_bytes()


@contextlib.contextmanager
def _always_the_same() -> Iterator[None]:
    random = Random(5)
    with (
        tempfile.TemporaryDirectory() as home,
        patch.dict(os.environ, {locations.HOME_VARIABLE: home}),
        patch.object(uuid, "uuid4", lambda: uuid.UUID(int=random.getrandbits(128), version=4)),
    ):
        yield


if __name__ == "__main__":
    main()
