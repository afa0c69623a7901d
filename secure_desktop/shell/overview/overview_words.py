"""What was found and what is shown, in sentences."""

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.assessment import Answer
from secure_desktop.model.overview import Overview
from secure_desktop.shell.moments import clock_time
from secure_desktop.shell.words import answer_with_sign


def found_sentence(overview: Overview) -> str:
    """Return how many assessments there are, how many copies and problems, and of when that is."""
    if not overview.files:
        return _tr("There is no assessment in “{0}”.").format(overview.folder)
    count = len(overview.entries)
    parts = [
        _tr("1 assessment in “{0}”").format(overview.folder)
        if count == 1
        else _tr("{0} assessments in “{1}”").format(count, overview.folder)
    ]
    if overview.copies:
        one, many = _tr("1 copy of them"), _tr("{0} copies of them")
        parts.append(one if overview.copies == 1 else many.format(overview.copies))
    problems = len(overview.unread)
    if problems:
        one, many = _tr("1 file is not readable"), _tr("{0} files are not readable")
        parts.append(one if problems == 1 else many.format(problems))
    parts.append(_tr("read at {0}").format(clock_time(overview.made_at)))
    return " · ".join(parts)


def shown_sentence(shown: int, total: int) -> str:
    """Return how many of the assessments are shown."""
    if not shown:
        return _tr("None of the {0} assessments is like that.").format(total)
    return _tr("{0} of {1} are shown.").format(shown, total)


def legend() -> str:
    """Return what the signs in the table mean."""
    return "   ".join(answer_with_sign(answer) for answer in Answer)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverviewWords", text)
