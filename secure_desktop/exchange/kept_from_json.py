"""What a file keeps beside the present answers, out of the JSON of an export: history, signed forms, the earlier assessment."""

from collections.abc import Callable, Mapping

from secure_desktop.exchange.form_reading import demand_once
from secure_desktop.exchange.json_reading import Node
from secure_desktop.model.assessment import LONGEST_LINE, Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.model.reconfirming import EarlierKind
from secure_desktop.model.signed_form import fingerprint, form_from_json, signed_form
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.journal import digest_of_entries
from secure_desktop.storage.rebuilding import Kept

_MOST = 2**53
_LONGEST_VALUE = 10_000_000  # characters before or after a change; a record of what was combined may be long


def read_history(data: Node) -> tuple[Entry, ...]:
    """Return the history, oldest first."""
    found = tuple(_entry(entry, place) for place, entry in enumerate(data.entries(), 1))
    demand_once(data, (entry.id for entry in found))
    return found


def read_forms(data: Node, assessment: Assessment) -> Mapping[int, str]:
    """Return what was signed, by revision: each form as its fingerprint says."""
    told = {str(revision.number): revision for revision in assessment.revisions}
    found = {}
    for key, entry in data.members():
        if key not in told:
            entry.refuse("there is no such revision")
        try:
            text = canonical_json(entry.value)
            form = form_from_json(text)
        except (ValueError, RecursionError):
            entry.refuse("it is not a signed form")
        is_of = (form["public"].get("assessment"), form["public"].get("revision"))
        if fingerprint(form) != told[key].fingerprint or is_of != (assessment.id, told[key].number):
            entry.refuse("it is not what was signed as this revision")
        found[told[key].number] = text
    return found


def read_earlier(data: Node, read: Callable[[Node], Assessment]) -> EarlierRecord:
    """Return the earlier assessment, once it has been read."""
    inside = data.member("assessment")
    read(inside)
    return EarlierRecord(data.member("kind").one_of(EarlierKind), canonical_json(inside.value))


def demand_as_signed(data: Node, assessment: Assessment, kept: Kept) -> None:
    """Refuse an export whose history, signed forms and sign-offs do not belong to its answers."""
    if kept.history:
        place = data.member("history")
        if kept.history[0].id != assessment.salt:
            place.refuse("it is not the history of these answers")
        if kept.history[-1].at != assessment.changed_at:
            place.refuse("it does not end where the answers were last changed")
    for revision in assessment.revisions:
        if revision.number not in kept.forms:
            data.refuse(f"what was signed as revision {revision.number} is missing")
    numbers = [revision.number for revision in assessment.revisions]
    expected = list(range(1, assessment.revision + (1 if assessment.is_locked else 0)))
    if numbers != expected:
        data.member("revisions").refuse("they are not those that were signed before this one")
    if assessment.is_locked and kept.forms[assessment.revision] != canonical_json(signed_form(assessment)):
        data.member("signed_form").refuse("it was changed after it was signed")
    if assessment.sign_offs:
        _demand_genuine(data.member("sign_offs"), assessment, kept)


def _demand_genuine(place: Node, assessment: Assessment, kept: Kept) -> None:
    from secure_desktop.exchange.sign_off_check import faults  # noqa: PLC0415 - cryptography takes 60 ms

    told = {revision.number: revision.fingerprint for revision in assessment.revisions}
    for fault in faults(assessment.sign_offs, told):
        sentence = fault.text().rstrip(".")
        place.refuse(sentence[0].lower() + sentence[1:])
    for sign_off in assessment.sign_offs:
        if digest_of_entries(kept.history[: sign_off.history_entries]) != sign_off.history_digest:
            place.refuse(f"the history is not the one that {sign_off.name} signed")


def _entry(data: Node, place: int) -> Entry:
    before, after = data.maybe("before"), data.maybe("after")
    return Entry(
        seq=place,
        id=data.member("id").text(LONGEST_LINE),
        at=data.member("at").moment(),
        by=data.member("by").text(LONGEST_LINE),
        copy=data.member("copy").text(LONGEST_LINE),
        revision=data.member("revision").number(1, _MOST),
        kind=data.member("kind").text(LONGEST_LINE),
        subject=data.member("subject").text(LONGEST_LINE),
        field=data.member("field").text(LONGEST_LINE),
        before=before.text(_LONGEST_VALUE) if before is not None else None,
        after=after.text(_LONGEST_VALUE) if after is not None else None,
    )
