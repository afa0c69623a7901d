"""What stands at the foot of every page; it is no part of the content, but an artifact."""

from collections.abc import Callable

from secure_desktop.model.excerpts import shortened
from secure_desktop.model.signed_form import grouped
from secure_desktop.reports import stage_words, styles
from secure_desktop.reports.report import Report

_FEDERAL = "secure-"  # how the ids of the bundled rubrics begin
_LONGEST_ATTRIBUTION = 190  # characters
_LONGEST_DISTRICT = 80
_TOP = styles.BOTTOM - 7
_CODE = 46.0  # points; a telephone reads it from a printed page
_BESIDE = 8.0
_PAGE_ROOM = 80.0  # for "Page 12 of 14"


def footer(report: Report, first_line: str = "") -> Callable[[], None]:
    """Return what draws the foot of the page that is being drawn: origin, state, page and fingerprint.

    `first_line` stands in place of the state, for what is no summary of one assessment.
    """
    canvas, style = report.flow.canvas, styles.FOOTER
    room = styles.WIDTH - (_CODE + _BESIDE if report.code else 0.0)
    lines = [report.setter.text(text, style) for text in _texts(report, first_line)]
    lines[0].wrap(room - _PAGE_ROOM)
    for line in lines[1:]:
        line.wrap(room)

    def draw() -> None:
        top = _TOP
        with canvas.artifact("Pagination"):
            canvas.rule(styles.MARGIN, top + 3, styles.WIDTH, styles.RULE)
            canvas.write_late(
                styles.MARGIN + room,
                style.baseline(top),
                _page_of_all(report, canvas.page_number),
                style,
                to_right=True,
            )
            for line in lines:
                line.draw(canvas, styles.MARGIN, top)
                top -= line.height
            if report.code:
                report.code.draw(canvas, styles.MARGIN + room + _BESIDE, _TOP + 1, _CODE)

    return draw


def _texts(report: Report, first_line: str) -> list[str]:
    summary, translate = report.summary, report.translate
    district = shortened(summary.profile.district, _LONGEST_DISTRICT)
    texts = [first_line or stage_words.in_footer(report, district), _attribution(report)]
    if report.code:
        texts.append(translate("Fingerprint {0}").format(grouped(summary.fingerprint)))
    return texts


def _page_of_all(report: Report, number: int) -> Callable[[], str]:
    return lambda: report.translate("Page {0} of {1}").format(number, report.flow.canvas.page_number)


def _attribution(report: Report) -> str:
    rubric = report.summary.rubric
    if rubric.id.startswith(_FEDERAL):
        return report.translate(
            "Adapted from the subject areas of the SECURe Local Implementation Rubric "
            "(U.S. Departments of Education and Justice, 2016); not the official text."
        )
    return shortened(rubric.attribution, _LONGEST_ATTRIBUTION)
