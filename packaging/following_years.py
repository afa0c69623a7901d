"""The pages about what was before: the next year, a newer checklist, an assessment that comes back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from secure_desktop.exchange.next_year import start_from
from secure_desktop.exchange.upgrade import save_upgraded
from secure_desktop.model.navigation import Kind, Section
from secure_desktop.model.reconfirming import next_school_year
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.app import Program
from secure_desktop.storage.opening import open_file


def following_pages(
    program: Program, sample: Path, settled: Callable[[QWidget], QWidget]
) -> Iterator[tuple[str, QWidget]]:
    """Show the next year, a newer checklist, and an assessment that comes back from its PDF."""
    window, shelf = program.window, program.window.desk.shelf()
    window.show_new(sample)
    yield "new-next-year", settled(window)
    target = sample.with_name("next year.sqlite")
    with open_file(sample, write=False) as file:
        of = file.assessment()
        profile = replace(of.profile, school_year=next_school_year(of.profile.school_year))
        file.save_copy(sample.with_name("copy.sqlite"))
        start_from(file, target, of.rubric, profile=profile, participants=(), by="", clock=window.desk.clock)
    window.open_path(target)
    newer = _newer(of.rubric)
    window.desk.take_shelf(replace(shelf, rubrics={**shelf.rubrics, newer.id: newer}))
    page = window.assessment
    if page is None:
        raise SystemExit("The next year could not be opened.")
    page.notices.earlier.show_shelf(window.desk.shelf())
    page.go_to_item("1S-01")
    page.answer(5)
    page.go_to_item("1S-02")
    yield "wizard-last-year", settled(window)
    page.go_to(Section(Kind.REVIEW))
    yield "review-last-year", settled(window)
    window.side.show_upgrade(newer)
    yield "upgrade", settled(window)
    copy, upgraded = sample.with_name("copy.sqlite"), sample.with_name("updated.sqlite")
    with open_file(copy) as file:
        file.reopen("There is a newer checklist.", by="")
        save_upgraded(file, upgraded, newer, by="", clock=window.desk.clock)
    window.open_path(upgraded)
    if window.assessment is not None:
        window.assessment.go_to_item("1S-02")
    yield "wizard-other-wording", settled(window)
    window.side.show_removed()
    yield "no-longer-asked", settled(window)
    window.side.show_recovery(ask=False)
    yield "recovery", settled(window)
    window.side.leave()
    window.desk.take_shelf(shelf)
    window.open_path(sample)
    for path in (copy, target, upgraded):
        window.preferences.forget(str(path))
        path.unlink()


def _newer(rubric: Rubric) -> Rubric:
    """Return a version of a rubric in which the second item reads otherwise, and the third is gone."""
    first, *others = rubric.steps
    second = replace(first.items[1], text=f"{first.items[1].text} It meets four times a year.")
    items = (first.items[0], second, *first.items[3:])
    return replace(rubric, version=f"{rubric.version}.1", steps=(replace(first, items=items), *others))
