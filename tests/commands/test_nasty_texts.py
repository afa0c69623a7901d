"""Whatever people typed, or a stranger put into a file: it comes out as text, by every way that there is."""

import csv
import email
import email.policy
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.storage.opening import create_file
from tests import builders
from tests.commands.console import Console
from tests.nasty import NASTY, ONE_WORD

HARMFUL = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F))))
ITEMS = [item.id for item in builders.rubric(len(NASTY) + 1)]


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    """An assessment that is full of such texts, in every field that people fill."""
    path = tmp_path / "nasty.sqlite"
    everything = " ".join(NASTY.values())
    create_file(
        path,
        builders.rubric(len(ITEMS)),
        Profile(everything, NASTY["direction"], NASTY["terminal"], NASTY["markup"]),
        by=NASTY["heads of a mail"],
        participants=[builders.participant(1, name=everything, title=NASTY["formula"])],
        responses=[
            builders.response(item, Answer.PARTLY, note=text, reason=text)
            for item, text in zip(ITEMS, (*NASTY.values(), ONE_WORD), strict=True)
        ],
        next_steps=[
            builders.next_step(place, item_id=item, text=text, owner=text)
            for place, (item, text) in enumerate(zip(ITEMS, NASTY.values(), strict=False), 1)
        ],
        evidence=[
            builders.evidence(place, item_id=item, title=text, place=text)
            for place, (item, text) in enumerate(zip(ITEMS, NASTY.values(), strict=False), 1)
        ],
    )
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--json"),
        ("step", "list"),
        ("evidence", "list"),
        ("evidence", "list", "--json"),
    ],
    ids=" ".join,
)
def test_nothing_steers_the_terminal(console: Console, nasty: Path, command: tuple[str, ...]) -> None:
    words = [word for word in command if not word.startswith("-")]
    said = console.done(*words, nasty, *(word for word in command if word.startswith("-")))

    assert not set(said) & set(HARMFUL)
    if "--json" in command:
        assert json.loads(said)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_document_stays_well_formed_and_says_nothing_that_misleads(
    console: Console, nasty: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / f"out.{kind}"
    console.done("export", nasty, "--format", kind, "-o", target)

    with zipfile.ZipFile(target) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                found = ET.fromstring(archive.read(name))
                assert not set("".join(found.itertext())) & set(HARMFUL), name
                assert not [part for part in found.iter() if part.tag.endswith(("}f", "}script", "}img"))]


def test_a_page_runs_and_loads_nothing(console: Console, nasty: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    console.done("export", nasty, "--format", "html", "-o", target)
    page = target.read_text(encoding="utf-8")

    assert not set(page) & set(HARMFUL)
    assert "<img" not in page
    assert "<script>alert" not in page


def test_no_cell_of_a_table_is_a_formula(console: Console, nasty: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    console.done("export", nasty, "--format", "csv", "-o", target)

    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "＝"))]


def test_no_line_of_a_calendar_is_another_ones(console: Console, nasty: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    console.done("export", nasty, "--format", "ics", "-o", target)
    lines = target.read_bytes().decode("utf-8").split("\r\n")

    for part in ("VEVENT", "VALARM"):  # one of each for every next step and every renewal
        assert lines.count(f"BEGIN:{part}") == lines.count(f"END:{part}") == 2 * len(NASTY)
    assert not [line for line in lines if set(line) & set("\n\r\x0b\x1b")]


def test_an_export_says_the_same_letter_for_letter(console: Console, nasty: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    console.done("export", nasty, "--format", "json", "-o", target)

    found = json.dumps(json.loads(target.read_text(encoding="utf-8")), ensure_ascii=False)
    for text in NASTY.values():
        held = text.replace("\r\n", "\n")
        assert json.dumps(held, ensure_ascii=False)[1:-1] in found


@pytest.mark.parametrize("variant", [(), ("--public",)], ids=["full", "public"])
def test_a_summary_is_written(
    console: Console, nasty: Path, tmp_path: Path, variant: tuple[str, ...]
) -> None:
    console.done("report", nasty, "-o", tmp_path / "out.pdf", *variant)

    content = (tmp_path / "out.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content


def test_a_draft_of_a_mail_has_no_heads_of_a_stranger(console: Console, nasty: Path, tmp_path: Path) -> None:
    console.done("share", nasty, "-o", tmp_path / "handed", "--public")

    (path,) = (tmp_path / "handed").glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["Bcc"] is None
    assert not message.defects
    assert not set(str(message["Subject"])) & set(HARMFUL)
    for name in (p.name for p in (tmp_path / "handed").iterdir()):
        assert "/" not in name
        assert not set(name) & set(HARMFUL)
