"""What a reader of foreign bytes must never do: start something, reach a network, touch a file outside its sandbox.

Python tells of such things before they happen (audit hooks), so they are stopped, too: a fuzzer hands wild paths about.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_NEVER = frozenset(
    (
        "ctypes.dlopen",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.startfile",
        "os.system",
        "pickle.find_class",
        "pty.spawn",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendto",
        "sqlite3.load_extension",
        "subprocess.Popen",
        "urllib.Request",
        "webbrowser.open",
    )
)
_TOUCHING = {  # by event, which of its arguments are paths
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.link": (1,),
    "os.mkdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.rmdir": (0,),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.utime": (0,),
    "shutil.rmtree": (0,),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Escaped(BaseException):
    """A reader was about to do what none may do."""


class _Guard:
    """The one hook of this process; it looks only while somebody is inside."""

    def __init__(self) -> None:
        self.inside: Path | None = None
        self.escapes: list[str] = []
        self._thread = 0
        self._is_hooked = False

    @contextlib.contextmanager
    def watching(self, sandbox: Path) -> Iterator[list[str]]:
        if not self._is_hooked:
            sys.addaudithook(self._hear)
            self._is_hooked = True
        self.inside, self.escapes, self._thread = sandbox, [], threading.get_ident()
        writes, sys.dont_write_bytecode = (
            sys.dont_write_bytecode,
            True,
        )  # of a module that is first needed in here
        try:
            yield self.escapes
        finally:
            self.inside, sys.dont_write_bytecode = None, writes

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.inside is None or threading.get_ident() != self._thread:
            return
        if event in _NEVER:
            self._refuse(f"{event} {arguments!r}")
        elif event in _TOUCHING:
            for place in _TOUCHING[event]:
                self._demand_inside(event, arguments[place])
        elif event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING:
                self._demand_inside(event, path)
        elif event == "sqlite3.connect":
            self._demand_inside(event, _database(arguments[0]))

    def _demand_inside(self, event: str, path: object) -> None:
        if path is None or isinstance(path, int):  # a file that is open already
            return
        whole = os.path.abspath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else ""  # noqa: PTH100 - nothing may be resolved here
        if not whole.startswith(f"{self.inside}{os.sep}"):
            self._refuse(f"{event} {path!r}")

    def _refuse(self, what: str) -> None:
        self.escapes.append(what[:500])
        raise Escaped(what[:500])


def _database(name: object) -> object:
    """Return the path behind the name that SQLite is given; None where that is no file."""
    text = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else ""
    if text in {":memory:", ""}:
        return None
    return unquote(urlsplit(text).path) if text.startswith("file:") else text


GUARD = _Guard()
