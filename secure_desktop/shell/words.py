"""The model's words in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.assessment import Answer
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.navigation import Filter
from secure_desktop.model.next_step import Effort, State
from secure_desktop.model.quality import Finding
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Tier
from secure_desktop.model.signing import Stage
from secure_desktop.model.words import (
    ANSWERS,
    CONCERNS,
    EFFORTS,
    EVIDENCE_KINDS,
    FERPA,
    FILTERS,
    ROLES,
    SIGNS,
    STAGES,
    STATES,
    TIERS,
)


def answer_word(answer: Answer) -> str:
    """Return "In place"."""
    return _translated("Words", ANSWERS[answer])


def answer_with_sign(answer: Answer) -> str:
    """Return "✓ In place"."""
    return f"{SIGNS[answer]} {answer_word(answer)}"


def role_word(role: Role) -> str:
    """Return "District superintendent"."""
    return _translated("Words", ROLES[role])


def attestation_sentence(sentence: str) -> str:
    """Return what a signer attests."""
    return _translated("Attestations", sentence)


def left_out_line(line: str) -> str:
    """Return what a public summary leaves out."""
    return _translated("Public", line)


def tier_sentence(tier: Tier) -> str:
    """Return what a tier means."""
    return _translated("Words", TIERS[tier])


def filter_word(which: Filter) -> str:
    """Return "Marked for review"."""
    return _translated("Words", FILTERS[which])


def effort_word(effort: Effort) -> str:
    """Return "Needs money"."""
    return _translated("Words", EFFORTS[effort])


def state_word(state: State) -> str:
    """Return "Dropped"."""
    return _translated("Words", STATES[state])


def evidence_kind_word(kind: EvidenceKind) -> str:
    """Return "Attached file"."""
    return _translated("Words", EVIDENCE_KINDS[kind])


def finding_sentence(finding: Finding) -> str:
    """Return "2 gaps have no next step."."""
    one, many = CONCERNS[finding.concern]
    count = len(finding.items)
    return _translated("Words", one) if count == 1 else _translated("Words", many).format(count)


def stage_word(stage: Stage) -> str:
    """Return "Signed"."""
    return _translated("Words", STAGES[stage])


def privacy_hint() -> str:
    """Return why a text that seems to name a student should not."""
    return _translated("Words", FERPA)


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
