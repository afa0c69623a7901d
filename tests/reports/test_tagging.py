"""The structure that screen readers follow."""

from pathlib import Path
from typing import Any

from secure_desktop.model.assessment import Answer
from tests.builders import assessment, filled, participant, response, rubric
from tests.reports.reading import noted, written


def test_the_document_says_that_it_is_tagged_and_in_which_language(tmp_path: Path) -> None:
    catalog = written(tmp_path, filled()).catalog

    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_headings_come_in_order_and_none_is_skipped(tmp_path: Path) -> None:
    tree = written(tmp_path, filled(rubric())).tree
    headings = [node.tag for node in tree.walk() if node.tag in ("H1", "H2", "H3")]

    assert tree.tag == "Document"
    assert headings == ["H1", "H2", "H2", "H2", "H3", "H3", "H2", "H2", "H2", "H2", "H2", "H2"]


def test_the_reading_order_is_the_order_on_the_page(tmp_path: Path) -> None:
    tree = written(tmp_path, filled()).tree
    # An element that goes on over pages holds all its marks, so only beginnings are in order.
    beginnings = [node.marks[0] for node in tree.walk() if node.marks]
    assert beginnings == sorted(beginnings)
    assert len(beginnings) > 250


def test_every_mark_on_a_page_is_in_the_tree_exactly_once(tmp_path: Path) -> None:
    for of in (filled(), noted("many words, " * 2000), assessment()):
        read = written(tmp_path, of)
        in_tree = [mark for node in read.tree.walk() for mark in node.marks]

        assert sorted(in_tree) == sorted(read.marks_on_pages())
        assert len(set(in_tree)) == len(in_tree)


def test_the_parent_tree_leads_from_every_mark_to_its_element(tmp_path: Path) -> None:
    read = written(tmp_path, noted("many words, " * 2000))
    numbers = read.catalog["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], (entry.get_object() for entry in numbers[1::2]), strict=True))

    pages: list[Any] = list(read.reader.pages)
    for index, page in enumerate(pages):
        assert page["/StructParents"] == index
        assert page["/Tabs"] == "/S"
        for mark, owner in enumerate(owners[index]):
            assert (index, mark) in [_place(read, kid.get_object()) for kid in owner.get_object()["/K"]]


def _place(read: Any, kid: Any) -> tuple[int, int]:
    pages = [page.indirect_reference.idnum for page in read.reader.pages]
    return pages.index(kid.raw_get("/Pg").idnum), int(kid["/MCID"])


def test_everything_outside_of_marks_is_an_artifact(tmp_path: Path) -> None:
    painting = {b"S", b"f", b"f*", b"B", b"B*", b"Tj", b"TJ", b"'", b'"'}
    for page in written(tmp_path, filled()).reader.pages:
        contents = page.get_contents()
        assert contents is not None
        depth, outside, most = 0, 0, 0
        for _, operator in contents.operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            outside += depth == 0 and operator in painting
            most = max(most, depth)
        assert (depth, outside, most) == (0, 0, 1)


def test_each_bar_says_in_words_what_it_shows(tmp_path: Path) -> None:
    answers = {"1S-01": Answer.IN_PLACE, "1S-02": Answer.PARTLY, "2S-01": Answer.NOT_IN_PLACE}
    figures = written(tmp_path, assessment(rubric(), answers)).tree.tagged("Figure")

    assert [figure.alt for figure in figures] == [
        "Step 1 in short: 1 in place, 1 partly in place, 1 unanswered.",
        "Step 2 in short: 1 not in place, 1 unanswered.",
    ]


def test_header_cells_say_what_they_head(tmp_path: Path) -> None:
    tree = written(tmp_path, filled()).tree

    assert {head.scope for head in tree.tagged("TH")} == {"Column", "Row"}
    for table in tree.tagged("Table"):
        assert any(head.scope for head in table.tagged("TH"))


def test_all_rows_of_a_table_have_equally_many_columns(tmp_path: Path) -> None:
    for table in written(tmp_path, noted("many words, " * 2000)).tree.tagged("Table"):
        assert len({sum(cell.columns for cell in row.kids) for row in table.tagged("TR")}) == 1


def test_a_repeated_table_head_is_an_artifact(tmp_path: Path) -> None:
    read = written(tmp_path, filled(rubric(40)))
    pages_with_head = sum("Note and reason" in text for text in read.pages)
    heads = [row for row in read.tree.tagged("TR") if all(cell.scope == "Column" for cell in row.kids)]

    assert pages_with_head > 2
    assert len(heads) == 4  # first gaps, the one step, the open points, the team


def test_a_note_over_several_pages_is_one_paragraph(tmp_path: Path) -> None:
    tree = written(tmp_path, noted("many words, " * 2000)).tree
    longest = max(tree.tagged("P"), key=lambda node: len(node.marks))

    assert len({page for page, _ in longest.marks}) > 2


def test_the_rest_of_a_long_note_says_which_item_goes_on(tmp_path: Path) -> None:
    pages = written(tmp_path, noted("many words, " * 2000)).pages

    assert sum("1.2, continued" in text for text in pages) > 1


def test_unanswered_items_are_a_list(tmp_path: Path) -> None:
    (listing,) = written(tmp_path, assessment(rubric(), {"1S-01": Answer.PARTLY})).tree.tagged("L")

    assert [item.tag for item in listing.kids] == ["LI"] * 4
    assert [body.tag for item in listing.kids for body in item.kids] == ["LBody"] * 4


def test_bookmarks_lead_to_every_part(tmp_path: Path) -> None:
    of = assessment(rubric(), [response("1S-01")], participants=[participant()])

    assert written(tmp_path, of).bookmarks == [
        "Summary",
        "Action step 1: Step 1 in short",
        "Action step 2: Step 2 in short",
        "Not answered yet",
        "Next steps",
        "Evidence register",
        "Open points",
        "Partnership team",
        "About this checklist",
    ]


def test_all_fonts_are_embedded_and_ours(tmp_path: Path) -> None:
    fonts = {}
    for page in written(tmp_path, filled()).reader.pages:
        resources: Any = page["/Resources"]
        fonts.update(resources["/Font"])
    described = [font.get_object() for font in fonts.values()]

    assert described
    for font in described:
        assert "DejaVuSans" in font["/BaseFont"]
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font
