"""The few elements of WordprocessingML that our documents are made of. Typed text enters only as text of a run."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from secure_desktop.exchange.documents.parts import Line, Tone
from secure_desktop.exchange.visible import visible

COLORS = {
    Tone.QUIET: "4A5568",
    Tone.GOOD: "1D5B3A",
    Tone.PARTLY: "7A4A00",
    Tone.BAD: "9B1C1C",
    Tone.APART: "4A5568",
}
_BREAK = re.compile("([\n\t])")


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """Return an element of the namespace "w" with its attributes and children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def run(text: str, *properties: Any) -> Any:
    """Return a run of text; a line feed becomes a line break, a tab a tab."""
    made = element("r")
    if properties:
        made.append(element("rPr", *properties))
    made.extend(_pieces(visible(text)))
    return made


def paragraph(line: Line, style: str = "", *, stays: bool = False) -> Any:
    """Return a paragraph of a line: its lead in bold, its text in the color of its tone.

    With `stays` it is kept on one page with what follows it.
    """
    said = element("pPr", *([element("pStyle", val=style)] if style else []))
    if stays:
        said.append(element("keepNext"))
    runs = [run(f"{line.lead} ", *_shape(line.tone, bold=True))] if line.lead else []
    if line.text:
        runs.append(run(line.text, *_shape(line.tone, bold=line.tone is Tone.STRONG)))
    return element("p", *([said] if len(said) else []), *runs)


def field(instruction: str, shown: str = "1") -> Iterator[Any]:
    """Yield the runs of a field, such as the number of the page."""
    yield element("r", element("fldChar", fldCharType="begin"))
    code = element("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    yield element("r", code)
    yield element("r", element("fldChar", fldCharType="separate"))
    yield run(shown)
    yield element("r", element("fldChar", fldCharType="end"))


def bookmark(of: Any, name: str, number: int) -> Any:
    """Return a paragraph with a bookmark around its runs."""
    first = 1 if of.find(qn("w:pPr")) is not None else 0
    of.insert(first, element("bookmarkStart", id=number, name=name))
    of.append(element("bookmarkEnd", id=number))
    return of


def _shape(tone: Tone, *, bold: bool) -> Iterable[Any]:
    if bold:
        yield element("b")
    if tone in COLORS:
        yield element("color", val=COLORS[tone])


def _pieces(text: str) -> Iterator[Any]:
    for piece in _BREAK.split(text):
        if piece == "\n":
            yield element("br")
        elif piece == "\t":
            yield element("tab")
        elif piece:
            made = element("t")
            made.set(qn("xml:space"), "preserve")
            made.text = piece
            yield made
