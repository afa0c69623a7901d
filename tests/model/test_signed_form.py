import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.assessment import CHOICES, Answer, Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Revision
from secure_desktop.model.signed_form import (
    fingerprint,
    fingerprint_of,
    form_from_json,
    grouped,
    public_form,
    signed_form,
)
from tests import builders

IDS = [item.id for item in builders.rubric()]
DAY = date(2027, 1, 16)


def with_step(assessment: Assessment, **fields: Any) -> Assessment:
    return replace(assessment, next_steps=(replace(assessment.next_steps[0], **fields),))


def with_evidence(assessment: Assessment, **fields: Any) -> Assessment:
    first, *rest = assessment.evidence
    return replace(assessment, evidence=(replace(first, **fields), *rest))


def with_person(assessment: Assessment, **fields: Any) -> Assessment:
    first, *rest = assessment.participants
    return replace(assessment, participants=(replace(first, **fields), *rest))


def with_profile(assessment: Assessment, **fields: Any) -> Assessment:
    return replace(assessment, profile=replace(assessment.profile, **fields))


def with_response(assessment: Assessment, item_id: str, **fields: Any) -> Assessment:
    changed = replace(assessment.response(item_id), **fields)
    return replace(assessment, responses={**assessment.responses, item_id: changed})


CHANGES: dict[str, Callable[[Assessment], Assessment]] = {
    "next step's text": lambda a: with_step(a, text="Take another next step."),
    "owner": lambda a: with_step(a, owner="Somebody else"),
    "due date": lambda a: with_step(a, due=DAY),
    "no due date": lambda a: with_step(a, due=None),
    "effort": lambda a: with_step(a, effort=Effort.MONEY),
    "state": lambda a: with_step(a, state=State.DONE),
    "reason for dropping": lambda a: with_step(a, reason="Another way was found."),
    "next step's item": lambda a: with_step(a, item_id="2S-01"),
    "next step removed": lambda a: replace(a, next_steps=()),
    "next step added": lambda a: replace(a, next_steps=(*a.next_steps, builders.next_step(2))),
    "evidence's title": lambda a: with_evidence(a, title="Policy one"),
    "place": lambda a: with_evidence(a, place="Cabinet one"),
    "kind": lambda a: with_evidence(a, kind=EvidenceKind.LINK),
    "file name": lambda a: with_evidence(a, file_name="mou.pdf"),
    "size": lambda a: with_evidence(a, size=1),
    "a byte of a file": lambda a: with_evidence(a, sha256="ab" * 32),
    "effective date": lambda a: with_evidence(a, effective=DAY),
    "renew-by date": lambda a: with_evidence(a, renew_by=None),
    "evidence's item": lambda a: with_evidence(a, item_id="1S-02"),
    "evidence removed": lambda a: replace(a, evidence=a.evidence[1:]),
    "participant's name": lambda a: with_person(a, name="Sample Person One"),
    "participant's role": lambda a: with_person(a, role=Role.OTHER),
    "participant's title": lambda a: with_person(a, title="Title one"),
    "participant's organization": lambda a: with_person(a, organization="Elsewhere"),
    "participant removed": lambda a: replace(a, participants=a.participants[1:]),
    "district": lambda a: with_profile(a, district="Sample District 13"),
    "school year": lambda a: with_profile(a, school_year="2027–28"),
    "State": lambda a: with_profile(a, state="Iowa"),
    "agency": lambda a: with_profile(a, agency="Sample City Police"),
    "rubric": lambda a: replace(a, rubric=replace(a.rubric, about="Other guidance.")),
    "revision": lambda a: replace(a, revision=2),
    "another assessment": lambda a: replace(a, id="66666666-6666-4666-8666-666666666666"),
    "salt": lambda a: replace(a, salt="77777777-7777-4777-8777-777777777777"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_fingerprint_changes_with_everything_that_people_said(
    change: Callable[[Assessment], Assessment],
) -> None:
    assert fingerprint_of(change(builders.ready())) != fingerprint_of(builders.ready())


@given(
    st.sampled_from(IDS), st.sampled_from([*CHOICES, Answer.UNANSWERED]), st.text(), st.text(), st.booleans()
)
def test_the_fingerprint_changes_with_any_answer_note_reason_or_mark_and_with_nothing_else(
    item_id: str,
    answer: Answer,
    note: str,
    reason: str,
    marked: bool,  # noqa: FBT001
) -> None:
    before = builders.ready()
    said = {"answer": answer, "note": _whole(note), "reason": _whole(reason), "marked": marked}
    after = with_response(before, item_id, **said)
    is_same = all(getattr(before.response(item_id), name) == value for name, value in said.items())

    assert (fingerprint_of(after) == fingerprint_of(before)) is is_same


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@given(st.randoms(use_true_random=False))
def test_the_fingerprint_does_not_depend_on_the_order_in_which_things_were_recorded(random: Any) -> None:
    before = builders.ready()
    before = replace(before, next_steps=tuple(builders.next_step(number) for number in range(1, 5)))
    responses, steps = list(before.responses.items()), list(before.next_steps)
    evidence = list(before.evidence)
    for entries in (responses, steps, evidence):
        random.shuffle(entries)
    after = replace(before, responses=dict(responses), next_steps=tuple(steps), evidence=tuple(evidence))

    assert fingerprint_of(after) == fingerprint_of(before)


def test_the_fingerprint_does_not_depend_on_when_and_by_whom_something_was_entered() -> None:
    before = builders.ready()
    later = before.changed_at + timedelta(days=1)
    after = with_response(before, "1S-01", changed_at=later, changed_by="Somebody else")
    after = with_step(after, changed_at=later, changed_by="Somebody else")
    after = with_evidence(after, added_at=later, added_by="Somebody else", media_type="text/plain")

    assert fingerprint_of(replace(after, changed_at=later)) == fingerprint_of(before)


def test_no_answer_is_the_same_as_an_answer_that_was_taken_back() -> None:
    taken_back = with_response(builders.assessment(), "1S-01", answer=Answer.UNANSWERED)

    assert fingerprint_of(taken_back) == fingerprint_of(builders.assessment())


def test_the_public_form_leads_to_the_same_fingerprint_and_holds_nothing_private() -> None:
    assessment = with_response(builders.ready(), "1S-01", note="A note.", reason="A reason.")
    assessment = with_step(assessment, reason="Why it was dropped.")
    whole = signed_form(assessment)
    public = public_form(whole)

    assert fingerprint(public) == fingerprint(whole) == fingerprint_of(assessment)
    assert public_form(public) == public
    text = canonical_json(public)
    private = [
        "A note.",
        "A reason.",
        "Why it was dropped.",
        "Sample Person",
        "Policy 1",
        "Cabinet",
        assessment.salt,
    ]
    assert [found for found in private if found in text] == []
    assert [found for found in private if found not in canonical_json(whole)] == []


def test_a_public_form_does_not_fit_a_private_part_that_was_exchanged() -> None:
    whole = signed_form(builders.ready())
    other = signed_form(with_response(builders.ready(), "1S-01", note="Another note."))

    assert fingerprint({**whole, "private": other["private"]}) != fingerprint(whole)


def test_a_revision_leads_back_to_the_one_that_was_signed_before() -> None:
    first = Revision(1, "ab" * 32, builders.NOW)
    second = Revision(2, "cd" * 32, builders.NOW)
    assessment = replace(builders.ready(), revision=2, revisions=(first, second))

    assert signed_form(assessment)["public"]["previous"] == "ab" * 32
    assert signed_form(replace(assessment, revision=3))["public"]["previous"] == "cd" * 32
    assert signed_form(builders.ready())["public"]["previous"] == ""


def test_a_form_is_read_as_it_was_written() -> None:
    for form in (signed_form(builders.ready()), public_form(signed_form(builders.filled()))):
        assert form_from_json(canonical_json(form)) == form


def _changed(part: str, name: str, value: Any) -> str:
    form = json.loads(canonical_json(signed_form(builders.ready())))
    form[part][name] = value
    return json.dumps(form)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "7",
        "[]",
        "{}",
        '{"form":1}',
        '{"form":1,"public":{},"private":{}}',
        '{"form":1,"public":7,"private":""}',
        canonical_json({**signed_form(builders.ready()), "form": 2}),
        canonical_json({**signed_form(builders.ready()), "private": 7}),
        _changed("public", "answers", []),
        _changed("public", "next_steps", ["text"]),
        _changed("public", "revision", "1"),
        _changed("private", "evidence", {}),
        _changed("private", "evidence", [None]),
        _changed("private", "salt", "half \ud83d a sign"),
        _changed("public", "revision", float("nan")),
        '{"form":1,"public":' + "[" * 100_000,
        '{"form":' + "9" * 10_000 + "}",
    ],
)
def test_what_is_no_signed_form_is_told_as_that(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller tells it in words of its own
        form_from_json(text)


def test_numbers_are_grouped_as_people_compare_them() -> None:
    assert grouped("0123abcdef") == "0123 ABCD EF"
    assert grouped("") == ""
