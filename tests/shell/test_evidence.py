"""Evidence in the open card: attached, filed, linked, opened, saved, removed, and read only."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton

from secure_desktop.errors import KnownProblem
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.shell.items.evidence_part import EvidencePart
from secure_desktop.signing_errors import AttachmentDamaged, RunnableFile
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.shell.fakes import FakeDialogs
from tests.shell.person import Person, named, until
from tests.shell.typist import tab_to

KEY = Qt.Key
CONTENT = b"Signed in 2019.\n"


def stored(path: Path) -> tuple[Evidence, ...]:
    with open_file(path, write=False) as file:
        return file.assessment().evidence


def part(person: Person) -> EvidencePart:
    return person.page.items.detail.evidence


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "MOU-2019-signed.txt"
    path.write_bytes(CONTENT)
    return path


def attach(person: Person, dialogs: FakeDialogs, source: Path) -> None:
    dialogs.choice = source
    person.clicks(named(person.page, QPushButton, "Attach a file…"))
    until(lambda: not person.page.session.is_busy)
    person.settles()


def test_a_file_is_attached_and_shown_with_its_size_type_and_digest(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, paper: Path
) -> None:
    attach(reviewer, dialogs, paper)

    (entry,) = stored(empty)
    (chip,) = part(reviewer).chips
    assert (entry.item_id, entry.file_name) == ("1S-01", "MOU-2019-signed.txt")
    assert entry.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert chip.accessibleName() == "MOU-2019-signed.txt · 1 KB"
    assert entry.sha256 in chip.accessibleDescription()
    reviewer.clicks(chip)
    facts = part(reviewer).editor._facts
    assert facts.text() == f"MOU-2019-signed.txt · 1 KB · text/plain · SHA-256 {entry.sha256[:16]}…"
    assert entry.sha256 in facts.toolTip()


def test_the_window_lives_while_a_large_file_is_attached(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, tmp_path: Path
) -> None:
    large = tmp_path / "scan.bin"
    large.write_bytes(bytes(20 * 1024 * 1024))
    dialogs.choice = large
    reviewer.clicks(named(reviewer.page, QPushButton, "Attach a file…"))

    assert reviewer.page.session.is_busy  # the click came back before the file was in
    assert named(reviewer.page, QLabel, "“scan.bin” is being attached…")
    until(lambda: not reviewer.page.session.is_busy)
    assert not part(reviewer)._busy.isVisible()
    assert [entry.size for entry in stored(empty)] == [20 * 1024 * 1024]


def test_a_program_is_refused_and_that_is_told_once(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, tmp_path: Path
) -> None:
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ")
    attach(reviewer, dialogs, program)

    assert [type(problem) for problem in dialogs.told] == [RunnableFile]
    assert stored(empty) == ()
    assert not part(reviewer)._busy.isVisible()


def test_a_file_dropped_on_another_card_is_attached_to_its_item(
    reviewer: Person, empty: Path, paper: Path
) -> None:
    card = reviewer.page.items._cards[1]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    card.dropEvent(drop)

    until(lambda: stored(empty))
    assert [entry.item_id for entry in stored(empty)] == ["1S-02"]
    assert reviewer.item == "1S-02"
    until(lambda: len(part(reviewer).chips) == 1)


def test_an_attached_file_is_opened_as_a_read_only_copy(
    reviewer: Person, dialogs: FakeDialogs, paper: Path
) -> None:
    attach(reviewer, dialogs, paper)
    reviewer.clicks(part(reviewer).chips[0])
    reviewer.clicks(named(reviewer.page, QPushButton, "Open"))
    until(lambda: dialogs.opened)

    (copy,) = dialogs.opened
    assert copy.read_bytes() == CONTENT
    assert copy.name == "MOU-2019-signed.txt"
    assert not copy.stat().st_mode & 0o222


def test_an_attached_file_is_saved_as_it_was(
    reviewer: Person, dialogs: FakeDialogs, paper: Path, tmp_path: Path
) -> None:
    attach(reviewer, dialogs, paper)
    reviewer.clicks(part(reviewer).chips[0])
    dialogs.choice = tmp_path / "out.txt"
    reviewer.clicks(named(reviewer.page, QPushButton, "Save as…"))
    until(lambda: dialogs.news)

    assert (tmp_path / "out.txt").read_bytes() == CONTENT
    assert dialogs.proposed[-1].name == "MOU-2019-signed.txt"


def test_a_target_that_cannot_be_written_is_told(
    reviewer: Person, dialogs: FakeDialogs, paper: Path, tmp_path: Path
) -> None:
    attach(reviewer, dialogs, paper)
    reviewer.clicks(part(reviewer).chips[0])
    dialogs.choice = tmp_path / "no such folder" / "out.txt"
    reviewer.clicks(named(reviewer.page, QPushButton, "Save as…"))
    until(lambda: dialogs.told)

    assert isinstance(dialogs.told[0], KnownProblem)


def test_a_file_that_is_not_what_was_attached_is_not_opened(
    reviewer: Person, dialogs: FakeDialogs, paper: Path
) -> None:
    attach(reviewer, dialogs, paper)
    database = reviewer.page.session.file._db
    database.conn.execute("UPDATE content SET bytes = x'00'")
    reviewer.clicks(part(reviewer).chips[0])
    reviewer.clicks(named(reviewer.page, QPushButton, "Open"))
    until(lambda: dialogs.told)

    assert [type(problem) for problem in dialogs.told] == [AttachmentDamaged]
    assert dialogs.opened == []


def test_where_something_is_filed_is_noted_by_keyboard_with_its_dates(reviewer: Person, empty: Path) -> None:
    tab_to(reviewer, "Note where it is filed…")
    reviewer.presses(KEY.Key_Return)
    assert reviewer.focus.accessibleName() == "Where it is filed"
    reviewer.types("Cabinet 3, page 12")
    tab_to(reviewer, "Title")
    reviewer.types("Policy 5131")
    tab_to(reviewer, "In effect since")
    reviewer.types("2025-05-12")
    tab_to(reviewer, "Renew by")
    reviewer.types("5/12/2028")
    reviewer.presses(KEY.Key_Escape)

    (entry,) = stored(empty)
    assert (entry.kind, entry.title, entry.place) == (EvidenceKind.PLACE, "Policy 5131", "Cabinet 3, page 12")
    assert (entry.effective, entry.renew_by) == (date(2025, 5, 12), date(2028, 5, 12))
    assert part(reviewer).chips[0].accessibleName() == "Policy 5131 · Cabinet 3, page 12"
    assert not part(reviewer).editor.isVisible()


def test_what_says_nothing_is_not_recorded(reviewer: Person, empty: Path) -> None:
    reviewer.clicks(named(reviewer.page, QPushButton, "Add a link…"))
    tab_to(reviewer, "Title")
    reviewer.types("Board policies")
    reviewer.presses(KEY.Key_Return)

    assert stored(empty) == ()
    assert named(reviewer.page, QLabel, "Say where it is; until then it is not recorded.")


@pytest.mark.parametrize(
    ("address", "is_opened"),
    [
        ("https://example.org/policy", True),
        ("mailto:clerk@example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("example.org", False),
    ],
)
def test_only_pages_and_mail_are_opened(
    reviewer: Person, dialogs: FakeDialogs, address: str, *, is_opened: bool
) -> None:
    reviewer.clicks(named(reviewer.page, QPushButton, "Add a link…"))
    reviewer.types(address)
    reviewer.presses(KEY.Key_Return)
    opening = part(reviewer).editor._open

    assert opening.isVisible() == is_opened
    if is_opened:
        reviewer.clicks(opening)
        assert dialogs.addresses == [address]


def test_removing_asks_first_and_the_history_remembers(
    reviewer: Person, dialogs: FakeDialogs, empty: Path, paper: Path
) -> None:
    attach(reviewer, dialogs, paper)
    reviewer.clicks(part(reviewer).chips[0])
    reviewer.clicks(named(reviewer.page, QPushButton, "Remove…"))
    assert dialogs.questions[0][0] == "Remove “MOU-2019-signed” from the evidence?"
    assert stored(empty)

    dialogs.says_yes = True
    reviewer.clicks(named(reviewer.page, QPushButton, "Remove…"))
    assert stored(empty) == ()
    assert part(reviewer).chips == ()
    with open_file(empty, write=False) as file:
        assert any("MOU-2019-signed.txt" in str(entry) for entry in file.history())


def test_a_place_that_was_removed_comes_back_by_undo(
    person: Person, dialogs: FakeDialogs, empty: Path
) -> None:
    with open_file(empty) as file:
        file.record_evidence(builders.evidence(), by="Ann")
    person.window.open_path(empty)
    person.settles()
    dialogs.says_yes = True
    person.clicks(part(person).chips[0])
    person.clicks(named(person.page, QPushButton, "Remove…"))
    assert part(person).chips == ()

    person.page.undo()
    assert [chip.evidence.title for chip in part(person).chips] == ["Policy 1"]


def test_a_file_that_mail_systems_refuse_is_warned_of(
    reviewer: Person, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    large = tmp_path / "scan.bin"
    large.write_bytes(bytes(range(256)) * 4096 * 2)
    attach(reviewer, dialogs, large)
    assert part(reviewer)._size.isVisible()
    assert not part(reviewer)._size.warns

    preferences = reviewer.window.preferences
    preferences._keep(preferences.settings._replace(mail_limit_mb=1))
    reviewer.page.go_to_item("1S-02")
    assert part(reviewer)._size.warns


def test_in_a_file_that_is_only_read_evidence_is_opened_but_not_changed(
    person: Person, dialogs: FakeDialogs, empty: Path, paper: Path
) -> None:
    with open_file(empty) as holder:
        holder.attach("1S-01", paper, by="Ann")
        person.window.open_path(empty)
        person.settles()
        assert not any(way.isVisible() for way in part(person)._ways)
        person.clicks(part(person).chips[0])
        editor = part(person).editor
        assert editor._title.isReadOnly()
        assert not editor._remove.isVisible()
        person.clicks(named(person.page, QPushButton, "Open"))
        until(lambda: dialogs.opened)
        assert dialogs.opened[0].read_bytes() == CONTENT


def test_a_note_that_seems_to_name_a_student_gets_a_gentle_hint(reviewer: Person) -> None:
    reviewer.presses(KEY.Key_F2)
    reviewer.types("Student ID 1234567 was searched")
    reviewer.presses(KEY.Key_Escape)
    assert reviewer.page.items.detail._privacy.isVisible()

    reviewer.presses(KEY.Key_F2)
    reviewer.replaces("A student was searched")
    reviewer.presses(KEY.Key_Escape)
    assert not reviewer.page.items.detail._privacy.isVisible()
