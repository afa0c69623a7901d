import pytest

from tests.fuzzing import by_hypothesis, corpus
from tests.fuzzing.oracle import feed, sandbox
from tests.fuzzing.targets import TARGETS, Target

EXAMPLES = 12  # of each target, so that all of them take some seconds; `python -m tests.fuzzing` takes as long as it is let


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_spoilt_input_is_read_or_refused_in_plain_words_and_changes_nothing(target: Target) -> None:
    with sandbox() as place:
        by_hypothesis.look(target, place, examples=EXAMPLES)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_everything_in_the_corpus_is_read_or_refused_in_plain_words(target: Target) -> None:
    with sandbox() as place:
        for data in corpus.seeds(target.corpus):
            feed(target.read, data, place)


def test_every_reader_has_a_corpus() -> None:
    assert [target.name for target in TARGETS if not corpus.files(target.corpus)] == []
