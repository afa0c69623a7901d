"""Problems we can name with backups and with going back to one; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


# --- taking one ---------------------------------------------------------------------------------------


class BackupsFull(KnownProblem):
    sentence = _(
        "KnownProblem",
        "No backup of “{name}” was taken: the disk with the backups is full. The file itself is saved.",
    )
    advice = _("KnownProblem", "Free some space on that disk; the next backup is then taken by itself.")


class BackupsUnwritable(KnownProblem):
    sentence = _(
        "KnownProblem",
        "No backup of “{name}” was taken: the folder of the backups cannot be written to ({reason}). "
        "The file itself is saved.",
    )
    advice = _("KnownProblem", "Make sure that this folder can be written to: {folder}.")


class BackupsBlocked(KnownProblem):
    sentence = _("KnownProblem", "No backups can be taken: nothing can be written to their folder.")
    advice = _("KnownProblem", "Make sure that this folder can be written to: {folder}.")


class NotBackedUp(KnownProblem):
    sentence = _("KnownProblem", "No backup of “{name}” was taken: {reason}. Earlier backups stay.")
    advice = _("KnownProblem", "Save a copy of the assessment in another place if this goes on.")


class DamagedNotBackedUp(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” is damaged, so no backup of it was taken. Earlier backups of it stay."
    )
    advice = _("KnownProblem", "Go back to the newest backup with “Restore…”.")


# --- going back to one --------------------------------------------------------------------------------


class NoBackups(KnownProblem):
    sentence = _("KnownProblem", "There is no backup of “{name}” on this computer.")
    advice = _("KnownProblem", "Look on the other computers on which it was worked on.")


class NoSuchBackup(KnownProblem):
    sentence = _("KnownProblem", "There is no backup {number} of “{name}”.")
    advice = _("KnownProblem", "The command “backups list” tells which there are.")


class BackupDamaged(KnownProblem):
    sentence = _("KnownProblem", "Backup {number} is damaged and was not used. Nothing was changed.")
    advice = _("KnownProblem", "Take the one before it.")


class BackupsUnreadable(KnownProblem):
    sentence = _("KnownProblem", "The folder of the backups cannot be read: {reason}.")
    advice = _("KnownProblem", "Make sure that this folder can be read: {folder}.")
