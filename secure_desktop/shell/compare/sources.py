"""Which assessments are compared: files and signed revisions of them, read off the GUI thread, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secure_desktop.comparing_errors import ComparedTwice
from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.chronology import in_order
from secure_desktop.model.comparison import demand_comparable

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile


@dataclass(frozen=True)
class Source:
    """One assessment to compare, and the file that it comes from."""

    path: Path
    assessment: Assessment

    @property
    def key(self) -> tuple[str, int, Path]:
        """What tells it from others: copies of one assessment may say different things."""
        return (self.assessment.id, self.assessment.revision, self.path)


@dataclass(frozen=True)
class Refused:
    """A file that cannot be compared, and why."""

    path: Path
    problem: KnownProblem


@dataclass(frozen=True)
class Gathered:
    """What was read: of each file what it says now, the signed revisions that it keeps, and what could not be read."""

    present: tuple[Source, ...] = ()
    earlier: tuple[Source, ...] = ()
    refused: tuple[Refused, ...] = ()


class Sources:
    """The chosen ones, the earliest first, until somebody turns the order round; and those that are at hand besides."""

    def __init__(self) -> None:
        self.chosen: tuple[Source, ...] = ()
        self._at_hand: dict[tuple[str, int, Path], Source] = {}
        self._is_reversed = False

    @property
    def offered(self) -> tuple[Source, ...]:
        """Signed revisions of the chosen files that are not chosen themselves."""
        chosen = {source.key for source in self.chosen}
        return tuple(source for key, source in self._at_hand.items() if key not in chosen)

    def keep_at_hand(self, sources: Iterable[Source]) -> None:
        """Offer signed revisions."""
        self._at_hand.update((source.key, source) for source in sources)

    def add(self, source: Source) -> None:
        """Choose one more.

        Raises:
            ComparedTwice: when it is chosen already.
            DifferentChecklists, NothingInCommon: when it cannot be compared with the others.
        """
        if source.key in {chosen.key for chosen in self.chosen}:
            raise ComparedTwice(name=source.path.name)
        demand_comparable([*(chosen.assessment for chosen in self.chosen), source.assessment])
        self._set((*self.chosen, source))

    def remove(self, source: Source) -> None:
        """Choose one less."""
        self._set(tuple(chosen for chosen in self.chosen if chosen.key != source.key))

    def swap(self) -> None:
        """Turn the order round."""
        self._is_reversed = not self._is_reversed
        self.chosen = self.chosen[::-1]

    def _set(self, chosen: Sequence[Source]) -> None:
        by_assessment = {id(source.assessment): source for source in chosen}
        ordered = in_order([source.assessment for source in chosen])
        self.chosen = tuple(by_assessment[id(assessment)] for assessment in ordered)
        if self._is_reversed:
            self.chosen = self.chosen[::-1]


def gather(paths: Sequence[Path]) -> Gathered:
    """Read files; one that cannot be read does not stop the others."""
    from secure_desktop.exchange.compared_source import opened_source

    found = []
    for path in paths:
        try:
            with opened_source(path) as source:
                found.append(_gathered(source.file, path, source.revision))
        except KnownProblem as problem:
            found.append(Gathered(refused=(Refused(path, problem),)))
    return Gathered(
        present=tuple(source for each in found for source in each.present),
        earlier=tuple(source for each in found for source in each.earlier),
        refused=tuple(refused for each in found for refused in each.refused),
    )


def gather_from(file: "AssessmentFile") -> Gathered:
    """Read one open file. Raises KnownProblem when it says nothing now; a revision that is damaged is left out."""
    return _gathered(file, file.path, 0)


def _gathered(file: "AssessmentFile", path: Path, revision: int) -> Gathered:
    from secure_desktop.exchange.revisions import at_revision

    chosen = at_revision(file, revision)
    earlier, refused = [], []
    for known in file.assessment().revisions:
        if known.number == chosen.revision:
            continue
        try:
            earlier.append(Source(path, at_revision(file, known.number)))
        except KnownProblem as problem:
            refused.append(Refused(path, problem))
    return Gathered((Source(path, chosen),), tuple(earlier), tuple(refused))
