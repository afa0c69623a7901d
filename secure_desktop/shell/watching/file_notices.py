"""Calm strips about the file: it was not closed properly, it can be edited now, a conflict copy lies beside it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.exchange.visible import visible
from secure_desktop.model.changes import Changes
from secure_desktop.model.excerpts import shortened
from secure_desktop.shell.announcing import announce
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.strip import Strip
from secure_desktop.shell.moments import to_the_second
from secure_desktop.shell.session import Session
from secure_desktop.storage.conflict_copies import ConflictCopy
from secure_desktop.storage.interruption import Interruption
from secure_desktop.storage.lock import Holder

_LONGEST = 80  # characters


class FileNotices(QWidget):
    """Each strip is shown until it is hidden by its button; what was left over also until the first change."""

    focus_released = Signal()  # the button that had the keyboard is gone
    combining_requested = Signal(list)  # the paths of conflict copies

    def __init__(
        self, session: Session, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.hide_interruption, self.hide_taking_over = Button(self.tr("Hide")), Button(self.tr("Hide"))
        self.interruption = Strip(self.hide_interruption)
        self.taking_over = Strip(self.hide_taking_over)
        self.combine, self.put_off = Button(self.tr("Combine…")), Button(self.tr("Not now"))
        self.combine.setAccessibleName(self.tr("Combine with the other copy…"))
        self.conflict = Strip(self.combine, self.put_off)
        self._copies: tuple[ConflictCopy, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip, button, about in (
            (self.interruption, self.hide_interruption, self.tr("Hide the notice about the interruption")),
            (self.taking_over, self.hide_taking_over, self.tr("Hide the notice that you can edit now")),
        ):
            button.setAccessibleName(about)
            button.clicked.connect(lambda _=False, strip=strip: self._hide(strip))
            column.addWidget(strip)
        column.addWidget(self.conflict)
        self.combine.clicked.connect(self._ask_to_combine)
        self.put_off.clicked.connect(lambda: self._hide(self.conflict))
        session.changed.connect(self._forget_interruption)
        if session.file.interruption is not None:
            self.interruption.say(self._of(session.file.interruption, session.path.name))

    def tell_taken_over(self, before: Holder | None) -> None:
        """Say that the file can be edited from now on, and who had it before."""
        if before is None or not before.user:
            text = self.tr("You can edit now.")
        else:
            text = self.tr("You can edit now: {0} on {1} closed it at {2}.").format(
                _shown(before.user), _shown(before.host), to_the_second(self._clock(), self._clock())
            )
        self.taking_over.say(text)
        announce(self, text)

    def tell_conflict_copies(self, copies: tuple[ConflictCopy, ...]) -> None:
        """Say which conflict copies lie beside the file; nothing when there are none any more."""
        self._copies = copies
        text = self._of_copies(copies)
        self.conflict.say(text)
        if text:
            announce(self, text)

    def _of_copies(self, copies: tuple[ConflictCopy, ...]) -> str:
        if not copies:
            return ""
        if len(copies) > 1:
            return self.tr(
                "{0} other copies of this assessment lie here, for example “{1}”. They have changes that are not in this "
                "file."
            ).format(len(copies), _shown(copies[0].path.name))
        one = self.tr(
            "Another copy of this assessment lies here: “{0}”. It has 1 change that is not in this file."
        )
        many = self.tr(
            "Another copy of this assessment lies here: “{0}”. It has {1} changes that are not in this file."
        )
        return (one if copies[0].news == 1 else many).format(_shown(copies[0].path.name), copies[0].news)

    def _of(self, found: Interruption, name: str) -> str:
        name, until = (
            _shown(name),
            to_the_second(found.until, self._clock()) if found.until is not None else "",
        )
        if found.is_rolled_back:
            return self.tr(
                "The last change to “{0}” was interrupted (power loss or crash). It was opened as of {1}, before that "
                "change."
            ).format(name, until)
        if found.by is not None and found.was_elsewhere:
            return self.tr(
                "“{0}” was not closed on {1} ({2}), or it is still open there. If it is, close it there before you edit it "
                "here. Everything up to {3} is here."
            ).format(name, _shown(found.by.host), _shown(found.by.user) or self.tr("somebody"), until)
        return self.tr("The program was not closed properly. Everything up to {0} is here.").format(until)

    def _forget_interruption(self, _changes: Changes) -> None:
        self.interruption.say("")

    def _ask_to_combine(self) -> None:
        self.combining_requested.emit([copy.path for copy in self._copies])

    def _hide(self, strip: Strip) -> None:
        strip.say("")
        self.focus_released.emit()


def _shown(text: str) -> str:
    """Return a name of a file, a person or a computer, which anybody could have written, as it does no harm in a sentence."""
    return shortened(visible(text), _LONGEST)
