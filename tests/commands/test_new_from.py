from pathlib import Path

import pytest

from secure_desktop.storage.opening import open_file
from tests.commands.console import Console
from tests.commands.signing import SUPERINTENDENT, answered, signed
from tests.exchange.trust import updated
from tests.storage.snapshots import contents


@pytest.fixture
def report(console: Console, empty: Path) -> Path:
    """The report of a signed assessment."""
    target = empty.with_name("river.pdf")
    console.done("report", signed(console, empty), "-o", target)
    return target


def test_an_equal_assessment_is_made_of_an_export(console: Console, sample: Path) -> None:
    export, target = sample.with_name("out.json"), sample.with_name("again.sqlite")
    console.done("export", sample, "--format", "json", "-o", export)

    said = console.done("new", target, "--from-json", export)

    assert said.startswith("“again.sqlite” was made from “out.json”, as that was exported ")
    assert "49 of 49 items answered" in said
    assert said.endswith("attach them again:\n  MOU-2019-signed.pdf\n  complaint-log-2025-26.csv\n")
    with open_file(sample) as file, open_file(target) as again:
        assert file.assessment() == again.assessment()


def test_an_assessment_comes_out_of_its_report(console: Console, empty: Path, report: Path) -> None:
    target = empty.with_name("again.sqlite")
    empty.unlink()

    said = console.done("new", target, "--from-pdf", report)

    assert "Unaltered: every byte is as it was sealed. Revision 1 was signed by Ann River" in said
    assert "“again.sqlite” was taken out of “river.pdf”." in said.replace("\n", " ")
    assert console.run("verify", target).code == 0


def test_a_public_summary_gives_nothing(console: Console, empty: Path, report: Path) -> None:
    console.done("report", empty, "-o", report, "--public")

    assert "is a public summary" in console.refused("new", empty.with_name("a.sqlite"), "--from-pdf", report)


def test_an_altered_report_is_taken_only_when_that_is_said(
    console: Console, empty: Path, report: Path
) -> None:
    report.write_bytes(updated(report.read_bytes(), lambda w: w.add_metadata({"/Title": "All is well"})))
    target = empty.with_name("again.sqlite")
    before = contents(empty.parent)

    said = console.refused("new", target, "--from-pdf", report)
    assert "is not as it was sealed, so nothing was taken from it." in said
    assert "--although-altered" in said
    assert contents(empty.parent) == before

    assert "Altered:" in console.done("new", target, "--from-pdf", report, "--although-altered")
    assert target.exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--from-json", "a", "--from-pdf", "b"), "--from-json and --from-pdf do not go together"),
        (("--from-json", "a", "--district", "River"), "so --district is not needed"),
        (("--district", "River"), "the following arguments are required: --checklist"),
        ((), "the following arguments are required: --checklist, --district"),
        (("--from-json", "nothing.json"), "“nothing.json” was not found."),
    ],
)
def test_what_does_not_go_together_is_refused(
    console: Console, tmp_path: Path, arguments: tuple[str, ...], expected: str
) -> None:
    assert expected in console.refused("new", tmp_path / "x.sqlite", *arguments)
    assert contents(tmp_path) == {}


def test_nobody_signs_what_was_made_of_an_export_before_its_files_are_attached_again(
    console: Console, empty: Path, paper: Path
) -> None:
    export, target = empty.with_name("out.json"), empty.with_name("again.sqlite")
    answered(empty)
    console.done("evidence", "add", empty, "1.1", "--file", paper)
    console.done("export", empty, "--format", "json", "-o", export)
    console.done("new", target, "--from-json", export)

    said = console.refused("sign", target, *SUPERINTENDENT, "--attest")
    assert said.startswith(f"The content of “{paper.name}” is not in this file, only its record")
    assert console.run("verify", target).out.startswith("Not signed")

    console.done("evidence", "add", target, "1.1", "--file", paper)
    console.done("sign", target, *SUPERINTENDENT, "--attest")
    assert console.run("verify", target).code == 0


def test_who_declines_needs_no_content(console: Console, empty: Path, paper: Path) -> None:
    export, target = empty.with_name("out.json"), empty.with_name("again.sqlite")
    console.done("evidence", "add", empty, "1.1", "--file", paper)
    console.done("export", empty, "--format", "json", "-o", export)
    console.done("new", target, "--from-json", export)

    console.done("sign", target, *SUPERINTENDENT, "--decline", "The files are missing.")
