"""A checklist to fill in with a pen and to type in later. Importing this module loads ReportLab, so import it at first need."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from secure_desktop import files
from secure_desktop.model.assessment import CHOICES, Assessment, Profile
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.rubric import ActionStep, Item, Rubric
from secure_desktop.model.summary import summarize
from secure_desktop.reports import styles
from secure_desktop.reports.blank_report import blank_report
from secure_desktop.reports.closing_pages import put_about
from secure_desktop.reports.flow import Block
from secure_desktop.reports.flowables import Callout, Fixed
from secure_desktop.reports.footer import footer
from secure_desktop.reports.report import Report
from secure_desktop.reports.structure import Element
from secure_desktop.reports.table import Cell, Row, Table, heading_cell, spanning_cell
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import Typesetter

_BOX_COLUMN = 58.0
_WIDTHS = (styles.WIDTH - 4 * _BOX_COLUMN, *(_BOX_COLUMN,) * 4)
_BOX = styles.Style(size=17, leading=20)
_BESIDE_BOX = styles.Style(size=8.5, leading=20, colour=styles.MUTED)
_HEAD = styles.Style(size=7.5, leading=9.5, colour=styles.INK)
_LOOK_FOR = styles.Style(size=7.5, leading=10, colour=styles.MUTED, hang=29)
_LINE = 17.0  # points from one line to write on to the next
_NAMES = 92.0  # points of the words before a line
_LONGEST_VALUE = 60  # characters of what is printed on a line


def write_blank_checklist(
    rubric: Rubric,
    target: Path,
    *,
    made_at: datetime,
    profile: Profile | None = None,
    steps: Sequence[ActionStep] = (),
    translate: Callable[[str], str] = str,
) -> None:
    """Write a tagged PDF of a checklist without answers; `target` gets it whole or stays as it was.

    The items come in the order in which the window takes them in from paper. `profile` is printed where it would be
    written; of `steps`, if there are any, only those are printed.

    Raises:
        FolderGiven, DiskFull, TargetUnwritable: when `target` cannot be written.
        ResourceMissing: when the fonts were not installed with the program.
    """
    known = profile or Profile("")
    unanswered = summarize(Assessment("", rubric, known, (), {}, made_at, made_at), made_at)
    report = blank_report(unanswered, translate, translate("Blank checklist: {1}"))
    report.flow.canvas.footer = footer(report, _foot(report))
    _put_head(report)
    for step in steps or rubric.steps:
        _put_step(report, step)
    put_about(report)
    content = report.flow.canvas.finished()
    with files.written_whole(target) as draft:
        draft.write_bytes(content)


def _foot(report: Report) -> str:
    rubric, district = report.summary.rubric, report.summary.profile.district
    name = report.translate("Blank checklist · {0}, version {1}").format(rubric.title, rubric.version)
    return f"{name} · {shortened(district, _LONGEST_VALUE)}" if district.strip() else name


def _put_head(report: Report) -> None:
    translate, setter, profile = report.translate, report.setter, report.summary.profile
    report.bookmark("head", report.summary.rubric.title, styles.TOP)
    report.flow.put(setter.text(report.summary.rubric.rubric, styles.CAPTION))
    report.flow.put(setter.text(report.summary.rubric.title, styles.TITLE, tag="H1"))
    for name, value in (
        (translate("District"), profile.district),
        (translate("School year"), profile.school_year),
        (translate("Filled in by"), ""),
        (translate("Date"), ""),
    ):
        report.flow.put(_ToFill(setter, name, shortened(value, _LONGEST_VALUE)))
    report.flow.put(_how_to(report), before=12)


def _how_to(report: Report) -> Callout:
    answers = ", ".join(f"{key} {report.say.answer(answer)}" for key, answer in enumerate(CHOICES, 1))
    text = report.translate(
        "Tick one box for each item; leave all of them empty where nobody knows. The answers are: {0}. The last one "
        "needs a reason. To type it in afterwards, choose Type in from paper in the menu Assessment of SECURe Desktop: "
        "it asks for the items in this order, and the keys 1 to 4 are the numbers of the boxes."
    ).format(answers)
    return Callout(report.setter.text(text, styles.SMALL), tint=styles.PALE, edge=styles.HEADING)


def _put_step(report: Report, step: ActionStep) -> None:
    translate, setter = report.translate, report.setter
    title = translate("Action step {0}: {1}").format(step.number, step.short_title)
    lead_in = [setter.text(text, styles.SMALL_QUIET) for text in (step.title, step.guidance) if text.strip()]
    head = Row(
        [
            heading_cell(setter.text(translate("Item"), styles.HEAD), scope="Column"),
            *(
                heading_cell(setter.text(report.say.answer(answer), _HEAD, lead=str(key)), scope="Column")
                for key, answer in enumerate(CHOICES, 1)
            ),
        ]
    )
    rows = [
        row
        for place, item in enumerate(step.items, 1)
        for row in _item_rows(report, f"{step.number}.{place}", item)
    ]
    table = Table(_WIDTHS, rows, head, padding=3.0, inset=4.0)
    report.section(title, lead_in, table, key=f"step-{step.number}")


def _item_rows(report: Report, label: str, item: Item) -> list[Row]:
    """Return the row with the item and its boxes, and the one with what to look for and the lines to write on."""
    setter = report.setter
    below: list[Block] = [_NoteLines(setter, report.translate("Note, or the reason for 4:"))]
    if item.look_for.strip():
        below.insert(0, setter.text(item.look_for, _LOOK_FOR))
    first = heading_cell(report.item(label, item.text), scope="Row")
    return [
        Row([first, *_boxes(setter)], leads=True),
        Row([spanning_cell(*below, columns=len(_WIDTHS))]),
    ]


def _boxes(setter: Typesetter) -> list[Cell]:
    return [Cell([_Box(setter, key)]) for key in range(1, len(CHOICES) + 1)]


class _Box(Fixed):
    """A box that is large enough for a pen, with the number of its key."""

    height = _BOX.leading

    def __init__(self, setter: Typesetter, key: int) -> None:
        self.element = Element("P")
        self._beside = setter.width("☐ ", _BOX)
        self._key = str(key)

    def wrap(self, width: float) -> float:  # noqa: ARG002 - a box is a box
        """Return the height of the box."""
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the box under `top`."""
        with canvas.inside(self.element), canvas.content():
            canvas.write(x, _BOX.baseline(top), ("☐ ",), _BOX)
            canvas.write(x + self._beside - 2, _BESIDE_BOX.baseline(top), (f"{self._key} ",), _BESIDE_BOX)


class _NoteLines(Fixed):
    """Two lines to write on, with small words before the first."""

    height = 2 * _LINE + 3

    def __init__(self, setter: Typesetter, words: str) -> None:
        self._words = setter.text(words, styles.TINY_QUIET)
        self._indent = setter.width(words, styles.TINY_QUIET) + 6

    def wrap(self, width: float) -> float:
        """Lay the lines out for a width and return their height."""
        self._width = width - styles.LABELLED.hang
        self._words.wrap(self._width)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the lines under `top`."""
        left, first = x + styles.LABELLED.hang, top - _LINE
        self._words.draw(canvas, left, first + self._words.height - 2)
        with canvas.artifact():
            canvas.rule(left + self._indent, first, self._width - self._indent, styles.STRONG_RULE)
            canvas.rule(left, first - _LINE, self._width, styles.STRONG_RULE)


class _ToFill(Fixed):
    """A line to write on behind its name; what is known stands on it."""

    height = _LINE + 3

    def __init__(self, setter: Typesetter, name: str, value: str) -> None:
        self._name = setter.text(name, styles.SMALL_QUIET)
        self._value = setter.text(value) if value else None

    def wrap(self, width: float) -> float:
        """Lay the line out for a width and return its height."""
        self._width = width
        self._name.wrap(_NAMES)
        if self._value is not None:
            self._value.wrap(width - _NAMES)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the line under `top`."""
        bottom = top - self.height
        self._name.draw(canvas, x, bottom + self._name.height)
        if self._value is not None:
            self._value.draw(canvas, x + _NAMES, bottom + self._value.height)
        with canvas.artifact():
            canvas.rule(x + _NAMES, bottom, self._width - _NAMES, styles.STRONG_RULE)
