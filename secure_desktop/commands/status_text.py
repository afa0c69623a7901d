"""What `status` prints for people."""

from collections.abc import Iterator

from secure_desktop.commands.numbers import two_lines
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.gaps import Gap
from secure_desktop.model.progress import Tally
from secure_desktop.model.quality import blocking, check
from secure_desktop.model.signing import Stage
from secure_desktop.model.summary import Summary
from secure_desktop.model.words import ANSWERS, CONCERNS, DECISIONS, ROLES, SIGNS

_STAGES = {
    Stage.DRAFT: "draft, not signed",
    Stage.SIGNING: "signing has begun",
    Stage.SIGNED: "signed",
    Stage.DECLINED: "declined",
}


def as_text(assessment: Assessment, summary: Summary) -> Iterator[str]:
    """Yield the lines that `status` prints."""
    profile, rubric, counts = summary.profile, summary.rubric, summary.tally
    described = (profile.district, profile.school_year, profile.state, profile.agency)
    yield " · ".join(part for part in described if part)
    yield f"{rubric.title} ({rubric.id} {rubric.version}), last changed {summary.changed_at.astimezone():%Y-%m-%d %H:%M}"
    yield from _reviewer(assessment)
    yield ""
    yield f"Progress  {counts.progress.answered} of {counts.progress.total} items answered"
    yield f"Standing  {counts.standing.in_place} of {counts.standing.applicable} applicable items in place"
    yield f"Planned   {summary.planned_gaps} of {len(summary.gaps)} gaps have a next step with owner and date"
    yield f"Evidence  {len(summary.register)} on record"
    yield ""
    yield from _table(summary)
    yield ""
    yield from _gaps(summary.gaps)
    if summary.unanswered:
        yield ""
        yield f"Unanswered ({len(summary.unanswered)})"
        yield from (f"  {entry.label:5} {entry.item.id:7} {entry.item.short}" for entry in summary.unanswered)
    marked = [entry.label for entry in summary.items if entry.response.marked]
    if marked:
        yield ""
        yield f"Marked for review ({len(marked)}): {', '.join(marked)}"
    yield ""
    yield from _sign_off(assessment, summary)


def _reviewer(assessment: Assessment) -> Iterator[str]:
    reviewer = assessment.reviewer
    if reviewer is None:
        return
    named = "action step" if len(reviewer.steps) == 1 else "action steps"
    asked = f"Reviewer copy for {reviewer.name}, about {named} {', '.join(map(str, reviewer.steps))}"
    left_out = ["the answers of others"] if not reviewer.has_answers else []
    left_out += ["attached files and other evidence"] if not reviewer.has_evidence else []
    yield f"{asked}; left out: {' and '.join(left_out)}" if left_out else asked


def _table(summary: Summary) -> Iterator[str]:
    rows = [(step.step.heading, step.tally) for step in summary.steps] + [("All", summary.tally)]
    width = max(len(heading) for heading, _ in rows)
    yield f"{'Action step':{width}} {''.join(f'{SIGNS[answer]:>5}' for answer in Answer)}   Answered   In place"
    for heading, counts in rows:
        numbers = "".join(f"{counts.of(answer):5}" for answer in Answer)
        yield f"{heading:{width}} {numbers}   {_shares(counts)}"
    yield "   ".join(f"{SIGNS[answer]} {ANSWERS[answer].lower()}" for answer in Answer)


def _shares(counts: Tally) -> str:
    progress, standing = counts.progress, counts.standing
    return f"{f'{progress.answered} of {progress.total}':>8}   {f'{standing.in_place} of {standing.applicable}':>8}"


def _gaps(gaps: tuple[Gap, ...]) -> Iterator[str]:
    if not gaps:
        yield "No gaps: no item is partly or not in place."
        return
    yield f"Gaps ({len(gaps)})"
    for gap in gaps:
        answer = gap.response.answer
        yield f"  {gap.label:5} {gap.item.id:7} {SIGNS[answer]} {ANSWERS[answer]:12}  {gap.item.short}"


def _sign_off(assessment: Assessment, summary: Summary) -> Iterator[str]:
    yield f"Sign-off  revision {summary.revision}: {_STAGES[summary.stage]}"
    for entry in summary.sign_offs:
        who = ", ".join(part for part in (entry.name, entry.organization) if part)
        decided = f"{DECISIONS[entry.decision].lower()} {entry.signed_at.astimezone():%Y-%m-%d %H:%M}"
        yield f"  {ROLES[entry.role]}: {who}, {decided}"
        if entry.reason:
            yield f"    {entry.reason}"
    if summary.is_locked and summary.missing:
        yield f"  Missing: {', '.join(ROLES[role] for role in summary.missing)}"
    if summary.is_locked:
        yield from two_lines("  Fingerprint", summary.fingerprint)
    found = (*blocking(check(assessment, summary.made_at.date())), *summary.open_points)
    for finding in found:
        sentence = CONCERNS[finding.concern][len(finding.items) > 1].format(len(finding.items))
        yield f"  {'To mend' if finding.concern.is_blocking else 'Open point'}: {sentence}"
