"""Kinds of work that go on and on, on the same file, while the program is killed again and again.

What a work does in one process is decided by the chance that it is given, so that it can be done a second time elsewhere
and come to the same. Unlike a job, it goes on from whatever state it finds.
"""

import random
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from secure_desktop import locations
from secure_desktop.commands.command_line import parse
from secure_desktop.exchange.combining import carry_out, prepare
from secure_desktop.exchange.keys import own_key
from secure_desktop.model.assessment import CHOICES
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Decision
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.migrations import MIGRATIONS
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.restoring import restore
from secure_desktop.storage.snapshots import Reason, Snapshots
from secure_desktop.storage.times import now
from tests import builders
from tests.exchange.copies import choosing, copy_of
from tests.torture.jobs import ITEMS, JOBS, NAME, Step

LENGTHS = (20, 400, 6_000, 60_000)  # of a note, in characters: on its page, and beyond it
SIZES = (900, 20_000, 300_000)  # of a paper, in bytes
MOST_PAPERS = 8
_FORMAT = slice(60, 64)  # of a file's header


@dataclass(frozen=True, slots=True)
class Work:
    """How a folder is made ready for a kind of work, what happens before each process, and what the process does."""

    prepare: Callable[[Path], object]
    steps: Callable[[Path, random.Random], Iterator[Step]]
    before: Callable[[Path, random.Random], object] = lambda _folder, _chance: None


@contextmanager
def _opened(folder: Path) -> Iterator[AssessmentFile]:
    with open_file(folder / NAME) as file:
        file.demand_writable()
        yield file


def opening(folder: Path) -> Iterator[Step]:
    """Open the file that is worked on, which takes back what was cut off, and close it again."""
    with _opened(folder):
        yield "opened", lambda: None


def _text(chance: random.Random, length: int) -> str:
    """Return text that stands nowhere else; in every script, as people write."""
    said = f"Marker {chance.getrandbits(48):012x}. "
    return (said + "Año 学校 seen. " * (length // 15))[: max(length, len(said))].strip()


def _answers(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        for _ in range(chance.randint(3, 8)):
            said: dict[str, Any] = {
                "answer": chance.choice(CHOICES),
                "reason": _text(chance, 20),
                "marked": chance.random() < 0.5,
            }
            yield "answer", partial(file.record_response, chance.choice(ITEMS), by="Ann", **said)


def _notes(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        for _ in range(chance.randint(2, 6)):
            note = _text(chance, chance.choice(LENGTHS))
            yield "note", partial(file.record_response, chance.choice(ITEMS), by="Ann", note=note)


def _papers(folder: Path, chance: random.Random) -> None:
    for number in range(3):
        (folder / f"paper {number}.pdf").write_bytes(b"%PDF-1.7 " + chance.randbytes(chance.choice(SIZES)))


def _attach(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        for number in range(3):
            paper = folder / f"paper {number}.pdf"
            yield "attach", partial(file.attach, chance.choice(ITEMS), paper, by="Ann")
            while len(known := file.assessment().evidence) > MOST_PAPERS:
                oldest = min(known, key=lambda entry: entry.sha256)
                yield "remove", partial(file.remove_evidence, oldest.id, by="Ann")


def _plan(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        for _ in range(chance.randint(3, 6)):
            known = sorted(file.assessment().next_steps, key=lambda step: step.id)
            wish = chance.random()
            if known and wish < 0.2:
                yield "remove", partial(file.remove_next_step, chance.choice(known).id, by="Ann")
            elif known and wish < 0.5:
                changed = replace(chance.choice(known), text=_text(chance, 400), owner=_text(chance, 20))
                yield "change", partial(file.record_next_step, changed, by="Ann")
            else:
                fresh = uuid.UUID(int=chance.getrandbits(128), version=4)
                step = replace(builders.next_step(), id=str(fresh), item_id=chance.choice(ITEMS))
                yield "plan", partial(file.record_next_step, replace(step, text=_text(chance, 40)), by="Ann")


def _copies(folder: Path, chance: random.Random) -> None:
    """Let two people answer on copies of their own; about the last item they differ."""
    _papers(folder, chance)
    for number, (name, items) in enumerate({"one": ITEMS[:2], "other": ITEMS[2:4]}.items()):
        (folder / f"{name}.sqlite").unlink(missing_ok=True)
        with open_file(copy_of(folder / NAME, name)) as file:
            for item in (*items, ITEMS[4]):
                said: dict[str, Any] = {
                    "answer": chance.choice(CHOICES),
                    "note": _text(chance, chance.choice(LENGTHS[:3])),
                }
                file.record_response(item, by=name, reason=_text(chance, 20), **said)
            if chance.random() < 0.5:
                file.attach(items[0], folder / f"paper {number}.pdf", by=name)


def _combine(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        for name in ("one", "other"):

            def combined(copy: Path = folder / f"{name}.sqlite") -> None:
                combination = prepare(file, [copy])
                carry_out(file, combination, choosing(combination), by="Ann")

            yield f"combine {name}", combined
            yield "answer", partial(file.record_response, ITEMS[4], by="Ann", note=_text(chance, 40))


def _copies_anew(folder: Path, chance: random.Random) -> None:
    _remove(folder.glob("combined *.sqlite"))
    _copies(folder, chance)


def _combine_out(folder: Path, chance: random.Random) -> Iterator[Step]:
    for number in range(2):
        out = folder / f"combined {number}.sqlite"
        copies = [folder / f"{name}.sqlite" for name in ("one", "other")]
        chosen = f"{ITEMS[4]}={chance.choice(copies).name}"
        yield "combine", partial(_run, "combine", folder / NAME, *copies, "-o", out, "--choose", chosen)


def _sign(folder: Path, chance: random.Random) -> Iterator[Step]:
    key = own_key()
    sheriff = builders.wish(Role.LAW_ENFORCEMENT, "Sample Person 2")
    with open_file(folder / NAME, clock=lambda: builders.NOW) as file:
        file.demand_writable()
        for _ in range(chance.randint(2, 5)):
            signed = {entry.role for entry in file.assessment().current_sign_offs}
            if not file.assessment().is_locked:
                yield "answer", partial(file.record_response, ITEMS[0], by="Ann", note=_text(chance, 400))
                yield "sign", partial(file.sign, builders.wish(), key, by="Ann")
            elif Role.LAW_ENFORCEMENT in signed or chance.random() < 0.3:
                yield "reopen", partial(file.reopen, _text(chance, 40), by="Ann")
            else:
                declined: dict[str, Any] = {
                    "decision": Decision.DECLINED,
                    "reason": _text(chance, 40),
                    "attestations": (),
                }
                wish = replace(sheriff, **declined) if chance.random() < 0.3 else sheriff
                yield "sign too", partial(file.sign, wish, key, by="Bob")


def _old_again(folder: Path, chance: random.Random) -> None:
    """Put an older file there, once the one before has been brought up to date."""
    newest = int.from_bytes((folder / NAME).read_bytes()[_FORMAT]) == len(MIGRATIONS)
    if newest and not (folder / f"{NAME}-journal").exists():
        for path in folder.glob("*.sqlite"):
            path.unlink()
        shutil.rmtree(folder / "home")
        (folder / "home").mkdir()
        JOBS[chance.choice(("migration 1", "migration 2"))].prepare(folder)


def _migrate(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        yield "updated", lambda: None
        if file.assessment().is_locked:
            yield "reopen", partial(file.reopen, _text(chance, 40), by="Ann")
        yield "note", partial(file.record_response, ITEMS[0], by="Ann", note=_text(chance, 400))


def _without_copies(folder: Path, _chance: random.Random) -> None:
    _remove(folder.glob("copy *.sqlite"))


def _outputs(folder: Path, chance: random.Random) -> Iterator[Step]:
    path, marker = folder / NAME, _text(chance, 20)
    yield "answer", partial(_run, "answer", path, ITEMS[0], "partly", "--note", marker, "--by", "Ann")
    for _ in range(2):
        kind = chance.choice(("json", "csv", "xlsx", "html", "docx", "pdf"))
        if kind == "pdf":
            yield kind, partial(_run, "report", path, "-o", folder / "report.pdf")
        else:
            out = ("-o", folder / f"export.{kind}", "--replace")
            yield kind, partial(_run, "export", path, "--format", kind, *out)
    for number in range(2):
        with _opened(folder) as file:
            yield "copy", partial(file.save_copy, folder / f"copy {number}.sqlite")


def _unshared(folder: Path, _chance: random.Random) -> None:
    shutil.rmtree(folder / "for the board", ignore_errors=True)


def _share(folder: Path, chance: random.Random) -> Iterator[Step]:
    with _opened(folder) as file:
        yield "answer", partial(file.record_response, ITEMS[0], by="Ann", note=_text(chance, 40))
    yield "share", partial(_run, "share", folder / NAME, "-o", folder / "for the board")


def _snapshots(folder: Path, chance: random.Random) -> Iterator[Step]:
    snapshots = Snapshots(locations.backups_folder())
    with _opened(folder) as file:
        for _ in range(2):
            note = _text(chance, chance.choice(LENGTHS))
            yield "note", partial(file.record_response, chance.choice(ITEMS), by="Ann", note=note)
            yield "backup", partial(snapshots.take, file, Reason.WORKING, now)


def _restore(folder: Path, chance: random.Random) -> Iterator[Step]:
    snapshots = Snapshots(locations.backups_folder())
    with _opened(folder) as file:
        assessment_id = file.assessment().id
        yield "backup", partial(snapshots.take, file, Reason.OPENED, now)
        yield "note", partial(file.record_response, chance.choice(ITEMS), by="Ann", note=_text(chance, 400))
    older = chance.choice(snapshots.of(assessment_id)[:4])
    yield "restore", partial(restore, older, folder / NAME, snapshots, by="Ann")
    with _opened(folder) as file:
        yield "note", partial(file.record_response, chance.choice(ITEMS), by="Ann", note=_text(chance, 40))


def _without_former_files(folder: Path, _chance: random.Random) -> None:
    _remove(folder.glob("* (before restoring*"))


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink()


def _run(*arguments: str | Path) -> None:
    parsed = parse([str(argument) for argument in arguments])
    code = parsed.run(parsed)
    if code != 0:
        raise AssertionError(f"{arguments[0]} ended with {code}")


WORKS: Mapping[str, Work] = {
    "answers": Work(JOBS["answers"].prepare, _answers),
    "notes": Work(JOBS["answers"].prepare, _notes),
    "attach": Work(JOBS["answers"].prepare, _attach, _papers),
    "next steps": Work(JOBS["answers"].prepare, _plan),
    "combine": Work(JOBS["answers"].prepare, _combine, _copies),
    "combine -o": Work(JOBS["answers"].prepare, _combine_out, _copies_anew),
    "sign and reopen": Work(JOBS["sign"].prepare, _sign),
    "migration": Work(JOBS["migration 1"].prepare, _migrate, _old_again),
    "copies and exports": Work(JOBS["sign"].prepare, _outputs, _without_copies),
    "share": Work(JOBS["sign"].prepare, _share, _unshared),
    "backups": Work(JOBS["answers"].prepare, _snapshots),
    "restore": Work(JOBS["answers"].prepare, _restore, _without_former_files),
}
"""All kinds of work by name."""
