import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.nobody import ROOT

QT = {"PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that were imported when the start page was painted first."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECURE_DESKTOP_HOME", str(home))
        done = subprocess.run(
            [sys.executable, "-m", "tests.shell.first_paint"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "heavy", ["sqlite_utils", "reportlab", "pyhanko", "sqlite3", "asyncio", "platformdirs"]
)
def test_the_start_page_is_painted_without_heavy_libraries(loaded: set[str], heavy: str) -> None:
    assert "secure_desktop.shell.start_page" in loaded
    assert not {name for name in loaded if name.split(".")[0] == heavy}


@pytest.mark.parametrize("layer", ["model", "storage", "library", "exchange", "reports"])
def test_the_start_page_is_painted_without_the_layers_below(loaded: set[str], layer: str) -> None:
    assert not {name for name in loaded if name.startswith(f"secure_desktop.{layer}")}


def test_the_start_page_takes_no_more_of_qt_than_it_shows(loaded: set[str]) -> None:
    assert {name for name in loaded if name.startswith("PySide6.Qt")} <= QT


def test_the_start_page_is_painted_without_the_enums_of_qt(loaded: set[str]) -> None:
    assert not {name for name in loaded if name.endswith(":Qt")}


def test_the_start_page_is_painted_without_the_pages_that_come_later(loaded: set[str]) -> None:
    later = (
        "assessment_page",
        "items.items_page",
        "report_page",
        "new_assessment_page",
        "settings_dialog",
        "dialogs",
    )
    assert not loaded & {f"secure_desktop.shell.{name}" for name in later}


def test_who_quits_at_once_ends_the_program_cleanly(home: Path, sample: Path) -> None:
    code = (
        "import sys\n"
        "from secure_desktop.shell.app import application, build\n"
        "from pathlib import Path\n"
        "app = application()\n"
        "program = build(app)\n"
        "program.window.first_painted.connect(lambda: program.window.open_path(Path(sys.argv[1])))\n"
        "program.window.first_painted.connect(lambda: program.window.assessment.answer(1))\n"
        "program.window.first_painted.connect(program.window.close)\n"
        "program.window.show()\n"
        "sys.exit(app.exec())\n"
    )
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code, str(sample)], cwd=ROOT, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
    assert [path.name for path in sample.parent.iterdir()] == ["sample.sqlite"]
