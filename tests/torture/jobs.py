"""Kinds of work that must not be lost: each done step by step, by the ways that the program itself goes.

A job lies in a folder of its own, with the home of whoever does it and the place for temporary files in it.
"""

import contextlib
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from secure_desktop import locations, settings
from secure_desktop.commands.command_line import parse
from secure_desktop.errors import NotSaved
from secure_desktop.exchange import known_keys
from secure_desktop.exchange.combining import carry_out, prepare
from secure_desktop.exchange.keys import own_key
from secure_desktop.library.shelf import read_shelf
from secure_desktop.model.assessment import Answer
from secure_desktop.model.roles import Role
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import create_file, open_file
from secure_desktop.storage.restoring import restore
from secure_desktop.storage.snapshots import Reason, Snapshots
from tests import builders
from tests.exchange.copies import answer, choosing, copy_of

NAME = "river.sqlite"
ITEMS = ("1S-01", "1S-02", "1S-03", "2S-01", "2S-02")
ANSWERS = (Answer.IN_PLACE, Answer.PARTLY, Answer.NOT_IN_PLACE)
FILES = Path(__file__).parents[1] / "files"

Step = tuple[str, Callable[[], object]]
"""What a step is called, and what does it."""

Steps = Generator[Step, None, None]


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work: how its folder is made ready, and its steps.

    `together` says that all files of a step come into being at one moment. `may_lack` is a part
    of the name of what is written if the drive takes it, and is no reason to stop otherwise.
    """

    prepare: Callable[[Path], object]
    steps: Callable[[Path], Steps]
    together: bool = False
    may_lack: str = ""


def _empty(folder: Path) -> None:
    create_file(folder / NAME, builders.rubric(), builders.assessment().profile, by="Ann")


def _ready(folder: Path) -> None:
    ready = builders.ready()
    create_file(
        folder / NAME,
        ready.rubric,
        ready.profile,
        by="Ann",
        participants=ready.participants,
        responses=tuple(ready.responses.values()),
        next_steps=ready.next_steps,
        evidence=ready.evidence,
        clock=lambda: builders.MADE,
    )
    own_key()


def _with_papers(folder: Path) -> None:
    _empty(folder)
    chance = random.Random(7)
    for number, size in enumerate((900, 40_000, 150_000), 1):
        (folder / f"paper {number}.txt").write_text(chance.randbytes(size // 2).hex())


def _with_copies(folder: Path) -> None:
    _with_papers(folder)
    path = folder / NAME
    answer(path, "1S-01", "Ann", Answer.IN_PLACE)
    one, other = copy_of(path, "one"), copy_of(path, "other")
    answer(one, "1S-01", "Bob", Answer.PARTLY, note="A note of Bob's. " * 40)
    with open_file(one) as file:
        file.attach("1S-01", folder / "paper 2.txt", by="Bob")
        file.record_participants([builders.participant()], by="Bob")
    answer(other, "1S-01", "Cid", Answer.NOT_IN_PLACE)
    with open_file(other) as file:
        file.record_next_step(builders.next_step(), by="Cid")


CUT_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE response SET note = 'half of a change'")
for number in range(400):
    values = (None, "x" * 500, "", "", "", 1, "", "", "", "", "")
    connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
os.kill(os.getpid(), 9)
"""


def _cut_off(folder: Path) -> None:
    _with_answer(folder)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(folder / NAME)], check=False)
    assert (folder / f"{NAME}-journal").stat().st_size > 0


def _old(folder: Path, number: int) -> None:
    shutil.copyfile(FILES / f"format-{number}.sqlite", folder / NAME)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[AssessmentFile]:
    with open_file(folder / NAME) as file:
        file.demand_writable()
        yield file


def _answers(folder: Path) -> Steps:
    with _opened(folder) as file:
        for number in range(9):
            item, given = ITEMS[number % 5], ANSWERS[number % 3]
            yield (
                f"answer {number}",
                partial(file.record_response, item, by="Ann", answer=given),
            )


def _notes(folder: Path) -> Steps:
    with _opened(folder) as file:
        for number in range(6):
            item, note = ITEMS[number % 3], f"What we saw on visit {number}. " * (1 + 80 * number)
            yield (
                f"note {number}",
                partial(file.record_response, item, by="Ann", note=note),
            )


def _attach(folder: Path) -> Steps:
    with _opened(folder) as file:
        for number in (1, 2, 3):
            paper = folder / f"paper {number}.txt"
            yield f"paper {number}", partial(file.attach, "1S-01", paper, by="Ann")
        added = file.assessment().evidence[1]
        yield "removed", lambda: file.remove_evidence(added.id, by="Ann")


def _plan(folder: Path) -> Steps:
    with _opened(folder) as file:
        for number in range(1, 5):
            step = builders.next_step(number)
            yield f"step {number}", partial(file.record_next_step, step, by="Ann")
        moved = replace(builders.next_step(1), text="Take it later.")
        yield "step 1 again", lambda: file.record_next_step(moved, by="Ann")


def _combine(folder: Path) -> Steps:
    with _opened(folder) as file:

        def combined() -> None:
            combination = prepare(file, [folder / "one.sqlite", folder / "other.sqlite"])
            for refusal in combination.refused:
                raise refusal.problem
            carry_out(file, combination, choosing(combination), by="Ann")

        yield "combined", combined
        yield "went on", lambda: file.record_response("2S-02", by="Ann", answer=Answer.PARTLY)


def _sign(folder: Path) -> Steps:
    key = own_key()
    sheriff = builders.wish(Role.LAW_ENFORCEMENT, "Sample Person 2")
    with open_file(folder / NAME, clock=lambda: builders.NOW) as file:
        file.demand_writable()
        yield "signed", lambda: file.sign(builders.wish(), key, by="Ann")
        yield "signed by both", lambda: file.sign(sheriff, key, by="Bob")
        yield "reopened", lambda: file.reopen("One thing was forgotten.", by="Ann")
        yield "changed", lambda: file.record_response("1S-01", by="Ann", answer=Answer.PARTLY)


def _migrate(folder: Path) -> Steps:
    with _opened(folder) as file:
        yield "updated", lambda: None
        if file.assessment().is_locked:
            yield "reopened", lambda: file.reopen("Another year.", by="Ann")
        yield "answered", lambda: file.record_response("1S-01", by="Ann", note="and goes on")


def _recover(folder: Path) -> Steps:
    with _opened(folder) as file:
        yield "recovered", lambda: None
        yield "answered", partial(file.record_response, "1S-02", by="Ann", note="and goes on")


def _new(folder: Path) -> Steps:
    rubric = read_shelf(locations.rubrics()).rubric("secure-start")
    profile = builders.assessment().profile
    yield "new", lambda: create_file(folder / NAME, rubric, profile, by="Ann")


def _save_copy(folder: Path) -> Steps:
    with _opened(folder) as file:
        for number in (1, 2):
            target = folder / f"copy {number}.sqlite"
            yield f"copy {number}", partial(file.save_copy, target)
            yield (
                f"answer {number}",
                partial(file.record_response, "1S-01", by="Ann", answer=ANSWERS[number]),
            )


def _reports(folder: Path) -> Steps:
    yield "summary", lambda: _run("report", folder / NAME, "-o", folder / "summary.pdf")
    yield "answered", lambda: _run("answer", folder / NAME, "1S-01", "partly", "--by", "Ann")
    yield "summary again", lambda: _run("report", folder / NAME, "-o", folder / "summary.pdf")


def _exports(folder: Path) -> Steps:
    for kind in ("json", "xlsx", "csv", "docx", "html", "ics"):
        out = folder / f"export.{kind}"
        yield kind, partial(_run, "export", folder / NAME, "--format", kind, "-o", out)
    yield "answered", lambda: _run("answer", folder / NAME, "1S-01", "partly", "--by", "Ann")
    yield (
        "json again",
        lambda: _run("export", folder / NAME, "--format", "json", "-o", folder / "export.json", "--replace"),
    )


def _backups(folder: Path) -> Steps:
    snapshots = Snapshots(locations.backups_folder())
    with _opened(folder) as file:
        for number in (1, 2):
            yield f"backup {number}", partial(snapshots.take, file, Reason.WORKING, lambda: builders.NOW)
            yield f"note {number}", partial(file.record_response, "1S-01", by="Ann", note=f"Note {number}.")


def _backed_up(folder: Path) -> None:
    _with_answer(folder)
    with _opened(folder) as file:
        Snapshots(locations.backups_folder()).take(file, Reason.OPENED, lambda: builders.NOW)
        file.record_response("1S-02", by="Ann", note="Written after the backup.")


def _restore(folder: Path) -> Steps:
    snapshots = Snapshots(locations.backups_folder())
    with _opened(folder) as file:
        backup = snapshots.latest(file.assessment().id)
    assert backup is not None

    def restored() -> None:
        restore(backup, folder / NAME, snapshots, by="Ann", clock=lambda: builders.NOW)

    yield "restored", restored


def _settings(folder: Path) -> Steps:
    path = folder / "home" / "settings.json"
    for number in range(3):
        wanted = settings.Settings(name=f"Ann {number}").with_recent(settings.Recent(str(folder / NAME)))
        yield f"settings {number}", partial(_keep_settings, wanted, path)


def _keep_settings(wanted: settings.Settings, path: Path) -> None:
    """Save settings, and say so only if they are there: the program works on without, and calls nothing saved."""
    settings.save(wanted, path)
    try:
        kept = json.loads(path.read_bytes())["name"]
    except (OSError, ValueError) as fault:
        raise NotSaved(name=path.name, reason="the drive did not take it") from fault
    if kept != wanted.name:
        raise NotSaved(name=path.name, reason="the drive did not take it")


def _keys(_folder: Path) -> Steps:
    yield "key", own_key
    for number in range(3):
        yield (
            f"known {number}",
            partial(known_keys.remember, f"{number:064}", f"Person {number}"),
        )


def _share(folder: Path) -> Steps:
    yield "shared", lambda: _run("share", folder / NAME, "-o", folder / "for the board")


def _reviewers(folder: Path) -> Steps:
    names = ("--for", "Bob", "--for", "Cid", "--for", "Dee")
    yield "copies", lambda: _run("copies", folder / NAME, *names, "-o", folder / "out", "--by", "Ann")


def _run(*arguments: str | Path) -> None:
    parsed = parse([str(argument) for argument in arguments])
    code = parsed.run(parsed)
    assert code == 0, code


def _with_answer(folder: Path) -> None:
    _with_papers(folder)
    answer(folder / NAME, "1S-01", "Ann", Answer.IN_PLACE, note="Seen.")


JOBS: Mapping[str, Job] = {
    "answers": Job(_empty, _answers),
    "notes": Job(_empty, _notes),
    "attach": Job(_with_papers, _attach),
    "next steps": Job(_empty, _plan),
    "combine": Job(_with_copies, _combine),
    "sign": Job(_ready, _sign),
    "migration 1": Job(lambda folder: _old(folder, 1), _migrate),
    "migration 2": Job(lambda folder: _old(folder, 2), _migrate),
    "recovery": Job(_cut_off, _recover),
    "new file": Job(lambda _folder: None, _new),
    "save a copy": Job(_with_answer, _save_copy),
    "report": Job(_ready, _reports),
    "exports": Job(_ready, _exports),
    "backups": Job(_with_answer, _backups),
    "restore": Job(_backed_up, _restore, may_lack="before-restore"),
    "settings": Job(lambda _folder: None, _settings),
    "keys": Job(lambda _folder: None, _keys, may_lack="known-keys.json"),
    "share": Job(_ready, _share, together=True),
    "reviewer copies": Job(_with_answer, _reviewers),
}
"""All kinds of work by name."""
