"""When the program has a bug: an apology, a report that can be copied, and the work goes on."""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal, qVersion
from PySide6.QtWidgets import QWidget

from secure_desktop import __version__
from secure_desktop.errors import KnownProblem


class CrashCatcher(QObject):
    """Takes every exception that nobody caught. Known problems are told as such; bugs are logged and reported."""

    _caught = Signal(object)

    def __init__(
        self,
        tell: Callable[[KnownProblem], None],
        report: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._report = report
        self._is_showing = False
        self._caught.connect(self._show_soon)

    def install(self) -> None:
        """Take over from now on."""
        sys.excepthook = self._catch

    def take(self, fault: BaseException) -> None:
        """Deal with a fault that somebody caught and cannot handle."""
        if isinstance(fault, KnownProblem):
            self._tell(fault)
        else:
            self._catch(type(fault), fault, fault.__traceback__)

    def _catch(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        if not isinstance(fault, KnownProblem):
            from secure_desktop import log

            log.record_crash(fault.with_traceback(trace))
        self._caught.emit(fault)

    def _show_soon(self, fault: BaseException) -> None:
        QTimer.singleShot(0, self, lambda: self._show(fault))  # not from within whatever has just failed

    def _show(self, fault: BaseException) -> None:
        if isinstance(fault, KnownProblem):
            self._tell(fault)
        elif not self._is_showing:  # one dialog is enough, however often the bug strikes
            self._is_showing = True
            try:
                self._report(report_text(fault))
            finally:
                self._is_showing = False


def report_text(fault: BaseException) -> str:
    """Return what a developer needs: versions and where it happened. No answers, notes or file names."""
    import platform

    from secure_desktop import log

    head = f"SECURe Desktop {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    return f"{head}\n{log.described(fault)}"


def show_report(text: str, window: QWidget) -> None:
    """Show the apology and the report over a window."""
    from secure_desktop.shell.text_dialog import TextDialog

    TextDialog(
        window.tr("Something went wrong in the program"),
        window.tr(
            "That is a fault of the program, not yours. Every answer that was saved is safe. You can go on working; "
            "if it happens again, close and reopen the file. This report holds no answers, notes or names: "
            "copy it into a message to whoever gave you the program."
        ),
        text,
        parent=window,
    ).exec()
