"""The words and signs for answers and roles, the same on screen, in the PDF and on the command line."""

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.assessment import Answer, Role
from secure_desktop.model.navigation import Filter
from secure_desktop.model.rubric import Tier

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
}
