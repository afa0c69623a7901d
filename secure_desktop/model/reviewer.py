"""A reviewer copy: an assessment's file made for one person, who answers on a laptop of their own."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reviewer:
    """For whom a reviewer copy was made, and what is asked of them.

    `steps` are the numbers of the action steps that they are asked about, in order. `has_answers` and
    `has_evidence` tell whether the copy came with what had been answered and attached until then. `made_at` is UTC.
    """

    name: str
    steps: tuple[int, ...]
    has_answers: bool
    has_evidence: bool
    made_at: datetime
    made_by: str = ""
