"""Problems we can name with rescuing what is left of a damaged file."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


class NothingToRescue(KnownProblem):
    sentence = _("KnownProblem", "In “{name}” nothing of an assessment could be found. It was not changed.")
    advice = _(
        "KnownProblem", "Open a backup or another copy of it, or get the assessment back from its PDF."
    )


class TooMuchToRescue(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The file makes more work than any assessment does, so reading it was stopped. It was not changed.",
    )
    advice = _(
        "KnownProblem",
        "Open a backup or another copy of it; keep this one for somebody who can look into it.",
    )


class NotTheSameAssessment(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” belongs to another assessment than the damaged file, so nothing was taken from it.",
    )
    advice = _("KnownProblem", "Choose a report or an export of the same assessment.")
