import pickle
import string

import pytest

from secure_desktop import (
    backup_errors,
    combining_errors,
    comparing_errors,
    drive_errors,
    earlier_errors,
    errors,
    rescue_errors,
    rubric_errors,
    sharing_errors,
    underneath_errors,
)
from secure_desktop.errors import KnownProblem

PROBLEMS = [
    problem
    for family in (
        errors,
        backup_errors,
        combining_errors,
        comparing_errors,
        drive_errors,
        earlier_errors,
        rescue_errors,
        rubric_errors,
        sharing_errors,
        underneath_errors,
    )
    for problem in vars(family).values()
    if isinstance(problem, type) and issubclass(problem, KnownProblem) and problem is not KnownProblem
]


def filled(problem: type[KnownProblem]) -> KnownProblem:
    if problem is errors.RubricFaulty:
        return errors.RubricFaulty(name="{name}", findings=("{finding}",))
    fields = {
        field
        for _, field, _, _ in string.Formatter().parse(problem.sentence + problem.advice)
        if field is not None
    }
    return problem(**{field: f"{{{field}}}" for field in fields})


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_problem_is_one_sentence_and_one_piece_of_advice(kind: type[KnownProblem]) -> None:
    problem = filled(kind)

    assert problem.exit_code == 2
    assert kind.sentence.endswith((".", "{first}", "{finding}"))
    assert kind.advice.endswith(".")
    assert not {"errno", "sqlite error", "exception"} & set(str(problem).lower().split())


@pytest.mark.parametrize("kind", PROBLEMS)
def test_a_problem_can_be_sent_to_another_process(kind: type[KnownProblem]) -> None:
    problem = filled(kind)
    if kind is errors.RubricFaulty:
        return

    again = pickle.loads(pickle.dumps(problem))

    assert type(again) is kind
    assert str(again) == str(problem)


def test_a_translated_sentence_is_filled_with_the_same_parts() -> None:
    problem = errors.FileMissing(name="{x}.sqlite")

    assert problem.sentence_text("No se encontró “{name}”.") == "No se encontró “{x}.sqlite”."
