"""Fingerprints and key numbers, in type of one width so that they can be compared."""

from secure_desktop.shell.controls import PlainLabel


class DigitsLabel(PlainLabel):
    """Digits in groups."""
