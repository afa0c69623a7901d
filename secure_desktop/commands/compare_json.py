"""What `compare --json` prints."""

from collections.abc import Sequence
from typing import Any

from secure_desktop.model.assessment import Response
from secure_desktop.model.comparison import Comparison, Difference, ItemChange, Kind, StepChange
from secure_desktop.model.evidence import Evidence
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.progress import Tally
from secure_desktop.model.trend import Point, Trend

JSON_FORMAT = 1
"""Raised when a key of the JSON changes its meaning or goes away; new keys may come at any time."""


def as_json(comparison: Comparison, trend: Trend, names: Sequence[str]) -> dict[str, Any]:
    """Return what `compare --json` prints; the command's --help describes the keys."""
    return {
        "format": JSON_FORMAT,
        "assessments": [_point(point, trend, name) for point, name in zip(trend.points, names, strict=True)],
        "cautions": [str(caution) for caution in comparison.cautions],
        "same": comparison.is_same,
        "counts": {str(kind): comparison.count(kind) for kind in Kind},
        "steps": [_step(comparison, step) for step in comparison.steps],
        "items": [_item(item) for item in comparison.items],
    }


def _point(point: Point, trend: Trend, name: str) -> dict[str, Any]:
    return {
        "file": name,
        "assessment": point.assessment_id,
        "revision": point.revision,
        "signed": point.is_signed,
        "changed_at": point.at.isoformat(),
        "district": point.district,
        "school_year": point.school_year,
        "rubric": {"id": point.rubric.id, "version": point.rubric.version, "title": point.rubric.title},
        **_figures(point.tally),
        "steps": [
            {"number": number, "title": trend.headings[number], **_figures(tally)}
            for number, tally in point.steps.items()
        ],
    }


def _figures(tally: Tally) -> dict[str, Any]:
    progress, standing = tally.progress, tally.standing
    return {
        "progress": {"answered": progress.answered, "total": progress.total},
        "standing": {"in_place": standing.in_place, "applicable": standing.applicable},
    }


def _step(comparison: Comparison, step: StepChange) -> dict[str, Any]:
    return {
        "number": step.number,
        "title": step.heading,
        "before": _figures(step.before) if step.before is not None else None,
        "after": _figures(step.after) if step.after is not None else None,
        "counts": {str(kind): comparison.count(kind, step.number) for kind in Kind},
    }


def _item(item: ItemChange) -> dict[str, Any]:
    return {
        "id": item.item.id,
        "label": item.label,
        "step": item.step,
        "kind": str(item.kind),
        "text": item.item.text,
        "earlier_text": item.earlier_text,
        "before": _response(item.before),
        "after": _response(item.after),
        "evidence": _difference(item.evidence),
        "next_steps": _difference(item.next_steps),
    }


def _response(response: Response | None) -> dict[str, str] | None:
    if response is None:
        return None
    return {"answer": str(response.answer), "note": response.note, "reason": response.reason}


def _difference(found: Difference[Evidence] | Difference[NextStep]) -> dict[str, list[str]]:
    return {
        "added": [entry.id for entry in found.added],
        "removed": [entry.id for entry in found.removed],
        "changed": [after.id for _, after in found.changed],
    }
