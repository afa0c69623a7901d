"""What a person gets back of a damaged file, and what they are told."""

import contextlib
import re
import sqlite3
from pathlib import Path

import pytest

from secure_desktop.errors import TargetExists
from secure_desktop.exchange.assessment_json import kept_in, write_json
from secure_desktop.exchange.known_keys import load
from secure_desktop.exchange.rescue.counts import Part, counts
from secure_desktop.exchange.rescue.findings import FindingKind, finding, lines
from secure_desktop.exchange.rescue.frame import NOT_READABLE
from secure_desktop.exchange.rescue.rescue import Rescued, rescue
from secure_desktop.exchange.rescue.sources import read_source
from secure_desktop.exchange.rescue.writing import write_rescued
from secure_desktop.exchange.verdict import State
from secure_desktop.exchange.verify_file import check_file
from secure_desktop.model.assessment import Answer
from secure_desktop.model.last_words import Certainty
from secure_desktop.model.rubric import Rubric
from secure_desktop.rescue_errors import NotTheSameAssessment
from secure_desktop.storage.opening import open_file
from tests import builders
from tests.exchange.rescue.full import ATTACHED
from tests.exchange.trust import Signed
from tests.storage.bad_files import PAGE

Rubrics = tuple[Rubric, ...]


def kinds(found: Rescued) -> set[FindingKind]:
    return {finding.kind for finding in found.findings}


def changed(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_good_file_comes_across_whole(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    found = rescue(full, rubrics)
    write_rescued(found, tmp_path / "new.sqlite", by="Ann Author", clock=lambda: builders.NOW)

    assert found.is_complete
    with open_file(full, write=False) as before, open_file(tmp_path / "new.sqlite") as after:
        then, now = before.assessment(), after.assessment()
        assert now.responses == then.responses
        assert now.participants == then.participants
        assert now.evidence == then.evidence
        assert now.next_steps == then.next_steps
        assert now.profile == then.profile
        assert after.history()[:-1] == before.history()
        assert after.content(then.evidence_of(then.rubric.items[0].id)[0].sha256) == ATTACHED


def test_the_history_tells_what_a_file_was_rescued_from(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    write_rescued(rescue(full, rubrics), tmp_path / "new.sqlite", by="Ann Author", clock=lambda: builders.NOW)

    with open_file(tmp_path / "new.sqlite") as file:
        last = file.history()[-1]
    assert (last.kind, last.field, last.by, last.after) == (
        "assessment",
        "rescued",
        "Ann Author",
        '{"source":"full.sqlite"}',
    )


def test_answers_whose_table_is_gone_come_from_the_history(full: Path, rubrics: Rubrics) -> None:
    changed(full, "DELETE FROM response")

    found = rescue(full, rubrics)

    assert found.assessment.response("1S-01").answer is Answer.PARTLY
    assert found.certainty["1S-01"] is Certainty.UNCONFIRMED
    assert FindingKind.ANSWER_UNCONFIRMED in kinds(found)


def test_answers_whose_history_is_gone_come_from_their_table(
    full: Path, rubrics: Rubrics, tmp_path: Path
) -> None:
    with open_file(full, write=False) as file:
        true = file.assessment()
    changed(full, "DELETE FROM journal")

    found = rescue(full, rubrics)
    write_rescued(found, tmp_path / "new.sqlite", by="Ann Author", clock=lambda: builders.NOW)

    assert found.assessment.responses == true.responses
    assert {FindingKind.ANSWER_UNCONFIRMED, FindingKind.HISTORY_UNKNOWN} <= kinds(found)
    with open_file(tmp_path / "new.sqlite") as file:
        assert [entry.field for entry in file.history()] == ["rebuilt"]


def test_an_older_row_never_wins_over_a_newer_entry(full: Path, rubrics: Rubrics) -> None:
    changed(
        full,
        "UPDATE response SET answer = 'in-place', note = '', changed_at = '2020-01-01T00:00:00.000000Z'"
        " WHERE item_id = '1S-01'",
    )

    found = rescue(full, rubrics)

    assert found.assessment.response("1S-01").answer is Answer.PARTLY
    assert found.certainty["1S-01"] is Certainty.UNCONFIRMED


def test_a_row_that_is_newer_than_the_history_wins(full: Path, rubrics: Rubrics) -> None:
    changed(
        full,
        "DELETE FROM journal WHERE seq > 80",
        "UPDATE response SET answer = 'not-in-place', changed_at = '2031-01-01T00:00:00.000000Z'"
        " WHERE item_id = '1S-02'",
    )

    found = rescue(full, rubrics)

    assert found.assessment.response("1S-02").answer is Answer.NOT_IN_PLACE
    assert found.certainty["1S-02"] is Certainty.UNCONFIRMED


def test_holes_in_the_history_are_counted(full: Path, rubrics: Rubrics) -> None:
    changed(full, "DELETE FROM journal WHERE seq IN (4, 5, 17)")

    found = rescue(full, rubrics)

    assert [f.parts["count"] for f in found.findings if f.kind is FindingKind.HISTORY_LOST] == [3]
    assert next(c for c in counts(found) if c.part is Part.HISTORY).lost == 3


def test_what_was_removed_does_not_come_back(full: Path, rubrics: Rubrics) -> None:
    removed = builders.next_step(7).id

    assert removed not in [step.id for step in rescue(full, rubrics).assessment.next_steps]


@pytest.mark.parametrize("left", ["next_step", "evidence"])
def test_what_is_planned_or_filed_comes_across_although_nothing_else_was_entered(
    full: Path, rubrics: Rubrics, left: str
) -> None:
    gone = {"assessment", "journal", "response", "participant", "next_step", "evidence"} - {left}
    changed(full, *(f"DELETE FROM {table}" for table in gone))

    assessment = rescue(full, rubrics).assessment

    assert len(assessment.next_steps if left == "next_step" else assessment.evidence) > 5


def test_a_file_whose_name_is_no_text_is_rescued(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    odd = tmp_path / "caf\udce9.sqlite"
    try:
        full.rename(odd)
    except (OSError, UnicodeError):
        pytest.skip("no such name here")

    write_rescued(rescue(odd, rubrics), tmp_path / "new.sqlite", by="Ann Author")

    with open_file(tmp_path / "new.sqlite") as file:
        assert file.history()[-1].after == '{"source":"caf?.sqlite"}'


def test_a_participant_that_the_history_names_and_does_not_describe_is_told(
    full: Path, rubrics: Rubrics
) -> None:
    changed(
        full,
        "UPDATE journal SET after = replace(after, '\"name\"', '\"nbme\"') WHERE kind = 'participant'",
    )
    data = full.read_bytes()
    with contextlib.closing(sqlite3.connect(full)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'participant'").fetchone()[
            0
        ]
    full.write_bytes(data[: (root - 1) * PAGE] + bytes(PAGE) + data[root * PAGE :])

    found = rescue(full, rubrics)

    assert found.assessment.participants == ()
    assert FindingKind.PEOPLE_UNKNOWN in kinds(found)
    assert not found.is_complete


def test_the_last_entry_of_the_history_is_missed_when_its_number_is_damaged(
    full: Path, rubrics: Rubrics
) -> None:
    """It stands where another one stands then, and leaves no hole."""
    with open_file(full, write=False) as file:
        last, before = file.history()[-1], file.history()[-2]
    number, other = _as_varint(last.seq), _as_varint(before.seq)
    found = re.search(re.escape(number) + rb".{10,20}" + last.id.encode(), full.read_bytes(), re.DOTALL)
    assert found is not None
    assert len(number) == len(other)
    data = bytearray(full.read_bytes())
    data[found.start() : found.start() + len(other)] = other
    full.write_bytes(data)

    assert FindingKind.HISTORY_UNKNOWN in kinds(rescue(full, rubrics))


def _as_varint(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number >> 7 | 0x80, number & 0x7F])


def test_the_rubric_comes_from_the_shelf_when_its_row_is_gone(sample: Path, rubrics: Rubrics) -> None:
    with open_file(sample, write=False) as file:
        true = file.assessment()
    changed(sample, "DELETE FROM rubric")

    found = rescue(sample, rubrics)

    assert found.assessment.rubric == true.rubric
    assert found.assessment.responses == true.responses
    assert found.is_complete  # the history names its digest


def test_the_likeliest_rubric_is_taken_when_nothing_names_it(sample: Path, rubrics: Rubrics) -> None:
    changed(sample, "DELETE FROM rubric", "DELETE FROM journal")

    found = rescue(sample, rubrics)

    assert found.assessment.rubric.id == "secure-start"
    assert FindingKind.RUBRIC_FROM_SHELF in kinds(found)


def test_a_district_that_cannot_be_read_is_told(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    changed(full, "DELETE FROM assessment")

    found = rescue(full, rubrics)
    write_rescued(found, tmp_path / "new.sqlite", by="Ann Author")

    assert found.assessment.profile.district == NOT_READABLE
    assert FindingKind.PROFILE_LOST in kinds(found)


def test_a_district_of_pages_is_none(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    """The history may hold longer texts than a district can have; the new file has to open."""
    changed(
        full,
        "DELETE FROM assessment",
        "INSERT INTO journal SELECT max(seq) + 1, 'a9', '2031-01-01T00:00:00.000000Z', 'Ann Author', copy, revision, 'profile',"
        " '', 'district', '', hex(zeroblob(100000)) FROM journal",
    )

    write_rescued(rescue(full, rubrics), tmp_path / "new.sqlite", by="Ann Author")

    with open_file(tmp_path / "new.sqlite") as file:
        assert file.assessment().profile.district == NOT_READABLE


def test_an_attached_file_that_is_lost_is_named(full: Path, rubrics: Rubrics) -> None:
    changed(full, "DELETE FROM content")

    found = rescue(full, rubrics)

    assert [f.text() for f in found.findings] == [
        "The content of the attached file “MOU.pdf” is lost. Attach the original again."
    ]
    assert [entry.file_name for entry in found.assessment.evidence if entry.sha256] == ["MOU.pdf"]


def test_only_what_this_program_made_is_taken_from_a_file_with_foreign_parts(
    full: Path, rubrics: Rubrics, tmp_path: Path
) -> None:
    with open_file(full, write=False) as file:
        true = file.assessment()
    changed(
        full,
        "CREATE TRIGGER zz AFTER INSERT ON journal BEGIN DELETE FROM response; END",
        "CREATE VIEW yy AS SELECT 1",
    )

    found = rescue(full, rubrics)
    write_rescued(found, tmp_path / "new.sqlite", by="Ann Author")

    assert [f.text() for f in found.findings] == [
        "Left behind, because this program did not make it: trigger “zz”.",
        "Left behind, because this program did not make it: view “yy”.",
    ]
    assert found.is_complete
    with open_file(tmp_path / "new.sqlite") as file:
        assert file.assessment().responses == true.responses


def test_of_hundreds_of_foreign_parts_some_are_named(full: Path, rubrics: Rubrics) -> None:
    changed(full, *(f"CREATE VIEW {'z' * 1000}{number} AS SELECT 1" for number in range(300)))

    told = [f.text() for f in rescue(full, rubrics).findings]

    assert len(told) == 21
    assert max(map(len, told)) < 150
    assert told[-1] == "Left behind, because this program did not make it: 280 more."


def test_what_is_told_of_a_text_is_one_line_that_misleads_nobody() -> None:
    told = [
        finding(FindingKind.ITEM_NOT_IN_RUBRIC, item="x\nAll is well.\u202e"),
        finding(FindingKind.PERSON_UNCONFIRMED, name="Ann\u2028Author"),
    ]

    assert list(lines(told)) == [
        "Only one place in the file names these participants. Check names and roles: Ann Author",
        "Something was entered for “x All is well.[U+202E]”, which is no item of this checklist. It was left out.",
    ]


def test_nothing_is_written_over(full: Path, rubrics: Rubrics) -> None:
    before = full.read_bytes()

    with pytest.raises(TargetExists):
        write_rescued(rescue(full, rubrics), full, by="Ann Author")

    assert full.read_bytes() == before


def test_a_signed_file_comes_across_as_it_was_signed(
    signed: Signed, rubrics: Rubrics, tmp_path: Path
) -> None:
    header = bytearray(signed.file.read_bytes())
    header[:100] = bytes(100)
    signed.file.write_bytes(header)

    found = rescue(signed.file, rubrics)
    write_rescued(found, tmp_path / "new.sqlite", by="Ann Author")

    assert found.is_as_signed
    assert check_file(tmp_path / "new.sqlite", load()).verdict.state is State.UNALTERED


def test_a_sign_off_that_only_the_history_tells_of_is_told(signed: Signed, rubrics: Rubrics) -> None:
    with open_file(signed.file) as file:
        file.reopen("A change in the plan.", by="Ann Author")
    changed(signed.file, "DELETE FROM sign_off WHERE seq = (SELECT MAX(seq) FROM sign_off)")

    found = rescue(signed.file, rubrics)

    assert len(found.assessment.sign_offs) == 1
    assert FindingKind.SIGN_OFFS_UNKNOWN in kinds(found)
    assert not found.is_complete


def test_answers_that_were_signed_are_sure_without_their_table(signed: Signed, rubrics: Rubrics) -> None:
    with open_file(signed.file, write=False) as file:
        true = file.assessment()
    changed(signed.file, "DELETE FROM response")

    found = rescue(signed.file, rubrics)

    assert {key: one.answer for key, one in found.assessment.responses.items()} == {
        key: one.answer for key, one in true.responses.items()
    }
    assert found.is_as_signed
    assert found.is_complete


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM revision",
        "UPDATE sign_off SET name = 'Somebody Else'",
        "UPDATE sign_off SET signature = 'AAAA'",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE journal SET by = 'Somebody Else' WHERE seq = 2",
    ],
)
def test_a_sign_off_that_does_not_hold_any_more_is_not_carried_as_signed(
    signed: Signed, rubrics: Rubrics, tmp_path: Path, statement: str
) -> None:
    changed(signed.file, statement)

    found = rescue(signed.file, rubrics)
    write_rescued(found, tmp_path / "new.sqlite", by="Ann Author")

    assert not found.assessment.is_locked
    assert FindingKind.SIGN_OFF_LOST in kinds(found)
    assert check_file(tmp_path / "new.sqlite", load()).verdict.state is State.NOT_SIGNED


def test_a_report_fills_in_what_is_lost(signed: Signed, rubrics: Rubrics) -> None:
    with open_file(signed.file, write=False) as file:
        true = file.assessment()
    changed(
        signed.file,
        *(f"DELETE FROM {table}" for table in ("response", "journal", "revision", "sign_off", "next_step")),
    )

    found = rescue(signed.file, rubrics, [read_source(signed.report, rubrics)])

    assert {key: one.answer for key, one in found.assessment.responses.items()} == {
        key: one.answer for key, one in true.responses.items()
    }
    assert found.items(Certainty.FILLED)
    assert all(
        told.parts["source"] == signed.report.name
        for told in found.findings
        if told.kind is FindingKind.ANSWER_FILLED
    )


def test_an_export_confirms_what_only_one_place_says(full: Path, rubrics: Rubrics, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    with open_file(full, write=False) as file:
        write_json(file.assessment(), export, made_at=builders.NOW, kept=kept_in(file))
    changed(full, "DELETE FROM response")

    found = rescue(full, rubrics, [read_source(export, rubrics)])

    assert found.is_complete


def test_an_export_from_before_the_last_change_makes_nothing_sure_that_was_changed(
    full: Path, rubrics: Rubrics, tmp_path: Path
) -> None:
    export, item = tmp_path / "export.json", "1S-01"
    with open_file(full) as file:
        write_json(file.assessment(), export, made_at=builders.NOW, kept=kept_in(file))
        file.record_response(item, by="Ann Author", answer=Answer.NOT_IN_PLACE, note="All is different now.")
    data = full.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    full.write_bytes(b"".join(bytes(PAGE) if b"All is different now." in page else page for page in pages))

    found = rescue(full, rubrics, [read_source(export, rubrics)])

    assert found.assessment.response(item).answer is Answer.PARTLY  # nobody knows better
    assert found.certainty[item] is not Certainty.SURE
    assert item in [told.item_id for told in found.findings]


@pytest.mark.parametrize(
    "entries", ["id = (SELECT id FROM journal ORDER BY seq DESC LIMIT 1)", "subject = '{id}'"]
)
def test_what_was_removed_after_an_export_does_not_come_back_unseen(
    full: Path, rubrics: Rubrics, tmp_path: Path, entries: str
) -> None:
    export, step = tmp_path / "export.json", builders.next_step(9)
    with open_file(full) as file:
        write_json(file.assessment(), export, made_at=builders.NOW, kept=kept_in(file))
        file.remove_next_step(step.id, by="Ann Author")
    changed(
        full, f"DELETE FROM journal WHERE seq = 3 OR {entries.format(id=step.id)}"
    )  # so that it has a known hole

    found = rescue(full, rubrics, [read_source(export, rubrics)])

    came_back = [one.text for one in found.assessment.next_steps if one.id == step.id]
    assert came_back == [
        f.parts["text"] for f in found.findings if f.kind is FindingKind.NEXT_STEP_UNCONFIRMED
    ]
    assert not came_back or "subject" not in entries


def test_another_assessment_fills_in_nothing(full: Path, sample: Path, rubrics: Rubrics) -> None:
    source = read_source(sample, rubrics)

    with pytest.raises(NotTheSameAssessment):
        rescue(full, rubrics, [source])


def test_a_damaged_letter_in_the_rubric_costs_no_answer(full: Path, rubrics: Rubrics) -> None:
    data = full.read_bytes()
    place = data.index(b'"id":"5S-02"') + 10
    full.write_bytes(data[:place] + b":" + data[place + 1 :])

    found = rescue(full, rubrics)

    assert found.assessment.response("5S-02").answer is Answer.PARTLY
    assert found.is_complete  # with that letter mended it is what its digest says
