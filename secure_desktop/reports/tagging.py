"""A canvas on which everything is tagged: it belongs to an element of the structure, or it is an artifact.

ReportLab writes no tagged PDF of its own. This canvas adds the marks to the page's content and keeps
the tree of elements; `structure.py` writes that tree into the file.
"""

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from secure_desktop.model.attachment import Attachment
from secure_desktop.reports import structure, styles
from secure_desktop.reports.embedded import Marks, write_attachments, write_marks
from secure_desktop.reports.structure import Element, Identity, Mark

rl_config.useA85 = 0  # every program reads binary PDFs by now; as text they are a quarter larger


@dataclass(slots=True)
class _Page:
    """The owners of a page's marks, in the order of their numbers, and what is written on it at the end."""

    owners: list[Element] = field(default_factory=list)
    late: list[Callable[[], str]] = field(default_factory=list)


class TaggedCanvas:
    """A PDF in the making. Coordinates are points from the lower left corner of the page."""

    def __init__(
        self, identity: Identity, fonts: styles.Fonts, sheet: styles.Sheet = styles.PORTRAIT
    ) -> None:
        self.sheet = sheet
        self.footer: Callable[[], None] = lambda: None  # draws what stands at the foot of every page
        self._identity = identity
        self._fonts = fonts
        self._file = io.BytesIO()
        # `initialFontName`, or every page would ask for a Helvetica that is not in the file.
        self._raw: Any = Canvas(
            self._file,
            pagesize=sheet,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=identity.language,
            initialFontName=fonts.regular.name,
        )
        self._root = Element("Document")
        self._current = self._root
        self._in_artifact = False
        self._pages = [_Page()]
        self._sections: dict[str, int] = {}

    @property
    def page_number(self) -> int:
        """The number of the page that is drawn on; after the last, how many pages there are."""
        return len(self._pages)

    def page_of(self, section: str) -> int:
        """Return the page that a bookmark with this key leads to; known once it was set."""
        return self._sections[section]

    def next_page(self) -> None:
        """Finish this page and begin the next one."""
        self.footer()
        self._raw.showPage()
        self._pages.append(_Page())

    def bookmark(self, key: str, title: str, top: float, level: int = 0) -> None:
        """Add an entry to the document's outline that leads to a height on this page."""
        self._sections[key] = self.page_number
        self._raw.bookmarkHorizontalAbsolute(key, top)
        self._raw.addOutlineEntry(title, key, level)

    @contextlib.contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Let what is drawn in the block belong to an element, a child of the one around it."""
        if self._in_artifact:
            yield
            return
        outer = self._current
        element.put_under(outer)
        self._current = element
        try:
            yield
        finally:
            self._current = outer

    @contextlib.contextmanager
    def content(self) -> Iterator[None]:
        """Mark what is drawn in the block as content of the current element."""
        if self._in_artifact:
            yield
            return
        page = self._pages[-1]
        number = len(page.owners)
        page.owners.append(self._current)
        self._current.kids.append(Mark(self.page_number, number))
        self._raw._code.append(f"/{self._current.tag} <</MCID {number}>> BDC")  # noqa: SLF001 - the only way in
        yield
        self._raw._code.append("EMC")  # noqa: SLF001

    @contextlib.contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Mark what is drawn in the block as no part of the content: rules, boxes, repeated headers."""
        if self._in_artifact:
            yield
            return
        self._in_artifact = True
        self._raw._code.append(f"/Artifact <</Type /{kind}>> BDC")  # noqa: SLF001
        yield
        self._raw._code.append("EMC")  # noqa: SLF001
        self._in_artifact = False

    def write(
        self, x: float, baseline: float, lines: Sequence[str], style: styles.Style, colour: str = ""
    ) -> None:
        """Write lines of text under one another."""
        self._raw._code.append(self._text_code(x, baseline, lines, style, colour))  # noqa: SLF001

    def write_late(
        self,
        x: float,
        baseline: float,
        text: Callable[[], str],
        style: styles.Style,
        *,
        to_right: bool = False,
    ) -> None:
        """Write a line that is known only when the last page is finished; `x` is its left or its right end."""

        def code() -> str:
            words = text()
            left = x - self._fonts.regular.width(words, style.size) if to_right else x
            return self._text_code(left, baseline, (words,), style, "")

        page = self._pages[-1]
        # A comment in the page's content keeps the place; text that people typed never has a line of its own there.
        self._raw._code.append(_placeholder(len(page.late)))  # noqa: SLF001
        page.late.append(code)

    def rule(self, x: float, y: float, width: float, colour: str, weight: float = 0.5) -> None:
        """Draw a horizontal line."""
        self._raw.setStrokeColor(HexColor(colour))
        self._raw.setLineWidth(weight)
        self._raw.line(x, y, x + width, y)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        edge: str = "",
        weight: float = 0.75,
        radius: float = 0.0,
    ) -> None:
        """Draw a rectangle from its lower left corner."""
        if fill:
            self._raw.setFillColor(HexColor(fill))
        if edge:
            self._raw.setStrokeColor(HexColor(edge))
            self._raw.setLineWidth(weight)
        self._raw.roundRect(x, y, width, height, radius, stroke=int(bool(edge)), fill=int(bool(fill)))

    def paint(self, operators: str) -> None:
        """Draw by operators of a page's content, in a graphics state of their own."""
        self._raw._code.append(f"q {operators} Q")  # noqa: SLF001

    def finished(self, *, marks: Marks | None = None, attachments: Sequence[Attachment] = ()) -> bytes:
        """Return the whole PDF, with its marks if it is to have some. Nothing can be drawn any more."""
        self.footer()
        self._raw.showPage()
        document = self._raw._doc  # noqa: SLF001
        for number, page in enumerate(self._pages, 1):
            sheet = document.idToObject[f"Page{number}"]
            sheet.stream = _filled(sheet.stream, page.late)
            document.updateSignature(sheet.stream)
        structure.write_tree(document, self._root, [page.owners for page in self._pages])
        structure.write_identity(self._raw, self._identity)
        if marks:
            write_marks(document, marks, len(self._pages))
        write_attachments(document, attachments, self._identity.made_at)
        document.SaveToFile(self._file, self._raw)
        return self._file.getvalue()

    def _text_code(
        self, x: float, baseline: float, lines: Sequence[str], style: styles.Style, colour: str
    ) -> str:
        font = self._fonts.bold if style.bold else self._fonts.regular
        text = self._raw.beginText(x, baseline)
        text.setFont(font.name, style.size, style.leading)
        text.setLeading(style.leading)
        text.setFillColor(HexColor(colour or style.colour))
        for line in lines:
            text.textLine(line)
        return str(text.getCode())


def _placeholder(number: int) -> str:
    return f"% written at the end: {number}"


def _filled(stream: str, late: Sequence[Callable[[], str]]) -> str:
    if not late:
        return stream
    codes = {_placeholder(number): make for number, make in enumerate(late)}
    return "\n".join(codes[line]() if line in codes else line for line in stream.split("\n"))
