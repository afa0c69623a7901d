"""Which of two versions of a rubric is the newer one, however their author numbers them."""

import re
from itertools import zip_longest

_PART = re.compile(r"\d+|[^\W\d_]+")
_NOTHING = (1, 0, "")  # what "1.1" has where "1.1.1" has its last number


def is_newer(version: str, than: str) -> bool:
    """Return whether a version comes after another one.

    Numbers count as numbers ("1.10" after "1.9"), and a word makes a version that comes before the one without it
    ("1.1 draft" before "1.1"). What no number or word tells apart is the same version.
    """
    for one, other in zip_longest(_parts(version), _parts(than), fillvalue=_NOTHING):
        if one != other:
            return one > other
    return False


def _parts(version: str) -> list[tuple[int, int, str]]:
    found = _PART.findall(version.casefold())
    if found[:1] in (["v"], ["version"]):
        del found[0]
    return [_part(text) for text in found]


def _part(text: str) -> tuple[int, int, str]:
    if not text.isdecimal():
        return (0, 0, text)
    digits = text.lstrip("0")
    return (1, len(digits), digits)  # longer numbers are greater ones; nobody has to count that far
