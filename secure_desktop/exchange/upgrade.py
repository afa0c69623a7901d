"""Bringing an assessment to the newer version of its checklist, in a file of its own."""

from pathlib import Path

from secure_desktop.earlier_errors import NoNewerVersion, SignedBeforeUpgrade, UpgradeOfCopy
from secure_desktop.exchange.assessment_json import as_text
from secure_desktop.exchange.next_year import earlier_of
from secure_desktop.file_names import free_name, safe_name
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.rubric_upgrade import RubricUpgrade, is_upgrade, left_behind, plan_upgrade
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.times import Clock, now


def upgrade_of(file: AssessmentFile, rubric: Rubric) -> RubricUpgrade:
    """Return what would become of each item. Nothing is written.

    Raises:
        UpgradeOfCopy, SignedBeforeUpgrade, NoNewerVersion: when the checklist of this file is not exchanged.
        KnownProblem: when it cannot be read.
    """
    assessment = file.assessment()
    if assessment.reviewer is not None:
        raise UpgradeOfCopy(name=file.path.name)
    if assessment.is_locked:
        raise SignedBeforeUpgrade(name=file.path.name, revision=assessment.revision)
    if not is_upgrade(rubric, assessment.rubric):
        raise NoNewerVersion(
            name=file.path.name, rubric=assessment.rubric.id, version=assessment.rubric.version
        )
    return plan_upgrade(assessment, rubric, earlier_of(file))


def save_upgraded(
    file: AssessmentFile, target: Path, rubric: Rubric, *, by: str, clock: Clock = now
) -> RubricUpgrade:
    """Write the assessment with the newer version of its checklist as another file; this one stays as it is.

    Raises:
        TargetExists, FolderGiven: when there is something at `target`; it is not touched.
        KnownProblem: as `upgrade_of`, or when it could not be written; then nothing is there.
    """
    upgrade = upgrade_of(file, rubric)
    before = left_behind(file.assessment(), rubric, earlier_of(file))
    file.save_upgraded(target, upgrade, EarlierRecord(EarlierKind.UPGRADE, as_text(before, clock())), by=by)
    return upgrade


def proposed_name(path: Path, rubric: Rubric) -> Path:
    """Return a free name beside a file for it with the newer version."""
    stem = safe_name(f"{path.stem} (version {rubric.version})")
    return free_name(path.with_name(f"{stem}{path.suffix}"))
