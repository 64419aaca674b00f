"""From process start to a diagram painted, and memory: the program, the floors and the peers."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Numbers, Wanted
from benchmarks.first_paint import Start
from benchmarks.graphs import library
from benchmarks.plan import SHIPPED, Plan, interleaved
from benchmarks.programs import CODE_VIEWER, FLOOR_1, FLOOR_2, XDOT, graph_of, other, ours, peers
from benchmarks.screen import Screen
from calcviewer.core.library import open_library
from calcviewer.core.model import Diagram

SETTLED_S = 1.5
"""Memory is looked at when also what comes after the first picture is done."""
REST_S = 3.0
"""So long the program is left alone once, to keep what the next starts find."""
BIG = 200


def measure(plan: Plan) -> list[Figure]:
    """The largest shipped diagram: its start with the layout kept and with nothing kept; memory, from the same runs."""
    if sys.platform != "linux" or not plan.has("Xvfb"):
        return []
    diagram = largest_diagram()
    path, kept = SHIPPED / f"{diagram.id}.yaml", plan.folder / "kept"
    rest_s = SETTLED_S / 3 if plan.is_quick else SETTLED_S
    with Screen() as screen:
        ours(screen, path, kept, REST_S)()
        jobs = {
            "floor 1": other(screen, FLOOR_1, plan.folder / "floors", rest_s),
            "floor 2": other(screen, FLOOR_2, plan.folder / "floors", rest_s),
            "program": ours(screen, path, kept, rest_s),
            "first ever": _fresh(plan, screen, path),
            **peers(plan, screen, graph_of(path, plan.folder), rest_s),
        }
        found = interleaved(jobs, plan.runs)
    note = f"Start and memory: {diagram.id} ({len(diagram.nodes)} steps, {len(diagram.edges)} arrows), on Xvfb."
    return [*_times(found, note), *_memory(found)]


def measure_large(plan: Plan) -> list[Figure]:
    """A diagram of 200 steps of which nothing is kept, against the peers on the same graph."""
    if sys.platform != "linux" or not plan.has("Xvfb"):
        return []
    path = library(plan.folder / "large", 1, BIG) / "pathway-0.yaml"
    with Screen() as screen:
        others = peers(plan, screen, graph_of(path, plan.folder), REST_S / 5)
        found = interleaved({"program": _fresh(plan, screen, path), **others}, plan.runs)
    times = _each(found, "painted_ms")
    rows = ((XDOT, 0.6), (CODE_VIEWER, 0.8))
    return [
        _ratio("large", f"start → painted, {BIG} steps, nothing kept", "ms", times["program"], peer, times[peer], most)
        for peer, most in rows
        if peer in times
    ]


def largest_diagram() -> Diagram:
    """The shipped diagram with the most to draw."""
    diagrams = open_library(SHIPPED).diagrams()
    return max(diagrams, key=lambda diagram: len(diagram.nodes) + len(diagram.edges) + len(diagram.treatments))


def _fresh(plan: Plan, screen: Screen, path: Path) -> Callable[[], Start]:
    """A start that finds nothing of an earlier one; what the system keeps of its fonts is there for all programs."""
    folder = plan.folder / "fresh"

    def start() -> Start:
        for kept in ("cache", "config", "data"):
            shutil.rmtree(folder / kept, ignore_errors=True)
        return ours(screen, path, folder, REST_S / 5)()

    return start


def _times(found: Mapping[str, Sequence[Start]], note: str) -> Iterator[Figure]:
    times = _each(found, "painted_ms")
    for name, title, limits in (
        ("program", "start → painted, layout kept", {"floor 2": 1.0, XDOT: 0.75}),
        ("first ever", "first start ever, nothing kept", {"floor 2": 1.1, XDOT: 0.8}),
    ):
        for floor, most in limits.items():
            if floor in times:
                yield _ratio("start", title, "ms", times[name], floor, times[floor], most, note)
    yield Figure("start", "(floor 2 itself)", "ms", times["floor 2"], "floor 1", times["floor 1"])


def _memory(found: Mapping[str, Sequence[Start]]) -> Iterator[Figure]:
    for title, kind, limits in (
        ("memory (PSS) at the first paint", "first_pss_mib", {"floor 1": 1.3, XDOT: 1.0}),
        ("memory (PSS), all of it there", "pss_mib", {"floor 1": None, XDOT: None}),
        ("resident memory, all of it there", "resident_mib", {"floor 1": 1.5, XDOT: None}),
    ):
        sizes = _each(found, kind)
        for floor, most in limits.items():
            if floor in sizes:
                yield _ratio("start", title, "MiB", sizes["program"], floor, sizes[floor], most)


def _each(found: Mapping[str, Sequence[Start]], what: str) -> dict[str, Numbers]:
    return {name: tuple(getattr(start, what) for start in starts) for name, starts in found.items()}


def _ratio(
    group: str, title: str, unit: str, values: Numbers, floor: str, floors: Numbers, most: float | None, note: str = ""
) -> Figure:
    return Figure(group, title, unit, values, floor, floors, Wanted("ratio", most) if most else None, note)
