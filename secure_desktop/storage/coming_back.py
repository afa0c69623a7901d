"""Going on with a file that was away: a drive that is plugged in again, a file that came back the same."""

from secure_desktop.errors import FileReplaced, KnownProblem
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file


def go_on(file: AssessmentFile) -> bool:
    """Return whether an open file can be written.

    Where another file lies in its place that says the same, to the last entry of the history, it goes on as that one:
    a drive that was away has other numbers afterwards, and sync clients put the same content in place anew.
    """
    try:
        file.demand_writable()
    except FileReplaced:
        return _go_on_with_what_is_there(file)
    except KnownProblem:
        return False
    return True


def _go_on_with_what_is_there(file: AssessmentFile) -> bool:
    try:
        with open_file(file.path, write=False) as there:
            if not file.ends_like(there):
                return False
            there.assessment()
        file.let_go()
        file.become(open_file(file.path, clock=file.clock))
    except KnownProblem:
        return False
    return not file.is_read_only
