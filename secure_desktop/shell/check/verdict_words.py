"""What a check found, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.exchange.known_keys import Standing
from secure_desktop.exchange.remarks import Remark
from secure_desktop.exchange.verdict import CheckedSeal, CheckedSignOff, State, Verdict
from secure_desktop.model.sign_off import Decision
from secure_desktop.shell.moments import clock_time, date_words
from secure_desktop.shell.words import role_word

_TONES = {State.UNALTERED: "in-place", State.ALTERED: "not-in-place", State.NOT_SIGNED: "not-applicable"}


def outcome_with_sign(verdict: Verdict) -> str:
    """Return "✓ Unaltered"; with a key that nobody here has met it says so as loudly."""
    if _has_new_key(verdict):
        return _tr("◐ Unaltered, but with a new key")
    return {
        State.UNALTERED: _tr("✓ Unaltered"),
        State.ALTERED: _tr("✕ Altered"),
        State.NOT_SIGNED: _tr("– Not signed"),
    }[verdict.state]


def outcome_tone(verdict: Verdict) -> str:
    """Return the tone of the theme that an outcome is shown in."""
    return "partly" if _has_new_key(verdict) else _TONES[verdict.state]


def _has_new_key(verdict: Verdict) -> bool:
    """Return whether an unaltered report rests on a key that is new here: anybody can make one."""
    used = {entry.standing for entry in verdict.sign_offs} | {seal.standing for seal in verdict.seals}
    return verdict.is_unaltered and Standing.NEW in used


def remark_sentence(remark: Remark) -> str:
    """Return the sentence of a remark."""
    return remark.text(QCoreApplication.translate("Verdict", remark.sentence))


def sign_off_sentence(entry: CheckedSignOff) -> str:
    """Return "✓ Signed revision 1, 23 Nov 2026 12:00"."""
    at = f"{date_words(entry.signed_at)} {clock_time(entry.signed_at)}"
    if not entry.holds:
        return _tr("✕ Does not hold: revision {0}, {1}").format(entry.revision, at)
    if entry.decision is Decision.DECLINED:
        return _tr("Declined to sign revision {0}, {1}").format(entry.revision, at)
    return _tr("✓ Signed revision {0}, {1}").format(entry.revision, at)


def person_sentence(entry: CheckedSignOff) -> str:
    """Return who signed and in which role; the role alone in a public summary, which names nobody."""
    role = role_word(entry.role)
    who = ", ".join(text for text in (entry.name, entry.title, entry.organization) if text)
    return _tr("{0}: {1}").format(role, who) if who else role


def seal_sentence(seal: CheckedSeal) -> str:
    """Return "✓ Seal1 is intact, 23 Nov 2026 12:00"."""
    at = f"{date_words(seal.sealed_at)} {clock_time(seal.sealed_at)}" if seal.sealed_at else ""
    said = _tr("✓ {0} is intact") if seal.holds else _tr("✕ {0} is broken")
    return ", ".join(text for text in (said.format(seal.field), at) if text)


def standing_sentence(standing: Standing, name: str) -> str:
    """Return how well a key is known here, and under which name."""
    if standing is Standing.OWN:
        return _tr("✓ This computer’s own key")
    if standing is Standing.KNOWN:
        return _tr("✓ Known before, as the key of {0}").format(name or "–")
    return _tr("New here: compare this key’s number by phone with the person whose key it is said to be.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("VerdictWords", text)
