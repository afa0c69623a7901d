"""A document as a file for word processors (.docx). Importing this module loads python-docx, so import it at first need."""

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from secure_desktop.exchange.documents import docx_styles, docx_tables
from secure_desktop.exchange.documents.docx_xml import bookmark, element, field, paragraph, run
from secure_desktop.exchange.documents.long_texts import set_apart
from secure_desktop.exchange.documents.parts import (
    Blank,
    Document,
    Facts,
    Heading,
    Line,
    Listing,
    Notice,
    Paragraph,
    Standing,
    Table,
    Tone,
)
from secure_desktop.exchange.visible import visible
from secure_desktop.files import written_whole
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.wording import Wording

_LONGEST_PROPERTY = 250  # characters; the format takes no more than 255
_LONGEST_IN_HEADER = 80
_LONGEST_ORIGIN = 260
_MADE = (1980, 1, 1, 0, 0, 0)  # of the parts inside, so that equal documents have equal bytes


def write_docx(of: Document, target: Path, *, translate: Callable[[str], str] = str) -> None:
    """Write a document. The same document gives the same bytes.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    content = as_docx(of, translate=translate)
    with written_whole(target) as draft:
        draft.write_bytes(content)


def as_docx(of: Document, *, translate: Callable[[str], str] = str) -> bytes:
    """Return what `write_docx` writes."""
    word = docx.Document()
    docx_styles.prepare(word, of.language)
    _describe(word, of)
    _put_header_and_footer(word, of, translate)
    body = word.element.body
    end = body.find(qn("w:sectPr"))
    say = Wording(translate)
    for made in _content(of, say):
        end.addprevious(made)
    return _bytes(word)


def _describe(word: WordDocument, of: Document) -> None:
    known = word.core_properties
    made_at = of.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    known.title = shortened(visible(of.title), _LONGEST_PROPERTY)
    known.author = known.last_modified_by = shortened(visible(of.author), _LONGEST_PROPERTY)
    known.subject = shortened(visible(f"{of.caption} · {of.status.text}"), _LONGEST_PROPERTY)
    known.language = of.language
    known.comments = known.keywords = ""
    known.created = known.modified = made_at
    known.revision = 1


def _put_header_and_footer(word: WordDocument, of: Document, translate: Callable[[str], str]) -> None:
    section = word.sections[0]
    status = f"{of.status.lead} {of.status.text}".strip()
    head = Line(f"{shortened(of.title, _LONGEST_IN_HEADER)} · {status}", tone=Tone.QUIET)
    _replace(section.header.part.element, paragraph(head, "Header"))
    before, between, behind = translate("Page {0} of {1}").replace("{1}", "{0}").split("{0}")
    pages = element("p", element("pPr", element("pStyle", val="Footer")))
    pages.extend([run(before), *field("PAGE"), run(between), *field("NUMPAGES"), run(behind)])
    origin = paragraph(Line(shortened(of.origin, _LONGEST_ORIGIN), tone=Tone.QUIET), "Footer")
    _replace(section.footer.part.element, origin, pages)


def _replace(part: Any, *paragraphs: Any) -> None:
    for old in list(part):
        part.remove(old)
    part.extend(paragraphs)


def _content(of: Document, say: Wording) -> Iterator[Any]:
    yield paragraph(Line(of.caption, tone=Tone.QUIET), "Caption")
    yield paragraph(Line(of.title), "Title")
    yield paragraph(of.status, "Status")
    title, number = of.title, 0
    for part, following in itertools.zip_longest(of.parts, of.parts[1:]):
        if isinstance(part, Heading):
            title, number = part.text, number + 1
            made = paragraph(Line(part.text), f"Heading{part.level - 1}")
            yield bookmark(made, part.key.replace("-", "_"), number) if part.key else made
        elif isinstance(part, Paragraph):
            yield paragraph(part.line, stays=isinstance(following, Paragraph | Table | Standing | Listing))
        elif isinstance(part, Notice):
            yield paragraph(part.line, "Notice")
        elif isinstance(part, Listing):
            yield from (paragraph(line, "ListBullet") for line in part.lines)
        elif part is not None:
            yield from _table_with_the_rest(part, title, say, stays=isinstance(following, Blank))


def _table_with_the_rest(
    part: Facts | Table | Standing | Blank, title: str, say: Wording, *, stays: bool
) -> Iterator[Any]:
    """Yield a table, and below it the texts that are too long for its cells."""
    below: tuple[Line, ...] = ()
    if isinstance(part, Facts | Table):
        part, below = set_apart(part, say.translate)
    yield _table(part, title, say, stays=stays)
    yield paragraph(Line(""), "AfterTable", stays=stays)  # two tables that touch would become one
    yield from map(paragraph, below)


def _table(part: Facts | Table | Standing | Blank, title: str, say: Wording, *, stays: bool) -> Any:
    if isinstance(part, Facts):
        return docx_tables.facts(part, title, stays=stays)
    if isinstance(part, Table):
        return docx_tables.table(part)
    if isinstance(part, Standing):
        return docx_tables.standing(part, say)
    return docx_tables.blank(part)


def _bytes(word: WordDocument) -> bytes:
    """Return the package with its parts dated alike."""
    first, second = io.BytesIO(), io.BytesIO()
    word.save(first)
    with zipfile.ZipFile(first) as parts, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as dated:
        for name in parts.namelist():
            dated.writestr(zipfile.ZipInfo(name, _MADE), parts.read(name), zipfile.ZIP_DEFLATED)
    return second.getvalue()
