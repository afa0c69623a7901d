"""Writes files as format 3 keeps them, for `tests/storage/test_stored_files.py`: `format-3.sqlite`, `format-3-reviewer.sqlite`.

The first one started from an earlier assessment and was combined with a reviewer's copy; the second one is a
reviewer's copy. Run from the checkout, once, by the version that introduced format 3:

    SECURE_DESKTOP_HOME=$(mktemp -d) python -m tests.files.format_3 tests/files

Never write the stored files anew: they stand for the files that people have.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from secure_desktop.exchange import combining
from secure_desktop.exchange.next_year import start_from
from secure_desktop.model.assessment import Answer, Profile
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.storage.opening import create_file, open_file
from tests import builders

BY = "Ann Author"
PROFILE = Profile("Sample District 12", "2025–26", "Iowa", "Sample County Sheriff")
ASKED = Reviewer("Sgt. Rivera", (1,), has_answers=True, has_evidence=False, made_at=builders.NOW, made_by=BY)


def main() -> None:
    """Write the files into the folder that the first argument names."""
    folder = Path(sys.argv[1])
    target, kept = folder / "format-3.sqlite", folder / "format-3-reviewer.sqlite"
    clock = _ticking()
    with tempfile.TemporaryDirectory() as name:
        earlier, copy = Path(name) / "earlier.sqlite", Path(name) / "Rivera.sqlite"
        create_file(
            earlier,
            builders.rubric(),
            PROFILE,
            by=BY,
            participants=builders.ready().participants,
            responses=tuple(builders.ready().responses.values()),
            next_steps=builders.ready().next_steps,
            evidence=builders.ready().evidence,
            clock=clock,
        )
        with open_file(earlier, write=False) as before:
            start_from(
                before,
                target,
                builders.rubric(),
                profile=replace(PROFILE, school_year="2026–27"),
                participants=before.assessment().participants,
                by=BY,
                clock=clock,
            )
        with open_file(target, clock=clock) as file:
            file.record_response("1S-01", by=BY, answer=Answer.IN_PLACE)
            file.save_reviewer_copy(copy, ASKED)
            file.save_reviewer_copy(kept, replace(ASKED, name="Ms. Chen", steps=(1, 2), has_evidence=True))
            file.record_response("1S-02", by=BY, answer=Answer.IN_PLACE)
            with open_file(copy, clock=clock) as theirs:
                theirs.record_response("1S-02", by=ASKED.name, answer=Answer.PARTLY, note="Not at night.")
                theirs.record_response("1S-03", by=ASKED.name, answer=Answer.NOT_IN_PLACE)
            proposal = combining.prepare(file, [copy])
            combining.carry_out(file, proposal, dict.fromkeys(proposal.conflicts, 1), by=BY)


def _ticking() -> Callable[[], datetime]:
    moments = (builders.NOW + timedelta(minutes=minute) for minute in range(10_000))
    return lambda: next(moments)


if __name__ == "__main__":
    main()
