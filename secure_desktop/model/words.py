"""The words and signs for answers, roles, next steps and sign-offs, the same on screen, in the PDF and on the command line."""

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.assessment import Answer
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.navigation import Filter
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.quality import Concern
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Tier
from secure_desktop.model.sign_off import Decision
from secure_desktop.model.signing import Stage

SIGNS = {
    Answer.IN_PLACE: "✓",
    Answer.PARTLY: "◐",
    Answer.NOT_IN_PLACE: "✕",
    Answer.NOT_APPLICABLE: "–",
    Answer.UNANSWERED: "○",
}

ANSWERS = {
    Answer.IN_PLACE: QT_TRANSLATE_NOOP("Words", "In place"),
    Answer.PARTLY: QT_TRANSLATE_NOOP("Words", "Partly"),
    Answer.NOT_IN_PLACE: QT_TRANSLATE_NOOP("Words", "Not in place"),
    Answer.NOT_APPLICABLE: QT_TRANSLATE_NOOP("Words", "Not applicable"),
    Answer.UNANSWERED: QT_TRANSLATE_NOOP("Words", "Unanswered"),
}

ROLES = {
    Role.SUPERINTENDENT: QT_TRANSLATE_NOOP("Words", "District superintendent"),
    Role.LAW_ENFORCEMENT: QT_TRANSLATE_NOOP("Words", "Law enforcement"),
    Role.SCHOOL_BOARD: QT_TRANSLATE_NOOP("Words", "School board"),
    Role.PRINCIPAL: QT_TRANSLATE_NOOP("Words", "Principal"),
    Role.JUVENILE_JUSTICE: QT_TRANSLATE_NOOP("Words", "Juvenile justice"),
    Role.CIVIL_RIGHTS: QT_TRANSLATE_NOOP("Words", "Civil rights"),
    Role.COMMUNITY: QT_TRANSLATE_NOOP("Words", "Family, student or community"),
    Role.OTHER: QT_TRANSLATE_NOOP("Words", "Other"),
}

TIERS = {
    Tier.CORE: QT_TRANSLATE_NOOP("Words", "Core: the subject is very likely in the federal document"),
    Tier.SUPPLEMENTARY: QT_TRANSLATE_NOOP(
        "Words", "Supplementary: drawn from closely related federal or State material"
    ),
}

FILTERS = {
    Filter.ALL: QT_TRANSLATE_NOOP("Words", "All items"),
    Filter.UNANSWERED: QT_TRANSLATE_NOOP("Words", "Unanswered"),
    Filter.GAPS: QT_TRANSLATE_NOOP("Words", "Gaps"),
    Filter.MARKED: QT_TRANSLATE_NOOP("Words", "Marked for review"),
    Filter.NOTED: QT_TRANSLATE_NOOP("Words", "With a note"),
    Filter.NOT_RECONFIRMED: QT_TRANSLATE_NOOP("Words", "Not yet re-confirmed"),
}

EFFORTS = {
    Effort.UNKNOWN: QT_TRANSLATE_NOOP("Words", "Not said"),
    Effort.HOURS: QT_TRANSLATE_NOOP("Words", "Hours"),
    Effort.WEEKS: QT_TRANSLATE_NOOP("Words", "Weeks"),
    Effort.MONEY: QT_TRANSLATE_NOOP("Words", "Needs money"),
}

STATES = {
    State.OPEN: QT_TRANSLATE_NOOP("Words", "Open"),
    State.DONE: QT_TRANSLATE_NOOP("Words", "Done"),
    State.DROPPED: QT_TRANSLATE_NOOP("Words", "Dropped"),
}

EVIDENCE_KINDS = {
    EvidenceKind.FILE: QT_TRANSLATE_NOOP("Words", "Attached file"),
    EvidenceKind.PLACE: QT_TRANSLATE_NOOP("Words", "Filed elsewhere"),
    EvidenceKind.LINK: QT_TRANSLATE_NOOP("Words", "Link"),
}

DECISIONS = {
    Decision.SIGNED: QT_TRANSLATE_NOOP("Words", "Signed"),
    Decision.DECLINED: QT_TRANSLATE_NOOP("Words", "Declined"),
}

STAGE_SIGNS = {Stage.DRAFT: "○", Stage.SIGNING: "◐", Stage.SIGNED: "✓", Stage.DECLINED: "✕"}

STAGES = {
    Stage.DRAFT: QT_TRANSLATE_NOOP("Words", "Draft"),
    Stage.SIGNING: QT_TRANSLATE_NOOP("Words", "Sign-offs missing"),
    Stage.SIGNED: QT_TRANSLATE_NOOP("Words", "Signed"),
    Stage.DECLINED: QT_TRANSLATE_NOOP("Words", "Declined"),
}

CONCERNS = {
    Concern.UNANSWERED: (
        QT_TRANSLATE_NOOP("Words", "1 item is unanswered."),
        QT_TRANSLATE_NOOP("Words", "{0} items are unanswered."),
    ),
    Concern.REASON_MISSING: (
        QT_TRANSLATE_NOOP("Words", "1 item is “not applicable” without a reason."),
        QT_TRANSLATE_NOOP("Words", "{0} items are “not applicable” without a reason."),
    ),
    Concern.NO_EVIDENCE: (
        QT_TRANSLATE_NOOP("Words", "1 item is “in place” with no evidence."),
        QT_TRANSLATE_NOOP("Words", "{0} items are “in place” with no evidence."),
    ),
    Concern.NO_NEXT_STEP: (
        QT_TRANSLATE_NOOP("Words", "1 gap has no next step."),
        QT_TRANSLATE_NOOP("Words", "{0} gaps have no next step."),
    ),
    Concern.NO_OWNER: (
        QT_TRANSLATE_NOOP("Words", "1 item has a next step without an owner."),
        QT_TRANSLATE_NOOP("Words", "{0} items have a next step without an owner."),
    ),
    Concern.NO_DATE: (
        QT_TRANSLATE_NOOP("Words", "1 item has a next step without a due date."),
        QT_TRANSLATE_NOOP("Words", "{0} items have a next step without a due date."),
    ),
    Concern.DATE_PAST: (
        QT_TRANSLATE_NOOP("Words", "1 item has a date that is past."),
        QT_TRANSLATE_NOOP("Words", "{0} items have a date that is past."),
    ),
    Concern.SAME_NOTE: (
        QT_TRANSLATE_NOOP("Words", "1 item has the same note as others."),
        QT_TRANSLATE_NOOP("Words", "{0} items have the same note as others."),
    ),
    Concern.NAMES_STUDENT: (
        QT_TRANSLATE_NOOP("Words", "1 item has a text that looks as if it names a student."),
        QT_TRANSLATE_NOOP("Words", "{0} items have a text that looks as if it names a student."),
    ),
}
"""What the quality check found, for one item and for several."""

FERPA = QT_TRANSLATE_NOOP(
    "Words",
    "A student number or a date of birth can identify a student. FERPA (20 U.S.C. 1232g; 34 CFR Part 99) "
    "protects such information; please consider leaving it out before this is shared.",
)
