import os
import stat
from pathlib import Path

import pytest

from secure_desktop.shell.items.temporary_files import TemporaryFiles
from secure_desktop.signing_errors import NotOpened


def test_a_copy_has_its_name_and_content_and_only_its_owner_can_read_it() -> None:
    copies = TemporaryFiles()
    copy = copies.copy_of("MOU 2019.pdf", b"%PDF-1.4")

    assert copy.name == "MOU 2019.pdf"
    assert copy.read_bytes() == b"%PDF-1.4"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    assert copies.folder is not None
    assert stat.S_IMODE(copies.folder.stat().st_mode) == 0o700
    copies.remove()
    assert not copy.exists()
    assert copies.folder is None


def test_two_files_of_one_name_are_two_copies() -> None:
    copies = TemporaryFiles()
    first, second = copies.copy_of("a.txt", b"1"), copies.copy_of("a.txt", b"2")

    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    copies.remove()


@pytest.mark.parametrize(
    ("name", "content"), [("minutes.exe", b"x"), ("minutes.pdf", b"MZ\x90"), ("a.txt", b"#!/bin/sh\n")]
)
def test_what_a_system_may_run_is_not_opened(name: str, content: bytes) -> None:
    copies = TemporaryFiles()
    with pytest.raises(NotOpened, match=name):
        copies.copy_of(name, content)
    assert copies.folder is None


@pytest.mark.parametrize("name", ["../../up.txt", "/etc/passwd", "a\0b.txt", "", "..", "CON.txt"])
def test_a_hostile_name_stays_in_the_folder(name: str) -> None:
    copies = TemporaryFiles()
    copy = copies.copy_of(name, b"x")

    assert copies.folder is not None
    assert copies.folder in copy.resolve().parents
    assert Path(os.path.commonpath([copy, copies.folder])) == copies.folder
    copies.remove()
