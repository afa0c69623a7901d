"""What a process did to a folder, from its system calls, as changes of a disk that can be replayed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture.disk import ROOT, Change, Cut, Disk, Made, Names, Said, Sync, Tree, Write
from tests.torture.system_calls import Call, trace

OUT = 1  # the descriptor that a worker reports on
CALLS = (
    *("open", "openat", "creat", "close", "dup", "dup2", "dup3", "fcntl", "lseek", "read"),
    *("write", "writev", "pwrite64", "pwritev", "sendfile", "copy_file_range", "fallocate"),
    *("ftruncate", "truncate", "fsync", "fdatasync", "mmap"),
    *("unlink", "unlinkat", "rmdir", "rename", "renameat", "renameat2", "link", "linkat"),
    *("mkdir", "mkdirat", "symlink", "symlinkat"),
)


class NotUnderstoodError(Exception):
    """A call changed the folder in a way that a replay would not show."""


@dataclass(slots=True)
class _Opened:
    """What a descriptor stands for; `number` is None for what lies outside the folder."""

    number: int | None
    offset: int = 0
    appends: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """What stood in a folder, and every change that a process made there."""

    before: Tree
    changes: tuple[Change, ...]


def tree_of(folder: Path) -> Tree:
    """Return what stands in a folder."""
    files, folders = {}, set()
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            folders.add(name)
        else:
            files[name] = path.read_bytes()
    return Tree(files, frozenset(folders))


def put_tree(tree: Tree, folder: Path) -> None:
    """Let a state of a disk stand in an empty folder."""
    for name in sorted(tree.folders):
        (folder / name).mkdir()
    for name, content in tree.files.items():
        (folder / name).write_bytes(content)


def record(command: Sequence[str], folder: Path, *, at: Path, variables: Mapping[str, str]) -> Recording:
    """Run a command, and return what it did in `folder`.

    Raises:
        NotUnderstoodError: when the recording does not explain what stands in the folder afterwards.
        AssertionError: when the command failed.
    """
    before = tree_of(folder)
    done = trace(command, CALLS, folder=at, variables=variables)
    assert done.returncode == 0, done.err
    changes = changes_of(done.calls, before, folder, at=at)
    disk = Disk(before)
    for change in changes:
        disk.take(change)
    if disk.now() != tree_of(folder):
        raise NotUnderstoodError(f"the calls do not explain what stands in {folder}")
    return Recording(before, tuple(changes))


def changes_of(calls: Sequence[Call], before: Tree, folder: Path, *, at: Path) -> list[Change]:
    """Return the changes that calls made in a folder; `at` is where the process stood."""
    return list(_Reader(before, folder.resolve(), at.resolve()).changes_of(calls))


class _Reader:
    def __init__(self, before: Tree, folder: Path, at: Path) -> None:
        self._disk = Disk(before)
        self._folder = str(folder)
        self._at = str(at)
        self._open: dict[int, _Opened] = {}
        self._readers: dict[str, Callable[[Call], Iterator[Change]]] = {
            **dict.fromkeys(("open", "openat", "creat"), self._opened),
            **dict.fromkeys(("dup", "dup2", "dup3", "fcntl"), self._doubled),
            **dict.fromkeys(("write", "writev"), self._written),
            **dict.fromkeys(("pwrite64", "pwritev"), self._written_at),
            **dict.fromkeys(("sendfile", "copy_file_range"), self._copied),
            **dict.fromkeys(("fsync", "fdatasync"), self._synced),
            **dict.fromkeys(("unlink", "unlinkat", "rmdir"), self._removed),
            **dict.fromkeys(("rename", "renameat", "renameat2"), self._renamed),
            **dict.fromkeys(("link", "linkat"), self._linked),
            **dict.fromkeys(("mkdir", "mkdirat"), self._folder_made),
            **dict.fromkeys(("truncate", "fallocate", "symlink", "symlinkat"), self._unknown),
            "mmap": self._mapped,
            "lseek": self._moved,
            "read": self._read,
            "close": self._closed,
            "ftruncate": self._cut,
        }

    def changes_of(self, calls: Sequence[Call]) -> Iterator[Change]:
        for call in calls:
            if call.result < 0:
                continue
            for change in self._readers[call.name](call):
                self._disk.take(change)
                yield change

    def _paths(self, call: Call) -> list[str | None]:
        """Return the paths that a call names, inside the folder; None for those outside."""
        return [self._inside(self._base(call), os.fsdecode(text)) for text in call.texts]

    def _base(self, call: Call) -> str:
        first = call.arguments.split(",", 1)[0]
        known = self._open.get(int(first)) if first.isdecimal() else None
        return known.path if known else self._at

    def _inside(self, base: str, path: str) -> str | None:
        whole = os.path.normpath(os.path.join(base, path))  # noqa: PTH118 - texts, not files of this system
        if whole == self._folder:
            return ""
        return whole.removeprefix(f"{self._folder}/") if whole.startswith(f"{self._folder}/") else None

    def _opened(self, call: Call) -> Iterator[Change]:
        text = os.fsdecode(call.texts[0])
        path = self._inside(self._base(call), text)
        whole = os.path.normpath(os.path.join(self._base(call), text))  # noqa: PTH118 - see above
        if path is None:
            self._open[call.result] = _Opened(None, path=whole)
            return
        if "O_TMPFILE" in call.arguments:
            raise NotUnderstoodError(call.name)
        number = self._disk.find(path)
        if number is None:
            number = self._disk.next_number
            folder, name = self._disk.place_of(path)
            yield Made(number)
            yield Names(comes=((folder, name, number),))
        elif "O_TRUNC" in call.arguments and self._disk.content(number):
            yield Cut(number, 0)
        self._open[call.result] = _Opened(number, appends="O_APPEND" in call.arguments, path=whole)

    def _doubled(self, call: Call) -> Iterator[Change]:
        if (call.name != "fcntl" or "F_DUPFD" in call.arguments) and (
            known := self._open.get(call.numbers[0])
        ):
            self._open[call.result] = known
        return iter(())

    def _closed(self, call: Call) -> Iterator[Change]:
        self._open.pop(call.numbers[0], None)
        return iter(())

    def _moved(self, call: Call) -> Iterator[Change]:
        if known := self._open.get(call.numbers[0]):
            known.offset = call.result
        return iter(())

    def _read(self, call: Call) -> Iterator[Change]:
        if known := self._open.get(call.numbers[0]):
            known.offset += call.result
        return iter(())

    def _written(self, call: Call) -> Iterator[Change]:
        descriptor, data = call.numbers[0], b"".join(call.texts)[: call.result]
        known = self._open.get(descriptor)
        if known is None or known.number is None:
            if descriptor == OUT and known is None:
                for line in data.decode().splitlines():
                    yield Said(line)
            return
        yield Write(known.number, None if known.appends else known.offset, data)
        known.offset += call.result

    def _written_at(self, call: Call) -> Iterator[Change]:
        known = self._open.get(call.numbers[0])
        if known and known.number is not None:
            yield Write(known.number, call.numbers[-1], b"".join(call.texts)[: call.result])

    def _copied(self, call: Call) -> Iterator[Change]:
        numbers = call.numbers
        source, target = (numbers[1], numbers[0]) if call.name == "sendfile" else (numbers[0], numbers[2])
        into, out_of = self._open.get(target), self._open.get(source)
        if into is None or into.number is None:
            return
        if out_of is None or out_of.number is None or call.name != "sendfile" or "[" not in call.arguments:
            raise NotUnderstoodError(call.name)
        start = int(call.arguments.split("[", 1)[1].split("]", 1)[0])
        yield Write(into.number, into.offset, self._disk.content(out_of.number)[start : start + call.result])
        into.offset += call.result

    def _cut(self, call: Call) -> Iterator[Change]:
        known = self._open.get(call.numbers[0])
        if known and known.number is not None:
            yield Cut(known.number, call.numbers[-1])

    def _synced(self, call: Call) -> Iterator[Change]:
        known = self._open.get(call.numbers[0])
        if known and known.number is not None:
            yield Sync(known.number)

    def _mapped(self, call: Call) -> Iterator[Change]:
        if "MAP_SHARED" in call.arguments and "PROT_WRITE" in call.arguments:
            known = self._open.get(int(call.arguments.split(", ")[4]))
            if known and known.number is not None:
                raise NotUnderstoodError(call.name)
        return iter(())

    def _unknown(self, call: Call) -> Iterator[Change]:
        known = self._open.get(call.numbers[0]) if call.name == "fallocate" else None
        if any(path is not None for path in self._paths(call)) or (known and known.number is not None):
            raise NotUnderstoodError(call.name)
        return iter(())

    def _removed(self, call: Call) -> Iterator[Change]:
        for path in self._paths(call):
            if path is not None:
                yield Names(goes=(self._disk.place_of(path),))

    def _folder_made(self, call: Call) -> Iterator[Change]:
        for path in self._paths(call):
            if path is not None:
                number = self._disk.next_number
                yield Made(number, is_folder=True)
                yield Names(comes=((*self._disk.place_of(path), number),))

    def _renamed(self, call: Call) -> Iterator[Change]:
        source, target = self._paths(call)
        if source is None and target is None:
            return
        number = None if source is None else self._disk.find(source)
        if source is None or target is None or number is None:
            raise NotUnderstoodError(call.name)
        yield Names((self._disk.place_of(source),), ((*self._disk.place_of(target), number),))

    def _linked(self, call: Call) -> Iterator[Change]:
        source, target = self._paths(call)
        if target is None:
            return
        number = None if source is None else self._disk.find(source)
        if number is None or number == ROOT:
            raise NotUnderstoodError(call.name)
        yield Names(comes=((*self._disk.place_of(target), number),))
