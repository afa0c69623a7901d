"""A report with nothing on it yet but the foot of its pages."""

from collections.abc import Callable

from secure_desktop.model.excerpts import shortened
from secure_desktop.model.summary import Summary
from secure_desktop.model.wording import Wording
from secure_desktop.reports import styles
from secure_desktop.reports.flow import Flow
from secure_desktop.reports.footer import footer
from secure_desktop.reports.qr import QrCode, qr_text
from secure_desktop.reports.report import Report
from secure_desktop.reports.structure import Identity
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import Typesetter

_LONGEST_AUTHOR = 200


def blank_report(
    summary: Summary,
    translate: Callable[[str], str],
    title: str,
    *,
    is_public: bool = False,
    has_code: bool = False,
) -> Report:
    """Return a report to draw on.

    `title` takes the district and the checklist. With `has_code` the fingerprint and its QR code stand on every page.

    Raises:
        ResourceMissing: when the fonts were not installed with the program.
    """
    fonts = styles.load_fonts()
    setter = Typesetter(fonts)
    canvas = TaggedCanvas(_identity(summary, setter, title), fonts)
    code = QrCode(qr_text(summary)) if has_code else None
    report = Report(summary, Wording(translate), setter, Flow(canvas), is_public=is_public, code=code)
    canvas.footer = footer(report)
    return report


def _identity(summary: Summary, setter: Typesetter, title: str) -> Identity:
    clean, rubric = setter.cleaner.clean, summary.rubric
    district = shortened(clean(summary.profile.district), _LONGEST_AUTHOR)
    return Identity(
        title=clean(title.format(district, rubric.title)),
        author=district,
        language=rubric.language or "en",
        made_at=summary.made_at,
    )
