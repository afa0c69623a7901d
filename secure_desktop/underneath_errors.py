"""Problems we can name with an open file that others touch; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, FileReplaced, OpenElsewhere

_ = QT_TRANSLATE_NOOP


class FileGone(FileReplaced):
    sentence = _(
        "KnownProblem",
        "“{name}” is no longer where it was: it was moved, renamed or deleted. What you see is still here.",
    )
    advice = _("KnownProblem", "Put the file back and try again, or save a copy of what is on screen.")


class DriveGone(FileGone):
    sentence = _(
        "KnownProblem",
        "The drive or folder of “{name}” is gone. What was saved lies on it, and what you see is still here.",
    )
    advice = _(
        "KnownProblem",
        "Plug the drive in again and try again, or save a copy of what is on screen elsewhere.",
    )


class StrangerInPlace(FileReplaced):
    sentence = _(
        "KnownProblem",
        "Another program has put something else in the place of “{name}”. Nothing is written onto it, and what you see "
        "is still here.",
    )
    advice = _("KnownProblem", "Save a copy of what is on screen under another name.")


class FileChanged(FileReplaced):
    sentence = _(
        "KnownProblem",
        "“{name}” was changed by another program at {at}. Nothing more is written to it from here, and what you see is "
        "still here.",
    )
    advice = _("KnownProblem", "Combine both, or save what is on screen as a copy.")


class OpenUnderAnotherName(OpenElsewhere):
    sentence = _(
        "KnownProblem",
        "“{name}” is the same file as “{other}”, which is being edited on {host} by {user} since {since}, so it can "
        "only be read here.",
    )


class PerhapsOpenElsewhere(OpenElsewhere):
    sentence = _(
        "KnownProblem",
        "“{name}” was being edited on {host} by {user} since {since}, and this folder cannot tell whether it still is.",
    )
    advice = _(
        "KnownProblem", "Close it there first; if that program is gone, take the right to edit over here."
    )
