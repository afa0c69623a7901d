"""What a document says, in parts that a text document and a web page write each in its own way.

All texts are plain: nothing in them is markup, and whoever writes them escapes them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secure_desktop.model.progress import Tally


class Tone(StrEnum):
    """How a line stands out. It never says anything that the words do not."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    GOOD = "good"
    PARTLY = "partly"
    BAD = "bad"
    APART = "apart"  # not applicable


@dataclass(frozen=True, slots=True)
class Line:
    """A text that may have several lines, with what stands in bold before it: a number, a sign, "Reason:"."""

    text: str
    lead: str = ""
    tone: Tone = Tone.PLAIN


Cell = tuple[Line, ...]
"""What stands in a cell of a table, a paragraph each. An empty cell has none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 2 is a section, 3 a part of one. `key` names the place for links, "" for none."""

    level: int
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph that has to be seen before the rest is read."""

    line: Line


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with what it stands for."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of points."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `title` is read to those who do not see it; `widths` are shares of the width, one for each column.

    The first cell of a row names the row.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How one action step stands: its heading, the counts, and the same in words."""

    heading: str
    tally: Tally
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Progress and standing by action step, as figures and as bars. The last row, without a bar, is the sum."""

    title: str
    steps: tuple[StepStanding, ...]
    total: StepStanding


@dataclass(frozen=True, slots=True)
class Blank:
    """Room that somebody is to fill in, with what belongs there."""

    label: str


Part = Heading | Paragraph | Notice | Facts | Listing | Table | Standing | Blank


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `caption` stands over the title, `status` beside it and on every page; `author` is the district."""

    title: str
    caption: str
    status: Line
    author: str
    language: str
    made_at: datetime
    origin: str
    parts: tuple[Part, ...]
