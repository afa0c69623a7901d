"""The corpus: small inputs of every kind to start from, and every input that ever broke a reader."""

import functools
import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "files" / "corpus"


def seed(target: str, name: str) -> bytes:
    """Return one file of the corpus."""
    return _read(ROOT / target / name)


def files(target: str) -> tuple[Path, ...]:
    """Return the files of the corpus for a target, in order; folders within it are not for it."""
    return tuple(sorted(path for path in (ROOT / target).glob("*") if path.is_file()))


def seeds(target: str) -> tuple[bytes, ...]:
    """Return the contents of `files`."""
    return tuple(_read(path) for path in files(target))


def is_genuine(data: bytes) -> bool:
    """Return whether bytes are, to the last one, a file of the corpus that was signed or sealed."""
    return hashlib.sha256(data).hexdigest() in _genuine()


@functools.cache
def _genuine() -> frozenset[str]:
    names = ("assessment/signed.sqlite", "pdf/report.pdf", "pdf/public.pdf")
    return frozenset(hashlib.sha256(_read(ROOT / name)).hexdigest() for name in names)


@functools.cache
def _read(path: Path) -> bytes:
    return path.read_bytes()
