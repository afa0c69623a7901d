"""What a row of a file has to be: values of the right kind, and lines that are lines."""

from collections.abc import Sequence
from typing import Any

from secure_desktop.model.assessment import LONGEST_LINE


def demand_lines(row: Sequence[Any], places: Sequence[int]) -> None:
    """Accept a row that holds no more than a line where one belongs.

    Notes and reasons may be of any length, because a file must open whatever somebody once pasted.

    Raises:
        ValueError: when a line is longer than any that can be entered.
    """
    for place in places:
        if len(row[place]) > LONGEST_LINE:
            raise ValueError("a line is longer than any that can be entered")


def demand_kinds(row: Sequence[Any], kinds: Sequence[type]) -> None:
    """Accept a row whose values are of these kinds, and texts that can be written as UTF-8.

    Where SQLite has checked every page, that is so: our tables are strict.

    Raises:
        ValueError: when a value is something else; no version of the program wrote it.
    """
    if [type(value) for value in row] != list(kinds):
        raise ValueError("a value is not of the kind that is kept there")
    for value in row:
        if isinstance(value, str):
            value.encode("utf-8")
