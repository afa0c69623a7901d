"""What is shared by e-mail: the parcel that somebody wishes for, its pieces, and what in it is private."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from secure_desktop.model.assessment import Assessment
from secure_desktop.model.mail_address import MailAddress
from secure_desktop.model.quality import names_students, seems_to_name_a_student
from secure_desktop.sharing_errors import PasswordNotTypeable, PasswordTooShort

SHORTEST_PASSWORD = 12  # characters; whoever gets hold of a locked zip can try as many as they like
_LINE, _CODED_LINE = 57, 78  # bytes of a file that make a line of base64, and the bytes of that line


class Packing(StrEnum):
    """How the pieces travel: one by one, in a zip, or in a zip that a password locks."""

    FILES = "files"
    ZIP = "zip"
    LOCKED = "locked"


class PieceKind(StrEnum):
    """What a piece of the folder is."""

    SUMMARY = "summary"
    PUBLIC_SUMMARY = "public-summary"
    ASSESSMENT = "assessment"
    ARCHIVE = "archive"
    COVER = "cover"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the folder, with its size in bytes."""

    kind: PieceKind
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """What somebody wishes to share, with whom, and in which words. `is_public`: the public summary and nothing else."""

    to: tuple[MailAddress, ...] = ()
    subject: str = ""
    message: str = ""
    is_public: bool = False
    packing: Packing = Packing.FILES


@dataclass(frozen=True, slots=True)
class PrivateContents:
    """What a parcel tells whoever opens it. `student_items` are the ids of items whose text seems to name a student."""

    names: int = 0
    notes: int = 0
    reasons: int = 0
    evidence: int = 0
    files: int = 0
    history: int = 0
    student_items: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing in it that only the partners should read."""
        return self == PrivateContents()


def private_contents(
    assessment: Assessment, *, is_public: bool = False, history: Iterable[str] = ()
) -> PrivateContents:
    """Return what in a parcel is private; `history` holds for each entry of the history who made it.

    A public summary still holds the texts of next steps as they were typed.
    """
    if is_public:
        steps = assessment.next_steps
        told = {step.item_id for step in steps if seems_to_name_a_student(step.text)}
        return PrivateContents(student_items=tuple(item.id for item in assessment.rubric if item.id in told))
    entries = tuple(history)
    responses = [assessment.response(item.id) for item in assessment.rubric]
    return PrivateContents(
        names=len(_names(assessment, entries)),
        notes=sum(bool(response.note.strip()) for response in responses),
        reasons=sum(bool(response.reason.strip()) for response in responses),
        evidence=len(assessment.evidence),
        files=sum(bool(entry.sha256) for entry in assessment.evidence),
        history=len(entries),
        student_items=names_students(assessment),
    )


def mailed_size(sizes: Iterable[int]) -> int:
    """Return how many bytes files of these sizes have in a mail, where they are written in base64."""
    return sum(-(-size // _LINE) * _CODED_LINE for size in sizes)


def demand_good_password(password: str) -> None:
    """Accept a password that protects, and that every program for zips takes.

    Raises:
        PasswordNotTypeable: programs disagree about how other letters are meant, and a locked zip would stay locked.
        PasswordTooShort: when it could be found by trying.
    """
    if not (password.isascii() and password.isprintable()) or password != password.strip():
        raise PasswordNotTypeable
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(least=SHORTEST_PASSWORD)


def _names(assessment: Assessment, history: Iterable[str]) -> set[str]:
    names = [
        *(person.name for person in assessment.participants),
        *(step.owner for step in assessment.next_steps),
        *(entry.name for entry in assessment.sign_offs),
        *history,
    ]
    return {" ".join(name.split()).casefold() for name in names if name.strip()}
