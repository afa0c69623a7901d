"""One assessment file, open: the commands that read and write it."""

import contextlib
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from secure_desktop.combining_errors import ReviewerCopyNotSigned
from secure_desktop.errors import KnownProblem, UnknownItem
from secure_desktop.model.assessment import Answer, Participant, Profile, Response
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.changes import Changes
from secure_desktop.model.evidence import LARGEST_TOTAL, Evidence, EvidenceKind
from secure_desktop.model.next_step import NextStep
from secure_desktop.model.rubric_upgrade import RubricUpgrade
from secure_desktop.model.sign_off import Decision, Signer, Wish
from secure_desktop.model.signed_form import signed_form
from secure_desktop.signing_errors import (
    ChangedAfterSigning,
    EvidenceFull,
    NotSigned,
    UnknownEvidence,
    UnknownNextStep,
)
from secure_desktop.storage import (
    attachments,
    evidence_store,
    faults,
    file_seal,
    journal,
    plan_records,
    records,
    sign_off_records,
    signing,
    typed_text,
    upgrading,
)
from secure_desktop.storage.attachments import in_megabytes
from secure_desktop.storage.combinable_file import CombinableFile
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.glance import glance_at


class AssessmentFile(CombinableFile):
    """An open assessment file with the commands that read and write it. Use it as a context manager, or `close` it."""

    def record_response(
        self,
        item_id: str,
        *,
        by: str,
        answer: Answer | None = None,
        note: str | None = None,
        reason: str | None = None,
        marked: bool | None = None,
    ) -> Changes:
        """Record what was said about one item, durably; what is None stays as it is.

        Raises:
            UnknownItem, TextTooLong: nothing was recorded.
            KnownProblem: when the file could not be written; it holds what it held before.
        """
        self.demand_open_to_change()
        response = self._merged(item_id, answer=answer, note=note, reason=reason, marked=marked)
        before = self.assessment()
        with self.atomic(by) as stamp:
            changes = records.put_response(self._db, response, stamp)
        if changes:  # known without reading the whole file again
            stored = replace(response, changed_at=stamp.at, changed_by=stamp.by)
            responses = {**before.responses, item_id: stored}
            before = replace(before, responses=responses, changed_at=stamp.at)
        self._assessment = before
        return changes

    def record_profile(self, profile: Profile, *, by: str) -> Changes:
        """Record whom the assessment is about, durably. Raises as `record_response` does."""
        self.demand_open_to_change()
        cleaned = typed_text.storable_profile(profile)
        with self.atomic(by) as stamp:
            return records.put_profile(self._db, cleaned, stamp)

    def record_participants(self, participants: Sequence[Participant], *, by: str) -> Changes:
        """Record who is on the team, durably. Raises as `record_response` does."""
        self.demand_open_to_change()
        cleaned = [typed_text.storable_participant(participant) for participant in participants]
        with self.atomic(by) as stamp:
            return records.put_participants(self._db, cleaned, stamp)

    def attach(
        self,
        item_id: str,
        source: Path,
        *,
        by: str,
        title: str = "",
        effective: date | None = None,
        renew_by: date | None = None,
    ) -> Changes:
        """Take a file in as evidence for an item, durably; Changes that are falsy when the item has it already.

        Attached again, the original mends content that was damaged. Where it is missing altogether, as after an export,
        that is so for a signed file too: what was signed is the file's digest.

        Raises:
            RunnableFile, AttachmentTooLarge, EvidenceFull: when it is not one to take in.
            KnownProblem: when it cannot be read; otherwise as `record_response` does.
        """
        may_mend = self.assessment().is_locked and self.missing_contents()
        if not may_mend:
            self.demand_open_to_change()
        self._demand_item(item_id)
        taken = attachments.read(source)
        if may_mend:
            return self._put_back(taken, by)
        evidence = Evidence(
            id=str(uuid.uuid4()),
            item_id=item_id,
            kind=EvidenceKind.FILE,
            title=typed_text.line(title).strip() or Path(taken.name).stem,
            file_name=taken.name,
            media_type=taken.media_type,
            size=len(taken.content.data),
            sha256=taken.content.sha256,
            effective=effective,
            renew_by=renew_by,
        )
        known = {entry.sha256 for entry in self.assessment().evidence_of(item_id)}
        with self.atomic(by) as stamp:
            self._keep(taken)
            if evidence.sha256 in known:
                return Changes(stamp.at)
            return evidence_store.put_evidence(self._db, evidence, stamp)

    def record_evidence(self, evidence: Evidence, *, by: str) -> Changes:
        """Record where evidence is filed or its link, or what is said about an attached file, durably.

        Raises:
            TextMissing: when it says nothing.
            UnknownEvidence: for a file that was not attached.
            KnownProblem: otherwise as `record_response` does.
        """
        self.demand_open_to_change()
        self._demand_item(evidence.item_id)
        known = next((entry for entry in self.assessment().evidence if entry.id == evidence.id), None)
        if known is None and evidence.kind is EvidenceKind.FILE:
            raise UnknownEvidence(evidence=evidence.id)
        cleaned = typed_text.storable_evidence(replace(evidence, kind=known.kind) if known else evidence)
        with self.atomic(by) as stamp:
            return evidence_store.put_evidence(self._db, cleaned, stamp)

    def remove_evidence(self, evidence_id: str, *, by: str) -> Changes:
        """Remove evidence, durably; its record stays in the history.

        Raises:
            UnknownEvidence: when there is none with this id; otherwise as `record_response` does.
        """
        self.demand_open_to_change()
        found = next((entry for entry in self.assessment().evidence if entry.id == evidence_id), None)
        if found is None:
            raise UnknownEvidence(evidence=evidence_id)
        with self.atomic(by) as stamp:
            return evidence_store.drop_evidence(self._db, found, stamp)

    def record_next_step(self, step: NextStep, *, by: str) -> Changes:
        """Record a next step, or what is said about it now, durably.

        Raises:
            TextMissing: when it says nothing, or is dropped without a reason; otherwise as `record_response` does.
        """
        self.demand_open_to_change()
        self._demand_item(step.item_id)
        cleaned = typed_text.storable_next_step(step)
        with self.atomic(by) as stamp:
            return plan_records.put_next_step(self._db, cleaned, stamp)

    def remove_next_step(self, step_id: str, *, by: str) -> Changes:
        """Remove a next step, durably; it stays in the history.

        Raises:
            UnknownNextStep: when there is none with this id; otherwise as `record_response` does.
        """
        self.demand_open_to_change()
        found = next((step for step in self.assessment().next_steps if step.id == step_id), None)
        if found is None:
            raise UnknownNextStep(step=step_id)
        with self.atomic(by) as stamp:
            return plan_records.drop_next_step(self._db, found, stamp)

    def sign(self, wish: Wish, signer: Signer, *, by: str, scan: Path | None = None) -> Changes:
        """Record that somebody signs this revision, or declines, durably; from the first signature on it is locked.

        `scan` is a page that was signed with a pen. The sign-off holds the key's signature.

        Raises:
            ReviewerCopyNotSigned: for a reviewer copy.
            NotReadyToSign, NotAttested, SignedBefore, TextMissing, NotAScan, ChangedAfterSigning: nothing was recorded.
            ContentMissing, AttachmentDamaged: when the content of an attached file, which is signed too, is not here.
            KnownProblem: otherwise as `record_response` does.
        """
        self.demand_writable()
        assessment = self.assessment()
        if assessment.reviewer is not None:
            raise ReviewerCopyNotSigned(name=self.path.name, reviewer=assessment.reviewer.name)
        with faults.named(self.path):
            lost_its_seal = assessment.is_locked and file_seal.is_missing(self._db.conn)
        if lost_its_seal or self.is_as_sealed() is False:
            raise ChangedAfterSigning(name=self.path.name)
        if wish.decision is Decision.SIGNED:
            self.demand_contents()
        taken = attachments.read_scan(scan) if scan is not None else None
        with self.atomic(by) as stamp:
            if taken is not None:
                self._keep(taken)
            sign_off = signing.compose(
                typed_text.storable_wish(wish),
                signer,
                assessment,
                stamp,
                file_name=self.path.name,
                history=(journal.count(self._db), journal.digest_of(self._db, journal.count(self._db))),
                scan=taken.content.sha256 if taken is not None else "",
            )
            if sign_off.is_signed and not assessment.is_locked:
                form = canonical_json(signed_form(assessment))
                sign_off_records.put_signed_form(
                    self._db, assessment.revision, form, sign_off.fingerprint, stamp
                )
            changes = sign_off_records.put_sign_off(self._db, sign_off, stamp)
            if sign_off.is_signed or assessment.is_locked:
                file_seal.put_placeholder(self._db.conn)
        self._seal()
        return changes

    def reopen(self, reason: str, *, by: str) -> Changes:
        """Open a signed revision again as the next one, durably. What was signed stays in the file, whole.

        Raises:
            NotSigned: when there is nothing to open again.
            TextMissing: without a reason; otherwise as `record_response` does.
        """
        self.demand_writable()
        assessment = self.assessment()
        if not assessment.is_locked:
            raise NotSigned(revision=assessment.revision)
        said = typed_text.needed(typed_text.note(reason), "The reason")
        with self.atomic(by) as stamp:
            changes = sign_off_records.put_reopening(self._db, assessment.revision, said, stamp)
            file_seal.remove(self._db.conn)
        self._revision = assessment.revision + 1
        return changes

    def save_upgraded(self, target: Path, upgrade: RubricUpgrade, earlier: EarlierRecord, *, by: str) -> None:
        """Write a copy that answers the next version of the checklist; this file stays as it is.

        Raises:
            TargetExists, FolderGiven: when there is something at `target`; it is not touched.
            KnownProblem: when it could not be written; then nothing is there.
        """
        stamp = journal.Stamp(
            by=typed_text.line(by), at=self._clock(), copy=self._copy, revision=self._revision
        )
        upgrading.write_upgraded(self._db, self.assessment(), target, upgrade, earlier, stamp)

    def _put_back(self, taken: attachments.Taken, by: str) -> Changes:
        """Put the content of a signed file back into a file that only has its record."""
        if taken.content.sha256 not in self.missing_contents():
            self.demand_open_to_change()
        was_sealed = self.is_as_sealed()
        with self.atomic(by) as stamp:
            self._keep(taken)
            if was_sealed:
                file_seal.put_placeholder(self._db.conn)
        self._seal()
        return Changes(stamp.at)

    def _seal(self) -> None:
        # The sign-off is durable already. A drive that fails just now leaves a mark, and the next opening seals.
        with contextlib.suppress(KnownProblem, OSError), faults.named(self.path):
            file_seal.seal(self._db.conn, self.path)
        self._seen = glance_at(self.path)

    def _keep(self, taken: attachments.Taken) -> None:
        evidence_store.put_content(self._db, taken.content)
        if evidence_store.total_size(self._db) > LARGEST_TOTAL:
            raise EvidenceFull(name=taken.name, limit=in_megabytes(LARGEST_TOTAL))

    def _demand_item(self, item_id: str) -> None:
        rubric = self.assessment().rubric
        if item_id not in rubric:
            raise UnknownItem(
                item=item_id, checklist=rubric.title, example=rubric.items[0].id, rubric=rubric.id
            )

    def _merged(
        self,
        item_id: str,
        *,
        answer: Answer | None,
        note: str | None,
        reason: str | None,
        marked: bool | None,
    ) -> Response:
        self._demand_item(item_id)
        before = self.assessment().response(item_id)
        return replace(
            before,
            answer=before.answer if answer is None else answer,
            note=before.note if note is None else typed_text.note(note),
            reason=before.reason if reason is None else typed_text.note(reason),
            marked=before.marked if marked is None else marked,
        )
