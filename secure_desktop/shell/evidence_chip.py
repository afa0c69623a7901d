"""A piece of evidence as a small label that opens: sign, name and size."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.shell import signs
from secure_desktop.shell.painted_button import PaintedButton
from secure_desktop.shell.sizes import size_words
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.words import evidence_kind_word

_LONGEST = 46  # average characters; a longer name is cut in its middle


class EvidenceChip(PaintedButton):
    """One piece of evidence. It is checked while its details are shown."""

    def __init__(self, evidence: Evidence, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.evidence = evidence
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_evidence(evidence)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what is stored now."""
        self.evidence = evidence
        self.setText(chip_text(evidence))
        self.setAccessibleName(self.text())
        kind = evidence_kind_word(evidence.kind)
        self.setAccessibleDescription(f"{kind}, SHA-256 {evidence.sha256}" if evidence.sha256 else kind)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = metrics.averageCharWidth() * _LONGEST
        text = min(metrics.horizontalAdvance(self.text()), widest)
        return QSize(text + round(metrics.height() * 2.4), round(metrics.height() * 1.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors, unit = self._theme.colors, self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_lit = self.isChecked() or self.underMouse()
        edge = colors.link if self.hasFocus() or self.isChecked() else colors.edge
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colors.selected if is_lit else colors.base))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        sign = QRectF(unit * 0.55, (self.height() - unit) / 2, unit, unit)
        signs.paint(painter, signs.EVIDENCE[self.evidence.kind], sign, QColor(colors.muted))
        painter.setPen(QColor(colors.text))
        room = self.rect().adjusted(round(unit * 1.75), 0, -round(unit * 0.6), 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def evidence_name(evidence: Evidence) -> str:
    """Return what a piece of evidence is called: its title, or else its file name or its place."""
    return evidence.title.strip() or evidence.file_name or evidence.place


def chip_text(evidence: Evidence) -> str:
    """Return a file's name and size, or the title and the place of what is filed elsewhere."""
    if evidence.kind is EvidenceKind.FILE:
        return f"{evidence.file_name} · {size_words(evidence.size)}"
    title, place = evidence.title.strip(), evidence.place.strip()
    return f"{title} · {place}" if title and title != place else place
