"""`status`: progress, standing, gaps, plan and sign-off of an assessment, for people or as JSON."""

import argparse
from typing import TYPE_CHECKING

from secure_desktop.commands import earlier_status, opened
from secure_desktop.commands.arguments import add_file, add_json
from secure_desktop.commands.conflict_status import copies_json, copies_text
from secure_desktop.commands.parser import Commands
from secure_desktop.commands.status_json import JSON_FORMAT, as_json
from secure_desktop.commands.status_text import as_text
from secure_desktop.commands.terminal import complain, say, say_json
from secure_desktop.earlier_errors import EarlierUnreadable
from secure_desktop.model.assessment import Answer
from secure_desktop.model.quality import Concern
from secure_desktop.model.reconfirming import Earlier
from secure_desktop.model.signing import Stage
from secure_desktop.model.summary import summarize

if TYPE_CHECKING:
    from secure_desktop.storage.assessment_file import AssessmentFile

_EPILOG = f"""\
--json prints one object with these keys:
  format        {JSON_FORMAT}
  assessment    the assessment's id
  checklist     start or improve
  rubric        {{id, version, title}}
  profile       {{district, school_year, state, agency}}
  participants  [{{id, name, role, title, organization}}]
  reviewer      null, or for whom this reviewer copy was made: {{name, steps, has_answers,
                has_evidence, made_at, made_by}}; steps are the action steps asked about
  revision      1, and one more with each reopening
  changed_at    when the file was last changed (UTC)
  progress      {{answered, total}}: how many of all items have an answer
  standing      {{in_place, applicable}}: how many of the applicable items are in place
  planned_gaps  how many gaps have an open next step with an owner and a date
  steps         [{{number, title, progress, standing, answers}}]; answers counts each answer
  items         [{{id, label, step, text, answer, note, reason, marked, changed_at, changed_by,
                evidence, next_steps}}]; answer is one of
                {", ".join(a for a in Answer)};
                changed_at is null as long as nothing was recorded;
                “evidence list --help” and “step list --help” describe evidence and next_steps
  gaps          ids of the items that are partly or not in place
  stage         {", ".join(Stage)}
  locked        whether somebody has signed, so that nothing can be changed
  fingerprint   the SHA-256 that a sign-off of this revision covers
  signatures    [{{role, name, title, organization, decision, reason, signed_at, revision, key}}],
                of this revision; key is the number of the key; empty until signed
  missing       roles that have yet to sign
  blocking      [{{concern, items}}]: what has to be mended before anyone can sign
  open_points   [{{concern, items}}]: what signers accept; concern is one of
                {", ".join(tuple(Concern)[:5])},
                {", ".join(tuple(Concern)[5:])}
  revisions     [{{number, fingerprint, signed_at, reopened_at, reopened_by, reopened_because,
                signatures}}]: those that were signed
  conflict_copies
                [{{file, changes}}]: copies that a cloud client put beside the file, and how many
                changes each has that are not in it
{earlier_status.EPILOG}"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "status",
        help="progress, standing, gaps and sign-off",
        description="Show how far an assessment has come. The file is only read.",
        epilog=_EPILOG,
    )
    add_file(parser)
    add_json(parser)
    parser.set_defaults(run=_status)


def _status(args: argparse.Namespace) -> int:
    from secure_desktop.storage.conflict_copies import ConflictCopies  # noqa: PLC0415 - see opened
    from secure_desktop.storage.times import now  # noqa: PLC0415

    with opened.to_read(args.file) as file:
        assessment, earlier = file.assessment(), _earlier(file)
    summary, copies = summarize(assessment, now()), ConflictCopies(file.path).find()
    if args.json:
        say_json({**as_json(assessment, summary, earlier), "conflict_copies": copies_json(copies)})
    else:
        for line in (*as_text(assessment, summary), *earlier_status.earlier_lines(assessment, earlier)):
            say(line)
        for line in copies_text(copies):
            say(line)
    return 0


def _earlier(file: "AssessmentFile") -> Earlier | None:
    """Return the assessment before, if there is one; one that is damaged is told, and hides nothing else."""
    from secure_desktop.exchange.next_year import earlier_of  # noqa: PLC0415 - see opened

    try:
        return earlier_of(file)
    except EarlierUnreadable as problem:
        complain(problem.sentence_text(), problem.advice_text())
        return None
