from dataclasses import replace

import pytest

from secure_desktop.model.assessment import Answer, Assessment, Profile
from secure_desktop.model.form_differences import differences
from secure_desktop.model.signed_form import public_form, signed_form
from tests import builders

BEFORE = builders.ready()


def with_response(item_id: str, answer: Answer = Answer.IN_PLACE, **said: str | bool) -> Assessment:
    return replace(
        BEFORE, responses={**BEFORE.responses, item_id: builders.response(item_id, answer, **said)}
    )


def test_a_form_does_not_differ_from_itself() -> None:
    form = signed_form(BEFORE)

    assert not differences(form, form)
    assert not differences(form, public_form(form))


@pytest.mark.parametrize(
    ("after", "items"),
    [
        (with_response("2S-01", Answer.PARTLY), ("2S-01",)),
        (with_response("1S-03", note="A note."), ("1S-03",)),
        (with_response("1S-03", marked=True), ("1S-03",)),
        (replace(BEFORE, next_steps=(builders.next_step(owner="Somebody else"),)), ("1S-02",)),
        (replace(BEFORE, next_steps=(*BEFORE.next_steps, builders.next_step(2, "2S-02"))), ("2S-02",)),
        (replace(BEFORE, next_steps=(builders.next_step(item_id="2S-02"),)), ("1S-02", "2S-02")),
        (replace(BEFORE, evidence=BEFORE.evidence[1:]), ("1S-01",)),
        (
            replace(BEFORE, evidence=(builders.evidence(1, sha256="ab" * 32), *BEFORE.evidence[1:])),
            ("1S-01",),
        ),
    ],
)
def test_the_items_are_named_about_which_something_else_is_said(
    after: Assessment, items: tuple[str, ...]
) -> None:
    found = differences(signed_form(BEFORE), signed_form(after))

    assert (found.items, found.other) == (items, ())


def test_what_is_not_about_an_item_is_named_by_its_part() -> None:
    after = replace(
        BEFORE,
        profile=Profile("Elsewhere"),
        participants=(),
        revision=2,
        rubric=replace(BEFORE.rubric, about=""),
    )
    found = differences(signed_form(BEFORE), signed_form(after))

    assert found.items == ()
    assert set(found.other) == {"rubric", "revision", "profile", "participants"}


def test_a_public_form_is_compared_as_far_as_it_shows() -> None:
    private = replace(with_response("1S-03", note="A note."), participants=())
    public = with_response("2S-01", Answer.PARTLY)

    assert not differences(public_form(signed_form(BEFORE)), signed_form(private))
    assert differences(signed_form(BEFORE), public_form(signed_form(public))).items == ("2S-01",)


def test_an_item_that_only_one_of_the_rubrics_has_is_named() -> None:
    larger = replace(BEFORE, rubric=builders.rubric(3, 3))

    assert differences(signed_form(BEFORE), signed_form(larger)).items == ("2S-03",)
