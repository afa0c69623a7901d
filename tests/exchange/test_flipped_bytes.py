import random

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.keys import SigningKey
from secure_desktop.exchange.seal import seal
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from tests.exchange.tampering import one_page
from tests.exchange.trust import Signed


def test_every_one_of_200_flipped_bytes_of_a_signed_file_is_noticed(signed: Signed) -> None:
    content = signed.file.read_bytes()
    chance = random.Random(2026)
    missed = []
    for _ in range(200):
        place, change = chance.randrange(len(content)), chance.randrange(1, 256)
        altered = bytearray(content)
        altered[place] ^= change
        signed.file.write_bytes(altered)
        try:
            if verify(signed.file).state is not State.ALTERED:
                missed.append((place, change))
        except KnownProblem:  # the header says that it is no assessment file at all
            assert place < 100

    assert missed == []


def test_every_one_of_200_flipped_bytes_of_a_sealed_report_is_noticed(signed: Signed) -> None:
    content = signed.report.read_bytes()
    chance = random.Random(2026)
    missed = []
    for _ in range(200):
        place, change = chance.randrange(16, len(content)), chance.randrange(1, 256)
        altered = bytearray(content)
        altered[place] ^= change
        signed.report.write_bytes(altered)
        if verify(signed.report).state is not State.ALTERED:
            missed.append((place, change))

    assert missed == []


def test_no_byte_of_the_seal_itself_can_be_flipped(signed: Signed, stranger: SigningKey) -> None:
    content = seal(one_page(), stranger)
    start, end = content.index(b"/Contents <") + 10, content.index(b">", content.index(b"/Contents <"))
    chance = random.Random(2026)
    for place in (*range(start, start + 60), *chance.sample(range(start, end + 1), 100)):
        altered = bytearray(content)
        altered[place] ^= chance.choice((1, 2, 4, 8, 16, 32))
        signed.report.write_bytes(altered)

        assert verify(signed.report).state is State.ALTERED, place


def test_garbage_in_place_of_objects_ends_in_a_verdict(signed: Signed) -> None:
    content = signed.report.read_bytes()
    chance = random.Random(2026)
    for _ in range(40):
        place = chance.randrange(16, len(content))
        length = chance.choice((4, 100, 5000))
        signed.report.write_bytes(content[:place] + chance.randbytes(length) + content[place + length :])

        assert verify(signed.report).state is State.ALTERED
