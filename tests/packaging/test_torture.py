"""The long runs as one command: what it does with the disciplines, and what it prints."""

import importlib
import subprocess
import sys

import environment
import pytest
import torture
from problems import Problem

from tests.torture.options import Options


def test_every_discipline_that_is_here_can_be_run() -> None:
    for name, module in torture.DISCIPLINES.items():
        try:
            run = torture.run_of(name)
        except Problem:
            continue
        assert run is importlib.import_module(module).run


def test_a_discipline_that_is_not_here_is_said_to_be_not_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(torture, "DISCIPLINES", {"flood": "tests.torture.flood"})

    code = torture.main(["--runs", "1", "--seed", "7"])

    printed = capsys.readouterr().out
    assert code == 2
    assert "torture --runs 1 --power-states 1000 --fuzz-seconds 600 --seed 7\n" in printed
    assert "| flood | all (not run: It is not in this copy." in printed
    assert "SQLite" in printed


def test_a_discipline_that_breaks_down_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks_down(options: Options) -> None:
        raise RuntimeError("no more processes")

    monkeypatch.setattr(torture, "run_of", lambda _name: breaks_down)

    assert torture.main(["--only", "kills"]) == 1
    assert "- The harness itself failed: RuntimeError('no more processes')" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--runs", "0"], ["--runs", "many"], ["--only", "floods"]])
def test_a_wrong_wish_is_refused_before_anything_is_tried(wrong: list[str]) -> None:
    script = environment.ROOT / "packaging" / "torture.py"
    done = subprocess.run(
        [sys.executable, str(script), *wrong], capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 2
    assert "usage: dev.py torture" in done.stderr
    assert "Traceback" not in done.stderr
