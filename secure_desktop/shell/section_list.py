"""The wizard's list at the left: every section with its progress."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.changes import Changes
from secure_desktop.model.navigation import Kind, Section, sections
from secure_desktop.model.progress import Progress, tally
from secure_desktop.model.signing import Stage, expected_roles, missing_roles, stage
from secure_desktop.shell.controls import scaled_font
from secure_desktop.shell.ring import paint_ring
from secure_desktop.shell.section_names import section_name
from secure_desktop.shell.session import Session
from secure_desktop.shell.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_TITLE = Qt.ItemDataRole.DisplayRole
_DETAIL = Qt.ItemDataRole.UserRole
_SHARE = Qt.ItemDataRole.UserRole + 1
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class SectionList(QListView):
    """All sections of the wizard. Choosing one asks for it; what is shown is what `show_section` was told."""

    section_requested = Signal(object)  # Section

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName(self.tr("Sections"))
        self.setModel(_Sections(session, self))
        self.setItemDelegate(_SectionDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.clicked.connect(self._request)
        self.activated.connect(self._request)
        theme.changed.connect(self.doItemsLayout)

    def show_section(self, section: Section) -> None:
        """Mark the section that is shown."""
        model = self.model()
        if isinstance(model, _Sections):
            self.setCurrentIndex(model.index(model.sections.index(section)))

    def width_of_titles(self) -> int:
        """Return the width at which no title wraps, in pixels."""
        metrics = QFontMetrics(scaled_font(self.font(), 1.0, bold=True))
        model = self.model()
        titles = [model.index(row, 0).data(_TITLE) for row in range(model.rowCount())]
        return max(metrics.horizontalAdvance(title) for title in titles) + metrics.height() * 2 + 42

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _request(self, index: QModelIndex) -> None:
        model = self.model()
        if isinstance(model, _Sections):
            self.section_requested.emit(model.sections[index.row()])


class _Sections(QAbstractListModel):
    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.sections = sections(session.assessment)
        session.changed.connect(self._show_changes)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.sections)

    def data(self, index: Index, role: int = _TITLE) -> object:
        section = self.sections[index.row()]
        progress = _progress(self._session.assessment, section)
        if role == _TITLE:
            return self._title(section)
        if role == _DETAIL:
            return self._detail(section, progress)
        if role == _SHARE:
            known = progress or _further_progress(self._session.assessment, section)
            return known.share if known else None
        if role == _SPOKEN:
            return ", ".join(text for text in (self._title(section), self._detail(section, progress)) if text)
        return None

    def _title(self, section: Section) -> str:
        return section_name(self._session.rubric, section)

    def _detail(self, section: Section, progress: Progress | None) -> str:
        if section.kind is Kind.SIGN_OFF:
            return self._sign_off_detail()
        if progress is None:
            return ""
        return self.tr("{0} of {1} answered").format(progress.answered, progress.total)

    def _sign_off_detail(self) -> str:
        assessment = self._session.assessment
        reached = stage(assessment)
        if reached is Stage.DECLINED:
            return self.tr("Declined")
        if reached is Stage.SIGNED:
            return self.tr("Revision {0} is signed").format(assessment.revision)
        if reached is Stage.SIGNING:
            signed = _sign_off_progress(assessment)
            return self.tr("{0} of {1} have signed").format(signed.answered, signed.total)
        return ""

    def _show_changes(self, changes: Changes) -> None:
        steps = {self._session.rubric.step_of(item_id).number for item_id in changes.items}
        for row, section in enumerate(self.sections):
            if (
                section.step in steps
                or (changes.items and section.kind is Kind.RETURN)
                or ((changes.profile or changes.participants) and section.kind is Kind.ABOUT)
                or ((changes.sign_off or changes.participants) and section.kind is Kind.SIGN_OFF)
            ):
                self.dataChanged.emit(self.index(row), self.index(row))


def _progress(assessment: Assessment, section: Section) -> Progress | None:
    if section.kind is Kind.STEP:
        return tally(assessment, assessment.rubric.step(section.step).items).progress
    if section.kind is Kind.RETURN:
        return tally(assessment).progress
    return None


def _further_progress(assessment: Assessment, section: Section) -> Progress | None:
    if section.kind is Kind.SIGN_OFF:
        return _sign_off_progress(assessment)
    return _profile_progress(assessment) if section.kind is Kind.ABOUT else None


def _sign_off_progress(assessment: Assessment) -> Progress:
    expected = len(expected_roles(assessment))
    return Progress(expected - len(missing_roles(assessment)), expected)


def _profile_progress(assessment: Assessment) -> Progress:
    profile = assessment.profile
    parts = (profile.district, profile.school_year, profile.state, profile.agency, assessment.participants)
    return Progress(sum(1 for part in parts if part), len(parts))


class _SectionDelegate(QStyledItemDelegate):
    """Paints a section: ring, title, and how many are answered; as tall as the text size asks for."""

    _WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        area = QRect(0, 0, width, 10_000)
        title, detail = self._texts(area, index)
        height = max(title.height() + detail.height(), self._ring_size()) + self._gap()
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, area = self._theme.colors, QRect(option.rect).adjusted(0, 1, 0, -1)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.selected if is_current else colors.info))
            painter.drawRoundedRect(area.adjusted(4, 0, -6, 0), 5, 5)
        if is_current:
            painter.setBrush(QColor(colors.link))
            painter.drawRect(QRect(area.left() + 4, area.top(), 3, area.height()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colors.link))
            painter.drawRoundedRect(QRectF(area).adjusted(4.5, 0.5, -6.5, -0.5), 5, 5)
        self._paint_content(painter, area, index, bold=is_current)
        painter.restore()

    def _paint_content(self, painter: QPainter, area: QRect, index: Index, *, bold: bool) -> None:
        colors = self._theme.colors
        title, detail = self._texts(area, index, bold=bold)
        top = area.top() + (area.height() - title.height() - detail.height()) // 2
        size = self._ring_size()
        ring = QRectF(area.left() + 16, area.top() + (area.height() - size) / 2, size, size)
        paint_ring(painter, ring, index.data(_SHARE), colors)
        painter.setPen(QColor(colors.text))
        painter.setFont(scaled_font(self._view.font(), 1.0, bold=bold))
        painter.drawText(title.translated(0, top), int(self._WRAP), index.data(_TITLE))
        painter.setPen(QColor(colors.muted))
        painter.setFont(scaled_font(self._view.font(), 0.88))
        painter.drawText(detail.translated(0, top + title.height()), int(self._WRAP), index.data(_DETAIL))

    def _texts(self, area: QRect, index: Index, *, bold: bool = True) -> tuple[QRect, QRect]:
        left = area.left() + 16 + self._ring_size() + 11
        room = QRect(left, 0, max(area.right() - left - 12, 40), 10_000)
        large = QFontMetrics(scaled_font(self._view.font(), 1.0, bold=bold))
        small = QFontMetrics(scaled_font(self._view.font(), 0.88))
        title = large.boundingRect(room, int(self._WRAP), index.data(_TITLE))
        title.setWidth(room.width())
        text = index.data(_DETAIL)
        detail = small.boundingRect(room, int(self._WRAP), text) if text else QRect(left, 0, 0, 0)
        detail.setWidth(room.width())
        return title, detail

    def _ring_size(self) -> int:
        return round(self._view.fontMetrics().height() * 1.25)

    def _gap(self) -> int:
        return round(self._view.fontMetrics().height() * 1.1)
