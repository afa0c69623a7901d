import os
from pathlib import Path

import pytest

from tests.commands.console import Console
from tests.storage.bad_files import BAD_FILES, BadFile
from tests.storage.nobody import folder_for_nobody, run_as_nobody
from tests.storage.snapshots import contents

COMMANDS = {
    "status": ("status", "FILE"),
    "status --json": ("status", "FILE", "--json"),
    "answer": ("answer", "FILE", "1.1", "partly"),
    "report": ("report", "FILE", "-o", "summary.pdf"),
    "evidence add": ("evidence", "add", "FILE", "1.1", "--place", "Cabinet"),
    "evidence list": ("evidence", "list", "FILE"),
    "evidence save": ("evidence", "save", "FILE", "x", "-o", "out"),
    "step add": ("step", "add", "FILE", "1.1", "Do it"),
    "step list": ("step", "list", "FILE", "--json"),
    "sign": ("sign", "FILE", "--role", "other", "--name", "Ann", "--attest"),
    "reopen": ("reopen", "FILE", "--reason", "x"),
    "copies": ("copies", "FILE", "--for", "Ann", "-o", "."),
    "combine": ("combine", "FILE", "copy.sqlite", "-o", "out.sqlite"),
    "combine into it": ("combine", "FILE", "copy.sqlite", "--into-first"),
    "export": ("export", "FILE", "--format", "csv", "-o", "out.csv"),
}


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_a_file_that_is_not_ours_is_refused_by_every_command_and_left_as_it_is(
    console: Console, tmp_path: Path, sample_bytes: bytes, monkeypatch: pytest.MonkeyPatch, bad: BadFile
) -> None:
    monkeypatch.chdir(tmp_path)
    bad.make(tmp_path / "received.sqlite", sample_bytes)
    before = contents(tmp_path)

    for command in COMMANDS.values():
        said = console.refused(*("received.sqlite" if word == "FILE" else word for word in command))

        assert f"“{bad.told}”" in said
        assert contents(tmp_path) == before


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_no_file_is_checked_and_found_unaltered_that_is_not_ours(
    console: Console, tmp_path: Path, sample_bytes: bytes, bad: BadFile
) -> None:
    bad.make(tmp_path / "received.sqlite", sample_bytes)
    before = contents(tmp_path)

    outcome = console.run("verify", tmp_path / "received.sqlite")

    assert outcome.code in (1, 2), outcome
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (":memory:", "“:memory:” was not found."),
        ("file:sample.sqlite?mode=memory", "“file:sample.sqlite?mode=memory” was not found."),
        ("two\nlines.sqlite", "“two\\x0alines.sqlite” was not found."),
        ("raw\udcff.sqlite", "“raw\\udcff.sqlite” was not found."),
        ("\x1b[31mred.sqlite", "“\\x1b[31mred.sqlite” was not found."),
        ("gnp\u202efdp.sqlite", "“gnp\\u202efdp.sqlite” was not found."),
        ("x" * 300, "cannot be read: the name is too long."),
        ("sample.sqlite/x", "“x” was not found."),
        ("", "is a folder, not a file."),
        ("/", "“/” is a folder, not a file."),
        ("/dev/zero", "“zero” is not a file."),
    ],
)
def test_no_name_has_a_second_meaning(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.chdir(sample.parent)
    before = contents(sample.parent)

    for command in COMMANDS.values():
        assert told in console.refused(*(name if word == "FILE" else word for word in command))
    assert contents(sample.parent) == before


def test_a_name_that_begins_with_a_hyphen_goes_behind_two(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.parent)
    sample.rename("-sample.sqlite")

    assert "49 of 49" in console.done("status", "--", "-sample.sqlite")
    console.done("answer", "--note=-- see above", "--", "-sample.sqlite", "1.1", "partly")
    console.done("new", "--checklist", "start", "--district", "River", "--", "-new.sqlite")
    assert "unrecognized arguments: -sample.sqlite" in console.refused("status", "sample", "-sample.sqlite")


ANSWER = """
import sys
from secure_desktop import cli
from secure_desktop.commands import command_line
from secure_desktop.storage import opening

def main():
    print(cli.main(["answer", sys.argv[1], "1.1", "partly", "--by", "Ann"]))
"""


def test_a_read_only_file_is_refused_and_left_as_it_is(sample_bytes: bytes) -> None:
    with folder_for_nobody() as folder:
        path = folder / "sample.sqlite"
        path.write_bytes(sample_bytes)
        path.chmod(0o444)
        folder.chmod(0o555)

        assert run_as_nobody(ANSWER, os.fspath(path)) == "2\n"
        assert path.read_bytes() == sample_bytes
