"""Text for a cell of a workbook, taken apart where XlsxWriter would take typed text for its own marks."""

import re

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TO_THE_NEXT = 6  # characters, when an escape begins with the underscore that ends the one before


def fragments(text: str) -> list[str]:
    """Return the pieces of a text that are to be written as one rich string; a single one is an ordinary text.

    XlsxWriter 3.2 writes a text that begins with "<r>" and ends with "</r>" as it is, as markup. Of two escapes that
    share an underscore ("_x005F_x0041_") it masks only the first, so that the second is read as one; and in a rich
    string it masks twice. So no piece holds a whole mark.
    """
    starts = {found.start() for found in _ESCAPE.finditer(text)}
    is_markup = text.startswith("<r>") and text.endswith("</r>")
    if not is_markup and not any(start + _TO_THE_NEXT in starts for start in starts):
        return [text]
    cuts = sorted({*(start + 1 for start in starts), *([1] if is_markup else [])})
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
