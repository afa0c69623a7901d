"""The contents of attached files that came across, each checked against its SHA-256."""

from collections.abc import Iterator, Mapping, Sequence

from secure_desktop.exchange.rescue.findings import Finding, FindingKind, finding
from secure_desktop.exchange.rescue.sources import Source
from secure_desktop.model.assessment import Assessment
from secure_desktop.storage.rebuilding import Kept
from secure_desktop.storage.salvage.remains import Remains


def contents_of(
    assessment: Assessment, kept: Kept, remains: Remains, sources: Sequence[Source]
) -> Iterator[tuple[str, bytes]]:
    """Yield the contents of attached files that anything in the assessment names."""
    named = {entry.sha256 for entry in assessment.evidence} | {entry.scan for entry in assessment.sign_offs}
    texts = [*kept.forms.values(), *([kept.earlier.json] if kept.earlier is not None else ())]
    for source in sources:
        yield from ((key, data) for key, data in source.contents.items() if key in named)
    for key, data in remains.contents.items():
        if key in named or any(key in text for text in texts):
            yield key, data


def lost_contents(assessment: Assessment, contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what is to be told about attached files of which only the record is there."""
    for entry in assessment.evidence:
        if entry.sha256 and entry.sha256 not in contents:
            yield finding(FindingKind.CONTENT_LOST, entry.item_id, name=entry.file_name)
