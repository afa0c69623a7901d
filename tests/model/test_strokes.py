import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.strokes import (
    HEIGHT,
    MOST_POINTS,
    WIDTH,
    Strokes,
    fitted,
    strokes_from_json,
    strokes_json,
)

ANY_NUMBER = st.floats(allow_nan=True, allow_infinity=True)
IN_THE_BOX = st.lists(
    st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=1).map(tuple)
).map(tuple)


@given(IN_THE_BOX)
def test_strokes_are_read_as_they_were_written(strokes: Strokes) -> None:
    assert strokes_from_json(strokes_json(strokes)) == strokes


@given(st.lists(st.lists(st.tuples(ANY_NUMBER, ANY_NUMBER))))
def test_whatever_is_drawn_fits_into_the_box_and_can_be_kept(drawn: list[list[tuple[float, float]]]) -> None:
    strokes = fitted(drawn)

    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for stroke in strokes for x, y in stroke)
    assert strokes_from_json(strokes_json(strokes)) == strokes


def test_a_drawing_keeps_its_proportions_and_its_strokes() -> None:
    assert fitted([[(10, 20), (60, 20)], [(10, 25)], []]) == (((0, 0), (1000, 0)), ((0, 100),))
    assert fitted([[(0, 0), (1, 30)]]) == (((0, 0), (10, 300)),)
    assert fitted([[(5, 5), (5, 9)]]) == (((0, 0), (0, 300)),)


@pytest.mark.parametrize(
    "drawn",
    [
        [],
        [[]],
        [[(3, 4)]],
        [[(3, 4), (3, 4)]],
        [[(0, 0), (math.inf, 1)]],
        [[(0, 0), (math.nan, 1)]],
        [[(-1e308, 0), (1e308, 1)]],
        [[(0, 0), (5e-324, 5e-324)]],
        [[(n, n) for n in range(MOST_POINTS + 1)]],
    ],
)
def test_what_cannot_be_drawn_is_no_drawing(drawn: list[list[tuple[float, float]]]) -> None:
    assert fitted(drawn) == ()


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "7",
        "[7]",
        "[[7]]",
        "[[[1,2,3]]]",
        '[[["1",2]]]',
        "[[[true,2]]]",
        "[[[1.5,2]]]",
        "[[[-1,2]]]",
        "[[[1001,2]]]",
        "[[[1,301]]]",
        "[[[NaN,1]]]",
        "[" * 100_000,
        f"[[{','.join(['[1,1]'] * (MOST_POINTS + 1))}]]",
    ],
)
def test_a_text_that_makes_no_sense_is_no_drawing(text: str) -> None:
    assert strokes_from_json(text) == ()
