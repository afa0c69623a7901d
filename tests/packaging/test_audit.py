"""The audit: what is inside, under which license, and what is known against it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import advisories
import audit
import environment
import licenses
import pytest
from bill_of_materials import bill_of_materials
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from locked_packages import Package, read_lock
from problems import Problem

JINJA = Package("jinja2", "3.1.2", ("a" * 64,))


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text(
        "# written by uv\n"
        f"jinja2==3.1.2 \\\n    --hash=sha256:{'a' * 64}\n    # via secure-desktop\n"
        f"pywin32==311 ; sys_platform == 'win32' \\\n    --hash=sha256:{'b' * 64} \\\n    --hash=sha256:{'c' * 64}\n",
        encoding="utf-8",
    )
    return path


def advisory(**affected: Any) -> dict[str, Any]:
    named = {"ecosystem": "PyPI", "name": "Jinja2"}
    return {"id": "GHSA-h5c8", "affected": [{"package": named, **affected}]}


def archive_of(tmp_path: Path, *entries: object) -> Path:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as files:
        for number, entry in enumerate(entries):
            files.writestr(f"{number}.json", json.dumps(entry))
    return path


def between(*events: dict[str, str]) -> dict[str, Any]:
    return {"ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}


def test_a_lock_names_packages_versions_and_digests(lock: Path) -> None:
    assert read_lock(lock) == (JINJA, Package("pywin32", "311", ("b" * 64, "c" * 64)))


def test_every_package_inside_may_be_handed_on() -> None:
    found = {package.name: licenses.license_of(package) for package in read_lock(environment.RUN_LOCK)}

    assert {name: words for name, words in found.items() if not licenses.is_accepted(words)} == {}


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("Apache-2.0 AND (MIT OR GPL-2.0-only)", True),
        ("", False),
    ],
)
def test_of_alternatives_one_license_is_enough_and_of_parts_all_must_do(
    expression: str, *, accepted: bool
) -> None:
    assert licenses.is_accepted(expression) is accepted


@pytest.mark.parametrize(
    ("affected", "is_known"),
    [
        (between({"introduced": "0"}, {"fixed": "3.1.3"}), True),
        (between({"introduced": "0"}, {"fixed": "3.1.2"}), False),
        (between({"introduced": "3.1.2"}, {"last_affected": "3.1.2"}), True),
        (between({"introduced": "2.0"}, {"fixed": "2.5"}, {"introduced": "3.1"}, {"fixed": "3.1.4"}), True),
        (between({"introduced": "2.0"}, {"fixed": "2.5"}, {"introduced": "3.2"}), False),
        ({"versions": ["3.1.1", "3.1.2"]}, True),
        ({"versions": ["3.1.1"]}, False),
    ],
)
def test_an_advisory_says_which_versions_it_is_about(
    tmp_path: Path, affected: dict[str, Any], *, is_known: bool
) -> None:
    outcome = advisories.look_up([JINJA], archive_of(tmp_path, advisory(**affected)))

    assert [found.advisory for found in outcome.findings] == (["GHSA-h5c8"] if is_known else [])
    assert outcome.not_asked == ()


def test_an_advisory_that_was_taken_back_or_is_about_something_else_says_nothing(tmp_path: Path) -> None:
    all_versions = between({"introduced": "0"})
    npm = {"id": "N", "affected": [{"package": {"ecosystem": "npm", "name": "jinja2"}, **all_versions}]}
    back = advisory(**all_versions) | {"withdrawn": "2026-01-01T00:00:00Z"}

    assert advisories.look_up([JINJA], archive_of(tmp_path, npm, back)) == advisories.Outcome()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(17)])
def test_a_file_that_holds_no_advisories_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(content)

    with pytest.raises(Problem, match="not a zip of advisories"):
        advisories.look_up([JINJA], path)


def test_a_known_vulnerability_fails_the_audit_and_is_named_with_the_version_that_mends_it(
    tmp_path: Path,
    lock: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "RUN_LOCK", lock)
    known = archive_of(tmp_path, advisory(**between({"introduced": "0"}, {"fixed": "3.1.3"})))

    code = audit.main(["--advisories", str(known)])

    printed = capsys.readouterr().out
    assert code == 1
    assert "✗ jinja2 3.1.2: GHSA-h5c8, mended in 3.1.3" in printed
    assert "Known vulnerabilities: 1 in 2 of 2 packages." in printed
    assert "pywin32 311   no license is named   ✗ may not be handed on" in printed


def test_the_bill_of_materials_is_valid_whole_and_the_same_each_time() -> None:
    packages = read_lock(environment.RUN_LOCK)
    program, asks_for = audit._program()

    text = bill_of_materials(program, asks_for, packages, licenses.license_of)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    bill = json.loads(text)
    assert [entry["name"] for entry in bill["components"]] == sorted(package.name for package in packages)
    assert all(entry["licenses"] for entry in bill["components"])
    [needs] = [entry["dependsOn"] for entry in bill["dependencies"] if entry["ref"] == "secure-desktop"]
    assert {"reportlab", "pyside6-essentials", "sqlite-utils"} <= set(needs)
    assert text == bill_of_materials(program, asks_for, packages, licenses.license_of)
