"""Typed text as a file holds it: what SQLite and PDF cannot hold is taken out where it comes in."""

import re
from dataclasses import replace

from secure_desktop.errors import TextTooLong
from secure_desktop.model.assessment import LONGEST_LINE, LONGEST_TEXT, Participant, Profile, Response

_BREAKS = re.compile("[\n\t\v\f\x85\u2028\u2029]+")


def storable(text: str) -> str:
    """Return typed text as SQLite and PDF can hold it: no NUL, no half characters, every line end as a line feed."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return whole.encode("utf-8", "replace").decode("utf-8")


def note(text: str) -> str:
    """Return typed text for a note or a reason, as `storable` does.

    Raises:
        TextTooLong: when it is longer than a note may be.
    """
    return _capped(text, LONGEST_TEXT)


def line(text: str) -> str:
    """Return typed text for a field of one line: as `storable`, and line ends and tabs are spaces.

    Raises:
        TextTooLong: when it is no line any more.
    """
    return _BREAKS.sub(" ", _capped(text, LONGEST_LINE))


def storable_response(response: Response) -> Response:
    """Return a response with its note and reason as a file can hold them. Raises as `note` does."""
    return replace(response, note=note(response.note), reason=note(response.reason))


def storable_profile(profile: Profile) -> Profile:
    """Return a profile of plain lines. Raises as `line` does."""
    return Profile(
        line(profile.district), line(profile.school_year), line(profile.state), line(profile.agency)
    )


def storable_participant(participant: Participant) -> Participant:
    """Return a participant described in plain lines. Raises as `line` does."""
    return replace(
        participant,
        name=line(participant.name),
        title=line(participant.title),
        organization=line(participant.organization),
    )


def _capped(text: str, limit: int) -> str:
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return storable(text)
