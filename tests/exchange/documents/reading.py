"""Documents read back, as a word processor and a browser meet them."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser

import docx
from docx.document import Document as WordDocument

from secure_desktop.exchange.documents.docx_file import as_docx
from secure_desktop.exchange.documents.html_file import as_html
from secure_desktop.exchange.documents.summary_document import summary_document
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.summary import summarize
from tests.builders import NOW

VOID = ("meta", "br", "img", "input", "link")


def word(of: Assessment, *, public: bool = False, made_at: datetime = NOW) -> WordDocument:
    """Return the summary of an assessment as a word processor opens it."""
    return opened(as_docx(summary_document(summarize(of, made_at), public=public, editable=True)))


def opened(data: bytes) -> WordDocument:
    """Return a text document."""
    return docx.Document(io.BytesIO(data))


def texts(document: WordDocument) -> list[str]:
    """Return the texts of all paragraphs, those in tables too, in their order."""
    found = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        found += [paragraph.text for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    return found


def rows(document: WordDocument, *head: str) -> list[list[str]]:
    """Return the rows of all tables that begin with these column headings."""
    return [
        [cell.text for cell in row.cells]
        for table in document.tables
        if [cell.text for cell in table.rows[0].cells][: len(head)] == list(head)
        for row in table.rows[1:]
    ]


@dataclass
class Tag:
    """An element of a page with its text."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page as a browser takes it apart. A tag that is not closed in its order fails."""

    source: str
    tags: list[Tag] = field(default_factory=list)
    declaration: str = ""

    def __post_init__(self) -> None:
        """Read the source."""
        super().__init__(convert_charrefs=True)
        self._open: list[Tag] = []
        self.feed(self.source)
        self.close()
        assert not self._open

    def handle_decl(self, decl: str) -> None:
        """Take the declaration."""
        self.declaration = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.append(Tag(tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(self.tags[-1])

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        """Add text to everything that is open."""
        for each in self._open:
            each.text += data

    def named(self, name: str) -> list[Tag]:
        """Return the elements of a name."""
        return [tag for tag in self.tags if tag.name == name]


def page(of: Assessment, *, public: bool = False) -> Page:
    """Return the summary of an assessment as a browser opens it."""
    return Page(as_html(summary_document(summarize(of, NOW), public=public, editable=False)))
