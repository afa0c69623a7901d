import hashlib
import json
import os
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from secure_desktop.errors import (
    DiskFull,
    EmptyFile,
    FileMissing,
    FileUnreadable,
    FolderGiven,
    KnownProblem,
    NotAPlainFile,
    TextTooLong,
    UnknownItem,
)
from secure_desktop.exchange.keys import own_key
from secure_desktop.file_names import LONGEST_NAME
from secure_desktop.model.assessment import LONGEST_LINE
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.signing_errors import (
    AttachmentDamaged,
    AttachmentTooLarge,
    EvidenceFull,
    RunnableFile,
    TextMissing,
    UnknownEvidence,
)
from secure_desktop.storage import assessment_file, attachments
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.storage.ready import SUPERINTENDENT


def attached(file: AssessmentFile, item_id: str = "1S-01") -> tuple[Evidence, ...]:
    return tuple(entry for entry in file.assessment().evidence_of(item_id) if entry.kind is EvidenceKind.FILE)


def kept(path: Path) -> list[tuple[str, int]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT sha256, length(bytes) FROM content").fetchall()
    connection.close()
    return rows


def test_an_attached_file_is_in_the_assessment_file_with_its_digest_size_and_type(
    empty: Path, paper: Path
) -> None:
    with open_file(empty, clock=lambda: builders.CHANGED) as file:
        changes = file.attach(
            "1S-01",
            paper,
            by="Ann",
            title=" The MOU\n",
            effective=date(2025, 7, 1),
            renew_by=date(2028, 7, 1),
        )
        paper.unlink()
    with open_file(empty) as file:
        (entry,) = file.assessment().evidence
        content = file.content(entry.sha256)

    assert changes.evidence == {"1S-01"}
    assert content == b"%PDF-1.7 the memorandum"
    assert entry.sha256 == hashlib.sha256(content).hexdigest()
    assert (entry.size, entry.media_type, entry.file_name) == (
        len(content),
        "application/pdf",
        "MOU 2025.pdf",
    )
    assert (entry.title, entry.effective, entry.renew_by) == ("The MOU", date(2025, 7, 1), date(2028, 7, 1))
    assert (entry.added_at, entry.added_by) == (builders.CHANGED, "Ann")


def test_a_file_without_a_title_is_called_by_its_name_and_an_unknown_ending_is_just_bytes(
    empty: Path, tmp_path: Path
) -> None:
    source = tmp_path / "Minutes of May.zzz"
    source.write_bytes(b"minutes")
    with open_file(empty) as file:
        file.attach("1S-01", source, by="Ann")
        (entry,) = attached(file)

    assert (entry.title, entry.media_type) == ("Minutes of May", "application/octet-stream")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("report.pdf", "report.pdf"),
        ("../../x.pdf", "x.pdf"),
        ("C:\\users\\x.pdf", "C users x.pdf"),
        ("CON.pdf", "CON_.pdf"),
        ("con.tar.gz", "con_.tar.gz"),
        ("NUL", "NUL_"),
        ("report.pdf. . .", "report.pdf"),
        ("report.pdf ", "report.pdf"),
        ("photo\u202egpj.pdf", "photogpj.pdf"),
        ("new\nline\t.pdf", "newline .pdf"),
        (".hidden", "hidden"),
        ("...", "attachment"),
        ("", "attachment"),
        ("x" * 300 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * (LONGEST_NAME - 2)),
        ("Ñandú 学校.pdf", "Ñandú 学校.pdf"),
    ],
)
def test_a_name_is_cleaned_and_keeps_its_ending(name: str, cleaned: str) -> None:
    assert attachments.clean_name(name) == cleaned


@pytest.mark.parametrize(
    "name", ["x" * 200 + ".pdf", "CON.pdf", "a\u202eb.pdf", "report.pdf. .", "r\udcffver.pdf"]
)
def test_a_file_with_any_name_can_be_attached(empty: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(b"%PDF")
    with open_file(empty) as file:
        file.attach("1S-01", source, by="Ann")
        (entry,) = attached(file)

    assert entry.media_type == "application/pdf"
    assert entry.file_name.endswith(".pdf")
    assert len(entry.file_name) <= LONGEST_NAME


@pytest.mark.parametrize(
    "name",
    [
        "setup.exe",
        "SETUP.EXE",
        "setup.exe. .",
        "setup.exe\u200b",
        "setup.pdf.exe",
        "photo.jpg:evil.exe",
        "\u202egnp.exe",
        "annual\u202efdp.scr",
        "script.ps1",
        "page.url",
        "start.desktop",
        "x" * 200 + ".exe",
    ],
)
def test_what_a_system_may_run_is_refused_by_its_ending(empty: Path, tmp_path: Path, name: str) -> None:
    before = empty.read_bytes()
    source = tmp_path / name
    source.write_bytes(b"harmless")
    with open_file(empty) as file, pytest.raises(RunnableFile, match="a program or a script"):
        file.attach("1S-01", source, by="Ann")

    assert empty.read_bytes() == before


@pytest.mark.parametrize("start", [b"MZ\x90\x00", b"\x7fELF\x02", b"#!/bin/sh\n", b"\xcf\xfa\xed\xfe"])
def test_what_a_system_may_run_is_refused_by_its_content(empty: Path, tmp_path: Path, start: bytes) -> None:
    source = tmp_path / "minutes.pdf"
    source.write_bytes(start + b"the rest")
    with open_file(empty) as file, pytest.raises(RunnableFile):
        file.attach("1S-01", source, by="Ann")


def test_what_is_no_file_to_read_is_refused_by_name(empty: Path, tmp_path: Path) -> None:
    folder, pipe, nothing = tmp_path / "folder", tmp_path / "pipe", tmp_path / "nothing.pdf"
    folder.mkdir()
    os.mkfifo(pipe)
    nothing.touch()
    refused: dict[Path, type[KnownProblem]] = {
        folder: FolderGiven,
        pipe: NotAPlainFile,
        Path("/dev/zero"): NotAPlainFile,
        nothing: EmptyFile,
        tmp_path / "missing.pdf": FileMissing,
        nothing / "below.pdf": FileMissing,
        tmp_path / "a\x00b.pdf": FileUnreadable,
        tmp_path / ("x" * 300): FileUnreadable,
    }
    before = empty.read_bytes()
    with open_file(empty) as file:
        for source, problem in refused.items():
            with pytest.raises(problem) as caught:
                file.attach("1S-01", source, by="Ann")
            assert type(caught.value) is problem

    assert empty.read_bytes() == before


def test_a_file_that_is_too_large_is_refused_and_one_byte_less_is_not(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 1000)
    source = tmp_path / "plan.pdf"
    with open_file(empty) as file:
        source.write_bytes(b"x" * 1001)
        with pytest.raises(AttachmentTooLarge, match="the most for one attached file is"):
            file.attach("1S-01", source, by="Ann")
        source.write_bytes(b"x" * 1000)

        assert file.attach("1S-01", source, by="Ann")


def test_all_files_together_have_a_limit_and_what_breaks_it_leaves_nothing(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessment_file, "LARGEST_TOTAL", 1500)
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    first.write_bytes(b"1" * 1000)
    second.write_bytes(b"2" * 501)
    with open_file(empty) as file:
        file.attach("1S-01", first, by="Ann")
        before = empty.read_bytes()
        with pytest.raises(EvidenceFull, match=r"“second.pdf” was not attached"):
            file.attach("1S-01", second, by="Ann")

        assert empty.read_bytes() == before
        assert file.attach("1S-02", first, by="Ann")  # its content is there already
        second.write_bytes(b"2" * 500)
        assert file.attach("1S-01", second, by="Ann")


def test_the_same_file_twice_for_one_item_is_one(empty: Path, paper: Path) -> None:
    with open_file(empty) as file:
        file.attach("1S-01", paper, by="Ann")
        before = empty.read_bytes()

        assert not file.attach("1S-01", paper, by="Ann", title="again")
        assert len(attached(file)) == 1
    assert empty.read_bytes() == before


def test_the_content_of_a_file_is_kept_once_and_as_long_as_evidence_needs_it(
    empty: Path, paper: Path
) -> None:
    with open_file(empty) as file:
        file.attach("1S-01", paper, by="Ann")
        file.attach("1S-02", paper, by="Ann")
        (first,), (second,) = attached(file, "1S-01"), attached(file, "1S-02")
        assert len(kept(empty)) == 1

        assert file.remove_evidence(first.id, by="Ann").evidence == {"1S-01"}
        assert file.content(second.sha256) == paper.read_bytes()
        file.remove_evidence(second.id, by="Ann")

        assert kept(empty) == []
        assert paper.read_bytes() not in empty.read_bytes()
        with pytest.raises(UnknownEvidence):
            file.content(second.sha256)


def test_removed_content_stays_when_a_signed_revision_needs_it(ready: Path, paper: Path) -> None:
    with open_file(ready) as file:
        file.attach("1S-01", paper, by="Ann")
        (entry,) = attached(file)
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        file.reopen("Another MOU was signed.", by="Ann")
        file.remove_evidence(entry.id, by="Ann")

        assert attached(file) == ()
        assert file.content(entry.sha256) == paper.read_bytes()
        assert entry.sha256 in file.signed_form(1)
        assert entry.sha256 not in file.signed_form(2)


def test_removed_content_stays_when_it_is_a_scanned_page(ready: Path, paper: Path) -> None:
    with open_file(ready) as file:
        file.attach("1S-01", paper, by="Ann")
        (entry,) = attached(file)
        file.remove_evidence(entry.id, by="Ann")
        file.sign(SUPERINTENDENT, own_key(), by="Ann", scan=paper)
        file.reopen("Once more.", by="Ann")
        file.attach("1S-01", paper, by="Ann")
        (again,) = attached(file)
        file.remove_evidence(again.id, by="Ann")

        assert file.content(file.assessment().sign_offs[0].scan) == paper.read_bytes()


def test_removed_evidence_keeps_its_record_in_the_history(empty: Path, paper: Path) -> None:
    with open_file(empty) as file:
        file.attach("1S-01", paper, by="Ann", renew_by=date(2028, 7, 1))
        (entry,) = attached(file)
        file.remove_evidence(entry.id, by="Bob")
        added, removed = file.history()[-2:]

    assert [(e.by, e.kind, e.field, e.subject) for e in (added, removed)] == [
        ("Ann", "evidence", "added", entry.id),
        ("Bob", "evidence", "removed", entry.id),
    ]
    assert (added.before, removed.after) == (None, None)
    record = json.loads(removed.before or "")
    assert record == json.loads(added.after or "")
    assert (record["sha256"], record["file_name"], record["renew_by"]) == (
        entry.sha256,
        "MOU 2025.pdf",
        "2028-07-01",
    )


def test_evidence_can_be_where_it_is_filed_or_a_link_and_changes_field_by_field(empty: Path) -> None:
    entry = builders.evidence(place=" Policy 5131,\npage 3 ", title=" Discipline ")
    with open_file(empty) as file:
        file.record_evidence(entry, by="Ann")
        file.record_evidence(
            builders.evidence(2, kind=EvidenceKind.LINK, place="https://example.org"), by="Ann"
        )
        (filed, link) = file.assessment().evidence
        changes = file.record_evidence(replace(filed, title="Discipline policy", renew_by=None), by="Bob")
        told = [(e.field, e.before, e.after) for e in file.history()[-2:]]
        assert not file.record_evidence(replace(filed, title="Discipline policy", renew_by=None), by="Bob")

    assert (filed.place, filed.title) == ("Policy 5131, page 3", "Discipline")
    assert link.kind is EvidenceKind.LINK
    assert changes.evidence == {"1S-01"}
    assert told == [("title", "Discipline", "Discipline policy"), ("renew_by", "2028-05-12", None)]


def test_what_is_said_about_an_attached_file_can_change_and_the_file_itself_cannot(
    empty: Path, paper: Path
) -> None:
    with open_file(empty) as file:
        file.attach("1S-01", paper, by="Ann")
        (entry,) = attached(file)
        other = replace(
            entry,
            kind=EvidenceKind.PLACE,
            title="The MOU",
            item_id="1S-02",
            sha256="ab" * 32,
            size=7,
            file_name="x",
        )

        assert file.record_evidence(other, by="Bob").evidence == {"1S-01"}
        assert file.assessment().evidence == (replace(entry, title="The MOU"),)


def test_evidence_that_says_nothing_or_stands_nowhere_is_refused(empty: Path, paper: Path) -> None:
    before = empty.read_bytes()
    with open_file(empty) as file:
        with pytest.raises(TextMissing, match="The place is empty"):
            file.record_evidence(builders.evidence(place=" \n"), by="Ann")
        with pytest.raises(TextMissing, match="The link is empty"):
            file.record_evidence(builders.evidence(kind=EvidenceKind.LINK, place=""), by="Ann")
        with pytest.raises(UnknownEvidence):
            file.record_evidence(builders.evidence(kind=EvidenceKind.FILE), by="Ann")
        with pytest.raises(UnknownEvidence):
            file.remove_evidence("nothing", by="Ann")
        with pytest.raises(UnknownItem):
            file.record_evidence(builders.evidence(item_id="9X-99"), by="Ann")
        with pytest.raises(UnknownItem):
            file.attach("9X-99", paper, by="Ann")
        with pytest.raises(TextTooLong):
            file.attach("1S-01", paper, by="Ann", title="x" * (LONGEST_LINE + 1))

    assert empty.read_bytes() == before


def test_evidence_comes_in_the_order_of_the_checklist_then_as_it_was_added(empty: Path) -> None:
    with open_file(empty) as file:
        for number, item_id in enumerate(["2S-01", "1S-02", "2S-01", "1S-01"], 1):
            file.record_evidence(builders.evidence(number, item_id), by="Ann")

        assert [entry.id[-1] for entry in file.assessment().evidence] == ["4", "2", "1", "3"]


def test_damaged_content_is_told_and_mended_by_attaching_the_original_again(empty: Path, paper: Path) -> None:
    with open_file(empty) as file:
        file.attach("1S-01", paper, by="Ann")
        (entry,) = attached(file)
    with sqlite3.connect(empty) as connection:
        connection.execute("UPDATE content SET bytes = ?", (b"something else",))
    connection.close()

    with open_file(empty) as file:
        with pytest.raises(AttachmentDamaged, match=r"“MOU 2025.pdf” is not what it was"):
            file.content(entry.sha256)
        file.attach("1S-01", paper, by="Ann")

        assert file.content(entry.sha256) == paper.read_bytes()
        assert attached(file) == (entry,)


def test_a_full_drive_takes_no_part_of_an_attached_file(empty: Path, paper: Path) -> None:
    paper.write_bytes(os.urandom(500_000))
    before = empty.read_bytes()
    with open_file(empty) as file:
        (limit,) = file._db.execute("PRAGMA page_count").fetchone()
        file._db.conn.set_authorizer(None)  # the program itself never asks for what follows
        file._db.execute(f"PRAGMA max_page_count = {limit + 50}")  # as a drive that is full
        with pytest.raises(DiskFull):
            file.attach("1S-01", paper, by="Ann")

        assert empty.read_bytes() == before
        assert file.assessment().evidence == ()
        assert file.record_response("1S-01", by="Ann", note="and goes on")
