"""A file with everything in it: answers that were changed, long notes, attached files, a plan, a history of weeks."""

from datetime import timedelta
from pathlib import Path

from secure_desktop.model.assessment import Answer
from secure_desktop.storage.opening import create_file, open_file
from tests import builders

LONG_NOTE = "The draft has no end date; counsel looks at section 4. " * 200
ATTACHED = b"%PDF-1.7\n" + bytes(range(256)) * 80


def write_full(path: Path) -> None:
    """Write it."""
    full = builders.filled()
    create_file(
        path,
        full.rubric,
        full.profile,
        by="Ann Author",
        participants=full.participants,
        responses=tuple(full.responses.values()),
        next_steps=[builders.next_step(n, item.id) for n, item in enumerate(full.rubric.items[:20], 1)],
        evidence=[builders.evidence(n, item.id) for n, item in enumerate(full.rubric.items[20:30], 1)],
        clock=lambda: builders.NOW,
    )
    attached = path.with_name("MOU.pdf")
    attached.write_bytes(ATTACHED)
    minute = iter(range(1, 10_000))
    with open_file(path, clock=lambda: builders.NOW + timedelta(minutes=next(minute))) as file:
        for item in full.rubric.items[::3]:
            file.record_response(
                item.id, by="Bob Reviewer", answer=Answer.PARTLY, note=f"Seen again: {item.id}."
            )
        file.record_response(full.rubric.items[4].id, by="Bob Reviewer", note=LONG_NOTE)
        file.attach(full.rubric.items[0].id, attached, by="Ann Author")
        file.record_next_step(
            builders.next_step(3, full.rubric.items[2].id, owner="Sheriff"), by="Ann Author"
        )
        file.remove_next_step(builders.next_step(7).id, by="Ann Author")
    attached.unlink()
