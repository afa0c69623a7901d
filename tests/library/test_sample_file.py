from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import RubricFaulty
from secure_desktop.library.sample_file import read_sample
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Role
from tests.library.authored import written

SAMPLES = ("secure-start", "secure-improve")


@pytest.mark.parametrize("rubric_id", SAMPLES)
def test_a_bundled_sample_answers_items_of_its_rubric(shelf: Shelf, rubric_id: str) -> None:
    sample = read_sample(locations.resource("samples", f"{rubric_id}.toml"))

    assert sample.rubric == rubric_id
    assert all(response.item_id in shelf.rubric(rubric_id) for response in sample.responses)
    assert not [response.item_id for response in sample.responses if response.needs_reason]
    assert "Sample" in sample.profile.district


def test_the_participants_of_a_sample_have_the_same_ids_each_time() -> None:
    path = locations.resource("samples", "secure-start.toml")
    first, second = read_sample(path), read_sample(path)

    assert first == second
    assert len({person.id for person in first.participants}) == len(first.participants) == 6
    assert first.participants[0].role is Role.SUPERINTENDENT


def test_everything_in_a_faulty_sample_is_found_at_once(tmp_path: Path) -> None:
    text = """
        rubric = "secure-start"
        profile = "River"
        [[participants]]
        name = "Ann"
        role = "queen"
        [responses.1S-01]
        answer = "perhaps"
        marked = "yes"
        color = "red"
    """
    with pytest.raises(RubricFaulty) as caught:
        read_sample(written(tmp_path, text))

    assert [finding.split(":")[0] for finding in caught.value.findings] == [
        "Sample",
        "Profile",
        "Participant secure-start/1",
        "Item “1S-01”",
        "Item “1S-01”",
        "Item “1S-01”",
    ]
