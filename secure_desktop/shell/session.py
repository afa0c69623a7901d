"""The open assessment as the window knows it: commands in, facts out."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secure_desktop.errors import KnownProblem
from secure_desktop.model.assessment import Answer, Participant, Profile, Response
from secure_desktop.model.evidence import Evidence, EvidenceKind
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.reconfirming import Earlier, as_before, waiting
from secure_desktop.model.rubric import Item
from secure_desktop.model.sign_off import Signer, Wish
from secure_desktop.shell.combine.combining_session import CombiningSession
from secure_desktop.shell.undo import RecordChange, RecordResponse

if TYPE_CHECKING:
    from secure_desktop.shell.tasks import Task


class Session(CombiningSession):
    """One open assessment file with the commands that pages give. Durable when they return True.

    `earlier_problem` tells why the assessment before this one cannot be read, once somebody has asked for it.
    """

    earlier_problem: KnownProblem | None = None

    def response(self, item_id: str) -> Response:
        """Return what is recorded for an item."""
        return self.assessment.response(item_id)

    def record_answer(self, item_id: str, answer: Answer) -> bool:
        """Record the answer to an item; it can be undone."""
        return self._record(item_id, answer=answer)

    @functools.cached_property
    def earlier(self) -> Earlier | None:
        """The assessment that this one started from, read at first need; None when there is none, or it is damaged."""
        from secure_desktop.exchange.next_year import earlier_of

        try:
            return earlier_of(self._file)
        except KnownProblem as problem:
            self.earlier_problem = problem
            return None

    def waiting(self) -> tuple[Item, ...]:
        """Return the items whose earlier answer nobody has confirmed or changed yet."""
        return waiting(self.assessment, self.earlier) if self.earlier is not None else ()

    def record_as_before(self, item_id: str) -> bool:
        """Record the earlier answer to an item again, with its reason and its note; it can be undone as one change."""
        then = self.earlier.response(item_id) if self.earlier is not None else None
        if then is None:
            return True
        again = as_before(self.response(item_id), then)
        return self._record(item_id, answer=again.answer, reason=again.reason, note=again.note)

    def record_note(self, item_id: str, note: str, *, burst: int) -> bool:
        """Record an item's note; the notes of one burst of typing are undone together."""
        return self._record(item_id, burst=burst, note=note)

    def record_reason(self, item_id: str, reason: str, *, burst: int) -> bool:
        """Record why an item does not apply; one burst of typing is undone together."""
        return self._record(item_id, burst=burst, reason=reason)

    def record_mark(self, item_id: str, *, marked: bool) -> bool:
        """Mark an item for review, or take the mark away; it can be undone."""
        return self._record(item_id, marked=marked)

    def record_profile(self, profile: Profile) -> bool:
        """Record whom the assessment is about."""
        return self._carry_out(
            lambda: self._file.record_profile(profile, by=self._name()),
            ("profile",),
            again=lambda: self.record_profile(profile),
        )

    def record_participants(self, participants: Sequence[Participant]) -> bool:
        """Record who is on the team."""
        return self._carry_out(
            lambda: self._file.record_participants(participants, by=self._name()),
            ("participants",),
            again=lambda: self.record_participants(participants),
        )

    def record_next_step(self, step: NextStep) -> bool:
        """Record a next step, new or changed; it can be undone."""
        before = next((known for known in self.assessment.next_steps if known.id == step.id), None)
        if before is not None and _says_the_same(before, step):
            self._unsaved.pop(("next_step", step.id), None)
            return True
        return self._put_step(step) and self._push(
            step.item_id,
            back=lambda: self._drop_step(step.id) if before is None else self._put_step(before),
            forward=lambda: self._put_step(step),
        )

    def remove_next_step(self, step_id: str) -> bool:
        """Remove a next step; it can be undone."""
        before = next(known for known in self.assessment.next_steps if known.id == step_id)
        return self._drop_step(step_id) and self._push(
            before.item_id, back=lambda: self._put_step(before), forward=lambda: self._drop_step(step_id)
        )

    def record_evidence(self, evidence: Evidence) -> bool:
        """Record where evidence is filed or its link, or what is said about an attached file; it can be undone."""
        before = next((known for known in self.assessment.evidence if known.id == evidence.id), None)
        return self._put_evidence(evidence) and self._push(
            evidence.item_id,
            back=lambda: self._drop_evidence(evidence.id) if before is None else self._put_evidence(before),
            forward=lambda: self._put_evidence(evidence),
        )

    def remove_evidence(self, evidence_id: str) -> bool:
        """Remove evidence. An attached file is gone then; where something is filed, or a link, can be undone."""
        before = next(known for known in self.assessment.evidence if known.id == evidence_id)
        if not self._drop_evidence(evidence_id):
            return False
        if before.kind is not EvidenceKind.FILE:
            self._push(
                before.item_id,
                back=lambda: self._put_evidence(before),
                forward=lambda: self._drop_evidence(evidence_id),
            )
        return True

    def attach(
        self,
        item_id: str,
        source: Path,
        *,
        title: str = "",
        effective: date | None = None,
        renew_by: date | None = None,
    ) -> "Task | None":
        """Take a file in as evidence, on another thread; `changed` or `failed` follows. None when busy already."""
        by = self._name()
        return self._carry_out_behind(
            lambda: self._file.attach(
                item_id, source, by=by, title=title, effective=effective, renew_by=renew_by
            )
        )

    def sign(
        self, wish: Wish, make_signer: "Callable[[], Signer]", scan: Path | None = None
    ) -> "Task | None":
        """Let somebody sign or decline, on another thread; `changed` or `failed` follows. None when busy already.

        `make_signer` fetches the key there too; it may raise a known problem.
        """
        by = wish.name or self._name()
        return self._carry_out_behind(lambda: self._file.sign(wish, make_signer(), by=by, scan=scan))

    def reopen(self, reason: str) -> bool:
        """Open the signed revision again as the next one."""
        return self._carry_out(
            lambda: self._file.reopen(reason, by=self._name()), ("reopen",), again=lambda: self.reopen(reason)
        )

    def put(self, response: Response) -> bool:
        """Record a whole response without entering it in the undo stack, which calls this itself."""
        return self._put(response, (response.item_id,), again=lambda: self.put(response))

    def _record(self, item_id: str, *, burst: int = 0, **said: Any) -> bool:
        before = self.response(item_id)
        after, about = replace(before, **said), (item_id, *said)
        if after == before:
            self._unsaved.pop(about, None)
            return True
        if not self._put(after, about, again=lambda: self._record(item_id, burst=burst, **said)):
            return False
        label = self.rubric.label(item_id)
        self.undo_stack.push(
            RecordResponse(self.put, self.tr("change to {0}").format(label), before, after, burst=burst)
        )
        return True

    def _put(self, response: Response, about: tuple[str, ...], *, again: Callable[[], bool]) -> bool:
        return self._carry_out(
            lambda: self._file.record_response(
                response.item_id, by=self._name(), **_differences(self.response(response.item_id), response)
            ),
            about,
            again=again,
        )

    def _put_step(self, step: NextStep) -> bool:
        return self._carry_out(
            lambda: self._file.record_next_step(step, by=self._name()),
            ("next_step", step.id),
            again=lambda: self.record_next_step(step),
        )

    def _drop_step(self, step_id: str) -> bool:
        return self._carry_out(
            lambda: self._file.remove_next_step(step_id, by=self._name()),
            ("next_step", step_id),
            again=lambda: self._drop_step(step_id),
        )

    def _put_evidence(self, evidence: Evidence) -> bool:
        return self._carry_out(
            lambda: self._file.record_evidence(evidence, by=self._name()),
            ("evidence", evidence.id),
            again=lambda: self._put_evidence(evidence),
        )

    def _drop_evidence(self, evidence_id: str) -> bool:
        return self._carry_out(
            lambda: self._file.remove_evidence(evidence_id, by=self._name()),
            ("evidence", evidence_id),
            again=lambda: self._drop_evidence(evidence_id),
        )

    def _push(self, item_id: str, *, back: Callable[[], bool], forward: Callable[[], bool]) -> bool:
        label = self.rubric.label(item_id)
        self.undo_stack.push(RecordChange(self.tr("change to {0}").format(label), back, forward))
        return True


def _says_the_same(before: NextStep, after: NextStep) -> bool:
    return replace(after, changed_at=before.changed_at, changed_by=before.changed_by) == before


def _differences(before: Response, after: Response) -> dict[str, Any]:
    """Return what is to be recorded. The rest is left alone, to the last line end that another program wrote."""
    fields = ("answer", "note", "reason", "marked")
    return {name: getattr(after, name) for name in fields if getattr(after, name) != getattr(before, name)}
