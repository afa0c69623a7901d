"""Sizes as people read them."""

from PySide6.QtCore import QLocale

_KILO = 1024


def size_words(size: int) -> str:
    """Return a size in bytes as "214 KB", "3.2 MB" or "14.2 GB"."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} KB"
    if size >= 1000 * _KILO**2:
        return f"{QLocale().toString(size / _KILO**3, 'f', 1)} GB"
    return f"{QLocale().toString(size / _KILO / _KILO, 'g', 3)} MB"
