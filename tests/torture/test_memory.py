"""Where memory runs out, a sentence tells of it, and the file is whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from secure_desktop.storage.opening import open_file
from tests.storage.snapshots import contents
from tests.torture.job_folders import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux counts the memory of a process so"
)

# Runs a command while it may take so many megabytes more than it has when everything is loaded.
LIMITED = """
import importlib, pkgutil, resource, sys
import secure_desktop.commands, secure_desktop.exchange, secure_desktop.reports, secure_desktop.storage
for package in ("commands", "exchange", "reports", "storage", "model", "library"):
    place = importlib.import_module(f"secure_desktop.{package}")
    for module in pkgutil.walk_packages(place.__path__, place.__name__ + "."):
        importlib.import_module(module.name)
from secure_desktop.cli import main
with open("/proc/self/statm") as file:
    size = int(file.read().split()[0]) * resource.getpagesize()
limit = size + int(float(sys.argv[1]) * 1_000_000)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
sys.exit(main(sys.argv[2:]))
"""
STEPS = (0.5, 16, 400)  # megabytes


def limited(megabytes: float, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(megabytes), *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


@pytest.fixture
def heavy(sample: Path, tmp_path: Path) -> Path:
    """An assessment with 20 MB of evidence."""
    paper = tmp_path / "scan.pdf"
    paper.write_bytes(b"%PDF-1.7 " + os.urandom(20_000_000))
    with open_file(sample) as file:
        file.attach("1S-01", paper, by="Ann")
    return sample


@pytest.mark.parametrize("command", ["report", "answer"])
def test_too_little_memory_is_told_and_loses_nothing(heavy: Path, command: str) -> None:
    further = {"report": ("-o", heavy.with_name("out.pdf")), "answer": ("1S-01", "partly", "--by", "Ann")}
    before = contents(heavy.parent)
    codes = []

    for megabytes in STEPS:
        done = limited(megabytes, command, heavy, *further[command])
        codes.append(done.returncode)
        assert done.returncode in (0, 2), done.stderr
        assert "Traceback" not in done.stderr
        if done.returncode == 2:
            assert "too little memory" in done.stderr
            assert contents(heavy.parent) == before
        with open_file(heavy) as file:
            assert not file.is_read_only

    assert codes[-1] == 0
