"""Comparing assessments in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.comparison import Kind
from secure_desktop.shell.compare.compare_page import ComparePage
from secure_desktop.shell.compare.trend_chart import TrendChart
from secure_desktop.storage.opening import create_file, open_file
from tests import builders
from tests.commands.console import Console
from tests.commands.signing import answered, signed
from tests.exchange.trust import make_signed
from tests.shell.cells import calms_down, texts
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, named, until
from tests.storage.snapshots import contents

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def years(empty: Path) -> list[Path]:
    """The assessments of three years; in the second one item improved, one slipped, and one is still open."""
    answered(empty)
    found = [empty]
    for number in (2027, 2028):
        path = empty.with_name(f"river-{number}.sqlite")
        profile = Profile("Sample District 12", f"{number}–{number - 1999}")
        create_file(path, builders.rubric(), profile, by="Ann", clock=lambda: builders.NOW)
        with open_file(path) as file:
            for item_id in ("1S-01", "2S-01", "2S-02"):
                file.record_response(item_id, by="Ann", answer=Answer.IN_PLACE)
            file.record_response("1S-02", by="Ann", answer=Answer.PARTLY, note="<b>It ran out</b> in May.")
        found.append(path)
    return found


def page_of(person: Person) -> ComparePage:
    page = person.window.side.shown
    assert isinstance(page, ComparePage)
    until(lambda: not page.is_busy, "the files")
    person.settles()
    return page


def compares(person: Person, dialogs: FakeDialogs, *paths: Path) -> ComparePage:
    """Choose Compare… in the menu, then these files; in a window with room for all columns."""
    person.window.resize(1180, 760)
    dialogs.choices = paths
    person.presses(KEY.Key_C, CTRL | SHIFT)
    until(lambda: person.window.side.shown is not None)
    return page_of(person)


def kinds(page: ComparePage) -> dict[str, Kind]:
    return {item.item.id: item.kind for item in page.changes.model.items}


def test_two_files_are_compared_without_an_open_assessment(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    page = compares(person, dialogs, years[1], years[0])

    assert page.headline.text() == (
        "1 improved, 1 slipped. In place: 4 of 5 applicable items earlier, 3 of 5 later."
    )
    assert next(line for line in page.texts if line.startswith("Sample District 12 · ")).startswith(
        "Sample District 12 · 2026–27 · revision 1, last changed"
    )
    assert kinds(page) == {
        "2S-02": Kind.IMPROVED,
        "1S-02": Kind.SLIPPED,
        "1S-03": Kind.NOT_RECONFIRMED,
    }
    assert texts(page.changes.table, 2) == ["Partly → In place", "In place → Partly", "In place → Unanswered"]
    assert texts(page.changes.table, 3)[1] == "Note now: <b>It ran out</b> in May."


def test_the_open_assessment_is_compared_with_another_file(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    person.window.open_path(years[1])
    before = contents(years[0].parent)
    page = compares(person, dialogs, years[0])

    assert page.headline.text().startswith("1 improved, 1 slipped.")
    assert {"river.sqlite", "river-2027.sqlite"} <= set(page.texts)
    assert contents(years[0].parent) == before


def test_signed_revisions_of_the_open_file_are_offered(
    person: Person, dialogs: FakeDialogs, console: Console, empty: Path
) -> None:
    signed(console, empty)
    console.done("reopen", empty, "--reason", "A new MOU.")
    console.done("answer", empty, "2.2", "in-place")
    person.window.open_path(empty)
    page = compares(person, dialogs)

    assert dialogs.proposed == []  # there is something to choose from, so nobody is asked for a file
    offer = page.sources.stops[-1]
    assert isinstance(offer, QPushButton)
    assert offer.text().startswith("Revision 1, signed ")
    person.clicks(offer)
    person.settles()

    assert kinds(page) == {"2S-02": Kind.IMPROVED}
    assert page.sources.stops[-1] is not offer


def test_swap_turns_the_order_round_and_says_so(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    page = compares(person, dialogs, *years[:2])
    page.sources.swap.setFocus()
    person.presses(KEY.Key_Return)
    person.settles()

    assert kinds(page)["1S-02"] is Kind.IMPROVED
    assert "⚠ By school year and last change, what stands here as the earlier one is the later one." in (
        page.texts
    )
    assert person.focus is page.sources.swap


def test_buttons_show_the_items_of_one_kind(person: Person, dialogs: FakeDialogs, years: list[Path]) -> None:
    page = compares(person, dialogs, *years[:2])
    person.clicks(named(page, QPushButton, "▼ Slipped (1)"))

    assert list(kinds(page)) == ["1S-02"]
    assert "Less in place than before." in page.texts

    calms_down(person)
    person.clicks(named(page, QPushButton, "= Unchanged (2)"))
    assert list(kinds(page)) == ["1S-01", "2S-01"]

    calms_down(person)
    person.clicks(named(page, QPushButton, "All that changed (3)"))
    assert len(kinds(page)) == 3


def test_enter_leads_to_the_item_of_the_open_assessment(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    person.window.open_path(years[1])
    page = compares(person, dialogs, years[0])
    page.changes.table.setFocus()
    page.changes.table.setCurrentIndex(page.changes.model.index(1, 1))
    person.presses(KEY.Key_Return)
    person.settles()

    assert person.window.side.shown is None
    assert person.item == "1S-02"


def test_enter_leads_nowhere_when_the_open_assessment_is_not_compared(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    person.window.open_path(years[2])
    page = compares(person, dialogs, years[0], years[1])
    person.clicks(page.sources.stops[2])  # the last one, which is open, is removed
    person.settles()
    page.changes.table.setFocus()
    page.changes.table.setCurrentIndex(page.changes.model.index(0, 0))
    person.presses(KEY.Key_Return)

    assert person.window.side.shown is page


def test_a_third_file_shows_the_trend_as_charts_and_as_a_table(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    page = compares(person, dialogs, *years[:2])
    assert not page.trend.isVisibleTo(page)

    dialogs.choices = (years[2],)
    person.clicks(named(page, QPushButton, "Add another file…"))
    page_of(person)

    assert page.trend.isVisible()
    assert texts(page.trend.table, 0) == ["2026–27", "2027–28", "2028–29"]
    assert texts(page.trend.table, 2) == ["4 of 5", "3 of 5", "3 of 5"]
    charts = [chart for chart in page.trend.findChildren(TrendChart) if chart.isVisible()]
    spoken = [QAccessible.queryAccessibleInterface(chart).text(QAccessible.Text.Name) for chart in charts]
    assert sorted(text.partition(".")[0] for text in spoken) == [
        "1 Step 1 in short",
        "2 Step 2 in short",
        "All action steps",
    ]
    assert any(
        "2026–27: 4 of 5 applicable items in place, 5 of 5 items answered. 2027–28: 3" in text
        for text in spoken
    )


def test_what_cannot_be_compared_is_listed_with_the_reason(
    person: Person, dialogs: FakeDialogs, years: list[Path], tmp_path: Path, console: Console
) -> None:
    improve = tmp_path / "improve.sqlite"
    console.done("new", improve, "--checklist", "improve", "--district", "River")
    notes = tmp_path / "notes.txt"
    notes.write_text("<b>not an assessment</b>")
    page = compares(person, dialogs, years[0], years[1], improve, notes, years[0])
    refused = [text for text in page.texts if text.startswith("✕ ") and "“" in text]

    assert len(refused) == 3
    assert "“notes.txt” is not an assessment file" in refused[0]
    assert refused[1].startswith("✕ improve.sqlite: These assessments answer different checklists")
    assert "“river.sqlite” is among the files already" in refused[2]
    assert page.headline.isVisible()


def test_a_sealed_report_is_compared_as_it_was_signed(
    person: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    made = make_signed(tmp_path)
    with open_file(made.file) as file:
        file.reopen("A new MOU.", by="Ann")
        file.record_response("1S-02", by="Ann", answer=Answer.IN_PLACE)
    page = compares(person, dialogs, made.report, made.file)

    assert kinds(page) == {"1S-02": Kind.IMPROVED}
    assert {"report.pdf", "river.sqlite"} <= set(page.texts)


def test_another_district_is_said_plainly(
    person: Person, dialogs: FakeDialogs, years: list[Path], tmp_path: Path
) -> None:
    other = tmp_path / "lake.sqlite"
    create_file(other, builders.rubric(), Profile("<i>Lake</i>", "2027–28"), by="Ann")
    page = compares(person, dialogs, years[0], other)

    assert "⚠ The districts have different names: “Sample District 12” and “<i>Lake</i>”." in page.texts


def test_the_comparison_is_saved_as_a_pdf(
    person: Person, dialogs: FakeDialogs, years: list[Path], tmp_path: Path
) -> None:
    page = compares(person, dialogs, *years)
    dialogs.choice = tmp_path / "out.pdf"
    person.clicks(named(page, QPushButton, "Save as PDF…"))
    until(lambda: page.export.saved_text)

    assert dialogs.proposed[-1] == years[0].parent / "Sample District 12 – comparison.pdf"
    assert dialogs.choice.read_bytes().startswith(b"%PDF-")
    assert page.export.saved_text.endswith(str(dialogs.choice))
    person.clicks(named(page, QPushButton, "Show in folder"))
    assert dialogs.opened == [tmp_path]


def test_a_pdf_that_cannot_be_written_is_told(
    person: Person, dialogs: FakeDialogs, years: list[Path], tmp_path: Path
) -> None:
    page = compares(person, dialogs, *years)
    dialogs.choice = tmp_path / "nowhere" / "out.pdf"
    person.clicks(named(page, QPushButton, "Save as PDF…"))
    until(lambda: dialogs.told)

    assert str(dialogs.told[0]).startswith("“out.pdf” cannot be written: the folder is not there.")
    assert page.export.saved_text == ""


def test_nothing_chosen_leaves_a_page_that_asks_again_or_goes_back(
    person: Person, dialogs: FakeDialogs
) -> None:
    page = compares(person, dialogs)

    assert not page.headline.isVisible()
    assert named(page, QPushButton, "Choose the files to compare…").hasFocus()
    person.clicks(named(page, QPushButton, "Back"))
    assert person.window.side.shown is None


def test_where_there_is_little_room_the_table_has_two_columns(
    person: Person, dialogs: FakeDialogs, years: list[Path]
) -> None:
    page = compares(person, dialogs, *years[:2])
    person.window.resize(900, 620)
    person.window.preferences.theme.choose(text_size=200)
    person.settles()
    until(lambda: page.changes.model.columnCount() == 2)

    assert texts(page.changes.table, 0)[1] == "1.2 Subject 2 of step 1\nNote now: <b>It ran out</b> in May."
    assert texts(page.changes.table, 1)[1] == "▼ Slipped: In place → Partly"

    person.window.preferences.theme.choose(text_size=100)
    until(lambda: page.changes.model.columnCount() == 4)
