import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from secure_desktop import __version__, cli, log
from secure_desktop.commands import status
from secure_desktop.errors import NoDisplay
from tests.commands.console import Console

ROOT = Path(__file__).parents[1]
STUDENT = "Juan Pérez"


def run(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    environment = options.pop("env", {})
    assert isinstance(environment, dict)
    return subprocess.run(  # type: ignore[call-overload, no-any-return]  # the keywords of Popen
        [sys.executable, "-m", "secure_desktop", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output="stdout" not in options,
        timeout=60,
        check=False,
        **options,
    )


def test_help_lists_the_commands_with_examples_and_exit_codes(console: Console) -> None:
    said = console.done("--help")

    for word in (*cli.COMMANDS, "examples:", "exit codes:"):
        assert word in said


def test_every_command_has_a_help_of_its_own(console: Console) -> None:
    for command in cli.COMMANDS:
        assert console.done(command, "--help").startswith(f"usage: secure-desktop-cli {command}")


def test_the_version_is_told(console: Console) -> None:
    assert console.done("--version") == f"SECURe Desktop {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("status",),
            "the following arguments are required: FILE.\nSee how it is used with “secure-desktop-cli status --help”.",
        ),
        (
            ("--verson",),
            "unrecognized arguments: --verson.\nSee how it is used with “secure-desktop-cli --help”.",
        ),
        (("statsu",), "“statsu” is neither a command nor a file."),
        (("statsu", "river.sqlite"), "“statsu” is not a command."),
        (("rubrics",), "the following arguments are required: ACTION."),
        (("-",), "invalid choice: '-'"),
    ],
)
def test_what_is_not_understood_gets_a_sentence_and_advice(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)

    assert told in console.refused(*arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the window was asked to open."""
    asked: list[Path | None] = []

    def run(file: Path | None) -> int:
        asked.append(file)
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "secure_desktop.shell.app", SimpleNamespace(run=run))
    return asked


def test_without_a_command_the_window_opens(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch, opened: list[Path | None]
) -> None:
    monkeypatch.chdir(sample.parent)
    Path("demo").write_text("a file named like a command")

    console.done()
    console.done("sample.sqlite")
    console.done("--", "-odd.sqlite")
    console.done("--", "demo")
    console.done("gone.sqlite")

    names = ("sample.sqlite", "-odd.sqlite", "demo", "gone.sqlite")
    assert opened == [None, *(sample.parent / name for name in names)]


def test_one_window_opens_one_file(console: Console, sample: Path, opened: list[Path | None]) -> None:
    assert "only one file can be opened at a time" in console.refused(sample, sample)
    assert opened == []


def test_without_a_screen_the_window_says_so(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    assert console.refused() == f"{NoDisplay.sentence}\n{NoDisplay.advice}\n"


def test_a_fault_of_the_program_is_apologized_for_and_kept_in_the_log(
    console: Console,
    sample: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(f"no such student: '{STUDENT}'")

    monkeypatch.setattr(status, "summarize", broken)
    outcome = console.run("status", sample)
    caplog.clear()

    assert (outcome.code, outcome.out) == (3, "")
    assert "this is a fault of the program, not yours" in outcome.err
    assert str(home / log.FILE_NAME) in outcome.err
    assert "Traceback" not in outcome.err
    written = (home / log.FILE_NAME).read_text(encoding="utf-8")
    assert written.endswith("\nRuntimeError\n")
    assert "secure_desktop/commands/status.py" in written
    assert "Juan" not in written


def test_who_interrupts_a_command_gets_no_traceback(
    console: Console, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(status, "summarize", interrupted)

    assert console.run("status", sample).code == 130


def test_no_command_imports_qt_and_the_window_starts_without_the_heavy_libraries() -> None:
    code = """
import sys
from secure_desktop.cli import main
main(["rubrics", "list"])
assert not [name for name in sys.modules if name.startswith(("PySide6", "sqlite_utils", "reportlab"))]
main(["demo", sys.argv[1]])
assert not [name for name in sys.modules if name.startswith("PySide6")]
"""
    done = subprocess.run(
        [sys.executable, "-c", code, os.path.join(os.environ["SECURE_DESKTOP_HOME"], "demo")],  # noqa: PTH118
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_pipe_that_nobody_reads_on_is_no_fault(sample: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        done = run("status", sample, "--json", stdout=nobody, stderr=subprocess.PIPE)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_finds_no_room_is_told(sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("status", sample, stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 2
    assert "the disk is full" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 2


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_no_locale_keeps_a_command_from_printing(sample: Path, environment: dict[str, str]) -> None:
    done = run("status", sample, env=environment)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "✓ in place" in done.stdout.decode("utf-8")


def test_a_missing_file_is_told_on_standard_error_and_not_made(tmp_path: Path) -> None:
    done = run("status", tmp_path / "none.sqlite")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "“none.sqlite” was not found.",
        "Check the name and the folder, or plug in the drive that it lies on.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_are_no_text_are_shown_and_do_no_harm(sample: Path) -> None:
    odd = os.fsencode(sample.parent) + b"/raw\xff.sqlite"
    os.rename(sample, odd)  # noqa: PTH104 - a path of bytes

    assert run("answer", os.fsdecode(odd), "1.1", "partly", "--note", "raw \udcff").returncode == 0
    assert b"raw\\udcff" in run("status", os.fsdecode(odd) + "x").stderr
