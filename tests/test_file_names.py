from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.file_names import LONGEST_NAME, free_name, named_after, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("River District", "River District"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\x:y", "C x y"),
        ("CON", "CON_"),
        ("nul.txt", "nul_.txt"),
        ("con .txt", "con _.txt"),
        ("com¹", "com¹_"),
        ("CONOUT$.log", "CONOUT$_.log"),
        ("学" * 100, "学" * 66),
        (" . ", "assessment"),
        ("gnp\u202eexe", "gnpexe"),
        ("Ñandú 学校", "Ñandú 学校"),
    ],
)
def test_a_safe_name_is_taken_by_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_every_text_gives_a_safe_name(text: str) -> None:
    name = safe_name(text)

    assert 0 < len(name) <= LONGEST_NAME
    assert len(name.encode("utf-8")) <= 201
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .")


def test_a_free_name_counts_on_past_what_is_taken(tmp_path: Path) -> None:
    target = tmp_path / "river.sqlite"
    assert free_name(target) == target
    target.touch()
    (tmp_path / "river 2.sqlite").symlink_to("nowhere")

    assert free_name(target).name == "river 3.sqlite"


def test_a_free_name_is_told_where_nobody_can_look(tmp_path: Path) -> None:
    target = tmp_path / f"{'x' * 300}.sqlite"

    assert free_name(target) == target


@pytest.mark.parametrize("stem", ["river", "ä" * 110, "x" * 240])
def test_what_lies_beside_a_file_has_a_name_that_the_system_takes(tmp_path: Path, stem: str) -> None:
    named = named_after(tmp_path / f"{stem}.sqlite", "{0} (before restoring 2026-11-25 14-05)")

    named.touch()

    assert named.name.startswith(stem[:5])
    assert named.name.endswith(" (before restoring 2026-11-25 14-05).sqlite")


def test_a_reserved_name_stays_short_enough_with_its_underscore() -> None:
    name = safe_name(f"CON.{'[' * 300}")

    assert name.startswith("CON_.[")
    assert len(name) == LONGEST_NAME
    assert safe_name(name) == name


def test_the_name_of_a_folder_has_no_ending(tmp_path: Path) -> None:
    (tmp_path / "District No. 12").mkdir()

    assert free_name(tmp_path / "District No. 12", is_folder=True).name == "District No. 12 2"
