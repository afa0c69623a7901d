"""Reading a PDF that nobody trusts: its pages, the marks on them, what is attached, and what does not belong there."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

_MOST_PAGES = 10_000
_HARMLESS = ("/URI", "/GoTo")  # what a link may do


@dataclass(frozen=True, slots=True)
class ReportMark:
    """What the catalog says: which report this is, by its fingerprint."""

    fingerprint: str
    revision: int
    is_public: bool
    pages: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is. `report` and `number` are what its mark says ("" and 0 without one)."""

    report: str
    number: int
    is_as_marked: bool
    has_comments: bool


@dataclass(frozen=True, slots=True)
class Attached:
    """An attached file as it is, and whether it has the size that is noted with it.

    Its checksum is not asked: it would be MD5, and each of our files shows by itself what it is.
    """

    content: bytes
    is_as_noted: bool


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds besides its seals. `has_more_attached` tells of files attached in other places."""

    report: ReportMark | None
    pages: tuple[Page, ...]
    attached: Mapping[str, Attached]
    has_more_attached: bool
    has_scripts: bool


def read_content(reader: PdfFileReader) -> PdfContent:
    """Return what a PDF holds. A PDF that contradicts itself raises just anything."""
    root = reader.root
    attached, has_more = _attached(root)
    pages = list(_pages(root))
    return PdfContent(
        report=_report_mark(root),
        pages=tuple(_page(page) for page in pages),
        attached=attached,
        has_more_attached=has_more,
        has_scripts=_has_scripts(root, pages),
    )


def _report_mark(root: DictionaryObject) -> ReportMark | None:
    mark = _entry(root, "/SECUREReport")
    if not isinstance(mark, DictionaryObject):
        return None
    return ReportMark(
        fingerprint=str(mark["/Report"]),
        revision=int(mark["/Revision"]),
        is_public=mark["/Kind"] == "/Public",
        pages=int(mark["/Pages"]),
    )


def _pages(root: DictionaryObject) -> Iterator[DictionaryObject]:
    waiting, seen = [root["/Pages"]], 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > _MOST_PAGES:
            raise ValueError("too many pages, or pages in a circle")
        if "/Kids" in node:
            waiting += reversed(_all(node["/Kids"]))
        else:
            yield node


def _page(page: DictionaryObject) -> Page:
    mark = _entry(page, "/SECUREPage")
    has_comments = not all(_belongs(entry) for entry in _all(_entry(page, "/Annots", ())))
    if not isinstance(mark, DictionaryObject):
        return Page("", 0, is_as_marked=False, has_comments=has_comments)
    return Page(
        report=str(mark["/Report"]),
        number=int(mark["/Number"]),
        is_as_marked=str(mark["/Digest"]) == _digest(page),
        has_comments=has_comments,
    )


def _digest(page: DictionaryObject) -> str:
    """Return the SHA-256 of what a page draws; "" when it cannot be read."""
    drawn = _entry(page, "/Contents")
    parts = _all(drawn) if isinstance(drawn, ArrayObject) else [drawn]
    whole = hashlib.sha256()
    try:
        for part in parts:
            whole.update(part.data)
    except Exception:  # noqa: BLE001 - a filter's word for bytes that were altered
        return ""
    return whole.hexdigest()


def _belongs(annotation: DictionaryObject) -> bool:
    """Return whether an annotation is a plain link, or a seal that nobody can see."""
    kind = _entry(annotation, "/Subtype")
    if kind == "/Link":
        return "/A" not in annotation or _entry(annotation["/A"], "/S") in _HARMLESS
    left, bottom, right, top = _all(annotation["/Rect"])
    is_seal = kind == "/Widget" and _entry(annotation, "/FT") == "/Sig"
    return is_seal and (left, bottom) == (right, top) and "/AP" not in annotation


def _attached(root: DictionaryObject) -> tuple[dict[str, Attached], bool]:
    found: dict[str, Attached] = {}
    tree = _entry(_entry(root, "/Names", {}), "/EmbeddedFiles", {})
    listed = _all(_entry(tree, "/Names", ()))
    for name, entry in zip(listed[::2], listed[1::2], strict=True):
        found.setdefault(str(name), _file(entry))
    related = [str(entry["/F"]) for entry in _all(_entry(root, "/AF", ()))]
    has_more = "/Kids" in tree or len(found) * 2 != len(listed) or sorted(related) != sorted(found)
    return found, has_more


def _file(entry: DictionaryObject) -> Attached:
    stream = entry["/EF"]["/F"]
    try:
        if not isinstance(stream, StreamObject):
            raise TypeError("no file")
        content = stream.data
        return Attached(content, is_as_noted=stream["/Params"]["/Size"] == len(content))
    except Exception:  # noqa: BLE001 - a filter's word for bytes that were altered
        return Attached(b"", is_as_noted=False)


def _has_scripts(root: DictionaryObject, pages: list[DictionaryObject]) -> bool:
    first = _entry(root, "/OpenAction")
    acts = isinstance(first, DictionaryObject) and _entry(first, "/S") != "/GoTo"
    named = "/JavaScript" in _entry(root, "/Names", {})
    return acts or named or any("/AA" in place for place in (root, *pages))


def _entry(dictionary: Any, key: str, default: Any = None) -> Any:
    """Return an entry itself where a PDF may hold a reference to it; `get` would return the reference."""
    return dictionary[key] if key in dictionary else default  # noqa: SIM401 - see above


def _all(array: Any) -> list[Any]:
    return [entry.get_object() for entry in array]
