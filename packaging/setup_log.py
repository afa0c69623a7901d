"""What the tools of a set-up print: kept in a file, and only if something goes wrong."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self


class SetupLog:
    """A log file in the system's folder for temporary files, deleted unless the block it serves fails."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="secure-desktop-setup-", suffix=".log")
        os.close(handle)
        self.path = Path(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            self.path.unlink()

    def run(
        self,
        command: Sequence[str],
        *,
        settings: Mapping[str, str] | None = None,
        each_line: Callable[[str], None] | None = None,
    ) -> bool:
        """Run a command to its end and say whether it succeeded; its output goes to the log, line by line.

        ``settings`` are added to the environment variables. A program that cannot be started counts as failed.
        """
        with self.path.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(command)}\n")
            try:
                return self._follow(command, {**os.environ, **(settings or {})}, log.write, each_line) == 0
            except OSError as error:
                log.write(f"{error}\n")
                return False

    def text(self) -> str:
        """Return everything logged so far."""
        return self.path.read_text(encoding="utf-8", errors="replace")

    @staticmethod
    def _follow(
        command: Sequence[str],
        environ: Mapping[str, str],
        write: Callable[[str], object],
        each_line: Callable[[str], None] | None,
    ) -> int:
        """Pass on each line that the command prints, and return its exit code."""
        with subprocess.Popen(
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            try:
                for line in process.stdout or ():
                    write(line)
                    if each_line:
                        each_line(line)
            except BaseException:
                process.kill()
                raise
        return process.returncode
