"""Unpacking a zip that somebody shared, and all that could be in its place."""

import stat
import zipfile
from pathlib import Path

import pytest
import pyzipper

from secure_desktop.errors import FileMissing, FileUnreadable, KnownProblem, TargetExists
from secure_desktop.exchange import locked_archive
from secure_desktop.exchange.locked_archive import is_locked, unpack, write_archive
from secure_desktop.sharing_errors import NotOurZip, WrongZipPassword, ZipDamaged
from tests.builders import NOW

PASSWORD = "four words in a row"


def packed(folder: Path, contents: dict[str, bytes] | None = None, *, password: str = "") -> Path:
    files = []
    for name, content in (contents or {"river.sqlite": b"SQLite " * 9000, "river.pdf": b"%PDF-"}).items():
        path = folder / name
        path.write_bytes(content)
        files.append(path)
    write_archive(folder / "to send.zip", files, made_at=NOW, password=password)
    for path in files:
        path.unlink()
    return folder / "to send.zip"


@pytest.mark.parametrize("password", ["", PASSWORD], ids=["open", "locked"])
def test_what_was_packed_comes_out(tmp_path: Path, password: str) -> None:
    archive = packed(tmp_path, password=password)
    files = unpack(archive, tmp_path / "out", password=password)

    assert is_locked(archive) == bool(password)
    assert files == (tmp_path / "out" / "river.sqlite", tmp_path / "out" / "river.pdf")
    assert [path.read_bytes() for path in files] == [b"SQLite " * 9000, b"%PDF-"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@pytest.mark.parametrize("wrong", ["four words in a roW", "", "contraseña"])
def test_a_wrong_password_is_told_and_nothing_made(tmp_path: Path, wrong: str) -> None:
    archive = packed(tmp_path, password=PASSWORD)

    with pytest.raises(WrongZipPassword, match="The password does not open “to send"):
        unpack(archive, tmp_path / "out", password=wrong)
    assert list(tmp_path.iterdir()) == [archive]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.sqlite", "/etc/evil.sqlite", "a/b.sqlite", "a\\b.sqlite", "C:evil.sqlite", "evil.exe", "river.sqlite-journal",
        "noending", ".sqlite ", "evil.sqlite.", "CON.sqlite", "gnp\u202eetilqs.exe", "line\nend.sqlite", "folder/",
    ],
)  # fmt: skip
def test_a_zip_with_a_name_that_could_do_harm_is_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "evil.zip"
    with zipfile.ZipFile(archive, "w") as evil:
        evil.writestr("river.sqlite", b"1")
        evil.writestr(name, b"2")

    for act in (is_locked, lambda path: unpack(path, tmp_path / "out")):
        with pytest.raises(NotOurZip):
            act(archive)
    assert list(tmp_path.iterdir()) == [archive]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_one_name_twice_with_many_files_or_with_none_is_refused(tmp_path: Path) -> None:
    for number, names in enumerate((["a.pdf", "A.pdf"], ["a.pdf"] * 2, [f"{n}.pdf" for n in range(21)], [])):
        archive = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(archive, "w") as evil:
            for name in names:
                evil.writestr(name, b"1")
        with pytest.raises(NotOurZip):
            unpack(archive, tmp_path / "out")


def test_a_zip_that_grows_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked_archive, "_MOST_BYTES", 1_000_000)
    archive = packed(tmp_path, {"a.sqlite": bytes(600_000), "b.sqlite": bytes(600_000)})

    with pytest.raises(NotOurZip):
        unpack(archive, tmp_path / "out")
    assert list(tmp_path.iterdir()) == [archive]


@pytest.mark.parametrize("password", ["", PASSWORD], ids=["open", "locked"])
def test_a_zip_that_was_changed_on_its_way_never_comes_out_as_another(tmp_path: Path, password: str) -> None:
    archive = packed(tmp_path, {"river.sqlite": bytes(range(256)) * 4}, password=password)
    whole = archive.read_bytes()
    for place in range(0, len(whole), 3):
        for broken in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]):
            archive.write_bytes(broken)
            try:
                (path,) = unpack(archive, tmp_path / f"out {place}", password=password)
            except KnownProblem as problem:
                assert isinstance(problem, (ZipDamaged, NotOurZip, WrongZipPassword))  # noqa: PT017 - any of them will do
            else:
                assert path.read_bytes() == bytes(range(256)) * 4
                for made in (path, path.parent):
                    made.unlink() if made.is_file() else made.rmdir()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"SQLite format 3\0" * 100, b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    archive = tmp_path / "x.zip"
    archive.write_bytes(content)

    with pytest.raises((ZipDamaged, NotOurZip)):
        is_locked(archive)


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        is_locked(tmp_path / "none.zip")
    with pytest.raises(FileUnreadable):
        is_locked(tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    archive = packed(tmp_path)
    (tmp_path / "out").mkdir()

    with pytest.raises(TargetExists):
        unpack(archive, tmp_path / "out")


def test_a_zip_of_another_program_can_be_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "theirs.zip"
    with pyzipper.AESZipFile(archive, "w", encryption=pyzipper.WZ_AES) as theirs:
        theirs.setpassword(b"short")
        theirs.writestr("river.sqlite", b"1")

    assert unpack(archive, tmp_path / "out", password="short")[0].read_bytes() == b"1"


def test_a_file_that_is_no_zip_is_not_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "notes.zip"
    path.write_text("Not a zip.", encoding="utf-8")

    with pytest.raises(NotOurZip):
        is_locked(path)
