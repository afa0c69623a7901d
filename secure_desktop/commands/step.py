"""`step`: add, edit, finish, drop and list next steps."""

import argparse
import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import (
    add_by,
    add_file,
    add_json,
    by_id,
    day,
    known_item,
    name_of_person,
    short_id,
)
from secure_desktop.commands.parser import PROGRAM, Commands, Parser
from secure_desktop.commands.terminal import say, say_json
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.plan import plan_rows
from secure_desktop.model.words import ANSWERS, EFFORTS, SIGNS, STATES
from secure_desktop.signing_errors import UnknownNextStep

JSON_FORMAT = 1

_DAY = 'DAY is a date such as 2027-01-15; "" takes it away.\n'
_LIST_EPILOG = f"""\
--json prints {{format ({JSON_FORMAT}), assessment, next_steps}}; next_steps holds
  [{{id, item, text, owner, due, effort, state, reason, changed_at, changed_by}}];
  effort is one of {", ".join(filter(None, Effort))} or empty; state is one of {", ".join(State)}.
"""


def add_to(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add_parser(
        "step",
        help="add, edit, finish, drop and list next steps",
        description="What is to be done about a gap, by whom and until when.",
    )
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    adding = actions.add_parser(
        "add", help="add a next step", description="Add a next step for an item.", epilog=_DAY
    )
    add_file(adding)
    adding.add_argument("item", metavar="ITEM", help="an item's id (2s-03) or its number (2.3)")
    adding.add_argument("text", metavar="TEXT", help="what is to be done")
    _finish(adding, _add, with_plan=True)
    editing = actions.add_parser(
        "edit",
        help="change a next step",
        description="Change a next step. What is not given stays as it is.",
        epilog=_DAY,
    )
    _add_step(editing)
    editing.add_argument("--text", metavar="TEXT", help="what is to be done")
    _finish(editing, _edit, with_plan=True)
    done = actions.add_parser("done", help="it is done", description="Mark a next step as done.")
    _add_step(done)
    _finish(done, _done)
    drop = actions.add_parser(
        "drop", help="it will not be done", description="Drop a next step, with a reason."
    )
    _add_step(drop)
    drop.add_argument("--reason", metavar="TEXT", required=True)
    _finish(drop, _drop)
    reviving = actions.add_parser(
        "open", help="it is open again", description="Mark a next step that was done or dropped as open."
    )
    _add_step(reviving)
    _finish(reviving, _open)
    listing = actions.add_parser(
        "list",
        help="gaps and next steps",
        description="List all gaps and next steps. The file is only read.",
        epilog=_LIST_EPILOG,
    )
    add_file(listing)
    add_json(listing)
    listing.set_defaults(run=_list)


def step_json(step: NextStep) -> dict[str, Any]:
    """Return a next step as `step list --json` and `status --json` print it."""
    return {
        "id": step.id,
        "item": step.item_id,
        "text": step.text,
        "owner": step.owner,
        "due": step.due.isoformat() if step.due else None,
        "effort": str(step.effort),
        "state": str(step.state),
        "reason": step.reason,
        "changed_at": step.changed_at.isoformat() if step.changed_at else None,
        "changed_by": step.changed_by,
    }


def _add_step(parser: Parser) -> None:
    add_file(parser)
    parser.add_argument("step", metavar="ID", help="the beginning of its id, as “step list” shows it")


def _finish(parser: Parser, run: Callable[[argparse.Namespace], int], *, with_plan: bool = False) -> None:
    if with_plan:
        parser.add_argument("--owner", metavar="NAME", help="who does it")
        parser.add_argument("--due", metavar="DAY", help="until when")
        parser.add_argument(
            "--effort", choices=[str(effort) for effort in Effort if effort], help="what it takes"
        )
    add_by(parser)
    parser.set_defaults(run=run)


def _add(args: argparse.Namespace) -> int:
    due = day(args.due)
    with opened.to_write(args.file) as file:
        item = known_item(file.assessment(), args.item)
        effort = Effort(args.effort or Effort.UNKNOWN)
        added = NextStep(str(uuid.uuid4()), item.id, args.text, args.owner or "", due, effort)
        file.record_next_step(added, by=name_of_person(args.by, file.assessment()))
        assessment = file.assessment()
    say(f"The next step for {assessment.rubric.label(item.id)} ({item.id}) is recorded.")
    return 0


def _edit(args: argparse.Namespace) -> int:
    due = day(args.due)

    def edited(step: NextStep) -> NextStep:
        return replace(
            step,
            text=step.text if args.text is None else args.text,
            owner=step.owner if args.owner is None else args.owner,
            due=step.due if args.due is None else due,
            effort=step.effort if args.effort is None else Effort(args.effort),
        )

    _change(args, edited)
    return 0


def _done(args: argparse.Namespace) -> int:
    assessment, step = _change(args, lambda step: replace(step, state=State.DONE, reason=""))
    response, label = assessment.response(step.item_id), assessment.rubric.label(step.item_id)
    if response.is_gap:
        say(f"{label} still says: {ANSWERS[response.answer]}. If that has changed as well, record it with")
        say(f"  {PROGRAM} answer {args.file.name} {label} {Answer.IN_PLACE}")
    return 0


def _drop(args: argparse.Namespace) -> int:
    _change(args, lambda step: replace(step, state=State.DROPPED, reason=args.reason))
    return 0


def _open(args: argparse.Namespace) -> int:
    _change(args, lambda step: replace(step, state=State.OPEN, reason=""))
    return 0


def _change(args: argparse.Namespace, changed: Callable[[NextStep], NextStep]) -> tuple[Assessment, NextStep]:
    """Record what becomes of a next step, say so, and return the assessment with the next step as it is now."""
    with opened.to_write(args.file) as file:
        before = _known(file.assessment(), args.step)
        changes = file.record_next_step(changed(before), by=name_of_person(args.by, file.assessment()))
        assessment = file.assessment()
    after = _known(assessment, before.id)
    if changes:
        say(f"The next step is recorded: {_described(after)}")
    else:
        say(f"The next step says this already: {_described(after)} Nothing was changed.")
    return assessment, after


def _described(step: NextStep) -> str:
    parts = [STATES[step.state], step.text, step.owner, step.due.isoformat() if step.due else ""]
    return f"{', '.join(filter(None, parts))}."


def _list(args: argparse.Namespace) -> int:
    assessment = opened.read(args.file)
    if args.json:
        steps = [step_json(step) for step in assessment.next_steps]
        say_json({"format": JSON_FORMAT, "assessment": assessment.id, "next_steps": steps})
        return 0
    for line in _as_text(assessment):
        say(line)
    return 0


def _as_text(assessment: Assessment) -> Iterator[str]:
    rows = plan_rows(assessment)
    if not rows:
        yield "No gaps and no next steps."
    for label, of_item in itertools.groupby(rows, lambda row: row.label):
        first, *others = of_item
        answer = first.response.answer
        yield f"{label:5} {SIGNS[answer]} {ANSWERS[answer]:12}  {first.item.short}"
        for row in (first, *others):
            yield from _step_as_text(assessment, row.next_step)


def _step_as_text(assessment: Assessment, step: NextStep | None) -> Iterator[str]:
    if step is None:
        yield "      no open next step"
        return
    effort = EFFORTS[step.effort].lower() if step.effort else ""
    planned = (step.owner or "no owner", f"due {step.due}" if step.due else "no date", effort)
    yield f"      {short_id(step, assessment.next_steps)}  {STATES[step.state]}: {step.text}"
    yield f"                {', '.join(filter(None, planned))}"
    if step.reason:
        yield f"                {step.reason}"


def _known(assessment: Assessment, start: str) -> NextStep:
    return by_id(assessment.next_steps, start, UnknownNextStep(step=start))
