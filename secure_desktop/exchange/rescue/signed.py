"""Which sign-offs of a damaged file still stand: each one whose signature, form, history and predecessors are all there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secure_desktop.exchange import sign_off_check
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.model.sign_off import Revision, SignOff, digest_told, link
from secure_desktop.model.signed_form import fingerprint, form_from_json
from secure_desktop.storage.journal import digest_of_entries
from secure_desktop.storage.salvage.remains import Remains

_MOST = 200  # sign-offs that are checked; a file with more was made by nobody who signs


@dataclass(frozen=True, slots=True)
class Standing:
    """The sign-offs that stand with their revisions and forms, those that do not, and the revision the file is at."""

    sign_offs: tuple[SignOff, ...]
    lost: tuple[SignOff, ...]
    revisions: tuple[Revision, ...]
    forms: Mapping[int, str]
    revision: int

    def without(self, revision: int) -> "Standing":
        """Return the same with nothing signed from a revision on, which is the present one then."""
        kept = tuple(entry for entry in self.sign_offs if entry.revision < revision)
        return Standing(
            kept,
            tuple(entry for entry in (*self.sign_offs, *self.lost) if entry not in kept),
            tuple(entry for entry in self.revisions if entry.number < revision),
            {number: form for number, form in self.forms.items() if number < revision},
            revision,
        )


def genuine_forms(remains: Remains, assessment_id: str) -> dict[int, tuple[Revision, str]]:
    """Return the revisions with their forms, by number, whose form is what its fingerprint says."""
    told = {revision.number: (revision, form) for revision, form in reversed(remains.revisions)}
    return {
        number: (revision, form)
        for number, (revision, form) in sorted(told.items())
        if _is_form_of(form, revision, assessment_id)
    }


def standing(
    remains: Remains,
    genuine: Mapping[int, tuple[Revision, str]],
    start: Sequence[Entry],
    present: int,
) -> Standing:
    """Return which sign-offs of a file stand.

    `start` is as much of the history as there is without a hole from its beginning on, `present` the revision that the
    file was at. A sign-off stands with its signature, the form that it covers, the history before it, its own entry
    there, and all sign-offs before it; an earlier revision needs its reopening, too.
    """
    found = {entry.id: entry for _, entry in sorted(remains.sign_offs, key=lambda pair: pair[0])}
    everything = tuple(found.values())
    count = 0
    while count < min(len(everything), _MOST) and _stands(everything[: count + 1], genuine, start):
        count += 1
    kept, lost = everything[:count], everything[count:]
    signed = {entry.revision for entry in kept if entry.is_signed}
    result = Standing(
        kept,
        lost,
        tuple(revision for number, (revision, _) in genuine.items() if number in signed),
        {number: form for number, (_, form) in genuine.items() if number in signed},
        present,
    )
    reopened = {entry.subject for entry in start if (entry.kind, entry.field) == ("revision", "reopened")}
    holes = [entry.revision for entry in lost]
    if not remains.reviewers:  # a reviewer copy goes without what was signed before
        holes += [n for n in range(1, min(present, _MOST)) if n not in signed or str(n) not in reopened]
    return result.without(min(holes)) if holes else result


def _stands(
    sign_offs: Sequence[SignOff], genuine: Mapping[int, tuple[Revision, str]], history: Sequence[Entry]
) -> bool:
    last = sign_offs[-1]
    fingerprints = {number: revision.fingerprint for number, (revision, _) in genuine.items()}
    return (
        not (last.is_signed and last.revision not in genuine)
        and not sign_off_check.faults(sign_offs, fingerprints)
        and last.history_entries <= len(history)
        and digest_of_entries(history[: last.history_entries]) == last.history_digest
        and any(entry.kind == "sign_off" and digest_told(entry.after) == link(last) for entry in history)
    )


def _is_form_of(text: str, revision: Revision, assessment_id: str) -> bool:
    try:
        form = form_from_json(text)
    except (ValueError, RecursionError):
        return False
    public = form["public"]
    return (
        fingerprint(form) == revision.fingerprint
        and canonical_json(form) == text
        and (public["assessment"], public["revision"]) == (assessment_id, revision.number)
    )
