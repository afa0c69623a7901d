"""What is needed to hand an assessment on by mail, in one folder: the PDF, a checked copy, cover text and draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from secure_desktop.exchange.cover_text import cover_text, proposed_subject
from secure_desktop.exchange.locked_archive import write_archive
from secure_desktop.exchange.mail_draft import plain_name, write_draft
from secure_desktop.files import folder_written_whole
from secure_desktop.model.sharing import Packing, Parcel, Piece, PieceKind, demand_good_password
from secure_desktop.model.summary import Summary
from secure_desktop.sharing_errors import PasswordMissing
from secure_desktop.storage.assessment_file import AssessmentFile

COVER, DRAFT = "cover.txt", "e-mail draft.eml"


class Stage(StrEnum):
    """What is being done."""

    SUMMARY = "summary"
    COPY = "copy"
    ARCHIVE = "archive"
    MAIL = "mail"


class SharingStopped(Exception):  # noqa: N818 - somebody wished it; nothing went wrong
    """Raised by whoever is told of the progress, to end the work. Nothing of the folder is left then."""


Advance = Callable[[Stage, float], None]
"""Told of every step: what is being done, and how much of that is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A folder that is complete. `mail_size` is what its draft has in bytes, attachments and all."""

    folder: Path
    pieces: tuple[Piece, ...]
    draft: Path
    mail_size: int
    subject: str
    text: str


def prepare(
    file: AssessmentFile,
    summary: Summary,
    target: Path,
    parcel: Parcel,
    *,
    pdf_name: str,
    write_pdf: Callable[[Path], None],
    password: str = "",
    translate: Callable[[str], str] = str,
    advance: Advance = lambda _stage, _share: None,
) -> Prepared:
    """Make the folder `target` with all that a parcel wishes for; it appears whole, or not at all.

    `write_pdf` writes the summary, public if the parcel is. In a zip, the pieces lie there only; in a locked
    one, nothing of them is readable without the password.

    Raises:
        TargetExists: when there is something at `target`; it is not touched.
        PasswordMissing, PasswordTooShort, PasswordNotTypeable: when the password locks nothing.
        DiskFull, TargetUnwritable: when the drive does not take it.
        KnownProblem: when the assessment file cannot be read, or the PDF not be written.
    """
    if parcel.packing is Packing.LOCKED:
        if not password:
            raise PasswordMissing
        demand_good_password(password)
    work = _Work(summary, parcel, translate, advance)
    with folder_written_whole(target) as folder:
        pieces = work.make_pieces(folder, file, pdf_name, write_pdf)
        cover, attached = work.pack(folder, pieces, password)
        work.write_mail(folder / DRAFT, cover, [folder / piece.name for piece in attached])
        whole = (*attached, _piece(PieceKind.COVER, folder / COVER), _piece(PieceKind.MAIL, folder / DRAFT))
    return Prepared(target, whole, target / DRAFT, whole[-1].size, work.subject, cover)


class _Work:
    """The single steps, with what all of them need."""

    def __init__(
        self, summary: Summary, parcel: Parcel, translate: Callable[[str], str], advance: Advance
    ) -> None:
        self.subject = parcel.subject.strip() or proposed_subject(summary, translate)
        self._summary = summary
        self._parcel = parcel
        self._translate = translate
        self._advance = advance

    @property
    def _made_at(self) -> datetime:
        return self._summary.made_at

    def make_pieces(
        self, folder: Path, file: AssessmentFile, pdf_name: str, write_pdf: Callable[[Path], None]
    ) -> tuple[Piece, ...]:
        """Write the PDF, and the copy of the assessment unless only the public may see it."""
        self._advance(Stage.SUMMARY, 0.0)
        pdf = folder / plain_name(pdf_name)
        write_pdf(pdf)
        if self._parcel.is_public:
            return (_piece(PieceKind.PUBLIC_SUMMARY, pdf),)
        self._advance(Stage.COPY, 0.0)
        copy = folder / plain_name(f"{file.path.stem}.sqlite")
        file.save_copy(copy, advance=lambda share: self._advance(Stage.COPY, share))
        return _piece(PieceKind.SUMMARY, pdf), _piece(PieceKind.ASSESSMENT, copy)

    def pack(self, folder: Path, pieces: Sequence[Piece], password: str) -> tuple[str, tuple[Piece, ...]]:
        """Write the cover text and, if it is to be one, the zip. Return the text, and what the mail carries."""
        is_packed = self._parcel.packing is not Packing.FILES
        archive = folder / f"{Path(pieces[0].name).stem}.zip"
        named = archive.name if is_packed else ""
        cover = self._cover_text(pieces, named)
        (folder / COVER).write_text(cover, encoding="utf-8", newline="\r\n")  # for the editors of Windows
        if not is_packed:
            return cover, tuple(pieces)
        self._advance(Stage.ARCHIVE, 0.0)
        files = [folder / piece.name for piece in pieces]
        write_archive(
            archive,
            files,
            made_at=self._made_at,
            password=password if self._parcel.packing is Packing.LOCKED else "",
            advance=self._counted(Stage.ARCHIVE, files),
        )
        for path in files:
            path.unlink()
        return cover, (_piece(PieceKind.ARCHIVE, archive),)

    def write_mail(self, target: Path, text: str, attachments: Sequence[Path]) -> None:
        """Write the draft."""
        self._advance(Stage.MAIL, 0.0)
        write_draft(
            target,
            to=self._parcel.to,
            subject=self.subject,
            text=text,
            attachments=attachments,
            made_at=self._made_at,
            advance=self._counted(Stage.MAIL, attachments),
        )

    def _cover_text(self, pieces: Sequence[Piece], archive: str) -> str:
        return cover_text(self._summary, self._parcel, pieces, archive, self._translate)

    def _counted(self, stage: Stage, files: Sequence[Path]) -> Callable[[int], None]:
        total = max(1, sum(path.stat().st_size for path in files))
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self._advance(stage, done / total)

        return advance


def _piece(kind: PieceKind, path: Path) -> Piece:
    return Piece(kind, path.name, path.stat().st_size)
