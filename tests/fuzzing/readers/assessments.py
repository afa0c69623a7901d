"""Assessment files that somebody sent: opened, read quickly, combined, checked, exported; and what lies beside them."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from secure_desktop.errors import KnownProblem
from secure_desktop.exchange import combining, known_keys
from secure_desktop.exchange.assessment_json import kept_in
from secure_desktop.exchange.documents.export import write_document
from secure_desktop.exchange.exports import write_export
from secure_desktop.exchange.formats import Format
from secure_desktop.exchange.overview_reading import read_folder
from secure_desktop.exchange.verify_file import check_file
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.combining import Choice, Combination
from secure_desktop.model.past_combinations import own_combinations
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.conflict_copies import ConflictCopies
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.quick_reading import read_figures, read_quickly
from tests.fuzzing import corpus
from tests.fuzzing.oracle import Sandbox, demand

NAME = "received.sqlite"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def opened(data: bytes, place: Sandbox) -> None:
    """Open a file to read and ask it everything."""
    with open_file(place.put(NAME, data), write=False) as file:
        _ask_everything(file)


def written(data: bytes, place: Sandbox) -> None:
    """Open a file to write, answer an item, close it, and find the answer when it is opened again."""
    path = place.out / NAME
    path.write_bytes(data)
    try:
        with open_file(path, clock=lambda: NOW) as file:
            before = file.assessment()
            items = before.asked_items
            if before.is_locked or not items:
                return
            item_id = items[0].id
            file.record_response(item_id, by="Ann", note="Found by a stranger.")
    except KnownProblem:
        demand(
            path.read_bytes() == data or _opens(path),
            "A file that was refused was changed and opens no more.",
        )
        raise
    with open_file(path, write=False) as file:
        after = file.assessment()
        demand(after.response(item_id).note == "Found by a stranger.", "An answer was lost.")
        demand(after.evidence == before.evidence, "Evidence was lost.")


def read_at_a_glance(data: bytes, place: Sandbox) -> None:
    """Read a file as one of very many, whole and only its figures."""
    path = place.put(NAME, data)
    with contextlib.suppress(KnownProblem):
        read_figures(path)
    read_quickly(path)


def in_a_folder(data: bytes, place: Sandbox) -> None:
    """Make the overview of a folder that holds a good file and a foreign one."""
    place.put("good.sqlite", corpus.seed("assessment", "ready.sqlite"))
    place.put(NAME, data)
    found = read_folder(place.received, NOW)
    copies = sum(len(entry.copies) for entry in found.entries)
    demand(len(found.entries) + copies >= 1, "A foreign file kept a good one from being read.")
    demand(found.is_complete, "The overview is not complete.")


def as_journal(data: bytes, place: Sandbox) -> None:
    """Open a good file beside which a foreign rollback journal lies."""
    _beside(data, place, "-journal")


def as_wal(data: bytes, place: Sandbox) -> None:
    """Open a good file beside which a foreign write-ahead log lies."""
    _beside(data, place, "-wal")


def combined(data: bytes, place: Sandbox) -> None:
    """Combine a good file with a foreign copy, every conflict chosen, and undo it."""
    copy = place.put("copy.sqlite", data)
    path = place.out / "mine.sqlite"
    path.write_bytes(corpus.seed("assessment", "ready.sqlite"))
    with open_file(path, clock=lambda: NOW) as file:
        before = file.assessment()
        combination = combining.prepare(file, [copy])
        for refusal in combination.refused:
            demand(str(refusal.problem), "A refusal cannot be told.")
        if not combination.brings_news:
            demand(file.assessment() == before, "Looking at copies changed the file.")
            return
        done = combining.carry_out(file, combination, _choices(combination), by="Ann")
        combining.undo(file, done.subject, by="Ann")
        _demand_as_before(file, before)
    with open_file(path, write=False) as file:
        _demand_as_before(file, before)


def beside_its_original(data: bytes, place: Sandbox) -> None:
    """Look for conflict copies beside a good file, where a foreign one has the name of such a copy."""
    path = place.put("river.sqlite", corpus.seed("assessment", "ready.sqlite"))
    place.put("river (1).sqlite", data)
    copies = ConflictCopies(path)
    for found in (*copies.find(), *copies.find()):
        demand(found.news > 0, "A conflict copy without news was told.")


def checked(data: bytes, place: Sandbox) -> None:
    """Check the signatures of a file; only what was really signed is unaltered."""
    verdict = check_file(place.put(NAME, data), known_keys.load()).verdict
    demand(
        not verdict.is_unaltered or corpus.is_genuine(data), "A file that was altered is called unaltered."
    )
    for remark in (verdict.headline, *verdict.findings, *verdict.cautions):
        remark.text()


def exported(data: bytes, place: Sandbox) -> None:
    """Write a foreign file in every format."""
    with open_file(place.put(NAME, data), write=False) as file:
        assessment = file.assessment()
        kept = kept_in(file)
    for kind in (Format.JSON, Format.XLSX, Format.CSV, Format.ICS):
        write_export(assessment, kind, place.out / f"out.{kind}", made_at=NOW, kept=kept)
    summary = summarize(assessment, NOW)
    for kind in (Format.HTML, Format.DOCX):
        write_document(summary, kind, place.out / f"out.{kind}")


def printed(data: bytes, place: Sandbox) -> None:
    """Print a foreign file, for those who may see all of it and for everybody."""
    assessment = read_quickly(place.put(NAME, data))
    summary = summarize(assessment, NOW)
    write_summary_pdf(summary, place.out / "out.pdf", public=len(data) % 2 == 0)


def _ask_everything(file: AssessmentFile) -> None:
    assessment = file.assessment()
    with contextlib.suppress(ValueError):  # whoever asks for them expects it
        own_combinations(file.history())
    for item in assessment.rubric.items[:3]:
        file.history_of(item.id)
    for entry in assessment.evidence:
        if entry.sha256:
            with contextlib.suppress(KnownProblem):
                file.content(entry.sha256)
    file.missing_contents()
    for revision in assessment.revisions:
        file.signed_form(revision.number)
    file.signed_form(assessment.revision)
    file.earlier_record()
    file.as_side()
    summarize(assessment, NOW)


def _beside(data: bytes, place: Sandbox, ending: str) -> None:
    good = corpus.seed("assessment", "ready.sqlite")
    beside = place.put(f"{NAME}{ending}", data)
    path = place.put(NAME, good)
    with contextlib.suppress(KnownProblem), open_file(path, write=False) as file:
        _ask_everything(file)
    target = place.out / NAME
    target.write_bytes(good)
    (place.out / beside.name).write_bytes(data)
    with open_file(target, clock=lambda: NOW) as file:
        file.assessment()
    demand(_opens(target), "A foreign journal ruined a file.")


def _opens(path: Path) -> bool:
    try:
        with open_file(path, write=False) as file:
            file.assessment()
    except KnownProblem:
        return False
    return True


def _choices(combination: Combination) -> Mapping[str, Choice]:
    return {key: len(conflict.opinions) - 1 for key, conflict in combination.conflicts.items()}


def _demand_as_before(file: AssessmentFile, before: Assessment) -> None:
    said = [
        [(each.answer, each.note) for each in of.responses.values()] for of in (before, file.assessment())
    ]
    demand(said[0] == said[1], "A combination that was undone left answers or notes behind.")
