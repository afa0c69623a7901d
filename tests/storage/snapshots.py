"""What lies in a folder, to compare before and after."""

import hashlib
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """Return everything in a folder by name, files with the digest of their bytes."""
    return {path.name: _described(path) for path in sorted(folder.iterdir())}


def _described(path: Path) -> str:
    if path.is_symlink():
        return f"link to {path.readlink()}"
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return "folder" if path.is_dir() else "something else"
