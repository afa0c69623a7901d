"""What is said of a backup: when and why it was taken, and what it holds."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.progress import tally
from secure_desktop.model.signing import stage
from secure_desktop.shell.words import stage_word
from secure_desktop.storage.snapshots import Reason

_REASONS = {
    Reason.OPENED: QT_TRANSLATE_NOOP("Backups", "When it was opened"),
    Reason.WORKING: QT_TRANSLATE_NOOP("Backups", "While it was worked on"),
    Reason.BEFORE_COMBINE: QT_TRANSLATE_NOOP("Backups", "Before combining"),
    Reason.BEFORE_UPGRADE: QT_TRANSLATE_NOOP("Backups", "Before the newer checklist"),
    Reason.BEFORE_RESTORE: QT_TRANSLATE_NOOP("Backups", "Before going back to a backup"),
    Reason.BEFORE_UPDATE: QT_TRANSLATE_NOOP("Backups", "Before the update of the file"),
}


def reason_words(reason: Reason) -> str:
    """Return why a backup was taken: "Before combining"."""
    return _tr(_REASONS[reason])


def holds_words(assessment: Assessment) -> str:
    """Return what a backup holds: "It holds 18 of 49 answers, 2 attached files, revision 1 (Draft)."."""
    progress = tally(assessment).progress
    files = sum(entry.kind is EvidenceKind.FILE for entry in assessment.evidence)
    attached = _tr("1 attached file") if files == 1 else _tr("{0} attached files").format(files)
    return _tr("It holds {0} of {1} answers, {2}, revision {3} ({4}).").format(
        progress.answered, progress.total, attached, assessment.revision, stage_word(stage(assessment))
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
