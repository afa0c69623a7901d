"""The parts of a signed form, with when and by whom each was entered, as the model has them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from secure_desktop.exchange.json_reading import Node
from secure_desktop.model.assessment import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Answer,
    Participant,
    Profile,
    Response,
)
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import Effort, NextStep, State
from secure_desktop.model.roles import Role
from secure_desktop.model.rubric import Rubric
from secure_desktop.storage.attachments import clean_name

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST_FILE = 2**40  # bytes


@dataclass(frozen=True, slots=True)
class Entered:
    """When and by whom something was entered."""

    at: datetime
    by: str


class FormReader:
    """Reads the whole form of an assessment that answers a rubric.

    `entered` is the export's member of that name. Without it, as in a PDF, everything was entered as `otherwise` says.
    """

    def __init__(
        self,
        form: Node,
        rubric: Rubric,
        entered: Node | None,
        media_types: Node | None = None,
        *,
        otherwise: Entered | None = None,
    ) -> None:
        self._form = form
        self._public = form.member("public")
        self._private = form.member("private")
        self._rubric = rubric
        self._entered = entered
        self._media_types = dict(media_types.members()) if media_types is not None else {}
        self._otherwise = otherwise
        if isinstance(self._private.value, str):
            self._private.refuse("names, notes and evidence were left out")

    def salt(self) -> str:
        """Return what keeps others from guessing short notes."""
        return self._private.member("salt").text(LONGEST_LINE)

    def profile(self) -> Profile:
        """Return whom the assessment is about."""
        data = self._public.member("profile")
        return Profile(
            **{
                name: data.member(name).text(LONGEST_LINE)
                for name in ("district", "school_year", "state", "agency")
            }
        )

    def participants(self) -> tuple[Participant, ...]:
        """Return the team in its order."""
        data = self._private.member("participants")
        found = tuple(
            Participant(
                id=entry.member("id").text(LONGEST_LINE),
                name=entry.member("name").text(LONGEST_LINE),
                role=entry.member("role").one_of(Role),
                title=entry.member("title").text(LONGEST_LINE),
                organization=entry.member("organization").text(LONGEST_LINE),
            )
            for entry in data.entries()
        )
        demand_once(data, (person.id for person in found))
        return found

    def responses(self) -> Mapping[str, Response]:
        """Return what was recorded, by item."""
        answers, remarks = self._public.member("answers"), self._private.member("remarks")
        for part in (answers, remarks):
            for item_id, entry in part.members():
                self._demand_item(entry, item_id)
        entered = self._all_entered("responses", (item.id for item in self._rubric))
        return {
            item_id: Response(
                item_id=item_id,
                answer=answers.member(item_id).one_of(Answer),
                note=remarks.member(item_id).member("note").text(LONGEST_TEXT),
                reason=remarks.member(item_id).member("reason").text(LONGEST_TEXT),
                marked=remarks.member(item_id).member("marked").flag(),
                changed_at=stamp.at,
                changed_by=stamp.by,
            )
            for item_id, stamp in entered.items()
            if self._entered is not None or answers.member(item_id).value != Answer.UNANSWERED
        }

    def next_steps(self) -> tuple[NextStep, ...]:
        """Return the plan, in the order of the ids."""
        data, private = self._public.member("next_steps"), self._private.member("next_steps")
        entered = self._all_entered("next_steps", (e.member("id").text(LONGEST_LINE) for e in data.entries()))
        found = tuple(self._next_step(entry, private, entered) for entry in data.entries())
        demand_once(data, (step.id for step in found))
        return found

    def evidence(self) -> tuple[Evidence, ...]:
        """Return the records of evidence, in the order of the ids."""
        data = self._private.member("evidence")
        entered = self._all_entered("evidence", (e.member("id").text(LONGEST_LINE) for e in data.entries()))
        found = tuple(self._evidence(entry, entered) for entry in data.entries())
        demand_once(data, (entry.id for entry in found))
        return found

    def _next_step(self, entry: Node, private: Node, entered: Mapping[str, Entered]) -> NextStep:
        step_id = entry.member("id").text(LONGEST_LINE)
        said, stamp = private.member(step_id), entered[step_id]
        return NextStep(
            id=step_id,
            item_id=self._item(entry),
            text=entry.member("text").text(LONGEST_LINE),
            owner=said.member("owner").text(LONGEST_LINE),
            due=entry.member("due").day(),
            effort=entry.member("effort").one_of(Effort),
            state=entry.member("state").one_of(State),
            reason=said.member("reason").text(LONGEST_TEXT),
            changed_at=stamp.at,
            changed_by=stamp.by,
        )

    def _evidence(self, entry: Node, entered: Mapping[str, Entered]) -> Evidence:
        evidence_id = entry.member("id").text(LONGEST_LINE)
        kind, stamp = entry.member("kind").one_of(EvidenceKind), entered[evidence_id]
        is_file = kind is EvidenceKind.FILE
        media_type = self._media_types.get(evidence_id)
        name, sha256 = entry.member("file_name"), entry.member("sha256")
        if is_file and clean_name(name.text(LONGEST_LINE)) != name.value:
            name.refuse("it is not the name of a file that was attached")
        if not is_file and (name.value or sha256.value):
            entry.refuse("only attached files have a name and a SHA-256")
        return Evidence(
            id=evidence_id,
            item_id=self._item(entry),
            kind=kind,
            title=entry.member("title").text(LONGEST_LINE),
            place=entry.member("place").text(LONGEST_LINE),
            file_name=name.text(LONGEST_LINE),
            media_type=media_type.text(LONGEST_LINE) if media_type is not None else "",
            size=entry.member("size").number(0, _LARGEST_FILE),
            sha256=sha256.matching(_DIGEST, "a SHA-256") if is_file else "",
            effective=entry.member("effective").day(),
            renew_by=entry.member("renew_by").day(),
            added_at=stamp.at,
            added_by=stamp.by,
        )

    def _item(self, entry: Node) -> str:
        found = entry.member("item")
        self._demand_item(found, found.text(LONGEST_LINE))
        return found.text(LONGEST_LINE)

    def _demand_item(self, place: Node, item_id: str) -> None:
        if item_id not in self._rubric:
            place.refuse(f"the rubric has no item “{item_id[:40]}”")

    def _all_entered(self, part: str, ids: Iterable[str]) -> Mapping[str, Entered]:
        """Return when and by whom each entry was entered; of responses, only those that were."""
        wanted = set(ids)
        if self._entered is None:
            if self._otherwise is None:
                self._form.refuse("nothing says when it was entered")
            return dict.fromkeys((one for one in wanted), self._otherwise)
        data = self._entered.member(part)
        found = {
            key: Entered(entry.member("at").moment(), entry.member("by").text(LONGEST_LINE))
            for key, entry in data.members()
        }
        if unknown := set(found) - wanted:
            data.member(min(unknown)).refuse("it belongs to nothing else in this file")
        if part != "responses" and (missing := wanted - set(found)):
            data.refuse(f"“{min(missing)[:40]}” is missing")
        return found


def demand_once(place: Node, ids: Iterable[str]) -> None:
    """Refuse ids that are there twice."""
    listed = list(ids)
    if len(set(listed)) < len(listed):
        double = next(one for one in listed if listed.count(one) > 1)
        place.refuse(f"the id “{double[:40]}” is there twice")
