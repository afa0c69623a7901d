"""The structure tree of a tagged PDF, and what the file says about itself, as PDF objects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

PROGRAM = "SECURe Desktop"


class Mark(NamedTuple):
    """A piece of a page's content: the page, from 1, and the number of the piece on it, from 0."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """An element of the structure, such as P or TD. It can go on over several pages.

    `scope` is what a TH heads, Column or Row, and `columns` how many a TD takes. `alt` says in words what a Figure shows, and `bounds`
    where it stands.
    """

    tag: str
    scope: str = ""
    columns: int = 1
    alt: str = ""
    bounds: tuple[float, float, float, float] | None = None
    parent: "Element | None" = None
    kids: "list[Element | Mark]" = field(default_factory=list)

    def put_under(self, parent: "Element") -> None:
        """Become the last child of `parent`, unless the element has its place already."""
        if self.parent is None:
            self.parent = parent
            parent.kids.append(self)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the file says about itself."""

    title: str
    author: str
    language: str
    made_at: datetime


def write_tree(document: Any, root: Element, owners: Sequence[Sequence[Element]]) -> None:
    """Add the structure tree to a document; `owners` holds, page by page, the element of each mark."""
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    tree_reference = document.Reference(tree)
    references: dict[Element, Any] = {}
    top = _write_element(document, root, tree_reference, references)
    numbers: list[Any] = []
    for index, page_owners in enumerate(owners):
        _prepare_page(document.idToObject[f"Page{index + 1}"], index)
        numbers += [index, document.Reference(PDFArray([references[owner] for owner in page_owners]))]
    tree["K"] = PDFArray([top])
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(owners)
    document.Catalog.StructTreeRoot = tree_reference
    document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def add_entry(holder: Any, name: str, value: Any) -> None:
    """Add an entry that ReportLab does not know to a page or to the catalog."""
    holder.__NoDefault__ = [*holder.__NoDefault__, name]  # it writes only the entries that are listed there
    setattr(holder, name, value)


def write_identity(canvas: Any, identity: Identity) -> None:
    """Write title, author, language and times, the same in the information dictionary and in the XMP packet."""
    document = canvas._doc  # noqa: SLF001 - ReportLab has no other way to these
    canvas.setTitle(identity.title)
    canvas.setAuthor(identity.author)
    canvas.setSubject("")
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    document._timeStamp = _time_stamp(identity.made_at)  # noqa: SLF001
    document.updateSignature(identity.made_at.isoformat())
    document.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    packet = XMP(creator=lambda _: _xmp(identity).encode("utf-8"))
    packet.filters = []  # so that programs which do not know PDF find it
    document.Catalog.Metadata = document.Reference(packet)


def _write_element(document: Any, element: Element, parent: Any, references: dict[Element, Any]) -> Any:
    entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent}
    written = PDFDictionary(entries)
    references[element] = reference = document.Reference(written)
    if element.scope:
        written["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})
    if element.columns > 1:
        written["A"] = PDFDictionary({"O": PDFName("Table"), "ColSpan": element.columns})
    if element.bounds:
        layout = {
            "O": PDFName("Layout"),
            "Placement": PDFName("Block"),
            "BBox": PDFArray(list(element.bounds)),
        }
        written["A"] = PDFDictionary(layout)
    if element.alt:
        written["Alt"] = PDFString(element.alt)
    written["K"] = PDFArray([_write_kid(document, kid, reference, references) for kid in element.kids])
    return reference


def _write_kid(document: Any, kid: Element | Mark, parent: Any, references: dict[Element, Any]) -> Any:
    if isinstance(kid, Element):
        return _write_element(document, kid, parent, references)
    page = PDFObjectReference(f"Page{kid.page}")
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": kid.number})


def _prepare_page(page: Any, index: int) -> None:
    add_entry(page, "StructParents", index)
    add_entry(page, "Tabs", PDFName("S"))


def _time_stamp(moment: datetime) -> Any:
    stamp = TimeStamp(invariant=1)
    utc = moment.astimezone(UTC)
    stamp.t = utc.timestamp()
    stamp.lt = utc.timetuple()
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return stamp


def _xmp(identity: Identity) -> str:
    time = identity.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(identity.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(identity.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(identity.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
