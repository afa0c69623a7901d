"""The page that says who put their name to a revision, under which attestations, and how that can be checked."""

from secure_desktop.model.sign_off import SignOff
from secure_desktop.model.wording import start_of
from secure_desktop.model.words import DECISIONS
from secure_desktop.reports import styles
from secure_desktop.reports.flow import Block
from secure_desktop.reports.flowables import Callout
from secure_desktop.reports.report import Report
from secure_desktop.reports.sign_off_table import drawn, fingerprint_block, how_to_check
from secure_desktop.reports.table import Cell, Row, Table, heading_cell

_SIGNATURE = 40.0  # points that a drawn signature is high
_NAMES = 118.0  # points of the column of names


def put_sign_off(report: Report) -> None:
    """Draw the page of sign-offs; nothing when nobody has signed or declined."""
    summary, translate = report.summary, report.translate
    if not summary.sign_offs:
        return
    report.flow.new_page()
    sentence = translate("Revision {0} of this assessment.").format(summary.revision)
    report.section(translate("Sign-off"), [report.setter.text(sentence, styles.SMALL_QUIET)], key="sign-off")
    for entry in summary.sign_offs:
        _put_entry(report, entry)
    if summary.missing:
        missing = ", ".join(report.say.role(role) for role in summary.missing)
        words = report.setter.text(translate("Signatures still missing: {0}").format(missing), styles.BODY)
        report.flow.put(Callout(words, tint=styles.PALE_AMBER, edge=styles.AMBER), before=14)
    _put_check(report)


def _put_entry(report: Report, entry: SignOff) -> None:
    title = report.translate("{0}: {1}").format(
        report.say.role(entry.role), report.translate(DECISIONS[entry.decision])
    )
    table = Table((_NAMES, styles.WIDTH - _NAMES), _rows(report, entry), padding=1.5, inset=0, is_ruled=False)
    report.section(title, table=table, tag="H3", before=16.0, keep_whole=True)


def _rows(report: Report, entry: SignOff) -> list[Row]:
    translate = report.translate
    said = [
        (translate("Name"), entry.name),
        (translate("Title"), entry.title),
        (translate("Organization"), entry.organization),
        (_when(report, entry), report.say.moment(entry.signed_at)),
        (translate("Reason"), entry.reason),
    ]
    rows = [_row(report, name, _small(report, value)) for name, value in said if value.strip()]
    if entry.attestations and entry.is_signed:
        rows.append(_row(report, translate("Attested"), *_attestations(report, entry)))
    if entry.drawing:
        rows.append(_row(report, translate("Signature"), drawn(report, entry, _SIGNATURE)))
    if entry.scan:
        words = translate("Signed on paper; the scan is part of the assessment file (SHA-256 {0} …).")
        rows.append(_row(report, translate("Signature"), _small(report, words.format(start_of(entry.scan)))))
    if entry.key:
        rows.append(_row(report, translate("Key number"), _small(report, f"{start_of(entry.key)} …")))
    return rows


def _when(report: Report, entry: SignOff) -> str:
    return report.translate("Signed on") if entry.is_signed else report.translate("Declined on")


def _row(report: Report, name: str, *blocks: Block) -> Row:
    return Row([heading_cell(report.setter.text(name, styles.SMALL_QUIET), scope="Row"), Cell(blocks)])


def _small(report: Report, text: str) -> Block:
    return report.setter.text(text, styles.SMALL)


def _attestations(report: Report, entry: SignOff) -> list[Block]:
    return [
        report.setter.text(report.translate(text), styles.ATTESTED, lead="✓") for text in entry.attestations
    ]


def _put_check(report: Report) -> None:
    """Draw the fingerprint and how somebody finds out whether the report was altered."""
    block = fingerprint_block(report, how_to_check(report))
    if block is None:
        return
    report.section(report.translate("How to check this report"), before=20.0)
    for text in _how_to_check(report):
        report.flow.put(report.setter.text(text, styles.PARAGRAPH), before=2)
    report.flow.put(block, before=10)


def _how_to_check(report: Report) -> list[str]:
    translate = report.translate
    return [
        translate(
            "The fingerprint stands for everything that was signed: answers, notes, next steps, evidence and the team. "
            "If any of it is changed, the fingerprint is another one."
        ),
        translate(
            "In SECURe Desktop, choose “Check a report…” and open this PDF, or run “secure-desktop-cli verify” on it. "
            "Neither needs the internet or the assessment file. Adobe Acrobat and “pdfsig” check the seal as well."
        ),
        translate(
            "A key number says which key signed. Meeting one for the first time, compare it with the signer by phone. "
            "On paper, compare the fingerprint at the foot of every page, or scan its QR code."
        ),
    ]
