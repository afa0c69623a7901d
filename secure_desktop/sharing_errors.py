"""Problems we can name with sharing by e-mail; kept apart because the start does without."""

from secure_desktop.errors import QT_TRANSLATE_NOOP, KnownProblem

_ = QT_TRANSLATE_NOOP


class NotAnAddress(KnownProblem):
    sentence = _("KnownProblem", "“{address}” is not an e-mail address, so nothing was prepared.")
    advice = _("KnownProblem", "Write it like name@example.org, and a comma between two addresses.")


class PasswordTooShort(KnownProblem):
    sentence = _(
        "KnownProblem", "The password has fewer than {least} characters, so it would not protect the zip."
    )
    advice = _("KnownProblem", "Take a longer one, for example four words in a row that nobody would guess.")


class PasswordNotTypeable(KnownProblem):
    sentence = _("KnownProblem", "The password has signs that not every program for zips can take.")
    advice = _(
        "KnownProblem",
        "Use letters from a to z, digits and the common signs of a keyboard, and no space at either end.",
    )


class PasswordsDiffer(KnownProblem):
    sentence = _("KnownProblem", "The two passwords are not the same, so nothing was prepared.")
    advice = _("KnownProblem", "Type the same password twice.")


class PasswordMissing(KnownProblem):
    sentence = _("KnownProblem", "There is no password to lock the zip with, so nothing was prepared.")
    advice = _("KnownProblem", "Type one, or give it on standard input with --password-stdin.")


# --- opening a zip that was shared --------------------------------------------------------------------


class WrongZipPassword(KnownProblem):
    sentence = _("KnownProblem", "The password does not open “{name}”.")
    advice = _("KnownProblem", "Type it again; capitals and spaces count. Whoever sent the zip knows it.")


class ZipDamaged(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is damaged: it was cut or changed on its way.")
    advice = _("KnownProblem", "Ask the sender to send it again.")


class NotOurZip(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not a zip that this program made, so it was not unpacked.")
    advice = _(
        "KnownProblem",
        "Unpack it with a program that you have for zips, then open the assessment file that lies in it.",
    )
