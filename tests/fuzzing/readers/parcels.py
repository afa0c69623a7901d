"""What comes by mail and is no assessment file: PDFs, zips, scans; and the mail that the program writes itself."""

import email
import email.policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from pathlib import Path

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange import from_pdf, known_keys
from secure_desktop.exchange.locked_archive import is_locked, unpack
from secure_desktop.exchange.mail_draft import write_draft
from secure_desktop.exchange.verify import read_pdf
from secure_desktop.exchange.verify_pdf import check_pdf
from secure_desktop.file_names import safe_name
from secure_desktop.model.evidence import is_runnable
from secure_desktop.model.mail_address import MailAddress, addresses
from secure_desktop.storage import attachments
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.fuzzing import corpus
from tests.fuzzing.oracle import Sandbox, demand
from tests.fuzzing.readers.texts import as_text

PASSWORD = "river bank 1"
_HEAD = {"to", "subject", "date", "x-unsent", "mime-version", "content-type", "content-transfer-encoding"}


def pdf(data: bytes, place: Sandbox) -> None:
    """Check a report; only what was really sealed is unaltered."""
    path = place.put("report.pdf", data)
    found = check_pdf(read_pdf(path), path.name, known_keys.load())
    verdict = found.verdict
    demand(
        not verdict.is_unaltered or corpus.is_genuine(data), "A report that was altered is called unaltered."
    )
    for remark in (verdict.headline, *verdict.findings, *verdict.cautions):
        remark.text()


def inside_a_pdf(data: bytes, place: Sandbox) -> None:
    """Get an assessment back from a report, altered or not; what is written opens."""
    inside = from_pdf.look_into(place.put("report.pdf", data))
    target = place.out / "back.sqlite"
    try:
        got = from_pdf.get_back(
            inside, target, [builders.rubric()], by="Ann", although_altered=True, clock=lambda: builders.NOW
        )
    except KnownProblem:
        demand(not target.exists(), "A part of a file was left.")
        raise
    with open_file(target, write=False) as file:
        demand(file.assessment() == got.assessment, "What was got back is something else.")


def archive(data: bytes, place: Sandbox) -> None:
    """Unpack a zip; its files are in the new folder and nowhere else, or nothing is."""
    path, target = place.put("received.zip", data), place.out / "unpacked"
    try:
        files = unpack(path, target, password=PASSWORD if is_locked(path) else "")
    except KnownProblem:
        demand(not any(place.out.iterdir()), "A part of a zip was left.")
        raise
    demand(sorted(files) == sorted(target.iterdir()), "Other files were unpacked than were told.")
    for file in files:
        demand(file.is_file() and not file.is_symlink(), f"Not a plain file: {file.name!r}")
        demand(
            safe_name(file.name) == file.name and not is_runnable(file.name, b""),
            f"Not a safe name: {file.name!r}",
        )


def scan(data: bytes, place: Sandbox) -> None:
    """Take in a scanned page, and attach it; it is kept as it is, and never looked into."""
    path = place.put("scan.png", data)
    taken = attachments.read_scan(path)
    demand(taken.content.data == data, "A scan is not kept as it is.")
    target = place.out / "mine.sqlite"
    target.write_bytes(corpus.seed("assessment", "ready.sqlite"))
    with open_file(target, clock=lambda: builders.NOW) as file:
        file.attach("1S-01", path, by="Ann")
        demand(file.content(taken.content.sha256) == data, "An attached file is not kept as it is.")


def draft(data: bytes, place: Sandbox) -> None:
    """Write a mail with any subject, name, text and attachment; whoever reads it finds these and nothing else."""
    subject, name, text, title = (as_text(part) for part in (*data.split(b"\x00", 3), b"", b"", b"", b"")[:4])
    attached = place.out / f"{safe_name(title)[:40]}.pdf"
    attached.write_bytes(b"%PDF-1.7 " + data)
    to = (MailAddress("ann@river.example.gov", name), *addresses("bob@river.example.gov"))
    target = place.out / "draft.eml"
    write_draft(
        target, to=to, subject=subject, text=text, attachments=[attached, attached], made_at=builders.NOW
    )
    message = email.message_from_bytes(target.read_bytes(), _class=EmailMessage, policy=email.policy.default)
    demand(not message.defects, f"The mail is not well formed: {message.defects}")
    demand({key.lower() for key in message} <= _HEAD, f"A line of the head was added: {list(message)}")
    demand(len(message.keys()) == len(set(message.keys())), "A line of the head is there twice.")
    _demand_receivers(message)
    parts = list(message.iter_attachments())
    demand(len(parts) == 2, f"{len(parts)} files are attached.")
    for part in parts:
        demand(part.get_content() == attached.read_bytes(), "An attached file is another one.")
        file_name = part.get_filename() or ""
        demand(
            Path(file_name).name == file_name and file_name.endswith(".pdf"), f"Its name is {file_name!r}."
        )


def _demand_receivers(message: EmailMessage) -> None:
    to = message["To"]
    found = [address.addr_spec for address in to.addresses] if isinstance(to, AddressHeader) else []
    demand(found == ["ann@river.example.gov", "bob@river.example.gov"], f"It goes to {found}.")
