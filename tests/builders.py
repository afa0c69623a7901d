"""Rubrics and assessments for tests: small, valid, and the same every time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from secure_desktop.model.assessment import CHOICES, Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import ActionStep, Checklist, Definition, Item, Rubric, Tier
from secure_desktop.model.sign_off import Decision, SignOff, Wish, attestations

MADE = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
"""When assessments are created."""

CHANGED = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
"""When they were changed last."""

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""When reports are made. Noon in London is the same day nearly everywhere."""

START = (11, 12, 8, 10, 8)
"""How many items the steps of the Checklist to Start have."""

IMPROVE = (8, 7, 6, 8, 8)
"""How many items the steps of the Checklist to Improve have."""


def item(step: int, number: int, *, tier: Tier | None = None) -> Item:
    """Return an item of a step; every third one is supplementary."""
    return Item(
        id=f"{step}S-{number:02}",
        text=f"The partners have agreed in writing on subject {number} of step {step}, and they keep to it.",
        short=f"Subject {number} of step {step}",
        tier=tier or (Tier.SUPPLEMENTARY if number % 3 == 0 else Tier.CORE),
        look_for=f"Look for a paper on subject {number} with a date and signatures.",
        evidence=("Signed MOU", "Minutes"),
        authority=("Voluntary guidance",),
        basis=("ED letter issued with the rubric",),
    )


def rubric(*sizes: int) -> Rubric:
    """Return a rubric whose steps have this many items each: 3 and 2 unless told otherwise."""
    steps = tuple(
        ActionStep(
            number=number,
            title=f"Take action step {number} together with everyone whom it concerns",
            short_title=f"Step {number} in short",
            guidance=f"What step {number} is for.",
            items=tuple(item(number, place) for place in range(1, size + 1)),
        )
        for number, size in enumerate(sizes or (3, 2), 1)
    )
    return Rubric(
        id="secure-start",
        version="1.0",
        checklist=Checklist.START,
        language="en",
        title="Checklist to Start",
        rubric="SECURe Local Implementation Rubric",
        publisher="U.S. Department of Education and U.S. Department of Justice",
        date="2016-09-08",
        purpose="For a new partnership between a school district and its law enforcement agency.",
        attribution=(
            "Adapted from the subject areas of the SECURe Local Implementation Rubric (U.S. Departments of Education "
            "and Justice, 2016). The wording and the item breakdown are this program's own, not the official text."
        ),
        about="The guidance is voluntary.\n\nState law may require more.",
        definitions=(Definition("MOU", "A memorandum of understanding between the partners."),),
        steps=steps,
    )


def response(item_id: str, answer: Answer = Answer.IN_PLACE, **said: str | bool) -> Response:
    """Return a response recorded at `CHANGED`, with a note, a reason or a mark if given."""
    recorded = Response(item_id, answer, changed_at=CHANGED, changed_by="Sample Reviewer")
    return replace(recorded, **said)  # type: ignore[arg-type]  # the fields of Response, by name


def participant(number: int = 1, **fields: str) -> Participant:
    """Return a member of the partnership team."""
    role = tuple(Role)[(number - 1) % len(Role)]
    person = Participant(
        id=f"00000000-0000-4000-8000-{number:012}",
        name=f"Sample Person {number}",
        role=role,
        title=f"Title {number}",
        organization="Sample District 12" if number % 2 else "Sample County Sheriff",
    )
    return replace(person, **fields)  # type: ignore[arg-type]  # the fields of Participant, by name


def assessment(
    of: Rubric | None = None,
    responses: Iterable[Response] | Mapping[str, Answer] = (),
    *,
    participants: Iterable[Participant] = (),
    profile: Profile | None = None,
    revision: int = 1,
) -> Assessment:
    """Return an assessment of a rubric, the small one unless given.

    `responses` are responses, or answers by item id: `{"1S-01": Answer.PARTLY}`.
    """
    if isinstance(responses, Mapping):
        responses = [response(item_id, answer) for item_id, answer in responses.items()]
    return Assessment(
        id="11111111-1111-4111-8111-111111111111",
        rubric=of or rubric(),
        profile=profile or Profile("Sample District 12", "2026–27", "Washington", "Sample County Sheriff"),
        participants=tuple(participants),
        responses={entry.item_id: entry for entry in responses},
        created_at=MADE,
        changed_at=CHANGED,
        revision=revision,
    )


def filled(of: Rubric | None = None) -> Assessment:
    """Return an assessment with an answer to every item, notes on every second, and a team of six.

    Of eight answers five are "in place", and one each is one of the other three.
    """
    wanted = of or rubric(*START)
    return assessment(
        wanted,
        [_filled_response(place, each) for place, each in enumerate(wanted)],
        participants=[participant(number) for number in range(1, 7)],
    )


def _filled_response(place: int, of: Item) -> Response:
    answer = {2: Answer.PARTLY, 5: Answer.NOT_IN_PLACE, 7: Answer.NOT_APPLICABLE}.get(place % 8, CHOICES[0])
    return Response(
        of.id,
        answer,
        note=f"Seen in the MOU of 2024, section {place + 1}; the annex is to follow by March."
        if place % 2
        else "",
        reason="Our district has no such school." if answer is Answer.NOT_APPLICABLE else "",
        marked=place % 16 == 5,
        changed_at=CHANGED - timedelta(minutes=place),
        changed_by="Sample Reviewer",
    )


def ready(**answers: Answer) -> Assessment:
    """Return an assessment of the small rubric that can be signed: one gap, a plan for it, evidence for the rest."""
    given = {each.id: answers.get(each.id.replace("-", "_"), Answer.IN_PLACE) for each in rubric()}
    given["1S-02"] = Answer.PARTLY
    return replace(
        assessment(responses=given, participants=[participant(1), participant(2)]),
        evidence=tuple(
            evidence(number, item_id)
            for number, (item_id, answer) in enumerate(given.items(), 1)
            if answer is Answer.IN_PLACE
        ),
        next_steps=(next_step(),),
        salt="22222222-2222-4222-8222-222222222222",
    )


def next_step(number: int = 1, item_id: str = "1S-02", **fields: Any) -> NextStep:
    """Return an open next step with an owner and a date after `NOW`."""
    step = NextStep(
        id=f"33333333-3333-4333-8333-{number:012}",
        item_id=item_id,
        text=f"Take next step {number}.",
        owner="Sample Person 1",
        due=date(2027, 1, 15),
        effort=Effort.WEEKS,
    )
    return replace(step, **fields)


def evidence(number: int = 1, item_id: str = "1S-01", **fields: Any) -> Evidence:
    """Return evidence that is filed somewhere."""
    entry = Evidence(
        id=f"44444444-4444-4444-8444-{number:012}",
        item_id=item_id,
        kind=EvidenceKind.PLACE,
        title=f"Policy {number}",
        place=f"Cabinet {number}",
        effective=date(2025, 5, 12),
        renew_by=date(2028, 5, 12),
    )
    return replace(entry, **fields)


def wish(role: Role = Role.SUPERINTENDENT, name: str = "Sample Person 1", **fields: Any) -> Wish:
    """Return the wish to sign, with every statement that anybody could have to confirm."""
    said = Wish(role, name, attestations=attestations(role, has_open_points=True))
    return replace(said, **fields)


def sign_off(number: int = 1, **fields: Any) -> SignOff:
    """Return a sign-off whose signature nobody has checked."""
    entry = SignOff(
        id=f"55555555-5555-4555-8555-{number:012}",
        revision=1,
        role=Role.SUPERINTENDENT,
        name="Sample Person 1",
        title="Title 1",
        organization="Sample District 12",
        decision=Decision.SIGNED,
        reason="",
        attestations=attestations(Role.SUPERINTENDENT, has_open_points=False),
        drawing=(((0, 0), (1000, 300)), ((500, 10),)),
        scan="",
        fingerprint="ab" * 32,
        history_entries=7,
        history_digest="cd" * 32,
        previous="",
        signed_at=NOW,
        key="ef" * 32,
        certificate="TUlJ",
        signature="c2lnbmVk",
    )
    return replace(entry, **fields)
