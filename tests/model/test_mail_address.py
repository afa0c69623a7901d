import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.model.mail_address import MailAddress, addresses, one_line
from secure_desktop.sharing_errors import NotAnAddress


def test_addresses_come_apart_by_commas_semicolons_and_lines() -> None:
    text = "ann@river.example.org, bob@river.example.org;\n carl@river.example.org\n\n"

    assert [entry.address for entry in addresses(text)] == [
        "ann@river.example.org", "bob@river.example.org", "carl@river.example.org",
    ]  # fmt: skip
    assert addresses(" ,;\n ") == ()


def test_an_address_may_have_a_name_with_a_comma_in_it() -> None:
    assert addresses('"López, María" <maria@river.example.org>, Bob<bob@x.example>') == (
        MailAddress("maria@river.example.org", "López, María"),
        MailAddress("bob@x.example", "Bob"),
    )


def test_an_address_that_is_given_twice_gets_one_mail() -> None:
    assert len(addresses("ann@x.example, Ann <ANN@x.example>")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ann", "ann@", "@x.example", "ann@localhost", "ann@@x.example", "ann..b@x.example", ".ann@x.example",
        "ann@x..example", "ann@-x.example", "ann b@x.example", "añn@x.example", "ann@x.example.", "<>", "Ann <ann>",
        "ann@x.example\r\tBcc: eve@x.example", "ann@x.example\0", "a" * 65 + "@x.example", "ann@" + "x." * 130 + "org",
        "Ann <ann@x.example> Bob", 'ann@x.example "', "(ann)@x.example",
    ],
)  # fmt: skip
def test_what_no_mail_could_reach_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(NotAnAddress, match="is not an e-mail address, so nothing was prepared"):
        addresses(text)


def test_a_refusal_is_one_sentence_whatever_was_typed() -> None:
    with pytest.raises(NotAnAddress) as refused:
        addresses("ann\rx\0\x1b[2J" + "y" * 5000)

    assert refused.value.sentence_text().isprintable()
    assert len(refused.value.sentence_text()) < 400


@given(st.text())
def test_no_text_becomes_an_address_with_a_line_end_or_a_bracket(text: str) -> None:
    try:
        found = addresses(f"ann@x.example, {text}")
    except NotAnAddress:
        return
    for entry in found:
        assert entry.address.isascii()
        assert entry.address.isprintable()
        assert not set(entry.address) & set(' ,;:<>"()\\')
        assert entry.name.isprintable()


@given(st.text())
def test_one_line_holds_nothing_that_ends_or_steers_a_line(text: str) -> None:
    line = one_line(text)

    assert line.isprintable()
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
