"""Problems we can name with copies on another drive; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem, NotSaved

_ = QT_TRANSLATE_NOOP


class PerhapsNotSaved(NotSaved):
    sentence = _(
        "KnownProblem",
        "“{name}” was changed, but a power cut could undo that: {reason}. What was saved before is safe.",
    )


class DriveGone(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The drive with “{folder}” is gone, so the copy is not finished. The assessment itself is untouched.",
    )
    advice = _("KnownProblem", "Plug the drive in again and wait until the copy was read back.")


class DriveFaulty(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The drive with “{folder}” reports a fault, so there is no copy on it. The assessment itself is untouched.",
    )
    advice = _("KnownProblem", "Use another drive, and do not trust this one with the only copy of anything.")


class ReadBackDiffers(KnownProblem):
    sentence = _(
        "KnownProblem",
        "What the drive with “{folder}” gave back is not what was written to it, so the copy was removed. "
        "The assessment itself is untouched.",
    )
    advice = _("KnownProblem", "Use another drive, and do not trust this one with the only copy of anything.")


class NoRoomOnDrive(KnownProblem):
    sentence = _(
        "KnownProblem",
        "There is no room for “{name}”: it needs {needed_mb} MB, and {free_mb} MB are free in “{folder}”.",
    )
    advice = _("KnownProblem", "Free some space there, or choose another drive.")


class NoRoomForDraft(KnownProblem):
    sentence = _(
        "KnownProblem",
        "The disk of this computer is full, so no copy of “{name}” could be prepared. What was saved before is safe.",
    )
    advice = _("KnownProblem", "Free some space on this computer and try again.")


class NameNotTaken(KnownProblem):
    sentence = _("KnownProblem", "The drive does not take the name “{name}”.")
    advice = _("KnownProblem", "Choose a shorter one of letters, digits and spaces.")
