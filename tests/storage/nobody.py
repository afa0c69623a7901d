"""Running a piece of Python as somebody to whom file permissions apply: root may write everywhere."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


_DROP = """
import os
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
main()
"""


def run_as_nobody(code: str, *arguments: str) -> str:
    """Return what `main` in the code printed; fail when it failed.

    The code imports all that it needs before `main`: the libraries may lie where nobody may look.
    """
    done = subprocess.run(
        [sys.executable, "-B", "-c", code + _DROP, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def folder_for_nobody() -> Iterator[Path]:
    """Hand out a folder that everybody can enter and only we can write to, whoever we are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            folder.chmod(0o755)
