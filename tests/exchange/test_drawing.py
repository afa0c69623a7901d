import os
from pathlib import Path

import pytest

from secure_desktop.errors import FileMissing, FolderGiven
from secure_desktop.exchange.drawing import LARGEST_FILE, read_drawing
from secure_desktop.model.strokes import HEIGHT, MOST_POINTS, WIDTH, Strokes
from secure_desktop.signing_errors import NotADrawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def drawn(folder: Path, content: str) -> Strokes:
    path = folder / "name.svg"
    path.write_text(SVG.format(content), encoding="utf-8")
    return read_drawing(path)


LINE = ((0, 0), (1000, 300))


@pytest.mark.parametrize(
    "content",
    [
        '<polyline points="0,0 100,30"/>',
        '<line x1="5" y1="5" x2="105" y2="35"/>',
        '<path d="M0 0 L100 30"/>',
        '<path d="m 10,10 100 30"/>',
        '<path d="M0 0l100 30M"/>',
        '<g transform="translate(5)"><path transform="scale(2 2)" d="M0 0 50 15"/></g>',
        '<g transform="matrix(2 0 0 2 7 7)"><line x2="50" y2="15"/></g>',
        '<path d="M30 0 L0 100" transform="rotate(-90) scale(1,-1) rotate(180) scale(-1 1)"/>',
        '<defs><path d="M0 0L-900 900"/></defs><line x2="100" y2="30"/>',
        '<path d="M0 0 L100 30 X 900 900"/>',
    ],
)
def test_a_line_is_a_line_however_it_is_drawn(tmp_path: Path, content: str) -> None:
    strokes = drawn(tmp_path, content)

    assert {point for stroke in strokes for point in stroke} in ({*LINE}, {(0, 300), (1000, 0)})


@pytest.mark.parametrize(
    "data",
    [
        "M0 0 H100 V30 H0 Z",
        "M0,0h100v30h-100z",
        "M0 0C100 0 100 30 0 30S-100 60 0 60",
        "M0 0c100 0 100 30 0 30s-100 30 0 30",
        "M0 0Q50 60 100 0T200 0",
        "M0 0q50 60 100 0t100 0",
        "M10 0A10 10 0 1 1 0 10",
        "M10 0a10 5 30 0110 10",
        "M0 0 a1 1 0 0 0 100 30",
        "M0 0 A 0 5 0 0 0 100 30",
    ],
)
def test_every_kind_of_curve_stays_in_the_box(tmp_path: Path, data: str) -> None:
    points = [point for stroke in drawn(tmp_path, f'<path d="{data}"/>') for point in stroke]

    assert len(points) > 1
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert max(x for x, _ in points) == WIDTH or max(y for _, y in points) == HEIGHT


def test_an_arc_is_round(tmp_path: Path) -> None:
    (stroke,) = drawn(tmp_path, '<path d="M0 100 A100 100 0 0 1 200 100 A100 100 0 0 1 0 100"/>')

    assert all(abs((x - 150) ** 2 + (y - 150) ** 2 - 150**2) < 600 for x, y in stroke)


def test_a_polygon_is_closed(tmp_path: Path) -> None:
    (stroke,) = drawn(tmp_path, '<polygon points="0 0 100 0 100 30"/>')

    assert stroke[0] == stroke[-1]


def test_strokes_keep_apart(tmp_path: Path) -> None:
    assert len(drawn(tmp_path, '<path d="M0 0L10 3M20 0L30 3"/><polyline points="40 0 50 3"/>')) == 3


ENTITIES = "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]>" + SVG.format("<text>&b;</text>")
OUTSIDE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no XML",
        b"<svg>",
        b"\x89PNG\r\n\x1a\n",
        b"<html><svg><line x2='9'/></svg></html>",
        ENTITIES.encode(),
        ENTITIES.encode("utf-16"),
        OUTSIDE.encode(),
        SVG.format("").encode(),
        SVG.format('<rect width="9" height="9"/>').encode(),
        SVG.format('<path d="M5 5"/>').encode(),
        SVG.format('<path d="nonsense"/>').encode(),
        SVG.format('<path d="M0 0L1e999 0"/>').encode(),
        SVG.format('<polyline points="0 0 nan 1"/>').encode(),
        SVG.format('<polyline points="0 0 inf 1"/>').encode(),
        SVG.format('<line x2="5cm"/>').encode(),
        SVG.format('<g transform="scale()"><line x2="5"/></g>').encode(),
        SVG.format('<path d="M0 0 A1e-300 1e-300 0 0 0 1 1"/>').encode(),
        SVG.format(f'<polyline points="{"0 0 1 1 " * MOST_POINTS}"/>').encode(),
        SVG.format("<g>" * 100_000).encode(),
        b"<svg>" + b" " * LARGEST_FILE + b'<line x2="9"/></svg>',
    ],
)
def test_what_is_no_drawing_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "name.svg"
    path.write_bytes(content)

    with pytest.raises(NotADrawing):
        read_drawing(path)


def test_there_must_be_a_file_to_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FileMissing):
        read_drawing(tmp_path / "none.svg")
    with pytest.raises(FolderGiven):
        read_drawing(tmp_path)
    with pytest.raises(NotADrawing):
        read_drawing(tmp_path / "pipe")
