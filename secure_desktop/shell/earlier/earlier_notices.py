"""What stands above the sections about before and after: a newer checklist, the next one, an earlier one that is lost."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.model.navigation import Kind
from secure_desktop.model.next_year import next_checklist
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.rubric_upgrade import is_upgrade
from secure_desktop.shell.buttons import Button
from secure_desktop.shell.earlier.strip import Strip
from secure_desktop.shell.problems import problem_texts
from secure_desktop.shell.session import Session

if TYPE_CHECKING:
    from secure_desktop.library.shelf import Shelf


class EarlierNotices(QWidget):
    """Nothing is shown before `show_shelf` has told which checklists are on hand."""

    upgrade_requested = Signal(object)  # the newer Rubric
    improve_requested = Signal(object)  # the Rubric to improve by

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = Kind.ABOUT
        self._shelf: Shelf | None = None
        self._newer: Rubric | None = None
        self._is_put_off = False
        self.see = Button(self.tr("See what changes…"))
        self.later = Button(self.tr("Not now"))
        self.begin = Button("")
        self.lost = Strip()
        self.upgrade = Strip(self.see, self.later)
        self.improve = Strip(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in (self.lost, self.upgrade, self.improve):
            column.addWidget(strip)
        self.see.clicked.connect(lambda: self.upgrade_requested.emit(self._newer))
        self.later.clicked.connect(self._put_off)
        self.begin.clicked.connect(lambda: self.improve_requested.emit(self._next()))
        if session.earlier is None and session.earlier_problem is not None:
            self.lost.say(" ".join(problem_texts(session.earlier_problem)))
        session.changed.connect(lambda _: self.show_section(self._kind))

    def show_shelf(self, shelf: "Shelf") -> None:
        """Take notice of the checklists on hand."""
        from secure_desktop.exchange.next_year import rubric_now

        self._shelf = shelf
        found = rubric_now(shelf, self._session.rubric)
        self._newer = found if is_upgrade(found, self._session.rubric) else None
        self.show_section(self._kind)

    def show_section(self, kind: Kind) -> None:
        """Show what concerns a section of this kind."""
        self._kind = kind
        self.upgrade.say(self._of_newer())
        following = self._next() if self._leads_on(kind) else None
        self.improve.say(self._of_next(following) if following is not None else "")

    def _leads_on(self, kind: Kind) -> bool:
        """Return whether a section is one to go on from; who is about to sign is not led away."""
        return kind is Kind.REPORT or (kind is Kind.SIGN_OFF and self._session.assessment.is_locked)

    def _of_newer(self) -> str:
        assessment, newer = self._session.assessment, self._newer
        if newer is None or self._is_put_off or assessment.is_locked or assessment.reviewer is not None:
            return ""
        said = self.tr("There is a newer version of this checklist: {0}. This file has version {1}.")
        return said.format(newer.version, assessment.rubric.version)

    def _of_next(self, following: Rubric) -> str:
        self.begin.setText(self.tr("Begin it…"))  # the whole title would widen a small window at 200 %
        self.begin.setAccessibleName(self.tr("Begin the {0}…").format(following.title))
        said = self.tr("The {0} is finished. The next one is the {1}: district, agency and team come along.")
        return said.format(self._session.rubric.title, following.title)

    def _next(self) -> Rubric | None:
        if self._shelf is None:
            return None
        return next_checklist(self._session.assessment, self._shelf.rubrics)

    def _put_off(self) -> None:
        self._is_put_off = True
        self.upgrade.say("")
