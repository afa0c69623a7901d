import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.assessment import Answer
from secure_desktop.model.sharing import (
    SHORTEST_PASSWORD,
    PrivateContents,
    demand_good_password,
    mailed_size,
    private_contents,
)
from secure_desktop.sharing_errors import PasswordNotTypeable, PasswordTooShort
from tests import builders
from tests.builders import assessment, evidence, next_step, participant, response, sign_off


def test_what_is_private_is_counted() -> None:
    of = replace(
        assessment(
            responses=[
                response("1S-01", note="Seen."),
                response("1S-02", Answer.NOT_APPLICABLE, reason="No such school.", note="  "),
            ],
            participants=[participant(1), participant(2)],
        ),
        evidence=(evidence(1), evidence(2, file_name="MOU.pdf", sha256="ab" * 32)),
        next_steps=(next_step(owner="Ann River"),),
        sign_offs=(sign_off(name="sample  person 1"),),
    )

    assert private_contents(of, history=["Ann River", "Carl", "", "Carl"]) == PrivateContents(
        names=4, notes=1, reasons=1, evidence=2, files=1, history=4
    )


def test_items_with_a_text_that_seems_to_name_a_student_are_listed() -> None:
    of = assessment(responses=[response("1S-02", note="Student ID 1234567"), response("1S-03", note="fine")])

    assert private_contents(of).student_items == ("1S-02",)


def test_a_public_summary_holds_nothing_private_but_the_texts_of_next_steps() -> None:
    of = replace(
        builders.ready(),
        next_steps=(next_step(1, "1S-02", text="Talk about student ID 1234567."), next_step(2, "2S-01")),
    )
    private = private_contents(of, is_public=True, history=["Ann"])

    assert private == PrivateContents(student_items=("1S-02",))
    assert private_contents(builders.ready(), is_public=True).is_nothing
    assert not private_contents(builders.ready()).is_nothing


@given(st.lists(st.binary(max_size=500), max_size=4))
def test_a_mail_is_as_large_as_base64_makes_it(contents: list[bytes]) -> None:
    coded = sum(len(base64.encodebytes(content).replace(b"\n", b"\r\n")) for content in contents)

    assert 0 <= mailed_size(map(len, contents)) - coded <= 78 * len(contents)


def test_a_mail_is_more_than_a_third_larger_than_its_files() -> None:
    assert mailed_size([10_000_000]) == pytest.approx(13_700_000, rel=0.01)


def test_a_password_has_to_be_long_enough() -> None:
    demand_good_password("x" * SHORTEST_PASSWORD)
    demand_good_password("four words in a row!")
    with pytest.raises(PasswordTooShort, match=f"fewer than {SHORTEST_PASSWORD} characters"):
        demand_good_password("x" * (SHORTEST_PASSWORD - 1))


@pytest.mark.parametrize(
    "password",
    ["contraseña segura", " leading blank", "trailing blank ", "tab\tin between", "null\0null\0null"],
)
def test_a_password_has_to_mean_the_same_to_every_program(password: str) -> None:
    with pytest.raises(PasswordNotTypeable):
        demand_good_password(password)
