"""What `overview --json` prints."""

from typing import Any

from secure_desktop.model.assessment import Answer
from secure_desktop.model.common_gaps import CommonGap, CommonGaps, common_gaps
from secure_desktop.model.overview import Overview, OverviewEntry, Unread
from secure_desktop.model.progress import Tally

JSON_FORMAT = 1
"""Raised when a key of the JSON changes its meaning or goes away; new keys may come at any time."""


def overview_json(overview: Overview) -> dict[str, Any]:
    """Return what `overview --json` prints; the command's --help describes the keys."""
    return {
        "format": JSON_FORMAT,
        "made_at": overview.made_at.isoformat(),
        "folder": overview.folder,
        "files": overview.files,
        "copies": overview.copies,
        "assessments": [_assessment(entry) for entry in overview.entries],
        "common_gaps": [_common(of) for of in common_gaps(overview.entries)],
        "problems": [_problem(each) for each in overview.unread],
    }


def _assessment(entry: OverviewEntry) -> dict[str, Any]:
    rubric, profile = entry.rubric, entry.profile
    return {
        "assessment": entry.id,
        "file": entry.file,
        "copies": list(entry.copies),
        "checklist": str(rubric.checklist),
        "rubric": {"id": rubric.id, "version": rubric.version, "title": rubric.title},
        "profile": {
            "district": profile.district,
            "school_year": profile.school_year,
            "state": profile.state,
            "agency": profile.agency,
        },
        "revision": entry.revision,
        "stage": str(entry.stage),
        "missing_signatures": entry.missing,
        "changed_at": entry.changed_at.isoformat(),
        "reviewer": entry.reviewer,
        **_figures(entry.tally),
        "steps": [
            {"number": step.number, "title": step.title, **_figures(counts)} for step, counts in entry.steps
        ],
        "gaps": [item.id for item in entry.gaps],
        "next_due": entry.next_due.isoformat() if entry.next_due is not None else None,
        "overdue": entry.overdue,
    }


def _figures(counts: Tally) -> dict[str, Any]:
    progress, standing = counts.progress, counts.standing
    return {
        "progress": {"answered": progress.answered, "total": progress.total},
        "standing": {"in_place": standing.in_place, "applicable": standing.applicable},
        "answers": {str(answer): counts.of(answer) for answer in Answer},
    }


def _common(of: CommonGaps) -> dict[str, Any]:
    return {
        "rubric": of.rubric.id,
        "title": of.rubric.title,
        "assessments": of.assessments,
        "items": [_common_item(gap) for gap in of.gaps],
    }


def _common_item(gap: CommonGap) -> dict[str, Any]:
    return {
        "id": gap.item.id,
        "label": gap.label,
        "step": gap.step.number,
        "short": gap.item.short,
        "not_in_place": gap.not_in_place,
        "partly": gap.partly,
        "answered": gap.answered,
        "share": round(gap.share, 4),
    }


def _problem(each: Unread) -> dict[str, Any]:
    told = each.problem
    return {
        "file": each.file,
        "kind": type(told).__name__,
        "sentence": told.sentence_text(),
        "advice": told.advice_text(),
    }
