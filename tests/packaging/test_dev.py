"""The scripts that set the program up, start it and check it: what they promise a newcomer."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import checks
import dev
import environment
import interpreters
import launch
import pytest
import system_libraries
from problems import Problem
from setup_log import SetupLog

LOCKS = [environment.RUN_LOCK, environment.DEV_LOCK]


def test_every_locked_package_has_one_version_and_its_digests() -> None:
    for lock in LOCKS:
        for requirement in requirements(lock):
            assert re.match(r"[a-z0-9-]+==[^ ]+( |$)", requirement)
            assert "--hash=sha256:" in requirement


def test_the_locks_cover_everything_that_pyproject_asks_for() -> None:
    asked = tomllib.loads((environment.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = {name_of(line) for line in asked["project"]["dependencies"]}
    development = {name_of(line) for line in asked["dependency-groups"]["dev"]}

    assert runtime <= names(environment.RUN_LOCK)
    assert runtime | development <= names(environment.DEV_LOCK)


def test_the_program_runs_with_the_very_packages_it_is_checked_with() -> None:
    assert packages(environment.RUN_LOCK) <= packages(environment.DEV_LOCK)


def test_a_lock_names_its_command_but_no_server_and_no_folder_of_its_author() -> None:
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        assert "python packaging/dev.py lock" in text
        assert "://" not in text
        assert "index-url" not in text
        assert not re.search(r"(?<![\w.])/\w", text)


def test_a_second_set_up_has_nothing_to_do(
    bare_environment: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp_for(bare_environment, lock)

    python = environment.prepare(bare_environment, lock)

    assert python.exists()
    assert capsys.readouterr().err == ""


def test_the_packages_of_development_will_do_for_running(
    bare_environment: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp_for(bare_environment, lock)
    smaller = lock.with_name("smaller.lock")
    smaller.write_text("# not installed\n", encoding="utf-8")

    environment.prepare(bare_environment, smaller, lock)

    assert capsys.readouterr().err == ""


def test_a_changed_lock_is_installed_again(
    bare_environment: Path, lock: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp_for(bare_environment, lock)
    lock.write_text("# changed\n", encoding="utf-8")

    environment.prepare(bare_environment, lock)

    assert "Set-up done" in capsys.readouterr().err
    stamp = environment.read_stamp(bare_environment)
    assert stamp
    assert stamp["sha256"] == environment.digest(lock)


def test_a_failed_set_up_is_not_taken_for_done(
    bare_environment: Path, lock: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stamp_for(bare_environment, lock)
    lock.write_text(f"no-such-package==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")

    with pytest.raises(Problem, match="nothing is half-installed") as caught:
        environment.prepare(bare_environment, lock)

    assert environment.read_stamp(bare_environment) is None
    kept = next(tmp_path.glob("secure-desktop-setup-*.log"))
    assert str(kept) in f"{caught.value}{caught.value.advice}"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for a Python is a shell script")
def test_an_environment_that_stops_half_way_is_taken_away(tmp_path: Path) -> None:
    half_way = tmp_path / "python"
    half_way.write_text('#!/bin/sh\nmkdir -p "$3/bin"\nexit 1\n', encoding="utf-8")
    half_way.chmod(0o755)
    folder = tmp_path / "environment"

    with SetupLog() as log:
        assert environment._make_with(str(half_way), folder, log) is None

    assert not folder.exists()


def test_a_damaged_or_absent_python_is_noticed(tmp_path: Path) -> None:
    damaged = tmp_path / "python"
    damaged.write_bytes(b"\0damaged")
    damaged.chmod(0o755)

    assert interpreters.version_of(damaged) is None
    assert interpreters.version_of(tmp_path / "absent") is None
    assert interpreters.version_of(Path(sys.executable)) == "{}.{}".format(*sys.version_info[:2])


@pytest.mark.parametrize(
    ("environ", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "xcb"}, "linux", False),
        ({"QT_QPA_PLATFORM": "vnc:port=5900"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_window_opens_only_where_it_can_be_seen(environ: dict[str, str], platform: str, seen: bool) -> None:  # noqa: FBT001
    assert launch.has_display(environ, platform) is seen


def test_a_file_or_nothing_opens_a_window_and_all_else_is_passed_on(lock: Path) -> None:
    assert launch.wants_window([])
    assert launch.wants_window([str(lock)])
    assert not launch.wants_window(["status"])
    assert not launch.wants_window(["status", str(lock)])
    assert not launch.wants_window(["absent.sqlite"])


def test_without_a_window_nothing_that_exists_is_written_over(tmp_path: Path) -> None:
    demo = tmp_path / "secure-desktop-demo"
    assert launch.free_path(demo) == demo
    demo.mkdir()
    (tmp_path / "secure-desktop-demo-2").mkdir()
    (tmp_path / "lincoln.pdf").touch()

    assert launch.free_path(demo).name == "secure-desktop-demo-3"
    assert launch.free_path(tmp_path / "lincoln.pdf").name == "lincoln-2.pdf"


def test_the_program_comes_from_this_checkout_and_keeps_its_compiled_modules() -> None:
    variables = launch.program_environment({"PYTHONPATH": "theirs", "PYTHONDONTWRITEBYTECODE": "1"})

    assert variables["PYTHONPATH"].split(os.pathsep) == [str(environment.ROOT), "theirs"]
    assert "PYTHONDONTWRITEBYTECODE" not in variables


def test_missing_libraries_come_with_the_command_that_installs_them() -> None:
    problem = system_libraries.problem(
        ["libGL.so.1", "libglib-2.0.so.0"], on_debian=True, is_known=lambda name: not name.endswith("t64")
    )

    assert "libGL.so.1, libglib-2.0.so.0" in str(problem)
    assert problem.advice.endswith(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libglib2.0-0"
    )


def test_the_renamed_package_is_chosen_where_apt_knows_it() -> None:
    packages = system_libraries.packages_for(["libglib-2.0.so.0"], is_known=lambda _: True)

    assert packages == ["libglib2.0-0t64"]


def test_without_apt_the_libraries_themselves_are_named() -> None:
    problem = system_libraries.problem(["libEGL.so.1"], on_debian=False)

    assert "libEGL.so.1" in str(problem)
    assert "apt" not in problem.advice


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring what Qt needs")
def test_a_library_that_cannot_be_loaded_is_missing() -> None:
    assert system_libraries.missing(Path(sys.executable), ["libc.so.6", "libno-such-thing.so.9"]) == [
        "libno-such-thing.so.9"
    ]


def test_the_summary_names_the_checks_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert checks.summarize({"mypy": True, "pytest": True}) == 0
    assert checks.summarize({"mypy": False, "wheel": True, "pytest": False}) == 1
    assert capsys.readouterr().out.endswith("Checks that failed: mypy, pytest.\n")


def test_a_problem_is_a_sentence_and_an_advice(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["screenshots"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "No folder was named for the pictures.",
        "Name one: python3 packaging/dev.py screenshots FOLDER",
    ]


def test_an_older_python_can_read_the_script_that_turns_it_away() -> None:
    ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "some.lock"
    lock.write_text("# no packages\n", encoding="utf-8")
    return lock


@pytest.fixture
def bare_environment(tmp_path: Path) -> Path:
    folder = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder


def stamp_for(folder: Path, lock: Path) -> None:
    version = interpreters.version_of(environment.python_in(folder))
    assert version
    stamp = environment.Stamp(lock=lock.name, sha256=environment.digest(lock), python=version, libraries=[])
    environment.write_stamp(folder, stamp)


def packages(lock: Path) -> set[str]:
    """Return version and digests of every package; for which Pythons it is needed differs between the locks."""
    return {re.sub(r" ; .*?(?= --hash)", "", requirement) for requirement in requirements(lock)}


def requirements(lock: Path) -> list[str]:
    """Return a lock's requirements, each with its digests in one line."""
    lines = [
        line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [" ".join(line.split()) for line in joined.splitlines() if line.strip()]


def names(lock: Path) -> set[str]:
    return {name_of(requirement) for requirement in requirements(lock)}


def name_of(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()
