"""Combines copies into a file, and dies in the middle of it.

Run as `python -m tests.exchange.cut_off NUMBER FILE COPY…`: before the statement with this number SQLite is not asked any
more; behind the last one there is one more moment to die. With 0 it comes to its end and prints how many there were.
"""

import os
import signal
import sys
from pathlib import Path

from secure_desktop.exchange.combining import carry_out, prepare
from secure_desktop.storage.opening import open_file
from tests.exchange.copies import choosing


def main(last: int, path: Path, copies: list[Path]) -> None:
    """Combine until the statement with the number `last`."""
    count = 0

    def die(_statement: str) -> None:
        nonlocal count
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_file(path) as file:
        combination = prepare(file, copies)
        file._db.conn.set_trace_callback(die)
        carry_out(file, combination, choosing(combination), by="Ann")
        file._db.conn.set_trace_callback(None)
        die("")
    sys.stdout.write(str(count))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
