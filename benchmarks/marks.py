"""Marks on a drawing far larger than any that is taught with: what it takes to show them, and to paint with them."""

import os
import time
from collections.abc import Mapping

from benchmarks.figures import Figure, Wanted
from benchmarks.plan import Plan
from benchmarks.reach import tangle
from calcviewer.activities.what_if.answer import marks_of
from calcviewer.core.model import Diagram
from calcviewer.core.trace import Direction, trace
from calcviewer.core.what_if import Setting, what_if
from calcviewer.layout.marks import NO_MARKS, Marks
from calcviewer.layout.picture import Arrow, Box, Picture

FRAME_MS = 16.0
IN_A_ROW = 50
STEP_X, STEP_Y = 220.0, 150.0


def measure(plan: Plan) -> list[Figure]:
    """From marks as values to marks on the canvas, and whole paintings with them against paintings without."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from calcviewer.app.main import make_application
    from calcviewer.layout.theme import LIGHT
    from calcviewer.view.canvas import Canvas
    from calcviewer.view.fonts import load_fonts

    make_application()
    load_fonts()
    diagram = tangle(*((200, 600) if plan.is_quick else (2000, 6000)))
    canvas = Canvas(LIGHT)
    canvas.resize(1366, 768)
    canvas.show_picture(grid_picture(diagram), diagram, "en")
    canvas.show()
    canvas.fit()
    QApplication.processEvents()
    shown: dict[str, list[float]] = {name: [] for name in _cases(diagram)}
    painted: dict[str, list[float]] = {name: [] for name in shown}
    plain: list[float] = []
    for _round in range(max(3, plan.runs)):
        canvas.set_marks(NO_MARKS)
        QApplication.processEvents()
        plain.append(_milliseconds(canvas.viewport().repaint))
        for name, marks in _cases(diagram).items():
            canvas.set_marks(NO_MARKS)
            QApplication.processEvents()
            shown[name].append(_milliseconds(lambda marks=marks: canvas.set_marks(marks)))
            QApplication.processEvents()
            painted[name].append(_milliseconds(canvas.viewport().repaint))
    canvas.close()
    few = " (quick: 200 steps)" if plan.is_quick else ""
    return [
        figure
        for name in shown
        for figure in (
            Figure("marks", f"{name} shown, 2,000 steps{few}", "ms", tuple(shown[name]), wanted=_A_FRAME),
            Figure("marks", f"painted with {name}{few}", "ms", tuple(painted[name]), "unmarked", tuple(plain), _MORE),
        )
    ]


_A_FRAME, _MORE = Wanted("median", FRAME_MS), Wanted("excess", FRAME_MS)


def _cases(diagram: Diagram) -> Mapping[str, Marks]:
    names = [node.id for node in diagram.nodes]
    lit = trace(diagram, names[len(names) // 2], Direction.CAUSES)
    outcome = what_if(diagram, Setting(blocked=tuple(names[3:40:6])))
    return {"a trace": Marks(lit=lit.steps | lit.arrows), "a what-if": Marks(marks_of(diagram, outcome))}


def grid_picture(diagram: Diagram) -> Picture:
    """The steps in rows that run to and fro, so that most arrows are short, as in a pathway.

    Graphviz would take minutes, and the canvas does not care.
    """
    lines = (("en", ("A label of", "two lines")),)
    places = {n.id: _place(i) for i, n in enumerate(diagram.nodes)}
    boxes = tuple(Box(n.id, n.kind, *places[n.id], 180, 56, lines) for n in diagram.nodes)
    arrows = []
    for edge in diagram.edges:
        (x0, y0), (x1, y1) = places[edge.source], places[edge.target]
        points = ((x0, y0 + 28), (x0, y0 + 60), (x1, y1 - 60), (x1, y1 - 28))
        arrows.append(Arrow(edge.id, edge.kind, edge.source, edge.target, points))
    rows = -(-len(diagram.nodes) // IN_A_ROW)
    return Picture(IN_A_ROW * STEP_X, rows * STEP_Y, boxes, tuple(arrows))


def _place(number: int) -> tuple[float, float]:
    row, column = divmod(number, IN_A_ROW)
    return ((IN_A_ROW - 1 - column if row % 2 else column) + 0.5) * STEP_X, (row + 0.5) * STEP_Y


def _milliseconds(act: object) -> float:
    assert callable(act)
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1e3
