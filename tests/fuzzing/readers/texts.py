"""Texts that somebody wrote, by hand or with another program: JSON, TOML, SVG, addresses, dates, names, lock files."""

import contextlib
import json
from pathlib import Path

from secure_desktop import locations, settings
from secure_desktop.commands.arguments import day
from secure_desktop.exchange import known_keys, sign_off_check
from secure_desktop.exchange.assessment_from_json import assessment_alone, read_assessment
from secure_desktop.exchange.drawing import read_drawing
from secure_desktop.exchange.form_reading import Entered, FormReader
from secure_desktop.exchange.json_reading import Node
from secure_desktop.file_names import LONGEST_NAME, safe_name
from secure_desktop.library import own_rubrics
from secure_desktop.library.sample_file import read_sample
from secure_desktop.library.shelf import Shelf, read_shelf
from secure_desktop.model.canonical import rubric_from_json, rubric_json
from secure_desktop.model.mail_address import addresses, one_line
from secure_desktop.model.sign_off import sign_off_from
from secure_desktop.model.signed_form import form_from_json
from secure_desktop.model.strokes import strokes_from_json, strokes_json
from secure_desktop.storage import lock
from secure_desktop.storage.attachments import clean_name
from secure_desktop.storage.conflict_copies import is_named_like_one
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.rebuilding import rebuild_file
from tests import builders
from tests.fuzzing.oracle import Sandbox, demand

_FORBIDDEN = frozenset('<>:"/\\|?*')
_SHELF = Shelf({builders.rubric().id: builders.rubric()}, {}, ())


def as_text(data: bytes) -> str:
    """Return any bytes as a text; what is no UTF-8 becomes half characters."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def export(data: bytes, place: Sandbox) -> None:
    """Make a file from an export; what it says is what the export said."""
    whole = read_assessment(place.put("export.json", data))
    path = place.out / "rebuilt.sqlite"
    rebuild_file(
        path, whole.assessment, whole.kept, source="export.json", by="Ann", clock=lambda: builders.NOW
    )
    with open_file(path, write=False) as file:
        demand(file.assessment() == whole.assessment, "A file rebuilt from an export says something else.")
        file.history()
        file.earlier_record()


def earlier(data: bytes, _place: Sandbox) -> None:
    """Read the earlier assessment that a file keeps as text."""
    assessment_alone(as_text(data), "received.sqlite")


def form(data: bytes, _place: Sandbox) -> None:
    """Read the answers that a PDF holds as a signed form."""
    try:
        found = form_from_json(as_text(data))
    except ValueError:
        return
    reader = FormReader(
        Node(found, "report.pdf", "signed_form"), builders.rubric(), None, otherwise=Entered(builders.NOW, "")
    )
    reader.profile()
    reader.participants()
    reader.responses()
    reader.evidence()
    reader.next_steps()
    reader.salt()


def sign_off(data: bytes, _place: Sandbox) -> None:
    """Read sign-offs and check them, certificates and all."""
    try:
        found = tuple(map(sign_off_from, json.loads(as_text(data))))
    except (ValueError, TypeError, RecursionError):  # what whoever reads them expects
        return
    keys = known_keys.load()
    checked = tuple(sign_off_check.checked(each, keys) for each in found)
    for remark in (*sign_off_check.faults(found, {1: "ab" * 32}), *sign_off_check.cautions(checked, ())):
        remark.text()
    sign_off_check.signers(checked, 1)


def rubric(data: bytes, place: Sandbox) -> None:
    """Take in a rubric or an overlay, and keep it as a file does."""
    path = place.put("rubric.toml", data)
    shelf = read_shelf(place.received)
    demand(len(shelf.faulty) <= 1, "One file has several faults.")
    authored = own_rubrics.examine(path, _SHELF)
    demand(
        rubric_from_json(rubric_json(authored.rubric)) == authored.rubric,
        "A rubric is not read as it was written.",
    )
    folder = place.out / "rubrics"
    own_rubrics.add(authored, folder, _SHELF, replace=True)
    demand(len(own_rubrics.own_files(folder, _SHELF).usable) == 1, "A rubric that was taken in is not there.")


def sample(data: bytes, place: Sandbox) -> None:
    """Read a sample."""
    read_sample(place.put("sample.toml", data))


def own_settings(data: bytes, place: Sandbox) -> None:
    """Read the settings, write them, and read the same again."""
    path = locations.settings_file()
    path.write_bytes(data)
    found = settings.load(path)
    settings.save(found, place.out / "settings.json")
    demand(settings.load(place.out / "settings.json") == found, "Settings change by being saved.")
    found.with_recent(settings.Recent("/x.sqlite"))
    found.with_place("a", "b")


def keys_met(data: bytes, _place: Sandbox) -> None:
    """Read the keys that were met, and keep one more."""
    path = locations.known_keys_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    known_keys.load()
    known_keys.remember("ab" * 32, "Ann", clock=lambda: builders.NOW)
    demand(known_keys.load().is_known("ab" * 32), "A key that was kept is not known.")


def drawing(data: bytes, place: Sandbox) -> None:
    """Read a drawn signature from an SVG file."""
    strokes = read_drawing(place.put("signature.svg", data))
    demand(strokes_from_json(strokes_json(strokes)) == strokes, "A drawing is not kept as it was drawn.")


def strokes(data: bytes, _place: Sandbox) -> None:
    """Read the strokes that a file keeps."""
    found = strokes_from_json(as_text(data))
    demand(strokes_from_json(strokes_json(found)) == found, "Strokes are not kept as they were.")


def lock_text(data: bytes, place: Sandbox) -> None:
    """Read who holds a file, and take a lock that was left behind."""
    path = place.out / "river.sqlite"
    lock.lock_file(path).write_bytes(data)
    lock.read_holder(path)
    right = lock.acquire(path, "2026-11-23T12:00:00+00:00")
    demand(isinstance(right, lock.WriterLock), "A lock that was left behind blocks.")
    if isinstance(right, lock.WriterLock):
        right.release()


def mail_addresses(data: bytes, _place: Sandbox) -> None:
    """Read addresses that somebody typed."""
    for address in addresses(as_text(data)):
        demand(
            address.address.isascii() and address.address.isprintable(), f"No address: {address.address!r}"
        )
        demand(one_line(address.name) == address.name, "A name has several lines.")


def typed_day(data: bytes, _place: Sandbox) -> None:
    """Read a day that somebody typed."""
    found = day(as_text(data))
    demand(found is None or day(found.isoformat()) == found, "A day is not read as it is written.")


def file_name(data: bytes, place: Sandbox) -> None:
    """Make a file name of any text; it can be used, and stays in its folder."""
    text = as_text(data)
    for name in (safe_name(text), clean_name(text)):
        demand(0 < len(name) <= LONGEST_NAME + 1, f"A name has {len(name)} characters.")
        demand(not _FORBIDDEN & set(name) and name.isprintable(), f"A name that a system refuses: {name!r}")
        demand(name == name.strip(" .") and Path(name).name == name, f"A name that is a path: {name!r}")
        with contextlib.suppress(OSError):  # 120 letters may be more bytes than a name can have
            (place.out / name).write_bytes(b"")
            demand((place.out / name).is_file(), "A name is not the one of the file.")
    demand(safe_name(safe_name(text)) == safe_name(text), "A safe name is not safe.")


def conflict_name(data: bytes, _place: Sandbox) -> None:
    """Look whether a name is one that cloud clients give to conflict copies."""
    text = as_text(data)
    demand(not is_named_like_one("river.sqlite", "river.sqlite"), "A file is taken for a copy of itself.")
    is_named_like_one(text, "river.sqlite")
    is_named_like_one(f"river{text}.sqlite", "river.sqlite")


def passphrase(data: bytes, place: Sandbox) -> None:
    """Read a passphrase from the first line of a file."""
    from secure_desktop.commands import signing_key

    found = signing_key._given(place.put("passphrase.txt", data))
    demand(found is not None and "\n" not in found, "A passphrase has several lines.")
