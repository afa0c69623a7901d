"""Attached files, the marks of a signed report, and what other programs say about the file."""

import hashlib
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.model.attachment import Attachment
from secure_desktop.model.signed_form import fingerprint_of
from tests.builders import NOW, filled
from tests.reports.reading import Written, written
from tests.reports.signing import planned, signed

ATTACHMENTS = (
    Attachment("signed-form.json", "application/json", b'{"form":1}' * 50, "All that was signed"),
    Attachment(
        "assessment.sqlite", "application/vnd.sqlite3", random.Random(7).randbytes(50_000), "The file"
    ),
    Attachment("sign-offs.json", "application/json", b"[]", "The sign-offs"),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A signed report with everything attached."""
    return written(tmp_path_factory.mktemp("report"), signed(planned(filled())), attachments=ATTACHMENTS)


def test_every_page_is_marked_with_the_report_and_the_digest_of_what_it_draws(report: Written) -> None:
    pages: list[Any] = list(report.reader.pages)
    for number, page in enumerate(pages, 1):
        mark = page["/SECUREPage"]
        assert mark["/Report"] == fingerprint_of(planned(filled()))
        assert (mark["/Number"], mark["/Of"]) == (number, len(pages))
        assert mark["/Digest"] == hashlib.sha256(page.get_contents().get_data()).hexdigest()


def test_the_catalog_is_marked(report: Written) -> None:
    mark = report.catalog["/SECUREReport"]

    assert mark["/Format"] == 1
    assert mark["/Report"] == fingerprint_of(planned(filled()))
    assert mark["/Revision"] == 1
    assert mark["/Kind"] == "/Full"
    assert mark["/Pages"] == len(report.reader.pages)


def test_a_draft_is_not_marked(tmp_path: Path) -> None:
    read = written(tmp_path, planned())

    assert "/SECUREReport" not in read.catalog
    assert all("/SECUREPage" not in page for page in read.reader.pages)


def test_attachments_come_out_as_they_went_in(report: Written) -> None:
    assert dict(report.reader.attachments) == {entry.name: [entry.content] for entry in ATTACHMENTS}


def test_attachments_are_described_as_the_standard_asks(report: Written) -> None:
    names = report.catalog["/Names"]["/EmbeddedFiles"]["/Names"]
    assert list(names[::2]) == sorted(entry.name for entry in ATTACHMENTS)
    assert [entry.get_object() for entry in report.catalog["/AF"]] == [
        entry.get_object() for entry in names[1::2]
    ]

    described = dict(zip(names[::2], (entry.get_object() for entry in names[1::2]), strict=True))
    for entry in ATTACHMENTS:
        found = described[entry.name]
        stream = found["/EF"]["/F"].get_object()
        assert (found["/Type"], found["/F"], found["/UF"]) == ("/Filespec", entry.name, entry.name)
        assert (found["/AFRelationship"], found["/Desc"]) == ("/Data", entry.description)
        assert stream["/Subtype"] == f"/{entry.media_type}"
        assert stream["/Params"]["/Size"] == len(entry.content)
        checksum = hashlib.md5(entry.content, usedforsecurity=False).digest()
        assert stream["/Params"]["/CheckSum"].original_bytes == checksum
        assert stream["/Params"]["/ModDate"] == NOW.strftime("D:%Y%m%d%H%M%SZ")
    assert b"/Subtype /application#2Fjson" in report.content


def test_what_gains_nothing_is_not_packed(report: Written) -> None:
    assert ATTACHMENTS[1].content in report.content
    assert ATTACHMENTS[0].content not in report.content


def test_finish_gets_the_whole_pdf_and_says_what_is_written(tmp_path: Path) -> None:
    plain = written(tmp_path, signed()).content
    seen = []

    def seal(content: bytes) -> bytes:
        seen.append(content)
        return content + b"\n% sealed"

    assert written(tmp_path, signed(), finish=seal).content == plain + b"\n% sealed"
    assert seen == [plain]


def test_a_failure_while_finishing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    target.write_bytes(b"the old one")

    def fail(_: bytes) -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        written(tmp_path, signed(), finish=fail)
    assert target.read_bytes() == b"the old one"


def test_everything_in_a_signed_report_is_tagged_or_an_artifact(report: Written) -> None:
    in_tree = [mark for node in report.tree.walk() for mark in node.marks]
    assert sorted(in_tree) == sorted(report.marks_on_pages())
    for page in report.reader.pages:
        contents = page.get_contents()
        assert contents is not None
        depth = 0
        for _, operator in contents.operations:
            depth += {b"BDC": 1, b"EMC": -1}.get(operator, 0)
            assert depth == 1 or operator not in (b"S", b"f", b"f*", b"Tj", b"re")


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(tmp_path: Path, report: Written) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report.content)
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
def test_pdfinfo_reads_the_structure(tmp_path: Path, report: Written) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(report.content)
    done = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    for said in ("Figure", '"Sign-off ', '"Sample Signer 3 ', '"Evidence register '):
        assert said in done.stdout
