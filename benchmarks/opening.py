"""Opening where there is something already: a second diagram in the open window, the first one of a large library."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, Wanted
from benchmarks.first_paint import begin, end, painted_ms
from benchmarks.graphs import diagram_text, library
from benchmarks.plan import Plan, interleaved
from benchmarks.programs import FILLS, FLOOR_1, PROGRAM, other, ours, own
from benchmarks.screen import Screen
from calcviewer.layout.theme import THEMES

STEPS = 20
KINDS = ("process", "cell")
"""Each of two diagrams is of one kind alone: in a window that shows both in turn, its colour tells which is there."""
REST_S, SHORT_S = 3.0, 0.6
FEW, MANY = 10, 1000


def measure_second(plan: Plan) -> list[Figure]:
    """From the start of a second process to its diagram painted in the window that is open."""
    if sys.platform != "linux" or not plan.has("Xvfb"):
        return []
    with Screen() as screen, _open_window(plan) as show:
        floor = other(screen, FLOOR_1, plan.folder / "floors", SHORT_S)
        jobs: dict[str, Callable[[], float]] = {"second": show, "floor 1": lambda: floor().painted_ms}
        found = interleaved(jobs, plan.runs)
    note = f"A second diagram: {STEPS} steps, its layout kept."
    title = "a second diagram, handed to the open window → painted"
    times, floors = tuple(found["second"]), tuple(found["floor 1"])
    return [Figure("second", title, "ms", times, "floor 1", floors, Wanted("ratio", 0.25), note)]


@contextmanager
def _open_window(plan: Plan) -> Iterator[Callable[[], float]]:
    """A window on a screen of its own; each call shows the other one of two diagrams there, and says what it took."""
    folder = plan.folder / "two"
    folder.mkdir()
    for kind in KINDS:
        (folder / f"{kind}.yaml").write_text(diagram_text(STEPS, kinds=(kind,)), "utf-8")
    colours = [THEMES["light"].kinds[kind].fill for kind in KINDS]
    with Screen() as screen:
        window = begin(screen, (*PROGRAM, str(folder / f"{KINDS[0]}.yaml")), own(plan.folder / "open"))
        painted_ms(screen, window, FILLS, time.perf_counter(), REST_S)
        shown = [0]

        def show() -> float:
            shown[0] = 1 - shown[0]
            start = time.perf_counter()
            command = (*PROGRAM, str(folder / f"{KINDS[shown[0]]}.yaml"))
            asking = begin(screen, command, own(plan.folder / "open"))
            took = painted_ms(screen, window, colours[shown[0] : shown[0] + 1], start, SHORT_S)
            asking.wait()
            return took

        try:
            yield show
        finally:
            end(window)


def measure_library(plan: Plan) -> list[Figure]:
    """The first diagram of a library of 1,000 against the same in a library of 10: kept from before, and new."""
    if sys.platform != "linux" or not plan.has("Xvfb"):
        return []
    many = MANY // 20 if plan.is_quick else MANY
    folders = {size: library(plan.folder / f"library-{size}", size, STEPS) for size in (FEW, many)}
    with Screen() as screen:
        jobs: dict[str, Callable[[], float]] = {}
        for size, folder in folders.items():
            path, state = folder / "pathway-0.yaml", plan.folder / f"state-{size}"
            ours(screen, path, state / "kept", REST_S)()
            jobs[f"{size} kept"] = _kept(screen, path, state / "kept")
            jobs[f"{size} new"] = _new(screen, path, state / "new")
        found = interleaved(jobs, plan.runs)
    return [_library_figure(found, many, state) for state in ("kept", "new")]


def _kept(screen: Screen, path: Path, folder: Path) -> Callable[[], float]:
    return lambda: ours(screen, path, folder, SHORT_S)().painted_ms


def _new(screen: Screen, path: Path, folder: Path) -> Callable[[], float]:
    def start() -> float:
        shutil.rmtree(folder, ignore_errors=True)
        return _kept(screen, path, folder)()

    return start


def _library_figure(found: Mapping[str, list[float]], many: int, state: str) -> Figure:
    title = f"library of {many:,} diagrams → first one painted, {'looked at before' if state == 'kept' else state}"
    times, floors = tuple(found[f"{many} {state}"]), tuple(found[f"{FEW} {state}"])
    return Figure("library", title, "ms", times, f"library of {FEW}", floors, Wanted("ratio", 1.2))
