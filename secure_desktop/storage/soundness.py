"""Whether SQLite finds a file whole, told apart from too little memory or a drive that stumbled while it looked."""

import sqlite3

from secure_desktop.errors import OutOfMemory

_NOT_READ = ("failed to get page", "unable to get the page")  # what SQLite says of a page that it did not get
_ENOUGH = 8_000_000  # bytes; where they are free, a page was not missed for want of memory


def is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether every page, row and index of a file is in order.

    Raises:
        OutOfMemory: when that could not be found out.
        sqlite3.Error: when it cannot be read.
    """
    for _ in range(2):  # a drive may stumble once
        found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if found == "ok":
            return True
        if not any(said in found for said in _NOT_READ):
            return False
        try:
            bytearray(_ENOUGH)
        except MemoryError as fault:
            raise OutOfMemory from fault
    return False
