"""What a rescue has to tell about single things: what did not come across, and what somebody should look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.exchange.visible import visible

_ = QT_TRANSLATE_NOOP


class FindingKind(StrEnum):
    """What a finding is about; the values are stable."""

    ANSWER_UNCONFIRMED = "answer-unconfirmed"
    ANSWER_UNKNOWN = "answer-unknown"
    ANSWER_FILLED = "answer-filled"
    ITEM_NOT_IN_RUBRIC = "item-not-in-rubric"
    ROWS_UNREADABLE = "answers-unreadable"
    PROFILE_UNCONFIRMED = "profile-unconfirmed"
    PROFILE_LOST = "profile-lost"
    RUBRIC_UNCONFIRMED = "rubric-unconfirmed"
    RUBRIC_FROM_SHELF = "rubric-from-shelf"
    PERSON_UNCONFIRMED = "person-unconfirmed"
    PEOPLE_UNKNOWN = "people-unknown"
    NEXT_STEP_UNCONFIRMED = "next-step-unconfirmed"
    NEXT_STEP_LOST = "next-step-lost"
    NEXT_STEPS_UNKNOWN = "next-steps-unknown"
    EVIDENCE_UNCONFIRMED = "evidence-unconfirmed"
    EVIDENCE_LOST = "evidence-lost"
    EVIDENCE_UNKNOWN = "evidence-unknown"
    CONTENT_LOST = "file-lost"
    SIGN_OFF_LOST = "sign-off-lost"
    SIGN_OFFS_UNKNOWN = "sign-offs-unknown"
    HISTORY_LOST = "history-lost"
    HISTORY_UNKNOWN = "history-unknown"
    EARLIER_LOST = "earlier-lost"
    FOREIGN_PART = "foreign-part"


SENTENCES: Mapping[FindingKind, str] = {
    FindingKind.ANSWER_UNCONFIRMED: _(
        "Rescue", "Item {label} ({short}): only one place in the file says so. Check the answer and the note."
    ),
    FindingKind.ANSWER_UNKNOWN: _(
        "Rescue", "Item {label} ({short}): what was entered, if anything, could not be read."
    ),
    FindingKind.ANSWER_FILLED: _(
        "Rescue", "Item {label} ({short}): taken from “{source}”; it may have been changed since."
    ),
    FindingKind.ITEM_NOT_IN_RUBRIC: _(
        "Rescue", "Something was entered for “{item}”, which is no item of this checklist. It was left out."
    ),
    FindingKind.ROWS_UNREADABLE: _("Rescue", "Answers that are there but cannot be read: {count}."),
    FindingKind.PROFILE_UNCONFIRMED: _(
        "Rescue", "District, school year, state or agency may be wrong. Check them."
    ),
    FindingKind.PROFILE_LOST: _("Rescue", "The name of the district could not be read. Type it again."),
    FindingKind.RUBRIC_UNCONFIRMED: _(
        "Rescue", "The checklist in the file is damaged; some of its texts may read otherwise than before."
    ),
    FindingKind.RUBRIC_FROM_SHELF: _(
        "Rescue",
        "The checklist could not be read. The one of this program was taken: {title}, version {version}.",
    ),
    FindingKind.PERSON_UNCONFIRMED: _(
        "Rescue", "Participant {name}: only one place in the file says so. Check name and role."
    ),
    FindingKind.PEOPLE_UNKNOWN: _("Rescue", "There may have been more participants than could be read."),
    FindingKind.NEXT_STEP_UNCONFIRMED: _(
        "Rescue", "Next step “{text}” for item {label}: only one place in the file says so. Check it."
    ),
    FindingKind.NEXT_STEP_LOST: _("Rescue", "A next step could not be read: {text}"),
    FindingKind.NEXT_STEPS_UNKNOWN: _("Rescue", "There may have been more next steps than could be read."),
    FindingKind.EVIDENCE_UNCONFIRMED: _(
        "Rescue", "Evidence “{title}” for item {label}: only one place in the file says so. Check it."
    ),
    FindingKind.EVIDENCE_LOST: _("Rescue", "A piece of evidence could not be read: {title}"),
    FindingKind.EVIDENCE_UNKNOWN: _("Rescue", "There may have been more evidence than could be read."),
    FindingKind.CONTENT_LOST: _(
        "Rescue", "The content of the attached file “{name}” is lost. Attach the original again."
    ),
    FindingKind.SIGN_OFF_LOST: _(
        "Rescue",
        "The sign-off of {name} for revision {revision} could not be carried over, because not all that it covers "
        "is there. The PDF that was saved after signing remains what was signed.",
    ),
    FindingKind.SIGN_OFFS_UNKNOWN: _("Rescue", "There may have been sign-offs that could not be read."),
    FindingKind.HISTORY_LOST: _("Rescue", "Entries of the history that could not be read: {count}."),
    FindingKind.HISTORY_UNKNOWN: _("Rescue", "The end of the history may be missing."),
    FindingKind.EARLIER_LOST: _(
        "Rescue", "The earlier assessment that this one started from could not be read; its own file has it."
    ),
    FindingKind.FOREIGN_PART: _("Rescue", "Left behind, because this program did not make it: {part}."),
}

GROUPED: Mapping[FindingKind, str] = {
    FindingKind.ANSWER_UNCONFIRMED: _(
        "Rescue",
        "Only one place in the file says what was entered for these items. Check their answers and notes: {several}",
    ),
    FindingKind.ANSWER_UNKNOWN: _(
        "Rescue", "What was entered for these items, if anything, could not be read: {several}"
    ),
    FindingKind.ANSWER_FILLED: _(
        "Rescue",
        "These items were filled in from a report or an export. They may have been changed since: {several}",
    ),
    FindingKind.PERSON_UNCONFIRMED: _(
        "Rescue", "Only one place in the file names these participants. Check names and roles: {several}"
    ),
    FindingKind.NEXT_STEP_UNCONFIRMED: _(
        "Rescue", "Only one place in the file holds the next steps of these items. Check them: {several}"
    ),
    FindingKind.EVIDENCE_UNCONFIRMED: _(
        "Rescue", "Only one place in the file holds the evidence for these items. Check it: {several}"
    ),
}
"""What is told of findings of one kind together, for people who read a list."""

HARMLESS = frozenset({FindingKind.FOREIGN_PART, FindingKind.RUBRIC_FROM_SHELF})
"""Findings that do not mean that anything of the assessment is missing or uncertain."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell; `parts` fill the named fields of its sentence, `item_id` is the item that it is about."""

    kind: FindingKind
    parts: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    item_id: str = ""

    @property
    def sentence(self) -> str:
        """The sentence with its fields unfilled, in English."""
        return SENTENCES[self.kind]

    def text(self, template: str | None = None) -> str:
        """Return the sentence filled; a translated `template` is filled instead if given."""
        return (template or self.sentence).format(**self.parts)


def lines(findings: Iterable[Finding], translated: Callable[[str], str] = str) -> Iterator[str]:
    """Yield findings as sentences, like ones in one; `translated` is told each sentence with its fields unfilled.

    Each is one line, whatever stood in the file, and signs in it that would mislead the eye are visible.
    """
    alike: dict[FindingKind, dict[str, None]] = {}
    others = []
    for found in findings:
        if found.kind in GROUPED:
            name = str(found.parts.get("label") or found.parts["name"])
            alike.setdefault(found.kind, {})[name] = None
        else:
            others.append(found)
    for kind, names in alike.items():
        yield _one_line(translated(GROUPED[kind]).format(several=", ".join(names)))
    for found in others:
        yield _one_line(found.text(translated(found.sentence)))


def _one_line(text: str) -> str:
    return " ".join(visible(text).splitlines())


def finding(kind: FindingKind, item_id: str = "", **parts: str | int) -> Finding:
    """Return a finding with the fields of its sentence."""
    return Finding(kind, parts, item_id)
