"""What a PDF carries besides its pages: attached files, and the marks by which a check knows its pages again."""

import hashlib
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from secure_desktop.model.attachment import Attachment
from secure_desktop.reports.structure import add_entry

FORMAT = 1  # of the marks
_WORTH_PACKING = 0.9  # a scan is packed already; unpacking it again would only take time


class Marks(NamedTuple):
    """Which report the pages belong to: the signed fingerprint, the revision, and whether it is the public summary."""

    fingerprint: str
    revision: int
    is_public: bool


def write_marks(document: Any, marks: Marks, pages: int) -> None:
    """Mark the catalog and each of the finished pages with the report and with the digest of what it draws."""
    report = PDFString(marks.fingerprint)
    for number in range(1, pages + 1):
        page = document.idToObject[f"Page{number}"]
        digest = hashlib.sha256(page.stream.encode("utf-8")).hexdigest()
        mark = {"Report": report, "Number": number, "Of": pages, "Digest": PDFString(digest)}
        add_entry(page, "SECUREPage", PDFDictionary(mark))
    mark = {
        "Format": FORMAT,
        "Report": report,
        "Revision": marks.revision,
        "Kind": PDFName("Public" if marks.is_public else "Full"),
        "Pages": pages,
    }
    add_entry(document.Catalog, "SECUREReport", PDFDictionary(mark))


def write_attachments(document: Any, attachments: Sequence[Attachment], made_at: datetime) -> None:
    """Attach files to the document, in the order of their names."""
    if not attachments:
        return
    names: list[Any] = []
    for attachment in sorted(attachments, key=lambda attachment: attachment.name.encode("utf-16-be")):
        names += [PDFString(attachment.name), document.Reference(_file_entry(document, attachment, made_at))]
    tree = PDFDictionary({"Names": PDFArray(names)})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": tree})
    add_entry(document.Catalog, "AF", PDFArray(names[1::2]))


def _file_entry(document: Any, attachment: Attachment, made_at: datetime) -> Any:
    stream = document.Reference(_stream(document, attachment, made_at))
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(attachment.name),
            "UF": PDFString(attachment.name),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
            "AFRelationship": PDFName("Data"),
            "Desc": PDFString(attachment.description),
        }
    )


def _stream(document: Any, attachment: Attachment, made_at: datetime) -> Any:
    content = attachment.content
    document.updateSignature(content)
    # The PDF standard asks for MD5 here; nothing relies on it.
    checksum = hashlib.md5(content, usedforsecurity=False).hexdigest()
    time = made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    entries = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": f"/{attachment.media_type.replace('/', '#2F')}",  # PDFName would escape the sign # again
        "Params": PDFDictionary(
            {"Size": len(content), "CheckSum": f"<{checksum}>", "ModDate": PDFString(time)}
        ),
    }
    packed = zlib.compress(content)
    if len(packed) < _WORTH_PACKING * len(content):
        entries["Filter"] = PDFName("FlateDecode")
        content = packed
    return PDFStream(PDFDictionary(entries), content, filters=[])
