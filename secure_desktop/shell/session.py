"""The open assessment as the window knows it: commands in, facts out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.changes import Changes
from secure_desktop.model.rubric import Rubric
from secure_desktop.shell.undo import RecordResponse

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile


class Session(QObject):
    """One open assessment file. Every command is durable when it returns True.

    On False nothing was recorded and `failed` has told why.
    """

    changed = Signal(object)  # Changes
    failed = Signal(object)  # KnownProblem

    def __init__(
        self, file: "AssessmentFile", *, name: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._name = name
        self._saved_at: datetime | None = None
        self._unsaved: Callable[[], Changes] | None = None
        self.undo_stack = QUndoStack(self)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    def is_at(self, path: Path) -> bool:
        """Return whether `path` leads to the file that is open here."""
        return path.exists() and self.path.exists() and self.path.samefile(path)

    @property
    def file(self) -> "AssessmentFile":
        """The open file itself, for copies of it."""
        return self._file

    @property
    def assessment(self) -> Assessment:
        """All that the file says now."""
        return self._file.assessment()

    @property
    def rubric(self) -> Rubric:
        """The rubric that the assessment answers."""
        return self.assessment.rubric

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be recorded from here."""
        return self._file.is_read_only

    @property
    def saved_at(self) -> datetime | None:
        """When the last change became durable, in UTC; None before the first one."""
        return self._saved_at

    @property
    def has_unsaved(self) -> bool:
        """Whether the last change could not be recorded; `retry` tries it again."""
        return self._unsaved is not None

    def response(self, item_id: str) -> Response:
        """Return what is recorded for an item."""
        return self.assessment.response(item_id)

    def record_answer(self, item_id: str, answer: Answer) -> bool:
        """Record the answer to an item; it can be undone."""
        return self._record(item_id, replace(self.response(item_id), answer=answer), burst=0)

    def record_note(self, item_id: str, note: str, *, burst: int) -> bool:
        """Record an item's note; the notes of one burst of typing are undone together."""
        return self._record(item_id, replace(self.response(item_id), note=note), burst=burst)

    def record_reason(self, item_id: str, reason: str, *, burst: int) -> bool:
        """Record why an item does not apply; one burst of typing is undone together."""
        return self._record(item_id, replace(self.response(item_id), reason=reason), burst=burst)

    def record_mark(self, item_id: str, *, marked: bool) -> bool:
        """Mark an item for review, or take the mark away; it can be undone."""
        return self._record(item_id, replace(self.response(item_id), marked=marked), burst=0)

    def record_profile(self, profile: Profile) -> bool:
        """Record whom the assessment is about."""
        return self._carry_out(lambda: self._file.record_profile(profile, by=self._name()))

    def record_participants(self, participants: Sequence[Participant]) -> bool:
        """Record who is on the team."""
        return self._carry_out(lambda: self._file.record_participants(participants, by=self._name()))

    def put(self, response: Response) -> bool:
        """Record a whole response without entering it in the undo stack, which calls this itself."""
        return self._carry_out(
            lambda: self._file.record_response(
                response.item_id,
                by=self._name(),
                answer=response.answer,
                note=response.note,
                reason=response.reason,
                marked=response.marked,
            )
        )

    def retry(self) -> bool:
        """Try again to record what could not be recorded last."""
        return self._unsaved is None or self._carry_out(self._unsaved)

    def close(self) -> None:
        """Close the file. The session is of no use afterwards."""
        self._file.close()

    def _record(self, item_id: str, after: Response, *, burst: int) -> bool:
        before = self.response(item_id)
        if after == before:
            return True
        if not self.put(after):
            return False
        label = self.rubric.label(item_id)
        self.undo_stack.push(
            RecordResponse(self, self.tr("change to {0}").format(label), before, after, burst=burst)
        )
        return True

    def _carry_out(self, command: Callable[[], Changes]) -> bool:
        try:
            changes = command()
        except KnownProblem as problem:
            self._unsaved = command
            self.failed.emit(problem)
            return False
        self._unsaved = None
        self._saved_at = changes.at
        self.changed.emit(changes)
        return True
