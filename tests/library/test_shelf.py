from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import UnknownRubric, UnknownWording
from secure_desktop.library.shelf import read_shelf
from tests.library.authored import OVERLAY, RUBRIC, written


def test_own_rubrics_stand_beside_the_bundled_ones(tmp_path: Path) -> None:
    written(tmp_path, RUBRIC)

    assert list(read_shelf(locations.rubrics(), tmp_path).rubrics) == [
        "secure-improve",
        "secure-start",
        "river-start",
    ]


def test_an_own_rubric_replaces_the_bundled_one_of_its_id(tmp_path: Path) -> None:
    written(tmp_path, RUBRIC.replace("river-start", "secure-start"))

    assert read_shelf(locations.rubrics(), tmp_path).rubric("secure-start").title == "River checklist"


def test_a_faulty_file_does_not_keep_the_others_from_use(tmp_path: Path) -> None:
    written(tmp_path, RUBRIC)
    broken = written(tmp_path, "id = ", "broken.toml")
    (tmp_path / "folder.toml").mkdir()

    shelf = read_shelf(tmp_path, tmp_path / "not there")

    assert list(shelf.rubrics) == ["river-start"]
    assert [path for path, _ in shelf.faulty] == [broken, tmp_path / "folder.toml"]


@pytest.mark.parametrize("wording", ["Español", "es"])
def test_a_wording_is_taken_by_its_name_or_its_language(tmp_path: Path, wording: str) -> None:
    written(tmp_path, RUBRIC)
    written(tmp_path, OVERLAY, "river.es.toml")

    assert read_shelf(tmp_path).rubric("river-start", wording).title == "Lista del río"


def test_what_is_not_on_the_shelf_is_told_with_what_is(tmp_path: Path) -> None:
    written(tmp_path, RUBRIC)
    written(tmp_path, OVERLAY, "river.es.toml")
    shelf = read_shelf(tmp_path)

    with pytest.raises(UnknownRubric, match=r"no rubric “lake”.*Use one of: river-start"):
        shelf.rubric("lake")
    with pytest.raises(UnknownWording, match=r"no wording “fr” of the rubric “river-start”.*Español"):
        shelf.rubric("river-start", "fr")
