"""Problems we can name with evidence, next steps, sign-off and checking; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


# --- evidence and next steps --------------------------------------------------------------------------


class RunnableFile(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” is a program or a script, so it was not attached: whoever opens it later could run it.",
    )
    advice = _("KnownProblem", "Attach a document or a picture, for example a PDF of what it shows.")


class AttachmentTooLarge(KnownProblem):
    sentence = _("KnownProblem", "“{name}” has {size}; the most for one attached file is {limit}.")
    advice = _("KnownProblem", "Attach a smaller version, or note where it is filed.")


class EvidenceFull(KnownProblem):
    sentence = _("KnownProblem", "“{name}” was not attached: all files together may have {limit}.")
    advice = _(
        "KnownProblem", "Remove attached files that are no longer needed, or note where this one is filed."
    )


class UnknownEvidence(KnownProblem):
    sentence = _("KnownProblem", "There is no evidence “{evidence}” in this assessment.")
    advice = _("KnownProblem", "The command “evidence list” shows what there is.")


class UnknownNextStep(KnownProblem):
    sentence = _("KnownProblem", "There is no next step “{step}” in this assessment.")
    advice = _("KnownProblem", "The command “step list” shows what there is.")


class NothingAttached(KnownProblem):
    sentence = _("KnownProblem", "“{evidence}” is not an attached file, so there is nothing to save.")
    advice = _("KnownProblem", "Look for it here: {place}")


class SeveralBegin(KnownProblem):
    sentence = _("KnownProblem", "More than one id begins with “{start}”.")
    advice = _("KnownProblem", "Give more of the id; the command “list” shows as much as is needed.")


class AttachmentDamaged(KnownProblem):
    sentence = _("KnownProblem", "The attached file “{name}” is not what it was when it was attached.")
    advice = _("KnownProblem", "Ask whoever attached it for the original, and check the assessment file.")


class ContentMissing(UnknownEvidence):
    sentence = _(
        "KnownProblem",
        "The content of “{name}” is not in this file, only its record: it came from an export, or a copy without files.",
    )
    advice = _("KnownProblem", "Find the original and attach it to the item again; that puts it back.")


class NotOpened(KnownProblem):
    sentence = _("KnownProblem", "“{name}” may be a program or a script, so it was not opened.")
    advice = _("KnownProblem", "Ask whoever attached it what it is; it can be saved to be looked at.")


class TextMissing(KnownProblem):
    sentence = _("KnownProblem", "{what} is empty, so nothing was recorded.")
    advice = _("KnownProblem", "Say it in a few words.")


class NotADate(KnownProblem):
    sentence = _("KnownProblem", "“{text}” is not a date.")
    advice = _("KnownProblem", "Write it as year, month and day, for example 2027-01-15.")


# --- sign-off -----------------------------------------------------------------------------------------


class SignedAlready(KnownProblem):
    sentence = _("KnownProblem", "Revision {revision} is signed, so nothing in it can be changed.")
    advice = _("KnownProblem", "Reopen it as revision {next}; the signed revision stays in the file.")


class NotSigned(KnownProblem):
    sentence = _("KnownProblem", "Revision {revision} is not signed, so it need not be reopened.")
    advice = _("KnownProblem", "Its answers can be changed as they are.")


class UnknownRevision(KnownProblem):
    sentence = _("KnownProblem", "Nobody has signed a revision {revision} of this assessment.")
    advice = _("KnownProblem", "The command “status” lists the revisions that were signed.")


class NotReadyToSign(KnownProblem):
    sentence = _("KnownProblem", "This assessment cannot be signed yet: {findings}")
    advice = _("KnownProblem", "Mend that first; the review lists the items.")


class NotAttested(KnownProblem):
    sentence = _("KnownProblem", "Nothing was signed, because the statements were not confirmed.")
    advice = _("KnownProblem", "Read them, then confirm them; on the command line with --attest.")


class SignedBefore(KnownProblem):
    sentence = _("KnownProblem", "{name} has signed this revision already.")
    advice = _("KnownProblem", "Reopen the assessment to sign again.")


class ChangedAfterSigning(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” was changed after it was signed, so nobody can sign it as it is. It was not changed now.",
    )
    advice = _("KnownProblem", "Check it to see what was changed, or reopen it as the next revision.")


class NotAsSigned(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” was changed after it was signed, so no report of it can be sealed."
    )
    advice = _("KnownProblem", "Check it to see what was changed, or reopen it as the next revision.")


class NotSealed(KnownProblem):
    sentence = _("KnownProblem", "“{name}” carries no seal, so no further one can be added to it.")
    advice = _("KnownProblem", "Sign the assessment file, then make its report; that is sealed.")


class NotAScan(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” is neither a PDF nor a picture, so it is no scan of a signed page."
    )
    advice = _("KnownProblem", "Scan the page, or take a photo of it, and choose that file.")


class WrongPassphrase(KnownProblem):
    sentence = _("KnownProblem", "The passphrase does not open “{name}”.")
    advice = _("KnownProblem", "Type it again; whoever issued the digital ID knows it.")


class NotADigitalId(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not a digital ID that can sign.")
    advice = _("KnownProblem", "Choose a file that ends in .pfx or .p12 and holds a private key.")


class NotADrawing(KnownProblem):
    sentence = _("KnownProblem", "“{name}” holds no drawn signature.")
    advice = _("KnownProblem", "Use an SVG file with lines or paths.")


class KeyUnreadable(KnownProblem):
    sentence = _("KnownProblem", "This computer’s signing key cannot be used: {reason}.")
    advice = _("KnownProblem", "Check the folder of the program’s own files, or sign with a .pfx file.")


# --- checking -----------------------------------------------------------------------------------------


class NotCheckable(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is neither a PDF nor an assessment file, so it cannot be checked.")
    advice = _("KnownProblem", "Choose a PDF summary or an assessment file that this program made.")


class PdfTooLarge(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is unusually large ({megabytes} MB) and was not checked.")
    advice = _("KnownProblem", "Choose a PDF summary that this program made.")


class PdfEncrypted(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is encrypted, so it cannot be checked.")
    advice = _("KnownProblem", "Ask the sender for the PDF as this program saved it.")


class Busy(KnownProblem):
    sentence = _("KnownProblem", "Something else is still being written to “{name}”.")
    advice = _("KnownProblem", "Wait for a moment and try again.")
