"""How far a revision is with its sign-off, and that a copy of it is not what was signed."""

from secure_desktop.exchange.documents.parts import Line, Tone
from secure_desktop.exchange.documents.telling import Telling
from secure_desktop.model.signed_form import grouped
from secure_desktop.model.signing import Stage


def status(tell: Telling) -> Line:
    """Return how far the revision is, for the head of the document and of every page."""
    summary, translate = tell.summary, tell.translate
    number, missing = summary.revision, len(summary.missing)
    if summary.stage is Stage.SIGNED:
        return Line(translate("Revision {0}, signed").format(number), "✓", Tone.GOOD)
    if summary.stage is Stage.DECLINED:
        return Line(translate("Revision {0}, declined").format(number), "✕", Tone.BAD)
    if summary.stage is Stage.SIGNING:
        words = (
            translate("Revision {0}, 1 signature is missing")
            if missing == 1
            else translate("Revision {0}, {1} signatures are missing")
        )
        return Line(words.format(number, missing), "◐", Tone.PARTLY)
    words = translate("Draft") if number == 1 else translate("Draft of revision {0}")
    return Line(words.format(number), "○", Tone.PARTLY)


def what_it_is(tell: Telling, *, editable: bool) -> str:
    """Return in sentences what the document is, and where what was signed can be found."""
    translate, summary = tell.translate, tell.summary
    sentences = [_kind(tell, editable=editable)]
    if not summary.is_locked:
        sentences.append(translate("It shows the assessment as of {0}; nobody has signed that."))
    elif summary.stage is Stage.SIGNED:
        sentences.append(
            translate("What was signed is the PDF summary of revision {1}, with the fingerprint {2}.")
        )
    else:
        sentences.append(
            translate(
                "The signatures so far stand under the PDF summary of revision {1}, with the fingerprint {2}."
            )
        )
    day, digits = tell.say.day(summary.changed_at), grouped(summary.fingerprint)
    return " ".join(sentences).format(day, summary.revision, digits)


def _kind(tell: Telling, *, editable: bool) -> str:
    if editable:
        return tell.translate(
            "This is an editable copy, not the signed document: anybody can change it, and nothing in it shows that."
        )
    return tell.translate("This page is a copy for reading, not the signed document.")
