"""Text that people typed, or that came with a file, is shown as it is: never as markup."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QPlainTextEdit, QTextBrowser, QWidget

from secure_desktop.errors import FileMissing
from secure_desktop.exchange.next_year import start_from
from secure_desktop.exchange.upgrade import save_upgraded
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell import help_texts
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.recent_card import RecentCard
from secure_desktop.shell.report_page import ReportPage
from secure_desktop.shell.text_dialog import TextDialog
from secure_desktop.storage.opening import create_file, open_file
from tests import builders
from tests.shell.copies import RIVERA, reviewer_copy
from tests.shell.dialogs_at_work import while_open
from tests.shell.fakes import FakeDialogs
from tests.shell.person import CTRL, Person, until
from tests.shell.places import walk

EVIL = "<img src=x><b>hi</b> &amp; A&B"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """An assessment full of markup, in a folder named with markup."""
    path = tmp_path / "<b>folder<b>" / "<b>evil.sqlite"
    path.parent.mkdir()
    who = builders.participant(name=EVIL, title=EVIL, organization=EVIL)
    create_file(
        path, poisoned(builders.rubric()), Profile(EVIL, EVIL, EVIL, EVIL), by=EVIL, participants=[who]
    )
    with open_file(path) as file:
        file.record_response("1S-01", by=EVIL, answer=Answer.PARTLY, note=EVIL, marked=True)
        file.record_response("1S-02", by=EVIL, answer=Answer.NOT_APPLICABLE, reason=EVIL)
    return path


def poisoned(rubric: Rubric) -> Rubric:
    steps = tuple(
        replace(
            step,
            title=EVIL,
            short_title=EVIL,
            guidance=EVIL,
            items=tuple(
                replace(
                    item,
                    text=EVIL,
                    short=EVIL,
                    look_for=EVIL,
                    evidence=(EVIL,),
                    authority=(EVIL,),
                    basis=(EVIL,),
                )
                for item in step.items
            ),
        )
        for step in rubric.steps
    )
    return replace(rubric, title=EVIL, purpose=EVIL, about=EVIL, attribution=EVIL, steps=steps)


def rich(top: QWidget) -> list[str]:
    """Return the labels that might take their text for markup, and tooltips that would be."""
    labels = [
        f"{label!r} {label.text()}"
        for label in top.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ]
    tips = [
        widget.toolTip()
        for widget in top.findChildren(QWidget)
        if GuiQt.mightBeRichText(widget.toolTip()) and "<b>" in widget.toolTip()
    ]
    return labels + tips + [repr(browser) for browser in top.findChildren(QTextBrowser)]


def test_no_label_takes_anything_for_markup(person: Person, hostile: Path) -> None:
    for place in walk(person, hostile):
        assert rich(person.window) == [], place


def texts(top: QWidget) -> Iterator[str]:
    yield from (label.text() for label in top.findChildren(QLabel) if label.isVisible())
    yield from (button.text() for button in top.findChildren(QAbstractButton) if button.isVisible())
    yield from (widget.toPlainText() for widget in top.findChildren(QPlainTextEdit) if widget.isVisible())


@pytest.mark.parametrize(
    ("place", "times"),
    [("about", 1), ("step 1", 9), ("review", 4), ("start with recent assessments", 0)],
)
def test_markup_is_shown_letter_for_letter(person: Person, hostile: Path, place: str, times: int) -> None:
    for here in walk(person, hostile):
        if here == place:
            assert sum(EVIL in text for text in texts(person.window)) >= times
            assert EVIL in person.window.windowTitle() or place.startswith("start")
    assert any(EVIL in card.accessibleName() for card in person.window.findChildren(RecentCard))


def test_an_ampersand_in_a_title_is_no_key(person: Person, hostile: Path) -> None:
    person.window.open_path(hostile)
    person.presses(Qt.Key.Key_PageUp, CTRL)

    assert person.page.footer.next.text() == f"Next: 1 {EVIL.replace('&', '&&')}"
    assert person.page.footer.next.shortcut().isEmpty()


def test_a_message_shows_a_file_name_as_it_is(person: Person) -> None:
    def look(box: QMessageBox) -> None:
        assert rich(box) == []
        assert EVIL in box.text()

    with while_open(QMessageBox, look):
        Dialogs(person.window).tell(FileMissing(name=EVIL))
    with while_open(QMessageBox, look):
        Dialogs(person.window).inform(EVIL, EVIL)


def test_a_message_shows_the_signs_that_would_turn_a_name_around(person: Person) -> None:
    def look(box: QMessageBox) -> None:
        assert box.text().startswith("“gnp[U+202E]fdp.sqlite ␛[31m” was not found.")

    with while_open(QMessageBox, look):
        Dialogs(person.window).tell(FileMissing(name="gnp\u202efdp.sqlite \x1b[31m"))


def test_the_title_of_the_window_is_one_line_that_cannot_mislead(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "river.sqlite"
    create_file(path, builders.rubric(), Profile("gnp\u202eexe \x1b " + "x" * 900), by="Ann")

    person.window.open_path(path)

    title = person.window.windowTitle()
    assert title.startswith("gnp[U+202E]exe ␛ xxx")
    assert len(title) < 250
    assert title.endswith("SECURe Desktop")


def test_a_text_dialog_shows_a_rubric_as_it_is(person: Person) -> None:
    text = help_texts.about_rubrics((poisoned(builders.rubric()),))

    dialog = TextDialog(EVIL, EVIL, text, parent=person.window)

    assert rich(dialog) == []
    assert dialog.text == text


def test_the_path_of_a_written_summary_is_shown_as_it_is(
    reader: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.choice = tmp_path / "<b>summary<b>.pdf"
    reader.presses(Qt.Key.Key_P, CTRL)
    page: ReportPage = reader.page.report
    until(lambda: page.task is None)

    assert page.written._place.text() == str(dialogs.choice)
    assert rich(page) == []


def test_what_reviewers_typed_is_shown_as_it_is(person: Person, hostile: Path) -> None:
    paths = []
    for name in ("Sgt. <b>Rivera</b>", "A&B"):
        paths.append(reviewer_copy(hostile, replace(RIVERA, name=name, steps=(1, 2))))
        with open_file(paths[-1]) as file:
            file.record_response("1S-02", by=name, answer=Answer.PARTLY, note=f"{EVIL} {name}")
            file.record_response("2S-01", by=name, answer=Answer.PARTLY, note=EVIL)
    person.window.open_path(hostile)
    person.window.side.show_combine(paths)
    page = person.window.side.combine
    assert page is not None
    until(lambda: not page.is_busy and page.table.is_complete)
    (question,) = page.table.questions
    question.choose(1)

    assert rich(page) == []
    assert f"“{EVIL} A&B”" in list(texts(page))
    assert question.button.text().endswith("(A&B)")
    assert question.button.shortcut().isEmpty()
    question.join()
    assert f"{EVIL} Sgt. <b>Rivera</b>" in next(text for text in texts(page) if "\n\n" in text)
    person.window.open_path(paths[0])
    assert rich(person.window) == []
    assert any("Sgt. <b>Rivera</b>" in text for text in texts(person.window))


def test_what_was_before_is_shown_as_it_is(person: Person, hostile: Path) -> None:
    newer = poisoned(builders.rubric(2, 1))
    newer = replace(newer, version=f"2 {EVIL}")
    following, upgraded = hostile.with_name("next.sqlite"), hostile.with_name("upgraded.sqlite")
    with open_file(hostile) as file:
        of = file.assessment()
        file.record_response("1S-03", by=EVIL, answer=Answer.PARTLY, note=EVIL)
        start_from(file, following, of.rubric, profile=of.profile, participants=(), by=EVIL)
        save_upgraded(file, upgraded, newer, by=EVIL)

    person.window.desk.take_shelf(Shelf({newer.id: newer}, {}, ()))
    person.window.open_path(following)
    person.page.go_to_item("1S-01")
    person.settles()
    assert rich(person.window) == []
    assert f"Note then: {EVIL}" in person.page.items.detail.earlier.text
    assert EVIL in person.page.notices.earlier.upgrade.text
    person.window.side.show_upgrade(newer)
    assert rich(person.window) == []
    person.window.actions_by_name["next_year"].trigger()
    person.settles()
    assert rich(person.window) == []
    person.window.open_path(upgraded)
    person.window.side.show_removed()
    assert rich(person.window) == []
    assert any(text == f"Note: {EVIL}" for text in texts(person.window))
