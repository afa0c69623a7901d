"""Getting an assessment back whose file was lost: out of its signed PDF, or out of an export."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secure_desktop.errors import KnownProblem
from secure_desktop.file_names import free_name, safe_name
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.shell.boxes import InfoBox
from secure_desktop.shell.buttons import Button, PrimaryButton
from secure_desktop.shell.check.verdict_view import VerdictView
from secure_desktop.shell.controls import PlainLabel
from secure_desktop.shell.dialogs import Dialogs
from secure_desktop.shell.flow_layout import FlowLayout
from secure_desktop.shell.moments import clock_time, date_words
from secure_desktop.shell.scroll_page import ScrollPage
from secure_desktop.shell.tasks import Task
from secure_desktop.shell.theme import Theme
from secure_desktop.shell.working_sign import WorkingSign

if TYPE_CHECKING:
    from secure_desktop.exchange.assessment_from_json import Whole
    from secure_desktop.exchange.from_pdf import Inside
    from secure_desktop.library.shelf import Shelf
    from secure_desktop.storage.times import Clock


@dataclass(frozen=True, slots=True)
class _Way:
    """What was found, and how it is written."""

    proposed: str
    said: str
    write: Callable[[Path], Path]
    is_altered: bool = False


class RecoveryPage(ScrollPage):
    """First what was found is told; only then, and where somebody says, a file is written."""

    left = Signal()
    fault_met = Signal(object)  # KnownProblem or a bug
    written = Signal(object)  # the path of the new file

    def __init__(
        self,
        theme: Theme,
        dialogs: Dialogs,
        folder: Path,
        *,
        name: Callable[[], str],
        clock: "Clock",
        shelf: "Callable[[], Shelf]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", widest=900, parent=parent)
        self._dialogs = dialogs
        self._folder = folder
        self._name = name
        self._clock = clock
        self._shelf = shelf
        self._way: _Way | None = None
        self.title.setText(self.tr("Get an assessment back"))
        self.lead.setText(
            self.tr(
                "When the assessment file is lost: a PDF summary that was saved after signing carries the whole file. An "
                "export in JSON gives everything back but attached files. A draft or a public summary carries nothing."
            )
        )
        self.choose = PrimaryButton(self.tr("Choose a PDF or an export…"))
        self.back = Button(self.tr("Back"))
        self.save = PrimaryButton(self.tr("Save the assessment…"))
        self.view = VerdictView(theme)
        self._lay_out()
        self.choose.clicked.connect(self.ask)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.ask_and_save)
        self.view.key_accepted.connect(self._remember)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return not self.choose.isEnabled()

    @property
    def text(self) -> str:
        """What is said of what was found; "" before."""
        return "" if self._found.isHidden() else self._said.text()

    def take_focus(self) -> None:
        """Move the keyboard to the first button."""
        self.choose.setFocus()

    def ask(self) -> None:
        """Ask for a PDF or an export, and look into it."""
        kinds = self.tr("Reports and exports (*.pdf *.json);;All files (*)")
        path = self._dialogs.choose_existing(self.tr("Get an assessment back"), kinds, self._folder)
        if path is not None:
            self.look_into(path)

    def look_into(self, path: Path) -> None:
        """Look into a file on another thread, and tell what is in it."""
        self._way = None
        self._source = path
        self.view.hide()
        self._found.hide()
        if path.suffix.casefold() == ".json":
            self._start(functools.partial(_read_export, path), self._show_export)
        else:
            self._start(functools.partial(_look_into_pdf, path), self._show_inside)

    def ask_and_save(self) -> None:
        """Ask where to, and write the assessment there; of an altered PDF it is asked first whether to take it."""
        way = self._way
        if way is None or (way.is_altered and not self._accepts_altered()):
            return
        target = self._dialogs.choose_target(
            self.tr("Where to keep the assessment"),
            self.tr("Assessments (*.sqlite)"),
            free_name(self._source.with_name(way.proposed)),
            overwrite=False,
        )
        if target is not None:
            self._start(functools.partial(way.write, target), self._finish)

    def _lay_out(self) -> None:
        row = FlowLayout(spacing=12)
        for widget in (self.choose, self.back):
            row.addWidget(widget)
        self._working = WorkingSign(row, self.tr("One moment…"))
        self.column.addLayout(row)
        self._found = QWidget()
        column = QVBoxLayout(self._found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        box = InfoBox()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(14, 10, 14, 10)
        self._said = PlainLabel()
        inner.addWidget(self._said)
        column.addWidget(box)
        buttons = FlowLayout(spacing=12)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.column.addWidget(self._found)
        self.column.addWidget(self.view)
        self._found.hide()
        self._show_busy(is_busy=False)

    def _start(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._show_busy(is_busy=True)
        task = Task(work, self)
        task.done.connect(lambda _: self._show_busy(is_busy=False))
        task.done.connect(done)
        task.failed.connect(self._fail)
        task.start()

    def _show_inside(self, inside: "Inside") -> None:
        contents = inside.verdict.contents
        name = safe_name(" – ".join(part for part in (contents.district, contents.title) if part))
        said = (
            self.tr(
                "This PDF is not as it was sealed. An assessment is inside, and may be altered too: take it only if there is "
                "no other, and check every answer."
            )
            if inside.is_altered
            else self.tr("The whole assessment is inside: {0}, {1}, revision {2}.").format(
                contents.district, contents.title, contents.revision
            )
        )
        write = functools.partial(_write_inside, inside, self._shelf, self._name(), self._clock)
        self.view.show_verdict(inside.verdict)
        self._show_way(_Way(f"{name}.sqlite", said, write, is_altered=inside.is_altered))

    def _show_export(self, whole: "Whole") -> None:
        assessment = whole.assessment
        name = safe_name(f"{assessment.profile.district} – {assessment.rubric.title}")
        said = self.tr("The export of {0} holds the whole assessment: {1}, {2}, revision {3}.").format(
            f"{date_words(whole.made_at)} {clock_time(whole.made_at)}",
            assessment.profile.district,
            assessment.rubric.title,
            assessment.revision,
        )
        files = [entry.file_name for entry in assessment.evidence if entry.kind is EvidenceKind.FILE]
        if files:
            lost = self.tr("The content of these files is not in it; attach them again: {0}.")
            said = f"{said} {lost.format(', '.join(files))}"
        write = functools.partial(_write_export, whole, self._source.name, self._name(), self._clock)
        self._show_way(_Way(f"{name}.sqlite", said, write))

    def _show_way(self, way: _Way) -> None:
        self._way = way
        self._said.setText(way.said)
        self._found.show()
        self.save.setFocus()

    def _accepts_altered(self) -> bool:
        return self._dialogs.ask(
            self.tr("This PDF is not as it was sealed."),
            self.tr("Whoever changed it may have changed the answers too. Check every one of them."),
            self.tr("Take it all the same"),
        )

    def _remember(self, number: str, name: str) -> None:
        from secure_desktop.exchange import known_keys

        try:
            known_keys.remember(number, name)
        except KnownProblem as problem:
            self._dialogs.tell(problem)
            return
        self.look_into(self._source)

    def _finish(self, target: Path) -> None:
        self.written.emit(target)

    def _fail(self, fault: Exception) -> None:
        self._show_busy(is_busy=False)
        self.choose.setFocus()
        self.fault_met.emit(fault)

    def _show_busy(self, *, is_busy: bool) -> None:
        for button in (self.choose, self.save):
            button.setEnabled(not is_busy)
        self._working.show(is_busy=is_busy)


def _look_into_pdf(path: Path) -> "Inside":
    from secure_desktop.exchange.from_pdf import look_into

    return look_into(path)


def _read_export(path: Path) -> "Whole":
    from secure_desktop.exchange.assessment_from_json import read_assessment

    return read_assessment(path)


def _write_inside(
    inside: "Inside", shelf: "Callable[[], Shelf]", name: str, clock: "Clock", target: Path
) -> Path:
    from secure_desktop.exchange.from_pdf import get_back
    from secure_desktop.library.shelf import every_wording

    get_back(inside, target, every_wording(shelf()), by=name, although_altered=True, clock=clock)
    return target


def _write_export(whole: "Whole", source: str, name: str, clock: "Clock", target: Path) -> Path:
    from secure_desktop.storage.rebuilding import rebuild_file

    rebuild_file(target, whole.assessment, whole.kept, source=source, by=name, clock=clock)
    return target
