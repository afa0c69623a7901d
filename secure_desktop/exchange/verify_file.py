"""Checking an assessment file: is everything that was signed still as it was signed?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secure_desktop.errors import DamagedFile, IncompleteFile, UnexpectedParts
from secure_desktop.exchange import sign_off_check
from secure_desktop.exchange.known_keys import KnownKeys, Standing
from secure_desktop.exchange.remarks import Remark, RemarkKind, remark
from secure_desktop.exchange.verdict import Contents, State, Subject, Verdict
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.form_differences import differences
from secure_desktop.model.sign_off import digest_told, link
from secure_desktop.model.signed_form import fingerprint, form_from_json, signed_form
from secure_desktop.signing_errors import AttachmentDamaged, ContentMissing, UnknownEvidence
from secure_desktop.storage.assessment_file import AssessmentFile
from secure_desktop.storage.opening import open_file

Form = dict[str, Any]

_PARTS = {
    "profile": RemarkKind.PROFILE_CHANGED,
    "participants": RemarkKind.TEAM_CHANGED,
    "rubric": RemarkKind.RUBRIC_CHANGED,
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The verdict on an assessment file, and what the file says if it could be read."""

    verdict: Verdict
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class _Case:
    """A file under check: what it says, its form as it stands, and the forms kept in it by revision, if they are any."""

    file: AssessmentFile
    assessment: Assessment
    present: Form
    kept: Mapping[int, Form | None]


def check_file(path: Path, keys: KnownKeys) -> CheckedFile:
    """Return the verdict on an assessment file.

    Raises:
        KnownProblem: when it is no assessment file, or cannot be read. One that is damaged gets a verdict.
    """
    try:
        with open_file(path, write=False) as file:
            return CheckedFile(_verdict(file, keys), file.assessment())
    except (DamagedFile, IncompleteFile, UnexpectedParts) as problem:
        found = remark(RemarkKind.FILE_PROBLEM, problem=problem.sentence_text())
        headline = remark(RemarkKind.ALTERED_FILE)
        return CheckedFile(
            Verdict(Subject.ASSESSMENT, path.name, State.ALTERED, headline, findings=(found,)), None
        )


def _verdict(file: AssessmentFile, keys: KnownKeys) -> Verdict:
    assessment = file.assessment()
    kept = {revision.number: _kept_form(file, revision.number) for revision in assessment.revisions}
    case = _Case(file, assessment, signed_form(assessment), kept)
    sign_offs = tuple(sign_off_check.checked(entry, keys) for entry in assessment.sign_offs)
    findings = tuple(dict.fromkeys(_findings(case)))
    cautions = sign_off_check.cautions(sign_offs, ())
    state = State.ALTERED if findings else State.UNALTERED if assessment.is_locked else State.NOT_SIGNED
    is_new = any(entry.standing is Standing.NEW for entry in sign_offs)
    signers = sign_off_check.signers(sign_offs, assessment.revision)
    return Verdict(
        subject=Subject.ASSESSMENT,
        name=file.path.name,
        state=state,
        headline=_headline(state, assessment, signers, is_new=is_new),
        findings=findings,
        cautions=cautions,
        sign_offs=sign_offs,
        contents=Contents(
            assessment_id=assessment.id,
            revision=assessment.revision,
            fingerprint=fingerprint(case.present),
            district=assessment.profile.district,
            title=assessment.rubric.title,
        ),
    )


def _headline(state: State, assessment: Assessment, signers: str, *, is_new: bool) -> Remark:
    revision = assessment.revision
    if state is State.ALTERED:
        return remark(RemarkKind.ALTERED_FILE)
    if state is State.UNALTERED and is_new:
        return remark(RemarkKind.UNALTERED_NEW_KEY, revision=revision)
    if state is State.UNALTERED:
        return remark(RemarkKind.UNALTERED_FILE, revision=revision, signers=signers)
    if assessment.revisions:
        return remark(RemarkKind.REOPENED, revision=revision, signed=assessment.revisions[-1].number)
    return remark(RemarkKind.DRAFT, revision=revision)


def _findings(case: _Case) -> Iterator[Remark]:
    yield from _changed_since_signed(case)
    yield from _revisions(case)
    fingerprints = {revision.number: revision.fingerprint for revision in case.assessment.revisions}
    yield from sign_off_check.faults(case.assessment.sign_offs, fingerprints)
    yield from _evidence(case)
    yield from _history(case)
    if case.assessment.is_locked:
        is_as_sealed = case.file.is_as_sealed()
        if is_as_sealed is None:
            yield remark(RemarkKind.FILE_SEAL_MISSING)
        elif not is_as_sealed:
            yield remark(RemarkKind.CHANGED_BY_ANOTHER_PROGRAM)


def _changed_since_signed(case: _Case) -> Iterator[Remark]:
    """Compare what stands in the rows with what was signed."""
    number, rubric = case.assessment.revision, case.assessment.rubric
    signed = case.kept.get(number)
    if not case.assessment.is_locked or signed is None:
        return  # when a form is missing, `_revisions` says so
    try:
        differing = differences(signed, case.present)
    except (KeyError, TypeError, AttributeError):  # a form that somebody made up
        yield remark(RemarkKind.FORM_CHANGED, revision=number)
        return
    for item_id in differing.items:
        is_known = item_id in rubric
        label = rubric.label(item_id) if is_known else item_id
        short = rubric.item(item_id).short if is_known else rubric.title
        yield remark(RemarkKind.ITEM_CHANGED, label=label, short=short)
    for part in differing.other:
        if part in _PARTS:
            yield remark(_PARTS[part])
    if not differing and fingerprint(case.present) != fingerprint(signed):
        yield remark(RemarkKind.FORM_CHANGED, revision=number)


def _revisions(case: _Case) -> Iterator[Remark]:
    """Compare the form that is kept of each signed revision with its fingerprint, and with the file that it is in."""
    told = {revision.number: revision.fingerprint for revision in case.assessment.revisions}
    signed = {entry.revision for entry in case.assessment.sign_offs if entry.is_signed}
    for number in sorted(signed | set(told)):
        form = case.kept.get(number)
        holds = (
            form is not None
            and number in signed
            and fingerprint(form) == told[number]
            and form["public"].get("revision") == number
            and form["public"].get("assessment") == case.assessment.id
        )
        if not holds:
            yield remark(RemarkKind.FORM_CHANGED, revision=number)


def _evidence(case: _Case) -> Iterator[Remark]:
    """Read every file that was signed, also for earlier revisions, each scanned page, and what is not signed yet.

    A draft that was made of an export may lack the content of what nobody has signed; that is no alteration.
    """
    named = {
        entry.sha256: entry.file_name for entry in case.assessment.evidence if entry.kind is EvidenceKind.FILE
    }
    signed = {entry.scan: entry.name for entry in case.assessment.sign_offs if entry.scan}
    for form in case.kept.values():
        signed.update(_signed_files(form))
    for sha256, name in {**named, **signed}.items():
        try:
            case.file.content(sha256)
        except ContentMissing:
            if sha256 in signed:
                yield remark(RemarkKind.EVIDENCE_MISSING, name=name)
        except (AttachmentDamaged, UnknownEvidence):
            yield remark(RemarkKind.EVIDENCE_EXCHANGED, name=name)


def _signed_files(form: Form | None) -> dict[str, str]:
    try:
        evidence = form["private"]["evidence"] if form else ()
        return {str(entry["sha256"]): str(entry["file_name"]) for entry in evidence if entry["sha256"]}
    except (KeyError, TypeError):
        return {}


def _history(case: _Case) -> Iterator[Remark]:
    """Compare the history with what each sign-off says of it, and the sign-offs with what the history says of them."""
    entries, sign_offs = case.file.history(), case.assessment.sign_offs
    told = [digest_told(entry.after) for entry in entries if entry.kind == "sign_off"]
    if told != [link(entry) for entry in sign_offs]:
        yield remark(RemarkKind.SIGN_OFF_MISSING)
    reopened = sum(entry.kind == "revision" for entry in entries)
    last = [entry.history_entries + 1 for entry in sign_offs[-1:]]  # its own entry comes after it
    is_whole = case.assessment.reviewer is None  # a reviewer copy goes without what was signed before
    if (
        (is_whole and reopened != case.assessment.revision - 1)
        or (case.assessment.is_locked and last != [len(entries)])
        or any(case.file.history_digest(entry.history_entries) != entry.history_digest for entry in sign_offs)
    ):
        yield remark(RemarkKind.HISTORY_CHANGED)


def _kept_form(file: AssessmentFile, revision: int) -> Form | None:
    """Return the form that is kept of a signed revision; None when it is none, or not written in the canonical way."""
    try:
        text = file.signed_form(revision)
        form = form_from_json(text)
        return form if canonical_json(form) == text else None
    except (KeyError, ValueError, RecursionError):
        return None
