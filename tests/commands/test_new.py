from pathlib import Path

import pytest

from secure_desktop.model.assessment import Profile
from secure_desktop.model.roles import Role
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.library.authored import OVERLAY, RUBRIC, written
from tests.storage.snapshots import contents

START = ("--checklist", "start", "--district", "River")


def test_a_new_assessment_is_told_in_one_sentence(console: Console, tmp_path: Path) -> None:
    said = console.done("new", tmp_path / "river.sqlite", *START)

    assert said == "“river.sqlite” was created for River: Checklist to Start, 49 items.\n"


def test_a_new_assessment_holds_all_that_was_typed(console: Console, tmp_path: Path) -> None:
    path = tmp_path / "river"
    console.done(
        *("new", path, "--checklist", "improve", "--district", " Distrito Río ", "--school-year", "2026–27"),
        *("--agency", "River County Sheriff", "--state", "Iowa", "--by", "Ann"),
        *("--participant", "Ann Acuña; superintendent; Dr.; River", "--participant", "Bob"),
    )

    with open_file(path) as file:
        assessment, history = file.assessment(), file.history()
    assert assessment.rubric.id == "secure-improve"
    assert assessment.profile == Profile("Distrito Río", "2026–27", "Iowa", "River County Sheriff")
    assert [(p.name, p.role, p.title, p.organization) for p in assessment.participants] == [
        ("Ann Acuña", Role.SUPERINTENDENT, "Dr.", "River"),
        ("Bob", Role.OTHER, "", ""),
    ]
    assert {entry.by for entry in history} == {"Ann"}
    assert list(contents(tmp_path)) == ["river"]


def test_an_own_rubric_and_a_wording_can_be_chosen(console: Console, tmp_path: Path, home: Path) -> None:
    (home / "rubrics").mkdir(parents=True)
    written(home / "rubrics", RUBRIC)
    written(home / "rubrics", OVERLAY, "river.es.toml")

    said = console.done("new", tmp_path / "a.sqlite", *START, "--rubric", "river-start", "--wording", "es")

    assert said == "“a.sqlite” was created for River: Lista del río, 3 items.\n"
    with open_file(tmp_path / "a.sqlite") as file:
        assert file.assessment().rubric.overlays == ("Español",)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--checklist", "start"), "the following arguments are required: --district."),
        (("--district", "River"), "the following arguments are required: --checklist."),
        (("--checklist", "begin", "--district", "River"), "invalid choice: 'begin'"),
        (("--checklist", "start", "--district", " "), "An assessment needs the name of the district."),
        (
            (*START, "--rubric", "lake"),
            "There is no rubric “lake” here.\nUse one of: secure-improve, secure-start.",
        ),
        ((*START, "--rubric", "secure-improve"), "is a checklist to improve, not to start"),
        ((*START, "--wording", "es"), "There is no wording “es” of the rubric “secure-start” here."),
        (
            (*START, "--participant", "Ann; queen"),
            "“queen” is not a role.\nUse one of: superintendent, law-enforcement",
        ),
        ((*START, "--participant", "; other"), "“; other” is not NAME; ROLE; TITLE; ORGANIZATION."),
        ((*START, "--participant", "a;other;c;d;e"), "is not NAME; ROLE; TITLE; ORGANIZATION."),
        ((*START, "--agency", "x" * 2_000), "The text has 2000 characters; the most is 1000."),
    ],
)
def test_what_makes_no_assessment_makes_no_file(
    console: Console, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in console.refused("new", tmp_path / "river.sqlite", *arguments)
    assert not (tmp_path / "river.sqlite").exists()


@pytest.mark.parametrize("name", ["taken.sqlite", "folder", "link", "nowhere/river.sqlite"])
def test_a_new_assessment_never_replaces_anything(console: Console, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "taken.sqlite").write_text("weeks of work")
    (folder / "folder").mkdir()
    (folder / "link").symlink_to("none")
    before = contents(folder)

    console.refused("new", folder / name, *START)

    assert contents(folder) == before


def test_text_that_is_no_text_becomes_text(console: Console, tmp_path: Path) -> None:
    said = console.done(
        "new", tmp_path / "r\udcff.sqlite", "--checklist", "start", "--district", "R\udcff\x1b\nx"
    )

    assert said.startswith("“r\\udcff.sqlite” was created for R\\udcff\\x1b\\x0ax: ")
    with open_file(tmp_path / "r\udcff.sqlite") as file:
        assert file.assessment().profile.district == "R?\x1b x"
