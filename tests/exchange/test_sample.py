from pathlib import Path

import pytest

from secure_desktop import locations
from secure_desktop.errors import FileMissing, TargetExists, UnknownRubric
from secure_desktop.exchange.sample import SAMPLE_TEAM, fill_sample
from secure_desktop.library.shelf import Shelf
from secure_desktop.model.next_step import State
from secure_desktop.model.progress import tally
from secure_desktop.model.quality import blocking, check
from secure_desktop.model.summary import summarize
from secure_desktop.storage.opening import open_file
from tests import builders


@pytest.mark.parametrize(
    ("rubric_id", "answered", "total"), [("secure-start", 49, 49), ("secure-improve", 37, 37)]
)
def test_a_sample_is_an_assessment_like_any_other(
    tmp_path: Path, shelf: Shelf, rubric_id: str, answered: int, total: int
) -> None:
    path = tmp_path / "sample.sqlite"
    fill_sample(rubric_id, path, shelf, clock=lambda: builders.MADE)

    with open_file(path) as file:
        assessment = file.assessment()
        assert assessment.rubric == shelf.rubric(rubric_id)
        assert (tally(assessment).progress.answered, tally(assessment).progress.total) == (answered, total)
        assert tally(assessment).gaps > 5
        assert len(assessment.participants) > 3
        assert {response.changed_by for response in assessment.responses.values()} == {SAMPLE_TEAM}
        assert assessment.changed_at == builders.MADE
        file.record_response("1S-01" if total == 49 else "1I-01", by="Ann", note="It can be worked on.")


def test_the_sample_has_a_plan_and_evidence(tmp_path: Path, shelf: Shelf) -> None:
    path = tmp_path / "sample.sqlite"
    fill_sample("secure-start", path, shelf, clock=lambda: builders.MADE)

    with open_file(path) as file:
        summary = summarize(file.assessment(), builders.NOW)
        assert (summary.planned_gaps, len(summary.gaps), len(summary.register)) == (14, 16, 6)
        attached = [entry.evidence for entry in summary.register if entry.evidence.sha256]
        assert [entry.file_name for entry in attached] == ["MOU-2019-signed.pdf", "complaint-log-2025-26.csv"]
        assert file.content(attached[0].sha256).startswith(b"%PDF-")
        assert {entry.added_by for entry in attached} == {SAMPLE_TEAM}
        assert {step.state for step in file.assessment().next_steps} == set(State)
        assert blocking(check(file.assessment(), builders.NOW.date())) == ()


def test_a_sample_whose_files_are_missing_is_not_left_half_made(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = locations.resource("samples", "secure-start.toml").read_text(encoding="utf-8")
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "secure-start.toml").write_text(source, encoding="utf-8")
    monkeypatch.setattr(locations, "resource", tmp_path.joinpath)

    with pytest.raises(FileMissing):
        fill_sample("secure-start", tmp_path / "sample.sqlite", shelf)

    assert [path.name for path in tmp_path.iterdir()] == ["samples"]


def test_two_samples_are_two_assessments(tmp_path: Path, shelf: Shelf) -> None:
    ids = []
    for name in ("one.sqlite", "two.sqlite"):
        fill_sample("secure-start", tmp_path / name, shelf)
        with open_file(tmp_path / name) as file:
            ids.append(file.assessment().id)

    assert ids[0] != ids[1]


def test_a_sample_is_never_written_over_anything(tmp_path: Path, shelf: Shelf) -> None:
    path = tmp_path / "sample.sqlite"
    path.write_text("weeks of work")

    with pytest.raises(TargetExists):
        fill_sample("secure-start", path, shelf)

    assert path.read_text() == "weeks of work"


def test_there_is_no_sample_of_a_rubric_that_is_not_there(tmp_path: Path, shelf: Shelf) -> None:
    with pytest.raises(UnknownRubric):
        fill_sample("lake", tmp_path / "sample.sqlite", shelf)

    assert list(tmp_path.iterdir()) == []
