"""The folder that is handed on: whole, checked, and nowhere more than somebody wished for."""

import email
import errno
import functools
import hashlib
import stat
import zipfile
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import pyzipper

from secure_desktop.errors import DiskFull, TargetExists, TargetUnwritable
from secure_desktop.exchange.share import COVER, DRAFT, Prepared, SharingStopped, Stage, prepare
from secure_desktop.model.mail_address import addresses
from secure_desktop.model.sharing import Packing, Parcel, PieceKind
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.sharing_errors import PasswordMissing, PasswordTooShort
from secure_desktop.storage.opening import open_file
from tests.builders import NOW
from tests.storage.snapshots import contents

PASSWORD = "four words in a row"


def share(path: Path, target: Path, parcel: Parcel | None = None, **further: Any) -> Prepared:
    wish = parcel or Parcel(addresses("ann@x.example"))
    with open_file(path, write=False) as file:
        summary = summarize(file.assessment(), NOW)
        further = {
            "pdf_name": "summary.pdf",
            "write_pdf": functools.partial(write_summary_pdf, summary, public=wish.is_public),
            **further,
        }
        return prepare(file, summary, target, wish, **further)


def attached(prepared: Prepared) -> dict[str, bytes]:
    message = email.message_from_bytes(prepared.draft.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


def test_the_folder_holds_pdf_copy_text_and_draft(sample: Path) -> None:
    target = sample.with_name("to send")
    prepared = share(sample, target)

    assert sorted(path.name for path in target.iterdir()) == [
        COVER, DRAFT, "sample.sqlite", "summary.pdf",
    ]  # fmt: skip
    assert [(piece.kind, piece.size) for piece in prepared.pieces] == [
        (kind, (target / name).stat().st_size)
        for kind, name in (
            (PieceKind.SUMMARY, "summary.pdf"), (PieceKind.ASSESSMENT, "sample.sqlite"),
            (PieceKind.COVER, COVER), (PieceKind.MAIL, DRAFT),
        )
    ]  # fmt: skip
    assert prepared.mail_size == prepared.draft.stat().st_size
    assert attached(prepared) == {
        name: (target / name).read_bytes() for name in ("summary.pdf", "sample.sqlite")
    }


def test_the_copy_says_the_same_as_the_file_and_the_file_is_as_it_was(sample: Path) -> None:
    before = sample.read_bytes()
    share(sample, sample.with_name("to send"))

    assert sample.read_bytes() == before
    with (
        open_file(sample, write=False) as file,
        open_file(sample.parent / "to send" / "sample.sqlite", write=False) as copy,
    ):
        assert copy.assessment() == file.assessment()
        assert copy.history() == file.history()


def test_the_text_says_what_it_is_and_stands_in_the_mail(sample: Path) -> None:
    prepared = share(sample, sample.with_name("to send"), Parcel(message="Dear Ann,\nplease look at step 2."))
    text = (prepared.folder / COVER).read_text(encoding="utf-8")

    assert text == prepared.text
    assert text.startswith("Dear Ann,\nplease look at step 2.\n\n")
    assert "49 of 49 items are answered.\nIt is a draft: nobody has signed it." in text
    assert "- summary.pdf: the PDF summary" in text
    assert "- sample.sqlite: the assessment itself" in text
    message = email.message_from_bytes(prepared.draft.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    assert body.get_content().replace("\r\n", "\n") == text
    assert message["Subject"] == "SECURe Checklist to Start – Sample District 12 – 2026–27"


def test_only_its_owner_can_read_it(sample: Path) -> None:
    folder = share(sample, sample.with_name("to send")).folder

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_public_parcel_holds_no_assessment_and_no_name(sample: Path) -> None:
    prepared = share(sample, sample.with_name("to send"), Parcel(is_public=True))

    assert [piece.kind for piece in prepared.pieces] == [
        PieceKind.PUBLIC_SUMMARY, PieceKind.COVER, PieceKind.MAIL,
    ]  # fmt: skip
    assert list(attached(prepared)) == ["summary.pdf"]
    assert "without names of people, notes, evidence and history" in prepared.text
    assert "the assessment itself" not in prepared.text


def test_a_zip_holds_the_pieces_and_is_what_the_mail_carries(sample: Path) -> None:
    prepared = share(sample, sample.with_name("to send"), Parcel(packing=Packing.ZIP))

    assert sorted(path.name for path in prepared.folder.iterdir()) == [COVER, DRAFT, "summary.zip"]
    with zipfile.ZipFile(prepared.folder / "summary.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["summary.pdf", "sample.sqlite"]
    assert attached(prepared) == {"summary.zip": (prepared.folder / "summary.zip").read_bytes()}
    assert "Both are in one zip, “summary.zip”." in prepared.text


def test_a_locked_zip_opens_with_its_password_and_not_without(sample: Path) -> None:
    prepared = share(sample, sample.with_name("to send"), Parcel(packing=Packing.LOCKED), password=PASSWORD)
    archive = prepared.folder / "summary.zip"

    with pyzipper.AESZipFile(archive) as opened:
        assert opened.read("summary.pdf", pwd=PASSWORD.encode()).startswith(b"%PDF-")
        assert opened.read("sample.sqlite", pwd=PASSWORD.encode()).startswith(b"SQLite format 3")
        assert [(entry.wz_aes_strength, entry.wz_aes_version) for entry in opened.infolist()] == [(3, 2)] * 2
        for wrong in (b"four words in a roW", None):
            with pytest.raises(RuntimeError):
                opened.read("summary.pdf", pwd=wrong)
    assert list(attached(prepared)) == ["summary.zip"]


def test_nothing_readable_and_no_password_lies_beside_a_locked_zip(sample: Path) -> None:
    prepared = share(sample, sample.with_name("to send"), Parcel(packing=Packing.LOCKED), password=PASSWORD)
    whole = b"".join(path.read_bytes() for path in prepared.folder.iterdir())

    assert sorted(path.suffix for path in prepared.folder.iterdir()) == [".eml", ".txt", ".zip"]
    for told in (b"%PDF-", b"SQLite format 3", PASSWORD.encode()):
        assert told not in whole
    assert "by phone and not by e-mail" in prepared.text
    assert "Windows Explorer cannot" in prepared.text


@pytest.mark.parametrize(("password", "problem"), [("", PasswordMissing), ("short", PasswordTooShort)])
def test_no_zip_is_locked_by_nothing(sample: Path, password: str, problem: type[Exception]) -> None:
    before = contents(sample.parent)
    with pytest.raises(problem):
        share(sample, sample.with_name("to send"), Parcel(packing=Packing.LOCKED), password=password)

    assert contents(sample.parent) == before


@pytest.mark.parametrize("name", ["folder", "full folder", "link", "sample.sqlite"])
def test_nothing_is_ever_overwritten(sample: Path, name: str) -> None:
    sample.with_name("folder").mkdir()
    sample.with_name("full folder").mkdir()
    (sample.parent / "full folder" / "weeks of work").write_text("here")
    sample.with_name("link").symlink_to("nowhere")
    before = contents(sample.parent)

    with pytest.raises(TargetExists):
        share(sample, sample.with_name(name))
    assert contents(sample.parent) == before


def test_a_folder_that_appears_meanwhile_is_not_overwritten(sample: Path) -> None:
    target = sample.with_name("to send")

    def meanwhile(stage: Stage, _share: float) -> None:
        if stage is Stage.MAIL and not target.exists():
            target.mkdir()

    with pytest.raises(TargetExists):
        share(sample, target, advance=meanwhile)
    assert list(target.iterdir()) == []
    assert sorted(path.name for path in sample.parent.iterdir()) == ["sample.sqlite", "to send"]


def test_nowhere_is_told(sample: Path) -> None:
    with pytest.raises(TargetUnwritable, match="the folder is not there"):
        share(sample, sample.parent / "nowhere" / "to send")


@pytest.mark.parametrize("stage", list(Stage))
def test_whoever_stops_it_is_left_with_nothing_half_made(sample: Path, stage: Stage) -> None:
    before = contents(sample.parent)

    def stop(now: Stage, _share: float) -> None:
        if now is stage:
            raise SharingStopped

    with pytest.raises(SharingStopped):
        share(
            sample,
            sample.with_name("to send"),
            Parcel(packing=Packing.LOCKED),
            password=PASSWORD,
            advance=stop,
        )
    assert contents(sample.parent) == before


def test_progress_only_grows_and_every_step_is_told(sample: Path) -> None:
    told: list[tuple[Stage, float]] = []
    share(
        sample,
        sample.with_name("to send"),
        Parcel(packing=Packing.ZIP),
        advance=lambda stage, part: told.append((stage, part)),
    )

    assert told == sorted(told, key=lambda step: (list(Stage).index(step[0]), step[1]))
    assert {stage for stage, _ in told} == set(Stage)
    assert (Stage.ARCHIVE, 1.0) in told
    assert (Stage.MAIL, 1.0) in told


def test_a_full_disk_at_any_step_leaves_nothing(sample: Path) -> None:
    before = contents(sample.parent)
    for stage in Stage:

        def fill(now: Stage, _share: float, full: Stage = stage) -> None:
            if now is full:
                raise OSError(errno.ENOSPC, "no space")

        with pytest.raises(DiskFull, match="“to send” could not be saved: the disk is full"):
            share(sample, sample.with_name("to send"), Parcel(packing=Packing.ZIP), advance=fill)
        assert contents(sample.parent) == before


@pytest.mark.parametrize("small_drive", [64, 200, 300, 500, 700], indirect=True)
@pytest.mark.parametrize("packing", list(Packing))
def test_a_drive_that_is_really_full_is_told_and_left_clean(
    sample: Path, small_drive: Path, packing: Packing
) -> None:
    digest = hashlib.sha256(sample.read_bytes()).hexdigest()
    target = small_drive / "to send"
    try:
        share(sample, target, Parcel(packing=packing), password=PASSWORD)
    except DiskFull:
        assert list(small_drive.iterdir()) == []
    else:
        assert (target / DRAFT).exists()
        assert list(small_drive.iterdir()) == [target]
    assert hashlib.sha256(sample.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("small_drive", [600], indirect=True)
def test_once_there_is_room_it_works(sample: Path, small_drive: Path) -> None:
    (small_drive / "something large").write_bytes(b"x" * 400_000)
    with pytest.raises(DiskFull):
        share(sample, small_drive / "to send", Parcel(packing=Packing.ZIP))
    (small_drive / "something large").unlink()

    prepared = share(sample, small_drive / "to send", Parcel(packing=Packing.ZIP))

    assert attached(prepared)
