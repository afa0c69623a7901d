"""The assessment file that a report carries, as a file for a while."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from secure_desktop.errors import NoTemporaryRoom
from secure_desktop.exchange.attachments import ASSESSMENT
from secure_desktop.files import temporary_folder


@contextlib.contextmanager
def laid_out(content: bytes) -> Iterator[Path]:
    """Hand out a file with this content, in a folder that only its owner can look into.

    Raises:
        NoTemporaryRoom: when there is no room for it.
    """
    with temporary_folder(ASSESSMENT) as folder:
        path = folder / ASSESSMENT
        try:
            path.write_bytes(content)
        except OSError as fault:
            raise NoTemporaryRoom(name=ASSESSMENT) from fault
        yield path
