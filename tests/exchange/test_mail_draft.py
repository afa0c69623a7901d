"""The draft of a mail, read back as a mail program does."""

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_desktop.exchange.mail_draft import plain_name, write_draft
from secure_desktop.model.mail_address import MailAddress, addresses
from tests.builders import NOW


def draft(folder: Path, *, files: tuple[Path, ...] = (), **said: object) -> tuple[EmailMessage, bytes]:
    target = folder / "draft.eml"
    target.unlink(missing_ok=True)
    wish = {"to": (), "subject": "", "text": "", **said}
    write_draft(target, attachments=files, made_at=NOW, **wish)  # type: ignore[arg-type]  # as named
    content = target.read_bytes()
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message, content


def test_a_draft_says_that_it_is_one_and_has_no_sender(tmp_path: Path) -> None:
    message, _ = draft(
        tmp_path, to=addresses("ann@x.example"), subject="Our checklist", text="Hello,\n\nhere.\n"
    )

    assert message["X-Unsent"] == "1"
    assert "From" not in message
    assert message["To"] == "ann@x.example"
    assert message["Subject"] == "Our checklist"
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    assert body.get_content().replace("\r\n", "\n") == "Hello,\n\nhere.\n"


def test_a_draft_to_nobody_has_no_empty_line_for_it(tmp_path: Path) -> None:
    message, _ = draft(tmp_path)

    assert "To" not in message
    assert "Subject" not in message


def test_letters_of_every_script_come_through_in_plain_bytes(tmp_path: Path) -> None:
    subject = "Año 2026–27: “Ñandú” 学校 😀 " + "– una lista muy larga " * 20
    text = "Señora López –\n\t学校 😀\n.\nFrom here on, a line. " + "x" * 1200 + "\n"
    message, content = draft(
        tmp_path, to=(MailAddress("maria@x.example", "López, María – directora"),), subject=subject, text=text
    )

    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert message["Subject"] == subject.strip()
    assert message["To"].addresses[0].display_name == "López María – directora"
    assert message["To"].addresses[0].addr_spec == "maria@x.example"
    body = message.get_body()
    assert isinstance(body, EmailMessage)
    assert body.get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize(
    "typed",
    [
        "Hello\r\nBcc: eve@evil.example", "Hello\nBcc: eve@evil.example", "Hello\rBcc: eve@evil.example",
        "Hello\r\n\r\n<html>", "Hello\0Bcc: eve@evil.example", "Hello\x0bBcc: x\x85Bcc: y\u2028Bcc: z",
        "=?utf-8?q?Hello=0D=0ABcc:_eve@evil.example?=", "\ud800\r\nBcc: eve@evil.example", "\r\n" * 50 + "x",
        "y" * 900 + "\r\nBcc: eve@evil.example", "Ann" * 20 + ', "eve" <eve@evil.example>, (x) \\',
    ],
)  # fmt: skip
def test_no_subject_or_name_becomes_a_line_of_the_head(tmp_path: Path, typed: str) -> None:
    message, content = draft(tmp_path, to=(MailAddress("ann@x.example", typed),), subject=typed, text=typed)
    head = content.partition(b"\r\n\r\n")[0]

    assert set(message.keys()) == {
        "To", "Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert b"\r\nbcc:" not in head.lower()
    assert [entry.addr_spec for entry in message["To"].addresses] == ["ann@x.example"]


@pytest.mark.parametrize(
    "name",
    ["Núñez Jos9007199254740992? Pepe", "Ñ" * 100, "Ann " * 25, "学校" * 50, "a" * 100, "María-José " * 9, "=?=", '"'],
)  # fmt: skip
def test_nobody_is_lost_beside_a_long_name(tmp_path: Path, name: str) -> None:
    to = (
        MailAddress("ann@x.example", name),
        MailAddress("b" * 60 + "@x.example"),
        MailAddress("c@x.example", name),
    )
    message, content = draft(tmp_path, to=to)

    found = message["To"].addresses
    assert [entry.addr_spec for entry in found] == [entry.address for entry in to]
    # The reader here puts a space between encoded words, where there is none.
    plain = name.replace('"', "").replace(" ", "")
    assert found[0].display_name.replace(" ", "") == found[2].display_name.replace(" ", "") == plain
    assert max(map(len, content.split(b"\r\n"))) <= 998


@given(subject=st.text(max_size=300), name=st.text(max_size=100))
def test_whatever_is_typed_the_head_has_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory, subject: str, name: str
) -> None:
    message, content = draft(
        tmp_path_factory.mktemp("mail"),
        to=(MailAddress("ann@x.example", name), MailAddress("bob@x.example", name)),
        subject=subject,
        text="Hello",
    )

    assert set(message.keys()) - {"Subject"} == {
        "To", "Date", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert content.isascii()
    assert [entry.addr_spec for entry in message["To"].addresses] == ["ann@x.example", "bob@x.example"]


def test_attachments_come_out_as_they_went_in(tmp_path: Path) -> None:
    contents = {
        "a.pdf": b"%PDF-\r\n--===\r\n" * 40_000,
        "b.sqlite": bytes(range(256)) * 999,
        "c.zip": b"",
        "d.x": b"1",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    seen: list[int] = []
    message, _ = draft(
        tmp_path, files=tuple(tmp_path / name for name in contents), text="Hello", advance=seen.append
    )

    attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert attached == contents
    assert [part.get_content_type() for part in message.iter_attachments()] == [
        "application/pdf", "application/vnd.sqlite3", "application/zip", "application/octet-stream",
    ]  # fmt: skip
    assert sum(seen) == sum(map(len, contents.values()))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ñandú – Año 1.pdf", "Nandu - Ano 1.pdf"),
        ('a"b;c\r\nX: y.pdf', "abcX y.pdf"),
        ("学校 – Checklist.pdf", "Checklist.pdf"),
        ("学校.sqlite", "assessment.sqlite"),
        ("CON.sqlite", "CON_.sqlite"),
        (
            "Unified Independent School District of the River – Checklist to Improve – 2026-11-25 – public.pdf",
            "Unified I - Checklist to Improve - 2026-11-25 - public.pdf",
        ),
    ],
)
def test_names_are_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@given(st.text(max_size=200))
def test_no_name_is_split_or_breaks_out(tmp_path_factory: pytest.TempPathFactory, stem: str) -> None:
    folder = tmp_path_factory.mktemp("mail")
    path = folder / plain_name(f"{stem.replace('/', '')}.sqlite")
    path.write_bytes(b"1")
    message, content = draft(folder, files=(path,))

    assert [part.get_filename() for part in message.iter_attachments()] == [path.name]
    assert b"filename*" not in content
    assert path.suffix == ".sqlite"


def test_two_files_that_would_get_one_name_keep_two(tmp_path: Path) -> None:
    for name in ("a.pdf", "á.pdf"):
        (tmp_path / name).write_bytes(b"1")
    message, _ = draft(tmp_path, files=(tmp_path / "a.pdf", tmp_path / "á.pdf"))

    assert [part.get_filename() for part in message.iter_attachments()] == ["a.pdf", "a 2.pdf"]
