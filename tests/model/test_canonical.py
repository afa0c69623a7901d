import json
from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.library.shelf import Shelf
from secure_desktop.model.canonical import canonical_json, digest, rubric_from_json, rubric_json
from secure_desktop.model.rubric import ActionStep, Checklist, Definition, Item, Rubric, Tier
from tests import builders

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
ITEMS = st.builds(
    Item,
    id=TEXT,
    text=TEXT,
    short=TEXT,
    tier=st.sampled_from(Tier),
    look_for=TEXT,
    evidence=TEXTS,
    authority=TEXTS,
    basis=TEXTS,
)
STEPS = st.builds(
    ActionStep,
    number=st.integers(1, 99),
    title=TEXT,
    short_title=TEXT,
    guidance=TEXT,
    items=st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda item: item.id).map(tuple),
)
RUBRICS = st.builds(
    Rubric,
    checklist=st.sampled_from(Checklist),
    definitions=st.lists(st.builds(Definition, TEXT, TEXT), max_size=2).map(tuple),
    steps=STEPS.map(lambda step: (step,)),
    overlays=TEXTS,
    **{
        field.name: TEXT
        for field in fields(Rubric)
        if field.name not in ("checklist", "definitions", "steps", "overlays")
    },
)


@given(RUBRICS)
def test_a_rubric_comes_back_from_its_canonical_json_as_it_was(rubric: Rubric) -> None:
    text = rubric_json(rubric)

    assert rubric_from_json(text) == rubric
    assert rubric_json(rubric_from_json(text)) == text


def test_a_text_about_escapes_is_no_escape() -> None:
    rubric = replace(builders.rubric(), title=r"Write \ud83d for half an emoji")

    assert rubric_from_json(rubric_json(rubric)) == rubric


def test_the_bundled_rubrics_come_back_as_they_were(shelf: Shelf) -> None:
    for rubric in shelf.rubrics.values():
        assert rubric_from_json(rubric_json(rubric)) == rubric


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical_json({"b": 1, "a": [True, "ñ"]}) == canonical_json({"a": [True, "ñ"], "b": 1})
    assert canonical_json({"b": 1, "a": [True, "ñ"]}) == '{"a":[true,"ñ"],"b":1}'


def test_canonical_json_refuses_what_json_cannot_say() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"a": float("nan")})


def test_a_digest_is_the_sha_256_of_the_bytes() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest("ñ") != digest("n")


def changed(**fields: Any) -> str:
    return json.dumps({**asdict(builders.rubric()), **fields})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        changed(title=5),
        changed(title="half of 😀: \ud83d"),
        changed(steps=[]),
        changed(steps=None),
        changed(steps=[{"number": 1}]),
        changed(checklist="perfect"),
        changed(overlays="es"),
        changed(definitions=[{"term": "MOU", "text": None}]),
        rubric_json(builders.rubric()).replace('"1S-02"', '"1S-01"'),
        rubric_json(builders.rubric()).replace('"number":1', '"number":"1"'),
        rubric_json(builders.rubric()).replace('"number":1', '"number":true'),
        rubric_json(builders.rubric()).replace('["Voluntary guidance"]', '"Voluntary guidance"'),
        rubric_json(builders.rubric()).replace('["Voluntary guidance"]', "[7]"),
    ],
)
def test_what_is_no_rubric_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rubric_from_json(text)
