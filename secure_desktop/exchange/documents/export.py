"""A summary as a document in one of the formats for people."""

from collections.abc import Callable
from pathlib import Path

from secure_desktop.exchange.documents.mou_worksheet import mou_worksheet
from secure_desktop.exchange.documents.summary_document import summary_document
from secure_desktop.exchange.formats import Format
from secure_desktop.model.summary import Summary


def write_document(
    summary: Summary,
    kind: Format,
    target: Path,
    *,
    public: bool = False,
    translate: Callable[[str], str] = str,
) -> None:
    """Write a text document, a web page or the MOU worksheet; a file at `target` is replaced.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    if kind is Format.HTML:
        from secure_desktop.exchange.documents.html_file import write_html  # noqa: PLC0415 - loads Jinja2

        page = summary_document(summary, public=public, editable=False, translate=translate)
        write_html(page, target, translate=translate)
        return
    from secure_desktop.exchange.documents.docx_file import write_docx  # noqa: PLC0415 - loads python-docx

    document = (
        mou_worksheet(summary, translate=translate)
        if kind is Format.MOU
        else summary_document(summary, public=public, editable=True, translate=translate)
    )
    write_docx(document, target, translate=translate)
