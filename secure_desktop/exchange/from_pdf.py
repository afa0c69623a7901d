"""Getting an assessment back from its signed PDF: the file that is inside, or, if that is lost, the answers that are."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from secure_desktop.earlier_errors import (
    InsideNeedsRubric,
    InsideUnreadable,
    NoAssessmentInside,
    OnlyPublic,
    ReportAltered,
)
from secure_desktop.errors import KnownProblem
from secure_desktop.exchange import known_keys
from secure_desktop.exchange.attachments import ASSESSMENT, SIGNED_FORM
from secure_desktop.exchange.form_reading import Entered, FormReader
from secure_desktop.exchange.inner_file import laid_out
from secure_desktop.exchange.json_reading import Node
from secure_desktop.exchange.verdict import State, Verdict
from secure_desktop.exchange.verify import read_pdf
from secure_desktop.model.assessment import LONGEST_LINE, Assessment
from secure_desktop.model.canonical import digest, rubric_json
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.signed_form import form_from_json
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.rebuilding import Kept, demand_free, rebuild_file
from secure_desktop.storage.times import Clock, now


@dataclass(frozen=True, slots=True)
class Inside:
    """What a PDF was found to be and to hold: the assessment file, and what was signed as text; each may be missing."""

    name: str
    verdict: Verdict
    file: bytes | None
    form: str | None

    @property
    def is_altered(self) -> bool:
        """Whether the PDF is not as it was sealed, so that what is in it may be made up."""
        return self.verdict.state is State.ALTERED


@dataclass(frozen=True, slots=True)
class GotBack:
    """What was written: whether the whole file was inside, or only the answers without sign-offs, history and files."""

    assessment: Assessment
    is_whole: bool


def look_into(path: Path) -> Inside:
    """Check a PDF and return what it holds. Nothing is written.

    Raises:
        NoAssessmentInside, OnlyPublic: when no assessment can be in it.
        KnownProblem: when it cannot be read.
    """
    from secure_desktop.exchange.verify_pdf import check_pdf  # noqa: PLC0415 - pyHanko takes half a second

    checked = check_pdf(read_pdf(path), path.name, known_keys.load())
    if checked.verdict.contents.is_public:
        raise OnlyPublic(name=path.name)
    file, form = checked.attached.get(ASSESSMENT), checked.attached.get(SIGNED_FORM)
    if not file and not form:
        is_altered = checked.verdict.state is State.ALTERED
        raise InsideUnreadable(name=path.name) if is_altered else NoAssessmentInside(name=path.name)
    return Inside(path.name, checked.verdict, file or None, form.decode("utf-8", "replace") if form else None)


def get_back(
    inside: Inside,
    target: Path,
    rubrics: Iterable[Rubric],
    *,
    by: str,
    although_altered: bool = False,
    clock: Clock = now,
) -> GotBack:
    """Write the assessment that a PDF holds as a file of its own.

    Where the assessment file inside is lost, its answers are taken, as a draft: the sign-offs cover a history that is
    lost then. `rubrics` are asked for the checklist that they belong to.

    Raises:
        ReportAltered: when the PDF is altered, unless that is accepted.
        InsideUnreadable, InsideNeedsRubric: when nothing in it is of use.
        TargetExists: when there is something at `target`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    if inside.is_altered and not although_altered:
        finding = next((remark.text() for remark in inside.verdict.findings), "")
        raise ReportAltered(name=inside.name, finding=finding)
    demand_free(target)
    if inside.file is not None:
        with contextlib.suppress(_Unreadable):
            return _from_file(inside, inside.file, target)
    return _from_form(inside, target, rubrics, by=by, clock=clock)


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """The assessment file inside is no use."""


def _from_file(inside: Inside, content: bytes, target: Path) -> GotBack:
    with laid_out(content) as path, contextlib.ExitStack() as kept_open:
        try:
            file = kept_open.enter_context(open_file(path, write=False))
            assessment = file.assessment()
        except KnownProblem as problem:
            if inside.form is None:
                raise InsideUnreadable(name=inside.name) from problem
            raise _Unreadable from problem
        file.save_copy(target)
    return GotBack(assessment, is_whole=True)


def _from_form(inside: Inside, target: Path, rubrics: Iterable[Rubric], *, by: str, clock: Clock) -> GotBack:
    assessment = assessment_of_report(inside, rubrics, clock)
    rebuild_file(target, assessment, Kept(), source=inside.name, by=by, clock=clock)
    return GotBack(assessment, is_whole=False)


def assessment_of_report(inside: Inside, rubrics: Iterable[Rubric], clock: Clock = now) -> Assessment:
    """Return the answers that a report holds as text, without sign-offs and history.

    Raises:
        InsideUnreadable, InsideNeedsRubric: when they are of no use.
    """
    try:
        form = form_from_json(inside.form or "")
    except ValueError as fault:
        raise InsideUnreadable(name=inside.name) from fault
    at = next((entry.signed_at for entry in inside.verdict.sign_offs), None) or clock()
    return assessment_of_form(form, inside.name, _rubric_of(form, inside.name, rubrics), at)


def assessment_of_form(form: dict[str, Any], name: str, rubric: Rubric, at: datetime) -> Assessment:
    """Return the assessment that a signed form describes; everything in it was entered at one time, by nobody.

    Raises:
        WrongJson: when the form contradicts itself or the rubric.
    """
    return _assessment(Node(form, name, "signed_form"), rubric, at)


def _rubric_of(form: dict[str, object], name: str, rubrics: Iterable[Rubric]) -> Rubric:
    public = form["public"]
    told = public["rubric"] if isinstance(public, dict) else {}
    for rubric in rubrics:
        if digest(rubric_json(rubric)) == told.get("digest"):
            return rubric
    raise InsideNeedsRubric(name=name, rubric=f"{told.get('title', '?')} ({told.get('version', '?')})"[:200])


def _assessment(form: Node, rubric: Rubric, at: datetime) -> Assessment:
    reader = FormReader(form, rubric, None, otherwise=Entered(at, ""))
    places = rubric.order
    bare = Assessment(
        id=form.member("public").member("assessment").text(LONGEST_LINE),
        rubric=rubric,
        profile=reader.profile(),
        participants=reader.participants(),
        responses=reader.responses(),
        created_at=at,
        changed_at=at,
        salt=reader.salt(),
    )
    return replace(
        bare,
        evidence=tuple(sorted(reader.evidence(), key=lambda entry: places[entry.item_id])),
        next_steps=tuple(sorted(reader.next_steps(), key=lambda step: places[step.item_id])),
    )
