import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from secure_desktop import locations
from secure_desktop.library.shelf import Shelf, read_shelf
from secure_desktop.model.rubric import Tier

# Assessment files and overlays refer to items by these ids: they are never changed and never reused.
IDS = {
    "secure-start": [
        *(f"1S-{number:02}" for number in range(1, 12)),
        *(f"2S-{number:02}" for number in range(1, 13)),
        *(f"3S-{number:02}" for number in range(1, 9)),
        *(f"4S-{number:02}" for number in range(1, 11)),
        *(f"5S-{number:02}" for number in range(1, 9)),
    ],
    "secure-improve": [
        *(f"1I-{number:02}" for number in range(1, 9)),
        *(f"2I-{number:02}" for number in range(1, 8)),
        *(f"3I-{number:02}" for number in range(1, 7)),
        *(f"4I-{number:02}" for number in range(1, 9)),
        *(f"5I-{number:02}" for number in range(1, 9)),
    ],
}


def as_the_schema_sees_it(path: Path) -> Any:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(data, default=date.isoformat))


def schema(name: str) -> Any:
    return json.loads((locations.rubrics() / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("rubric_id", IDS)
def test_a_bundled_rubric_fits_the_published_schema(rubric_id: str) -> None:
    jsonschema.validate(as_the_schema_sees_it(locations.rubrics() / f"{rubric_id}.toml"), schema("rubric"))


@pytest.mark.parametrize("name", ["rubric", "overlay"])
def test_a_published_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("rubric_id", IDS)
def test_the_ids_of_a_bundled_rubric_stay_what_they_are(shelf: Shelf, rubric_id: str) -> None:
    assert [item.id for item in shelf.rubric(rubric_id)] == IDS[rubric_id]


def test_there_are_49_items_to_start_with_and_37_to_improve(shelf: Shelf) -> None:
    start, improve = shelf.rubric("secure-start"), shelf.rubric("secure-improve")

    assert (len(start.items), len(improve.items)) == (49, 37)
    assert len(start.steps) == len(improve.steps) == 5
    assert sum(item.tier is Tier.CORE for rubric in (start, improve) for item in rubric) == 44


def test_every_file_in_the_bundled_folder_is_usable() -> None:
    shelf = read_shelf(locations.rubrics())

    assert set(shelf.rubrics) == set(IDS)
    assert shelf.faulty == ()


def test_no_bundled_rubric_calls_its_wording_official(shelf: Shelf) -> None:
    for rubric in shelf.rubrics.values():
        assert "not the official text" in rubric.attribution
