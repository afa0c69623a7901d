"""Checking a PDF report: its seals, its pages, what is attached, and whether all of that is one report."""

import io
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from secure_desktop.errors import (
    EmptyFile,
    FileTooLarge,
    ForeignDatabase,
    NewerFormat,
    NotADatabase,
)
from secure_desktop.exchange import sign_off_check
from secure_desktop.exchange.attachments import ASSESSMENT, SIGN_OFFS, SIGNED_FORM
from secure_desktop.exchange.inner_file import laid_out
from secure_desktop.exchange.known_keys import KnownKeys, Standing
from secure_desktop.exchange.pdf_reading import PdfContent, ReportMark, read_content
from secure_desktop.exchange.pdf_seals import check_seals
from secure_desktop.exchange.remarks import Remark, RemarkKind, remark
from secure_desktop.exchange.verdict import CheckedSeal, Contents, State, Subject, Verdict
from secure_desktop.exchange.verify_file import check_file
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.sign_off import SignOff, sign_off_from, sign_offs_json
from secure_desktop.model.signed_form import fingerprint, form_from_json
from secure_desktop.signing_errors import PdfEncrypted

Form = dict[str, Any]

# What it finds goes into the verdict; in the log, it could say what stands in a report.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """The verdict on a PDF, the form of what was signed if it is inside and genuine, and what is attached, as it is."""

    verdict: Verdict
    form: Form | None
    attached: Mapping[str, bytes] = field(default_factory=dict)


def check_pdf(data: bytes, name: str, keys: KnownKeys) -> CheckedPdf:
    """Return the verdict on the bytes of a PDF.

    Raises:
        PdfEncrypted: when nobody can look into it without a password.
    """
    try:
        reader = PdfFileReader(io.BytesIO(data))
        if reader.encrypted:
            raise PdfEncrypted(name=name)
        content = read_content(reader)
        seals, findings = check_seals(reader, data, keys)
    except PdfEncrypted:
        raise
    except Exception:  # noqa: BLE001 - whatever a parser says of bytes that somebody altered or made up
        return CheckedPdf(_of_no_report(data, name, remark(RemarkKind.PDF_DAMAGED)), None)
    report = content.report
    attached = {key: entry.content for key, entry in content.attached.items()}
    if report is None and not findings:
        return CheckedPdf(_of_no_report(data, name, None, seals), None)
    if not seals:
        findings.append(remark(RemarkKind.SEAL_REMOVED))
    if report is None:
        return CheckedPdf(_altered(name, findings, seals), None, attached)
    return replace(_of_report(name, content, report, seals, findings, keys), attached=attached)


def _of_no_report(
    data: bytes, name: str, damage: Remark | None, seals: tuple[CheckedSeal, ...] = ()
) -> Verdict:
    """Return the verdict on a PDF that cannot be read, or that carries no mark of a signed report."""
    was_report = b"/SECUREReport" in data or b"/SECUREPage" in data
    if damage is not None or was_report:
        return _altered(name, [damage or remark(RemarkKind.SEAL_REMOVED)], seals)
    headline = remark(RemarkKind.NOT_A_REPORT if seals else RemarkKind.NO_SEAL)
    return Verdict(Subject.PDF, name, State.NOT_SIGNED, headline, seals=seals)


def _altered(name: str, findings: list[Remark], seals: tuple[CheckedSeal, ...]) -> Verdict:
    headline = remark(RemarkKind.ALTERED_REPORT)
    return Verdict(Subject.PDF, name, State.ALTERED, headline, findings=tuple(findings), seals=seals)


def _of_report(
    name: str,
    content: PdfContent,
    report: ReportMark,
    seals: tuple[CheckedSeal, ...],
    findings: list[Remark],
    keys: KnownKeys,
) -> CheckedPdf:
    form, sign_offs = _form(content, report), _sign_offs(content)
    findings += _pages(content, report)
    findings += _attachments(content, report)
    if form is None and SIGNED_FORM in content.attached:
        findings.append(remark(RemarkKind.FORM_EXCHANGED))
    if not report.is_public:
        findings += _signers(sign_offs, report)
        findings += _assessment_file(content, report, sign_offs, keys)
    checked = tuple(sign_off_check.checked(entry, keys) for entry in sign_offs)
    state = State.ALTERED if findings else State.UNALTERED
    standings = [*(entry.standing for entry in checked), *(entry.standing for entry in seals)]
    signers = sign_off_check.signers(checked, report.revision)
    verdict = Verdict(
        subject=Subject.PDF,
        name=name,
        state=state,
        headline=_headline(state, report, signers, is_new=Standing.NEW in standings),
        findings=tuple(dict.fromkeys(findings)),
        cautions=sign_off_check.cautions(checked, seals),
        sign_offs=checked,
        seals=seals,
        contents=_contents(report, form),
    )
    return CheckedPdf(verdict, form)


def _headline(state: State, report: ReportMark, signers: str, *, is_new: bool) -> Remark:
    if state is State.ALTERED:
        return remark(RemarkKind.ALTERED_REPORT)
    if is_new:
        return remark(RemarkKind.UNALTERED_NEW_KEY, revision=report.revision)
    if report.is_public:
        return remark(RemarkKind.UNALTERED_PUBLIC, revision=report.revision)
    return remark(RemarkKind.UNALTERED_REPORT, revision=report.revision, signers=signers)


def _contents(report: ReportMark, form: Form | None) -> Contents:
    known = Contents(revision=report.revision, fingerprint=report.fingerprint, is_public=report.is_public)
    if form is None:
        return known
    public = form["public"]
    return replace(
        known,
        assessment_id=str(public["assessment"]),
        district=str(public["profile"]["district"]),
        title=str(public["rubric"]["title"]),
    )


def _pages(content: PdfContent, report: ReportMark) -> Iterator[Remark]:
    met: list[int] = []
    for place, page in enumerate(content.pages, 1):
        if page.report not in ("", report.fingerprint):
            yield remark(RemarkKind.PAGE_OF_ANOTHER_REPORT, page=place)
        elif not page.report or page.number in met:
            yield remark(RemarkKind.PAGE_ADDED, page=place)
        else:
            if not page.is_as_marked:
                yield remark(RemarkKind.PAGE_ALTERED, page=place)
            if met and page.number < met[-1]:
                yield remark(RemarkKind.PAGE_MOVED, page=place)
            met.append(page.number)
        if page.has_comments:
            yield remark(RemarkKind.COMMENT_ADDED, page=place)
    expected = range(1, min(report.pages, len(content.pages) + 100) + 1)
    yield from (remark(RemarkKind.PAGE_MISSING, page=number) for number in expected if number not in met)
    if content.has_scripts:
        yield remark(RemarkKind.SCRIPT_ADDED)


def _attachments(content: PdfContent, report: ReportMark) -> Iterator[Remark]:
    expected = (SIGNED_FORM,) if report.is_public else (SIGNED_FORM, SIGN_OFFS, ASSESSMENT)
    for name in expected:
        if name not in content.attached:
            yield remark(RemarkKind.ATTACHMENT_MISSING, name=name)
        elif not content.attached[name].is_as_noted:
            yield remark(RemarkKind.ATTACHMENT_ALTERED, name=name)
    added = [name for name in content.attached if name not in expected]
    yield from (remark(RemarkKind.ATTACHMENT_ADDED, name=name) for name in added)
    if content.has_more_attached and not added:
        yield remark(RemarkKind.ATTACHMENT_ADDED, name="?")


def _form(content: PdfContent, report: ReportMark) -> Form | None:
    """Return the form inside a report; None when it is not the one that the report's fingerprint stands for."""
    attached = content.attached.get(SIGNED_FORM)
    if attached is None:
        return None
    try:
        text = attached.content.decode("utf-8")
        form = form_from_json(text)
        if fingerprint(form) != report.fingerprint or canonical_json(form) != text:
            return None
        is_whole = (
            form["public"]["revision"] == report.revision
            and isinstance(form["public"]["assessment"], str)
            and isinstance(form["public"]["profile"]["district"], str)
            and isinstance(form["public"]["rubric"]["title"], str)
            and isinstance(form["private"], str) == report.is_public
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return form if is_whole else None


def _sign_offs(content: PdfContent) -> tuple[SignOff, ...]:
    """Return the sign-offs inside a report; none when they are not written as this program writes them."""
    attached = content.attached.get(SIGN_OFFS)
    if attached is None:
        return ()
    try:
        sign_offs = tuple(map(sign_off_from, json.loads(attached.content)))
        is_canonical = sign_offs_json(sign_offs).encode("utf-8") == attached.content
    except (ValueError, TypeError, RecursionError, OverflowError):
        return ()
    return sign_offs if is_canonical else ()


def _signers(sign_offs: tuple[SignOff, ...], report: ReportMark) -> Iterator[Remark]:
    if not any(entry.is_signed and entry.revision == report.revision for entry in sign_offs):
        yield remark(RemarkKind.SIGN_OFF_MISSING)
    yield from sign_off_check.faults(sign_offs, {report.revision: report.fingerprint})


def _assessment_file(
    content: PdfContent, report: ReportMark, sign_offs: tuple[SignOff, ...], keys: KnownKeys
) -> Iterator[Remark]:
    """Check the assessment file inside a report as if it had come alone, and whether it is the one of this report."""
    attached = content.attached.get(ASSESSMENT)
    if attached is None:
        return
    try:
        with laid_out(attached.content) as path:
            checked = check_file(path, keys)
    except (NotADatabase, ForeignDatabase, EmptyFile, NewerFormat, FileTooLarge):
        yield remark(RemarkKind.FILE_EXCHANGED)
        return
    if checked.verdict.findings:
        yield remark(RemarkKind.FILE_ALTERED)
        yield from checked.verdict.findings
    elif checked.assessment is None or not _is_of(report, checked.assessment, sign_offs):
        yield remark(RemarkKind.FILE_EXCHANGED)


def _is_of(report: ReportMark, assessment: Assessment, sign_offs: tuple[SignOff, ...]) -> bool:
    """Return whether a report tells of a revision that was signed in an assessment, perhaps an earlier one."""
    signed = [(revision.number, revision.fingerprint) for revision in assessment.revisions]
    return assessment.sign_offs == sign_offs and (report.revision, report.fingerprint) in signed
