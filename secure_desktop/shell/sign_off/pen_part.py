"""Signing with a pen: the page to print, and the scan of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.shell.buttons import LinkButton
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.item_link import ItemLink
from secure_desktop.shell.theme import Theme


class PenPart(QWidget):
    """Offers the page for a pen signature, and takes its scan."""

    page_requested = Signal()

    def __init__(self, theme: Theme, dialogs: Dialogs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._folder = folder
        self.scan: Path | None = None
        self._print = ItemLink(self.tr("Print a page for a pen signature…"), theme)
        self._print.clicked.connect(self.page_requested)
        self.attach = ItemLink(self.tr("Attach the signed page…"), theme)
        self.attach.clicked.connect(self._ask_scan)
        self._name = PlainLabel(wrap=False)
        self._remove = LinkButton(self.tr("Remove"))
        self._remove.setAccessibleName(self.tr("Remove the signed page"))
        self._remove.clicked.connect(self.forget)
        row = FlowLayout(spacing=16)
        for widget in (self._print, self.attach, self._name, self._remove):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self._show()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return self._print, self.attach, self._remove

    def forget(self) -> None:
        """Let go of the scan."""
        self.scan = None
        self._show()

    def _ask_scan(self) -> None:
        kinds = self.tr("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)")
        path = self._dialogs.choose_existing(self.tr("Attach the signed page"), kinds, self._folder)
        if path is not None:
            self.scan = path
            self._show()

    def _show(self) -> None:
        self.attach.setVisible(self.scan is None)
        self._name.setVisible(self.scan is not None)
        self._remove.setVisible(self.scan is not None)
        self._name.setText(self.tr("Signed page: {0}").format(self.scan.name if self.scan else ""))
