"""What an open assessment file says, read once and kept until it changes."""

from secure_desktop.errors import DamagedFile
from secure_desktop.model.assessment import Assessment
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.history import Entry
from secure_desktop.model.signed_form import signed_form
from secure_desktop.signing_errors import AttachmentDamaged, ContentMissing, UnknownEvidence
from secure_desktop.storage import (
    earlier_record,
    evidence_store,
    faults,
    findings,
    journal,
    records,
    sign_off_records,
)
from secure_desktop.storage.earlier_record import EarlierRecord
from secure_desktop.storage.guarded_file import GuardedFile


class ReadableFile(GuardedFile):
    """An open assessment file, as far as it is read."""

    def assessment(self) -> Assessment:
        """Return all that the file says now.

        Raises:
            UnreadableEntries: when something in it is nothing that the program wrote; it names that.
            DamagedFile: when it cannot be read at all.
        """
        if self._assessment is None:
            with findings.told(self.path, self._db), self._db.atomic():  # one view of the file for all reads
                self._assessment = records.get_assessment(self._db)
        return self._assessment

    def history(self) -> tuple[Entry, ...]:
        """Return every change ever made, oldest first."""
        with faults.named(self.path):
            return tuple(journal.entries(self._db))

    def content(self, sha256: str) -> bytes:
        """Return the content of an attached file, or of a scanned page.

        Raises:
            ContentMissing: when only the record of a file is here, because this one was rebuilt from an export.
            UnknownEvidence: when nothing is kept under this SHA-256.
            AttachmentDamaged: when it is not what was attached.
        """
        with faults.named(self.path):
            data = evidence_store.get_content(self._db, sha256)
        named = (entry.file_name for entry in self.assessment().evidence if entry.sha256 == sha256)
        name = next(named, "")
        if data is None:
            raise ContentMissing(name=name) if name else UnknownEvidence(evidence=sha256)
        if evidence_store.content_of(data).sha256 != sha256:
            raise AttachmentDamaged(name=name or sha256)
        return data

    def missing_contents(self) -> dict[str, str]:
        """Return the names of attached files of which only the record is here, by their SHA-256."""
        with faults.named(self.path):
            return {
                entry.sha256: entry.file_name
                for entry in self.assessment().evidence
                if entry.sha256 and not evidence_store.has_content(self._db, entry.sha256)
            }

    def demand_contents(self) -> None:
        """Accept an assessment whose attached files are all here, as they were attached. Raises as `content` does."""
        for sha256 in dict.fromkeys(entry.sha256 for entry in self.assessment().evidence if entry.sha256):
            self.content(sha256)

    def signed_form(self, revision: int) -> str:
        """Return the canonical JSON that was signed as a revision; for the present one, before that, as it stands.

        Raises:
            KeyError: for a revision that was not signed and is not the present one.
        """
        with faults.named(self.path):
            stored = sign_off_records.get_signed_form(self._db, revision)
        if stored is not None:
            return stored
        assessment = self.assessment()
        if revision != assessment.revision:
            raise KeyError(revision)
        return canonical_json(signed_form(assessment))

    def earlier_record(self) -> EarlierRecord | None:
        """Return the earlier assessment that this one started from, as text; None when there is none.

        Raises:
            DamagedFile: when it is not what was put there.
        """
        with faults.named(self.path):
            try:
                return earlier_record.get_earlier(self._db)
            except ValueError as fault:
                raise DamagedFile(name=self.path.name) from fault

    def history_digest(self, entries: int) -> str:
        """Return the SHA-256 of the oldest entries of the history, as a sign-off holds it."""
        with faults.named(self.path):
            return journal.digest_of(self._db, entries)
