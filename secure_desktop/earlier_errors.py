"""Problems we can name with what was before: getting an assessment back, the next year, a newer version of a checklist."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


# --- an assessment out of JSON ------------------------------------------------------------------------


class NotJson(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not JSON that can be read: {why}.")
    advice = _("KnownProblem", "Choose a file that “export --format json” wrote, as it was written.")


class JsonTooLarge(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is unusually large ({megabytes} MB) and was not read.")
    advice = _("KnownProblem", "Choose a file that “export --format json” wrote.")


class NewerJson(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” was exported by a newer version of the program: its format is {found}, this version knows {known}.",
    )
    advice = _("KnownProblem", "Install the newer version of the program, then take it in again.")


class WrongJson(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is no whole export of an assessment: at {where}, {why}.")
    advice = _("KnownProblem", "Export the assessment again, and do not change the file in between.")


class HistoryNotExported(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” holds sign-offs, but not the history that they cover, so nobody could check them any more.",
    )
    advice = _("KnownProblem", "Export the assessment file again, or get the assessment back from its PDF.")


# --- an assessment out of a PDF -----------------------------------------------------------------------


class NoAssessmentInside(KnownProblem):
    sentence = _("KnownProblem", "“{name}” holds no assessment: it is not a signed report of this program.")
    advice = _(
        "KnownProblem", "Choose the PDF summary that was saved after signing; drafts carry nothing inside."
    )


class OnlyPublic(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” is a public summary: names, notes and evidence were left out of it, so no assessment can be rebuilt.",
    )
    advice = _("KnownProblem", "Choose the whole PDF summary; the superintendent or the board may have it.")


class ReportAltered(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not as it was sealed, so nothing was taken from it. {finding}")
    advice = _(
        "KnownProblem",
        "Ask for the PDF as it was sent. If there is no other, take it in all the same (--although-altered) and "
        "check every answer.",
    )


class InsideUnreadable(KnownProblem):
    sentence = _("KnownProblem", "What “{name}” holds of the assessment is damaged and cannot be read.")
    advice = _("KnownProblem", "Ask for another copy of the PDF, or for the assessment file itself.")


class InsideNeedsRubric(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The assessment file inside “{name}” is lost, and its answers belong to a checklist that is not here: "
        "{rubric}.",
    )
    advice = _("KnownProblem", "Add that version of the checklist to your rubrics first.")


# --- the earlier assessment in a file -----------------------------------------------------------------


class EarlierUnreadable(KnownProblem):
    sentence = _(
        "KnownProblem", "What “{name}” holds of the earlier assessment is damaged and cannot be shown."
    )
    advice = _(
        "KnownProblem", "Its own answers are not touched; look into the file of the earlier assessment."
    )


class StartFromCopy(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is the copy of a reviewer, so no other assessment starts from it.")
    advice = _("KnownProblem", "Choose the assessment that the copy was made from.")


class NoEarlierAnswer(KnownProblem):
    sentence = _("KnownProblem", "There is no earlier answer to item {item}.")
    advice = _("KnownProblem", "The command “status” says what there is of the earlier assessment.")


# --- a newer version of a checklist -------------------------------------------------------------------


class NoNewerVersion(KnownProblem):
    sentence = _(
        "KnownProblem", "There is no newer version of “{rubric}” here than {version}, which “{name}” has."
    )
    advice = _("KnownProblem", "Add the newer version to your rubrics first.")


class SignedBeforeUpgrade(KnownProblem):
    sentence = _(
        "KnownProblem", "Revision {revision} of “{name}” is signed, so its checklist is not exchanged."
    )
    advice = _("KnownProblem", "Reopen it as the next revision first; the signed one stays in the file.")


class SignedWithOtherVersion(KnownProblem):
    sentence = _(
        "KnownProblem",
        "Revision {revision} was signed with another version of the checklist, which “{name}” no longer holds.",
    )
    advice = _("KnownProblem", "Save its PDF from the file as it was before its checklist was updated.")


class UpgradeOfCopy(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is the copy of a reviewer, so its checklist is not exchanged.")
    advice = _("KnownProblem", "Send it back; whoever made it combines it and updates the assessment itself.")
