"""An assessment of which every part of a summary has something to tell."""

from dataclasses import replace
from datetime import UTC, datetime

from secure_desktop.exchange.documents.parts import (
    Blank,
    Document,
    Facts,
    Heading,
    Line,
    Listing,
    Notice,
    Paragraph,
    Standing,
    StepStanding,
    Table,
)
from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.progress import Tally
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision, Revision
from secure_desktop.model.signed_form import fingerprint_of
from tests import builders


def told(*, signed: bool = False) -> Assessment:
    """Return it: each answer, a note, reasons, a plan, evidence, people, an earlier revision; the second is `signed`."""
    made = replace(
        builders.assessment(
            responses=[
                builders.response("1S-01", note="Noted here\nin two lines"),
                builders.response("1S-02", Answer.PARTLY, note="Half done", marked=True),
                builders.response("1S-03", Answer.NOT_APPLICABLE, reason="We have no such school"),
                builders.response("2S-01", Answer.NOT_IN_PLACE, note="Nothing found"),
                *([builders.response("2S-02")] if signed else []),
            ],
            participants=[builders.participant(1), builders.participant(2)],
            revision=2,
        ),
        next_steps=(
            builders.next_step(1, text="Write the annex"),
            builders.next_step(
                2, "2S-01", text="Drop me", owner="", due=None, state=State.DROPPED, reason="Too dear"
            ),
            builders.next_step(3, "2S-01", text="Ask counsel", effort=Effort.UNKNOWN, owner="Nobody Else"),
        ),
        evidence=(
            builders.evidence(1),
            builders.evidence(
                2,
                kind=EvidenceKind.FILE,
                place="",
                title="The MOU",
                file_name="mou.pdf",
                size=12_345,
                sha256="ab" * 32,
            ),
            builders.evidence(
                3, "1S-02", kind=EvidenceKind.LINK, title="", place="https://example.org/a?b=1&c=2"
            ),
        ),
        revisions=(
            Revision(
                1,
                "12" * 32,
                builders.MADE,
                datetime(2026, 10, 1, 12, tzinfo=UTC),
                "Ann Author",
                "Two answers were wrong",
            ),
        ),
        sign_offs=(builders.sign_off(1),),
    )
    if not signed:
        return made
    number = fingerprint_of(made)
    return replace(
        made,
        sign_offs=(
            *made.sign_offs,
            builders.sign_off(2, revision=2, fingerprint=number),
            builders.sign_off(
                3,
                revision=2,
                fingerprint=number,
                role=Role.LAW_ENFORCEMENT,
                name="Sample Person 2",
                drawing=(),
                scan="aa" * 32,
            ),
            builders.sign_off(
                4,
                revision=2,
                fingerprint=number,
                role=Role.COMMUNITY,
                name="Sample Person 9",
                decision=Decision.DECLINED,
                reason="I was not asked",
                drawing=(),
            ),
        ),
        revisions=(*made.revisions, Revision(2, number, builders.NOW)),
    )


def typed(note: str, line: str) -> Assessment:
    """Return an assessment into which a note and a line were typed wherever that is possible."""
    filled = f"x{line}"
    return replace(
        builders.assessment(
            responses=[builders.response("1S-01", Answer.NOT_APPLICABLE, note=note, reason=line)],
            participants=[Participant("1", filled, title=line, organization=line)],
            profile=Profile(filled, line, line, line),
        ),
        next_steps=(builders.next_step(1, "1S-01", text=filled, owner=line),),
        evidence=(builders.evidence(1, title=line, place=filled),),
    )


def of_all_parts(text: str) -> Document:
    """Return a document that has every kind of part, with a text wherever one can be."""
    line, tally = Line(text), Tally(in_place=1, partly=2)
    return Document(
        title=text,
        caption=text,
        status=Line(text),
        author=text,
        language="en",
        made_at=builders.NOW,
        origin=text,
        parts=(
            Notice(line),
            Heading(2, text, "section"),
            Paragraph(line),
            Facts(((text, (line, Line(text, text))),)),
            Table(text, (text, text), (1, 1), (((line,), ()), ((Line(text, text),), (line,)))),
            Standing(text, (StepStanding(text, tally, text),), StepStanding(text, tally, text)),
            Heading(3, text),
            Listing((line,)),
            Blank(text),
        ),
    )
