"""Rubrics and assessments for tests: small, valid, and the same every time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from secure_desktop.model.assessment import CHOICES, Answer, Assessment, Participant, Profile, Response, Role
from secure_desktop.model.rubric import ActionStep, Checklist, Definition, Item, Rubric, Tier

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
