"""How far a revision is with its sign-off, in the words of badge, facts and footer."""

from secure_desktop.model.sign_off import SignOff
from secure_desktop.model.signing import Stage
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Row
from secure_desktop.reports.typesetter import LateText

_FACT_ROOM = styles.WIDTH - 160


def badge(report: Report) -> tuple[str, str]:
    """Return the words of the badge and their colour."""
    summary, translate = report.summary, report.translate
    if summary.stage is Stage.SIGNED:
        return translate("✓ SIGNED · REVISION {0}").format(summary.revision), styles.GREEN
    if summary.stage is Stage.SIGNING:
        return translate("SIGNING · {0} MISSING").format(len(summary.missing)), styles.AMBER
    if summary.stage is Stage.DECLINED:
        return translate("✕ DECLINED · REVISION {0}").format(summary.revision), styles.RED
    if summary.revision == 1:
        return translate("DRAFT"), styles.AMBER
    return translate("DRAFT · REVISION {0}").format(summary.revision), styles.AMBER


def in_footer(report: Report, district: str) -> str:
    """Return whose report it is, how far it is and of which day."""
    summary, translate = report.summary, report.translate
    sentences = {
        Stage.DRAFT: translate("{0} · Draft, {2}"),
        Stage.SIGNING: translate("{0} · Revision {1}, signatures are missing, {2}"),
        Stage.SIGNED: translate("{0} · Revision {1}, signed, {2}"),
        Stage.DECLINED: translate("{0} · Revision {1}, declined, {2}"),
    }
    return sentences[summary.stage].format(district, summary.revision, report.say.day(summary.made_at))


def facts(report: Report) -> list[Row]:
    """Return the rows that say who signed, who declined and whose signature is missing."""
    summary, translate = report.summary, report.translate
    if not summary.sign_offs:
        return [report.fact(translate("Status"), translate("Draft, not signed"))]
    signed = [entry for entry in summary.sign_offs if entry.is_signed]
    declined = [entry for entry in summary.sign_offs if not entry.is_signed]
    rows = []
    if signed:
        rows.append(report.fact_row(translate("Signed"), _decided(report, signed)))
    if declined:
        rows.append(report.fact_row(translate("Declined"), _decided(report, declined)))
    if summary.missing:
        missing = ", ".join(report.say.role(role) for role in summary.missing)
        rows.append(report.fact(translate("Signature missing"), missing))
    return rows


def _decided(report: Report, entries: list[SignOff]) -> LateText:
    """Return the day of the last decision, the roles if they fit on the line, and the page that says more."""
    translate, canvas = report.translate, report.flow.canvas
    day = report.say.day(max(entry.signed_at for entry in entries))
    roles = ", ".join(dict.fromkeys(report.say.role(entry.role) for entry in entries))
    by = translate("1 person") if len(entries) == 1 else translate("{0} people").format(len(entries))
    words = translate("{0} by {1} (page {2})")
    if report.setter.width(words.format(day, roles, "99"), styles.BODY) < _FACT_ROOM:
        by = roles
    return LateText(lambda: words.format(day, by, canvas.page_of("sign-off")))
