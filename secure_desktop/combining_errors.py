"""Problems we can name with reviewer copies and with combining them; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


# --- reviewer copies ----------------------------------------------------------------------------------


class ReviewerMissing(KnownProblem):
    sentence = _("KnownProblem", "A reviewer copy needs the name of the reviewer.")
    advice = _("KnownProblem", "Type one name for each copy.")


class UnknownActionStep(KnownProblem):
    sentence = _("KnownProblem", "There is no action step {step} in the {checklist}.")
    advice = _("KnownProblem", "Use numbers from this list: {choices}.")


class SignedIsNotReviewed(KnownProblem):
    sentence = _(
        "KnownProblem", "Revision {revision} is signed, so there is nothing in it for reviewers to answer."
    )
    advice = _("KnownProblem", "Reopen it first, with a reason; that starts revision {next}.")


class CopyOfAReviewerCopy(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is itself a reviewer copy, made for {reviewer}.")
    advice = _("KnownProblem", "Make the copies from the assessment that it was made from.")


class ReviewerCopyNotSigned(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” is a reviewer copy for {reviewer}, and a reviewer copy is not signed."
    )
    advice = _("KnownProblem", "Send it back; the assessment that it is combined into is signed.")


class ReviewerCopyNotReported(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” is a reviewer copy for {reviewer}: one person’s answers, perhaps to a part only. No summary is made of it.",
    )
    advice = _(
        "KnownProblem", "Send it back; the summary is made of the assessment that it is combined into."
    )


# --- copies that cannot be combined -------------------------------------------------------------------


class CombineIntoReviewerCopy(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is a reviewer copy for {reviewer}; nothing is combined into it.")
    advice = _("KnownProblem", "Open the assessment that it was made from, and combine it into that.")


class TheFileItself(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is the file that you are combining into.")
    advice = _("KnownProblem", "Choose the copies that came back from the reviewers.")


class PickedTwice(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is the same copy as “{other}”.")
    advice = _("KnownProblem", "One of them is enough, so this one was left out.")


class NothingNew(KnownProblem):
    sentence = _("KnownProblem", "“{name}” says nothing that is not in this file already.")
    advice = _("KnownProblem", "Nothing needs to be done with it.")


class AnotherAssessment(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not a copy of this assessment; it is that of {district}.")
    advice = _("KnownProblem", "Combine only copies of one assessment; “compare” takes any two.")


class AnotherRubric(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” answers another version of the checklist: {found}, while this file answers {expected}.",
    )
    advice = _(
        "KnownProblem",
        "Combine it into the file as it was before its checklist was updated, and update that; or enter by hand what it says.",
    )


class OfASignedRevision(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” is a copy of revision {found}, which was signed meanwhile; this file is at revision {expected}.",
    )
    advice = _("KnownProblem", "Make a new copy of this file for the reviewer, or enter the answers by hand.")


class OfALaterRevision(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” is at revision {found}, while this file is still at revision {expected}.",
    )
    advice = _("KnownProblem", "Open that file, and combine this one into it.")


class CopyIsSigned(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is signed, and what was signed is not mixed with other answers.")
    advice = _("KnownProblem", "Reopen it first, with a reason, or combine a copy from before the signature.")


class RebuiltWithoutHistory(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” was rebuilt without its history, so nobody can tell which of its answers came first.",
    )
    advice = _("KnownProblem", "Compare the two files, and enter by hand what is to stand.")


class HistoryFalsified(KnownProblem):
    sentence = _(
        "KnownProblem", "The history of “{name}” contradicts what stands in it, or that of another copy."
    )
    advice = _("KnownProblem", "Ask whoever sent it for the file as the program saved it.")


# --- carrying it out ----------------------------------------------------------------------------------


class ConflictsOpen(KnownProblem):
    sentence = _(
        "KnownProblem", "Opinions differ, and nobody has chosen yet ({count} open). Nothing was written."
    )
    advice = _("KnownProblem", "Choose an opinion for each of them.")


class NothingToChoose(KnownProblem):
    sentence = _("KnownProblem", "Nothing differs in “{place}” that waits for a choice. Nothing was written.")
    advice = _("KnownProblem", "Leave this choice out; without any, all that differs is listed.")


class NoSuchChoice(KnownProblem):
    sentence = _("KnownProblem", "“{choice}” is not a choice for “{place}”. Nothing was written.")
    advice = _("KnownProblem", "Use one of: {choices}.")


class NothingToCombine(KnownProblem):
    sentence = _("KnownProblem", "None of the copies says anything new, so nothing was written.")
    advice = _("KnownProblem", "Look at what is told about each copy.")


class ChangedMeanwhile(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” was changed since the copies were looked at. Nothing was combined."
    )
    advice = _("KnownProblem", "Look at the copies again; it takes a moment.")


class CopyGone(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The attached file “{file}” can no longer be read from the copies. Nothing was combined.",
    )
    advice = _("KnownProblem", "Plug in the drive that the copies lie on, and try again.")


class TooMuchEvidence(KnownProblem):
    sentence = _(
        "KnownProblem",
        "Combined, the attached files would have {size}; all together may have {limit}. Nothing was written.",
    )
    advice = _("KnownProblem", "Remove attached files that are no longer needed, here or in the copies.")


class CannotUndoCombination(KnownProblem):
    sentence = _("KnownProblem", "This combination can no longer be undone. Nothing was changed.")
    advice = _("KnownProblem", "The history of each item still shows every opinion; enter what should stand.")
