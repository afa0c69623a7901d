import pytest

from secure_desktop.model.evidence import is_scan


@pytest.mark.parametrize(
    "start",
    [
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0 a photo",
        b"\x89PNG\r\n\x1a\n",
        b"II*\x00 a scan",
        b"MM\x00* a scan",
        b"\x00\x00\x00\x18ftypheic of a phone",
    ],
)
def test_a_pdf_or_a_picture_can_be_the_scan_of_a_page(start: bytes) -> None:
    assert is_scan(start)


@pytest.mark.parametrize(
    "start", [b"", b"I have signed it.", b"PK\x03\x04", b"<svg>", b"\x00\x00\x00\x18ftypmp42"]
)
def test_nothing_else_can(start: bytes) -> None:
    assert not is_scan(start)
