"""Typed text as a file holds it: what SQLite and PDF cannot hold is taken out where it comes in."""

import re
from dataclasses import replace

from secure_desktop.errors import TextTooLong
from secure_desktop.model.assessment import LONGEST_LINE, LONGEST_TEXT, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import NextStep, State
from secure_desktop.model.sign_off import Wish
from secure_desktop.signing_errors import TextMissing

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


def storable_evidence(evidence: Evidence) -> Evidence:
    """Return evidence described in plain lines. Raises as `line` does.

    Raises:
        TextMissing: when it does not say where it is.
    """
    cleaned = replace(evidence, title=line(evidence.title).strip(), place=line(evidence.place).strip())
    if cleaned.kind is not EvidenceKind.FILE:
        needed(cleaned.place, "The link" if cleaned.kind is EvidenceKind.LINK else "The place")
    return cleaned


def storable_next_step(step: NextStep) -> NextStep:
    """Return a next step as a file can hold it. Raises as `line` and `note` do.

    Raises:
        TextMissing: when it says nothing, or is dropped without a reason.
    """
    cleaned = replace(
        step, text=line(step.text).strip(), owner=line(step.owner).strip(), reason=note(step.reason)
    )
    needed(cleaned.text, "The next step")
    if cleaned.state is State.DROPPED:
        needed(cleaned.reason, "The reason")
    return cleaned


def storable_wish(wish: Wish) -> Wish:
    """Return what a signer typed as a file can hold it. Raises as `line` and `note` do."""
    return replace(
        wish,
        name=line(wish.name).strip(),
        title=line(wish.title).strip(),
        organization=line(wish.organization).strip(),
        reason=note(wish.reason).strip(),
    )


def needed(text: str, what: str) -> str:
    """Return a text that has to say something.

    Raises:
        TextMissing: when it does not; `what` names it.
    """
    if not text.strip():
        raise TextMissing(what=what)
    return text


def _capped(text: str, limit: int) -> str:
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return storable(text)
