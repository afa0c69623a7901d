import pytest

from tests import builders

RUBRIC = builders.rubric()


@pytest.mark.parametrize("name", ["2S-01", "2s-01", " 2s-01 ", "2.1"])
def test_an_item_is_found_by_its_id_in_any_case_and_by_its_label(name: str) -> None:
    found = RUBRIC.find(name)

    assert found is not None
    assert found.id == "2S-01"


@pytest.mark.parametrize("name", ["", "2", "2.", "2.9", "9X-99", "2.1.1"])
def test_what_names_no_item_finds_none(name: str) -> None:
    assert RUBRIC.find(name) is None


def test_a_label_is_the_step_and_the_place_in_it() -> None:
    assert [RUBRIC.label(item.id) for item in RUBRIC] == ["1.1", "1.2", "1.3", "2.1", "2.2"]


def test_a_step_is_found_by_its_number() -> None:
    assert RUBRIC.step(2).heading == "2 Step 2 in short"
    with pytest.raises(KeyError):
        RUBRIC.step(3)


def test_the_order_tells_the_place_of_every_item() -> None:
    assert sorted(RUBRIC.order, key=RUBRIC.order.__getitem__) == [item.id for item in RUBRIC]
    assert list(RUBRIC.order.values()) == [0, 1, 2, 3, 4]
