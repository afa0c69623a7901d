"""The program's budgets as ratios, each against the least work that could do the same, measured in one run.

Run by `python packaging/dev.py bench`, inside the project's environment. Ratios, because the speed of a
machine is nobody's merit; both sides of a row run in turns, so that its moods hit both.
"""

import argparse
import contextlib
import hashlib
import itertools
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import many_files
import while_backing_up

from secure_desktop import locations
from secure_desktop.exchange.sample import fill_sample
from secure_desktop.library.shelf import read_shelf
from secure_desktop.model.assessment import Answer
from secure_desktop.model.roles import Role
from secure_desktop.model.sign_off import Wish, attestations
from secure_desktop.model.summary import Summary, summarize
from secure_desktop.storage.opening import open_file

ITEM = "2S-03"
READ_WHOLE = (
    "sqlite_master",
    "assessment",
    "rubric",
    "participant",
    "response",
    "evidence",
    "next_step",
    "sign_off",
    "revision",
    "reviewer",
)
"""The tables that opening reads; of the journal it reads the first and the last entry, of attached files nothing."""

EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
def end():
    sys.stdout.write("painted"); sys.stdout.flush()
    import os; os._exit(0)
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, end)
app = QApplication([]); window = Window(); window.resize(1180, 760); window.show(); app.exec()
"""

START_PAGE = """
import sys
from importlib.machinery import PathFinder
def end():
    heavy = {"sqlite_utils", "reportlab", "pyhanko"} & set(sys.modules)
    sys.stdout.write("painted" if not heavy else str(heavy)); sys.stdout.flush()
    import os; os._exit(0)
class Watch:  # the program starts as people start it; only its first paint ends it
    def find_spec(self, name, path=None, target=None):
        if name != "secure_desktop.shell.app":
            return None
        spec = PathFinder.find_spec(name, path)
        load = spec.loader.exec_module
        def loaded(module):
            load(module)
            build = module.build
            def watched(app):
                program = build(app)
                program.window.first_painted.disconnect()
                program.window.first_painted.connect(end)
                return program
            module.build = watched
        spec.loader.exec_module = loaded
        return spec
sys.meta_path.insert(0, Watch())
from secure_desktop import cli
cli.main([])
"""


@dataclass(frozen=True)
class Row:
    """One budget: our time and the yardstick's, in milliseconds, and the ratio that is allowed."""

    what: str
    against: str
    ours: float
    theirs: float
    budget: float

    @property
    def ratio(self) -> float:
        """How many times the yardstick we need."""
        return self.ours / self.theirs


def main() -> int:
    """Measure every budget and print the table; exit with 1 when one is exceeded."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=15, help="how often each side of a row runs (default: 15)"
    )
    parser.add_argument(
        "--files", type=int, default=10_000, help="how many files the folder overview reads (default: 10000)"
    )
    arguments = parser.parse_args()
    rounds = max(arguments.rounds, 3)
    with tempfile.TemporaryDirectory() as home:
        os.environ[locations.HOME_VARIABLE] = home
        file = Path(home) / "sample.sqlite"
        fill_sample("secure-start", file, read_shelf(locations.rubrics()))
        rows = [
            start_up(rounds),
            one_answer(file, rounds),
            answer_while_backing_up(file, rounds),
            opening(file, rounds),
            summary_pdf(file, rounds),
            verifying(file, rounds),
            *folder_overview(file, max(arguments.files, 10)),
        ]
    print(f"{'what':<48}{'against':<42}{'ours ms':>9}{'theirs':>9}{'ratio':>8}{'budget':>8}")
    for row in rows:
        verdict = "" if row.ratio <= row.budget else "  over"
        print(
            f"{row.what:<48}{row.against:<42}{row.ours:>9.2f}{row.theirs:>9.2f}{row.ratio:>8.2f}{row.budget:>8.2f}{verdict}"
        )
    return 0 if all(row.ratio <= row.budget for row in rows) else 1


def start_up(rounds: int) -> Row:
    """Process start to first paint of the start page, against an empty window."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform.startswith("linux") and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        environment["QT_QPA_PLATFORM"] = "offscreen"

    def process(code: str) -> Callable[[], None]:
        def run() -> None:
            done = subprocess.run(
                [sys.executable, "-P", "-c", code],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.stdout != "painted":
                raise SystemExit(f"The window did not come up: {done.stdout} {done.stderr}")

        return run

    ours, theirs = in_turns(process(START_PAGE), process(EMPTY_WINDOW), rounds)
    return Row(
        "process start to first paint of the start page", "an empty PySide6 window", ours, theirs, 1.25
    )


def one_answer(file: Path, rounds: int) -> Row:
    """One durable answer, against the same UPSERT by raw sqlite3 with the same pragmas."""
    answers = (Answer.IN_PLACE, Answer.PARTLY)
    turn = itertools.cycle(answers)
    raw_turn = itertools.cycle(answers)
    raw_path = file.with_name("raw.sqlite")
    raw_path.write_bytes(file.read_bytes())
    raw = raw_connection(raw_path)
    with open_file(file) as assessment, contextlib.closing(raw):

        def ours() -> None:
            if not assessment.record_response(ITEM, by="Bench", answer=next(turn)):
                raise SystemExit("An answer was taken for the one before it.")

        def theirs() -> None:
            raw.execute("BEGIN")
            raw.execute(
                "INSERT INTO response (item_id, answer, note, reason, marked, changed_at, changed_by)"
                " VALUES (?, ?, '', '', 0, ?, 'Bench') ON CONFLICT (item_id) DO UPDATE SET"
                " answer = excluded.answer, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                (ITEM, str(next(raw_turn)), datetime.now(UTC).isoformat()),
            )
            raw.execute("COMMIT")

        mine, yardstick = in_turns(ours, theirs, rounds * 20)
    return Row("one answer durable", "the same UPSERT by raw sqlite3", mine, yardstick, 1.5)


def answer_while_backing_up(file: Path, rounds: int) -> Row:
    """One durable answer while the assessment, made large, is backed up, against one answer to it alone."""
    mine, yardstick = while_backing_up.measured(file, max(rounds // 2, 3))
    return Row(
        "an answer while 100 MB are backed up", "an answer to the same file alone", mine, yardstick, 2.0
    )


def opening(file: Path, rounds: int) -> Row:
    """Opening a file with 49 answers, against a raw connection with the same reads and quick_check."""

    def ours() -> None:
        with open_file(file) as assessment:
            assessment.assessment()

    def theirs() -> None:
        with contextlib.closing(raw_connection(file)) as raw:
            raw.execute("PRAGMA quick_check").fetchall()
            for table in READ_WHOLE:
                raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - the names are constants
            for end in ("ASC", "DESC"):
                raw.execute(f"SELECT * FROM journal ORDER BY seq {end} LIMIT 1").fetchall()  # noqa: S608

    mine, yardstick = in_turns(ours, theirs, rounds * 10)
    return Row("open a file with 49 answers", "raw sqlite3, same reads and quick_check", mine, yardstick, 2.0)


def summary_pdf(file: Path, rounds: int) -> Row:
    """The PDF of a full assessment, against the same text on a bare ReportLab canvas."""
    from secure_desktop.reports.summary_pdf import write_summary_pdf  # noqa: PLC0415 - its import is not measured

    with open_file(file, write=False) as assessment:
        summary = noted(summarize(assessment.assessment(), datetime.now(UTC)))
    target = file.with_suffix(".pdf")
    texts = all_texts(summary)

    def ours() -> None:
        write_summary_pdf(summary, target)

    mine, yardstick = in_turns(ours, lambda: bare_canvas(texts, target), rounds)
    return Row("the PDF of a full assessment", "the same text on a bare canvas", mine, yardstick, 4.0)


def verifying(file: Path, rounds: int) -> Row:
    """Checking a sealed report of 10 MB, against ten times its SHA-256 and pyHanko's own check of the seal."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - its import is not measured
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    from secure_desktop.exchange.verify import verify  # noqa: PLC0415

    report = sealed_report(file, evidence=os.urandom(10_000_000))

    def ours() -> None:
        if not verify(report).is_unaltered:
            raise SystemExit("A sealed report was called altered.")

    def seal_alone() -> None:
        with report.open("rb") as opened:
            (seal,) = PdfFileReader(opened).embedded_signatures
            trusted = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
            if not validate_pdf_signature(seal, trusted).bottom_line:
                raise SystemExit("pyHanko does not accept a seal.")

    def digest_alone() -> None:
        hashlib.sha256(content).digest()

    content = report.read_bytes()
    digest, seals = in_turns(digest_alone, seal_alone, rounds)
    mine, _ = in_turns(ours, digest_alone, rounds)
    against = f"10 × SHA-256 ({digest:.1f}) + pyHanko ({seals:.1f})"
    return Row("verify a sealed report of 10 MB", against, mine, 10 * digest + seals, 1.0)


def folder_overview(file: Path, files: int) -> Iterator[Row]:
    """The overview of very many files, against a raw loop; and its peak memory, against that of a tenth of them."""
    from secure_desktop.exchange.overview_reading import read_folder  # noqa: PLC0415 - its import is not measured

    folder = file.with_name("districts")
    tenth = many_files.fill_folder(file, folder, files)

    def ours() -> None:
        if len(read_folder(folder, datetime.now(UTC)).entries) != files:
            raise SystemExit("The overview lost an assessment.")

    def theirs() -> None:
        if many_files.read_raw(folder) != files:
            raise SystemExit("The raw loop lost a file.")

    mine, yardstick = in_turns(ours, theirs, 2)
    yield Row(f"folder overview of {files} files", "raw sqlite3, the same statements", mine, yardstick, 2.0)
    if sys.platform.startswith("linux"):
        whole, part = (many_files.peak_memory(each, ROOT) for each in (folder, tenth))
        yield Row("  its peak memory, in MB", f"that for {files // 10} files", whole, part, 1.5)


def sealed_report(file: Path, *, evidence: bytes) -> Path:
    """Return the sealed report of a copy of a file to which evidence was added and which was signed."""
    from secure_desktop.exchange.attachments import attachments_of  # noqa: PLC0415 - only this row needs them
    from secure_desktop.exchange.keys import own_key  # noqa: PLC0415
    from secure_desktop.exchange.seal import seal  # noqa: PLC0415
    from secure_desktop.reports.summary_pdf import write_summary_pdf  # noqa: PLC0415

    copy, scan, report = (file.with_name(name) for name in ("signed.sqlite", "scan.bin", "report.pdf"))
    copy.write_bytes(file.read_bytes())
    scan.write_bytes(b"scan" + evidence)
    key, role = own_key(), Role.SUPERINTENDENT
    with open_file(copy) as assessment:
        assessment.attach(ITEM, scan, by="Bench")
        wish = Wish(role, "Bench", attestations=attestations(role, has_open_points=True))
        assessment.sign(wish, key, by="Bench")
        summary = summarize(assessment.assessment(), datetime.now(UTC))
        attached = attachments_of(assessment, summary, public=False)
    write_summary_pdf(summary, report, attachments=attached, finish=lambda pdf: seal(pdf, key))
    return report


def noted(summary: Summary) -> Summary:
    """Return a summary with a note of some length on every item."""
    note = (
        "The team looked at this in October and found the paper, but nobody could say who keeps it up to date. "
        * 3
    )
    steps = tuple(
        replace(
            step,
            items=tuple(replace(entry, response=replace(entry.response, note=note)) for entry in step.items),
        )
        for step in summary.steps
    )
    return replace(summary, steps=steps)


def all_texts(summary: Summary) -> list[str]:
    """Return every longer text that the summary prints."""
    texts = [summary.rubric.about, summary.rubric.attribution]
    texts += [f"{definition.term}: {definition.text}" for definition in summary.rubric.definitions]
    for step in summary.steps:
        texts.append(step.step.title)
        for entry in step.items:
            texts += [
                f"{entry.label} {entry.item.text}",
                entry.response.answer,
                entry.response.note,
                entry.response.reason,
            ]
    return texts


def bare_canvas(texts: list[str], target: Path) -> None:
    """Write texts as lines on a canvas with an embedded font and nothing else."""
    from reportlab.lib.pagesizes import letter  # noqa: PLC0415 - only this row needs it
    from reportlab.lib.utils import simpleSplit  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    pdfmetrics.registerFont(TTFont("Bare", str(locations.resource("fonts", "DejaVuSans.ttf"))))
    canvas = Canvas(str(target), pagesize=letter)
    canvas.setFont("Bare", 9)
    height = 730
    for text in texts:
        for line in simpleSplit(text, "Bare", 9, 500):
            canvas.drawString(50, height, line)
            height -= 12
            if height < 50:
                canvas.showPage()
                canvas.setFont("Bare", 9)
                height = 730
    canvas.save()


def raw_connection(path: Path) -> sqlite3.Connection:
    """Return a plain connection with the program's pragmas."""
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = DELETE", "synchronous = EXTRA", "secure_delete = ON"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def in_turns(ours: Callable[[], None], theirs: Callable[[], None], rounds: int) -> tuple[float, float]:
    """Return the shortest time of each, in milliseconds, after one round that does not count.

    The shortest, because whatever else the machine does only ever adds to a time.
    """
    ours()
    theirs()
    mine, yardstick = [], []
    for _ in range(rounds):
        mine.append(timed(ours))
        yardstick.append(timed(theirs))
    return min(mine), min(yardstick)


def timed(work: Callable[[], None]) -> float:
    """Return how long a piece of work takes, in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
