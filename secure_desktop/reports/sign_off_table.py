"""The sign-offs on the first page, with the fingerprint under them."""

from secure_desktop.model.excerpts import shortened
from secure_desktop.model.sign_off import SignOff
from secure_desktop.model.signed_form import grouped
from secure_desktop.model.words import DECISIONS
from secure_desktop.reports import styles
from secure_desktop.reports.drawn_signature import DrawnSignature
from secure_desktop.reports.fingerprint import FingerprintBlock
from secure_desktop.reports.flow import Block
from secure_desktop.reports.report import Report
from secure_desktop.reports.table import Cell, Row, Table

_BEFORE, _HEADING = 14.0, 20.0  # points over the section, and of its heading
_BEFORE_BLOCK = 9.0
_FEW = 4  # sign-offs whose drawings can stand large
_LARGE, _SMALL = 20.0, 11.5  # points that a drawn signature is high
_LONGEST = 90  # characters of a name or of an organization
_WIDTHS = (122.0, 190.0, 104.0, styles.WIDTH - 416)


class FirstPageSignOff:
    """The section as it will stand. Its height is known before it is put on the page."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._table = _table(report)
        self._table.wrap()
        self._block = fingerprint_block(report, how_to_check(report))
        self.height = _BEFORE + _HEADING + self._table.whole
        if self._block:
            self.height += _BEFORE_BLOCK + self._block.wrap(styles.WIDTH)

    def put(self) -> None:
        """Draw the section."""
        self._report.section(self._report.translate("Sign-off"), table=self._table, before=_BEFORE)
        if self._block:
            self._report.flow.put(self._block, before=_BEFORE_BLOCK)


def fingerprint_block(report: Report, hint: str) -> FingerprintBlock | None:
    """Return the block with the QR code, the fingerprint and a hint; None when the report shows no fingerprint."""
    if report.code is None:
        return None
    translate, setter = report.translate, report.setter
    texts = [
        setter.text(
            translate("Content fingerprint (SHA-256), revision {0}").format(report.summary.revision),
            styles.SMALL_QUIET,
        ),
        setter.text(_in_two_lines(grouped(report.summary.fingerprint)), styles.DIGITS),
        setter.text(hint, styles.TINY_QUIET),
    ]
    return FingerprintBlock(report.code, texts, alt=translate("QR code of the fingerprint"))


def how_to_check(report: Report) -> str:
    """Return in one sentence what somebody without the file can do."""
    return report.translate(
        "“Check a report…” in the program says, without the internet, whether anything was altered."
    )


def _in_two_lines(digits: str) -> str:
    middle = len(digits) // 2
    return f"{digits[:middle]}\n{digits[middle + 1 :]}"


def _table(report: Report) -> Table:
    translate, entries = report.translate, report.summary.sign_offs
    height = _LARGE if len(entries) <= _FEW else _SMALL
    who = translate("Organization") if report.is_public else translate("Name, organization")
    how = translate("Decision") if report.is_public else translate("Signature")
    head = report.head(translate("Role"), who, how, translate("Date"))
    return Table(_WIDTHS, [_row(report, entry, height) for entry in entries], head, padding=2.5)


def _row(report: Report, entry: SignOff, height: float) -> Row:
    said = [shortened(text, _LONGEST) for text in (entry.name, entry.organization) if text.strip()]
    return Row(
        [
            report.text_cell(report.say.role(entry.role)),
            report.text_cell(", ".join(said)),
            Cell([_signature(report, entry, height)]),
            report.text_cell(report.say.day(entry.signed_at)),
        ]
    )


def _signature(report: Report, entry: SignOff, height: float) -> Block:
    """Return the drawn signature, or in words how the signer decided."""
    translate = report.translate
    if not entry.is_signed:
        return report.setter.text(translate(DECISIONS[entry.decision]), styles.DECLINED, lead="✕")
    if entry.drawing:
        return drawn(report, entry, height)
    words = translate("Signed on paper") if entry.scan else translate(DECISIONS[entry.decision])
    return report.setter.text(words, styles.SIGNED, lead="✓")


def drawn(report: Report, entry: SignOff, height: float) -> DrawnSignature:
    """Return a sign-off's drawn signature as a block."""
    alt = report.setter.cleaner.clean(report.translate("Drawn signature of {0}").format(entry.name))
    return DrawnSignature(entry.drawing, height, alt)
