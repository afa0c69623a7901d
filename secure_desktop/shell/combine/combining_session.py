"""Combining as the window knows it: carried out on another thread, undone and done again until the window closes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from secure_desktop.shell.file_session import FileSession
from secure_desktop.shell.undo import RecordBehind

if TYPE_CHECKING:
    from secure_desktop.exchange.combining import CarriedOut
    from secure_desktop.model.changes import Changes
    from secure_desktop.model.combining import Choice, Combination, Conflict
    from secure_desktop.shell.tasks import Task


class CombiningSession(FileSession):
    """A session that takes in what reviewers said. `combined_items` are those that are others now because of it.

    `kept_choices` are what somebody chose and has not combined yet, so that leaving the page loses nothing.
    """

    combined_items: frozenset[str] = frozenset()
    kept_choices: "Mapping[Conflict, Choice]" = MappingProxyType({})

    def combine(
        self,
        combination: "Combination",
        choices: "Mapping[str, Choice]",
        *,
        done: "Callable[[Changes], None]",
        failed: Callable[[Exception], None],
    ) -> "Task | None":
        """Combine on another thread, and hand the changes or the fault to one of the two; None when busy already.

        `changed` comes before `done`. It can be undone until the file is closed.
        """
        wanted = _Wanted(combination, dict(choices), self.by)

        def take(outcome: "CarriedOut") -> None:
            if self._is_closed:
                return  # it is in the file; nobody is there to be told
            wanted.subject = outcome.subject
            self.undo_stack.push(self._command(wanted))
            self.kept_choices = MappingProxyType({})
            self._take(outcome.changes, is_combined=True)
            done(outcome.changes)

        return self._start_work(lambda: self._carry_out_combining(wanted), done=take, failed=failed)

    def _command(self, wanted: "_Wanted") -> RecordBehind:
        """Return what the undo stack keeps of a combination."""
        files = len(wanted.combination.sides) - 1
        one, many = self.tr("combination of 1 file"), self.tr("combination of {0} files").format(files)

        def stay(fault: Exception) -> None:
            command.stay(self.undo_stack)
            self._tell_fault(fault)

        def take(outcome: "CarriedOut") -> None:
            wanted.subject = outcome.subject
            self._take(outcome.changes, is_combined=True)

        def go_back() -> bool:
            def take_back(changes: "Changes") -> None:
                self._take(changes, is_combined=False)

            task = self._start_work(lambda: self._undo_combining(wanted), done=take_back, failed=stay)
            return task is not None

        def go_forward() -> bool:
            task = self._start_work(lambda: self._carry_out_combining(wanted), done=take, failed=stay)
            return task is not None

        command = RecordBehind(one if files == 1 else many, go_back, go_forward)
        return command

    def _carry_out_combining(self, wanted: "_Wanted") -> "CarriedOut":
        from secure_desktop.exchange import combining
        from secure_desktop.storage.snapshots import Reason

        self.keep_before(Reason.BEFORE_COMBINE)
        return combining.carry_out(self._file, wanted.combination, wanted.choices, by=wanted.by)

    def _undo_combining(self, wanted: "_Wanted") -> "Changes":
        from secure_desktop.exchange import combining

        return combining.undo(self._file, wanted.subject, by=wanted.by)

    def _take(self, changes: "Changes", *, is_combined: bool) -> None:
        touched = changes.items | changes.evidence | changes.next_steps
        self.combined_items = self.combined_items | touched if is_combined else self.combined_items - touched
        self._tell(changes)


@dataclass
class _Wanted:
    """What somebody wants combined; `subject` is the id that it got when it was carried out last."""

    combination: "Combination"
    choices: "Mapping[str, Choice]"
    by: str
    subject: str = ""
