"""What every page of a summary is made with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from secure_desktop.model.assessment import Response
from secure_desktop.model.excerpts import shortened
from secure_desktop.model.rubric import Item
from secure_desktop.model.summary import Summary
from secure_desktop.model.wording import Wording
from secure_desktop.model.words import SIGNS
from secure_desktop.reports import styles
from secure_desktop.reports.flow import Block, Flow
from secure_desktop.reports.qr import QrCode
from secure_desktop.reports.table import Cell, Row, Table, heading_cell
from secure_desktop.reports.typesetter import Typesetter

LONGEST_FACT = 300  # characters; what is longer would push the figures off the first page


@dataclass(frozen=True, slots=True)
class Report:
    """A summary, the words and the type to set it in, and the place on the page.

    With `is_public` the summary is one that `public.public_summary` has returned. `code` is the
    QR code of the fingerprint, None as long as nobody has signed.
    """

    summary: Summary
    say: Wording
    setter: Typesetter
    flow: Flow
    is_public: bool = False
    code: QrCode | None = None

    @property
    def translate(self) -> Callable[[str], str]:
        """What translates the fixed texts."""
        return self.say.translate

    def bookmark(self, key: str, title: str, top: float) -> None:
        """Add an entry to the document's outline."""
        self.flow.canvas.bookmark(key, self.setter.cleaner.clean(title), top)

    def section(
        self,
        title: str,
        lead_in: Sequence[Block] = (),
        table: Table | None = None,
        *,
        key: str = "",
        tag: str = "H2",
        before: float = 22.0,
        keep_whole: bool = False,
    ) -> None:
        """Place a heading, what introduces it and its table; with a `key`, the outline leads there.

        With `keep_whole` a table that fits on one page is not split between two.
        """
        if table:
            table.wrap()
        heading = self.setter.text(title, styles.SECTION if tag == "H2" else styles.STEP, tag=tag)
        self.flow.put_section(
            heading,
            lead_in,
            least=(table.whole if keep_whole else table.least) if table else 40.0,
            mark=lambda top: self.bookmark(key, title, top) if key else None,
            before=before,
        )
        if table:
            table.place(self.flow)

    def head(self, *titles: str) -> Row:
        """Return the head of a table."""
        return Row([heading_cell(self.setter.text(title, styles.HEAD), scope="Column") for title in titles])

    def item(self, label: str, text: str) -> Block:
        """Return an item's text with its number before it."""
        return self.setter.text(text, styles.LABELLED, lead=label)

    def item_cell(self, label: str, item: Item) -> Cell:
        """Return the cell that heads a row: an item's number and its short text."""
        return heading_cell(self.item(label, item.short), scope="Row")

    def answer_cell(self, response: Response) -> Cell:
        """Return the cell with the sign and the word of an item's answer."""
        answer = response.answer
        return Cell(
            [self.setter.text(self.say.answer(answer), styles.answer_style(answer), lead=SIGNS[answer])]
        )

    def text_cell(self, text: str, style: styles.Style = styles.SMALL) -> Cell:
        """Return a cell of text."""
        return Cell([self.setter.text(text, style)] if text.strip() else [])

    def fact(self, name: str, value: str) -> Row:
        """Return a row that says something under a name; also that it is not given."""
        if value.strip():
            return self.fact_row(name, self.setter.text(shortened(value, LONGEST_FACT)))
        return self.fact_row(name, self.setter.text(self.translate("Not given"), styles.QUIET))

    def fact_row(self, name: str, value: Block) -> Row:
        """Return a row with a block under a name."""
        return Row([heading_cell(self.setter.text(name, styles.QUIET), scope="Row"), Cell([value])])

    def put_facts(self, rows: Sequence[Row]) -> None:
        """Place a table of facts without rules."""
        table = Table((150, styles.WIDTH - 150), rows, padding=1.0, inset=0, is_ruled=False)
        table.wrap()
        self.flow.gap(8)
        table.place(self.flow)
