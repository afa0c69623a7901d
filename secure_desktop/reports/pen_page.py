"""The page on which people sign with a pen. Importing this module loads ReportLab, so import it at first need."""

from collections.abc import Callable, Sequence
from pathlib import Path

from secure_desktop import files
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import EXPECTED, attestations
from secure_desktop.model.summary import Summary
from secure_desktop.reports import styles
from secure_desktop.reports.blank_report import blank_report
from secure_desktop.reports.flowables import Fixed
from secure_desktop.reports.report import Report
from secure_desktop.reports.sign_off_table import fingerprint_block
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import TextBlock

_LONGEST_TITLE = 60  # characters of a title or of a district's name; the page must stay one page
_LINE = 19.0  # points from one line to write on to the next
_BESIDE = 16.0
_NAMES = 62.0  # points of the words before a line


def write_pen_page(summary: Summary, target: Path, *, translate: Callable[[str], str] = str) -> None:
    """Write one tagged page for signatures with a pen; `target` gets it whole or stays as it was.

    It carries the fingerprint of the assessment as it stands, so it holds only until something is changed.

    Raises:
        FolderGiven, DiskFull, TargetUnwritable: when `target` cannot be written.
        ResourceMissing: when the fonts were not installed with the program.
    """
    report = blank_report(summary, translate, translate("Signatures for {0} – {1}"), has_code=True)
    _put_head(report)
    for role in summary.missing or EXPECTED:
        report.flow.put(_Form(report, report.say.role(role), _attestations(report, role)), before=8)
    report.flow.put(
        _Form(report, translate("Role: ____________________"), _attestations(report, Role.OTHER)), before=8
    )
    content = report.flow.canvas.finished()
    with files.written_whole(target) as draft:
        draft.write_bytes(content)


def _put_head(report: Report) -> None:
    summary, translate, setter = report.summary, report.translate, report.setter
    report.bookmark("signatures", translate("Signatures"), styles.TOP)
    title = shortened(summary.rubric.title, _LONGEST_TITLE)
    caption = translate("{0} · Revision {1}").format(title, summary.revision)
    report.flow.put(setter.text(caption, styles.CAPTION))
    district = shortened(summary.profile.district, _LONGEST_TITLE)
    report.flow.put(setter.text(translate("Signatures for {0}").format(district), styles.TITLE, tag="H1"))
    for text in (report.say.tally(summary.tally), _meaning(report)):
        report.flow.put(setter.text(text, styles.SUBHEAD))
    hint = translate("Compare it with the fingerprint that the program shows, before anybody signs.")
    block = fingerprint_block(report, hint)
    if block:
        report.flow.put(block, before=8)


def _meaning(report: Report) -> str:
    return report.translate(
        "For the assessment with this fingerprint only; after a change, print a new page. Tick, sign, and attach a "
        "scan of this page in SECURe Desktop."
    )


def _attestations(report: Report, role: Role) -> list[TextBlock]:
    texts = attestations(role, has_open_points=bool(report.summary.open_points))
    return [report.setter.text(report.translate(text), styles.TO_TICK, lead="☐") for text in texts]


class _Form(Fixed):
    """What one person attests, at the left, and the lines to write on at the right."""

    def __init__(self, report: Report, role: str, texts: Sequence[TextBlock]) -> None:
        translate, text = report.translate, report.setter.text
        self._role = text(role, styles.ROLE, tag="H2")
        self._texts = texts
        self._names = [
            text(name, styles.SMALL_QUIET)
            for name in (
                translate("Name"),
                translate("Title"),
                translate("Organization"),
                translate("Signature"),
                translate("Date"),
            )
        ]

    def wrap(self, width: float) -> float:
        """Lay the form out for a width and return its height."""
        self._half = (width - _BESIDE) / 2
        left = self._role.wrap(self._half) + sum(text.wrap(self._half) for text in self._texts)
        for name in self._names:
            name.wrap(_NAMES)
        self._width = width
        self.height = max(left, _LINE * len(self._names)) + 10
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the form under `top`."""
        with canvas.artifact():
            canvas.rule(x, top, self._width, styles.RULE)
        top -= 6
        self._draw_lines(canvas, x + self._half + _BESIDE, top)
        for text in (self._role, *self._texts):
            text.draw(canvas, x, top)
            top -= text.height

    def _draw_lines(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the lines to write on, each with its name before it."""
        for name in self._names:
            top -= _LINE
            name.draw(canvas, left, top + name.height)
            with canvas.artifact():
                canvas.rule(left + _NAMES, top, self._half - _NAMES, styles.STRONG_RULE)
