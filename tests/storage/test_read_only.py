import os
from pathlib import Path

from tests.storage.nobody import folder_for_nobody, run_as_nobody
from tests.storage.snapshots import contents

LOOK = """
import sys
from pathlib import Path
from secure_desktop.errors import KnownProblem
from secure_desktop.storage.opening import open_file

def main():
    try:
        with open_file(Path(sys.argv[1])) as file:
            print(file.is_read_only, len(file.assessment().responses))
            file.record_response("1S-01", by="Ann", note="no")
    except KnownProblem as problem:
        print(type(problem).__name__)
"""


def look_at(path: Path) -> list[str]:
    return run_as_nobody(LOOK, str(path)).split()


def test_a_read_only_file_is_read_and_not_written(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "sample.sqlite"
        path.write_bytes(sample_bytes)
        path.chmod(0o444)
        folder.chmod(0o555)

        assert look_at(path) == ["True", "49", "ReadOnlyFile"]
        assert path.read_bytes() == sample_bytes


def test_a_writable_file_in_a_read_only_folder_is_read_only(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "sample.sqlite"
        path.write_bytes(sample_bytes)
        path.chmod(0o666)
        folder.chmod(0o555)

        assert look_at(path) == ["True", "49", "ReadOnlyFile"]


def test_a_read_only_file_in_a_writable_folder_is_read_only_and_gets_no_lock(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "sample.sqlite"
        path.write_bytes(sample_bytes)
        path.chmod(0o444)
        folder.chmod(0o777)

        assert look_at(path) == ["True", "49", "ReadOnlyFile"]
        assert list(contents(folder)) == ["sample.sqlite"]


def test_a_file_that_may_not_be_read_is_told(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "sample.sqlite"
        path.write_bytes(sample_bytes)
        path.chmod(0o000)

        assert look_at(path) == ["FileUnreadable"]


def test_a_file_in_a_folder_that_may_not_be_entered_is_told(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        inner = folder / "closed"
        inner.mkdir()
        (inner / "sample.sqlite").write_bytes(sample_bytes)
        inner.chmod(0o000)

        assert look_at(inner / "sample.sqlite") == ["FileUnreadable"]
        inner.chmod(0o700)


def test_an_interrupted_file_on_read_only_ground_is_read_as_of_before_the_change(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "sample.sqlite"
        path.write_bytes(sample_bytes)
        path.with_name("sample.sqlite-journal").write_bytes(b"")
        path.chmod(0o444)
        folder.chmod(0o555)

        assert look_at(path) == ["True", "49", "ReadOnlyFile"]


WITHDRAWN = """
import os, sys
from pathlib import Path
from secure_desktop.errors import KnownProblem
from secure_desktop.storage.opening import open_file

def main():
    path = Path(sys.argv[1])
    with open_file(path) as file:
        file.record_response("1S-01", by="Ann", note="allowed")
        for what, before, after in ((path, 0o600, 0o400), (path.parent, 0o700, 0o500)):
            what.chmod(after)
            try:
                file.record_response("1S-01", by="Ann", note="not allowed")
            except KnownProblem as problem:
                print(type(problem).__name__)
            what.chmod(before)
        file.record_response("1S-02", by="Ann", note="allowed again")
        print(file.assessment().response("1S-01").note)
"""


def test_a_right_to_write_that_is_withdrawn_is_told_and_may_come_back(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        own = folder / "own"
        own.mkdir()
        path = own / "sample.sqlite"
        path.write_bytes(sample_bytes)
        for what in (own, path):
            if os.geteuid() == 0:
                os.chown(what, 65534, 65534)

        assert run_as_nobody(WITHDRAWN, str(path)).splitlines() == ["ReadOnlyFile", "ReadOnlyFile", "allowed"]
