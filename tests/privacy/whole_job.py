"""The whole job, from a new assessment to everything that can be made of it, in one process.

Run as `python -m tests.privacy.whole_job FOLDER`. Prints DONE once all of it is there.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from secure_desktop import log
from secure_desktop.cli import main
from secure_desktop.model.navigation import sections
from secure_desktop.shell.app import application, build
from tests.shell.person import Person, until

DISTRICT = "Quillfeather District"
PERSON = "Zebulon Wexcombe"
NOTE = "Vexillary note about pupils"
PRIVATE = (DISTRICT, PERSON, NOTE, "Quillfeather", "Wexcombe", "Vexillary")
EXPORTS = ("json", "csv", "xlsx", "docx", "html", "ics", "mou", "checklist")


def steps(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the commands of the job, each with the exit code that it has to end with."""
    file, copies, paper = folder / f"{DISTRICT}.sqlite", folder / "copies", folder / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7 paper")
    common = ["--by", PERSON]
    yield 0, ["new", str(file), "--checklist", "start", "--district", DISTRICT, *common]
    for place, item in enumerate(items(file)):
        answer = ("in-place", "partly", "not-in-place")[place % 3]
        yield 0, ["answer", str(file), item, answer, "--note", f"{NOTE} {place}", *common]
    yield 0, ["evidence", "add", str(file), "1.1", "--file", str(paper), *common]
    yield 0, ["step", "add", str(file), "1.2", f"{NOTE}: write it down", "--owner", PERSON, *common]
    yield 0, ["copies", str(file), "--for", PERSON, "-o", str(copies)]
    returned = copies / f"{DISTRICT} – {PERSON}.sqlite"
    yield 0, ["answer", str(returned), "1.4", "partly", "--note", f"{NOTE} of a reviewer"]
    yield 0, ["combine", str(file), str(returned), "--into-first", "--by", PERSON]
    for role in ("superintendent", "law-enforcement"):
        yield 0, ["sign", str(file), "--role", role, "--name", PERSON, "--attest", *common]
    report = folder / "report.pdf"
    yield 0, ["report", str(file), "-o", str(report)]
    yield 0, ["report", str(file), "-o", str(folder / "public.pdf"), "--public"]
    yield 0, ["verify", str(file)]
    yield 0, ["verify", str(report)]
    yield 0, ["compare", str(file), str(file)]
    for kind in EXPORTS:
        yield 0, ["export", str(file), "--format", kind, "-o", str(folder / f"export-{kind}")]
    yield 0, ["share", str(file), "-o", str(folder / "shared"), "--zip"]
    yield 0, ["overview", str(folder), "-o", str(folder / "overview.sqlite")]
    yield 0, ["new", str(folder / "back.sqlite"), "--from-pdf", str(report)]
    yield 0, ["new", str(folder / "next.sqlite"), "--from", str(file), *common]
    broken = folder / f"{DISTRICT} broken.sqlite"
    broken.write_bytes(file.read_bytes()[:9000])
    yield 2, ["status", str(broken)]


def items(file: Path) -> list[str]:
    """Return the ids of a file's items."""
    from secure_desktop.storage.opening import open_file

    with open_file(file) as opened:
        return [item.id for item in opened.assessment().rubric]


def look_around_in_the_window(file: Path) -> None:
    """Open the file in the real window, and go through its pages."""
    person = Person(build(application()))
    person.comes()
    person.window.open_path(file)
    until(lambda: person.window.assessment is not None, "an assessment")
    page = person.page
    for section in sections(page.session.assessment):
        page.go_to(section)
        person.settles()
    person.window.close()


def fail_with_what_was_typed() -> None:
    """Let a bug happen that quotes what people typed, and let it be logged."""
    try:
        try:
            raise ValueError(f"{NOTE} by {PERSON}")
        except ValueError as fault:
            raise RuntimeError(NOTE, DISTRICT) from fault
    except RuntimeError as fault:
        log.record_crash(fault)


def run(folder: Path) -> None:
    """Do all of it."""
    log.configure()
    for code, command in steps(folder):
        outcome = main(command)
        if outcome != code:
            raise SystemExit(f"{command[0]} ended with {outcome} instead of {code}: {json.dumps(command)}")
    fail_with_what_was_typed()
    look_around_in_the_window(folder / f"{DISTRICT}.sqlite")
    sys.stdout.write("DONE\n")
    sys.stdout.flush()
    os._exit(0)  # Qt's own end is no part of the job


if __name__ == "__main__":
    run(Path(sys.argv[1]))
