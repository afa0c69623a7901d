"""What is typed of a new assessment: its team, and the checklist that it answers."""

import uuid

from secure_desktop.commands.arguments import known_role
from secure_desktop.commands.parser import PROGRAM
from secure_desktop.errors import WrongUsage
from secure_desktop.model.assessment import Participant
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Rubric


def participant(text: str) -> Participant:
    """Return the person that is described as "NAME; ROLE; TITLE; ORGANIZATION". Raises WrongUsage, UnknownRole."""
    parts = [part.strip() for part in text.split(";")]
    if not parts[0] or len(parts) > 4:
        raise WrongUsage(detail=f"“{text}” is not NAME; ROLE; TITLE; ORGANIZATION", command=f"{PROGRAM} new")
    name, role, title, organization = (*parts, "", "", "")[:4]
    return Participant(str(uuid.uuid4()), name, known_role(role or Role.OTHER), title, organization)


def demand_checklist(rubric: Rubric, checklist: str | None) -> None:
    """Refuse a rubric of another checklist than the one that is asked for, if one is. Raises WrongUsage."""
    if checklist is not None and rubric.checklist != checklist:
        detail = f"the rubric “{rubric.id}” is a checklist to {rubric.checklist}, not to {checklist}"
        raise WrongUsage(detail=detail, command=f"{PROGRAM} new")
