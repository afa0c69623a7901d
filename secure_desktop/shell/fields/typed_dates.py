"""Dates as people type them: 2027-01-15, 1/15/2027, Jan 15, 2027 or 15 January 2027."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_US = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})")
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|")
_CENTURY = 2000


def typed_date(text: str) -> date | None:
    """Return the date that a text means; None for a text without anything in it.

    A month stands before its day, as in the United States, unless the year comes first.

    Raises:
        ValueError: when it means no date.
    """
    words = " ".join(text.split())
    if not words:
        return None
    if found := _NUMBERS.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _US.fullmatch(words):
        return date(_whole_year(found[3]), int(found[1]), int(found[2]))
    if found := _MONTH_FIRST.fullmatch(words):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    if found := _DAY_FIRST.fullmatch(words):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    raise ValueError(text)


def is_whole(text: str) -> bool:
    """Return whether a text can mean no other date once more is typed."""
    return _WHOLE.fullmatch(text.strip()) is not None


def _whole_year(text: str) -> int:
    return int(text) if len(text) == 4 else _CENTURY + int(text)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1
