"""`new` and `answer`: make an assessment, record one response."""

import argparse

from secure_desktop.commands import new_from, opened
from secure_desktop.commands.arguments import add_by, add_file, known_item, name_of_person
from secure_desktop.commands.parser import PROGRAM, Commands
from secure_desktop.commands.rubrics import shelf_on_hand
from secure_desktop.commands.team import demand_checklist, participant
from secure_desktop.commands.terminal import say
from secure_desktop.earlier_errors import NoEarlierAnswer
from secure_desktop.errors import (
    DistrictMissing,
    ReasonNeeded,
    UnknownAnswer,
    WrongUsage,
)
from secure_desktop.model.assessment import Answer, Assessment, Profile
from secure_desktop.model.progress import tally
from secure_desktop.model.reconfirming import as_before
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Checklist, Item
from secure_desktop.model.words import ANSWERS

AS_BEFORE = "as-before"
_ANSWER_EPILOG = f"""\
ITEM is an item's id in any case (2s-03) or its number in the checklist (2.3).
ANSWER is one of {", ".join(Answer)},
or {AS_BEFORE}.
“not-applicable” needs a reason. What is not given stays as it is; --note "" empties the note.
“as-before” gives the answer of the earlier assessment again, with its reason and, where there is no other, its note.
"""


def add_to(commands: Commands) -> None:
    """Add the commands."""
    _add_new(commands)
    _add_answer(commands)


def _add_new(commands: Commands) -> None:
    parser = commands.add_parser(
        "new",
        help="create an assessment",
        description="Create an assessment file. A file that exists is never touched.",
        epilog=f"ROLE is one of {', '.join(Role)}.\n\n{new_from.EPILOG}",
    )
    add_file(parser)
    parser.add_argument("--checklist", choices=tuple(str(c) for c in Checklist))
    parser.add_argument("--district", metavar="NAME", help="the school district")
    parser.add_argument("--school-year", metavar="YEAR", default="")
    parser.add_argument("--agency", metavar="NAME", default="", help="the law enforcement agency")
    parser.add_argument("--state", metavar="STATE", default="")
    parser.add_argument(
        "--participant",
        metavar="PERSON",
        action="append",
        default=[],
        help="somebody on the team, as “NAME; ROLE; TITLE; ORGANIZATION”; may be given several times",
    )
    parser.add_argument(
        "--rubric", metavar="ID", help="another rubric than the bundled one; see “rubrics list”"
    )
    parser.add_argument(
        "--wording", metavar="OVERLAY", default="", help="a wording or translation of the rubric"
    )
    new_from.add_to(parser)
    add_by(parser)
    parser.set_defaults(run=_new)


def _add_answer(commands: Commands) -> None:
    parser = commands.add_parser(
        "answer",
        help="record one response",
        description="Record what the team says about one item.",
        epilog=_ANSWER_EPILOG,
    )
    add_file(parser)
    parser.add_argument("item", metavar="ITEM")
    parser.add_argument("answer", metavar="ANSWER")
    parser.add_argument("--note", metavar="TEXT")
    parser.add_argument("--reason", metavar="TEXT", help="why the item does not apply")
    parser.add_argument(
        "--mark",
        action=argparse.BooleanOptionalAction,
        help="mark the item for review, or take the mark away",
    )
    add_by(parser)
    parser.set_defaults(run=_answer)


def _new(args: argparse.Namespace) -> int:
    if new_from.is_wanted(args):
        return new_from.run(args)
    missing = [f"--{name}" for name in ("checklist", "district") if getattr(args, name) is None]
    if missing:
        detail = f"the following arguments are required: {', '.join(missing)}"
        raise WrongUsage(detail=detail, command=f"{PROGRAM} new")
    if not args.district.strip():
        raise DistrictMissing
    from secure_desktop.storage.opening import create_file  # noqa: PLC0415 - sqlite_utils takes 80 ms

    team = [participant(text) for text in args.participant]
    rubric = shelf_on_hand().rubric(args.rubric or f"secure-{args.checklist}", args.wording)
    demand_checklist(rubric, args.checklist)
    profile = Profile(
        district=args.district.strip(),
        school_year=args.school_year.strip(),
        state=args.state.strip(),
        agency=args.agency.strip(),
    )
    create_file(args.file, rubric, profile, by=name_of_person(args.by), participants=team)
    say(f"“{args.file.name}” was created for {profile.district}: {rubric.title}, {len(rubric.items)} items.")
    return 0


def _answer(args: argparse.Namespace) -> int:
    if args.answer.strip().casefold() == AS_BEFORE:
        return _answer_as_before(args)
    answer = _known_answer(args.answer)
    with opened.to_write(args.file) as file:
        item = known_item(file.assessment(), args.item)
        recorded = file.assessment().response(item.id).reason if args.reason is None else args.reason
        if answer is Answer.NOT_APPLICABLE and not recorded.strip():
            raise ReasonNeeded
        changes = file.record_response(
            item.id,
            by=name_of_person(args.by, file.assessment()),
            answer=answer,
            note=args.note,
            reason=args.reason,
            marked=args.mark,
        )
        say(_outcome(file.assessment(), item, changed=bool(changes)))
    return 0


def _answer_as_before(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.next_year import earlier_of  # noqa: PLC0415 - sqlite_utils takes 80 ms

    with opened.to_write(args.file) as file:
        item, earlier = known_item(file.assessment(), args.item), earlier_of(file)
        then = earlier.response(item.id) if earlier is not None else None
        if then is None:
            raise NoEarlierAnswer(item=item.id)
        again = as_before(file.assessment().response(item.id), then)
        changes = file.record_response(
            item.id,
            by=name_of_person(args.by, file.assessment()),
            answer=again.answer,
            note=again.note if args.note is None else args.note,
            reason=again.reason if args.reason is None else args.reason,
            marked=args.mark,
        )
        say(_outcome(file.assessment(), item, changed=bool(changes)))
    return 0


def _outcome(assessment: Assessment, item: Item, *, changed: bool) -> str:
    word = ANSWERS[assessment.response(item.id).answer]
    label = assessment.rubric.label(item.id)
    progress = tally(assessment).progress
    so_far = f"Answered so far: {progress.answered} of {progress.total} items."
    if not changed:
        return f"{label} ({item.id}) says this already: {word}. Nothing was changed. {so_far}"
    return f"{label} ({item.id}) is recorded: {word}. {so_far}"


def _known_answer(text: str) -> Answer:
    try:
        return Answer(text.strip().casefold())
    except ValueError as fault:
        raise UnknownAnswer(answer=text, choices=", ".join((*Answer, AS_BEFORE))) from fault
