"""Problems we can name with comparing assessments; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


class DifferentChecklists(KnownProblem):
    sentence = _(
        "KnownProblem",
        "These assessments answer different checklists, “{first}” and “{other}”, so they cannot be compared.",
    )
    advice = _("KnownProblem", "Choose assessments that answer the same checklist.")


class NothingInCommon(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The rubrics of these assessments, “{first}” and “{other}”, have no item in common, so they cannot be compared.",
    )
    advice = _("KnownProblem", "Choose assessments that answer the same rubric.")


class NothingToCompareWith(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” has no earlier revision that was signed, so there is nothing to compare it with.",
    )
    advice = _("KnownProblem", "Choose a second file.")


class ComparedTwice(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is among the files already, with the same revision.")
    advice = _("KnownProblem", "Choose another file, or another revision of it.")


class ReportNotAsSealed(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not as it was sealed, so it is not compared. {finding}")
    advice = _("KnownProblem", "Ask for the PDF as it was sent, or for the assessment file itself.")
