from pathlib import Path

import pytest

from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.report_content import report_content
from secure_desktop.exchange.seal import seal
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer
from secure_desktop.model.earlier import as_signed
from secure_desktop.model.signed_form import fingerprint_of, form_from_json
from secure_desktop.reports.summary_pdf import write_summary_pdf
from secure_desktop.signing_errors import NotAsSigned, UnknownRevision
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.trust import Signed, edit, printed


@pytest.fixture
def reopened(signed: Signed) -> Path:
    """An assessment whose first revision was signed; the second has another answer, team, plan and evidence."""
    with open_file(signed.file) as file:
        file.reopen("A new MOU.", by="Ann Author")
        file.record_response("1S-02", by="Ann Author", answer=Answer.IN_PLACE, note="Signed in 2027.")
        file.record_participants(file.assessment().participants[:1], by="Ann Author")
        for step in file.assessment().next_steps:
            file.remove_next_step(step.id, by="Ann Author")
        for entry in file.assessment().evidence:
            file.remove_evidence(entry.id, by="Ann Author")
    return signed.file


def test_an_earlier_revision_comes_back_as_it_was_signed(
    signed: Signed, reopened: Path, tmp_path: Path
) -> None:
    with open_file(reopened) as file:
        present = file.assessment()
        earlier = as_signed(present, present.revisions[0], form_from_json(file.signed_form(1)))

    assert earlier.revision == 1
    assert earlier.is_locked
    assert fingerprint_of(earlier) == present.revisions[0].fingerprint
    assert earlier.response("1S-02").answer is Answer.PARTLY
    assert len(earlier.participants) == 2
    assert [step.text for step in earlier.next_steps] == ["Take next step 1."]
    assert earlier.evidence
    assert not present.evidence


def test_its_report_can_be_written_and_checked_for_ever(reopened: Path, tmp_path: Path) -> None:
    target = tmp_path / "earlier.pdf"
    with open_file(reopened) as file:
        summary, attachments = report_content(file, builders.NOW, revision=1)
    write_summary_pdf(summary, target, attachments=attachments, finish=lambda pdf: seal(pdf, own_key()))

    verdict = verify(target)

    assert verdict.state is State.UNALTERED
    assert verdict.contents is not None
    assert verdict.contents.revision == 1
    assert "Take next step 1." in printed(target)
    assert "Signed in 2027." not in printed(target)


def test_nobody_gets_a_report_of_a_revision_that_nobody_signed(reopened: Path) -> None:
    with open_file(reopened) as file, pytest.raises(UnknownRevision):
        report_content(file, builders.NOW, revision=3)


def test_nobody_gets_a_report_of_a_revision_whose_record_was_edited(reopened: Path) -> None:
    edit(reopened, "UPDATE revision SET form = replace(form, 'Take next step', 'Skip next step')")

    with open_file(reopened) as file, pytest.raises(NotAsSigned):
        report_content(file, builders.NOW, revision=1)
