"""The rubrics and overlays of one's own: taking an authored file into their folder, and out of it again."""

from dataclasses import dataclass
from pathlib import Path

from secure_desktop.errors import KnownProblem, RubricFaulty
from secure_desktop.file_names import free_name, safe_name
from secure_desktop.files import make_folder, write_problem, written_whole
from secure_desktop.library.overlay_file import Overlay, is_overlay, lay_over, overlay_from
from secure_desktop.library.rubric_file import rubric_from
from secure_desktop.library.shelf import Shelf
from secure_desktop.library.toml_file import parse_toml, read_bytes
from secure_desktop.model.rubric import Rubric
from secure_desktop.rubric_errors import RubricBundled, RubricOnHand, SeveralOwnRubrics, UnknownOwnRubric


@dataclass(frozen=True, slots=True)
class Authored:
    """A file that passed its check. `rubric` is what it describes; an overlay's is the rubric with its texts laid over."""

    path: Path
    content: bytes
    rubric: Rubric
    overlay: Overlay | None = None

    @property
    def name(self) -> str:
        """By what it is called on the command line: a rubric's id, an overlay's name."""
        return self.rubric.id if self.overlay is None else self.overlay.name

    @property
    def key(self) -> tuple[str, str]:
        """What it takes the place of: the id of the rubric, and the name of the overlay ("" for a rubric)."""
        if self.overlay is None:
            return self.rubric.id, ""
        return self.overlay.rubric, self.overlay.name


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What lies in the folder: usable files, and those that are not, with the reason."""

    usable: tuple[Authored, ...] = ()
    faulty: tuple[tuple[Path, KnownProblem], ...] = ()


def examine(path: Path, shelf: Shelf) -> Authored:
    """Return what an authored file describes, once it has passed its check; the file is read once.

    Raises:
        RubricFaulty: with every finding.
        KnownProblem: when there is no readable file.
    """
    content = read_bytes(path)
    data = parse_toml(content, path.name)
    if not is_overlay(data):
        return Authored(path, content, rubric_from(data, path.name))
    overlay = overlay_from(data, path.name)
    if overlay.rubric not in shelf.rubrics:
        raise RubricFaulty(
            name=path.name, findings=(f"Overlay: there is no rubric “{overlay.rubric}” here.",)
        )
    rubric = lay_over(shelf.rubrics[overlay.rubric], overlay, name=path.name)
    return Authored(path, content, rubric, overlay)


def add(authored: Authored, folder: Path, shelf: Shelf, *, replace: bool = False) -> Path:
    """Copy an authored file into the folder, whole, and return where it lies.

    Raises:
        RubricOnHand: when the shelf has another rubric of that id, or another overlay of that name; not with `replace`.
        DiskFull, TargetUnwritable: when it cannot be written. The folder is as it was.
    """
    before = [own for own in own_files(folder, shelf).usable if own.key == authored.key]
    if any(own.content == authored.content for own in before):
        return before[-1].path
    if not replace:
        _demand_free(authored, before, shelf)
    try:
        make_folder(folder)
    except OSError as fault:
        raise write_problem(folder, fault) from fault
    target = before[-1].path if before else free_name(folder / _file_name(authored))
    with written_whole(target) as draft:
        draft.write_bytes(authored.content)
    return target


def remove(name: str, folder: Path, shelf: Shelf) -> Authored | Path:
    """Take a rubric out of the folder, by its id, an overlay by its name, or any file by its name; return what it was.

    Raises:
        UnknownOwnRubric, SeveralOwnRubrics: when it is not clear which.
        RubricBundled: when it came with the program.
        TargetUnwritable: when the folder does not allow it.
    """
    files = own_files(folder, shelf)
    named = {own.path: own for own in files.usable}
    everything = (*named, *(path for path, _ in files.faulty))
    found = [path for path in everything if path.name == name] or [
        own.path for own in files.usable if own.name == name
    ]
    if len(found) > 1:
        raise SeveralOwnRubrics(name=name, files=", ".join(path.name for path in found))
    if not found:
        if name in shelf.rubrics:
            raise RubricBundled(rubric=name)
        raise UnknownOwnRubric(name=name)
    discard(found[0])
    return named.get(found[0], found[0])


def discard(path: Path) -> None:
    """Delete a file of the folder. Raises TargetUnwritable when that is not allowed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise write_problem(path, fault) from fault


def own_files(folder: Path, shelf: Shelf) -> OwnFiles:
    """Return what lies in the folder."""
    usable: list[Authored] = []
    faulty: list[tuple[Path, KnownProblem]] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            usable.append(examine(path, shelf))
        except KnownProblem as problem:
            faulty.append((path, problem))
    return OwnFiles(tuple(usable), tuple(faulty))


def _demand_free(authored: Authored, before: list[Authored], shelf: Shelf) -> None:
    if authored.overlay is not None:
        if before:
            raise RubricOnHand(what=f"{authored.overlay.name} ({authored.overlay.rubric})")
    elif authored.rubric.id in shelf.rubrics:
        here = shelf.rubrics[authored.rubric.id]
        raise RubricOnHand(what=f"{here.title} ({here.id} {here.version})")


def _file_name(authored: Authored) -> str:
    rubric, overlay = authored.key
    return f"{safe_name(f'{rubric}.{overlay}' if overlay else rubric, fallback='rubric')}.toml"
