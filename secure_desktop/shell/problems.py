"""Known problems in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.errors import KnownProblem


def problem_texts(problem: KnownProblem) -> tuple[str, str]:
    """Return what happened and what to do, each as one sentence.

    Names from files stand in them: signs that would turn their direction, or that nobody can see, are shown.
    """
    from secure_desktop.exchange.visible import visible

    return (
        visible(problem.sentence_text(QCoreApplication.translate("KnownProblem", problem.sentence))),
        visible(problem.advice_text(QCoreApplication.translate("KnownProblem", problem.advice))),
    )
