"""`new` from what there is already: the assessment of an earlier year, an export in JSON, or a signed PDF."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from secure_desktop.commands import opened
from secure_desktop.commands.arguments import name_of_person
from secure_desktop.commands.parser import PROGRAM, Parser
from secure_desktop.commands.rubrics import shelf_on_hand
from secure_desktop.commands.team import demand_checklist, participant
from secure_desktop.commands.terminal import say, say_paragraph
from secure_desktop.errors import DistrictMissing, WrongUsage
from secure_desktop.files import absolute
from secure_desktop.library.shelf import every_wording
from secure_desktop.model.assessment import Assessment, Profile
from secure_desktop.model.evidence import EvidenceKind
from secure_desktop.model.next_year import carried_over
from secure_desktop.model.progress import tally
from secure_desktop.model.rubric import Rubric

if TYPE_CHECKING:
    from secure_desktop.exchange.next_year import Started

EPILOG = """\
--from starts the next year: district, agency and team come along with the next school year, and, for the same checklist,
the evidence that is still valid, the next steps that are open, and each earlier answer. An earlier answer counts only
once somebody confirms it (“answer FILE ITEM as-before”) or gives another. EARLIER stays as it is. With --checklist
improve, an assessment to improve starts from one to start: district, agency and team come along.
--from-json makes an equal assessment of what “export --format json” wrote, with its history and sign-offs. Only the
content of attached files is not in such an export; attach the originals again to put it back.
--from-pdf gets the assessment file back that a signed PDF carries, after the PDF was checked. One that was altered is
refused, unless --although-altered is given. A draft and a public summary carry no file.
"""
_SOURCES = ("from_earlier", "from_json", "from_pdf")
_DESCRIBED = ("checklist", "district", "school_year", "agency", "state", "participant", "rubric", "wording")


def add_to(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "--from",
        dest="from_earlier",
        metavar="EARLIER",
        type=absolute,
        help="start from an earlier assessment, which stays as it is",
    )
    parser.add_argument(
        "--from-json", metavar="EXPORT", type=absolute, help="an equal assessment of an export in JSON"
    )
    parser.add_argument(
        "--from-pdf", metavar="REPORT", type=absolute, help="the assessment that a signed PDF carries"
    )
    parser.add_argument(
        "--although-altered", action="store_true", help="take it from a PDF that is not as it was sealed"
    )


def is_wanted(args: argparse.Namespace) -> bool:
    """Return whether `new` is to start from something."""
    return any(getattr(args, source) is not None for source in _SOURCES)


def run(args: argparse.Namespace) -> int:
    """Carry out `new` with one of the options."""
    given = [source for source in _SOURCES if getattr(args, source) is not None]
    if len(given) > 1:
        raise _wrong(f"{_option(given[0])} and {_option(given[1])} do not go together")
    if given[0] == "from_earlier":
        return _from_earlier(args)
    described = [name for name in _DESCRIBED if getattr(args, name)]
    if described:
        raise _wrong(f"{_option(given[0])} brings everything along, so {_option(described[0])} is not needed")
    return _from_json(args) if given[0] == "from_json" else _from_pdf(args)


def _from_earlier(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.next_year import demand_whole, start_from  # noqa: PLC0415 - sqlite_utils takes 80 ms
    from secure_desktop.storage.times import now  # noqa: PLC0415 - see above

    with opened.to_read(args.from_earlier) as file:
        before = demand_whole(file)
        rubric = _rubric_after(args, before)
        carried = carried_over(before, rubric, now().astimezone().date())
        profile = _described_anew(args, carried.profile)
        started = start_from(
            file,
            args.file,
            rubric,
            profile=profile,
            participants=(*carried.participants, *map(participant, args.participant)),
            by=name_of_person(args.by),
        )
    say_paragraph(
        f"“{args.file.name}” was created from “{args.from_earlier.name}”: {rubric.title}, {len(rubric.items)} items."
    )
    for line in _what_came(started, rubric, before, profile.school_year):
        say_paragraph(line)
    return 0


def _rubric_after(args: argparse.Namespace, before: Assessment) -> Rubric:
    """Return the rubric to answer: the one that is asked for, else that of the earlier assessment as it is by now."""
    from secure_desktop.exchange.next_year import rubric_now  # noqa: PLC0415 - sqlite_utils takes 80 ms

    shelf, wanted = shelf_on_hand(), args.rubric
    if wanted is None and args.checklist not in (None, str(before.rubric.checklist)):
        wanted = f"secure-{args.checklist}"
    rubric = (
        shelf.rubric(wanted, args.wording) if wanted or args.wording else rubric_now(shelf, before.rubric)
    )
    demand_checklist(rubric, args.checklist)
    return rubric


def _described_anew(args: argparse.Namespace, profile: Profile) -> Profile:
    said = {name: getattr(args, name) for name in ("district", "school_year", "agency", "state")}
    found = replace(profile, **{name: text.strip() for name, text in said.items() if text})
    if not found.district:
        raise DistrictMissing
    return found


def _what_came(started: "Started", rubric: Rubric, before: Assessment, year: str) -> Iterator[str]:
    carried = started.carried
    yield f"School year: {year or 'not said'}. Participants who came along: {len(carried.participants)}."
    if rubric.id != before.rubric.id:
        yield f"Its items are others than those of the {before.rubric.title}, so no answers come along."
        return
    earlier = sum(before.response(item.id).is_answered for item in rubric if item.id in before.rubric)
    yield (
        f"Evidence that is still valid: {len(carried.evidence) - len(started.lost)}. "
        f"Open next steps: {len(carried.next_steps)}. Earlier answers to confirm: {earlier}."
    )
    for entry in carried.expired:
        yield f"Left behind, because it was to be renewed by {entry.renew_by}: {entry.title or entry.file_name}"
    for entry in started.lost:
        yield f"Left behind, because its content is not in the earlier file: {entry.title or entry.file_name}"


def _from_json(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.assessment_from_json import read_assessment  # noqa: PLC0415 - sqlite_utils
    from secure_desktop.storage.rebuilding import rebuild_file  # noqa: PLC0415 - takes 80 ms

    whole = read_assessment(args.from_json)
    rebuild_file(
        args.file, whole.assessment, whole.kept, source=args.from_json.name, by=name_of_person(args.by)
    )
    say_paragraph(
        f"“{args.file.name}” was made from “{args.from_json.name}”, as that was exported "
        f"{whole.made_at.astimezone():%Y-%m-%d %H:%M}. {_described(whole.assessment)}"
    )
    _tell_missing_files(whole.assessment)
    return 0


def _from_pdf(args: argparse.Namespace) -> int:
    from secure_desktop.exchange.from_pdf import get_back, look_into  # noqa: PLC0415 - pyHanko

    inside = look_into(args.from_pdf)
    got = get_back(
        inside,
        args.file,
        every_wording(shelf_on_hand()),
        by=name_of_person(args.by),
        although_altered=args.although_altered,
    )
    say_paragraph(inside.verdict.headline.text())
    for remark in (*inside.verdict.findings, *inside.verdict.cautions):
        say_paragraph(f"- {remark.text()}")
    say_paragraph(f"“{args.file.name}” was taken out of “{args.from_pdf.name}”. {_described(got.assessment)}")
    if not got.is_whole:
        say_paragraph(
            "The assessment file inside is lost, so this one was rebuilt as a draft from the answers that were signed. "
            "Sign-offs and history are not in it; the PDF remains what was signed."
        )
        _tell_missing_files(got.assessment)
    return 0


def _described(assessment: Assessment) -> str:
    progress = tally(assessment).progress
    signed = len(assessment.sign_offs)
    return (
        f"{assessment.profile.district}: {assessment.rubric.title}, revision {assessment.revision}, "
        f"{progress.answered} of {progress.total} items answered, {signed} sign-offs."
    )


def _tell_missing_files(assessment: Assessment) -> None:
    files = [entry.file_name for entry in assessment.evidence if entry.kind is EvidenceKind.FILE]
    if files:
        say("The content of these attached files is not in it; attach them again:")
        for name in files:
            say(f"  {name}")


def _option(name: str) -> str:
    return "--from" if name == "from_earlier" else f"--{name.replace('_', '-')}"


def _wrong(detail: str) -> WrongUsage:
    return WrongUsage(detail=detail, command=f"{PROGRAM} new")
