import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from secure_desktop.shell.sign_off.signature_pad import SignaturePad
from tests.shell.person import Person

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(person: Person) -> SignaturePad:
    """An empty pad, 400 by 120 pixels."""
    made = SignaturePad(person.window.preferences.theme, person.window)
    made.resize(400, 120)
    made.show()
    return made


def draw(pad: SignaturePad, *points: tuple[int, int]) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(*points[-1]))


def test_every_press_begins_a_stroke(pad: SignaturePad) -> None:
    draw(pad, (10, 10), (50, 60), (90, 20))
    draw(pad, (120, 40), (160, 40))

    strokes = pad.strokes()
    assert [len(stroke) for stroke in strokes] == [3, 2]
    assert min(x for stroke in strokes for x, _ in stroke) == 0
    assert max(y for stroke in strokes for _, y in stroke) == 300


def test_what_leaves_the_pad_stays_at_its_edge(pad: SignaturePad) -> None:
    pad._begin(QPointF(10, 10))
    pad._go_on(QPointF(900, -50))
    pad._end()

    assert pad._strokes[0][-1] == QPointF(400, 0)


def test_a_mere_dot_is_no_signature_and_clear_takes_everything_away(pad: SignaturePad) -> None:
    draw(pad, (10, 10))
    assert pad.strokes() == ()

    draw(pad, (10, 10), (50, 60))
    assert pad.strokes() != ()
    pad.clear()
    assert pad.is_empty
    assert pad.strokes() == ()


def test_a_finger_draws(pad: SignaturePad) -> None:
    finger = QTest.createTouchDevice()
    QTest.touchEvent(pad, finger).press(0, QPoint(20, 20), pad).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(60, 50), pad).commit()
    QTest.touchEvent(pad, finger).move(0, QPoint(90, 30), pad).commit()
    QTest.touchEvent(pad, finger).release(0, QPoint(90, 30), pad).commit()

    assert [len(stroke) for stroke in pad.strokes()] == [3]


def test_a_pen_draws_while_it_touches(pad: SignaturePad) -> None:
    pen(pad, QEvent.Type.TabletMove, QPointF(5, 5), 0.0)
    pen(pad, QEvent.Type.TabletPress, QPointF(20, 20), 0.4)
    pen(pad, QEvent.Type.TabletMove, QPointF(60, 50), 0.7)
    pen(pad, QEvent.Type.TabletRelease, QPointF(60, 50), 0.0)
    pen(pad, QEvent.Type.TabletMove, QPointF(90, 90), 0.0)

    assert [len(stroke) for stroke in pad.strokes()] == [2]


def pen(pad: SignaturePad, kind: QEvent.Type, at: QPointF, pressure: float) -> None:
    none, upright = Qt.MouseButton.NoButton, 0.0
    event = QTabletEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        at,
        QPointF(pad.mapToGlobal(at.toPoint())),
        pressure,
        upright,
        upright,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        LEFT if pressure else none,
        LEFT if pressure else none,
    )
    QApplication.sendEvent(pad, event)


def test_people_who_listen_learn_that_drawing_is_optional(pad: SignaturePad) -> None:
    spoken = QAccessible.queryAccessibleInterface(pad)

    assert spoken.text(QAccessible.Text.Name) == "Drawn signature"
    assert "optional" in spoken.text(QAccessible.Text.Description)


def test_an_endless_drawing_stops_where_it_could_not_be_kept(pad: SignaturePad) -> None:
    pad._begin(QPointF(0, 0))
    for place in range(25_000):
        pad._go_on(QPointF(place % 400, place % 120))
    pad._end()

    assert sum(len(stroke) for stroke in pad.strokes()) == 20_000
