"""What a rescue came to, in the language of the screen."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.exchange.rescue.counts import Counted, Part
from secure_desktop.exchange.rescue.findings import lines
from secure_desktop.exchange.rescue.rescue import Rescued
from secure_desktop.model.last_words import Certainty

_ = QT_TRANSLATE_NOOP

_PARTS = {
    Part.ANSWERS: _("Rescue", "Answers"),
    Part.NOTES: _("Rescue", "Notes"),
    Part.NEXT_STEPS: _("Rescue", "Next steps"),
    Part.PARTICIPANTS: _("Rescue", "Participants"),
    Part.EVIDENCE: _("Rescue", "Evidence"),
    Part.FILES: _("Rescue", "Attached files"),
    Part.SIGN_OFFS: _("Rescue", "Sign-offs"),
    Part.HISTORY: _("Rescue", "Entries of the history"),
}
_CERTAINTIES = {
    Certainty.SURE: _("Rescue", "✓ Sure"),
    Certainty.FILLED: _("Rescue", "◐ Filled in"),
    Certainty.UNCONFIRMED: _("Rescue", "◐ To check"),
    Certainty.UNKNOWN: _("Rescue", "✕ Not readable"),
}
_TONES = {
    Certainty.SURE: "in-place",
    Certainty.FILLED: "partly",
    Certainty.UNCONFIRMED: "partly",
    Certainty.UNKNOWN: "not-in-place",
}


def certainty_with_sign(certainty: Certainty) -> str:
    """Return "✓ Sure"."""
    return _tr(_CERTAINTIES[certainty])


def certainty_tone(certainty: Certainty) -> str:
    """Return the tone of the theme that it is shown in."""
    return _TONES[certainty]


def finding_lines(found: Rescued) -> tuple[str, ...]:
    """Return what is to be told, like findings in one sentence."""
    return tuple(lines(found.findings, _tr))


def headline(found: Rescued) -> str:
    """Return the outcome in one sentence."""
    if found.is_as_signed and found.is_complete:
        return _tr("✓ Everything came across, as it was signed.")
    if found.is_complete:
        return _tr("✓ Everything came across.")
    to_check = len(found.items(Certainty.UNCONFIRMED)) + len(found.items(Certainty.FILLED))
    unknown = len(found.items(Certainty.UNKNOWN))
    if not to_check and not unknown:
        return _tr("◐ All answers came across. Something else did not, or is not sure.")
    if to_check + unknown == 1:
        return _tr("◐ Not everything is sure: one item is to be checked.")
    if not unknown:
        return _tr("◐ Not everything is sure: {0} items are to be checked.").format(to_check)
    if not to_check:
        return _tr("◐ Not everything came across: {0} items could not be read.").format(unknown)
    return _tr("◐ Not everything came across: {0} items are to be checked, {1} could not be read.").format(
        to_check, unknown
    )


@dataclass(frozen=True, slots=True)
class CountLine:
    """What is said of a part: its name, and how much of it is there."""

    name: str
    text: str


def count_line(counted: Counted) -> CountLine | None:
    """Return what is said of a part; None where there is nothing to say."""
    if not (counted.came or counted.lost or counted.may_be_more):
        return None
    words = [_tr("{0} came across").format(counted.came)]
    if counted.to_check:
        words.append(_tr("{0} to check").format(counted.to_check))
    if counted.lost:
        words.append(_tr("{0} lost").format(counted.lost))
    if counted.may_be_more:
        words.append(_tr("perhaps there were more"))
    is_good = len(words) == 1
    sign = "✓" if is_good else "✕" if counted.lost and not counted.came else "◐"
    return CountLine(_tr(_PARTS[counted.part]), f"{sign} {', '.join(words)}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Rescue", text)
