"""Labels that say how something is; the start page does without them."""

from secure_desktop.shell.controls import PlainLabel


class GoodLabel(PlainLabel):
    """Good news."""


class DangerLabel(PlainLabel):
    """Bad news."""


class StrongLabel(PlainLabel):
    """Text in bold."""


class LargeLabel(PlainLabel):
    """What is to be read at a glance."""


class DigitsLabel(PlainLabel):
    """Fingerprints and key numbers, in type of one width so that they can be compared."""
