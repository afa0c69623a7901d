"""A file that travels inside a PDF."""

from typing import NamedTuple


class Attachment(NamedTuple):
    """A file's name and content, and one sentence that says what it is."""

    name: str
    media_type: str
    content: bytes
    description: str
