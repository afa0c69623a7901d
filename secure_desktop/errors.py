"""Problems we can name: one plain sentence, one piece of advice, and the exit code that goes with them."""

from typing import ClassVar


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - translation tools find texts by this name
    """Return the text unchanged; translation tools collect it, the window translates it when shown."""
    return text


_ = QT_TRANSLATE_NOOP

_LONGEST_PART = 1000  # characters of a name or a text that a sentence quotes


class KnownProblem(Exception):  # noqa: N818 - a problem that we know; an error would be a bug
    """A problem that we understand well enough to say what to do about it.

    `sentence` and `advice` are templates; `parts` fills their named fields, so that the window can
    translate the template before it fills in a file's name.
    """

    sentence: ClassVar[str] = _("KnownProblem", "Something went wrong.")
    advice: ClassVar[str] = _("KnownProblem", "Try again.")
    exit_code: ClassVar[int] = 2

    def __init__(self, **parts: object) -> None:
        super().__init__()
        self.parts = parts

    def __str__(self) -> str:
        return f"{self.sentence_text()} {self.advice_text()}"

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.parts)

    def sentence_text(self, template: str | None = None) -> str:
        """Return what happened, in one sentence; a translated `template` is filled instead if given."""
        return self._filled(template or self.sentence)

    def advice_text(self, template: str | None = None) -> str:
        """Return what to do, in one sentence; a translated `template` is filled instead if given."""
        return self._filled(template or self.advice)

    def _filled(self, template: str) -> str:
        return template.format(**{name: _in_short(part) for name, part in self.parts.items()})


def _in_short(part: object) -> object:
    """Return a part of a sentence as it is told; what somebody handed us must not bury the sentence."""
    if isinstance(part, str) and len(part) > _LONGEST_PART:
        return f"{part[:_LONGEST_PART]}…"
    return part


def _restore(kind: type[KnownProblem], parts: dict[str, object]) -> KnownProblem:
    return kind(**parts)


# --- a file that somebody wants to open ---------------------------------------------------------------


class FileMissing(KnownProblem):
    sentence = _("KnownProblem", "“{name}” was not found.")
    advice = _("KnownProblem", "Check the name and the folder, or plug in the drive that it lies on.")


class FolderGiven(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is a folder, not a file.")
    advice = _("KnownProblem", "Choose a file in it.")


class NotAFolder(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is a file, not a folder.")
    advice = _("KnownProblem", "Choose the folder that the assessments lie in.")


class LinkNotFollowed(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is a link to another place and was not followed.")
    advice = _("KnownProblem", "Choose the folder that it leads to, to see what lies there.")


class NotAPlainFile(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is not a file.")
    advice = _("KnownProblem", "Choose an ordinary file, on a drive or in a folder.")


class EmptyFile(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is empty: it holds not a single byte.")
    advice = _("KnownProblem", "Ask the sender to send it again, or open another copy of it.")


class FileUnreadable(KnownProblem):
    sentence = _("KnownProblem", "“{name}” cannot be read: {reason}.")
    advice = _("KnownProblem", "Check that you are allowed to open it, or copy it to your own folder first.")


class NotADatabase(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” is not an assessment file; it looks like {looks_like}. It was not changed."
    )
    advice = _("KnownProblem", "Choose a file that this program made; its name ends in .sqlite.")


class ForeignDatabase(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is a database, but not one of this program. It was not changed.")
    advice = _("KnownProblem", "Choose a file that this program made; its name ends in .sqlite.")


class NewerFormat(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” was made by a newer version of the program: its format is {found}, this version knows {known}. "
        "It was not changed.",
    )
    advice = _("KnownProblem", "Install the newer version of the program, then open the file again.")


class IncompleteFile(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” is incomplete: {arrived} of {expected} bytes are there. It was not changed."
    )
    advice = _("KnownProblem", "Ask the sender to send it again, or open another copy of it.")


class DamagedFile(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is damaged and was not opened. It was not changed.")
    advice = _(
        "KnownProblem",
        "Open a backup or another copy of it, or rescue what can be read of it into a new file.",
    )


class UnreadableEntries(DamagedFile):
    sentence = _(
        "KnownProblem",
        "“{name}” was not opened, because entries in it cannot be read: {entries}. It was not changed.",
    )
    advice = _("KnownProblem", "Rescue what can be read into a new file, or open another copy of this one.")


class UnexpectedParts(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” contains parts that this program did not make ({part}), and was not opened. It was not changed.",
    )
    advice = _("KnownProblem", "Ask the sender for the file as this program saved it.")


class FileTooLarge(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is unusually large ({megabytes} MB) and was not opened.")
    advice = _("KnownProblem", "Choose a file that this program made; its name ends in .sqlite.")


class FileTooSlow(KnownProblem):
    sentence = _(
        "KnownProblem", "Reading “{name}” takes unusually long and was given up. It was not changed."
    )
    advice = _(
        "KnownProblem",
        "Copy it to this computer and open the copy; if that takes as long, ask the sender for it again.",
    )


# --- saving -------------------------------------------------------------------------------------------


class ReadOnlyFile(KnownProblem):
    sentence = _("KnownProblem", "“{name}” is read-only, so nothing was changed in it.")
    advice = _("KnownProblem", "Save a copy in a folder of your own and work on that copy.")


class OpenElsewhere(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” is being edited on {host} by {user} since {since}, so it can only be read here.",
    )
    advice = _("KnownProblem", "Close it there; then it can be edited here.")


class FileReplaced(KnownProblem):
    sentence = _(
        "KnownProblem",
        "“{name}” was moved, deleted or replaced by another program, so nothing more is written to it.",
    )
    advice = _("KnownProblem", "Save a copy of what is on screen under another name.")


class DiskFull(KnownProblem):
    sentence = _(
        "KnownProblem", "“{name}” could not be saved: the disk is full. What was saved before is safe."
    )
    advice = _("KnownProblem", "Free some space and try again, or save to another place.")


class NoTemporaryRoom(KnownProblem):
    sentence = _(
        "KnownProblem",
        "There is no room for temporary files on this computer, and “{name}” needs some. It was not changed.",
    )
    advice = _("KnownProblem", "Free some space on this computer's own disk, then try again.")


class OutOfMemory(KnownProblem):
    sentence = _(
        "KnownProblem", "This computer has too little memory free for that. What was saved before is safe."
    )
    advice = _("KnownProblem", "Close other programs, then try again.")


class NotSaved(KnownProblem):
    sentence = _("KnownProblem", "“{name}” could not be saved: {reason}. What was saved before is safe.")
    advice = _("KnownProblem", "Try again, or save to another place.")


class TargetUnwritable(KnownProblem):
    sentence = _("KnownProblem", "“{name}” cannot be written: {reason}.")
    advice = _("KnownProblem", "Choose another folder, for example your Documents folder.")


class TargetExists(KnownProblem):
    sentence = _("KnownProblem", "“{name}” exists already and was not changed.")
    advice = _("KnownProblem", "Choose another name.")


class TargetIsNotAPdf(KnownProblem):
    sentence = _("KnownProblem", "“{name}” exists and is not a PDF, so it was not overwritten.")
    advice = _("KnownProblem", "Choose a name that ends in .pdf.")


# --- what somebody asks for ---------------------------------------------------------------------------


class UnknownItem(KnownProblem):
    sentence = _("KnownProblem", "There is no item “{item}” in the {checklist}.")
    advice = _(
        "KnownProblem", "Use an item's id, such as {example}; the command “rubrics show {rubric}” lists them."
    )


class UnknownAnswer(KnownProblem):
    sentence = _("KnownProblem", "“{answer}” is not an answer.")
    advice = _("KnownProblem", "Use one of: {choices}.")


class ReasonNeeded(KnownProblem):
    sentence = _("KnownProblem", "The answer “not applicable” needs a reason, so nothing was recorded.")
    advice = _("KnownProblem", "Say why the item does not apply, with --reason.")


class UnknownRole(KnownProblem):
    sentence = _("KnownProblem", "“{role}” is not a role.")
    advice = _("KnownProblem", "Use one of: {choices}.")


class DistrictMissing(KnownProblem):
    sentence = _("KnownProblem", "An assessment needs the name of the district.")
    advice = _("KnownProblem", "Type the name as it should stand on the summary.")


class TextTooLong(KnownProblem):
    sentence = _(
        "KnownProblem", "The text has {length} characters; the most is {limit}. It was not recorded."
    )
    advice = _("KnownProblem", "Shorten it, or keep it in a document of its own.")


class WrongUsage(KnownProblem):
    sentence = _("KnownProblem", "The command is not complete or not understood: {detail}.")
    advice = _("KnownProblem", "See how it is used with “{command} --help”.")


class NoDisplay(KnownProblem):
    sentence = _("KnownProblem", "There is no screen here, so the window cannot open.")
    advice = _("KnownProblem", "Use a sub-command, for example “status FILE”; “--help” lists them.")


# --- rubrics ------------------------------------------------------------------------------------------


class UnknownRubric(KnownProblem):
    sentence = _("KnownProblem", "There is no rubric “{rubric}” here.")
    advice = _("KnownProblem", "Use one of: {choices}.")


class UnknownWording(KnownProblem):
    sentence = _("KnownProblem", "There is no wording “{wording}” of the rubric “{rubric}” here.")
    advice = _("KnownProblem", "Wordings and translations on hand: {choices}.")


class RubricFaulty(KnownProblem):
    """A rubric file that its author has to mend. `findings` are sentences, one a fault, in file order."""

    sentence = _("KnownProblem", "“{name}” is not a usable rubric: {first}")
    advice = _("KnownProblem", "Mend the file; the command “rubrics check” lists everything that it finds.")

    def __init__(self, *, name: str, findings: tuple[str, ...]) -> None:
        super().__init__(name=name, findings=findings, first=findings[0])

    @property
    def findings(self) -> tuple[str, ...]:
        """Every fault found, as sentences that name step and item."""
        found = self.parts["findings"]
        return found if isinstance(found, tuple) else ()


class ResourceMissing(KnownProblem):
    sentence = _("KnownProblem", "A part of the program is missing: {name}.")
    advice = _("KnownProblem", "Install the program again; your assessment files are not touched by that.")
