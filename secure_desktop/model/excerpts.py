"""Excerpts of what people typed, for places with little room: a text on one line, and a text in its paragraphs."""


def shortened(text: str, limit: int) -> str:
    """Return the text on one line, cut at a word with "…" when it is longer than `limit`."""
    line = " ".join(text[: 8 * limit].split())
    if len(line) <= limit:
        return line
    cut = line[:limit]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > limit // 2 else cut).rstrip(" ,;.:–-") + "…"


def paragraphs(text: str) -> list[str]:
    """Return the parts of a text that blank lines set apart."""
    return [part for raw in text.replace("\r\n", "\n").split("\n\n") if (part := raw.strip())]
