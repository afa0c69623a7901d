"""Reading a summary back as a person, a screen reader or a checker would."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import StreamObject

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from tests.builders import NOW, assessment, response, rubric


@dataclass(frozen=True)
class Node:
    """An element of the structure tree, with its marks as pairs of page and number."""

    tag: str
    alt: str
    scope: str
    columns: int
    kids: tuple["Node", ...]
    marks: tuple[tuple[int, int], ...]

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def tagged(self, tag: str) -> list["Node"]:
        return [node for node in self.walk() if node.tag == tag]


class Written:
    """A summary that was written to disk and read again."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        self.reader = PdfReader(io.BytesIO(self.content), strict=True)

    @property
    def catalog(self) -> Any:
        return self.reader.trailer["/Root"]

    @property
    def pages(self) -> list[str]:
        """The text of each page, in one line."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def bookmarks(self) -> list[str]:
        return [str(entry["/Title"]) for entry in self.reader.outline if not isinstance(entry, list)]

    @property
    def decoded(self) -> bytes:
        """All that the file holds, its streams unpacked: where to look for what must not be in it."""
        parts = [self.content, self.text.encode("utf-8")]
        for number in range(1, len(self.reader.xref[0]) + 1):
            found = self.reader.get_object(number)
            parts.append(repr(found).encode("utf-8"))
            if isinstance(found, StreamObject):
                parts.append(found.get_data())
        return b"\n".join(parts)

    @property
    def tree(self) -> Node:
        return self._node(self.catalog["/StructTreeRoot"]["/K"][0].get_object())

    def marks_on_pages(self) -> list[tuple[int, int]]:
        """The marks that the pages themselves hold."""
        found = []
        for number, page in enumerate(self.reader.pages):
            contents = page.get_contents()
            assert contents is not None
            found += [
                (number, int(mark)) for mark in re.findall(rb"<</MCID (\d+)>> BDC", contents.get_data())
            ]
        return found

    def _node(self, element: Any) -> Node:
        kids, marks = [], []
        page_ids = [page.indirect_reference.idnum for page in self.reader.pages if page.indirect_reference]
        for raw in element.get("/K", []):
            kid = raw.get_object()
            if kid.get("/Type") == "/MCR":
                marks.append((page_ids.index(kid.raw_get("/Pg").idnum), int(kid["/MCID"])))
            else:
                kids.append(self._node(kid))
        attributes = element.get("/A", {})
        return Node(
            tag=element["/S"][1:],
            alt=str(element.get("/Alt", "")),
            scope=str(attributes.get("/Scope", ""))[1:],
            columns=int(attributes.get("/ColSpan", 1)),
            kids=tuple(kids),
            marks=tuple(marks),
        )


def written(folder: Path, of: Assessment, translate: Callable[[str], str] = str, **options: Any) -> Written:
    """Write the summary of an assessment and read it again."""
    target = folder / "summary.pdf"
    write_summary_pdf(summarize(of, NOW), target, translate=translate, **options)
    return Written(target)


def noted(note: str, **fields: Any) -> Assessment:
    """Return an assessment in which one item has this note."""
    return replace(assessment(rubric(), [response("1S-02", note=note)]), **fields)
