"""Rescuing what is left of a damaged file: read, judged by all witnesses, completed, and written as a new file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from secure_desktop.exchange.rescue import answers, histories, records, rubric_choice, signed
from secure_desktop.exchange.rescue.contents import contents_of, lost_contents
from secure_desktop.exchange.rescue.findings import HARMLESS, Finding, FindingKind, finding
from secure_desktop.exchange.rescue.frame import id_of, profile_of, revision_of, truth_of
from secure_desktop.exchange.rescue.histories import History
from secure_desktop.exchange.rescue.signed import Standing
from secure_desktop.exchange.rescue.sources import Source
from secure_desktop.exchange.rescue.witnesses import Witnesses
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.rubric import Rubric
from secure_desktop.model.sign_off import digest_told, link
from secure_desktop.model.signed_form import fingerprint, form_from_json, signed_form
from secure_desktop.rescue_errors import NothingToRescue, NotTheSameAssessment
from secure_desktop.storage.rebuilding import Kept
from secure_desktop.storage.salvage.reading import read_remains
from secure_desktop.storage.salvage.remains import Remains

_MOST_TOLD = 20  # parts that are not ours; another program's file has hundreds


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was rescued, and what is to be told about it.

    `certainty` says of each item how sure its answer and note are. With `is_as_signed` the file is as it was signed, and
    nothing is to be added to it. `contents` are those of attached files.
    """

    name: str
    assessment: Assessment
    kept: Kept
    contents: Mapping[str, bytes] = field(repr=False)
    certainty: Mapping[str, Certainty]
    findings: tuple[Finding, ...]
    is_as_signed: bool

    @property
    def is_complete(self) -> bool:
        """Whether everything came across, and nothing of it is uncertain."""
        return all(found.kind in HARMLESS for found in self.findings)

    @property
    def to_check(self) -> tuple[str, ...]:
        """The ids of the items that are not sure, in the order of the checklist."""
        return tuple(item_id for item_id, found in self.certainty.items() if found is not Certainty.SURE)

    def items(self, certainty: Certainty) -> tuple[str, ...]:
        """Return the ids of the items that are so sure, in the order of the checklist."""
        return tuple(item_id for item_id, found in self.certainty.items() if found is certainty)


def rescue(
    path: Path,
    rubrics: Iterable[Rubric],
    sources: Sequence[Source] = (),
    *,
    advance: Callable[[float], None] = lambda _: None,
) -> Rescued:
    """Return what can be rescued of a damaged file. It is only read, and nothing is written.

    `rubrics` are asked for the checklist when the file's own is damaged; `sources` fill in what is missing.

    Raises:
        NothingToRescue: when nothing in it is of an assessment.
        NotTheSameAssessment: when a source belongs to another assessment.
        KnownProblem: when it cannot be read.
    """
    return rescued(read_remains(path, advance=advance), path.name, rubrics, sources)


def rescued(
    remains: Remains, name: str, rubrics: Iterable[Rubric], sources: Sequence[Source] = ()
) -> Rescued:
    """Return what can be made of the remains of a file. Raises as `rescue` does, when there are not enough of them."""
    history = histories.history_of(remains)
    assessment_id = id_of(remains, sources)
    for source in sources:
        if source.assessment.id != assessment_id:
            raise NotTheSameAssessment(name=source.name)
    others = [(source.name, source.assessment) for source in sources]
    rubric, told = rubric_choice.chosen(remains, [said for _, said in others], rubrics)
    if rubric is None:
        raise NothingToRescue(name=name)
    present = revision_of(remains, history, sources)
    genuine = signed.genuine_forms(remains, assessment_id)
    witnesses = Witnesses(
        remains,
        rubric,
        history.entries,
        history.is_whole,
        others,
        truth_of(genuine, present, rubric, name),
    )
    standing = signed.standing(remains, genuine, history.start, present)
    return _Composer(name, witnesses, history, assessment_id).compose(standing, sources, told)


class _Composer:
    """Puts an assessment together from the parts that are believed."""

    def __init__(self, name: str, witnesses: Witnesses, history: History, assessment_id: str) -> None:
        self._name = name
        self._witnesses = witnesses
        self._history = history
        self._id = assessment_id

    def compose(self, standing: Standing, sources: Sequence[Source], told: tuple[Finding, ...]) -> Rescued:
        witnesses, remains = self._witnesses, self._witnesses.remains
        said = answers.answers(witnesses)
        people, evidence, plan = (
            records.people(witnesses),
            records.evidence(witnesses),
            records.next_steps(witnesses),
        )
        profile, about_profile = profile_of(witnesses)
        latest = witnesses.latest
        created = remains.frames[0].created_at if remains.frames else None

        def assessment(standing: Standing) -> Assessment:
            entries = histories.without_sign_offs(
                self._history.entries, standing.sign_offs, standing.revision
            )
            return Assessment(
                id=self._id,
                rubric=witnesses.rubric,
                profile=profile,
                participants=people.records,
                responses=said.responses,
                created_at=created or (entries[0].at if entries else latest),
                changed_at=entries[-1].at if entries else latest,
                revision=standing.revision,
                evidence=evidence.records,
                next_steps=plan.records,
                sign_offs=standing.sign_offs,
                revisions=standing.revisions,
                salt=entries[0].id if entries else "",
                reviewer=remains.reviewers[0] if remains.reviewers else None,
            )

        whole = assessment(standing)
        if whole.is_locked and not self._is_as_signed(whole, standing):
            standing = standing.without(standing.revision)
            whole = assessment(standing)
        entries = histories.without_sign_offs(self._history.entries, standing.sign_offs, standing.revision)
        if not whole.is_locked:
            entries = histories.without_overruled(entries, said.overruled)
        earlier = remains.earlier[0] if remains.earlier else None
        kept = Kept(entries, standing.forms, earlier)
        contents = dict(contents_of(whole, kept, remains, sources))
        return Rescued(
            name=self._name,
            assessment=whole,
            kept=kept,
            contents=contents,
            certainty=said.certainty,
            findings=(
                *told,
                *about_profile,
                *said.findings,
                *people.findings,
                *evidence.findings,
                *lost_contents(whole, contents),
                *plan.findings,
                *self._about_the_rest(standing),
            ),
            is_as_signed=whole.is_locked,
        )

    def _is_as_signed(self, assessment: Assessment, standing: Standing) -> bool:
        """Return whether a locked assessment is what was signed, with nothing missing and nothing after it."""
        form = standing.forms.get(standing.revision)
        told = [digest_told(entry.after) for entry in self._history.entries if entry.kind == "sign_off"]
        return (
            form is not None
            and fingerprint(signed_form(assessment)) == fingerprint(form_from_json(form))
            and self._history.is_whole
            and told == [link(entry) for entry in standing.sign_offs]
            and standing.sign_offs[-1].history_entries + 1 == len(self._history.entries)
        )

    def _may_lack_sign_offs(self, standing: Standing) -> bool:
        """Return whether there were sign-offs of which nothing is left but, perhaps, their entry in the history."""
        found = {link(entry) for entry in (*standing.sign_offs, *standing.lost)}
        entries = (entry for entry in self._history.entries if entry.kind == "sign_off")
        if not found >= {digest_told(entry.after) for entry in entries}:
            return True
        return not self._witnesses.is_whole("sign_off") and not (found and self._history.is_whole)

    def _about_the_rest(self, standing: Standing) -> Iterator[Finding]:
        remains, history = self._witnesses.remains, self._history
        for entry in standing.lost:
            yield finding(FindingKind.SIGN_OFF_LOST, name=entry.name, revision=entry.revision)
        if self._may_lack_sign_offs(standing):
            yield finding(FindingKind.SIGN_OFFS_UNKNOWN)
        unreadable = remains.unreadable.get("journal", 0)
        if count := max(history.lost, unreadable):
            yield finding(FindingKind.HISTORY_LOST, count=count)
        elif not history.is_whole:
            yield finding(FindingKind.HISTORY_UNKNOWN)
        if not remains.earlier and not self._witnesses.is_whole("earlier"):
            yield finding(FindingKind.EARLIER_LOST)
        yield from (finding(FindingKind.FOREIGN_PART, part=part) for part in remains.foreign[:_MOST_TOLD])
        if (more := len(remains.foreign) - _MOST_TOLD) > 0:
            yield finding(FindingKind.FOREIGN_PART, part=f"{more} more")
