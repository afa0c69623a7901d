"""Real files that are ready to be signed, and signed ones."""

from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.exchange.keys import SigningKey, own_key
from secure_desktop.model.roles import Role
from secure_desktop.storage.opening import create_file, open_file
from tests import builders

SUPERINTENDENT = builders.wish()
SHERIFF = builders.wish(Role.LAW_ENFORCEMENT, "Sample Person 2")


def write_ready(path: Path) -> None:
    """Write an assessment that can be signed."""
    ready = builders.ready()
    create_file(
        path,
        ready.rubric,
        ready.profile,
        by="Ann Author",
        participants=ready.participants,
        responses=tuple(ready.responses.values()),
        next_steps=ready.next_steps,
        evidence=ready.evidence,
        clock=lambda: builders.NOW,
    )


def sign(path: Path) -> None:
    """Sign an assessment with this computer's key."""
    with open_file(path, clock=lambda: builders.NOW) as file:
        file.sign(SUPERINTENDENT, own_key(), by="Ann")


def key_of_another_computer(monkeypatch: pytest.MonkeyPatch, home: Path) -> SigningKey:
    """Return the key that the program makes on a computer where it never ran."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv(locations.HOME_VARIABLE, str(home))
        return own_key()
