"""Framed and tinted areas; the start page does without them."""

from PySide6.QtWidgets import QFrame


class Card(QFrame):
    """A framed area of its own."""


class InfoBox(QFrame):
    """A tinted area for explanations."""


class WarningBox(QFrame):
    """A tinted area for what needs attention."""


class SidePanel(QFrame):
    """The area at the left with the list of sections."""


class FooterBar(QFrame):
    """The bar at the bottom with the way back and forward."""
