"""Undo and redo of what was recorded. Undoing is itself a change, and stands in the history."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from secure_desktop.model.assessment import Response

_TYPED = 1  # the id by which Qt offers commands to each other for merging


class RecordResponse(QUndoCommand):
    """A response that has just been recorded. Those of one burst of typing are undone together.

    `put` records a whole response and returns whether it could.
    """

    def __init__(
        self, put: Callable[[Response], bool], text: str, before: Response, after: Response, *, burst: int
    ) -> None:
        super().__init__(text)
        self._put = put
        self._before = before
        self.after = after
        self.burst = burst
        self._is_fresh = True

    def undo(self) -> None:
        """Record what stood there before."""
        if not self._put(self._before):
            self.setObsolete(True)

    def redo(self) -> None:
        """Record it again; the first time it is recorded already."""
        if self._is_fresh:
            self._is_fresh = False
        elif not self._put(self.after):
            self.setObsolete(True)

    def id(self) -> int:
        """Tell Qt which commands may be merged."""
        return _TYPED if self.burst else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a later command of the same burst of typing."""
        if not isinstance(other, RecordResponse) or other.burst != self.burst:
            return False
        if other.after.item_id != self.after.item_id:
            return False
        self.after = other.after
        return True


class RecordChange(QUndoCommand):
    """A change that has just been recorded, with the way back and the way forward; each returns whether it could."""

    def __init__(self, text: str, back: Callable[[], bool], forward: Callable[[], bool]) -> None:
        super().__init__(text)
        self._back = back
        self._forward = forward
        self._is_fresh = True

    def undo(self) -> None:
        """Record what was there before."""
        if not self._back():
            self.setObsolete(True)

    def redo(self) -> None:
        """Record it again; the first time it is recorded already."""
        if self._is_fresh:
            self._is_fresh = False
        elif not self._forward():
            self.setObsolete(True)


class RecordBehind(QUndoCommand):
    """A change that was recorded on another thread, where its way back and its way forward go too.

    Each starts the work and returns whether it could. When the work fails later, `stay` brings the stack back to
    where it was.
    """

    def __init__(self, text: str, back: Callable[[], bool], forward: Callable[[], bool]) -> None:
        super().__init__(text)
        self._back = back
        self._forward = forward
        self._is_still = True  # the next step only moves the stack
        self._was_undone = False

    def stay(self, stack: QUndoStack) -> None:
        """Bring the stack back: what was begun last could not be done."""
        self._is_still = True
        (stack.redo if self._was_undone else stack.undo)()

    def undo(self) -> None:
        """Start recording what was there before."""
        self._go(self._back, was_undone=True)

    def redo(self) -> None:
        """Start recording it again; the first time it is recorded already."""
        self._go(self._forward, was_undone=False)

    def _go(self, way: Callable[[], bool], *, was_undone: bool) -> None:
        is_still, self._is_still = self._is_still, False
        if is_still:
            return
        self._was_undone = was_undone
        if not way():
            self.setObsolete(True)
