from datetime import date

import pytest

from secure_desktop.shell.fields.typed_dates import is_whole, typed_date


@pytest.mark.parametrize(
    "text",
    [
        "2027-01-15",
        " 2027-1-15 ",
        "2027/01/15",
        "1/15/2027",
        "01/15/27",
        "1-15-2027",
        "Jan 15, 2027",
        "January 15 2027",
        "15 Jan 2027",
        "15 january 2027",
    ],
)
def test_a_date_is_understood_however_people_write_it(text: str) -> None:
    assert typed_date(text) == date(2027, 1, 15)


def test_nothing_is_no_date() -> None:
    assert typed_date("") is None
    assert typed_date("  ") is None


@pytest.mark.parametrize(
    "text",
    ["soon", "2027-13-01", "2027-02-30", "15/1/2027", "2027", "Foo 15, 2027", "0000-01-01", "١/١/٢٠٢٧x"],
)
def test_what_means_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the one that was typed
        typed_date(text)


def test_a_pause_counts_only_when_no_more_can_come() -> None:
    assert is_whole("2027-01-15")
    assert is_whole("1/15/2027")
    assert is_whole("")
    assert not is_whole("1/15/20")
    assert not is_whole("2027-01-1")
