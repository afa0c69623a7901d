"""The history of revisions: which were signed, by whom, and why they were opened again."""

from secure_desktop.model.sign_off import Revision, SignOff
from secure_desktop.model.wording import start_of
from secure_desktop.model.words import DECISIONS
from secure_desktop.reports import styles
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table, heading_cell

_WIDTHS = (58.0, 84.0, 196.0, styles.WIDTH - 338)


def put_history(report: Report) -> None:
    """Draw the table of revisions; nothing when none was signed yet."""
    translate, revisions = report.translate, report.summary.revisions
    if not revisions:
        return
    head = report.head(translate("Revision"), translate("Signed"), translate("By"), translate("Opened again"))
    table = Table(_WIDTHS, [_row(report, revision) for revision in revisions], head)
    report.section(translate("History of revisions"), table=table, key="history")


def _row(report: Report, revision: Revision) -> Row:
    setter = report.setter
    number = setter.text(str(revision.number), styles.SMALL)
    decided = [entry for entry in report.summary.all_sign_offs if entry.revision == revision.number]
    by = [setter.text(_who(report, entry), styles.SMALL) for entry in decided]
    digest = report.translate("Fingerprint {0} …").format(start_of(revision.fingerprint))
    return Row(
        [
            heading_cell(number, scope="Row"),
            report.text_cell(report.say.day(revision.signed_at)),
            Cell([*by, setter.text(digest, styles.TINY_QUIET)]),
            _opened_cell(report, revision),
        ]
    )


def _who(report: Report, entry: SignOff) -> str:
    translate = report.translate
    who = translate("{0}, {1}").format(entry.name, report.say.role(entry.role))
    if entry.is_signed:
        return who
    return translate("{0} ({1})").format(who, translate(DECISIONS[entry.decision]))


def _opened_cell(report: Report, revision: Revision) -> Cell:
    if revision.reopened_at is None:
        return Cell([])
    words = report.translate("{0} by {1}").format(report.say.day(revision.reopened_at), revision.reopened_by)
    because = report.setter.text(revision.reopened_because, styles.SMALL, lead=report.translate("Reason:"))
    return Cell([report.setter.text(words, styles.SMALL), because])
