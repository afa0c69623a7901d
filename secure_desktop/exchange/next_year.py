"""Starting an assessment from an earlier one, and reading the earlier one again out of its file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from secure_desktop.earlier_errors import EarlierUnreadable, StartFromCopy
from secure_desktop.errors import KnownProblem
from secure_desktop.exchange.assessment_from_json import assessment_alone
from secure_desktop.exchange.assessment_json import as_text
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.assessment import Assessment, Participant, Profile
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_year import CarriedOver, carried_over
from secure_desktop.model.reconfirming import Earlier, EarlierKind
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.rubric_version import is_newer
from secure_desktop.signing_errors import AttachmentDamaged, UnknownEvidence
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.evidence_store import Content, content_of
from secure_desktop.storage.opening import create_file
from secure_desktop.storage.times import Clock, now


@dataclass(frozen=True, slots=True)
class Started:
    """What came along. `lost` is evidence whose content the earlier file does not have any more."""

    carried: CarriedOver
    lost: tuple[Evidence, ...] = ()


def earlier_of(file: AssessmentFile) -> Earlier | None:
    """Return the assessment that a file started from; None when it started from none.

    Raises:
        EarlierUnreadable: when it is there and cannot be read.
    """
    try:
        record = file.earlier_record()
        if record is None:
            return None
        return Earlier(record.kind, assessment_alone(record.json, file.path.name))
    except KnownProblem as problem:
        raise EarlierUnreadable(name=file.path.name) from problem


def rubric_now(shelf: Shelf, rubric: Rubric) -> Rubric:
    """Return a rubric as it is on the shelf, in the same wording, unless the one at hand is as new."""
    if rubric.id not in shelf.rubrics:
        return rubric
    try:
        found = shelf.rubric(rubric.id, rubric.overlays[-1] if rubric.overlays else "")
    except KnownProblem:  # that wording is not on the shelf
        return rubric
    return found if is_newer(found.version, rubric.version) else rubric


def start_from(
    earlier: AssessmentFile,
    target: Path,
    rubric: Rubric,
    *,
    profile: Profile,
    participants: Sequence[Participant],
    by: str,
    clock: Clock = now,
) -> Started:
    """Write a new assessment file that starts from an earlier one, which stays as it is.

    The earlier assessment comes along whole, beside the new answers, when it is one of the same checklist.

    Raises:
        StartFromCopy: when it is a reviewer copy.
        TargetExists, FolderGiven: when there is something at `target`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    before = demand_whole(earlier)
    carried = carried_over(before, rubric, clock().astimezone().date())
    lost = tuple(entry for entry in carried.evidence if entry.sha256 and not _has_content(earlier, entry))
    evidence = [entry for entry in carried.evidence if entry not in lost]
    create_file(
        target,
        rubric,
        profile,
        by=by,
        participants=participants,
        next_steps=carried.next_steps,
        evidence=evidence,
        contents=_contents(earlier, evidence),
        earlier=EarlierRecord(EarlierKind.YEAR, as_text(before, clock())) if carried.has_answers else None,
        clock=clock,
    )
    return Started(carried, lost)


def demand_whole(file: AssessmentFile) -> Assessment:
    """Return what a file says that another one can start from.

    Raises:
        StartFromCopy: when it is a reviewer copy, which holds only a part.
        KnownProblem: when it cannot be read.
    """
    assessment = file.assessment()
    if assessment.reviewer is not None:
        raise StartFromCopy(name=file.path.name)
    return assessment


def _has_content(file: AssessmentFile, evidence: Evidence) -> bool:
    try:
        file.content(evidence.sha256)
    except (AttachmentDamaged, UnknownEvidence):
        return False
    return True


def _contents(file: AssessmentFile, evidence: Sequence[Evidence]) -> Iterator[Content]:
    """Yield the content of attached files one by one; together they may be large."""
    for sha256 in dict.fromkeys(entry.sha256 for entry in evidence if entry.sha256):
        yield content_of(file.content(sha256))
