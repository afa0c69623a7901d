"""An assessment file for other programs and for people, in one of the formats that there are."""

from datetime import datetime
from pathlib import Path

from secure_desktop.exchange.formats import PUBLIC_FORMATS, Format
from secure_desktop.exchange.report_content import genuine_summary
from secure_desktop.storage.assessment_file import AssessmentFile

_WITH_HISTORY = (Format.XLSX, Format.JSON)
_DOCUMENTS = (Format.DOCX, Format.HTML, Format.MOU)


def export_file(
    file: AssessmentFile, kind: Format, target: Path, *, made_at: datetime, public: bool = False
) -> None:
    """Write an open assessment file in a format: the file that was at `target` is replaced.

    `public` is for the formats that have a public variant, which are `PUBLIC_FORMATS`.

    Raises:
        ValueError: when the format has no public variant.
        NotAsSigned: when a document would say that it is signed, and the file was changed after signing.
        KnownProblem: when the file could not be read, or `target` not be written; then it is as it was.
    """
    if public and kind not in PUBLIC_FORMATS:
        raise ValueError(kind)
    if kind in _DOCUMENTS:
        from secure_desktop.exchange.documents.export import write_document  # noqa: PLC0415 - loads python-docx or Jinja2

        write_document(genuine_summary(file, made_at), kind, target, public=public)
        return
    from secure_desktop.exchange.assessment_json import NOTHING_KEPT, kept_in  # noqa: PLC0415 - only what is needed is loaded
    from secure_desktop.exchange.exports import write_export  # noqa: PLC0415 - its libraries take 130 ms

    kept = kept_in(file) if kind in _WITH_HISTORY else NOTHING_KEPT
    write_export(file.assessment(), kind, target, made_at=made_at, kept=kept)
