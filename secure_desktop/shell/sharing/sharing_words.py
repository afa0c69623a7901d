"""What is shared, in sentences, in the language of the screen."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from secure_desktop.model.sharing import PieceKind, PrivateContents


def private_lines(private: PrivateContents) -> Iterator[str]:
    """Yield what people can read who get the assessment, a line each."""
    if private.names == 1:
        yield _tr("The name of 1 person")
    elif private.names:
        yield _tr("The names of {0} people: the team, owners, signers, and who entered something").format(
            private.names
        )
    if private.notes == 1:
        yield _tr("1 note")
    elif private.notes:
        yield _tr("{0} notes").format(private.notes)
    if private.reasons == 1:
        yield _tr("1 reason why an item does not apply")
    elif private.reasons:
        yield _tr("{0} reasons why items do not apply").format(private.reasons)
    if private.evidence:
        yield _evidence(private)
    if private.history:
        yield _tr("The history: {0} changes, by whom and when, also of what was deleted since").format(
            private.history
        )


def stage_words(stage: str) -> str:
    """Return what is being done."""
    return {
        "summary": _tr("Writing the PDF summary…"),
        "copy": _tr("Copying and checking the assessment…"),
        "archive": _tr("Packing the zip…"),
        "mail": _tr("Writing the draft of the mail…"),
    }.get(stage, _tr("Preparing…"))


def piece_word(kind: PieceKind) -> str:
    """Return what a piece of the folder is."""
    return {
        PieceKind.SUMMARY: _tr("PDF summary"),
        PieceKind.PUBLIC_SUMMARY: _tr("Public summary"),
        PieceKind.ASSESSMENT: _tr("Copy of the assessment"),
        PieceKind.ARCHIVE: _tr("Zip with everything in it"),
        PieceKind.COVER: _tr("Cover text"),
        PieceKind.MAIL: _tr("Draft of the mail, with attachments"),
    }[kind]


def _evidence(private: PrivateContents) -> str:
    if private.evidence == 1:
        return _tr("1 piece of evidence, attached as a file") if private.files else _tr("1 piece of evidence")
    if not private.files:
        return _tr("{0} pieces of evidence").format(private.evidence)
    if private.files == 1:
        return _tr("{0} pieces of evidence, 1 of them attached as a file").format(private.evidence)
    return _tr("{0} pieces of evidence, {1} of them attached as files").format(
        private.evidence, private.files
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sharing", text)
