import pytest

from secure_desktop.model.rubric_version import is_newer

ORDERED = [
    ("1.0", "1.1"),
    ("1.9", "1.10"),
    ("1", "1.0.1"),
    ("1.1 draft", "1.1"),
    ("1.1-alpha", "1.1-beta"),
    ("1.1-beta", "1.1-beta.2"),
    ("2025-12", "2026-01"),
    ("v1.0", "1.1"),
    ("1.0", "Version 2"),
    ("draft", "1"),
    ("", "1"),
    ("9" * 10_000, "1" + "0" * 10_000),
]


@pytest.mark.parametrize(("older", "newer"), ORDERED)
def test_the_newer_of_two_versions_is_told(older: str, newer: str) -> None:
    assert is_newer(newer, older)
    assert not is_newer(older, newer)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.0", "1.0"), ("1.0", "1"), ("1.0", "1.00"), ("v1.1", "1.1"), ("1.1", "1-1"), ("", "")],
)
def test_what_differs_in_nothing_but_signs_is_no_newer(one: str, other: str) -> None:
    assert not is_newer(one, other)
    assert not is_newer(other, one)
