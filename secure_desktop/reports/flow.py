"""Placing blocks under one another, page after page."""

from collections.abc import Callable, Sequence
from typing import Protocol

from secure_desktop.reports import styles
from secure_desktop.reports.tagging import TaggedCanvas

FULL_PAGE = styles.TOP - styles.BOTTOM
_FUZZ = 1e-6


class Block(Protocol):
    """Something with a height that can be drawn, and perhaps split between two pages."""

    @property
    def height(self) -> float:
        """The height, once `wrap` was called."""

    def wrap(self, width: float) -> float:
        """Lay the block out for a width and return its height."""

    def split(self, room: float) -> "tuple[Block, Block] | None":
        """Return the part of a wrapped block that fits into `room` and the rest, or None."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the wrapped block under `top`."""


class Flow:
    """The place on the page where the next block goes."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self.top = canvas.sheet.top

    @property
    def room(self) -> float:
        """How much of the page is left."""
        return self.top - styles.BOTTOM + _FUZZ

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return self.top >= self.canvas.sheet.top

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self.canvas.next_page()
        self.top = self.canvas.sheet.top

    def need(self, height: float) -> None:
        """Go on at the top of the next page unless this much room is left; a whole page at the most."""
        if min(height, self.canvas.sheet.top - styles.BOTTOM) > self.room and not self.is_fresh:
            self.new_page()

    def gap(self, height: float) -> None:
        """Leave some room, except at the top of a page."""
        if not self.is_fresh:
            self.top -= height

    def put(self, block: Block, *, before: float = 0.0) -> None:
        """Place a block over the whole width; it goes on over the next pages when it has to."""
        self.gap(before)
        left: Block | None = block
        block.wrap(self.canvas.sheet.inner)
        while left is not None:
            left = self.put_part(left)

    def put_part(self, block: Block) -> Block | None:
        """Place as much of a wrapped block as this page takes, and return what is left of it."""
        rest: Block | None = None
        if block.height > self.room:
            parts = block.split(self.room)
            if parts is not None:
                block, rest = parts
            elif not self.is_fresh:
                self.new_page()
                return block
        block.draw(self.canvas, styles.MARGIN, self.top)
        self.top -= block.height
        if rest is not None:
            self.new_page()
        return rest

    def put_section(
        self,
        heading: Block,
        lead_in: Sequence[Block],
        *,
        least: float,
        mark: Callable[[float], None],
        before: float = 22.0,
    ) -> None:
        """Place a heading with what introduces it, on a page that also takes the `least` of what follows."""
        together = before + least + sum(block.wrap(self.canvas.sheet.inner) for block in (heading, *lead_in))
        self.need(together)
        self.gap(before)
        mark(self.top)
        for block in (heading, *lead_in):
            self.put(block)
        self.gap(5.0)
