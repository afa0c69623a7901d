"""The evidence register: what shows that items are in place, and where it is kept."""

from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.summary import RegisterEntry
from secure_desktop.model.wording import start_of
from secure_desktop.model.words import EVIDENCE_KINDS
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table

_WIDTHS = (118.0, 110.0, 150.0, 69.0, styles.WIDTH - 447)


def put_register(report: Report) -> None:
    """Draw the table of all evidence."""
    translate, entries = report.translate, report.summary.register
    title = translate("Evidence register")
    if not entries:
        sentence = translate("No evidence is on record.")
        report.section(title, [report.setter.text(sentence, styles.SMALL_QUIET)], key="evidence")
        return
    head = report.head(
        translate("Item"),
        translate("Title"),
        translate("Where it is kept"),
        translate("Effective"),
        translate("Renew by"),
    )
    report.section(
        title, table=Table(_WIDTHS, [_row(report, entry) for entry in entries], head), key="evidence"
    )


def _row(report: Report, entry: RegisterEntry) -> Row:
    evidence = entry.evidence
    continued = report.setter.text(report.translate("{0}, continued").format(entry.label), styles.SMALL_QUIET)
    return Row(
        [
            report.item_cell(entry.label, entry.item),
            report.text_cell(evidence.title or evidence.file_name),
            _place_cell(report, evidence),
            report.text_cell(report.say.on(evidence.effective)),
            report.text_cell(report.say.on(evidence.renew_by)),
        ],
        continued,
    )


def _place_cell(report: Report, evidence: Evidence) -> Cell:
    translate, setter = report.translate, report.setter
    kind = setter.text(translate(EVIDENCE_KINDS[evidence.kind]), styles.SMALL_QUIET)
    if evidence.kind is not EvidenceKind.FILE:
        return Cell([kind, setter.text(evidence.place, styles.SMALL)])
    name = translate("{0} ({1})").format(evidence.file_name, report.say.size(evidence.size))
    digest = translate("SHA-256 {0} …").format(start_of(evidence.sha256))
    return Cell([kind, setter.text(name, styles.SMALL), setter.text(digest, styles.TINY_QUIET)])
