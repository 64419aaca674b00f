"""A picture that follows an edit: what it takes the canvas to show the next one, against making it anew."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import diagram_text
from benchmarks.plan import Plan
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import Diagram
from calcviewer.layout.picture import Picture

if TYPE_CHECKING:
    from calcviewer.view.canvas import Canvas

SIZES = (50, 200)
REST_MS = 350
SHARE = {"a label": 0.33, "an arrow": 0.5}
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
    from calcviewer.view.measurer import QtMeasurer

    diagram = load_diagram(text, "pathway").diagram
    assert diagram is not None
    return diagram, Drawer(QtMeasurer(), find_engine).draw(diagram)


def _times(pair: _Pair, runs: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Both ways in turn, on the same canvas; the first round only warms up."""
    from calcviewer.layout.theme import LIGHT
    from calcviewer.view.canvas import Canvas

    canvas = Canvas(LIGHT)
    canvas.resize(1000, 700)
    canvas.show()
    revised: list[float] = []
    anew: list[float] = []
    ways: tuple[tuple[list[float], Callable[[], None]], ...] = (
        (revised, lambda: canvas.revise_picture(pair.after, pair.diagram, f"step-{len(pair.diagram.nodes) // 2}")),
        (anew, lambda: _build(canvas, pair)),
    )
    for _round in range(runs + 1):
        for times, show in ways:
            canvas.show_picture(pair.before, pair.diagram, "en")
            _rest()
            times.append(_milliseconds(partial(_paint, canvas, show)))
            _rest()
    canvas.close()
    canvas.deleteLater()
    return tuple(revised[1:]), tuple(anew[1:])


def _build(canvas: "Canvas", pair: _Pair) -> None:
    """All items at once: in slices, the rest would come after the first painting."""
    canvas.show_picture(pair.after, pair.diagram, "en")
    canvas.set_language("en")


def _paint(canvas: "Canvas", show: Callable[[], None]) -> None:
    show()
    canvas.viewport().repaint()


def _rest() -> None:
    """Until all slices are made, the glide is over and the map is drawn."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


def _milliseconds(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1e3
