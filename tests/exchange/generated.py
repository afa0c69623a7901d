"""Assessments as people might have filled them in, made up by Hypothesis."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from secure_desktop.model.assessment import Answer, Assessment, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.history import Entry
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.roles import Role
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.rebuilding import Kept
from tests import builders

RUBRIC = builders.rubric()
IDS = [item.id for item in RUBRIC]

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
items = st.sampled_from(IDS)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
uuids = st.uuids(version=4).map(str)

responses = st.builds(Response, items, st.sampled_from(Answer), texts, texts, st.booleans(), moments, texts)
next_steps = st.builds(
    NextStep,
    uuids,
    items,
    texts,
    texts,
    days,
    st.sampled_from(Effort),
    st.sampled_from(State),
    texts,
    moments,
    texts,
)
people = st.builds(Participant, uuids, texts, st.sampled_from(Role), texts, texts)
files = st.builds(
    Evidence,
    uuids,
    items,
    st.just(EvidenceKind.FILE),
    texts,
    texts,
    st.sampled_from(("MOU 2025.pdf", "minutes.txt", "ñandú.png")),
    st.sampled_from(("", "application/pdf")),
    st.integers(0, 2**40),
    digests,
    days,
    days,
    moments,
    texts,
)
places = st.builds(
    Evidence,
    uuids,
    items,
    st.sampled_from((EvidenceKind.PLACE, EvidenceKind.LINK)),
    texts,
    texts,
    effective=days,
    renew_by=days,
    added_at=moments,
    added_by=texts,
)
reviewers = st.builds(
    Reviewer,
    texts,
    st.lists(st.sampled_from((1, 2)), unique=True).map(tuple),
    st.booleans(),
    st.booleans(),
    moments,
    texts,
)


@st.composite
def assessments(draw: st.DrawFn) -> tuple[Assessment, Kept]:
    """An assessment as its file says it, and what the file keeps beside it."""
    order = {item_id: place for place, item_id in enumerate(IDS)}
    evidence = draw(st.lists(files | places, max_size=4, unique_by=lambda entry: entry.id))
    steps = draw(st.lists(next_steps, max_size=4, unique_by=lambda step: step.id))
    given = draw(st.lists(responses, max_size=5, unique_by=lambda response: response.item_id))
    history = draw(_histories)
    kept = Kept(history, {}, draw(_earlier))
    return (
        Assessment(
            id=draw(uuids),
            rubric=RUBRIC,
            profile=Profile(*(draw(texts) for _ in range(4))),
            participants=tuple(draw(st.lists(people, max_size=3, unique_by=lambda person: person.id))),
            responses={response.item_id: response for response in given},
            created_at=draw(moments),
            changed_at=history[-1].at,
            evidence=tuple(sorted(evidence, key=lambda entry: order[entry.item_id])),
            next_steps=tuple(sorted(steps, key=lambda step: order[step.item_id])),
            salt=history[0].id,
            reviewer=draw(st.none() | reviewers),
        ),
        kept,
    )


_entries = st.builds(
    Entry,
    st.just(0),
    uuids,
    moments,
    texts,
    uuids,
    st.just(1),
    st.sampled_from(("response", "profile")),
    items,
    st.sampled_from(("answer", "note")),
    st.none() | texts,
    st.none() | texts,
)
_histories = st.lists(_entries, min_size=1, max_size=3, unique_by=lambda entry: entry.id).map(
    lambda found: tuple(
        Entry(place, e.id, e.at, e.by, e.copy, e.revision, e.kind, e.subject, e.field, e.before, e.after)
        for place, e in enumerate(found, 1)
    )
)


def _record(kind: EarlierKind) -> EarlierRecord:
    from secure_desktop.exchange.assessment_json import as_text

    return EarlierRecord(kind, as_text(builders.filled(RUBRIC), builders.NOW))


_earlier = st.none() | st.sampled_from(EarlierKind).map(_record)
