import email
import io
import json
import sys
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import pyzipper
from pypdf import PdfReader

from secure_desktop.model.quality import names_students
from secure_desktop.settings import Settings, save
from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.commands.signing import signed
from tests.storage.snapshots import contents

PASSWORD = "four words in a row"


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_folder_is_prepared_and_its_content_told(console: Console, sample: Path) -> None:
    target = sample.with_name("to send")

    told = console.done(
        "share", sample, "-o", target, "--to", "ann@x.example", "--to", "Bob <bob@x.example>",
        "--subject", "Our checklist", "--message", "Dear both,",
    )  # fmt: skip

    assert told.startswith("The folder “to send” is complete:\n")
    for path in target.iterdir():
        assert f"{path.stat().st_size:,} bytes  {path.name}" in told
    assert "names 15, notes 24, reasons 2, evidence 6 (attached files 2), history 108 entries." in told
    message = email.message_from_bytes((target / "e-mail draft.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert [entry.addr_spec for entry in message["To"].addresses] == ["ann@x.example", "bob@x.example"]
    assert message["Subject"] == "Our checklist"
    assert (target / "cover.txt").read_text().startswith("Dear both,\n")


def test_the_json_is_what_the_help_says(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, f"{PASSWORD}\n")
    target = sample.with_name("to send")
    told = json.loads(
        console.done("share", sample, "-o", target, "--to", "ann@x.example", "--password-stdin", "--json")
    )

    assert list(told) == ["format", "folder", "files", "mail", "locked", "private"]
    assert told["folder"] == str(target)
    assert [(piece["kind"], piece["name"], piece["size"]) for piece in told["files"]] == [
        (kind, name, (target / name).stat().st_size)
        for kind, name in (
            ("archive", told["files"][0]["name"]), ("cover", "cover.txt"), ("mail", "e-mail draft.eml"),
        )
    ]  # fmt: skip
    assert told["mail"] == {
        "file": "e-mail draft.eml",
        "to": ["ann@x.example"],
        "subject": "SECURe Checklist to Start – Sample District 12 – 2026–27",
        "size": (target / "e-mail draft.eml").stat().st_size,
        "limit": 10 * 1024 * 1024,
        "over_limit": False,
    }
    assert told["locked"] is True
    assert told["private"]["notes"] == 24
    assert set(told["private"]) == {
        "names", "notes", "reasons", "evidence", "files", "history", "student_items",
    }  # fmt: skip
    for key in (*told, *told["mail"], *told["private"]):
        assert key in console.done("share", "--help")


def test_the_password_comes_from_standard_input(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, f"{PASSWORD}\r\nand a second line\n")
    told = console.done("share", sample, "-o", sample.with_name("to send"), "--password-stdin")

    assert PASSWORD not in told
    assert "Tell the password by phone." in told
    (archive,) = sample.with_name("to send").glob("*.zip")
    with pyzipper.AESZipFile(archive) as opened:
        opened.setpassword(PASSWORD.encode())
        assert opened.testzip() is None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "There is no password to lock the zip with"),
        ("\n", "There is no password to lock the zip with"),
        ("short\n", "The password has fewer than 12 characters"),
        ("contraseña segura\n", "The password has signs that not every program for zips can take."),
    ],
)
def test_a_password_that_is_no_good_is_refused(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch, line: str, sentence: str
) -> None:
    typed(monkeypatch, line)
    before = contents(sample.parent)

    assert sentence in console.refused("share", sample, "-o", sample.with_name("to send"), "--password-stdin")
    assert contents(sample.parent) == before


def test_a_password_cannot_be_typed_where_nobody_is(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "")

    assert "use --password-stdin" in console.refused(
        "share", sample, "-o", sample.with_name("x"), "--password"
    )


@pytest.mark.parametrize(
    ("again", "code"), [(PASSWORD, 0), ("four words in a roW", 2)], ids=["the same", "typed wrong"]
)
def test_a_password_is_asked_for_twice(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch, again: str, code: int
) -> None:
    answers = [PASSWORD, again]
    stdin = io.StringIO()
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr("getpass.getpass", lambda prompt: answers.pop(0))

    outcome = console.run("share", sample, "-o", sample.with_name("to send"), "--password")

    assert outcome.code == code
    assert sample.with_name("to send").exists() == (code == 0)
    assert ("The two passwords are not the same, so nothing was prepared." in outcome.err) == (code == 2)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--to", "ann"), "“ann” is not an e-mail address, so nothing was prepared."),
        (("--to", "ann@x.example\r\nBcc: eve@x.example"), "is not an e-mail address"),
        (("--zip", "--password-stdin"), "not allowed with argument"),
        (("-o", "files"), "“files” exists already and was not changed."),
    ],
)
def test_what_cannot_be_shared_is_refused_and_nothing_made(
    console: Console, sample: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    target = sample.with_name("to send") if "-o" not in arguments else sample.parent
    before = contents(sample.parent)
    further = [argument for argument in arguments if argument not in ("-o", "files")]

    assert sentence in console.refused("share", sample, "-o", target, *further)
    assert contents(sample.parent) == before


def test_a_mail_past_the_limit_is_told(
    console: Console, sample: Path, settings_with_a_small_limit: None
) -> None:
    big = sample.with_name("scan.pdf")
    big.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 3600)
    console.done("evidence", "add", sample, "1.1", "--file", big)

    outcome = console.run("share", sample, "-o", sample.with_name("to send"))

    assert outcome.code == 0
    assert "The mail would have 1.7 MB; many mail systems refuse more than 1 MB." in outcome.err


@pytest.fixture
def settings_with_a_small_limit(home: Path) -> None:
    save(Settings(mail_limit_mb=1), home / "settings.json")


def test_a_text_that_seems_to_name_a_student_is_told(console: Console, sample: Path) -> None:
    console.done("answer", sample, "1.1", "in-place", "--note", "Student ID 1234567 was late.")
    with open_file(sample, write=False) as file:
        assert names_students(file.assessment())

    assert "Items with a text that looks as if it names a student: 1." in console.done(
        "share", sample, "-o", sample.with_name("to send")
    )


def test_a_signed_assessment_is_shared_with_a_sealed_pdf(console: Console, empty: Path) -> None:
    signed(console, empty)
    target = empty.with_name("to send")
    console.done("share", empty, "-o", target)
    (pdf,) = target.glob("*.pdf")

    assert console.done("verify", pdf).startswith("Unaltered")
    assert console.done("verify", target / "river.sqlite").startswith("Unaltered")
    assert "Revision 1 is signed by everybody who is expected to." in (target / "cover.txt").read_text()


def test_a_public_parcel_is_sealed_and_tells_no_name(console: Console, empty: Path) -> None:
    signed(console, empty)
    target = empty.with_name("to send")
    told = console.done("share", empty, "-o", target, "--public", "--zip")

    assert "Whoever opens it can read" not in told
    (archive,) = target.glob("*.zip")
    with pyzipper.AESZipFile(archive) as opened:
        (name,) = opened.namelist()
        opened.extract(name, target)
    assert console.done("verify", target / name).startswith("Unaltered")
    text = "".join(page.extract_text() for page in PdfReader(target / name).pages)
    everything = text + (target / "cover.txt").read_text()
    assert not [told for told in ("Ann River", "Bob Lake", "A private note.") if told in everything]


def test_a_locked_zip_is_unpacked_with_its_password_only(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, f"{PASSWORD}\n")
    console.done("share", sample, "-o", sample.with_name("to send"), "--password-stdin")
    (archive,) = sample.with_name("to send").glob("*.zip")

    typed(monkeypatch, "four words in a roW\n")
    told = console.refused("unpack", archive, "-o", sample.with_name("got"))
    assert f"The password does not open “{archive.name}”." in told
    assert not sample.with_name("got").exists()

    typed(monkeypatch, f"{PASSWORD}\n")
    assert "sample.sqlite" in console.done(
        "unpack", archive, "-o", sample.with_name("got"), "--password-stdin"
    )
    assert "49 of 49" in console.done("status", sample.parent / "got" / "sample.sqlite")
    assert "“got” exists already" in console.refused("unpack", archive, "-o", sample.with_name("got"))


def test_a_zip_is_unpacked_beside_itself(console: Console, sample: Path) -> None:
    console.done("share", sample, "-o", sample.with_name("to send"), "--zip")
    (archive,) = sample.with_name("to send").glob("*.zip")

    for number in ("", " 2"):
        console.done("unpack", archive)
        assert archive.with_name(f"{archive.stem}{number}").is_dir()
