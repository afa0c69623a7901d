"""`status`: progress, standing and gaps of an assessment, for people or as JSON."""

import argparse
from collections.abc import Iterator
from typing import Any

from secure_desktop.commands.parser import Commands
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.files import absolute
from secure_desktop.model.assessment import Answer
from secure_desktop.model.gaps import Gap
from secure_desktop.model.progress import Progress, Standing, Tally
from secure_desktop.model.summary import ItemSummary, StepSummary, Summary, summarize
from secure_desktop.model.words import ANSWERS, SIGNS

JSON_FORMAT = 1
"""Raised when a key of the JSON changes its meaning or goes away; new keys may come at any time."""

_EPILOG = f"""\
--json prints one object with these keys:
  format        {JSON_FORMAT}
  assessment    the assessment's id
  checklist     start or improve
  rubric        {{id, version, title}}
  profile       {{district, school_year, state, agency}}
  participants  [{{id, name, role, title, organization}}]
  revision      1, and one more with each reopening
  changed_at    when the file was last changed (UTC)
  progress      {{answered, total}}: how many of all items have an answer
  standing      {{in_place, applicable}}: how many of the applicable items are in place
  steps         [{{number, title, progress, standing, answers}}]; answers counts each answer
  items         [{{id, label, step, text, answer, note, reason, marked, changed_at, changed_by}}];
                answer is one of {", ".join(a for a in Answer)};
                changed_at is null as long as nothing was recorded
  gaps          ids of the items that are partly or not in place
  signatures    [{{role, name, organization, decision, signed_at}}], empty until signed
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "status",
        help="progress, standing and gaps",
        description="Show how far an assessment has come. The file is only read.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", metavar="FILE", type=absolute)
    parser.add_argument("--json", action="store_true", help="for other programs")
    parser.set_defaults(run=_status)


def _status(args: argparse.Namespace) -> int:
    from secure_desktop.storage.opening import open_file  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    with open_file(args.file, write=False) as file:
        summary = summarize(file.assessment(), now())
    if args.json:
        say_json(as_json(summary))
    else:
        for line in as_text(summary):
            say(line)
    return 0


def as_json(summary: Summary) -> dict[str, Any]:
    """Return what `status --json` prints; the command's --help describes the keys."""
    return {
        "format": JSON_FORMAT,
        "assessment": summary.assessment_id,
        "checklist": str(summary.rubric.checklist),
        "rubric": {
            "id": summary.rubric.id,
            "version": summary.rubric.version,
            "title": summary.rubric.title,
        },
        "profile": {
            "district": summary.profile.district,
            "school_year": summary.profile.school_year,
            "state": summary.profile.state,
            "agency": summary.profile.agency,
        },
        "participants": [
            {
                "id": p.id,
                "name": p.name,
                "role": str(p.role),
                "title": p.title,
                "organization": p.organization,
            }
            for p in summary.participants
        ],
        "revision": summary.revision,
        "changed_at": summary.changed_at.isoformat(),
        "progress": _progress(summary.tally.progress),
        "standing": _standing(summary.tally.standing),
        "steps": [_step(step) for step in summary.steps],
        "items": [_item(step, entry) for step in summary.steps for entry in step.items],
        "gaps": [gap.item.id for gap in summary.gaps],
        "signatures": [],
    }


def as_text(summary: Summary) -> Iterator[str]:
    """Yield the lines that `status` prints."""
    profile, rubric, counts = summary.profile, summary.rubric, summary.tally
    described = (profile.district, profile.school_year, profile.state, profile.agency)
    yield " · ".join(part for part in described if part)
    yield f"{rubric.title} ({rubric.id} {rubric.version}), last changed {summary.changed_at.astimezone():%Y-%m-%d %H:%M}"
    yield ""
    yield f"Progress  {counts.progress.answered} of {counts.progress.total} items answered"
    yield f"Standing  {counts.standing.in_place} of {counts.standing.applicable} applicable items in place"
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


def _progress(progress: Progress) -> dict[str, int]:
    return {"answered": progress.answered, "total": progress.total}


def _standing(standing: Standing) -> dict[str, int]:
    return {"in_place": standing.in_place, "applicable": standing.applicable}


def _step(step: StepSummary) -> dict[str, Any]:
    return {
        "number": step.step.number,
        "title": step.step.title,
        "progress": _progress(step.tally.progress),
        "standing": _standing(step.tally.standing),
        "answers": {str(answer): step.tally.of(answer) for answer in Answer},
    }


def _item(step: StepSummary, entry: ItemSummary) -> dict[str, Any]:
    response = entry.response
    return {
        "id": entry.item.id,
        "label": entry.label,
        "step": step.step.number,
        "text": entry.item.text,
        "answer": str(response.answer),
        "note": response.note,
        "reason": response.reason,
        "marked": response.marked,
        "changed_at": response.changed_at.isoformat() if response.changed_at else None,
        "changed_by": response.changed_by,
    }
