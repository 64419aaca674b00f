"""A picture that follows an edit: what it takes the canvas to show the next one, against making it anew."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import diagram_text
from benchmarks.plan import Plan
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import Diagram
from calcviewer.layout.picture import Picture

SIZES = (50, 200)
SHARE = {"a label": 0.25, "an arrow": 0.75}
"""Of the time that it takes to make all items anew; an arrow may move everything, and then everything is led."""


@dataclass(frozen=True)
class _Pair:
    """A diagram drawn before and after an edit."""

    diagram: Diagram
    before: Picture
    after: Picture


def measure(plan: Plan) -> list[Figure]:
    """Until the canvas has painted the next picture for the first time; what glides is then on its way."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from calcviewer.app.main import make_application
    from calcviewer.view.fonts import load_fonts

    make_application()
    load_fonts()
    return [figure for steps in SIZES for figure in _measure(plan, steps)]


def _measure(plan: Plan, steps: int) -> Iterator[Figure]:
    text = diagram_text(steps)
    last = f"step-{steps - 1}"
    changes = {
        "a label": text.replace(f' {steps // 2}"', f' {steps // 3}"', 2),
        "an arrow": f"{text}  - {{from: step-1, to: {last}, kind: inhibits}}\n",
    }
    for what, changed in changes.items():
        pair = _Pair(*_drawn(text), _drawn(changed)[1])
        revised, anew = _times(pair, plan.runs)
        wanted = Wanted("ratio", SHARE[what])
        yield Figure("revise", f"{what} changed, {steps} steps, shown", "ms", revised, "anew", anew, wanted)


def _drawn(text: str) -> tuple[Diagram, Picture]:
    from calcviewer.layout.engine import find_engine
    from calcviewer.layout.pipeline import Drawer
    from calcviewer.view.fonts import QtMeasurer

    diagram = load_diagram(text, "pathway").diagram
    assert diagram is not None
    return diagram, Drawer(QtMeasurer(), find_engine).draw(diagram)


def _times(pair: _Pair, runs: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Both ways in turn, on the same canvas."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from calcviewer.layout.theme import LIGHT
    from calcviewer.view.canvas import SLICE, Canvas

    canvas = Canvas(LIGHT)
    canvas.resize(1000, 700)
    canvas.show()
    revised: list[float] = []
    anew: list[float] = []

    def rest() -> None:
        """All slices are made, the glide is over, the map is drawn."""
        loop = QEventLoop()
        QTimer.singleShot(300 + pair.before.boxes.__len__() // SLICE * 20, loop.quit)
        loop.exec()
        QApplication.processEvents()

    for _round in range(plan_runs := runs + 1):
        canvas.show_picture(pair.before, pair.diagram, "en")
        rest()
        revised.append(_milliseconds(lambda: _show(canvas.revise_picture, pair, canvas.viewport().repaint)))
        canvas.show_picture(pair.before, pair.diagram, "en")
        rest()
        anew.append(_milliseconds(lambda: _build(canvas, pair)))
    canvas.close()
    canvas.deleteLater()
    assert plan_runs == len(revised)
    return tuple(revised[1:]), tuple(anew[1:])
