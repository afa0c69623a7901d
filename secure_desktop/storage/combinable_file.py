"""An open assessment file that can be read, given to reviewers and combined with what they send back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from secure_desktop.combining_errors import (
    CannotUndoCombination,
    ChangedMeanwhile,
    CombineIntoReviewerCopy,
    NothingToCombine,
    TooMuchEvidence,
)
from secure_desktop.errors import DamagedFile
from secure_desktop.model import history as history_of_assessment
from secure_desktop.model.changes import Changes
from secure_desktop.model.combined import combined
from secure_desktop.model.combining import THIS_FILE, Choice, Combination
from secure_desktop.model.evidence import LARGEST_TOTAL, Evidence, EvidenceKind
from secure_desktop.model.history import Entry
from secure_desktop.model.past_combinations import PastCombination, own_combinations
from secure_desktop.model.reviewer import Reviewer
from secure_desktop.model.side import Side
from secure_desktop.model.undoing import set_back
from secure_desktop.signing_errors import SignedAlready
from secure_desktop.storage import (
    combination_records,
    copying,
    evidence_store,
    faults,
    findings,
    journal,
    records,
    reviewer_copy,
    typed_text,
)
from secure_desktop.storage.attachments import in_megabytes
from secure_desktop.storage.readable_file import ReadableFile

Contents = Callable[[str], bytes]
"""Returns the content that has this SHA-256."""


class CombinableFile(ReadableFile):
    """What an open assessment file says, and how it meets its copies."""

    _set_aside: Mapping[str, bytes] = {}  # contents that a combination took out, until the file is closed

    def history_of(self, item_id: str) -> tuple[Entry, ...]:
        """Return what was ever entered about one item, its evidence and its next steps, on whatever copy."""
        return history_of_assessment.about_item(self.history(), item_id)

    def has_content(self, sha256: str) -> bool:
        """Return whether something is kept under this SHA-256."""
        with faults.named(self.path):
            return evidence_store.has_content(self._db, sha256)

    def save_reviewer_copy(self, target: Path, reviewer: Reviewer) -> None:
        """Write a copy for a reviewer, with nothing in it that they are not to see, and check it.

        Raises:
            SignedIsNotReviewed, CopyOfAReviewerCopy, ReviewerMissing, UnknownActionStep: nothing is written.
            TargetExists: when there is something at `target`; it is not touched.
            KnownProblem: when the copy could not be written.
        """
        wanted = reviewer_copy.checked(reviewer, self.assessment(), self.path.name)
        history = self.history()
        with copying.changed_copy(self._db.conn, target, self.path.name) as copy:
            reviewer_copy.reduce(copy, wanted, self.assessment(), history)

    def as_side(self) -> Side:
        """Return the file as one of those that are combined, in one view of it.

        Raises:
            UnreadableEntries, DamagedFile: when its content contradicts itself.
        """
        with findings.told(self.path, self._db):
            with self._db.atomic():
                side = Side(
                    source=str(self.path),
                    file_name=self.path.name,
                    copy=self._copy,
                    assessment=records.get_assessment(self._db),
                    entries=tuple(journal.entries(self._db)),
                )
            _ = side.known_ids
        return side

    def demand_combinable(self) -> None:
        """Make sure that copies can be combined into this file.

        Raises:
            CombineIntoReviewerCopy: when it is a reviewer copy.
            SignedAlready: when it is signed.
            KnownProblem: when it cannot be written.
        """
        self.demand_writable()
        self.demand_fit_to_combine()

    def demand_fit_to_combine(self) -> None:
        """Make sure that copies could be combined into this file, or into a fresh copy of it.

        Raises:
            CombineIntoReviewerCopy: when it is a reviewer copy.
            SignedAlready: when it is signed.
        """
        assessment = self.assessment()
        if assessment.is_locked:
            raise SignedAlready(revision=assessment.revision, next=assessment.revision + 1)
        if assessment.reviewer is not None:
            raise CombineIntoReviewerCopy(name=self.path.name, reviewer=assessment.reviewer.name)

    def combine(
        self, combination: Combination, choices: Mapping[str, Choice], contents: Contents, *, by: str
    ) -> tuple[Changes, str]:
        """Write a combination, durably and in one transaction; return what changed, and its id, for `undo_combination`.

        Raises:
            ConflictsOpen, NoSuchChoice, TextTooLong: nothing was written.
            NothingToCombine: when the copies say nothing new.
            ChangedMeanwhile: when this file was changed since the combination was made.
            TooMuchEvidence: when the attached files would be too many.
            KnownProblem: when a content cannot be had, or as `record_response` does.
        """
        self.demand_combinable()
        this = self.as_side()
        if this.known_ids != combination.sides[THIS_FILE].known_ids:
            raise ChangedMeanwhile(name=self.path.name)
        if not combination.brings_news:
            raise NothingToCombine
        storable = {
            key: typed_text.note(choice) if isinstance(choice, str) else choice
            for key, choice in choices.items()
        }
        fresh = replace(combination, sides=(this, *combination.sides[THIS_FILE + 1 :]))
        with self.atomic(by) as stamp:
            result = combined(fresh, storable, by=stamp.by, at=stamp.at)
            self._set_contents_aside(result.rows.removed_evidence)
            self._take_in(result.rows.evidence, contents)
            return combination_records.put_combined(self._db, result, stamp)

    def undo_combination(self, subject: str, *, by: str) -> Changes:
        """Set back what a combination changed, durably; what somebody has changed since stays as it is.

        Raises:
            CannotUndoCombination: when it is undone already, or another one or a signature came after it.
            KnownProblem: otherwise as `record_response` does.
        """
        self.demand_open_to_change()
        assessment, history = self.assessment(), self.history()
        past = self._last_combination(subject, history)
        with self.atomic(by) as stamp:
            try:
                rows, changes, staying = set_back(assessment, history, past, by=stamp.by, at=stamp.at)
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                raise CannotUndoCombination from fault
            self._take_in(rows.evidence, self._nothing_else)
            return combination_records.put_undone(self._db, past, rows, changes, staying, stamp)

    def demand_open_to_change(self) -> None:
        """Make sure that answers can be entered.

        Raises:
            SignedAlready: when this revision is signed.
            KnownProblem: when the file can only be read.
        """
        if self.is_read_only:
            self.demand_writable()
        assessment = self.assessment()
        if assessment.is_locked:
            raise SignedAlready(revision=assessment.revision, next=assessment.revision + 1)

    def _last_combination(self, subject: str, history: tuple[Entry, ...]) -> PastCombination:
        try:
            holding = [past for past in own_combinations(history) if past.holds]
        except ValueError as fault:
            raise DamagedFile(name=self.path.name) from fault
        if not holding or holding[-1].subject != subject or holding[-1].entry.revision != self._revision:
            raise CannotUndoCombination
        return holding[-1]

    def _take_in(self, evidence: Iterable[Evidence], contents: Contents) -> None:
        wanted = {entry.sha256: entry for entry in evidence if entry.kind is EvidenceKind.FILE}
        missing = {sha: entry for sha, entry in wanted.items() if not self.has_content(sha)}
        self._demand_room(sum(entry.size for entry in missing.values()))
        for sha256 in missing:  # one by one: all of them together may be many megabytes
            data = self._set_aside[sha256] if sha256 in self._set_aside else contents(sha256)
            evidence_store.put_content(self._db, evidence_store.Content(sha256, data))
        self._demand_room(0)

    def _demand_room(self, more: int) -> None:
        size = evidence_store.total_size(self._db) + more
        if size > LARGEST_TOTAL:
            raise TooMuchEvidence(size=in_megabytes(size), limit=in_megabytes(LARGEST_TOTAL))

    def _set_contents_aside(self, evidence: Iterable[Evidence]) -> None:
        """Keep what is about to go, so that it can come back as long as the file stays open."""
        for entry in evidence:
            data = evidence_store.get_content(self._db, entry.sha256) if entry.sha256 else None
            if data is not None:
                self._set_aside = {**self._set_aside, entry.sha256: data}

    @staticmethod
    def _nothing_else(_sha256: str) -> bytes:
        raise CannotUndoCombination
