"""Known problems in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import KnownProblem


def problem_texts(problem: KnownProblem) -> tuple[str, str]:
    """Return what happened and what to do, each as one sentence."""
    return (
        problem.sentence_text(QCoreApplication.translate("KnownProblem", problem.sentence)),
        problem.advice_text(QCoreApplication.translate("KnownProblem", problem.advice)),
    )
