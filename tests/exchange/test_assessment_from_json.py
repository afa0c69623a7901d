import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from secure_desktop.earlier_errors import HistoryNotExported, JsonTooLarge, NewerJson, NotJson, WrongJson
from secure_desktop.errors import FileMissing, FolderGiven, NotAPlainFile, TargetExists
from secure_desktop.exchange import json_reading
from secure_desktop.exchange.assessment_from_json import assessment_alone, read_assessment
from secure_desktop.exchange.assessment_json import as_json, as_text, kept_in, write_json
from secure_desktop.exchange.keys import own_key
from secure_desktop.exchange.report_content import report_content
from secure_desktop.exchange.verify import verify
from secure_desktop.model.assessment import Answer, Assessment
from secure_desktop.signing_errors import ContentMissing, SignedAlready
from secure_desktop.storage.opening import open_file
from secure_desktop.storage.rebuilding import Kept, rebuild_file
from tests import builders
from tests.builders import NOW
from tests.exchange.generated import assessments
from tests.exchange.planned import planned
from tests.exchange.trust import EVIDENCE, Signed, create_ready

Data = dict[str, Any]


def rebuilt(folder: Path, export: Path) -> Path:
    """Take an export in, as a file of its own."""
    whole = read_assessment(export)
    target = folder / "again.sqlite"
    rebuild_file(target, whole.assessment, whole.kept, source=export.name, by="Ann", clock=lambda: NOW)
    return target


def exported(path: Path) -> Data:
    with open_file(path, write=False) as file:
        return as_json(file.assessment(), NOW, kept_in(file))


def export_of(path: Path) -> Path:
    """Export a file beside it."""
    target = path.with_suffix(".json")
    target.write_text(json.dumps(exported(path)), encoding="utf-8")
    return target


@given(assessments())
@settings(max_examples=60)
def test_what_was_exported_and_taken_in_is_exported_the_same(made: tuple[Assessment, Kept]) -> None:
    assessment, kept = made
    with tempfile.TemporaryDirectory() as name:
        export = Path(name) / "out.json"
        write_json(assessment, export, made_at=NOW, kept=kept)

        again = rebuilt(Path(name), export)

        assert exported(again) == as_json(assessment, NOW, kept)
        with open_file(again) as file:
            assert file.assessment() == assessment
            assert file.history() == kept.history


def test_a_whole_sample_comes_back_equal(sample: Path, tmp_path: Path) -> None:
    with open_file(sample) as file:
        before, history = file.assessment(), file.history()

    again = rebuilt(tmp_path, export_of(sample))

    with open_file(again) as file:
        assert file.assessment() == before
        assert file.history() == history
        assert (again.stat().st_mode & 0o777) == 0o600


def test_the_content_of_an_attached_file_is_said_to_be_missing_and_can_be_put_back(
    empty: Path, tmp_path: Path
) -> None:
    source = tmp_path / "mou.txt"
    source.write_bytes(b"The MOU.")
    with open_file(empty) as file:
        file.attach("1S-01", source, by="Ann")

    with open_file(rebuilt(tmp_path, export_of(empty))) as file:
        entry = file.assessment().evidence[0]
        with pytest.raises(ContentMissing, match=r"“mou\.txt” is not in this file"):
            file.content(entry.sha256)
        assert not file.attach("1S-01", source, by="Ann")
        assert file.content(entry.sha256) == b"The MOU."
        assert file.assessment().evidence == (entry,)


def test_what_was_signed_comes_back_with_its_sign_offs_and_can_be_checked(
    signed: Signed, tmp_path: Path
) -> None:
    with open_file(signed.file, write=False) as file:
        before = file.assessment()

    again = rebuilt(tmp_path, export_of(signed.file))

    with open_file(again) as file:
        assert file.assessment() == before
        assert file.is_as_sealed()
    verdict = verify(again)
    assert [remark.text() for remark in verdict.findings] == [
        "The content of the attached file “mou.txt”, which was signed too, is not in this file."
    ]


def test_what_was_signed_without_attached_files_is_unaltered_when_it_comes_back(tmp_path: Path) -> None:
    path = create_ready(tmp_path / "river.sqlite")
    with open_file(path, clock=lambda: NOW) as file:
        file.sign(builders.wish(), own_key(), by="Ann")
        file.reopen("A slip.", by="Ann")
        file.sign(builders.wish(), own_key(), by="Ann")

    verdict = verify(rebuilt(tmp_path, export_of(path)))

    assert verdict.is_unaltered
    assert [entry.revision for entry in verdict.sign_offs] == [1, 2]


def test_without_a_history_the_file_says_what_it_was_rebuilt_from(tmp_path: Path) -> None:
    of = replace(planned(), salt="22222222-2222-4222-8222-222222222222")
    of = assessment_alone(as_text(_stamped(of), NOW), "x")
    target = tmp_path / "again.sqlite"

    rebuild_file(target, of, Kept(), source="old.json", by="Ann", clock=lambda: NOW)

    with open_file(target) as file:
        (entry,) = file.history()
        assert (entry.id, entry.kind, entry.field, entry.by) == (of.salt, "assessment", "rebuilt", "Ann")
        assert json.loads(entry.after or "") == {"source": "old.json", "at": "2026-11-23T12:00:00.000000Z"}
        assert file.assessment() == of


def test_a_file_that_is_there_is_not_touched(empty: Path, tmp_path: Path) -> None:
    whole = read_assessment(export_of(empty))
    target = tmp_path / "there.sqlite"
    target.write_bytes(b"mine")

    with pytest.raises(TargetExists):
        rebuild_file(target, whole.assessment, whole.kept, source="x", by="")

    assert target.read_bytes() == b"mine"


def _stamped(of: Assessment) -> Assessment:
    return replace(
        of,
        evidence=tuple(replace(entry, added_at=NOW) for entry in of.evidence),
    )


def put(way: str, value: Any) -> Callable[[Data], None]:
    """Return what puts a value at a place in an export; "place" and "file" are the first such evidence in a list."""

    def change(data: Data) -> None:
        *inner, last = way.split("/")
        at: Any = data
        for part in inner:
            kinds = [entry.get("kind") for entry in at] if isinstance(at, list) else []
            at = at[kinds.index(part) if part in kinds else int(part) if kinds else part]
        at[last] = value

    return change


def drop(way: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        *inner, last = way.split("/")
        at: Any = data
        for part in inner:
            at = at[part]
        del at[last]

    return change


def double(way: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        at: Any = data
        for part in way.split("/"):
            at = at[part]
        at.append(at[0])

    return change


HOSTILE: dict[str, tuple[Callable[[Data], None], str]] = {
    "nothing": (lambda data: data.clear(), "at the beginning, “format” is missing"),
    "format of another kind": (put("format", "1"), "at format, a number"),
    "no answers": (drop("signed_form/public/answers"), "at signed_form.public, “answers” is missing"),
    "one answer missing": (drop("signed_form/public/answers/1S-01"), "at signed_form.public.answers"),
    "an unknown item": (put("signed_form/public/answers/9S-01", "in-place"), "has no item “9S-01”"),
    "an unknown answer": (put("signed_form/public/answers/1S-01", "perhaps"), "“perhaps” is none of"),
    "a number as note": (put("signed_form/private/remarks/1S-01/note", 3), "1S-01.note, a text is something"),
    "a NUL": (put("signed_form/private/remarks/1S-01/note", "a\x00"), "no file can hold"),
    "half a character": (put("signed_form/private/remarks/1S-01/note", "\ud800"), "no file can hold"),
    "a book": (put("signed_form/private/remarks/1S-01/note", "x" * 100_001), "100001 characters"),
    "another answer": (put("signed_form/public/answers/1S-01", "not-applicable"), "at fingerprint"),
    "a public form": (put("signed_form/private", "ab" * 32), "were left out"),
    "a member too much": (put("signed_form/public/more", 1), "at signed_form.public, something"),
    "no rubric": (put("rubric/content", {}), "at rubric.content, it is not a rubric"),
    "another rubric": (put("rubric/content/title", "Another"), "at rubric.digest"),
    "steps twice": (double("rubric/content/steps"), "at rubric.content"),
    "revision zero": (put("revision", 0), "at revision"),
    "revision true": (put("revision", bool(1)), "at revision"),
    "a huge revision": (put("revision", 2**60), "at revision"),
    "no time": (put("created_at", "yesterday"), "“yesterday” is not a time"),
    "a time without a zone": (put("created_at", "2026-01-01T00:00:00"), "with its zone"),
    "the end of time": (put("created_at", "9999-12-31T23:59:59-12:00"), "with its zone"),
    "a step twice": (double("signed_form/public/next_steps"), "is there twice"),
    "a step of no item": (put("signed_form/public/next_steps/0/item", "X"), "has no item “X”"),
    "no date": (put("signed_form/public/next_steps/0/due", "2027-13-01"), "“2027-13-01” is not a date"),
    "a person twice": (double("signed_form/private/participants"), "is there twice"),
    "an unknown role": (put("signed_form/private/participants/0/role", "king"), "“king” is none of"),
    "evidence twice": (double("signed_form/private/evidence"), "is there twice"),
    "a way out of the folder": (
        put("signed_form/private/evidence/file/file_name", "../../x"),
        "not the name of a file",
    ),
    "a place with a name": (put("signed_form/private/evidence/place/file_name", "x"), "only attached files"),
    "no digest": (put("signed_form/private/evidence/file/sha256", "zz"), "a SHA-256 is something else"),
    "a negative size": (put("signed_form/private/evidence/file/size", -1), "size, a number"),
    "a stranger entered": (put("entered/responses/9S-01", {"at": "x", "by": ""}), "entered.responses.9S-01"),
    "nobody entered": (put("entered/next_steps", {}), "at entered.next_steps"),
    "another order": (put("order/evidence", []), "at order.evidence"),
    "sign-offs of text": (put("sign_offs", ["x"]), "it is not a sign-off"),
    "a revision nobody signed": (
        put(
            "revisions",
            [
                {
                    "number": 1,
                    "fingerprint": "ab" * 32,
                    "signed_at": "2026-01-01T00:00:00+00:00",
                    "reopened_at": None,
                    "reopened_by": "",
                    "reopened_because": "",
                }
            ],
        ),
        "what was signed as revision 1 is missing",
    ),
    "a revision too much": (put("revision", 2), "at signed_form.public.revision"),
    "forms of nothing": (put("forms", {"1": {}}), "there is no such revision"),
    "history of another": (put("history/0/id", "another"), "not the history of these answers"),
    "an entry twice": (double("history"), "is there twice"),
    "history cut": (lambda data: data["history"].pop(), "does not end where"),
    "an earlier of nothing": (put("earlier", {"kind": "year", "assessment": {}}), "earlier.assessment"),
    "a reviewer of nothing": (put("reviewer", {}), "at reviewer"),
}


@pytest.fixture
def river(empty: Path, tmp_path: Path) -> Path:
    """A filled assessment with a plan, evidence and a team."""
    source = tmp_path / "mou.pdf"
    source.write_bytes(b"%PDF-1.4")
    of = planned()
    with open_file(empty) as file:
        file.record_participants(of.participants, by="Ann")
        for item_id, answer in (("1S-01", Answer.IN_PLACE), ("1S-02", Answer.PARTLY)):
            file.record_response(item_id, by="Ann", answer=answer, note="A note.")
        for step in of.next_steps:
            file.record_next_step(step, by="Ann")
        for entry in of.evidence[:2]:
            file.record_evidence(entry, by="Ann")
        file.attach("2S-01", source, by="Ann")
    return empty


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_wrong_in_an_export_is_named_by_its_place(river: Path, case: str) -> None:
    change, expected = HOSTILE[case]
    export = export_of(river)
    data = json.loads(export.read_bytes())
    change(data)
    export.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(WrongJson) as met:
        read_assessment(export)

    assert expected in str(met.value)
    assert str(met.value).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "line 1, column 1"),
        ("{", "line 1, column 2"),
        ('{"format": NaN}', "“NaN” is not a whole number"),
        ('{"format": 1.5}', "“1.5” is not a whole number"),
        ('{"format": -Infinity}', "“-Infinity” is not a whole number"),
        ('{"format": 1, "format": 1}', "the key “format” is there twice"),
        ("[" * 200_000, "it is nested too deep"),
        ('{"a":' * 200_000, "it is nested too deep"),
        (f'{{"format": {"9" * 5000}}}', "a number is too long"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_json_is_said_in_one_sentence(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(NotJson) as met:
        read_assessment(path)

    assert expected in str(met.value)


def test_what_is_no_text_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'{"format": "\xff"}')
    with pytest.raises(NotJson, match="not UTF-8 text"):
        read_assessment(path)

    with pytest.raises(FileMissing):
        read_assessment(tmp_path / "nothing.json")
    with pytest.raises(FolderGiven):
        read_assessment(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(NotAPlainFile):
        read_assessment(tmp_path / "pipe")


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(json_reading.LARGEST_JSON + 1)

    with pytest.raises(JsonTooLarge):
        read_assessment(path)


def test_an_export_of_a_newer_version_is_told_as_one(empty: Path) -> None:
    export = export_of(empty)
    data = json.loads(export.read_bytes())
    data["format"] = 2
    export.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(NewerJson, match="its format is 2, this version knows 1"):
        read_assessment(export)


def test_keys_that_came_later_are_passed_over(empty: Path) -> None:
    export = export_of(empty)
    data = json.loads(export.read_bytes())
    export.write_text(json.dumps({**data, "more": [1]}), encoding="utf-8-sig")

    assert read_assessment(export).assessment.id == data["assessment"]


SIGNED_HOSTILE: dict[str, tuple[Callable[[Data], None], str]] = {
    "an answer exchanged": (
        put("signed_form/public/answers/1S-01", "partly"),
        "at fingerprint",
    ),
    "a name exchanged": (put("sign_offs/1/name", "Mallory"), "the sign-off of Mallory is not genuine"),
    "the first removed": (lambda data: data["sign_offs"].pop(0), "was altered or removed"),
    "history exchanged": (put("history/0/by", "Mallory"), "the history is not the one"),
    "the form exchanged": (put("forms/1/public/profile/district", "Elsewhere"), "not what was signed"),
    "the form removed": (put("forms", {}), "what was signed as revision 1 is missing"),
}


@pytest.mark.parametrize("case", SIGNED_HOSTILE)
def test_a_signed_export_that_was_changed_is_refused(signed: Signed, case: str) -> None:
    change, expected = SIGNED_HOSTILE[case]
    export = export_of(signed.file)
    data = json.loads(export.read_bytes())
    change(data)
    export.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(WrongJson) as met:
        read_assessment(export)

    assert expected in str(met.value)


def test_sign_offs_without_the_history_that_they_cover_are_refused(signed: Signed) -> None:
    export = export_of(signed.file)
    data = json.loads(export.read_bytes())
    del data["history"]
    export.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(HistoryNotExported):
        read_assessment(export)


def test_an_assessment_alone_is_read_without_its_history(signed: Signed) -> None:
    with open_file(signed.file, write=False) as file:
        before = file.assessment()

    assert assessment_alone(as_text(before, NOW), "earlier") == before


def test_the_original_makes_a_signed_file_whole_again(signed: Signed, tmp_path: Path) -> None:
    again = rebuilt(tmp_path, export_of(signed.file))
    original, other = tmp_path / "mou.txt", tmp_path / "other.txt"
    original.write_bytes(EVIDENCE)
    other.write_bytes(b"Another one.")

    with open_file(again) as file:
        before = file.history()
        with pytest.raises(ContentMissing, match=r"“mou\.txt” is not in this file"):
            report_content(file, NOW)
        with pytest.raises(SignedAlready):
            file.attach("1S-01", other, by="Ann")
        file.attach("1S-01", original, by="Ann")

        assert file.history() == before
        assert not file.missing_contents()
        with pytest.raises(SignedAlready):
            file.attach("1S-01", original, by="Ann")
        report_content(file, NOW)
    assert verify(again).is_unaltered
