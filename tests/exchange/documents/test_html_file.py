import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from secure_desktop import locations
from secure_desktop.errors import FolderGiven, TargetUnwritable
from secure_desktop.exchange.documents.html_file import as_html, write_html
from secure_desktop.exchange.documents.summary_document import summary_document
from secure_desktop.exchange.visible import visible
from secure_desktop.model.assessment import LONGEST_TEXT, Answer
from secure_desktop.model.summary import summarize
from tests import builders
from tests.builders import NOW
from tests.contrast import contrast
from tests.exchange.documents.reading import Page, page
from tests.exchange.documents.told import of_all_parts, told, typed
from tests.exchange.hostile import hostile_texts, storable_texts
from tests.storage.snapshots import contents

TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "nav",
        "main",
        "section",
        "footer",
        "h1",
        "h2",
        "h3",
        "p",
        "b",
        "bdi",
        "ul",
        "li",
        "dl",
        "div",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
    ]
)


def items(of: Page) -> list[str]:
    """Return the text of the rows of the items, without what stands between the tags."""
    return [
        re.sub(r"\s+", " ", row.text).strip()
        for row in of.named("tr")
        if "The partners have agreed" in row.text
    ]


def test_the_page_says_what_it_is_in_which_language_and_how_wide_it_may_be() -> None:
    found = page(told())

    assert found.declaration == "DOCTYPE html"
    assert found.named("html")[0].attributes == {"lang": "en"}
    assert found.named("title")[0].text == "Summary for Sample District 12 – Draft of revision 2"
    assert [tag.text for tag in found.named("h1")] == ["Summary for Sample District 12"]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in [
        tag.attributes for tag in found.named("meta")
    ]


def test_the_page_has_landmarks_and_a_way_past_the_contents() -> None:
    found = page(told())

    assert [len(found.named(name)) for name in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    skip = found.named("a")[0]
    assert (skip.text, skip.attributes["href"]) == ("Skip to the summary", "#content")
    assert found.named("main")[0].attributes["id"] == "content"


def test_every_link_leads_to_a_place_on_the_page_and_every_place_is_there_once() -> None:
    found = page(told(signed=True))

    places = [tag.attributes["id"] for tag in found.tags if "id" in tag.attributes]
    assert len(places) == len(set(places))
    assert {str(tag.attributes["href"])[1:] for tag in found.named("a")} <= set(places)
    assert {tag.attributes["aria-labelledby"] for tag in found.named("section")} <= set(places)


def test_headings_do_not_skip_a_level() -> None:
    levels = [int(tag.name[1]) for tag in page(told(signed=True)).tags if re.fullmatch("h[1-6]", tag.name)]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_tables_have_names_and_their_heads_say_what_they_head() -> None:
    found = page(told(signed=True))

    assert all(tag.attributes["aria-label"] for tag in found.named("table"))
    assert {tag.attributes["scope"] for tag in found.named("th")} == {"col", "row"}


def test_every_item_stands_there_with_the_sign_and_the_word_of_its_answer() -> None:
    found = items(page(told()))

    assert [
        [
            sign
            for sign in ("✓ In place", "◐ Partly", "– Not applicable", "✕ Not in place", "○ Unanswered")
            if sign in row
        ]
        for row in found
    ] == [["✓ In place"], ["◐ Partly"], ["– Not applicable"], ["✕ Not in place"], ["○ Unanswered"]]
    assert "Noted here in two lines" in found[0]
    assert "Reason: We have no such school" in found[2]


def test_a_bar_is_a_picture_with_words() -> None:
    bars = [tag for tag in page(told()).named("div") if tag.attributes.get("role") == "img"]

    assert [bar.attributes["aria-label"] for bar in bars] == [
        "Step 1 in short: 1 in place, 1 partly in place, 1 not applicable.",
        "Step 2 in short: 1 not in place, 1 unanswered.",
        "All action steps: 1 in place, 1 partly in place, 1 not in place, 1 not applicable, 1 unanswered.",
    ]
    assert bars[0].text.split() == ["✓", "1", "◐", "1", "–", "1"]


def test_the_page_says_that_it_is_not_what_was_signed() -> None:
    said = page(told(signed=True)).named("main")[0].text

    assert (
        "This page is a copy for reading, not the signed document. What was signed is the PDF summary" in said
    )


def test_nothing_is_run_or_fetched() -> None:
    source = as_html(summary_document(summarize(told(signed=True), NOW), editable=False))
    found = Page(source)

    assert {tag.name for tag in found.tags} <= TAGS
    assert not [
        name
        for tag in found.tags
        for name in tag.attributes
        if name in ("src", "srcset", "action") or name.startswith("on")
    ]
    assert "url(" not in source
    assert "@import" not in source
    assert "default-src 'none'" in source


def test_a_public_page_holds_nothing_that_only_the_partners_should_read() -> None:
    whole, public = (page(told(signed=True), public=public).named("html")[0].text for public in (False, True))

    for kept in (
        "Sample Person",
        "Noted here",
        "We have no such school",
        "mou.pdf",
        "Cabinet",
        "Nobody Else",
        "Too dear",
    ):
        assert kept in whole
        assert kept not in public
    assert "Write the annex" in public
    assert "The names and titles of the team" in public


@given(storable_texts, storable_texts)
def test_what_was_typed_is_read_back(note: str, line: str) -> None:
    found = page(typed(note, line))

    texts = [tag.text for tag in found.named("bdi")]
    for text in (f"x{line}", *([note] if note.strip() else []), *([line] if line.strip() else [])):
        assert visible(text) in texts
    assert {tag.name for tag in found.tags} <= TAGS


@settings(max_examples=100)
@given(hostile_texts)
def test_no_text_becomes_markup_in_any_part(text: str) -> None:
    plain, hostile = (Page(as_html(of_all_parts(each))) for each in ("x", f"x{text}"))

    assert [tag.name for tag in plain.tags] == [tag.name for tag in hostile.tags]
    assert [sorted(tag.attributes) for tag in plain.tags] == [sorted(tag.attributes) for tag in hostile.tags]
    shown = visible(f"x{text}")
    assert [tag.text.replace("x", shown) for tag in plain.named("bdi")] == [
        tag.text for tag in hostile.named("bdi")
    ]
    assert {tag.attributes["aria-label"] for tag in hostile.named("table")} == {shown}


def test_the_longest_notes_are_whole() -> None:
    long = ("All of it, " * LONGEST_TEXT)[:LONGEST_TEXT]
    found = page(builders.assessment(responses=[builders.response("1S-01", Answer.PARTLY, note=long)]))

    assert long in [tag.text for tag in found.named("bdi")]


def test_the_same_document_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_html(summary_document(summarize(told(), NOW), editable=False), tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").read_bytes().startswith(b"<!DOCTYPE html>")


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path) -> None:
    of = summary_document(summarize(told(), NOW), editable=False)
    before = contents(tmp_path)

    with pytest.raises(TargetUnwritable):
        write_html(of, tmp_path / "nowhere" / "out.html")
    with pytest.raises(FolderGiven):
        write_html(of, tmp_path)

    assert contents(tmp_path) == before


_GROUNDS = {"--text": ("--ground", "--info"), "--muted": ("--ground",), "--link": ("--ground",)}
_TONES = ("--good", "--partly", "--bad", "--apart")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    source = locations.resource("templates", "document.html").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", source, re.DOTALL)
    )
    colors = light if theme == "light" else {**light, **dark}
    pairs = [(colors[text], colors[ground]) for text, grounds in _GROUNDS.items() for ground in grounds]
    pairs += [(colors[tone], colors["--ground"]) for tone in _TONES]
    pairs.append((colors["--bar-unanswered-text"], colors["--bar-unanswered"]))
    pairs += [
        ("#ffffff", ground) for ground in re.findall(r"\.bar \.[a-z-]+ \{ background: (#[0-9a-f]{6})", source)
    ]

    assert len(pairs) == 4 + 4 + 1 + 4
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
