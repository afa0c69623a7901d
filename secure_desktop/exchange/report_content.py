"""What a report of an assessment file is made from, as long as the file is what was signed."""

from datetime import datetime

from secure_desktop.combining_errors import ReviewerCopyNotReported
from secure_desktop.exchange.attachments import attachments_of
from secure_desktop.exchange.revisions import at_revision
from secure_desktop.model.attachment import Attachment
from secure_desktop.model.summary import Summary, summarize
from secure_desktop.signing_errors import ContentMissing, NotAsSigned
from secure_desktop.storage.assessment_file import AssessmentFile


def report_content(
    file: AssessmentFile, made_at: datetime, *, public: bool = False, revision: int = 0
) -> tuple[Summary, tuple[Attachment, ...]]:
    """Return the summary and what travels inside the PDF; once the summary is locked, the PDF is to be sealed.

    `revision` is the number of an earlier revision, as it was signed; 0 stands for the present one.

    Raises:
        ReviewerCopyNotReported: for a reviewer copy, which does not say how the district stands.
        UnknownRevision: when nobody signed a revision of that number.
        ContentMissing: when a file that was signed is not in it, so that no check of the PDF could succeed.
        NotAsSigned: when the file was changed after signing. A seal would make that look right.
        KnownProblem: when the file cannot be read.
    """
    summary = genuine_summary(file, made_at, revision=revision)
    if summary.is_locked and not public and (missing := file.missing_contents()):
        raise ContentMissing(name=next(iter(missing.values())))
    return summary, attachments_of(file, summary, public=public)


def genuine_summary(file: AssessmentFile, made_at: datetime, *, revision: int = 0) -> Summary:
    """Return the summary alone, for what says that it is signed. Raises as `report_content` does."""
    reviewer = file.assessment().reviewer
    if reviewer is not None:
        raise ReviewerCopyNotReported(name=file.path.name, reviewer=reviewer.name)
    summary = summarize(at_revision(file, revision), made_at)
    signed = {entry.fingerprint for entry in summary.sign_offs if entry.is_signed}
    if summary.is_locked and (signed != {summary.fingerprint} or file.is_as_sealed() is False):
        raise NotAsSigned(name=file.path.name)
    return summary
