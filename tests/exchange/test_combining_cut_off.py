"""A program that is killed while it combines leaves all of it in the file or nothing."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from secure_desktop.exchange.combining import carry_out, prepare
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.copies import answer, assessment, at_work, choosing, copy_of
from tests.storage.nobody import ROOT


def combined_until(number: int, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.exchange.cut_off", str(number), *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def copies(empty: Path, paper: Path) -> list[Path]:
    """Two copies with news, conflicts and an attached file."""
    answer(empty, "1S-01", "Ann", Answer.IN_PLACE)
    one, other = copy_of(empty, "one"), copy_of(empty, "other")
    paper.write_bytes(b"%PDF" + bytes(300_000))
    with at_work(one) as file:
        file.record_response("1S-01", by="Bob", answer=Answer.PARTLY)
        file.attach("1S-01", paper, by="Bob")
        file.record_participants([builders.participant()], by="Bob")
    with at_work(other) as file:
        file.record_response("1S-01", by="Cid", answer=Answer.NOT_IN_PLACE)
        file.record_next_step(builders.next_step(), by="Cid")
    return [one, other]


def test_a_program_that_dies_while_combining_leaves_all_or_nothing(
    empty: Path, copies: list[Path], tmp_path: Path
) -> None:
    before, saved = assessment(empty), tmp_path / "saved.sqlite"
    shutil.copy(empty, saved)
    whole = combined_until(0, empty, *copies)
    assert whole.returncode == 0, whole.stderr
    statements = int(whole.stdout)
    after = assessment(empty)
    assert (len(after.evidence), len(after.next_steps), len(after.participants)) == (1, 1, 1)

    seen = set()
    for number in sorted({max(1, statements * part // 8) for part in range(9)}):
        shutil.copy(saved, empty)
        assert combined_until(number, empty, *copies).returncode == -9
        with open_file(empty) as file:
            assert not file.is_read_only
            found = file.assessment()
            seen.add(is_done := found != before)
            assert found == before or without_times(found) == without_times(after)
            combination = prepare(file, copies)
            assert combination.brings_news is not is_done
            if not is_done:
                carry_out(file, combination, choosing(combination), by="Ann")
            assert without_times(file.assessment()) == without_times(after)
            assert file.content(after.evidence[0].sha256).startswith(b"%PDF")
    assert seen == {True, False}


def without_times(found: Assessment) -> tuple[object, ...]:
    said = {item: replace(response, changed_at=None) for item, response in found.responses.items()}
    return said, found.evidence, found.next_steps, found.participants
