"""The sentences of a check, whole, so that the window can translate them before it fills in names and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from secure_desktop.errors import QT_TRANSLATE_NOOP

_ = QT_TRANSLATE_NOOP


class RemarkKind(StrEnum):
    """What a remark is about; the values are stable."""

    # headlines
    UNALTERED_REPORT = "unaltered-report"
    UNALTERED_PUBLIC = "unaltered-public"
    UNALTERED_FILE = "unaltered-file"
    UNALTERED_NEW_KEY = "unaltered-new-key"
    ALTERED_REPORT = "altered-report"
    ALTERED_FILE = "altered-file"
    DRAFT = "draft"
    REOPENED = "reopened"
    NO_SEAL = "no-seal"
    NOT_A_REPORT = "not-a-report"

    # a PDF
    PDF_DAMAGED = "pdf-damaged"
    SEAL_BROKEN = "seal-broken"
    SEAL_REMOVED = "seal-removed"
    ADDED_AFTER_SEAL = "added-after-seal"
    CHANGED_AFTER_SEAL = "changed-after-seal"
    PAGE_ALTERED = "page-altered"
    PAGE_OF_ANOTHER_REPORT = "page-of-another-report"
    PAGE_ADDED = "page-added"
    PAGE_MOVED = "page-moved"
    PAGE_MISSING = "page-missing"
    COMMENT_ADDED = "comment-added"
    SCRIPT_ADDED = "script-added"
    FORM_EXCHANGED = "form-exchanged"
    ATTACHMENT_ALTERED = "attachment-altered"
    ATTACHMENT_ADDED = "attachment-added"
    ATTACHMENT_MISSING = "attachment-missing"
    FILE_EXCHANGED = "file-exchanged"
    FILE_ALTERED = "file-altered"

    # sign-offs, in a PDF or in an assessment file
    SIGNATURE_BROKEN = "signature-broken"
    SIGN_OFF_OF_ANOTHER = "sign-off-of-another"
    CHAIN_BROKEN = "chain-broken"
    SIGN_OFF_MISSING = "sign-off-missing"

    # an assessment file
    FILE_PROBLEM = "file-problem"
    ITEM_CHANGED = "item-changed"
    PROFILE_CHANGED = "profile-changed"
    TEAM_CHANGED = "team-changed"
    RUBRIC_CHANGED = "rubric-changed"
    FORM_CHANGED = "form-changed"
    HISTORY_CHANGED = "history-changed"
    EVIDENCE_EXCHANGED = "evidence-exchanged"
    EVIDENCE_MISSING = "evidence-missing"
    CHANGED_BY_ANOTHER_PROGRAM = "changed-by-another-program"
    FILE_SEAL_MISSING = "file-seal-missing"

    # cautions
    NEW_KEY = "new-key"
    SEALED_BY_ANOTHER = "sealed-by-another"


SENTENCES: Mapping[RemarkKind, str] = {
    RemarkKind.UNALTERED_REPORT: _(
        "Verdict", "Unaltered: every byte is as it was sealed. Revision {revision} was signed by {signers}."
    ),
    RemarkKind.UNALTERED_PUBLIC: _(
        "Verdict", "Unaltered: every byte of this public summary of revision {revision} is as it was sealed."
    ),
    RemarkKind.UNALTERED_FILE: _(
        "Verdict", "Unaltered: everything is as it was when revision {revision} was signed by {signers}."
    ),
    RemarkKind.UNALTERED_NEW_KEY: _(
        "Verdict",
        "Unaltered, but revision {revision} was signed or sealed with a key that is new here: "
        "compare this key’s number by phone.",
    ),
    RemarkKind.ALTERED_REPORT: _("Verdict", "Altered: this report is not as it was sealed."),
    RemarkKind.ALTERED_FILE: _("Verdict", "Altered: this assessment is not as it was signed."),
    RemarkKind.DRAFT: _("Verdict", "Not signed: this assessment is a draft of revision {revision}."),
    RemarkKind.REOPENED: _(
        "Verdict",
        "Not signed: revision {revision} is a draft. Revision {signed} is in the file as it was signed.",
    ),
    RemarkKind.NO_SEAL: _("Verdict", "No seal: nobody can tell whether this PDF was altered."),
    RemarkKind.NOT_A_REPORT: _("Verdict", "Not signed: this PDF is not a signed report of this program."),
    RemarkKind.PDF_DAMAGED: _(
        "Verdict", "The PDF is damaged: it was cut, or altered where nobody can read it any more."
    ),
    RemarkKind.SEAL_BROKEN: _("Verdict", "{seal} is broken: something under it was altered."),
    RemarkKind.SEAL_REMOVED: _("Verdict", "The seal of this report was removed."),
    RemarkKind.ADDED_AFTER_SEAL: _("Verdict", "Something was added after the last seal."),
    RemarkKind.CHANGED_AFTER_SEAL: _(
        "Verdict", "Something was changed after {seal}; only further seals may follow it."
    ),
    RemarkKind.PAGE_ALTERED: _("Verdict", "Page {page} was altered."),
    RemarkKind.PAGE_OF_ANOTHER_REPORT: _("Verdict", "Page {page} comes from another report."),
    RemarkKind.PAGE_ADDED: _("Verdict", "Page {page} was added."),
    RemarkKind.PAGE_MOVED: _("Verdict", "Page {page} was moved."),
    RemarkKind.PAGE_MISSING: _("Verdict", "Page {page} of this report is missing."),
    RemarkKind.COMMENT_ADDED: _("Verdict", "A comment or a form field was added on page {page}."),
    RemarkKind.SCRIPT_ADDED: _("Verdict", "A script or an action was added; reports have none."),
    RemarkKind.FORM_EXCHANGED: _(
        "Verdict", "The answers inside this report are not those that its fingerprint stands for."
    ),
    RemarkKind.ATTACHMENT_ALTERED: _("Verdict", "The attached “{name}” was altered."),
    RemarkKind.ATTACHMENT_ADDED: _("Verdict", "“{name}” was attached later."),
    RemarkKind.ATTACHMENT_MISSING: _("Verdict", "The attached “{name}” is missing."),
    RemarkKind.FILE_EXCHANGED: _(
        "Verdict", "The attached assessment file was exchanged: it is not the one that was signed."
    ),
    RemarkKind.FILE_ALTERED: _("Verdict", "The attached assessment file was altered after it was signed."),
    RemarkKind.SIGNATURE_BROKEN: _(
        "Verdict", "The sign-off of {name} is not genuine: it was altered after its key signed it."
    ),
    RemarkKind.SIGN_OFF_OF_ANOTHER: _(
        "Verdict", "The sign-off of {name} belongs to other answers than those of revision {revision}."
    ),
    RemarkKind.CHAIN_BROKEN: _("Verdict", "A sign-off before that of {name} was altered or removed."),
    RemarkKind.SIGN_OFF_MISSING: _("Verdict", "A sign-off was removed, added or exchanged."),
    RemarkKind.FILE_PROBLEM: _("Verdict", "{problem}"),
    RemarkKind.ITEM_CHANGED: _("Verdict", "Item {label} is not as it was signed: {short}."),
    RemarkKind.PROFILE_CHANGED: _("Verdict", "District, school year, state or agency are not as signed."),
    RemarkKind.TEAM_CHANGED: _("Verdict", "The participants are not as signed."),
    RemarkKind.RUBRIC_CHANGED: _("Verdict", "The rubric is not the one that was answered and signed."),
    RemarkKind.FORM_CHANGED: _("Verdict", "What is kept of revision {revision} is not what was signed."),
    RemarkKind.HISTORY_CHANGED: _("Verdict", "The history was changed after signing."),
    RemarkKind.EVIDENCE_EXCHANGED: _("Verdict", "The attached file “{name}” is not the one that was signed."),
    RemarkKind.EVIDENCE_MISSING: _(
        "Verdict", "The content of the attached file “{name}”, which was signed too, is not in this file."
    ),
    RemarkKind.CHANGED_BY_ANOTHER_PROGRAM: _(
        "Verdict", "The file was changed by another program after it was signed."
    ),
    RemarkKind.FILE_SEAL_MISSING: _(
        "Verdict",
        "The seal over the whole file is missing: it was removed, or the program was stopped in the middle of "
        "signing.",
    ),
    RemarkKind.NEW_KEY: _(
        "Verdict",
        "The key of {name} is new here. Before you rely on it, compare its number with {name} by phone: {number}",
    ),
    RemarkKind.SEALED_BY_ANOTHER: _(
        "Verdict",
        "None of those who signed has sealed this report: rely on its pages only if you know who sealed it.",
    ),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence of a verdict; `parts` fill its named fields."""

    kind: RemarkKind
    parts: Mapping[str, str | int] = field(default_factory=dict, hash=False)  # equal ones still are

    @property
    def sentence(self) -> str:
        """The sentence with its fields unfilled, in English."""
        return SENTENCES[self.kind]

    def text(self, template: str | None = None) -> str:
        """Return the sentence filled; a translated `template` is filled instead if given."""
        return (template or self.sentence).format(**self.parts)


def remark(kind: RemarkKind, **parts: str | int) -> Remark:
    """Return a remark with the fields of its sentence."""
    return Remark(kind, parts)
