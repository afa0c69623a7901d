"""A filled sample of a checklist, to look around in and to try things out on."""

from collections.abc import Sequence
from pathlib import Path

from secure_desktop import locations
from secure_desktop.errors import RubricFaulty
from secure_desktop.library.sample_file import SampleFile, read_sample
from secure_desktop.library.shelf import Shelf
from secure_desktop.storage.opening import create_file, open_file
from secure_desktop.storage.times import Clock, now

SAMPLE_TEAM = "Sample team"


def fill_sample(rubric_id: str, target: Path, shelf: Shelf, *, clock: Clock = now) -> None:
    """Write a new assessment file with the sample's responses to a bundled rubric, whole or not at all.

    Raises:
        UnknownRubric: when the shelf has no such rubric.
        TargetExists: when there is something at `target`; it is not touched.
        KnownProblem: when it could not be written; then nothing is there.
    """
    rubric = shelf.rubric(rubric_id)
    source = locations.resource("samples", f"{rubric_id}.toml")
    sample = read_sample(source)
    strangers = [item_id for item_id in sample.item_ids if item_id not in rubric]
    if strangers:
        findings = tuple(f"Item “{item_id}”: “{rubric_id}” has no such item." for item_id in strangers)
        raise RubricFaulty(name=source.name, findings=findings)
    create_file(
        target,
        rubric,
        sample.profile,
        by=SAMPLE_TEAM,
        participants=sample.participants,
        responses=sample.responses,
        next_steps=sample.next_steps,
        evidence=sample.evidence,
        clock=clock,
    )
    try:
        _attach(sample.files, target, clock)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _attach(files: Sequence[SampleFile], target: Path, clock: Clock) -> None:
    if not files:
        return
    with open_file(target, clock=clock) as assessment:
        for file in files:
            assessment.attach(
                file.item_id,
                file.path,
                by=SAMPLE_TEAM,
                title=file.title,
                effective=file.effective,
                renew_by=file.renew_by,
            )
