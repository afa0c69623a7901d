"""Typed text as other programs can show it: what they cannot hold, or what would mislead the eye, becomes visible."""

import re

_HALF_OR_NO_CHARACTER = "\ufffd"
_MISLEADING = (
    "\x80-\x9f\u202a-\u202e\u2066-\u2069"  # C1 controls, and signs that turn the direction of what follows
)
_UNFIT = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f{_MISLEADING}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    f"{''.join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))}]"
)
_PICTURES = 0x2400  # where Unicode keeps the pictures of the control characters


def visible(text: str) -> str:
    """Return typed text as XML and HTML can hold it and a reader can see it.

    Line ends become line feeds. A control character is shown by its picture ("␀", "␛"); one that has none, and a
    sign that turns the direction of the text, by its number ("[U+202E]"); half a character, or a number that stands
    for none, by "�". All other text is returned as it is.
    """
    return _UNFIT.sub(_shown, text.replace("\r\n", "\n").replace("\r", "\n"))


def whole(text: str) -> str:
    """Return text that can be written as UTF-8: "�" stands for half a character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _shown(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "␡"
    if code <= 0x9F or 0x202A <= code <= 0x2069:
        return f"[U+{code:04X}]"
    return _HALF_OR_NO_CHARACTER
