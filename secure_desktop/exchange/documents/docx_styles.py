"""The styles of a text document: real headings, so that a word processor lists them, and one face throughout."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from secure_desktop.exchange.documents.docx_xml import element

_FACE = "Calibri"
_BODY, _SMALL = Pt(10.5), Pt(9.5)
_INK, _HEADING = RGBColor(0x1B, 0x23, 0x30), RGBColor(0x1F, 0x4E, 0x8C)
_LANGUAGES = {"en": "en-US", "es": "es-US"}


def prepare(word: WordDocument, language: str) -> None:
    """Set paper, language and styles of a new document."""
    section = word.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.85)
    section.top_margin, section.bottom_margin = Inches(0.9), Inches(0.8)
    _set_language(word, _LANGUAGES.get(language, language))
    _style(word, "Normal", size=_BODY, before=0, after=6)
    _style(word, "Title", size=Pt(22), bold=True, before=0, after=2)
    _style(word, "Caption", size=_SMALL, before=0, after=0)
    _style(word, "Heading 1", size=Pt(15), bold=True, color=_HEADING, before=18, after=4)
    _style(word, "Heading 2", size=Pt(12), bold=True, color=_HEADING, before=14, after=3)
    _style(word, "Header", size=Pt(8.5), before=0, after=0)
    _style(word, "Footer", size=Pt(8.5), before=0, after=0)
    _style(word, "List Bullet", size=_BODY, before=0, after=2)
    _style(word, "Status", size=Pt(12), bold=True, before=2, after=8)
    _style(word, "Cell", size=_SMALL, before=0, after=1)
    _style(word, "ColumnHead", size=Pt(8.5), bold=True, before=0, after=1)
    _style(word, "AfterTable", size=Pt(4), before=0, after=2)
    _frame(_style(word, "Notice", size=_BODY, before=4, after=8))


def _style(
    word: WordDocument,
    name: str,
    *,
    size: Pt,
    before: float,
    after: float,
    bold: bool = False,
    color: RGBColor = _INK,
) -> ParagraphStyle:
    """Set the looks of a paragraph style, which is made when the document does not have it."""
    known = {style.name: style for style in word.styles}
    found = known.get(name) or word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    shape = found.element.get_or_add_rPr()
    for old in list(shape):
        shape.remove(old)
    found.font.size, found.font.bold = size, bold
    found.font.color.rgb = color
    shape.insert(0, element("rFonts", ascii=_FACE, hAnsi=_FACE, cs=_FACE, eastAsia=_FACE))
    _clear_borders(found)
    form = found.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.08
    return found


def _clear_borders(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)


def _frame(style: ParagraphStyle) -> None:
    """Let a paragraph stand out by a tint and an edge."""
    edge = element("left", val="single", sz=24, space=8, color="1F4E8C")
    frame, tint = element("pBdr", edge), element("shd", val="clear", color="auto", fill="EEF2F8")
    properties: Any = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(frame)
    spacing.addprevious(tint)


def _set_language(word: WordDocument, language: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    shape = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in shape.findall(qn("w:lang")):
        shape.remove(old)
    shape.append(element("lang", val=language, eastAsia=language))
