"""The shelf: the bundled rubrics and those that this person added, with their overlays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.errors import KnownProblem, UnknownRubric, UnknownWording
from secure_desktop.library.overlay_file import Overlay, is_overlay, lay_over, read_overlay
from secure_desktop.library.rubric_file import read_rubric
from secure_desktop.library.toml_file import read_toml
from secure_desktop.model.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rubrics by id, overlays by rubric id, and what could not be read, with the reason."""

    rubrics: Mapping[str, Rubric]
    overlays: Mapping[str, tuple[Overlay, ...]]
    faulty: tuple[tuple[Path, KnownProblem], ...]

    def rubric(self, rubric_id: str, overlay: str = "") -> Rubric:
        """Return a rubric, with the texts of the overlay of this name or language laid over it.

        Raises:
            UnknownRubric, UnknownWording: when the shelf has no such rubric or overlay.
        """
        if rubric_id not in self.rubrics:
            raise UnknownRubric(rubric=rubric_id, choices=", ".join(self.rubrics))
        rubric = self.rubrics[rubric_id]
        if not overlay:
            return rubric
        on_hand = self.overlays.get(rubric_id, ())
        for candidate in on_hand:
            if overlay in (candidate.name, candidate.language):
                return lay_over(rubric, candidate, name=candidate.name)
        names = ", ".join(candidate.name for candidate in on_hand) or "none"
        raise UnknownWording(wording=overlay, rubric=rubric_id, choices=names)


def read_shelf(*folders: Path) -> Shelf:
    """Return all rubrics and overlays in some folders; a later folder's rubric replaces one of the same id.

    A file that is not usable is left out and listed in `faulty`; the others stay usable.
    """
    rubrics: dict[str, Rubric] = {}
    overlays: dict[str, list[Overlay]] = {}
    faulty: list[tuple[Path, KnownProblem]] = []
    for path in (p for folder in folders if folder.is_dir() for p in sorted(folder.glob("*.toml"))):
        try:
            if is_overlay(read_toml(path)):
                overlay = read_overlay(path)
                overlays.setdefault(overlay.rubric, []).append(overlay)
            else:
                rubric = read_rubric(path)
                rubrics[rubric.id] = rubric
        except KnownProblem as problem:
            faulty.append((path, problem))
    return Shelf(rubrics, {key: tuple(found) for key, found in overlays.items()}, tuple(faulty))


def every_wording(shelf: Shelf) -> Iterator[Rubric]:
    """Yield the rubrics on a shelf, each also with every wording."""
    for rubric_id, rubric in shelf.rubrics.items():
        yield rubric
        for overlay in shelf.overlays.get(rubric_id, ()):
            yield shelf.rubric(rubric_id, overlay.name)
