"""Looking around in large drawings: every frame of dragging and zooming at 1920×1080, painted in software."""

import gc
import os
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Wanted
from benchmarks.marks import grid_picture
from benchmarks.plan import Plan
from benchmarks.reach import tangle

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from calcviewer.view.canvas import Canvas

FRAME_MS = 16.7
SIZES = (200, 2000, 5000)
ARROWS_PER_STEP = 1.3
WIDTH, HEIGHT = 1920, 1080
DRAGS, WHEELS = 12, 8
REST_S = 0.5


def measure(plan: Plan) -> list[Figure]:
    """Each size: a drag, zooming out until all is in view with a drag at every stage, and in again beyond 100 %."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from calcviewer.app.look import Look
    from calcviewer.app.main import make_application

    _look = Look(make_application(), "light")  # a style sheet can make Qt paint more than it has to
    figures: list[Figure] = []
    for steps in SIZES[: 1 if plan.is_quick else None]:
        pans, zooms = _frames(steps, 1 if plan.is_quick else 3)
        for what, frames in (("dragging", pans), ("zooming", zooms)):
            title = f"a frame of {what}, {steps:,} steps"
            for name, times in zip((title, f"{title}, processor"), zip(*frames, strict=True), strict=True):
                figures.append(Figure("looking", name, "ms", times, wanted=Wanted("p99", FRAME_MS), note=_NOTE))
    return figures


Frame = tuple[float, float]
"""Milliseconds until a frame is painted: by the clock, and of the processor, which other programs cannot lengthen."""
_NOTE = (
    f"Dragging and zooming: {WIDTH}×{HEIGHT}, from all of the drawing in view to 200 %; "
    "“processor” is the time of this program alone, on a machine where others run."
)


def _frames(steps: int, rounds: int) -> tuple[list[Frame], list[Frame]]:
    from calcviewer.layout.theme import LIGHT
    from calcviewer.view.canvas import Canvas

    canvas = Canvas(LIGHT)
    canvas.resize(WIDTH, HEIGHT)
    diagram = tangle(steps, round(steps * ARROWS_PER_STEP))
    canvas.show_picture(grid_picture(diagram), diagram, "en")
    canvas.show()
    gc.disable()  # as in the program, which collects when nobody moves anything (app/collector.py)
    _rest(canvas)
    pans: list[Frame] = []
    zooms: list[Frame] = []
    for _round in range(rounds):
        canvas.zoom_to(1.0)
        for factor in (0.8, 1.25):
            for _stage in range(WHEELS * 2):
                zooms += _zoom(canvas, factor)
                pans += _drag(canvas)
        canvas.fit()
        _rest(canvas)
    canvas.close()
    canvas.deleteLater()
    gc.enable()
    return pans, zooms


def _zoom(canvas: "Canvas", factor: float) -> Iterator[Frame]:
    """One notch of the wheel."""
    before = canvas.zoom
    middle = canvas.viewport().rect().center()
    took = _painted(lambda: canvas.zoom_by(factor, middle))
    if canvas.zoom != before:
        yield took


def _drag(canvas: "Canvas") -> Iterator[Frame]:
    """The pointer pressed, moved some times and let go."""
    from PySide6.QtCore import QEvent, QPoint, Qt
    from PySide6.QtTest import QTest

    at, left = canvas.viewport().rect().center(), Qt.MouseButton.LeftButton
    QTest.mousePress(canvas.viewport(), left, pos=at)
    for number in range(DRAGS):
        at += QPoint(-23, 17) if number % 4 < 2 else QPoint(19, -29)
        yield _painted(lambda at=at: _send(canvas, QEvent.Type.MouseMove, at))
    QTest.mouseRelease(canvas.viewport(), left, pos=at)


def _send(canvas: "Canvas", kind: object, at: "QPoint") -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    assert isinstance(kind, QEvent.Type)
    left, place = Qt.MouseButton.LeftButton, QPointF(at)
    everywhere = canvas.viewport().mapToGlobal(place)
    event = QMouseEvent(kind, place, everywhere, Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas.viewport(), event)


def _painted(act: object) -> Frame:
    """How long it takes until it is done and painted."""
    from PySide6.QtWidgets import QApplication

    assert callable(act)
    start, used = time.perf_counter(), time.process_time()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1e3, (time.process_time() - used) * 1e3


def _rest(canvas: "Canvas") -> None:
    """Until all items are made and what follows a movement is done."""
    from PySide6.QtWidgets import QApplication

    count, end = -1, 0.0
    while count != len(canvas.items()) or time.monotonic() < end:
        if count != len(canvas.items()):
            count, end = len(canvas.items()), time.monotonic() + REST_S
        QApplication.processEvents()
