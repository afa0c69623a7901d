"""Evidence: what shows that an item is in place, as a file, as the place where it is filed, or as a link."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

LARGEST_ATTACHMENT = 25 * 1024 * 1024  # bytes of one attached file
LARGEST_TOTAL = 150 * 1024 * 1024  # bytes of all of them, so that the whole file can still be opened

_RUNNABLE = """
    apk app appimage applescript application appref-ms appx bash bat chm cmd com command cpl csh deb
    desktop diagcab dll dmg dylib exe fileloc gadget hta inetloc inf jar jnlp js jse ksh lnk mde msc
    msh msi msix msp mst osx pif pkg ps1 ps2 psm1 py pyc pyw rb reg rpm run scf scpt scr sct
    settingcontent-ms sh sys terminal url vb vbe vbs vxd webloc website workflow ws wsc wsf wsh xll
    xnk zsh
"""
RUNNABLE = frozenset(_RUNNABLE.split())
"""Endings of files that a system runs when they are opened; such a file is never taken in."""

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02",
)

_SCANS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_PHONE_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1")


class EvidenceKind(StrEnum):
    """How evidence is kept: the file itself, where it is filed, or the address of a page."""

    FILE = "file"
    PLACE = "place"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence for one item. `id` is a UUID.

    `place` says where it is filed (cabinet, policy code, page) or holds a link's address. A file has
    `file_name`, `media_type`, `size` in bytes and `sha256`; its content is kept beside it.
    """

    id: str
    item_id: str
    kind: EvidenceKind
    title: str
    place: str = ""
    file_name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    effective: date | None = None
    renew_by: date | None = None
    added_at: datetime | None = None
    added_by: str = ""


def is_runnable(file_name: str, start: bytes) -> bool:
    """Return whether a system may run a file when it is opened, by its ending or by its first bytes."""
    ending = file_name.rstrip(". ").rpartition(".")[2].casefold()
    return ending in RUNNABLE or start.startswith(_PROGRAMS)


def is_scan(start: bytes) -> bool:
    """Return whether a file's first bytes are those of a PDF or of a picture, as scanners and phones make them."""
    return start.startswith(_SCANS) or start[4:12] in _PHONE_PICTURES
