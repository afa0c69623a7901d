"""Sharing by e-mail: choose what, see what that tells, and get a folder with everything. Nothing is sent from here."""

import functools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from secure_desktop.exchange.cover_text import proposed_message, proposed_subject
from secure_desktop.exchange.share import SharingStopped
from secure_desktop.file_names import free_name
from secure_desktop.model.sharing import Packing, Parcel, Piece, PieceKind, private_contents
from secure_desktop.model.summary import Summary, summarize
from secure_desktop.reports.file_name import propose_name
from secure_desktop.shell.boxes import Card
from secure_desktop.shell.buttons import Button, LinkButton, PrimaryButton
from secure_desktop.shell.controls import MutedLabel, PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.fields.radio_line import RadioLines
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.key_choice import KeyChoice
from secure_desktop.shell.labels import StrongLabel
from secure_desktop.shell.progress import Progress
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.session import Session
from secure_desktop.shell.sharing.contents_part import ContentsPart
from secure_desktop.shell.sharing.mail_part import MailPart
from secure_desktop.shell.sharing.packing_part import PackingPart
from secure_desktop.shell.sharing.result_part import ResultPart
from secure_desktop.shell.sharing.share_work import ShareWish, make_folder, size_of_pdf
from secure_desktop.shell.sharing.sharing_words import stage_words
from secure_desktop.shell.tab_order import set_tab_order
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme
from secure_desktop.signing_errors import Busy

if TYPE_CHECKING:
    from secure_desktop.exchange.share import Prepared


class SharePage(ScrollPage):
    """Lies over the open assessment until it is left."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    item_requested = Signal(str)  # item id

    def __init__(
        self,
        session: Session,
        theme: Theme,
        dialogs: Dialogs,
        clock: Callable[[], datetime],
        mail_limit: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._session = session
        self._dialogs = dialogs
        self._clock = clock
        self._progress: Progress | None = None
        self._folder = session.path.parent
        self._history = tuple(entry.by for entry in session.file.history())
        self._sizes: dict[bool, int] = {}  # of the PDF in bytes, by whether it is public
        summary = self._summary()
        self.title.setText(self.tr("Share by e-mail"))
        self.lead.setText(
            self.tr(
                "You get a folder with everything that is needed: the PDF, a checked copy, a text, and a mail that is "
                "ready to be sent. Nothing leaves this computer until you send it."
            )
        )
        self.what = RadioLines(
            (
                (
                    False,
                    self.tr("The PDF summary and the assessment"),
                    self.tr("For those who work on it. They can open, answer and check everything."),
                ),
                (
                    True,
                    self.tr("The public summary only"),
                    self.tr("For everybody else: without names of people, notes, evidence and history."),
                ),
            )
        )
        self.contents = ContentsPart(theme, mail_limit)
        self.contents.show_labels(self._label)
        self.mail = MailPart(proposed_subject(summary), proposed_message(summary))
        self.packing = PackingPart(theme)
        self.key = KeyChoice(self.tr("The PDF is sealed with"), dialogs, self._folder)
        self.key.setVisible(summary.is_locked)
        self.result = ResultPart(dialogs)
        self._lay_out()
        self._connect()
        self._show_contents()

    @property
    def is_busy(self) -> bool:
        """Whether the folder is being made."""
        return self._progress is not None

    @property
    def target(self) -> Path:
        """The folder that is made next."""
        stem = Path(propose_name(self._summary(), public=self.what.value)).stem
        return free_name(self._folder / stem, is_folder=True)

    def take_focus(self) -> None:
        """Move the keyboard to the first choice."""
        self.what.stops[0].setFocus()

    def prepare(self) -> None:
        """Make the folder on another thread; say first what is missing for it."""
        if self.is_busy:
            return
        to = self.mail.addresses()
        password = None if to is None else self.packing.accepted_password()
        if to is None or password is None:
            return
        make_key = self.key.maker() if self._session.assessment.is_locked else None
        if make_key is None and self._session.assessment.is_locked:
            return
        parcel = Parcel(
            to,
            self.mail.subject.text(),
            self.mail.message.toPlainText(),
            self.what.value,
            self.packing.packing,
        )
        progress = Progress(self, SharingStopped)
        progress.advanced.connect(self._show_progress)
        wish = ShareWish(parcel, self.target, self._clock(), password, make_key)
        work = functools.partial(make_folder, wish, progress)
        if self._session.read_behind(work, done=self._show_prepared, failed=self._fail) is None:
            self._dialogs.tell(Busy(name=self._session.path.name))
            return
        self._progress = progress
        self._show_busy(is_busy=True)

    def stop(self) -> None:
        """Let a folder that is being made not come to be."""
        if self._progress is not None:
            self._progress.stop()
            self._working.setText(self.tr("Stopping…"))

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():  # left; a window that is minimized goes on
            self.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        what = Card()
        column = QVBoxLayout(what)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(StrongLabel(self.tr("What to share")))
        column.addWidget(self.what)
        self._place = PlainLabel()
        self.choose = LinkButton(self.tr("Choose another place…"))
        self.make = PrimaryButton(self.tr("Prepare the folder"))
        self.back = Button(self.tr("Back"))
        self.cancel = Button(self.tr("Cancel"))
        self._working = MutedLabel(wrap=False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        links, row = FlowLayout(spacing=10), FlowLayout(spacing=12)
        links.addWidget(self.choose)
        for widget in (self.make, self.back, self.cancel, self._working, self._bar):
            row.addWidget(widget)
        for part in (what, self.contents, self.mail, self.packing, self.key, self._place):
            self.column.addWidget(part)
        self.column.addLayout(links)
        self.column.addLayout(row)
        self.column.addWidget(self.result)
        self._show_busy(is_busy=False)
        self._order_stops()

    def _connect(self) -> None:
        self.what.changed.connect(lambda _: self._show_contents())
        self.packing.changed.connect(self._show_contents)
        self.contents.item_requested.connect(self.item_requested)
        self.key.fault_met.connect(self.fault_met)
        self.choose.clicked.connect(self._choose_place)
        self.make.clicked.connect(self.prepare)
        self.back.clicked.connect(self.left)
        self.cancel.clicked.connect(self.stop)
        self.mail.message.wants_to_be_seen.connect(lambda: self.ensureWidgetVisible(self.mail.message))

    def _order_stops(self) -> None:
        set_tab_order(
            *self.what.stops,
            *self.contents.stops,
            *self.mail.stops,
            *self.packing.stops,
            *self.key.stops,
            self.choose,
            self.make,
            self.back,
            self.cancel,
            *self.result.stops,
        )

    def _summary(self) -> Summary:
        return summarize(self._session.assessment, self._clock())

    def _label(self, item_id: str) -> str:
        rubric = self._session.rubric
        return f"{rubric.label(item_id)} {rubric.item(item_id).short}"

    def _show_contents(self) -> None:
        is_public, packing = self.what.value, self.packing.packing
        self.contents.show_pieces(self._pieces(is_public=is_public), is_packed=packing is not Packing.FILES)
        private = private_contents(self._session.assessment, is_public=is_public, history=self._history)
        self.contents.show_private(private, is_public=is_public, is_locked=packing is Packing.LOCKED)
        self._show_place()
        self._order_stops()
        if is_public not in self._sizes:
            self._measure(is_public=is_public)

    def _pieces(self, *, is_public: bool) -> tuple[Piece, ...]:
        pdf = self._sizes.get(is_public, 0)
        if is_public:
            return (Piece(PieceKind.PUBLIC_SUMMARY, "", pdf),)
        try:
            size = self._session.path.stat().st_size
        except OSError:  # it is gone, and whoever prepares the folder is told
            size = 0
        carried = size if pdf and self._session.assessment.is_locked else 0
        return Piece(PieceKind.SUMMARY, "", pdf + carried), Piece(PieceKind.ASSESSMENT, "", size)

    def _measure(self, *, is_public: bool) -> None:
        task = Task(functools.partial(size_of_pdf, self._summary(), is_public=is_public), self)
        task.done.connect(functools.partial(self._take_size, is_public))
        task.failed.connect(self.fault_met)
        task.start()

    def _take_size(self, is_public: bool, size: int) -> None:  # noqa: FBT001 - the first is bound, Qt adds the other
        self._sizes[is_public] = size
        self._show_contents()

    def _choose_place(self) -> None:
        folder = self._dialogs.choose_folder(self.tr("Where the folder is to lie"), self._folder)
        if folder is not None:
            self._folder = folder
            self._show_place()

    def _show_place(self) -> None:
        self._place.setText(self.tr("The folder is made here: {0}").format(self.target))

    def _show_progress(self, stage: str, share: float) -> None:
        self._working.setText(stage_words(stage))
        self._bar.setAccessibleName(stage_words(stage))
        self._bar.setRange(0, 100 if share else 0)
        self._bar.setValue(round(share * 100))

    def _show_prepared(self, prepared: "Prepared") -> None:
        self._show_busy(is_busy=False)
        self.result.show_prepared(prepared, is_locked=self.packing.packing is Packing.LOCKED)
        self._show_place()
        self.ensureWidgetVisible(self.result)

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.make.setFocus()
        if not isinstance(fault, SharingStopped):
            self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        if not is_busy:
            self._progress = None
        else:
            self.result.hide()
            self._show_progress("", 0.0)
        for sign in (self.cancel, self._working, self._bar):
            sign.setVisible(is_busy)
        if is_busy:
            self.cancel.setFocus()
        for widget in (self.what, self.mail, self.packing, self.key, self.choose, self.make, self.back):
            widget.setEnabled(not is_busy)
