"""The words that go with what is shared: what is attached, how it stands, and how to open it."""

from collections.abc import Callable, Iterator, Sequence

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.mail_address import one_line
from secure_desktop.model.sharing import Packing, Parcel, Piece, PieceKind
from secure_desktop.model.signed_form import grouped
from secure_desktop.model.signing import Stage
from secure_desktop.model.summary import Summary

_ = QT_TRANSLATE_NOOP
Translate = Callable[[str], str]

_WHAT = {
    PieceKind.SUMMARY: _("Sharing", "the PDF summary, to read and to print"),
    PieceKind.PUBLIC_SUMMARY: _(
        "Sharing", "the public summary, without names of people, notes, evidence and history"
    ),
    PieceKind.ASSESSMENT: _(
        "Sharing", "the assessment itself, with answers, notes, evidence and history; SECURe Desktop opens it"
    ),
}
_FOR_FEW = _(
    "Sharing",
    "It is meant for those who work on this assessment. Please do not pass on the assessment itself.",
)
_IN_A_ZIP = _("Sharing", "Both are in one zip, “{0}”.")
_ONE_IN_A_ZIP = _("Sharing", "It is in a zip, “{0}”.")
_LOCKED = _(
    "Sharing",
    "The zip is locked with a password, which you get by phone and not by e-mail. SECURe Desktop opens it "
    "(Open a file…), and so does 7-Zip, which is free. Windows Explorer cannot. Nobody can open it without the password.",
)
_CHECKED = _(
    "Sharing",
    "Whether the PDF is as it was signed can be checked without internet: in SECURe Desktop, Check a report…",
)


def proposed_subject(summary: Summary, translate: Translate = str) -> str:
    """Return a subject that says what it is, whose, and from which year."""
    profile = summary.profile
    parts = (summary.rubric.title, profile.district, profile.school_year)
    return translate("SECURe {0}").format(" – ".join(one_line(part) for part in parts if part.strip()))


def proposed_message(summary: Summary, translate: Translate = str) -> str:
    """Return a first sentence for those who write none of their own."""
    title, district = one_line(summary.rubric.title), one_line(summary.profile.district)
    return translate("Here is the {0} of {1}.").format(title, district)


def cover_text(
    summary: Summary, parcel: Parcel, pieces: Sequence[Piece], archive: str = "", translate: Translate = str
) -> str:
    """Return the message, how the assessment stands, and what `pieces` are; `archive` is the zip that holds them."""
    message = parcel.message.strip() or proposed_message(summary, translate)
    parts = [message, _standing(summary, translate), _attached(pieces, translate)]
    if archive:
        words = _IN_A_ZIP if len(pieces) > 1 else _ONE_IN_A_ZIP
        parts.append(translate(words).format(archive))
    if parcel.packing is Packing.LOCKED:
        parts.append(translate(_LOCKED))
    if summary.is_locked:
        parts.append(_fingerprint(summary, translate))
    if not parcel.is_public:
        parts.append(translate(_FOR_FEW))
    return "\n\n".join(parts) + "\n"


def _standing(summary: Summary, translate: Translate) -> str:
    profile = summary.profile
    facts = (one_line(profile.district), one_line(summary.rubric.title), one_line(profile.school_year))
    progress = summary.tally.progress
    answered = translate("{0} of {1} items are answered.").format(progress.answered, progress.total)
    return "\n".join([", ".join(fact for fact in facts if fact), answered, _signed(summary, translate)])


def _signed(summary: Summary, translate: Translate) -> str:
    number, missing = summary.revision, len(summary.missing)
    if summary.stage is Stage.DRAFT:
        return translate("It is a draft: nobody has signed it.")
    if summary.stage is Stage.DECLINED:
        return translate("Somebody declined to sign revision {0}.").format(number)
    if missing == 1:
        return translate("Revision {0} is signed; 1 signature is missing.").format(number)
    if missing:
        return translate("Revision {0} is signed; {1} signatures are missing.").format(number, missing)
    return translate("Revision {0} is signed by everybody who is expected to.").format(number)


def _attached(pieces: Sequence[Piece], translate: Translate) -> str:
    return "\n".join([translate("Attached:"), *_lines(pieces, translate)])


def _lines(pieces: Sequence[Piece], translate: Translate) -> Iterator[str]:
    for piece in pieces:
        yield translate("- {0}: {1}").format(piece.name, translate(_WHAT[piece.kind]))


def _fingerprint(summary: Summary, translate: Translate) -> str:
    number = translate("Fingerprint: {0}").format(grouped(summary.fingerprint))
    return f"{translate(_CHECKED)}\n{number}"
