"""The bytes of a damaged file as pages of a database, as far as that can be told. See https://sqlite.org/fileformat2.html."""

from dataclasses import dataclass

from secure_desktop.storage.inspection import HEADER, MAGIC

_SIZES = tuple(2**power for power in range(9, 17))
_USUAL = 4096  # bytes; what this program's files have
_ENCODINGS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_B_TREE_PAGES = (0x02, 0x05, 0x0A, 0x0D)
_MOST_RESERVED = 32  # bytes at the end of each page; SQLite wants at least 480 usable ones
_SAID_OF_TABLES = "CREATE TABLE"


@dataclass(frozen=True, slots=True)
class Image:
    """The content of a file. Pages are counted from 1; `usable` is how many bytes of each hold something."""

    data: bytes
    page_size: int
    usable: int
    encoding: str

    @property
    def pages(self) -> int:
        """How many pages are there, the last one perhaps only in part."""
        return -(-len(self.data) // self.page_size)

    def page(self, number: int) -> bytes:
        """Return a page; what is cut off is zeros. Empty for a page that is not there."""
        if not 1 <= number <= self.pages:
            return b""
        start = (number - 1) * self.page_size
        return self.data[start : start + self.page_size].ljust(self.page_size, b"\x00")

    def free_pages(self) -> frozenset[int]:
        """Return the pages that the file calls free, as far as that list can be followed."""
        found: set[int] = set()
        trunk = int.from_bytes(self.data[32:36])
        while 2 <= trunk <= self.pages and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            count = min(int.from_bytes(page[4:8]), self.usable // 4 - 2)
            numbers = (int.from_bytes(page[at : at + 4]) for at in range(8, 8 + 4 * max(count, 0), 4))
            found.update(number for number in numbers if number <= self.pages)
            trunk = int.from_bytes(page[:4])
        return frozenset(found)


def image_of(data: bytes) -> Image:
    """Return bytes cut into pages: as the header says where it can be believed, else as most pages start."""
    told = int.from_bytes(data[16:18])
    told = 65536 if told == 1 else told
    has_header = len(data) >= HEADER and data.startswith(MAGIC)
    size = told if has_header and told in _SIZES and _fits(data, told) else _likely_size(data)
    reserved = data[20] if has_header and _is_kept_free(data, size, data[20]) else 0
    encoding = _ENCODINGS.get(int.from_bytes(data[56:60]), "utf-8") if has_header else "utf-8"
    return Image(data, size, size - reserved, _likely_encoding(data, encoding))


def _is_kept_free(data: bytes, size: int, reserved: int) -> bool:
    """Return whether most pages with cells keep so many bytes at their end free; cells fill a page from there."""
    if not 0 < reserved <= _MOST_RESERVED:
        return False
    starts = range(size, len(data) - size + 1, size)
    full = [at for at in starts if _starts_as_page(data[at : at + 8], size) and any(data[at + 3 : at + 5])]
    return 2 * sum(not any(data[at + size - reserved : at + size]) for at in full) > len(full)


def _likely_encoding(data: bytes, told: str) -> str:
    """Return the encoding that the schema is written in: the one that is told, if that cannot be seen."""
    candidates = (told, *_ENCODINGS.values())
    return next((one for one in candidates if _SAID_OF_TABLES.encode(one) in data), told)


def _fits(data: bytes, size: int) -> bool:
    return size == _USUAL or _likeness(data, size) >= _likeness(data, _USUAL)


def _likely_size(data: bytes) -> int:
    found: int = max(_SIZES, key=lambda size: (_likeness(data, size), size == _USUAL))
    return found


def _likeness(data: bytes, size: int) -> int:
    """Return how many pages of a size start as those of tables do, where pages of twice the size would not start."""
    return sum(_starts_as_page(data[at : at + 8], size) for at in range(size, len(data) - 7, 2 * size))


def _starts_as_page(header: bytes, size: int) -> bool:
    cells, content = int.from_bytes(header[3:5]), int.from_bytes(header[5:7]) or 65536
    return header[0] in _B_TREE_PAGES and 8 + 2 * cells <= content <= size
