"""The answers and the plan for other programs: what each of the formats for them holds."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from secure_desktop.exchange.assessment_json import NOTHING_KEPT, write_json
from secure_desktop.exchange.formats import Format
from secure_desktop.exchange.history_table import history_table
from secure_desktop.exchange.plan_ics import write_ics
from secure_desktop.exchange.table_csv import write_csv
from secure_desktop.exchange.table_xlsx import write_xlsx
from secure_desktop.exchange.tables import (
    answers_table,
    evidence_table,
    open_points_table,
    people_table,
    plan_table,
    whole_checklist,
)
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.plan import PlanRow, due_dates, plan_rows
from secure_desktop.model.signing import day_of_check
from secure_desktop.storage.rebuilding import Kept


def write_export(
    assessment: Assessment, kind: Format, target: Path, *, made_at: datetime, kept: Kept = NOTHING_KEPT
) -> None:
    """Write a whole assessment: the file that was at `target` is replaced.

    A workbook has a sheet each for answers, plan, evidence, people, open points and history; CSV has every item with
    its next steps; a calendar has what comes due; JSON has everything, for programs. `kept` is what the assessment's
    file keeps beside it (`kept_in`): a workbook takes the history from it, JSON all of it.

    Raises:
        ValueError: for a format that is no table, calendar or JSON.
        KnownProblem: when it could not be written; `target` is as it was.
    """
    if kind is Format.JSON:
        write_json(assessment, target, made_at=made_at, kept=kept)
    elif kind is Format.XLSX:
        tables = (
            answers_table(assessment),
            plan_table(assessment, plan_rows(assessment)),
            evidence_table(assessment),
            people_table(assessment),
            open_points_table(assessment, day_of_check(assessment, made_at)),
            history_table(assessment, kept.history),
        )
        write_xlsx(tables, target, title=assessment.profile.district, made_at=made_at)
    elif kind is Format.CSV:
        write_csv(plan_table(assessment, whole_checklist(assessment)), target)
    elif kind is Format.ICS:
        write_ics(assessment, due_dates(assessment), target, made_at=made_at)
    else:
        raise ValueError(kind)


def write_plan(
    assessment: Assessment, rows: Sequence[PlanRow], kind: Format, target: Path, *, made_at: datetime
) -> None:
    """Write rows of the plan, as filtered and sorted, in one of `PLAN_FORMATS`; a file at `target` is replaced.

    A calendar has the next steps among them; evidence to renew comes along when the rows are the whole plan.

    Raises:
        KnownProblem: when it could not be written; `target` is as it was.
    """
    if kind is Format.ICS:
        is_whole = len(rows) == len(plan_rows(assessment))
        shown = {row.next_step.id for row in rows if row.next_step is not None}
        days = (day for day in due_dates(assessment) if day.id in shown or (is_whole and day.is_evidence))
        write_ics(assessment, days, target, made_at=made_at)
        return
    table = plan_table(assessment, rows)
    if kind is Format.XLSX:
        write_xlsx((table,), target, title=assessment.profile.district, made_at=made_at)
    else:
        write_csv(table, target)
