"""The signed revisions that an assessment file keeps, each as the assessment that was signed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from secure_desktop.earlier_errors import SignedWithOtherVersion
from secure_desktop.exchange.next_year import earlier_of
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import digest, rubric_json
from secure_desktop.model.earlier import as_signed
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.signed_form import form_from_json
from secure_desktop.signing_errors import NotAsSigned, UnknownRevision
from secure_desktop.storage.assessment_file import AssessmentFile


def at_revision(file: AssessmentFile, number: int) -> Assessment:
    """Return what a file says now, for its present revision or 0, or what was signed as an earlier one.

    Raises:
        UnknownRevision: when nobody signed a revision of that number.
        SignedWithOtherVersion: when it answers a version of the checklist that the file holds no more.
        NotAsSigned: when what is kept of it is not what was signed.
        KnownProblem: when the file cannot be read.
    """
    present = file.assessment()
    if number in (0, present.revision):
        return present
    signed = next((known for known in present.revisions if known.number == number), None)
    if signed is None:
        raise UnknownRevision(revision=number)
    try:
        form = form_from_json(file.signed_form(number))
        rubric = _answered(form, file)
        if rubric is None:
            raise SignedWithOtherVersion(name=file.path.name, revision=number)
        return as_signed(replace(present, rubric=rubric), signed, form)
    except ValueError as fault:
        raise NotAsSigned(name=file.path.name) from fault


def _answered(form: Mapping[str, Any], file: AssessmentFile) -> Rubric | None:
    """Return the rubric that a form answers: the present one, or that of the version before; None when it is neither."""
    wanted = form["public"]["rubric"].get("digest")
    present = file.assessment().rubric
    if digest(rubric_json(present)) == wanted:
        return present
    earlier = earlier_of(file)
    if earlier is not None and digest(rubric_json(earlier.assessment.rubric)) == wanted:
        return earlier.assessment.rubric
    return None


def all_revisions(file: AssessmentFile) -> tuple[Assessment, ...]:
    """Return the earlier revisions as they were signed, and what the file says now. Raises as `at_revision` does."""
    present = file.assessment()
    earlier = (known.number for known in present.revisions if known.number != present.revision)
    return (*(at_revision(file, number) for number in earlier), present)
