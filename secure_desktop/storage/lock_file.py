"""One lock file: held by the system where it can, by its text where the folder knows no locks."""

import contextlib
import errno
import functools
import getpass
import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # a link sent along with a file could lead anywhere
_LONGEST = 4096  # bytes of a lock file; what is longer is not ours
_LOCKED_BYTE = 1 << 30  # far behind the text, which others must be able to read on Windows too
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP)
_TRIES, _PAUSE = 4, 0.02  # somebody who only looks whether it is free holds it for a moment


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open for writing. `since` is UTC in ISO 8601.

    `name` is what they call the file, where that is known to differ. `is_doubtful` tells that nobody but a
    person can find out whether they still have it: they sit at another computer, and the folder knows no locks.
    """

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""
    name: str = ""
    is_doubtful: bool = False

    @property
    def is_here(self) -> bool:
        """Whether they sit, or sat, at this computer."""
        return bool(self.host) and self.host == platform.node()


class HeldFile:
    """A lock file that is ours until `release`, or until the process ends.

    `left_over` is who wrote the one that was found in its place: they did not close the file.
    """

    def __init__(self, target: Path, handle: int, text: bytes, left_over: Holder | None) -> None:
        self._target = target
        self._handle = handle  # -1 where its text is the lock
        self._text = text
        self._is_released = False
        self.left_over = left_over

    def is_ours(self) -> bool:
        """Return whether the lock file still is the one that we hold: nobody removed it or took it over."""
        if self._is_released:
            return False
        if self._handle >= 0:
            return _is_still_there(self._handle, self._target)
        return _text_of(self._target) == self._text

    def release(self) -> None:
        """Give it back, and take the file away if it is still ours. The drive may be gone by now."""
        is_ours = self.is_ours()
        self._is_released = True
        if is_ours and os.name != "nt":
            with contextlib.suppress(OSError):
                self._target.unlink()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        if is_ours and os.name == "nt":
            with contextlib.suppress(OSError):  # a second person has just taken it over
                self._target.unlink()


def hold(target: Path, since: str, *, name: str = "", by_force: bool = False) -> HeldFile | Holder:
    """Return the lock file, held by us, or who holds it.

    A lock that the system keeps is never taken from its holder; `by_force` takes one whose holder is doubtful.

    Raises:
        OSError: when the folder takes no such file.
    """
    for remaining in reversed(range(_TRIES)):
        held = _try_to_hold(target, since, name, by_force=by_force)
        if isinstance(held, HeldFile) or held.is_doubtful or not remaining:
            return held
        time.sleep(_PAUSE)
    raise AssertionError


def is_free(target: Path) -> bool:
    """Return whether nobody holds a lock file; whoever wants it has to `hold` it all the same."""
    try:
        handle = os.open(target, os.O_RDWR | _NO_LINK)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        return _take(handle)
    except OSError:
        return not _may_be_alive(read_holder(target))
    finally:
        os.close(handle)


def read_holder(target: Path) -> Holder:
    """Return who wrote a lock file; an empty Holder when that cannot be read."""
    try:
        data = json.loads(_text_of(target))
        return Holder(
            str(data["user"]),
            str(data["host"]),
            int(data["pid"]),
            str(data["since"]),
            str(data.get("name", "")),
        )
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError, RecursionError):
        return Holder()


def _try_to_hold(target: Path, since: str, name: str, *, by_force: bool) -> HeldFile | Holder:
    while True:
        handle, is_new = _open(target)
        try:
            is_taken = _take(handle)
        except OSError as fault:
            os.close(handle)
            if fault.errno not in _NO_LOCKS:
                raise
            return _hold_by_text(target, since, name, is_new=is_new, by_force=by_force)
        if not is_taken:
            os.close(handle)
            return read_holder(target)
        if _is_still_there(handle, target):
            left_over = None if is_new else read_holder(target)
            text = b""
            with contextlib.suppress(OSError):  # a full disk; the lock holds without the text
                text = _sign(handle, since, name)
            return HeldFile(target, handle, text, left_over)
        os.close(handle)  # the former holder removed the file between our opening and our locking it


def _hold_by_text(target: Path, since: str, name: str, *, is_new: bool, by_force: bool) -> HeldFile | Holder:
    """Hold a lock file in a folder that knows no locks: it is ours as long as our text stands in it."""
    left_over = None if is_new else read_holder(target)
    if left_over is not None:
        if left_over.is_here and _may_be_alive(left_over):
            return left_over
        if not left_over.is_here and not by_force:
            return Holder(**{**asdict(left_over), "is_doubtful": True})
        target.unlink(missing_ok=True)
    handle, is_new = _open(target)
    try:
        if not is_new and left_over is not None:  # somebody was faster
            return read_holder(target)
        return HeldFile(target, -1, _sign(handle, since, name), left_over)
    except OSError:
        target.unlink(missing_ok=True)  # without a text it would be somebody's for ever
        raise
    finally:
        os.close(handle)


def _open(target: Path) -> tuple[int, bool]:
    """Return a handle of a lock file, and whether it was made just now."""
    flags = os.O_RDWR | os.O_CREAT | _NO_LINK
    try:
        return os.open(target, flags | os.O_EXCL, 0o600), True
    except FileExistsError:
        return os.open(target, flags, 0o600), False


def _sign(handle: int, since: str, name: str) -> bytes:
    holder = {"user": _user(), "host": platform.node(), "pid": os.getpid(), "since": since}
    if name:
        holder["name"] = name
    text = json.dumps(holder).encode("utf-8")
    os.write(handle, text)
    os.ftruncate(handle, len(text))  # afterwards: ext4 flushes a file on close that was cut to nothing first
    return text


def _text_of(target: Path) -> bytes:
    try:
        handle = os.open(target, os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b""
    try:
        return os.read(handle, _LONGEST)
    except OSError:
        return b""
    finally:
        os.close(handle)


@functools.cache
def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _is_still_there(_handle: int, _target: Path) -> bool:
        return True  # an open file cannot be removed

    def _may_be_alive(_holder: Holder) -> bool:
        return True  # its system lock would have told otherwise

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_still_there(handle: int, target: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), target.lstat())
        except OSError:
            return False

    def _may_be_alive(holder: Holder) -> bool:
        if not holder.is_here:
            return True
        try:
            os.kill(holder.pid, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return holder.pid > 0
