import json
import tomllib
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from secure_desktop import locations
from secure_desktop.errors import RubricFaulty
from secure_desktop.library.overlay_file import lay_over, read_overlay
from secure_desktop.library.rubric_file import read_rubric
from secure_desktop.model.rubric import Rubric
from tests.library.authored import OVERLAY, RUBRIC, written


@pytest.fixture
def river(tmp_path: Path) -> Rubric:
    return read_rubric(written(tmp_path, RUBRIC))


def findings(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(RubricFaulty) as caught:
        read_overlay(written(folder, text, "river.es.toml"))
    return caught.value.findings


def test_an_overlay_replaces_texts_and_leaves_the_rest(tmp_path: Path, river: Rubric) -> None:
    laid = lay_over(river, read_overlay(written(tmp_path, OVERLAY, "river.es.toml")), name="river.es.toml")

    assert (laid.title, laid.language, laid.overlays) == ("Lista del río", "es", ("Español",))
    assert (laid.step(1).title, laid.step(2).title) == ("Primer paso", "Step 2, whole")
    assert (laid.item("R-2").text, laid.item("R-2").evidence) == ("Estamos de acuerdo.", ("Papel",))
    assert laid.item("R-2").short == river.item("R-2").short
    assert laid.item("R-1") == river.item("R-1")


def test_an_overlay_never_changes_ids_tiers_and_bases(tmp_path: Path) -> None:
    found = findings(tmp_path, f'{OVERLAY}id = "R-9"\ntier = "supplementary"\nbasis = ["Nothing"]\n')

    assert found == tuple(f"Item “R-2”: “{field}” is not a known field." for field in ("id", "tier", "basis"))


def test_everything_in_an_overlay_is_found_at_once(tmp_path: Path) -> None:
    text = (
        OVERLAY.replace('name = "Español"\n', "")
        .replace('"Primer paso"', "1")
        .replace('["Papel"]', '"Papel"')
    )

    assert findings(tmp_path, text) == (
        "Overlay: “name” is missing.",
        "Step 1: “title” must be a text, but is a whole number.",
        "Item “R-2”: “evidence” must be a list of texts, but is a text.",
    )


@pytest.mark.parametrize(
    "text", [OVERLAY.split("[steps", maxsplit=1)[0] + "items = 3", OVERLAY.replace("[items.R-2]", "[items]")]
)
def test_items_that_are_no_tables_are_found(tmp_path: Path, text: str) -> None:
    assert any("[items.…]" in finding for finding in findings(tmp_path, text))


def test_an_overlay_for_steps_and_items_that_are_not_there_is_refused(tmp_path: Path, river: Rubric) -> None:
    strange = OVERLAY.replace("[steps.1]", "[steps.9]").replace("[items.R-2]", "[items.R-9]")
    overlay = read_overlay(written(tmp_path, strange, "river.es.toml"))

    with pytest.raises(RubricFaulty) as caught:
        lay_over(river, overlay, name="river.es.toml")

    assert caught.value.findings == (
        "Step 9: “river-start” has no such step.",
        "Item “R-9”: “river-start” has no such item.",
    )


def test_the_overlay_of_these_tests_fits_the_published_schema() -> None:
    schema = json.loads((locations.rubrics() / "overlay.schema.json").read_text(encoding="utf-8"))

    jsonschema.validate(tomllib.loads(OVERLAY), schema)


def test_a_text_too_long_for_a_table_is_found_in_an_overlay_too(tmp_path: Path) -> None:
    long = OVERLAY + f'\n[items.R-1]\nshort = "{"x" * 61}"\n'

    assert "Item “R-1”: “short” has 61 characters; the most is 60." in findings(tmp_path, long)
