"""Taking authored files into the folder of one's own rubrics, and out of it again."""

import os
import stat
from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import FileMissing, NotAPlainFile, RubricFaulty, TargetUnwritable
from secure_desktop.library.own_rubrics import Authored, add, examine, own_files, remove
from secure_desktop.library.shelf import Shelf, read_shelf
from secure_desktop.library.toml_file import read_toml
from secure_desktop.rubric_errors import RubricBundled, RubricOnHand, SeveralOwnRubrics, UnknownOwnRubric
from tests.library.authored import OVERLAY, RUBRIC, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of one's own rubrics, which is not there yet."""
    return tmp_path / "own" / "rubrics"


def shelf_of(folder: Path) -> Shelf:
    return read_shelf(locations.rubrics(), folder)


def take(path: Path, folder: Path, *, replace: bool = False) -> Path:
    """Check a file and add it."""
    shelf = shelf_of(folder)
    return add(examine(path, shelf), folder, shelf, replace=replace)


def test_what_a_rubric_and_an_overlay_are_is_told(tmp_path: Path) -> None:
    rubric, overlay = written(tmp_path, RUBRIC), written(tmp_path, OVERLAY, "river.es.toml")

    assert examine(rubric, read_shelf()).rubric.id == "river-start"
    assert examine(rubric, read_shelf()).overlay is None
    found = examine(overlay, read_shelf(tmp_path))
    assert (found.name, found.rubric.title, found.rubric.overlays) == (
        "Español",
        "Lista del río",
        ("Español",),
    )


def test_an_overlay_of_a_rubric_that_is_not_here_is_found_wanting(tmp_path: Path) -> None:
    with pytest.raises(RubricFaulty, match="no rubric “river-start” here"):
        examine(written(tmp_path, OVERLAY), read_shelf())


def test_a_rubric_and_then_its_overlay_are_on_the_shelf_at_once(tmp_path: Path, folder: Path) -> None:
    rubric = take(written(tmp_path, RUBRIC, "any name.toml"), folder)
    overlay = take(written(tmp_path, OVERLAY, "es.toml"), folder)

    assert (rubric.name, overlay.name) == ("river-start.toml", "river-start.Español.toml")
    assert rubric.read_text(encoding="utf-8") == RUBRIC
    assert shelf_of(folder).rubric("river-start", "es").title == "Lista del río"


def test_the_programs_own_folder_is_its_owners_only_when_a_rubric_is_the_first_in_it(
    tmp_path: Path, folder: Path, usual_umask: None
) -> None:
    take(written(tmp_path, RUBRIC), folder)

    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)} == {0o700}


def test_the_same_file_again_changes_nothing(tmp_path: Path, folder: Path) -> None:
    first = take(written(tmp_path, RUBRIC), folder)

    assert take(written(tmp_path, RUBRIC), folder) == first
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_another_rubric_of_the_same_id_is_never_overwritten_unasked(
    tmp_path: Path, folder: Path, version: str
) -> None:
    first = take(written(tmp_path, RUBRIC), folder)
    other = RUBRIC.replace('version = "1.0"', f'version = "{version}"').replace("River rubric", "Ours")

    with pytest.raises(RubricOnHand, match=r"River checklist \(river-start 1.0\)"):
        take(written(tmp_path, other), folder)
    assert first.read_text(encoding="utf-8") == RUBRIC

    assert take(written(tmp_path, other), folder, replace=True) == first
    assert first.read_text(encoding="utf-8") == other


def test_a_bundled_rubric_is_replaced_on_the_shelf_only_when_asked(tmp_path: Path, folder: Path) -> None:
    own = written(tmp_path, RUBRIC.replace("river-start", "secure-start"))

    with pytest.raises(RubricOnHand, match=r"Checklist to Start \(secure-start"):
        take(own, folder)
    take(own, folder, replace=True)
    assert shelf_of(folder).rubric("secure-start").title == "River checklist"

    remove("secure-start", folder, shelf_of(folder))
    assert shelf_of(folder).rubric("secure-start").title == "Checklist to Start"


def test_another_overlay_of_the_same_name_is_never_overwritten_unasked(tmp_path: Path, folder: Path) -> None:
    take(written(tmp_path, RUBRIC), folder)
    first = take(written(tmp_path, OVERLAY, "es.toml"), folder)
    other = written(tmp_path, OVERLAY.replace("Estamos", "Estábamos"), "es.toml")

    with pytest.raises(RubricOnHand, match=r"Español \(river-start\)"):
        take(other, folder)
    assert take(other, folder, replace=True) == first


def test_a_file_of_that_name_with_something_else_in_it_stays(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    notes = written(folder, "not a rubric at all", "river-start.toml")

    assert take(written(tmp_path, RUBRIC), folder).name == "river-start 2.toml"
    assert notes.read_text(encoding="utf-8") == "not a rubric at all"


def test_an_overlay_named_like_a_path_stays_in_the_folder(tmp_path: Path, folder: Path) -> None:
    take(written(tmp_path, RUBRIC), folder)
    evil = OVERLAY.replace('name = "Español"', 'name = "../../\\u202e/CON"')
    target = take(written(tmp_path, evil, "es.toml"), folder)

    assert target.parent == folder
    assert "\u202e" not in target.name


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be")

    with pytest.raises(TargetUnwritable):
        take(written(tmp_path, RUBRIC), tmp_path / "own" / "rubrics")


def test_a_rubric_is_removed_by_its_id_an_overlay_by_its_name_and_any_file_by_its_name(
    tmp_path: Path, folder: Path
) -> None:
    take(written(tmp_path, RUBRIC), folder)
    take(written(tmp_path, OVERLAY, "es.toml"), folder)
    broken = written(folder, "id = ", "broken.toml")

    removed = remove("Español", folder, shelf_of(folder))
    assert isinstance(removed, Authored)
    assert remove("broken.toml", folder, shelf_of(folder)) == broken
    remove("river-start", folder, shelf_of(folder))

    assert list(folder.iterdir()) == []


def test_nothing_is_removed_while_it_is_not_clear_what(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("a.toml", "b.toml"):
        written(folder, RUBRIC, name)

    with pytest.raises(SeveralOwnRubrics, match=r"a\.toml, b\.toml"):
        remove("river-start", folder, shelf_of(folder))
    with pytest.raises(UnknownOwnRubric):
        remove("../a.toml", folder, shelf_of(folder))
    with pytest.raises(RubricBundled):
        remove("secure-improve", folder, shelf_of(folder))
    assert len(own_files(folder, shelf_of(folder)).usable) == 2


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    original = written(tmp_path, RUBRIC)
    (folder / "link.toml").symlink_to(original)

    remove("river-start", folder, shelf_of(folder))

    assert original.exists()
    assert list(folder.iterdir()) == []


def test_faulty_files_in_the_folder_are_listed_with_the_reason(folder: Path) -> None:
    folder.mkdir(parents=True)
    written(folder, "id = ", "broken.toml")
    (folder / "folder.toml").mkdir()

    found = own_files(folder, shelf_of(folder))

    assert found.usable == ()
    assert [path.name for path, _ in found.faulty] == ["broken.toml", "folder.toml"]


def test_what_is_no_plain_file_is_refused(tmp_path: Path, folder: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")

    with pytest.raises(NotAPlainFile):
        take(tmp_path / "pipe.toml", folder)
    with pytest.raises(FileMissing):
        take(tmp_path / "nowhere.toml", folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 500_000) + " = 1",
        "[" + ".".join(["a"] * 500_000) + "]",
        "x = {" + " . ".join(['"a"'] * 500_000) + " = 1}",
        "x = " + "[" * 500_000,
        "x = " + "9" * 500_000,
    ],
    ids=["dotted key", "dotted table", "quoted keys", "brackets", "number"],
)
def test_what_would_take_a_parser_for_ever_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RubricFaulty, match="It is not TOML"):
        read_toml(written(tmp_path, text))


def test_texts_full_of_dots_and_quotes_are_texts(tmp_path: Path) -> None:
    told = " ".join(f"{number}. “No.”" for number in range(200)) + " e.g. i.e. " + "." * 200
    path = written(tmp_path, RUBRIC.replace("For our schools.", told))

    assert read_toml(path)["purpose"] == told
