"""Two versions of the small rubric: one item is changed, one is new, one is gone, one has moved."""

from dataclasses import replace

from secure_desktop.model.rubric import Rubric
from tests import builders

CHANGED, NEW, GONE = "1S-02", "1S-09", "2S-02"


def version_1() -> Rubric:
    """Return the first version: 1S-01 to 1S-03, 2S-01 and 2S-02."""
    return builders.rubric()


def version_2() -> Rubric:
    """Return the version after it: 1S-03 and 1S-01 have changed places."""
    first, second = version_1().steps
    one, two, three = first.items
    two = replace(two, text="The partners have agreed on subject 2, and say so in public.")
    added = replace(builders.item(1, 9), short="A new subject")
    return replace(
        version_1(),
        version="1.10",
        steps=(replace(first, items=(three, two, one, added)), replace(second, items=second.items[:1])),
    )
