import json
import os
import time
from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import (
    FileMissing,
    FileUnreadable,
    FolderGiven,
    KnownProblem,
    NotAPlainFile,
    RubricFaulty,
)
from secure_desktop.library.rubric_file import LONGEST_SHORT_TEXT, read_rubric
from tests.library.authored import HEAD, ITEM, RUBRIC, STEP, written


def findings(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(RubricFaulty) as caught:
        read_rubric(written(folder, text))
    assert "“river.toml”" in str(caught.value)
    return caught.value.findings


def test_a_rubric_file_is_read_whole(tmp_path: Path) -> None:
    rubric = read_rubric(written(tmp_path, RUBRIC))

    assert (rubric.id, rubric.date, len(rubric.steps)) == ("river-start", "2026-11-23", 2)
    assert [item.id for item in rubric] == ["R-1", "R-2", "R-3"]
    assert rubric.item("R-2").evidence == ("Paper",)


@pytest.mark.parametrize(
    "text",
    [f"\ufeff{RUBRIC}", RUBRIC.replace("\n", "\r\n"), RUBRIC.replace("Our own", "Über ñandú: 学校,")],
    ids=["byte order mark", "line ends of Windows", "letters of the world"],
)
def test_what_editors_do_to_a_file_does_no_harm(tmp_path: Path, text: str) -> None:
    assert len(read_rubric(written(tmp_path, text)).items) == 3


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        ('short = "Agreement R-3"\n', "", "Step 2, item “R-3”: “short” is missing."),
        ('id = "R-3"', 'id = "R-1"', "Step 2, item “R-1”: the id is used twice; it stands first in step 1."),
        (
            'tier = "core"',
            'tier = "maybe"',
            "Step 1, item “R-1”: “tier” must be one of core, supplementary, but is “maybe”.",
        ),
        ('"Agreement R-3"', "3", "Step 2, item “R-3”: “short” must be a text, but is a whole number."),
        ('"Agreement R-3"', '"  "', "Step 2, item “R-3”: “short” is empty."),
        (
            '"Agreement R-3"',
            f'"{"x" * 61}"',
            "Step 2, item “R-3”: “short” has 61 characters; the most is 60.",
        ),
        ('id = "R-3"', 'idd = "R-3"', "Step 2, item 1 (without an id): “id” is missing."),
        ('id = "R-3"', 'idd = "R-3"', "Step 2, item 1 (without an id): “idd” is not a known field."),
        (
            'id = "R-3"',
            'id = "R 3"',
            "Step 2, item “R 3”: “id” may hold only letters, digits, dots, hyphens and underscores, 40 at",
        ),
        ("number = 2", "number = 7", "Step 2: “number” is 7, but this is step 2 in the file."),
        ("number = 2", "number = true", "Step 2: “number” must be a whole number, but is true or false."),
        ("number = 2", "number = 0", "Step 2: “number” must be from 1 to 99, but is 0."),
        ("number = 2", "number = nan", "Step 2: “number” must be a whole number, but is a number."),
        (
            "2026-11-23",
            '"2026-11-23"',
            "Rubric: “date” must be a date such as 2016-09-08, without quotes, but is a text.",
        ),
        ('"river-start"', '"River"', "Rubric: “id” may hold only small letters, digits and hyphens"),
        ('"start"', '"begin"', "Rubric: “checklist” must be one of start, improve, but is “begin”."),
        ('title = "River checklist"\n', "", "Rubric: “title” is missing."),
        ('version = "1.0"', "version = 1.0", "Rubric: “version” must be a text, but is a number."),
        ('version = "1.0"', 'version = "1.0"\ncolor = "red"', "Rubric: “color” is not a known field."),
    ],
)
def test_a_finding_names_the_step_and_the_item(tmp_path: Path, before: str, after: str, finding: str) -> None:
    assert before in RUBRIC

    found = findings(tmp_path, RUBRIC.replace(before, after, 1))

    assert any(entry.startswith(finding) for entry in found), found


def test_a_text_that_no_assessment_could_hold_is_told(tmp_path: Path) -> None:
    endless = RUBRIC.replace('title = "River checklist"', f'title = "{"x" * 20_001}"')

    assert findings(tmp_path, endless) == ("Rubric: “title” has 20001 characters; the most is 20000.",)


def test_more_items_than_an_assessment_could_hold_are_told(tmp_path: Path) -> None:
    start = RUBRIC.rindex("[[step.item]]")
    more = "".join(RUBRIC[start:].replace('"R-3"', f'"R-{number}"') for number in range(4, 504))

    assert findings(tmp_path, f"{RUBRIC}\n{more}") == ("Rubric: there are 503 items; the most is 500.",)


def test_everything_is_found_at_once(tmp_path: Path) -> None:
    faulty = (
        RUBRIC.replace('title = "River checklist"\n', "")
        .replace('"Agreement R-2"', "2")
        .replace('"R-3"', '"R-1"')
    )

    assert findings(tmp_path, faulty) == (
        "Rubric: “title” is missing.",
        "Step 1, item “R-2”: “short” must be a text, but is a whole number.",
        "Step 2, item “R-1”: the id is used twice; it stands first in step 1.",
    )


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "Rubric: “id” is missing."),
        (HEAD, "Rubric: “step” is missing."),
        (f"{HEAD}step = []", "Rubric: “step” needs at least one entry."),
        (
            f"{HEAD}step = [3]",
            "Rubric: “step” must be a list of tables, each headed [[step]], but is a list.",
        ),
        (HEAD + STEP.format(number=1), "Step 1: “item” is missing."),
        (RUBRIC.replace('["Paper"]', "[]"), "Step 1, item “R-1”: “evidence” needs at least one text"),
        (
            RUBRIC.replace('["Paper"]', '"Paper"'),
            "Step 1, item “R-1”: “evidence” must be a list of texts, but is a text.",
        ),
        (f'{HEAD}definitions = [{{ term = "MOU" }}]', "Definitions: “text” is missing."),
    ],
)
def test_a_file_without_its_main_parts_is_told_which(tmp_path: Path, text: str, finding: str) -> None:
    assert any(entry.startswith(finding) for entry in findings(tmp_path, text))


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, 'id = "river"\nversion 1.0\n')

    assert finding.startswith("It is not TOML: ")
    assert "line 2" in finding


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        f"a = {'9' * 5000}",
        'id = "x"\nid = "y"',
        "date = 2026-13-45",
        '{"id": "river"}',
    ],
    ids=["nested brackets", "a huge number", "a key twice", "an impossible date", "JSON"],
)
def test_hostile_toml_gets_one_finding_and_soon(tmp_path: Path, text: str) -> None:
    started = time.monotonic()
    (finding,) = findings(tmp_path, text)

    assert finding.startswith("It is not TOML: ")
    assert time.monotonic() - started < 10


def test_a_file_of_more_than_5_mb_is_not_even_parsed(tmp_path: Path) -> None:
    assert findings(tmp_path, RUBRIC + "#" * 5 * 1024 * 1024) == (
        "It is larger than 5 MB; a rubric has about 0.1 MB.",
    )


def test_a_file_in_another_encoding_is_told_where(tmp_path: Path) -> None:
    path = tmp_path / "river.toml"
    path.write_bytes(RUBRIC.replace("Our own", "Ñandú").encode("latin-1"))

    with pytest.raises(RubricFaulty) as caught:
        read_rubric(path)

    assert caught.value.findings[0].startswith("It is not UTF-8 text (byte ")


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FileMissing):
        read_rubric(tmp_path / "none.toml")
    with pytest.raises(FolderGiven):
        read_rubric(tmp_path)
    with pytest.raises(NotAPlainFile):
        read_rubric(tmp_path / "pipe")
    with pytest.raises(FileUnreadable):
        read_rubric(tmp_path / ("x" * 300))


def test_markup_and_control_characters_in_a_rubric_are_just_text(tmp_path: Path) -> None:
    rubric = read_rubric(
        written(tmp_path, RUBRIC.replace("A paper.", "<b>A</b> &amp; \\u001b[31m paper.", 1))
    )

    assert rubric.items[0].look_for == "<b>A</b> &amp; \x1b[31m paper."


def test_a_problem_with_a_rubric_is_one_sentence_and_one_piece_of_advice(tmp_path: Path) -> None:
    with pytest.raises(KnownProblem) as caught:
        read_rubric(written(tmp_path, HEAD + STEP.format(number=1) + ITEM.format(id="")))

    assert caught.value.sentence_text().startswith(
        "“river.toml” is not a usable rubric: Step 1, item 1 (without an id)"
    )
    assert "rubrics check" in caught.value.advice_text()


def test_the_published_schema_and_the_reader_allow_short_texts_of_the_same_length() -> None:
    schema = json.loads((locations.rubrics() / "rubric.schema.json").read_text(encoding="utf-8"))

    parts = schema["$defs"]
    limits = {
        parts["item"]["properties"]["short"]["maxLength"],
        parts["step"]["properties"]["short_title"]["maxLength"],
    }

    assert limits == {LONGEST_SHORT_TEXT}
