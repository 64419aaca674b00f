"""How soon the picture follows the text: from the last key to the new picture painted; and what checking takes."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import diagram_text, library
from benchmarks.plan import Plan
from calcviewer.core.loader import load_diagram
from calcviewer.core.text_edit import TextEdit
from calcviewer.layout.dot import dot_text, layout_request
from calcviewer.layout.engine import find_engine, lay_out

if TYPE_CHECKING:
    from calcviewer.app.document import Document
    from calcviewer.app.main import Program

SIZES = (50, 200)
SPARE_MS = {50: 12.0, 200: 35.0}
"""So much longer than Graphviz alone the picture may take to follow, past the quiet time."""
CHECKED_STEPS = 1000
REST_MS = 1000
LABEL, ARROW = "a label", "an arrow"


def measure(plan: Plan) -> list[Figure]:
    """Edits of a label and of an arrow, in turn with Graphviz alone on the same graph and with a naive preview."""
    found: list[Figure] = []
    for steps in SIZES:
        found += _measure(plan, steps)
    text = diagram_text(CHECKED_STEPS)
    gc.disable()  # as in the program, which collects on the window's thread alone (decision 0010)
    times = [_milliseconds(lambda: load_diagram(text, "big")) for _round in range(plan.runs)]
    gc.enable()
    name = f"checking a text of {CHECKED_STEPS:,} steps"
    return [*found, Figure("following", name, "ms", tuple(times), wanted=Wanted("median", 150))]


def _measure(plan: Plan, steps: int) -> Iterator[Figure]:
    from calcviewer.app.checking import QUIET_MS

    file = library(plan.folder / f"follow-{steps}", 1, steps) / "pathway-0.yaml"
    whole: dict[str, list[float]] = {LABEL: [], ARROW: []}
    alone: list[float] = []
    naive: list[float] = []
    with _editing(file) as program:
        for number in range(plan.runs + 1):  # the first round only warms up
            for what, change in ((LABEL, _label(steps, number)), (ARROW, _arrow(steps, number))):
                whole[what].append(_until_painted(program, change) - QUIET_MS)
            text = _document(program).text()
            alone.append(_graphviz(text))
            naive.append(_naive(text))
    bare, rebuilt = tuple(alone[1:]), tuple(naive[1:])
    note = f"Following: from the key to the picture painted, less the quiet time of {QUIET_MS} ms."
    for what, floor, values, wanted in (
        (LABEL, "naive preview", rebuilt, Wanted("ratio", 0.35)),
        (ARROW, "Graphviz alone", bare, Wanted("excess", SPARE_MS[steps])),
        (ARROW, "2 × Graphviz alone", tuple(2 * value for value in bare), Wanted("ratio", 1.0)),
    ):
        times = tuple(whole[what][1:])
        yield Figure("following", f"{what} changed → painted, {steps} steps", "ms", times, floor, values, wanted, note)


@contextmanager
def _editing(file: Path) -> "Iterator[Program]":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from calcviewer.cli.gallery import showing, wait_until

    with showing(file, "en") as program:
        program.window.resize(1366, 768)
        program.window.do("edit")
        wait_until(lambda: program.session.picture is not None and program.window.around.is_edited)
        program.window.around.editing.panels.go_to_text()  # where keys are typed
        QApplication.processEvents()
        yield program


def _document(program: "Program") -> "Document":
    document = program.window.around.editing.document
    assert document is not None
    return document


def _label(steps: int, number: int) -> Callable[[str], TextEdit]:
    """Other words of the same length for one step: what is typed most."""

    def change(text: str) -> TextEdit:
        at = text.index('en: "', text.index(f"  step-{number % steps}:")) + len('en: "')
        return TextEdit(at, at + 1, "ABCDEFGH"[number % 8])

    return change


def _arrow(steps: int, number: int) -> Callable[[str], TextEdit]:
    """One more arrow at the end, another each time: no layout of it is kept."""
    source, target = 2 + number % (steps - 12), 2 + number % (steps - 12) + 7
    return lambda text: TextEdit(len(text), len(text), f"  - step-{source} -> step-{target}\n")


def _until_painted(program: "Program", change: Callable[[str], TextEdit]) -> float:
    from PySide6.QtCore import QEventLoop

    loop, session = QEventLoop(), program.session
    document = _document(program)
    done: list[float] = []

    def painted(*_picture: object) -> None:
        program.window.canvas.viewport().repaint()
        done.append(time.perf_counter())
        loop.quit()

    session.picture_changed.connect(painted)  # after the canvas, which was connected before
    _rest()
    edit = change(document.text())
    start = time.perf_counter()
    document.edit((edit,))
    loop.exec()
    session.picture_changed.disconnect(painted)
    return (done[0] - start) * 1e3


def _rest() -> None:
    """Until what the change before left to do is done: steps have glided, the index is made, a copy is on the disk."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


def _graphviz(text: str) -> float:
    """Graphviz as a process, fed and read, and nothing else."""
    from calcviewer.core.model import LANGUAGES
    from calcviewer.view.measurer import QtMeasurer

    diagram = load_diagram(text, "bare").diagram
    assert diagram is not None
    dot, engine = dot_text(layout_request(diagram, tuple(LANGUAGES), QtMeasurer())), find_engine()
    return _milliseconds(lambda: lay_out(engine, dot))


def _naive(text: str) -> float:
    """What a preview does that keeps nothing: parse, lay out, build every item, paint."""
    from calcviewer.layout.pipeline import Drawer
    from calcviewer.layout.theme import LIGHT
    from calcviewer.view.canvas import Canvas
    from calcviewer.view.measurer import QtMeasurer

    canvas = Canvas(LIGHT)
    canvas.resize(700, 600)
    canvas.show()

    def preview() -> None:
        diagram = load_diagram(text, "naive").diagram
        assert diagram is not None
        canvas.show_picture(Drawer(QtMeasurer(), find_engine).draw(diagram), diagram, "en")
        canvas.viewport().repaint()

    took = _milliseconds(preview)
    canvas.close()
    canvas.deleteLater()
    return took


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1e3
