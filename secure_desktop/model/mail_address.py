"""Addresses to write to: read from what people type, and refused when no mail could reach them."""

import re
from dataclasses import dataclass

from secure_desktop.sharing_errors import NotAnAddress

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@({_LABEL}(?:\.{_LABEL})+)")
_NAMED = re.compile(r"\s*(.*?)\s*<\s*([^<>]*?)\s*>\s*", re.DOTALL)
_PART = re.compile(r'(?:[^,;\n"]|"[^"\n]*")+')
_LONGEST, _LONGEST_LOCAL, _LONGEST_NAME = 254, 64, 100  # characters; the first two are those of RFC 5321


@dataclass(frozen=True, slots=True)
class MailAddress:
    """Where a mail goes, and the name of who gets it, if one was given."""

    address: str
    name: str = ""


def addresses(text: str) -> tuple[MailAddress, ...]:
    """Return the addresses in a text, each once: apart by commas, semicolons or lines, with or without a name.

    Raises:
        NotAnAddress: when a part of the text is none.
    """
    if text.count('"') % 2:
        raise NotAnAddress(address=one_line(text)[:_LONGEST])
    found: dict[str, MailAddress] = {}
    for part in _PART.findall(text):
        if part.strip():
            address = _address(part)
            found.setdefault(address.address.casefold(), address)
    return tuple(found.values())


def one_line(text: str) -> str:
    """Return a text on one line: what could end a line of a mail's head, or steer one, has become a space."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _address(text: str) -> MailAddress:
    named = _NAMED.fullmatch(text)
    name, address = named.groups() if named else ("", text.strip())
    local, _, _ = address.rpartition("@")
    if not _ADDRESS.fullmatch(address) or len(address) > _LONGEST or len(local) > _LONGEST_LOCAL:
        raise NotAnAddress(address=one_line(text)[:_LONGEST])
    return MailAddress(address, one_line(name.strip('"'))[:_LONGEST_NAME])
