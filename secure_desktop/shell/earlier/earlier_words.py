"""What the window says of an earlier answer, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.assessment import Assessment, Response
from secure_desktop.model.reconfirming import Earlier, EarlierKind, is_of_last_year
from secure_desktop.shell.moments import date_words
from secure_desktop.shell.session import Session
from secure_desktop.shell.words import answer_with_sign


def when_then(assessment: Assessment, earlier: Earlier) -> str:
    """Return "Last year", the school year if it was another one, or "Before the update"."""
    if earlier.kind is EarlierKind.UPGRADE:
        return _tr("Before the update")
    if is_of_last_year(assessment, earlier):
        return _tr("Last year")
    return earlier.assessment.profile.school_year.strip() or _tr("Earlier")


def again_word(assessment: Assessment, earlier: Earlier) -> str:
    """Return what the button says that records an earlier answer again."""
    return _tr("As last year") if is_of_last_year(assessment, earlier) else _tr("As before")


def then_sentence(assessment: Assessment, earlier: Earlier, then: Response) -> str:
    """Return "Last year: ✓ In place, 12 Sep 2025"."""
    parts = (when_then(assessment, earlier), answer_with_sign(then.answer))
    if then.changed_at is None:
        return _tr("{0}: {1}").format(*parts)
    return _tr("{0}: {1}, {2}").format(*parts, date_words(then.changed_at))


def waiting_line(session: Session, item_id: str) -> str:
    """Return what the card of an item says of its earlier answer as long as nobody has confirmed it; "" otherwise."""
    earlier = session.earlier
    then = earlier.response(item_id) if earlier is not None else None
    if earlier is None or then is None or session.response(item_id).is_answered:
        return ""
    said = then_sentence(session.assessment, earlier, then)
    if earlier.other_wording(session.rubric.item(item_id)):
        return _tr("{0} · not yet re-confirmed · reads otherwise now").format(said)
    return _tr("{0} · not yet re-confirmed").format(said)


def waiting_sentence(count: int) -> str:
    """Return "12 earlier answers are not yet re-confirmed."."""
    if count == 0:
        return _tr("Every earlier answer is re-confirmed or was given anew.")
    if count == 1:
        return _tr("1 earlier answer is not yet re-confirmed.")
    return _tr("{0} earlier answers are not yet re-confirmed.").format(count)


def removed_sentence(count: int) -> str:
    """Return "3 items of the version before are no longer asked."."""
    if count == 1:
        return _tr("1 item of the version before is no longer asked.")
    return _tr("{0} items of the version before are no longer asked.").format(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Earlier", text)
