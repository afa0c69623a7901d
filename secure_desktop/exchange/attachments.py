"""What travels inside a signed report: the form that was signed, the sign-offs, the assessment file itself."""

from secure_desktop.model.attachment import Attachment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.sign_off import sign_offs_json
from secure_desktop.model.signed_form import form_from_json, public_form
from secure_desktop.model.summary import Summary
from secure_desktop.signing_errors import NotAsSigned
from secure_desktop.storage.assessment_file import AssessmentFile

SIGNED_FORM = "signed-form.json"
SIGN_OFFS = "sign-offs.json"
ASSESSMENT = "assessment.sqlite"


def attachments_of(file: AssessmentFile, summary: Summary, *, public: bool) -> tuple[Attachment, ...]:
    """Return what a report of a file carries; nothing as long as the revision is not signed.

    A public report carries the public part of what was signed, and neither the sign-offs nor the file.

    Raises:
        NotAsSigned: when what the file keeps as signed is nothing that could have been.
        KnownProblem: when the file cannot be read.
    """
    if not summary.is_locked:
        return ()
    form = file.signed_form(summary.revision)
    try:
        signed = form_from_json(form)
    except ValueError as fault:
        raise NotAsSigned(name=file.path.name) from fault
    if public:
        shown = canonical_json(public_form(signed))
        return (_form(shown, "What was signed, without names, notes and evidence."),)
    return (
        _form(form, "What was signed, whole."),
        Attachment(
            SIGN_OFFS,
            "application/json",
            sign_offs_json(file.assessment().sign_offs).encode("utf-8"),
            "The sign-offs with their signatures.",
        ),
        Attachment(
            ASSESSMENT,
            "application/vnd.sqlite3",
            file.sealed_copy(),
            "The assessment file with answers, notes, evidence and history.",
        ),
    )


def _form(text: str, description: str) -> Attachment:
    return Attachment(SIGNED_FORM, "application/json", text.encode("utf-8"), description)
