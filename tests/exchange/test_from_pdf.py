from pathlib import Path

import pytest

from secure_desktop.earlier_errors import (
    InsideNeedsRubric,
    InsideUnreadable,
    NoAssessmentInside,
    OnlyPublic,
    ReportAltered,
)
from secure_desktop.errors import TargetExists
from secure_desktop.exchange.attachments import ASSESSMENT, SIGNED_FORM
from secure_desktop.exchange.from_pdf import GotBack, get_back, look_into
from secure_desktop.exchange.keys import SigningKey
from secure_desktop.exchange.verify import verify
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.summary import summarize
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.signing_errors import NotCheckable
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.tampering import attach_instead, comment, drop_attachments
from tests.exchange.trust import EVIDENCE, Signed
from tests.storage.snapshots import contents

RUBRICS = (builders.rubric(1), builders.rubric())


def got_back(
    pdf: Path, target: Path, rubrics: tuple[Rubric, ...] = RUBRICS, *, although_altered: bool = False
) -> GotBack:
    return get_back(look_into(pdf), target, rubrics, by="Ann", although_altered=although_altered)


def test_the_whole_file_comes_out_of_a_signed_report(signed: Signed, tmp_path: Path) -> None:
    target = tmp_path / "again.sqlite"
    with open_file(signed.file, write=False) as file:
        before, history = file.assessment(), file.history()
    signed.file.unlink()

    got = got_back(signed.report, target)

    assert got.is_whole
    with open_file(target) as file:
        assert file.assessment() == before == got.assessment
        assert file.history() == history
        (attached,) = [entry for entry in file.assessment().evidence if entry.sha256]
        assert file.content(attached.sha256) == EVIDENCE
    assert verify(target).is_unaltered


def test_what_comes_out_twice_is_two_copies(signed: Signed, tmp_path: Path) -> None:
    copies = []
    for name in ("a.sqlite", "b.sqlite"):
        got_back(signed.report, tmp_path / name)
        with open_file(tmp_path / name) as file:
            copies.append(file._copy)

    assert len(set(copies)) == 2


def test_an_altered_report_gives_nothing_unless_that_is_accepted(signed: Signed, tmp_path: Path) -> None:
    signed.updated(lambda writer: writer.add_annotation(2, comment()))
    folder = tmp_path / "back"
    folder.mkdir()

    with pytest.raises(ReportAltered, match="Something was added after the last seal"):
        got_back(signed.report, folder / "again.sqlite")
    assert contents(folder) == {}

    assert got_back(signed.report, folder / "again.sqlite", although_altered=True).is_whole
    assert verify(folder / "again.sqlite").is_unaltered  # only the page was altered


def test_a_file_inside_that_was_damaged_leaves_the_answers(
    signed: Signed, stranger: SigningKey, tmp_path: Path
) -> None:
    with open_file(signed.file, write=False) as file:
        before = file.assessment()
    signed.resealed(
        lambda writer: attach_instead(writer, ASSESSMENT, b"SQLite format 3\x00 no more"), stranger
    )

    got = got_back(signed.report, tmp_path / "again.sqlite", although_altered=True)

    assert not got.is_whole
    with open_file(tmp_path / "again.sqlite") as file:
        again, (entry,) = file.assessment(), file.history()
    assert (again.id, again.profile, again.participants) == (before.id, before.profile, before.participants)
    assert {key: response.answer for key, response in again.responses.items()} == {
        key: response.answer for key, response in before.responses.items()
    }
    assert [step.text for step in again.next_steps] == [step.text for step in before.next_steps]
    assert {entry.title for entry in again.evidence} == {entry.title for entry in before.evidence}
    assert (again.is_locked, again.sign_offs, again.revision) == (False, (), 1)
    assert (entry.field, entry.id) == ("rebuilt", before.salt)


def test_answers_of_a_checklist_that_is_not_here_are_not_guessed_at(
    signed: Signed, stranger: SigningKey, tmp_path: Path
) -> None:
    signed.resealed(lambda writer: attach_instead(writer, ASSESSMENT, b"nothing"), stranger)

    with pytest.raises(InsideNeedsRubric, match=r"Checklist to Start \(1\.0\)"):
        got_back(signed.report, tmp_path / "again.sqlite", RUBRICS[:1], although_altered=True)


def test_what_is_no_use_at_all_is_said_so(signed: Signed, stranger: SigningKey, tmp_path: Path) -> None:
    def spoil(writer: object) -> None:
        attach_instead(writer, ASSESSMENT, b"nothing")  # type: ignore[arg-type]
        attach_instead(writer, SIGNED_FORM, b"nothing")  # type: ignore[arg-type]

    signed.resealed(spoil, stranger)

    with pytest.raises(InsideUnreadable):
        got_back(signed.report, tmp_path / "again.sqlite", although_altered=True)


def test_a_report_without_its_attachments_holds_nothing_that_can_be_read(
    signed: Signed, stranger: SigningKey
) -> None:
    signed.resealed(drop_attachments, stranger)

    with pytest.raises(InsideUnreadable):
        look_into(signed.report)


def test_a_public_summary_says_why_it_gives_nothing(signed: Signed) -> None:
    with pytest.raises(OnlyPublic, match="names, notes and evidence were left out"):
        look_into(signed.public)


def test_a_draft_and_another_file_give_nothing(sample: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.pdf"
    with open_file(sample, write=False) as file:
        write_summary_pdf(summarize(file.assessment(), builders.NOW), draft)

    with pytest.raises(NoAssessmentInside):
        look_into(draft)
    with pytest.raises(NotCheckable):
        look_into(sample)


def test_a_file_that_is_there_is_not_touched(signed: Signed, tmp_path: Path) -> None:
    target = tmp_path / "there.sqlite"
    target.write_bytes(b"mine")

    with pytest.raises(TargetExists):
        got_back(signed.report, target)

    assert target.read_bytes() == b"mine"
