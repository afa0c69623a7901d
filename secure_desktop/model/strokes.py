"""A drawn signature: strokes of points in a box, as people draw them with mouse, pen or finger."""

import json
import math
from collections.abc import Iterable
from itertools import chain

from secure_desktop.model.canonical import canonical_json

WIDTH, HEIGHT = 1000, 300  # the box; x runs to the right, y runs down
MOST_POINTS = 20_000

Strokes = tuple[tuple[tuple[int, int], ...], ...]
"""Each stroke is a line through its points, from where the pen came down to where it was lifted."""


def strokes_json(strokes: Strokes) -> str:
    """Return strokes as canonical JSON; "" for none."""
    return canonical_json(strokes) if strokes else ""


def strokes_from_json(text: str) -> Strokes:
    """Return the strokes that `strokes_json` wrote; none for a text that makes no sense."""
    try:
        found = json.loads(text) if text else []
        strokes = tuple(tuple((_number(x, WIDTH), _number(y, HEIGHT)) for x, y in stroke) for stroke in found)
    except (ValueError, TypeError, RecursionError):
        return ()
    return strokes if sum(len(stroke) for stroke in strokes) <= MOST_POINTS else ()


def fitted(strokes: Iterable[Iterable[tuple[float, float]]]) -> Strokes:
    """Return strokes in any scale moved and scaled into the box, with the same proportions.

    None for a single dot, for more than MOST_POINTS, and for numbers that cannot be drawn.
    """
    drawn = [list(stroke) for stroke in strokes]
    points = [point for stroke in drawn for point in stroke]
    if not points or len(points) > MOST_POINTS or not all(map(math.isfinite, chain.from_iterable(points))):
        return ()
    left, top = min(x for x, _ in points), min(y for _, y in points)
    across, down = max(x for x, _ in points) - left, max(y for _, y in points) - top
    if max(across, down) <= 0:
        return ()
    scale = min(WIDTH / across if across else HEIGHT, HEIGHT / down if down else WIDTH)
    if not 0 < scale < math.inf:
        return ()
    return tuple(
        tuple((round((x - left) * scale), round((y - top) * scale)) for x, y in stroke)
        for stroke in drawn
        if stroke
    )


def _number(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise TypeError("a point is something else")
    return value
