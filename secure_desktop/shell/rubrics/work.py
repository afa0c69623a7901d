"""What the page of one's own rubrics does off the GUI thread; each piece of work ends with a look at the folder."""

from dataclasses import dataclass
from pathlib import Path

from secure_desktop import locations
from secure_desktop.library import own_rubrics
from secure_desktop.library.own_rubrics import Authored, OwnFiles
from secure_desktop.library.shelf import Shelf, read_shelf


@dataclass(frozen=True)
class Seen:
    """The shelf and the folder as they are now, and the file that was checked or added, if one was."""

    shelf: Shelf
    files: OwnFiles
    authored: Authored | None = None


def look() -> Seen:
    """Look at the folder."""
    shelf = read_shelf(locations.rubrics(), locations.own_rubrics())
    return Seen(shelf, own_rubrics.own_files(locations.own_rubrics(), shelf))


def check(path: Path) -> Seen:
    """Check a file. Raises RubricFaulty with every finding, or another KnownProblem when there is nothing to check."""
    seen = look()
    return Seen(seen.shelf, seen.files, own_rubrics.examine(path, seen.shelf))


def add(authored: Authored, *, replace: bool) -> Seen:
    """Add a file that was checked. Raises as `own_rubrics.add` does."""
    own_rubrics.add(authored, locations.own_rubrics(), look().shelf, replace=replace)
    seen = look()
    return Seen(seen.shelf, seen.files, authored)


def discard(path: Path) -> Seen:
    """Remove a file from the folder. Raises TargetUnwritable."""
    own_rubrics.discard(path)
    return look()
