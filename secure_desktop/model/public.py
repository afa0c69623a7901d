"""The public summary: an assessment without what only the partners should read."""

from dataclasses import replace

from secure_desktop.errors import QT_TRANSLATE_NOOP
from secure_desktop.model.assessment import Participant, Response
from secure_desktop.model.gaps import Gap
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.plan import PlanRow
from secure_desktop.model.quality import Concern, Finding
from secure_desktop.model.sign_off import SignOff
from secure_desktop.model.summary import ItemSummary, StepSummary, Summary

_LEFT_OUT = (
    QT_TRANSLATE_NOOP("Public", "The names and titles of the team, the signers and the owners of next steps"),
    QT_TRANSLATE_NOOP("Public", "Notes, reasons, and the marks for review"),
    QT_TRANSLATE_NOOP("Public", "The evidence, and the open points about notes and evidence"),
    QT_TRANSLATE_NOOP("Public", "Drawn signatures and scans"),
    QT_TRANSLATE_NOOP("Public", "The history of revisions"),
    QT_TRANSLATE_NOOP(
        "Public", "The assessment file and the signatures' records, which a full report carries"
    ),
)
_PUBLIC_CONCERNS = (Concern.NO_NEXT_STEP, Concern.NO_OWNER, Concern.NO_DATE)


def left_out() -> tuple[str, ...]:
    """Return what a public summary leaves out, line by line, in English; to be translated where it is shown."""
    return _LEFT_OUT


def public_summary(summary: Summary) -> Summary:
    """Return a summary that holds no names, notes, reasons, marks, evidence or history.

    Roles and organizations stay, and so does the text of next steps, with their dates, as it was typed.
    """
    return replace(
        summary,
        participants=tuple(_nameless(person) for person in summary.participants),
        steps=tuple(_without_remarks(step) for step in summary.steps),
        gaps=tuple(_public_gap(gap) for gap in summary.gaps),
        first_gaps=tuple(_public_gap(gap) for gap in summary.first_gaps),
        unanswered=tuple(_public_item(entry) for entry in summary.unanswered),
        plan=tuple(_public_row(row) for row in summary.plan),
        register=(),
        open_points=tuple(point for point in summary.open_points if _is_public(point)),
        sign_offs=tuple(_public_sign_off(entry) for entry in summary.sign_offs),
        all_sign_offs=(),
        revisions=(),
    )


def _is_public(point: Finding) -> bool:
    return point.concern in _PUBLIC_CONCERNS


def _nameless(person: Participant) -> Participant:
    return replace(person, name="", title="")


def _without_remarks(step: StepSummary) -> StepSummary:
    return replace(step, items=tuple(_public_item(entry) for entry in step.items))


def _public_item(entry: ItemSummary) -> ItemSummary:
    return replace(entry, response=_public_response(entry.response))


def _public_gap(gap: Gap) -> Gap:
    return replace(gap, response=_public_response(gap.response))


def _public_response(response: Response) -> Response:
    return Response(response.item_id, response.answer)


def _public_row(row: PlanRow) -> PlanRow:
    step = _public_step(row.next_step) if row.next_step else None
    return replace(row, response=_public_response(row.response), next_step=step)


def _public_step(step: NextStep) -> NextStep:
    return NextStep(step.id, step.item_id, step.text, due=step.due, effort=step.effort, state=step.state)


def _public_sign_off(entry: SignOff) -> SignOff:
    return replace(entry, name="", title="", reason="", drawing=(), scan="", certificate="", signature="")
