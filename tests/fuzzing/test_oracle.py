import contextlib
import logging
import os
import socket
import sqlite3
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from secure_desktop.errors import EmptyFile
from tests.fuzzing import oracle
from tests.fuzzing.oracle import FoundError, Sandbox, feed, sandbox

Bad = Callable[[Sandbox], object]
OUTSIDE = Path(tempfile.gettempdir()) / "secure-desktop-fuzzing-outside"
kept_open: list[BinaryIO] = []


@pytest.fixture
def place() -> Iterator[Sandbox]:
    with sandbox() as made:
        yield made


def raise_a_fault(_place: Sandbox) -> None:
    raise KeyError("nobody expected it")


def warn(_place: Sandbox) -> None:
    warnings.warn("about something", UserWarning, stacklevel=1)


def change_what_was_received(place: Sandbox) -> None:
    place.put("x", b"as it came").write_bytes(b"changed")


def put_something_beside_it(place: Sandbox) -> None:
    (place.received / "beside").write_bytes(b"")


def leave_a_temporary_file(_place: Sandbox) -> None:
    os.close(tempfile.mkstemp()[0])


def leave_a_draft(place: Sandbox) -> None:
    (place.out / ".x.part").write_bytes(b"")


def leave_a_file_open(place: Sandbox) -> None:
    kept_open.append((place.out / "x").open("wb"))


def touch_a_bystander(place: Sandbox) -> None:
    place.bystander.unlink()


def open_a_connection(_place: Sandbox) -> None:
    with socket.socket(socket.AF_UNIX) as connection:  # the tests as a whole forbid the others
        connection.connect("/nowhere")


def swallow_that_it_was_stopped(_place: Sandbox) -> None:
    with contextlib.suppress(BaseException):
        subprocess.run(["true"], check=False)


BAD: tuple[Bad, ...] = (
    raise_a_fault,
    warn,
    lambda _place: logging.getLogger("x").warning("a name"),
    change_what_was_received,
    put_something_beside_it,
    leave_a_temporary_file,
    leave_a_draft,
    leave_a_file_open,
    touch_a_bystander,
    open_a_connection,
    swallow_that_it_was_stopped,
    lambda _place: subprocess.run(["true"], check=False),
    lambda _place: os.system("true"),
    lambda _place: OUTSIDE.write_bytes(b"x"),
    lambda _place: OUTSIDE.mkdir(),
    lambda _place: sqlite3.connect(OUTSIDE),
    lambda _place: Path("../../" + OUTSIDE.name).write_bytes(b"x"),
)


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_reader_that_does_what_none_may_do_is_found(
    place: Sandbox, bad: Bad, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(FoundError):
        feed(lambda _data, _place: bad(place), b"", place)

    assert not OUTSIDE.exists()
    for each in kept_open:
        each.close()
    kept_open.clear()
    caplog.clear()


def test_a_reader_may_refuse_what_it_is_given_and_write_where_it_is_told(place: Sandbox) -> None:
    def refuse(data: bytes, place: Sandbox) -> None:
        (place.out / "out.txt").write_bytes(data)
        raise EmptyFile(name="x")

    assert feed(refuse, b"data", place) == "EmptyFile"
    assert feed(lambda _data, _place: None, b"data", place) == ""
    assert list(place.out.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there is no clock that interrupts")
def test_a_reader_that_does_not_end_is_found(place: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "LONGEST", 0.05)

    def go_on(_data: bytes, _place: Sandbox) -> None:
        while True:
            try:
                while time.process_time() >= 0:
                    pass
            except oracle.TooSlow:
                return  # swallows it

    with pytest.raises(FoundError, match="took more than"):
        feed(go_on, b"", place)


def test_the_same_fault_has_the_same_key_whatever_it_says(place: Sandbox) -> None:
    keys = []
    for data in (b"one", b"two"):
        with pytest.raises(FoundError) as found:
            feed(lambda data, _place: int(data.decode()), data, place)
        keys.append(found.value.key)

    assert keys[0] == keys[1]
