"""What CONTRIBUTING.md tells other programs about the signed form is true: checked without our own code."""

import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secure_desktop.exchange.keys import own_key
from secure_desktop.model.assessment import Answer
from secure_desktop.model.canonical import canonical_json
from secure_desktop.model.sign_off import sign_offs_json
from secure_desktop.model.signed_form import form_from_json, public_form
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.overview_schema import TABLES
from tests.storage.ready import SHERIFF, SUPERINTENDENT, write_ready

CONTRIBUTING = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTION = CONTRIBUTING.partition("## The signed form\n")[2].partition("\n## ")[0]


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """An assessment with hard texts in it that two people signed, the second revision of it."""
    path = tmp_path / "signed.sqlite"
    write_ready(path)
    with open_file(path) as file:
        file.record_response(
            "2S-01", by="Ann", note='Ñandú 学校 🚸 \u2028 "quoted" \\ \t\n\x1f\x7f </script>'
        )
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        file.reopen("Once more.", by="Ann")
        file.record_response("2S-01", by="Ann", answer=Answer.IN_PLACE, reason="\U0010ffff")
        file.sign(SUPERINTENDENT, own_key(), by="Ann")
        file.sign(SHERIFF, own_key(), by="Bob")
    return path


def sha256(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("made", [lambda form: form, public_form], ids=["whole", "public"])
def test_ten_lines_of_python_compute_the_fingerprint_that_was_signed(
    signed: Path, tmp_path: Path, made: Callable[[Any], Any]
) -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)
    script, exported = tmp_path / "fingerprint.py", tmp_path / "signed-form.json"
    script.write_text(lines, encoding="utf-8")
    with open_file(signed, write=False) as file:
        first, second, third = file.assessment().sign_offs
        told = []
        for revision in (1, 2):
            exported.write_text(
                canonical_json(made(form_from_json(file.signed_form(revision)))), encoding="utf-8"
            )
            done = subprocess.run(
                [sys.executable, "-I", str(script), str(exported)], capture_output=True, text=True, check=True
            )
            told.append(done.stdout.strip())

    assert len([line for line in lines.splitlines() if line.strip()]) <= 10
    assert "secure_desktop" not in lines
    assert told == [first.fingerprint, second.fingerprint]
    assert second.fingerprint == third.fingerprint


def test_the_members_of_the_form_are_those_that_are_described(signed: Path) -> None:
    with open_file(signed, write=False) as file:
        form = form_from_json(file.signed_form(2))

    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", SECTION, re.MULTILINE)
    described = {member: set(re.findall(r"`(\w+)`", text)) for member, text in rows}
    public, private = form["public"], form["private"]
    assert set(form) == set(described)
    assert described["public"] == {*public, *public["rubric"], *public["next_steps"][0]}
    assert described["private"] == {
        *private,
        *private["evidence"][0],
        *next(iter(private["remarks"].values())),
        *next(iter(private["next_steps"].values())),
    }


def test_the_chain_the_history_and_the_seal_are_as_described(signed: Path) -> None:
    with open_file(signed, write=False) as file:
        sign_offs = json.loads(sign_offs_json(file.assessment().sign_offs))
    connection = sqlite3.connect(signed)
    history = connection.execute(
        "SELECT id, at, by, copy, revision, kind, subject, field, before, after FROM journal ORDER BY seq"
    ).fetchall()
    (seal,) = connection.execute("SELECT digest FROM file_seal").fetchone()
    connection.close()

    assert [entry["previous"] for entry in sign_offs] == ["", sha256(sign_offs[0]), sha256(sign_offs[1])]
    for entry in sign_offs:
        assert entry["history"]["digest"] == sha256(history[: entry["history"]["entries"]])
    content = signed.read_bytes()
    assert content.count(seal) == 1
    assert hashlib.sha256(content.replace(seal, bytes(32))).digest() == seal


def test_the_words_of_the_sign_off_are_among_our_words() -> None:
    words = CONTRIBUTING.partition("## Words\n")[2].partition("\n## ")[0]

    for word in ("evidence", "next step", "sign-off", "signer", "attestation", "fingerprint"):
        assert f"· {word}" in words


def test_every_table_and_column_of_an_overview_is_named() -> None:
    section = CONTRIBUTING.partition("## The overview as a database\n")[2].partition("\n## ")[0]

    for name, table in TABLES.items():
        columns = ", ".join(f"`{column.name}`" for column in table.columns)
        assert f"| `{name}` | {table.meaning} | {columns} |" in section
