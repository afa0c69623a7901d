"""A mail that is ready to be sent: an `.eml` file that mail programs open as a draft, written piece by piece."""

import base64
import unicodedata
import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import BinaryIO

from secure_desktop.file_names import safe_name
from secure_desktop.model.mail_address import MailAddress, one_line

# 7 bit, so that no byte of it is lost on any way; a line broken here stays as it was broken.
_POLICY = SMTP.clone(cte_type="7bit", refold_source="none")
_CHUNK = 57 * 4096  # bytes of a file at a time; 57 make a line of base64
# Characters; a longer name would be split in a way that some mail programs do not join again.
_LONGEST_STEM, _SHORTEST_HEAD = 54, 8
_PLAIN = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": "'", "”": "'", "ß": "ss", "ø": "o", "ł": "l"}
)
_MEANINGFUL = str.maketrans(dict.fromkeys('",:;<>@()[]\\', " "))
_TYPES = {
    ".pdf": ("application", "pdf"),
    ".sqlite": ("application", "vnd.sqlite3"),
    ".zip": ("application", "zip"),
}


def write_draft(
    target: Path,
    *,
    to: Sequence[MailAddress],
    subject: str,
    text: str,
    attachments: Sequence[Path],
    made_at: datetime,
    advance: Callable[[int], None] = lambda _: None,
) -> None:
    """Write a mail without a sender, with files attached; `target` must be free.

    Whatever is in `subject` and in the addresses stays within its own line of the head. `advance` is told how many
    bytes of the attachments were written since it was last asked; what it raises ends the work.

    Raises:
        OSError: when it cannot be written, or a file not be read.
    """
    message = _head(to, subject, made_at)
    message.set_content(_body(text))
    places: dict[bytes, Path] = {}
    names: set[str] = set()
    for path in attachments:
        place = uuid.uuid4().bytes  # stands for the content, so that no mail is ever whole in memory
        kind, subtype = _TYPES.get(path.suffix, ("application", "octet-stream"))
        name = _free(plain_name(path.name), names)
        message.add_attachment(place, maintype=kind, subtype=subtype, filename=name)
        places[base64.b64encode(place)] = path
    with target.open("xb") as file:
        for line in message.as_bytes().removesuffix(b"\r\n").split(b"\r\n"):
            if line in places:
                _write_content(places[line], file, advance)
            else:
                file.write(line + b"\r\n")


def plain_name(name: str) -> str:
    """Return a file name in plain letters, short enough for one line: mail programs and zips disagree about all others.

    Of a name whose parts are set apart by dashes, the first part is shortened.
    """
    ending = Path(f"x{name}").suffix
    stem = name.removesuffix(ending)
    parts = unicodedata.normalize("NFKD", stem.translate(_PLAIN))
    plain = "".join(sign for sign in parts if sign.isascii() and (sign.isalnum() or sign in " -_'()+."))
    head, dash, tail = " ".join(plain.split()).strip(" -.").partition(" - ")
    room = max(_LONGEST_STEM - len(dash + tail), _SHORTEST_HEAD)
    return f"{safe_name((head[:room].rstrip() + dash + tail)[:_LONGEST_STEM])}{ending}"


def _head(to: Sequence[MailAddress], subject: str, made_at: datetime) -> EmailMessage:
    message = EmailMessage(_POLICY)
    if to:
        # Not as a list of addresses: breaking one into lines, the standard library writes a comma after a long name as
        # part of that name, and whoever comes after it gets no mail.
        message.set_raw("To", ",\r\n ".join(map(_receiver, to)))
    if _words(subject):
        message["Subject"] = _words(subject)
    message["Date"] = format_datetime(made_at)
    message["X-Unsent"] = "1"  # classic Outlook opens it for writing by this
    return message


def _words(text: str) -> str:
    """Return a text that is a value of the head and nothing else.

    Half characters are no text, and what looks like words encoded for a head would be decoded by whoever reads it.
    """
    return one_line(text.encode("utf-8", "replace").decode("utf-8")).replace("=?", "= ?")


def _receiver(entry: MailAddress) -> str:
    name = _name(entry.name)
    if name.isascii():
        return formataddr((name, entry.address))
    return f"{Header(name, 'utf-8').encode(linesep=_POLICY.linesep)}{_POLICY.linesep} <{entry.address}>"


def _name(text: str) -> str:
    """Return a name without the signs that mean something among addresses.

    Some mail programs decode a name first and look for commas then.
    """
    return " ".join(_words(text).translate(_MEANINGFUL).split())


def _body(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if sign.isprintable() or sign == "\t") for line in lines)


def _write_content(path: Path, target: BinaryIO, advance: Callable[[int], None]) -> None:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            coded = base64.encodebytes(chunk)
            target.write(coded.replace(b"\n", b"\r\n"))
            advance(len(chunk))


def _free(name: str, taken: set[str]) -> str:
    stem, ending = Path(name).stem, Path(name).suffix
    found, number = name, 2
    while found.casefold() in taken:
        found, number = f"{stem} {number}{ending}", number + 1
    taken.add(found.casefold())
    return found
