"""Files as people see them: written whole or not at all, and named so that every system takes the name."""

import contextlib
import errno
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from secure_desktop.errors import (
    DiskFull,
    FileMissing,
    FolderGiven,
    NoTemporaryRoom,
    TargetExists,
    TargetUnwritable,
)

OWNER_ONLY = 0o600
_HELD = (
    5,
    32,
    33,
)  # Windows: access denied, sharing violation, lock violation; other systems do not refuse then
_MOMENT, _PATIENCE, _PAUSE = 1.0, 5.0, 0.05  # seconds
_NOT_ASKED = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # of a folder whose names a drive keeps or not
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def absolute(text: str) -> Path:
    """Return the path that somebody typed, whole; nothing in it has a second meaning.

    Raises:
        FileMissing: when the folder that we stand in is gone.
    """
    try:
        return Path(text).absolute()
    except FileNotFoundError as fault:
        raise FileMissing(name=text) from fault


@contextlib.contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Hand out a temporary path beside `target`; what is written there becomes `target` when the block ends.

    A reader of `target` meets the old content or the new, never a part, also after a power cut.

    Raises:
        FolderGiven: when `target` is a folder.
        DiskFull, TargetUnwritable: when the folder does not take the file; `target` is as it was.
    """
    _demand_encodable(target)
    try:
        if target.is_dir():
            raise FolderGiven(name=target.name)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as fault:
        raise write_problem(target, fault) from fault
    draft = Path(name)
    try:
        yield draft
        _sync(draft)
        _patiently(lambda: draft.replace(target))
        sync_folder(target.parent)
    except OSError as fault:
        raise write_problem(target, fault) from fault
    finally:
        discard(draft)


@contextlib.contextmanager
def folder_written_whole(target: Path) -> Iterator[Path]:
    """Hand out a hidden folder beside `target`; with all that was put there it becomes `target` when the block ends.

    Nobody meets a folder with a part of it, also after a power cut. Its files are readable by their owner only.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        DiskFull, TargetUnwritable: when the drive does not take it; nothing is left behind.
    """
    _demand_encodable(target)
    _demand_free(target)
    try:
        draft = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=target.parent))
    except OSError as fault:
        raise write_problem(target, fault) from fault
    try:
        yield draft
        for path in draft.iterdir():
            path.chmod(OWNER_ONLY)
            _sync(path)
        sync_folder(draft)
        _demand_free(target)  # a rename would take the place of an empty folder
        _patiently(lambda: draft.rename(target))
        sync_folder(target.parent)
    except OSError as fault:
        raise write_problem(target, fault) from fault
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def make_folder(folder: Path, *, mode: int = 0o700) -> None:
    """Make a folder durably, with those above it that are not there, for the same people; one that is there stays as it is.

    Raises:
        OSError: when it cannot be made.
    """
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=mode, exist_ok=True)
    except FileNotFoundError:
        make_folder(folder.parent, mode=mode)
        folder.mkdir(mode=mode, exist_ok=True)
    sync_folder(folder.parent)


@contextlib.contextmanager
def folder_at_need(folder: Path) -> Iterator[None]:
    """Make a folder for what the block writes, if it is not there; when the block fails, it goes again.

    Its owner alone can look into it: the names of files can name people.

    Raises:
        DiskFull, TargetUnwritable: when it cannot be made, for example because the one around it is not there.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        yield
        return
    except OSError as fault:
        raise write_problem(folder, fault) from fault
    try:
        try:
            sync_folder(folder.parent)
        except OSError as fault:
            raise write_problem(folder, fault) from fault
        yield
    except BaseException:
        with contextlib.suppress(OSError):  # somebody has put something into it
            folder.rmdir()
        raise


@contextlib.contextmanager
def temporary_folder(name: str) -> Iterator[Path]:
    """Hand out a folder that nobody else can enter, until the block ends; `name` is the file that needs it.

    Raises:
        NoTemporaryRoom: when the system has no place for it; it tries one before it hands it out.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="secure-desktop-", ignore_cleanup_errors=True)
    except OSError as fault:
        raise NoTemporaryRoom(name=name) from fault
    with folder as path:
        yield Path(path)


def is_full(fault: OSError) -> bool:
    """Return whether something failed because the disk, or what somebody may use of it, is full."""
    return fault.errno in _FULL


@contextlib.contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """Hand out a hidden folder beside `target`, for drafts; it goes with all that is still in it when the block ends.

    Raises:
        DiskFull, TargetUnwritable: when the folder that `target` is to lie in does not take it.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=target.parent))
    except OSError as fault:
        raise write_problem(target, fault) from fault
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def discard(draft: Path) -> None:
    """Take a draft away, if it is still there and the drive lets us: what went wrong before is what is to be told."""
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)


def put_in_place(draft: Path, target: Path) -> None:
    """Give a finished draft in a workshop its name, whole and durably; nothing is replaced by it.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        DiskFull, TargetUnwritable: when it could not be done.
    """
    try:
        _sync(draft)
        try:
            target.hardlink_to(draft)  # unlike a rename, never in the place of another program's file
        except FileExistsError:
            raise
        except OSError:  # a drive without hard links, such as a USB stick
            _demand_free(target)
            _patiently(lambda: draft.rename(target))
        sync_folder(target.parent)
    except FileExistsError as fault:
        raise TargetExists(name=target.name) from fault
    except OSError as fault:
        raise write_problem(target, fault) from fault


def write_problem(target: Path, fault: OSError) -> DiskFull | TargetUnwritable:
    """Return the known problem that stands behind a failed write."""
    if is_full(fault):
        return DiskFull(name=target.name)
    return TargetUnwritable(name=target.name, reason=reason_of(fault))


def reason_of(fault: OSError) -> str:
    """Return in plain words why the system refused, without codes and paths."""
    if isinstance(fault, PermissionError):
        return "this folder or file does not allow it"
    if isinstance(fault, FileNotFoundError):
        return "the folder is not there"
    if isinstance(fault, NotADirectoryError):
        return "a part of its path is not a folder"
    if fault.errno == errno.EROFS:
        return "the drive is read-only"
    if fault.errno == errno.ENAMETOOLONG:
        return "the name is too long"
    if fault.errno == errno.ELOOP:
        return "a link in its path leads back to itself"
    return "the drive reports a fault"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; a drive that stumbles is asked again.

    Windows, and some drives in a network, do that by themselves and cannot be asked to.
    """
    try:
        _sync_names(folder)
    except OSError:
        sync_folder_again(folder)


def sync_folder_again(folder: Path) -> None:
    """Make the names in a folder durable after that has failed.

    Once they were not written, the system may say of the same names that they are; so there is a new one to be written.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    os.close(handle)
    discard(Path(name))
    _sync_names(folder)


def _sync_names(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in _NOT_ASKED:
            raise
    finally:
        os.close(handle)


def is_there(path: Path) -> bool:
    """Return whether something is at a path, if only a link. Raises OSError where the drive does not tell; it may be there then."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last for what is no name at all
        return False
    return True


def is_taken(target: Path) -> bool:
    """Return whether something is where a file is to be written.

    Raises:
        TargetUnwritable: when the drive does not tell; what may be there must not be written over.
    """
    try:
        return is_there(target)
    except OSError as fault:
        raise write_problem(target, fault) from fault


def is_folder(path: Path) -> bool:
    """Return whether a folder is there; false also where the system does not let us look. Any path may be asked about."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises then


def _patiently(action: Callable[[], object]) -> None:
    """Do something again and again while another program holds a file, as cloud clients and virus scanners do for seconds.

    The main thread, which may be that of a window, waits for a moment only.

    Raises:
        OSError: when it cannot be done for another reason, or still not.
    """
    is_main = threading.current_thread() is threading.main_thread()
    end = time.monotonic() + (_MOMENT if is_main else _PATIENCE)
    while True:
        try:
            action()
        except PermissionError as fault:
            if getattr(fault, "winerror", None) not in _HELD or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _demand_encodable(target: Path) -> None:
    try:
        os.fsencode(target)
    except UnicodeEncodeError as fault:
        raise TargetUnwritable(name=target.name, reason="its name holds half a character") from fault


def _demand_free(target: Path) -> None:
    if is_taken(target):
        raise TargetExists(name=target.name)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
