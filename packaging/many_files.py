"""A folder of very many small assessments for the bench, and the least that reading them all could be."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path

from secure_desktop.model.assessment import CHOICES
from secure_desktop.storage import figures

STATEMENTS = (
    "SELECT type, name, sql FROM sqlite_master",
    figures.ASSESSMENT,
    "SELECT json, digest FROM rubric",
    figures.OPEN_STEPS,
    figures.RENEWALS,
    figures.ROLES,
    figures.ANSWERS,
    "SELECT at FROM journal ORDER BY seq DESC LIMIT 1",
    "SELECT * FROM sign_off ORDER BY seq",
    "SELECT * FROM reviewer",
)
_IN_A_FOLDER = 500
_TENTH = "first"  # the folder that a tenth of the files lies in

PEAK_MEMORY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from secure_desktop.exchange.overview_reading import read_folder
found = read_folder(Path(sys.argv[1]), datetime.now(UTC))
status = Path("/proc/self/status").read_text(encoding="ascii")
peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
print(len(found.entries), int(peak) / 1024)
"""


def fill_folder(template: Path, folder: Path, count: int) -> Path:
    """Write assessments that differ in id, district and answers; return the folder that a tenth of them lies in."""
    for number in range(count):
        within = _TENTH if number < count // 10 else f"{number // _IN_A_FOLDER:03}"
        path = folder / within / f"District {number}.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, path)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("PRAGMA synchronous = OFF")
            raw.execute("BEGIN")
            raw.execute(
                "UPDATE assessment SET id = ?, district = ?", (str(uuid.uuid4()), f"District {number}")
            )
            raw.execute(
                "UPDATE response SET answer = ? WHERE item_id = (SELECT item_id FROM response LIMIT 1 OFFSET ?)",
                (str(CHOICES[number % 4]), number % 49),
            )
            raw.execute("COMMIT")
    return folder / _TENTH


def read_raw(folder: Path) -> int:
    """Read the rows of every file that an overview reads, by the same statements; return how many files there were."""
    count = 0
    for inner, _, names in os.walk(folder):
        for name in names:
            address = f"{Path(inner, name).as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(address, uri=True)) as raw:
                raw.execute("BEGIN")
                for statement in STATEMENTS:
                    raw.execute(statement).fetchall()
            count += 1
    return count


def peak_memory(folder: Path, root: Path) -> float:
    """Return how many megabytes a process needs at most that reads the overview of a folder. Linux only."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", PEAK_MEMORY, str(folder)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[1])
