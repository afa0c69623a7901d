"""What `status` says about conflict copies beside a file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secure_desktop.storage.conflict_copies import ConflictCopy


def copies_json(copies: "Sequence[ConflictCopy]") -> list[dict[str, Any]]:
    """Return the value of `conflict_copies` in the JSON."""
    return [{"file": str(copy.path), "changes": copy.news} for copy in copies]


def copies_text(copies: "Sequence[ConflictCopy]") -> Iterator[str]:
    """Yield the lines for people."""
    for copy in copies:
        changes = "1 change" if copy.news == 1 else f"{copy.news} changes"
        verb = "is" if copy.news == 1 else "are"
        yield ""
        yield f"Another copy lies here: “{copy.path.name}”. It has {changes} that {verb} not in this file."
        yield "Combine both with the command “combine”."
