"""Fingerprints and key numbers on a terminal."""

from collections.abc import Iterator

from secure_desktop.model.signed_form import grouped


def two_lines(label: str, number: str) -> Iterator[str]:
    """Yield a label and a fingerprint or a key's number in groups, in two lines that fit a terminal."""
    groups = grouped(number).split()
    half = (len(groups) + 1) // 2
    yield f"{label}  {' '.join(groups[:half])}"
    yield f"{' ' * len(label)}  {' '.join(groups[half:])}"
