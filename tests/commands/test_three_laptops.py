"""The whole story on the command line: three laptops, each with settings of its own, and files that travel."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from secure_desktop import locations, settings
from tests.storage.nobody import ROOT


@dataclass(frozen=True)
class Laptop:
    """A computer with a folder for files and a home of its own."""

    folder: Path

    def run(self, *arguments: str | Path, code: int = 0) -> str:
        """Return what the program printed; fail when it ended in another way."""
        done = subprocess.run(
            [sys.executable, "-m", "secure_desktop", *map(str, arguments)],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                locations.HOME_VARIABLE: str(self.folder / "home"),
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def status(self, name: str) -> Any:
        """Return what `status --json` says."""
        return json.loads(self.run("status", name, "--json"))


@pytest.fixture
def laptops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Laptop, Laptop, Laptop]:
    """The district's, the principal's and the sergeant's; each knows its owner's name."""
    made = []
    for name in ("Ann Author", "P. Muñoz", "R. Rivera"):
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        monkeypatch.setenv(locations.HOME_VARIABLE, str(folder / "home"))
        settings.save(settings.Settings(name=name), locations.settings_file())
        made.append(Laptop(folder))
    return made[0], made[1], made[2]


def test_three_laptops_answer_and_one_combines(
    laptops: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    district, principal, sergeant = laptops
    (district.folder / "out").mkdir()
    paper = sergeant.folder / "Log of calls.pdf"
    paper.write_bytes(b"%PDF-1.7 calls")

    district.run("new", "river.sqlite", "--checklist", "start", "--district", "River District")
    district.run("answer", "river.sqlite", "1.6", "in-place", "--note", "MOU, section 4")
    district.run("answer", "river.sqlite", "2.9", "partly")
    district.run("copies", "river.sqlite", "--for", "Principal", "--for", "Sergeant", "-o", "out")
    for laptop, name in ((principal, "Principal"), (sergeant, "Sergeant")):
        shutil.move(district.folder / "out" / f"river – {name}.sqlite", laptop.folder / "river.sqlite")
    principal.run(
        "answer", "river.sqlite", "1.6", "partly", "--note", "No one knows who decides after hours."
    )
    principal.run("answer", "river.sqlite", "3.1", "in-place")
    sergeant.run("answer", "river.sqlite", "1.6", "not-in-place")
    sergeant.run("answer", "river.sqlite", "3.1", "in-place")
    sergeant.run("evidence", "add", "river.sqlite", "2.9", "--file", paper)
    sergeant.run("step", "add", "river.sqlite", "2.9", "Print the form in Spanish", "--due", "2027-01-15")
    district.run("answer", "river.sqlite", "5.1", "in-place")
    for laptop, name in ((principal, "principal"), (sergeant, "sergeant")):
        shutil.move(laptop.folder / "river.sqlite", district.folder / f"{name}.sqlite")

    copies = ("principal.sqlite", "sergeant.sqlite")
    listed = district.run("combine", "river.sqlite", *copies, "-o", "combined.sqlite", code=1)
    assert not (district.folder / "combined.sqlite").exists()
    district.run(
        "combine", "river.sqlite", *copies, "-o", "combined.sqlite", "--choose", "1.6=principal.sqlite"
    )

    assert "principal.sqlite  (Principal, 20" in listed
    assert "sergeant.sqlite  (Sergeant, 20" in listed
    items = {item["label"]: item for item in district.status("combined.sqlite")["items"]}
    assert {label: items[label]["answer"] for label in ("1.6", "2.9", "3.1", "5.1")} == {
        "1.6": "partly",
        "2.9": "partly",
        "3.1": "in-place",
        "5.1": "in-place",
    }
    assert items["1.6"]["note"] == "No one knows who decides after hours."
    assert [entry["added_by"] for entry in items["2.9"]["evidence"]] == ["Sergeant"]
    assert [step["text"] for step in items["2.9"]["next_steps"]] == ["Print the form in Spanish"]
    assert district.status("river.sqlite")["progress"]["answered"] == 3
    district.run("evidence", "save", "combined.sqlite", items["2.9"]["evidence"][0]["id"][:8], "-o", "out")
    assert (district.folder / "out" / "Log of calls.pdf").read_bytes() == b"%PDF-1.7 calls"

    district.run("export", "combined.sqlite", "--format", "json", "-o", "combined.json")
    exported = json.loads((district.folder / "combined.json").read_text(encoding="utf-8"))
    told = {(entry["by"], entry["after"]) for entry in exported["history"] if entry["subject"] == "1S-06"}
    assert {
        ("Ann Author", "in-place"),
        ("Ann Author", "MOU, section 4"),
        ("Principal", "partly"),
        ("Principal", "No one knows who decides after hours."),
        ("Sergeant", "not-in-place"),
        ("Ann Author", "partly"),
    } <= told
