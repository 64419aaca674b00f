"""Fingers: a tap chooses, a drag moves, a pinch zooms at the fingers, a long press asks for the menu."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviewer.core.library import Place
from tests.app.visitor import Visitor


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


@pytest.fixture
def artery(shipped: Visitor) -> Visitor:
    shipped.session.go(Place("arterial-atherosclerosis"))
    shipped.wait_for_drawing("arterial-atherosclerosis")
    return shipped


def touch(visitor: Visitor, screen: QPointingDevice, *steps: tuple[tuple[str, int, QPoint], ...]) -> None:
    """Each step says what every finger does: ('press' | 'move' | 'release', finger, place)."""
    viewport = visitor.canvas.viewport()
    for step in steps:
        event = QTest.touchEvent(viewport, screen, False)
        for what, finger, place in step:
            getattr(event, what)(finger, place, viewport)
        event.commit()


def test_two_fingers_zoom_at_the_place_between_them(artery: Visitor, screen: QPointingDevice) -> None:
    middle = artery.canvas.viewport().rect().center() + QPoint(60, -40)
    before, under = artery.canvas.zoom, artery.canvas.mapToScene(middle)

    def fingers(what: str, apart: int) -> tuple[tuple[str, int, QPoint], ...]:
        return (what, 0, middle - QPoint(apart, 0)), (what, 1, middle + QPoint(apart, 0))

    spread = [fingers("move", apart) for apart in range(30, 90, 5)]
    touch(artery, screen, fingers("press", 25), *spread, fingers("release", 90))
    assert artery.canvas.zoom > before * 1.5
    off = artery.canvas.mapFromScene(under) - middle
    assert off.manhattanLength() <= 30
    assert artery.session.element == ""


@pytest.mark.parametrize("change", [0.25, -0.2])
def test_a_pinch_on_a_touchpad_zooms_at_the_pointer(artery: Visitor, screen: QPointingDevice, change: float) -> None:
    viewport = artery.canvas.viewport()
    place = viewport.rect().center() + QPoint(50, 30)
    under, before = artery.canvas.mapToScene(place), artery.canvas.zoom
    there = QPointF(viewport.mapToGlobal(place))
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    event = QNativeGestureEvent(zoom, screen, 2, QPointF(place), QPointF(place), there, change, QPointF())
    QApplication.sendEvent(viewport, event)
    assert artery.canvas.zoom == pytest.approx(before * (1 + change))
    off = artery.canvas.mapFromScene(under) - place
    assert max(abs(off.x()), abs(off.y())) <= 1


def test_a_long_press_offers_what_one_can_do(artery: Visitor, screen: QPointingDevice) -> None:
    artery.canvas.centre_on("foam-cell")
    place = artery.point_of("foam-cell")
    touch(artery, screen, (("press", 0, place),))
    menu = artery.menu()
    assert menu.actions()[0].text() == "Show the details"
    menu.close()
    touch(artery, screen, (("release", 0, place),))


def test_a_tap_chooses(artery: Visitor, screen: QPointingDevice) -> None:
    artery.canvas.centre_on("foam-cell")
    place = artery.point_of("foam-cell")
    touch(artery, screen, (("press", 0, place),), (("release", 0, place),))
    assert artery.session.element == "foam-cell"


def test_a_finger_drags_the_drawing(artery: Visitor, screen: QPointingDevice) -> None:
    artery.canvas.centre_on("foam-cell")
    start = artery.point_of("foam-cell")
    under = artery.canvas.mapToScene(start)
    path = [(("move", 0, start + QPoint(4 * n, -3 * n)),) for n in range(1, 16)]
    touch(artery, screen, (("press", 0, start),), *path, (("release", 0, start + QPoint(60, -45)),))
    off = artery.canvas.mapFromScene(under) - (start + QPoint(60, -45))
    assert off.manhattanLength() <= 2
    assert artery.session.element == ""
