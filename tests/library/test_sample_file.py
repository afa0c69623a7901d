from datetime import date
from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import RubricFaulty
from secure_desktop.library.sample_file import SampleFile, read_sample
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.next_step import Effort
from secure_desktop.model.roles import Role
from tests.library.authored import written

SAMPLES = ("secure-start", "secure-improve")


@pytest.mark.parametrize("rubric_id", SAMPLES)
def test_a_bundled_sample_answers_items_of_its_rubric(shelf: Shelf, rubric_id: str) -> None:
    sample = read_sample(locations.resource("samples", f"{rubric_id}.toml"))

    assert sample.rubric == rubric_id
    assert all(item_id in shelf.rubric(rubric_id) for item_id in sample.item_ids)
    assert all(file.path.is_file() for file in sample.files)
    assert not [response.item_id for response in sample.responses if response.needs_reason]
    assert "Sample" in sample.profile.district


def test_next_steps_and_evidence_are_read_with_their_days(tmp_path: Path) -> None:
    text = """
        rubric = "secure-start"
        [profile]
        district = "River"
        [[participants]]
        name = "Ann"
        role = "superintendent"
        [[next_steps]]
        item = "1S-01"
        text = "Do it"
        owner = "Ann"
        due = 2027-01-15
        effort = "weeks"
        [[evidence]]
        item = "1S-02"
        title = "Minutes"
        place = "Cabinet 4"
        renew_by = 2027-06-30
        [[evidence]]
        item = "1S-03"
        title = "MOU"
        file = "mou.pdf"
    """
    sample = read_sample(written(tmp_path, text))

    (step,) = sample.next_steps
    assert (step.item_id, step.owner, step.due, step.effort) == (
        "1S-01",
        "Ann",
        date(2027, 1, 15),
        Effort.WEEKS,
    )
    (evidence,) = sample.evidence
    assert (evidence.place, evidence.effective, evidence.renew_by) == ("Cabinet 4", None, date(2027, 6, 30))
    assert sample.files == (SampleFile("1S-03", tmp_path / "mou.pdf", "MOU", None, None),)


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
        [[next_steps]]
        item = "1S-01"
        text = "Do it"
        due = "soon"
        [[evidence]]
        item = "1S-01"
        title = "Minutes"
        [[evidence]]
        title = "MOU"
        file = "mou.pdf"
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
        "Next step 1",
        "Evidence 1",
        "Evidence 2",
    ]
