"""The model of a disk that the power-loss checks rest on: it must lose what a real one may lose."""

import random

from tests.torture.disk import ROOT, Change, Cut, Disk, Made, Names, Sync, Tree, Write

OLD, NEW = b"o" * 1024, b"n" * 1024


def after(*changes: Change) -> Disk:
    disk = Disk(Tree({"a": OLD}))
    for change in changes:
        disk.take(change)
    return disk


def contents_of(disk: Disk, name: str) -> set[bytes | None]:
    return {tree.files.get(name) for tree in disk.states(random.Random(1), 200)}


def test_what_was_synced_is_there() -> None:
    number = after().find("a")
    assert number is not None
    assert contents_of(after(Write(number, 0, NEW), Sync(number)), "a") == {NEW}


def test_what_was_not_synced_may_be_lost_or_torn_between_two_sectors() -> None:
    number = after().find("a")
    assert number is not None
    assert contents_of(after(Write(number, 0, NEW)), "a") == {
        OLD,
        NEW,
        NEW[:512] + OLD[512:],
        OLD[:512] + NEW[512:],
    }


def test_of_two_writes_the_later_may_have_arrived_alone() -> None:
    number = after().find("a")
    assert number is not None
    found = contents_of(after(Write(number, 0, NEW[:512]), Write(number, 512, NEW[:512])), "a")
    assert OLD[:512] + NEW[:512] in found


def test_a_file_that_grew_may_hold_anything_where_nothing_arrived() -> None:
    number = after().find("a")
    assert number is not None
    found = contents_of(after(Write(number, 1024, NEW)), "a")
    assert {OLD, OLD + NEW, OLD + bytes(1024)} < found
    assert len(found) > 5


def test_a_cut_may_be_lost() -> None:
    number = after().find("a")
    assert number is not None
    assert contents_of(after(Cut(number, 0)), "a") == {OLD, b""}


def test_a_name_is_not_durable_before_its_folder_was_synced() -> None:
    renamed = (
        Made(9),
        Names(comes=((ROOT, "draft", 9),)),
        Write(9, 0, NEW),
        Sync(9),
        Names(((ROOT, "draft"),), ((ROOT, "a", 9),)),
    )
    assert contents_of(after(*renamed), "a") == {OLD, NEW}
    assert contents_of(after(*renamed), "draft") == {None, NEW}
    assert contents_of(after(*renamed, Sync(ROOT)), "a") == {NEW}
    assert contents_of(after(*renamed, Sync(ROOT)), "draft") == {None}


def test_a_rename_without_a_sync_of_the_file_may_leave_it_empty() -> None:
    disk = after(Made(9), Names(comes=((ROOT, "a", 9),)), Write(9, 0, NEW), Sync(ROOT))
    assert {b"", NEW} < contents_of(disk, "a")


def test_what_lies_in_a_folder_is_lost_with_its_name() -> None:
    inside = (
        Made(8, is_folder=True),
        Names(comes=((ROOT, "sub", 8),)),
        Made(9),
        Names(comes=((8, "b", 9),)),
        Sync(9),
        Sync(8),
    )
    assert contents_of(after(*inside), "sub/b") == {None, b""}
    assert contents_of(after(*inside, Sync(ROOT)), "sub/b") == {b""}


def test_a_program_that_is_killed_loses_nothing_that_it_wrote() -> None:
    disk = after(Made(9), Names(comes=((ROOT, "b", 9),)), Write(9, None, b"one"), Write(9, None, b"two"))
    assert disk.now() == Tree({"a": OLD, "b": b"onetwo"})
