"""The log file: what the program did wrong, for whoever mends it. It holds no answers, notes or names."""

import copy
import errno
import logging
import os
import tempfile
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from secure_desktop import __version__, locations
from secure_desktop.files import OWNER_ONLY, make_folder

FILE_NAME = "secure-desktop.log"
_LARGEST_FILE = 512 * 1024  # bytes; three older ones are kept
_OWN_PARTS = ("secure_desktop", "site-packages", "lib")
_OWN_LOGGER = "secure_desktop"
_ABOUT_CODE = (AttributeError, ImportError, NameError)  # their messages name parts of the program


class OwnerOnlyHandler(RotatingFileHandler):
    """Writes to a file that nobody else on this computer can read."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_owner_only)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: a log that a full disk does not take is no reason to trouble anybody."""


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)  # another handler may have left its own, wordier traceback in the record
        own.exc_text = None
        if (
            record.name.partition(".")[0] != _OWN_LOGGER
        ):  # a library may quote a name or a path in any message
            own.msg, own.args = f"said something in {_short(record.pathname)}:{record.lineno}", None
        return super().format(own)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return described(ei[1])


def configure() -> Path:
    """Send warnings and worse of the whole program to the log file, and return its path.

    When the folder of the logs cannot be written, the log lies in the folder for temporary files.
    """
    for handler in logging.getLogger().handlers:
        if isinstance(handler, OwnerOnlyHandler):
            return Path(handler.baseFilename)
    path = _writable_path()
    handler = OwnerOnlyHandler(path, maxBytes=_LARGEST_FILE, backupCount=3, encoding="utf-8")
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return path


def record_crash(fault: BaseException) -> Path:
    """Write where a fault of the program happened into the log file, and return the file's path."""
    path = configure()
    logging.getLogger("secure_desktop").critical("crash in version %s", __version__, exc_info=fault)
    return path


def described(fault: BaseException) -> str:
    """Return a traceback without folders and without messages, which may hold what people typed.

    The line that raised it stands in it, and says as much to whoever knows the program.
    """
    lines = []
    if fault.__cause__ is not None:
        lines.append(f"{described(fault.__cause__)}\nwhich led to")
    lines += [
        f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    lines.append(_named(fault))
    return "\n".join(lines)


def _named(fault: BaseException) -> str:
    kind = type(fault).__name__
    if isinstance(fault, _ABOUT_CODE):
        return f"{kind}: {fault}"
    if isinstance(fault, OSError) and fault.errno is not None:
        return f"{kind}: {errno.errorcode.get(fault.errno, fault.errno)}"
    code = getattr(fault, "sqlite_errorname", None)
    return f"{kind}: {code}" if code else kind


def _writable_path() -> Path:
    folder = locations.log_folder()
    path = folder / FILE_NAME
    try:
        make_folder(folder)
        os.close(_owner_only(str(path), os.O_WRONLY | os.O_CREAT | os.O_APPEND))
    except OSError:
        try:
            handle, name = tempfile.mkstemp(prefix="secure-desktop-", suffix=".log")
        except OSError:  # nothing can be written anywhere
            return Path(os.devnull)
        os.close(handle)
        return Path(name)
    return path


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_ONLY)


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for name in _OWN_PARTS:
        if name in parts:
            return "/".join(parts[parts.index(name) :])
    return parts[-1] if parts else filename
