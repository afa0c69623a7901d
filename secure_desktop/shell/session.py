"""The open assessment as the window knows it: commands in, facts out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        self._unsaved: dict[tuple[str, ...], Callable[[], bool]] = {}  # by what it is about; each tries again
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
        """Whether something could not be recorded and has not been since; `retry` tries it again."""
        return bool(self._unsaved)

    def response(self, item_id: str) -> Response:
        """Return what is recorded for an item."""
        return self.assessment.response(item_id)

    def record_answer(self, item_id: str, answer: Answer) -> bool:
        """Record the answer to an item; it can be undone."""
        return self._record(item_id, answer=answer)

    def record_note(self, item_id: str, note: str, *, burst: int) -> bool:
        """Record an item's note; the notes of one burst of typing are undone together."""
        return self._record(item_id, burst=burst, note=note)

    def record_reason(self, item_id: str, reason: str, *, burst: int) -> bool:
        """Record why an item does not apply; one burst of typing is undone together."""
        return self._record(item_id, burst=burst, reason=reason)

    def record_mark(self, item_id: str, *, marked: bool) -> bool:
        """Mark an item for review, or take the mark away; it can be undone."""
        return self._record(item_id, marked=marked)

    def record_profile(self, profile: Profile) -> bool:
        """Record whom the assessment is about."""
        return self._carry_out(
            lambda: self._file.record_profile(profile, by=self._name()),
            ("profile",),
            again=lambda: self.record_profile(profile),
        )

    def record_participants(self, participants: Sequence[Participant]) -> bool:
        """Record who is on the team."""
        return self._carry_out(
            lambda: self._file.record_participants(participants, by=self._name()),
            ("participants",),
            again=lambda: self.record_participants(participants),
        )

    def put(self, response: Response) -> bool:
        """Record a whole response without entering it in the undo stack, which calls this itself."""
        return self._put(response, (response.item_id,), again=lambda: self.put(response))

    def retry(self) -> bool:
        """Try again to record what could not be recorded, the oldest first; return whether all of it is now."""
        outcomes = [again() for again in list(self._unsaved.values())]  # all are tried, also after a failure
        return all(outcomes)

    def close(self) -> None:
        """Close the file. The session is of no use afterwards."""
        self.undo_stack.clear()  # its commands know the session; freed in a heap they take the process down
        self._file.close()

    def _record(self, item_id: str, *, burst: int = 0, **said: Any) -> bool:
        before = self.response(item_id)
        after, about = replace(before, **said), (item_id, *said)
        if after == before:
            self._unsaved.pop(about, None)
            return True
        if not self._put(after, about, again=lambda: self._record(item_id, burst=burst, **said)):
            return False
        label = self.rubric.label(item_id)
        self.undo_stack.push(
            RecordResponse(self.put, self.tr("change to {0}").format(label), before, after, burst=burst)
        )
        return True

    def _put(self, response: Response, about: tuple[str, ...], *, again: Callable[[], bool]) -> bool:
        return self._carry_out(
            lambda: self._file.record_response(
                response.item_id, by=self._name(), **_differences(self.response(response.item_id), response)
            ),
            about,
            again=again,
        )

    def _carry_out(
        self, command: Callable[[], Changes], about: tuple[str, ...], *, again: Callable[[], bool]
    ) -> bool:
        try:
            changes = command()
        except KnownProblem as problem:
            self._unsaved[about] = again
            self.failed.emit(problem)
            return False
        self._unsaved.pop(about, None)
        self._saved_at = changes.at
        self.changed.emit(changes)
        return True


def _differences(before: Response, after: Response) -> dict[str, Any]:
    """Return what is to be recorded. The rest is left alone, to the last line end that another program wrote."""
    fields = ("answer", "note", "reason", "marked")
    return {name: getattr(after, name) for name in fields if getattr(after, name) != getattr(before, name)}
