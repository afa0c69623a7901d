"""Whom to propose as the owner of a next step."""

from secure_desktop.model.assessment import Assessment


def known_people(assessment: Assessment) -> tuple[str, ...]:
    """Return the team and the owners that are named already, each once, in alphabetical order."""
    people = [person.name for person in assessment.participants]
    people += [step.owner for step in assessment.next_steps]
    return tuple(sorted({name.strip() for name in people} - {""}, key=str.casefold))
