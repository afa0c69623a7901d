"""Charts of a trend: standing as a line with filled dots and figures, progress as a broken line with open squares."""

from collections.abc import Callable, Sequence

from secure_desktop.model.progress import Tally
from secure_desktop.reports import styles
from secure_desktop.reports.flowables import Fixed
from secure_desktop.reports.structure import Element
from secure_desktop.reports.styles import Style
from secure_desktop.reports.tagging import TaggedCanvas
from secure_desktop.reports.typesetter import Typesetter

_TITLE = Style(size=8.5, leading=11.5, bold=True)
_FIGURE = Style(size=7.5, leading=9, bold=True)
_NAME = Style(size=7.5, leading=9, colour=styles.MUTED)
_STANDING, _PROGRESS = styles.GREEN, styles.MUTED
_DOT, _SQUARE = 5.0, 5.0
_AXIS = 22.0  # points at the left for "all" and "none"
_GAP = 14.0  # between charts in a row

Spot = tuple[float, float]


class TrendChart(Fixed):
    """One chart. Its height means all items; figures and names that would overlap are left to the table."""

    def __init__(
        self,
        setter: Typesetter,
        title: str,
        names: Sequence[str],
        tallies: Sequence[Tally | None],
        alt: str,
        *,
        translate: Callable[[str], str] = str,
        height: float = 150.0,
    ) -> None:
        self.height = height
        self.element = Element("Figure", alt=f"{setter.cleaner.clean(title)}. {setter.cleaner.clean(alt)}")
        self._setter = setter
        self._title = setter.text(title, _TITLE)
        self._names = [setter.cleaner.clean(name) for name in names]
        self._tallies = tallies
        self._translate = translate

    def wrap(self, width: float) -> float:
        """Lay the chart out for a width and return its height."""
        self._width = width
        self._title.wrap(width)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the chart under `top`."""
        self._title.draw(canvas, x, top)
        bottom, ceiling = top - self.height + 12, top - self._title.height - 12
        self.element.bounds = (x, top - self.height, x + self._width, top - self._title.height)
        with canvas.inside(self.element), canvas.content():
            self._draw_axis(canvas, x, bottom, ceiling)
            spots = self._spots(x + _AXIS, bottom, ceiling)
            self._draw_lines(canvas, spots)
            self._draw_figures(canvas, spots, x + self._width)
            self._draw_names(canvas, x + _AXIS, bottom)

    def _spots(self, left: float, bottom: float, ceiling: float) -> list[tuple[Spot, Spot, Tally]]:
        """Return for each point where its standing and its progress lie."""
        found = []
        for place, tally in enumerate(self._tallies):
            if tally is not None:
                x, room = self._place(left, place), ceiling - bottom
                standing = (x, bottom + room * tally.standing.share)
                found.append((standing, (x, bottom + room * tally.progress.share), tally))
        return found

    def _place(self, left: float, place: int) -> float:
        each = (self._width - _AXIS) / len(self._tallies)
        return left + each * (place + 0.5)

    def _draw_axis(self, canvas: TaggedCanvas, x: float, bottom: float, ceiling: float) -> None:
        for height, colour in (
            (bottom, styles.STRONG_RULE),
            ((bottom + ceiling) / 2, styles.RULE),
            (ceiling, styles.RULE),
        ):
            canvas.rule(x + _AXIS, height, self._width - _AXIS, colour)
        for height, word in ((bottom, "0"), (ceiling, self._translate("all"))):
            canvas.write(x, height - 2.5, (f"{word} ",), _NAME)

    def _draw_lines(self, canvas: TaggedCanvas, spots: Sequence[tuple[Spot, Spot, Tally]]) -> None:
        canvas.paint(_line([progress for _, progress, _ in spots], _PROGRESS, dashes="[3 2] 0 d"))
        canvas.paint(_line([standing for standing, _, _ in spots], _STANDING))
        half = _SQUARE / 2
        for (x, y), (_, above), _tally in spots:
            canvas.box(x - half, above - half, _SQUARE, _SQUARE, fill=styles.WHITE, edge=_PROGRESS)
            canvas.box(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, fill=_STANDING, radius=_DOT / 2)

    def _draw_figures(
        self, canvas: TaggedCanvas, spots: Sequence[tuple[Spot, Spot, Tally]], right: float
    ) -> None:
        """Write beside each dot what it stands for; where there is no room for all, beside the first and the last."""
        texts = [
            self._translate("{0} of {1}").format(tally.standing.in_place, tally.standing.applicable)
            for _, _, tally in spots
        ]
        widths = [self._setter.width(text, _FIGURE) for text in texts]
        room = (self._width - _AXIS) / len(self._tallies)
        for place, ((x, y), (_, above), _tally) in enumerate(spots):
            if max(widths) + 3 > room and place not in (0, len(spots) - 1):
                continue
            height = y + 5 if abs(above - y) < 1 or above - y > 14 else y - 11
            left = min(x - widths[place] / 2, right - widths[place])
            canvas.write(left, height, (f"{texts[place]} ",), _FIGURE)

    def _draw_names(self, canvas: TaggedCanvas, left: float, bottom: float) -> None:
        taken = 0.0
        for place, name in enumerate(self._names):
            width, x = self._setter.width(name, _NAME), self._place(left, place)
            start = max(min(x - width / 2, left + self._width - _AXIS - width), left - _AXIS)
            if start >= taken:
                canvas.write(start, bottom - 10, (f"{name} ",), _NAME)
                taken = start + width + 6


class ChartsRow(Fixed):
    """Charts side by side, in a row that has room for `places` of them."""

    def __init__(self, charts: Sequence[TrendChart], places: int) -> None:
        self._charts = charts
        self._places = places

    def wrap(self, width: float) -> float:
        """Lay the charts out for a width and return their height."""
        self._each = (width - _GAP * (self._places - 1)) / self._places
        self.height = max(chart.wrap(self._each) for chart in self._charts)
        return self.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the charts under `top`."""
        for chart in self._charts:
            chart.draw(canvas, x, top)
            x += self._each + _GAP


def _line(spots: Sequence[Spot], colour: str, dashes: str = "[] 0 d") -> str:
    """Return the operators that draw a line through spots."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    way = " ".join(f"{x:.2f} {y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(spots))
    return f"{red:.3f} {green:.3f} {blue:.3f} RG 1.4 w {dashes} {way} S" if len(spots) > 1 else ""
