"""Sizes as people read them."""

from PySide6.QtCore import QLocale

_KILO = 1024


def size_words(size: int) -> str:
    """Return a size in bytes as "214 KB" or "3.2 MB"."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} KB"
    return f"{QLocale().toString(size / _KILO / _KILO, 'g', 3)} MB"
