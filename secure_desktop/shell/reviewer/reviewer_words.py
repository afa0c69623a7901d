"""What is said about a reviewer copy, in the language of the screen."""

from PySide6.QtCore import QCoreApplication, QLocale

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.shell.moments import date_words


def review_title(reviewer: Reviewer) -> str:
    """Return "Review by Sgt. Rivera"."""
    return _tr("Review by {0}").format(reviewer.name)


def steps_words(assessment: Assessment) -> str:
    """Return which action steps are asked about: "action steps 1 and 3", or "all action steps"."""
    asked = assessment.asked_steps
    if len(asked) == len(assessment.rubric.steps):
        return _tr("all action steps")
    if len(asked) == 1:
        return _tr("action step {0}").format(asked[0].number)
    return _tr("action steps {0}").format(QLocale().createSeparatedList([str(step.number) for step in asked]))


def what_this_is(assessment: Assessment, reviewer: Reviewer) -> str:
    """Return for whom a copy was made, by whom and when, what it asks about, and what was left out on purpose."""
    made = _tr("Reviewer copy for {0}, made on {1}: {2}.")
    made_by = _tr("Reviewer copy for {0}, made by {3} on {1}: {2}.")
    said = (made_by if reviewer.made_by else made).format(
        reviewer.name, date_words(reviewer.made_at), steps_words(assessment), reviewer.made_by
    )
    if not reviewer.has_answers:
        said = " ".join((said, _tr("What others answered is not shown, on purpose.")))
    return said


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reviewer", text)
