"""Problems we can name with rubrics of one's own; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


class RubricOnHand(KnownProblem):
    sentence = _("KnownProblem", "There is one of that name already: {what}. Nothing was changed.")
    advice = _(
        "KnownProblem",
        "Give yours another id or name, or put it in that place; on the command line with --replace.",
    )


class UnknownOwnRubric(KnownProblem):
    sentence = _("KnownProblem", "There is no rubric and no wording “{name}” of your own.")
    advice = _("KnownProblem", "The command “rubrics list” shows what there is.")


class SeveralOwnRubrics(KnownProblem):
    sentence = _("KnownProblem", "More than one file of your own is meant by “{name}”: {files}.")
    advice = _("KnownProblem", "Give the name of the file.")


class RubricBundled(KnownProblem):
    sentence = _("KnownProblem", "The rubric “{rubric}” came with the program, so it cannot be removed.")
    advice = _("KnownProblem", "You need not use it; other rubrics can be added.")
