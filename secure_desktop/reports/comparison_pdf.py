"""The PDF of a comparison. Importing this module loads ReportLab, so import it at first need."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from secure_desktop import files
from secure_desktop.model.comparison import Comparison
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.summary import summarize
from secure_desktop.model.trend import Trend
from secure_desktop.reports.blank_report import blank_report
from secure_desktop.reports.changes_pages import put_changes
from secure_desktop.reports.comparison_page import put_comparison_page
from secure_desktop.reports.footer import footer
from secure_desktop.reports.report import Report
from secure_desktop.reports.trend_part import put_trend

_LONGEST_DISTRICT = 80


def write_comparison_pdf(
    comparison: Comparison,
    trend: Trend,
    target: Path,
    *,
    made_at: datetime,
    translate: Callable[[str], str] = str,
) -> None:
    """Write a comparison as a tagged PDF; `target` gets it whole or stays as it was.

    The trend is drawn when it has more than two points. The same comparison gives the same bytes.

    Raises:
        FolderGiven, DiskFull, TargetUnwritable: when `target` cannot be written.
        ResourceMissing: when the fonts were not installed with the program.
    """
    report = blank_report(
        summarize(comparison.after, made_at), translate, translate("Comparison for {0} – {1}")
    )
    report.flow.canvas.footer = footer(report, _in_footer(report, comparison))
    put_comparison_page(report, comparison, trend)
    if len(trend.points) > 2:
        put_trend(report, trend)
    put_changes(report, comparison)
    content = report.flow.canvas.finished()
    with files.written_whole(target) as draft:
        draft.write_bytes(content)


def _in_footer(report: Report, comparison: Comparison) -> str:
    district = shortened(comparison.after.profile.district, _LONGEST_DISTRICT)
    day = report.say.day(report.summary.made_at)
    return report.translate("{0} · Comparison of {1}").format(district, day)
