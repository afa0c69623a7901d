"""Every fault that we promise something for has a test, or says how it was tried by hand."""

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FAULTS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "fault_matrix.toml").read_text(encoding="utf-8")
)["fault"]


def test_each_fault_has_a_name_of_its_own() -> None:
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["id"])
def test_the_tests_that_prove_a_promise_exist(fault: dict[str, Any]) -> None:
    missing = [name for name in fault["tests"] if not exists(name)]

    assert missing == []


def exists(name: str) -> bool:
    path, _, function = name.partition("::")
    source = ROOT / path
    return source.is_file() and function in functions(source)


def functions(source: Path) -> set[str]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
