"""What happens inside a real window that no screen shows: click, hover, change of language, and the longest block."""

import gc
import itertools
import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import library
from benchmarks.plan import SHIPPED, Plan
from calcviewer.core.library import Place
from calcviewer.core.model import Diagram

if TYPE_CHECKING:
    from calcviewer.app.main import Program

FRAME_MS = 16.0
SIZE = (1366, 768)
BIG = 1000


def measure_click(plan: Plan) -> list[Figure]:
    """From the canvas's signal to the details repainted, and to everything repainted; then the pointer."""
    details: list[float] = []
    whole: list[float] = []
    hover: list[float] = []
    with _window() as program:
        for diagram in list(program.session.library.diagrams())[: 3 if plan.is_quick else None]:
            _show(program, diagram)
            for element in _elements(diagram):
                first, second = _click(program, element)
                details.append(first)
                whole.append(second)
            hover += _hover(program)
    note = "Click and hover: every step, arrow and treatment of the shipped diagrams, one after the other."
    frame = Wanted("p99", FRAME_MS)
    return [
        Figure("click", "click → details painted", "ms", tuple(details), wanted=frame, note=note),
        Figure("click", "click → whole window painted", "ms", tuple(whole), note=note),
        Figure("click", "pointer moved → ring painted", "ms", tuple(hover), wanted=frame, note=note),
    ]


def measure_language(plan: Plan) -> list[Figure]:
    """The content, and the whole interface, in the other language, painted; and how many shapes moved by that."""
    content: list[float] = []
    interface: list[float] = []
    moved: dict[str, list[float]] = {"content": [], "interface": []}
    with _window() as program:
        for diagram in list(program.session.library.diagrams())[: 3 if plan.is_quick else None]:
            _show(program, diagram)
            for language in ("id", "en"):
                for kind, times in (("content", content), ("interface", interface)):
                    before = _coordinates(program)
                    times.append(_timed(program.window.do, f"{kind}-{language}"))
                    moved[kind].append(sum(a != b for a, b in zip(before, _coordinates(program), strict=True)))
    return [
        Figure("language", "language of the diagrams switched", "ms", tuple(content), wanted=Wanted("max", 50)),
        Figure("language", "language of menus and buttons switched", "ms", tuple(interface), wanted=Wanted("max", 50)),
        Figure("language", "places changed, diagrams", "", tuple(moved["content"]), wanted=Wanted("max", 0)),
        Figure("language", "places changed, menus", "", tuple(moved["interface"]), wanted=Wanted("max", 0)),
    ]


def measure_block(plan: Plan) -> list[Figure]:
    """The largest gaps of a 2 ms timer while a diagram of 1,000 steps is read, laid out and shown."""
    rounds = 1 if plan.is_quick else 3
    library(plan.folder / "big", rounds, BIG)  # one file a round, so that no layout is kept
    phases: dict[str, list[tuple[float, float]]] = {"read": [], "laid out": [], "shown": []}
    for number in range(rounds):
        with _window() as program:
            for phase, gap in _gaps(program, plan.folder / "big" / f"pathway-{number}.yaml"):
                phases[phase].append(gap)
    note = (
        f"Longest block: {BIG} steps, layout not kept; one value a run. “processor” is what the window itself did then."
    )
    limit = Wanted("max", 50)
    return [
        Figure("block", f"longest block while it is {phase}{clock}", "ms", times, wanted=limit, note=note)
        for phase, gaps in phases.items()
        for clock, times in zip(("", ", processor"), zip(*gaps, strict=True), strict=False)
    ]


@contextmanager
def _window() -> Iterator["Program"]:
    """The shipped library in a window of its own, with English menus and labels, indexed.

    As after any start, what was made lives as long as the program; and nothing is left of the window before.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from calcviewer.cli.gallery import showing, wait_until

    with showing(SHIPPED, "en") as program:
        program.window.resize(*SIZE)
        program.session.start_index()
        wait_until(lambda: program.session.index.also_in is not None)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        gc.freeze()
        yield program


def _show(program: "Program", diagram: Diagram) -> None:
    from calcviewer.cli.gallery import wait_until

    program.session.go(Place(diagram.id))
    wait_until(lambda: program.session.picture is not None)


def _elements(diagram: Diagram) -> list[str]:
    return [*diagram.node_by_id, *diagram.edge_by_id, *diagram.treatment_by_id]


def _timed(act: Callable[..., object], *arguments: object) -> float:
    """Milliseconds until it is done and everything that it left to paint is painted."""
    from PySide6.QtWidgets import QApplication

    start = time.perf_counter()
    act(*arguments)
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1e3


def _click(program: "Program", element: str) -> tuple[float, float]:
    from PySide6.QtWidgets import QApplication

    window = program.window
    start = time.perf_counter()
    window.canvas.element_chosen.emit(element)
    window.around.details.viewport().repaint()
    details = time.perf_counter()
    QApplication.processEvents()
    return (details - start) * 1e3, (time.perf_counter() - start) * 1e3


def _hover(program: "Program") -> Iterator[float]:
    """The pointer over the middle of every box that is in view, and off it again."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    canvas, picture = program.window.canvas, program.session.picture
    none = Qt.MouseButton.NoButton
    for box in picture.boxes if picture else ():
        for place in (QPointF(box.x, box.y), QPointF(box.x, box.y + box.height)):
            at = QPointF(canvas.mapFromScene(place))
            away = canvas.viewport().mapToGlobal(at)
            event = QMouseEvent(QEvent.Type.MouseMove, at, away, none, none, Qt.KeyboardModifier.NoModifier)
            yield _timed(QApplication.sendEvent, canvas.viewport(), event)


def _coordinates(program: "Program") -> list[object]:
    """Every outline and curve on the canvas, and the part of it that is in view. Letters are as wide as they are."""
    from PySide6.QtWidgets import QGraphicsPathItem

    canvas = program.window.canvas
    shapes = [item.sceneBoundingRect() for item in canvas.items() if isinstance(item, QGraphicsPathItem)]
    return [*(rect.getRect() for rect in shapes), canvas.view_state()]


def _gaps(program: "Program", path: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """The largest gap of each phase, by the clock and of the processor, until the big file is painted."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    session, loop, ticks = program.session, QEventLoop(), [_now()]
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=2)
    timer.timeout.connect(lambda: ticks.append(_now()))
    opened, shown = [0.0], [0.0]

    def arrived(*_picture: object) -> None:
        shown[0] = time.perf_counter()
        QTimer.singleShot(1000, loop.quit)

    def failed(*_problem: object) -> None:
        shown[0] = math.inf
        loop.quit()

    def open_it() -> None:
        program.window.open_path(path)
        opened[0] = time.perf_counter()

    session.picture_changed.connect(arrived)
    session.layout_failed.connect(failed)
    timer.start()
    QTimer.singleShot(50, open_it)
    loop.exec()
    timer.stop()
    largest: dict[str, tuple[float, float]] = {}
    for (before, used), (after, used_then) in itertools.pairwise(ticks):
        phase = "read" if before < opened[0] else "laid out" if after < shown[0] else "shown"
        clock, processor = largest.get(phase, (0.0, 0.0))
        largest[phase] = max(clock, (after - before) * 1e3), max(processor, (used_then - used) * 1e3)
    yield from largest.items()


def _now() -> tuple[float, float]:
    """By the clock, and the time of the processor that this thread has used."""
    return time.perf_counter(), time.thread_time()
