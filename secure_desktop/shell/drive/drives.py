"""The drives that can be carried away, as the system names them."""

import sys
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStorageInfo

_ONLY_TO_READ = (b"iso9660", b"udf", b"squashfs")
_PLUGGED_IN = ("/media/", "/run/media/", "/Volumes/")  # where desktops show what somebody has plugged in
_REMOVABLE = 2  # what Windows calls a stick
_SYS = Path("/sys/class/block")


class Drive(NamedTuple):
    """A drive: its name as people know it, where it is, how many bytes are free on it, and its number in the system."""

    name: str
    folder: Path
    free: int
    device: int | None


def carried_drives() -> tuple[Drive, ...]:
    """Return the USB sticks and the like that can be written to now, by name.

    A drive in a network that does not answer holds this up: call it on another thread.
    """
    found = [
        _drive(volume)
        for volume in QStorageInfo.mountedVolumes()
        if _is_carried(volume) and volume.isValid() and volume.isReady() and not volume.isReadOnly()
    ]
    return tuple(sorted(found))


def drive_of(folder: Path) -> Drive:
    """Return a folder as a drive: named after the drive if it is the top of one, else after itself."""
    volume = QStorageInfo(str(folder))
    if Path(volume.rootPath()) == folder:
        return _drive(volume)
    return Drive(folder.name or str(folder), folder, max(volume.bytesAvailable(), 0), _device(folder))


def is_carried(folder: Path) -> bool:
    """Return whether a folder lies on a drive that can be carried away."""
    return _is_carried(QStorageInfo(str(folder)))


def _drive(volume: QStorageInfo) -> Drive:
    root = Path(volume.rootPath())
    name = volume.name() or root.name or str(root)
    return Drive(name, root, max(volume.bytesAvailable(), 0), _device(root))


def _device(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def _is_carried(volume: QStorageInfo) -> bool:
    if volume.isRoot() or volume.fileSystemType().data() in _ONLY_TO_READ:
        return False
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(volume.rootPath()) == _REMOVABLE)
    return volume.rootPath().startswith(_PLUGGED_IN) or _is_on_usb(volume.device().data())


def _is_on_usb(device: bytes | bytearray | memoryview) -> bool:
    """Return whether Linux knows a device such as /dev/sdb1 as one that is plugged in."""
    name = bytes(device).decode("utf-8", "replace").rpartition("/")[2]
    entry = _SYS / name
    if not name or not entry.exists():
        return False
    place = entry.resolve()
    flags = (place / "removable", place.parent / "removable")
    return "/usb" in str(place) or any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)
