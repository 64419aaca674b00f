"""How cost grows: each thing that the program does with diagrams of 10 to 10,000 steps, or 10 to 1,000 diagrams."""

import contextlib
import gc
import math
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import diagram_text, library
from benchmarks.plan import Plan
from calcviewer.core.library import check_library, load_text, open_library
from calcviewer.core.model import Diagram
from calcviewer.core.search import SearchIndex, passages
from calcviewer.core.trace import Direction, trace
from calcviewer.core.what_if import Setting, what_if
from calcviewer.layout.assemble import assemble
from calcviewer.layout.dot import LayoutRequest, dot_text, layout_request
from calcviewer.layout.engine import LayoutError, find_engine, lay_out
from calcviewer.layout.hit import HitMap
from calcviewer.layout.picture import Picture
from calcviewer.layout.simple import simple_plain
from calcviewer.layout.widths import TableMeasurer

STEPS, DIAGRAMS, STEPS_EACH = (10, 100, 1000, 10_000), (10, 100, 1000), 10
FROM = 100
"""What takes a moment at any size hides below that how the rest grows."""
MOST = 1.25
"""The exponent of n log n between 100 and 10,000 is 1.15; the rest is for noise."""
ROUNDS_MS = 60.0
LARGEST_TEXT = 5000
Job = Callable[[], object]
GRAPHVIZ = "Graphviz alone"


class _Case(NamedTuple):
    """A diagram of some size, without explanations (a file of 10,000 may not hold more), and all that is made of it."""

    text: bytes
    diagram: Diagram
    request: LayoutRequest
    plain: str
    picture: Picture


def measure(plan: Plan) -> list[Figure]:
    """The exponent of each, with the times as a note; and how far Graphviz comes in its time."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    times: dict[str, dict[int, float]] = {}
    gc.disable()  # as in the program while it works
    for steps in STEPS[:2] if plan.is_quick else STEPS:
        case = _case(steps)
        for name, job in _jobs(case, steps).items():
            times.setdefault(name, {})[steps] = _milliseconds(job, _clock(name))
        gc.collect()
    for count in DIAGRAMS[:2] if plan.is_quick else DIAGRAMS:
        folder = library(plan.folder / f"growth-{count}", count, STEPS_EACH)
        for name, job in _library_jobs(folder).items():
            times.setdefault(name, {})[count] = _milliseconds(job, _clock(name))
        gc.collect()
    gc.enable()
    return [_figure(name, found) for name, found in times.items()]


def _case(steps: int) -> _Case:
    lines = diagram_text(steps).splitlines()
    text = "\n".join(line for line in lines if line != "    text:" and not line.startswith("      ")).encode()
    diagram = load_text(text, "growth").diagram
    assert diagram is not None
    request = layout_request(diagram, ("en", "id"), TableMeasurer())
    plain = simple_plain(request)
    return _Case(text, diagram, request, plain, assemble(request, plain))


def _jobs(case: _Case, steps: int) -> Mapping[str, Job]:
    diagram, request = case.diagram, case.request
    first = diagram.nodes[0].id  # leads to all others
    return {
        "reading": lambda: load_text(case.text, "growth"),
        "measuring labels": lambda: layout_request(diagram, ("en", "id"), TableMeasurer()),
        "writing DOT": lambda: dot_text(request),
        "a simple layout": lambda: simple_plain(request),
        "a picture from a layout": lambda: assemble(request, case.plain),
        "a trace": lambda: trace(diagram._replace(), first, Direction.BOTH),
        "a what-if": lambda: what_if(diagram._replace(), Setting(blocked=(first,))),
        "what lies under the pointer": lambda: _pointed_at(case.picture),
        "the drawing on the canvas": lambda: _drawn(case),
        **({GRAPHVIZ: lambda: _graphviz(request)} if steps <= LARGEST_TEXT else {}),
    }


def _library_jobs(folder: Path) -> Mapping[str, Job]:
    diagrams = list(open_library(folder).diagrams())
    index = SearchIndex(passage for diagram in diagrams for passage in passages(diagram))
    return {
        "check of diagrams": lambda: list(check_library(open_library(folder))),
        "a search index of diagrams": lambda: SearchIndex(p for diagram in diagrams for p in passages(diagram)),
        "a search in diagrams": lambda: index.search("calcium salts"),
    }


def _pointed_at(picture: Picture) -> None:
    hits = HitMap(picture)
    for number in range(50):
        hits.at(picture.width * number / 50, picture.height * number / 50, 12.0)


def _drawn(case: _Case) -> None:
    """Until all items are made and painted."""
    from PySide6.QtWidgets import QApplication

    from calcviewer.app.main import make_application
    from calcviewer.layout.theme import LIGHT
    from calcviewer.view.canvas import SLICE, Canvas
    from calcviewer.view.fonts import load_fonts

    make_application()
    load_fonts()
    canvas = Canvas(LIGHT)
    canvas.resize(1366, 768)
    canvas.show()
    canvas.show_picture(case.picture, case.diagram, "en")
    for _slice in range((len(case.picture.boxes) + len(case.picture.arrows)) // SLICE + 2):
        QApplication.processEvents()
    canvas.close()
    canvas.deleteLater()
    QApplication.processEvents()


def _graphviz(request: LayoutRequest) -> None:
    with contextlib.suppress(LayoutError):  # too much for it: the time is its limit
        lay_out(find_engine(), dot_text(request))


def _clock(name: str) -> Callable[[], float]:
    """What others on the machine cannot lengthen; Graphviz is a process of its own, and Windows counts too coarsely."""
    return time.perf_counter if name == GRAPHVIZ or os.name == "nt" else time.process_time


def _milliseconds(job: Job, clock: Callable[[], float]) -> float:
    """The median of as many rounds as fit into a moment, after one to warm up if it is short."""
    times = [_once(job, clock)]
    if times[0] < ROUNDS_MS:
        times = [_once(job, clock) for _round in range(max(3, min(15, int(ROUNDS_MS / times[0]))))]
    return statistics.median(times)


def _once(job: Job, clock: Callable[[], float]) -> float:
    start = clock()
    job()
    return (clock() - start) * 1e3


def _figure(name: str, times: Mapping[int, float]) -> Figure:
    told = ", ".join(_said(size, taken) for size, taken in times.items())
    limit = None if name == GRAPHVIZ else Wanted("max", MOST)
    return Figure("growth", f"{name}: grows by n to the", "", (exponent(times),), wanted=limit, note=f"{name}: {told}.")


def exponent(times: Mapping[int, float]) -> float:
    """The slope of the straight line through the logarithms of sizes and times."""
    points = [(math.log(size), math.log(taken)) for size, taken in _of_some_size(times)]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _of_some_size(times: Mapping[int, float]) -> Iterator[tuple[int, float]]:
    found = {size: taken for size, taken in times.items() if size >= FROM}
    yield from (found if len(found) > 1 else times).items()


def _said(size: int, taken: float) -> str:
    return f"{size:,} in {taken:.{2 if taken < 10 else 0}f} ms"
