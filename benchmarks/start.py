"""From process start to the largest shipped diagram painted, and memory: the program, the floors and the peer."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Wanted
from benchmarks.first_paint import Start, measure_start
from benchmarks.plan import PYTHON, SHIPPED, Plan, interleaved
from benchmarks.screen import Screen
from calcviewer.core.library import open_library
from calcviewer.core.model import Diagram
from calcviewer.layout.theme import THEMES

FLOORS = Path(__file__).parent / "floors"
FLOOR_COLOUR = "#12c456"
SETTLED_S = 1.5
"""Memory is looked at when also what comes after the first picture is done."""
REST_S = 3.0
"""So long the program is left alone once, to keep what the next starts find."""
BOX_KINDS = ("trigger", "process", "cell", "mediator", "tissue", "finding", "outcome", "treatment")
FILLS = tuple(THEMES["light"].kinds[kind].fill for kind in BOX_KINDS)


def measure(plan: Plan) -> list[Figure]:
    """The figures of the groups `start` and `memory`, from the same runs."""
    if sys.platform != "linux" or not plan.has("Xvfb"):
        return []
    diagram = largest_diagram()
    with Screen() as screen:
        found = interleaved(_jobs(plan, screen, diagram), plan.runs)
    return list(_figures(found, diagram))


def largest_diagram() -> Diagram:
    """The shipped diagram with the most to draw."""
    diagrams = open_library(SHIPPED).diagrams()
    return max(diagrams, key=lambda diagram: len(diagram.nodes) + len(diagram.edges) + len(diagram.treatments))


def _jobs(plan: Plan, screen: Screen, diagram: Diagram) -> dict[str, Callable[[], Start]]:
    program = [PYTHON, "-m", "calcviewer", str(SHIPPED / f"{diagram.id}.yaml")]
    kept, fresh = plan.folder / "kept", plan.folder / "fresh"

    def first_ever() -> Start:
        shutil.rmtree(fresh, ignore_errors=True)
        return measure_start(screen, program, FILLS, _own(fresh))

    def plain(command: Sequence[str], colours: Sequence[str]) -> Callable[[], Start]:
        return lambda: measure_start(screen, command, colours, _own(kept), SETTLED_S)

    measure_start(screen, program, FILLS, _own(kept), REST_S)
    jobs = {
        "floor 1": plain([PYTHON, str(FLOORS / "bare.py")], [FLOOR_COLOUR]),
        "floor 2": plain([PYTHON, str(FLOORS / "view20.py")], [FLOOR_COLOUR]),
        "program": plain(program, FILLS),
        "first ever": first_ever,
    }
    if plan.has("xdot"):
        jobs["xdot"] = plain(["xdot", str(_graph(plan.folder, diagram))], [FLOOR_COLOUR])
    return jobs


def _own(folder: Path) -> Mapping[str, str]:
    """Settings, caches and home of the measured program alone."""
    folder.mkdir(parents=True, exist_ok=True)
    return {"CALCVIEWER_CACHE": str(folder / "cache"), "CALCVIEWER_CONFIG": str(folder / "config"), "HOME": str(folder)}


def _graph(folder: Path, diagram: Diagram) -> Path:
    """The exported DOT of the diagram, with names and a fill, as the peer gets it."""
    command = [PYTHON, "-m", "calcviewer", "export", str(SHIPPED / f"{diagram.id}.yaml"), "--to", "dot", "--lang", "en"]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([*command, "--out", str(folder)], env=env, check=True, capture_output=True)
    path = folder / f"{diagram.id}-en.gv"
    look = f'\tnode [style=filled fillcolor="{FLOOR_COLOUR}" label="\\\\N"]\n'
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^(?=\s+n0 \[)", look, text, count=1, flags=re.MULTILINE), "utf-8")
    return path


def _figures(found: Mapping[str, Sequence[Start]], diagram: Diagram) -> list[Figure]:
    def painted(name: str) -> tuple[float, ...]:
        return tuple(start.painted_ms for start in found.get(name, ()))

    def resident(name: str) -> tuple[float, ...]:
        return tuple(start.resident_mib for start in found.get(name, ()))

    def pss(name: str) -> tuple[float, ...]:
        return tuple(start.pss_mib for start in found.get(name, ()))

    note = f"Start and memory: {diagram.id} ({len(diagram.nodes)} steps, {len(diagram.edges)} arrows), on Xvfb."
    rows = [
        ("start", "start → painted, layout kept", "ms", painted("program"), "floor 2", painted("floor 2"), 1.3),
        ("start", "start → painted, layout kept", "ms", painted("program"), "xdot", painted("xdot"), 1.0),
        ("start", "first start ever, nothing kept", "ms", painted("first ever"), "floor 2", painted("floor 2"), None),
        ("start", "first start ever, nothing kept", "ms", painted("first ever"), "xdot", painted("xdot"), None),
        ("start", "(floor 2 itself)", "ms", painted("floor 2"), "floor 1", painted("floor 1"), None),
        ("memory", "resident memory", "MiB", resident("program"), "floor 1", resident("floor 1"), 1.5),
        ("memory", "resident memory", "MiB", resident("program"), "xdot", resident("xdot"), None),
        ("memory", "memory (PSS)", "MiB", pss("program"), "floor 1", pss("floor 1"), None),
        ("memory", "memory (PSS)", "MiB", pss("program"), "xdot", pss("xdot"), None),
    ]
    return [
        Figure(group, name, unit, values, floor, floors, Wanted("ratio", limit) if limit else None, note)
        for group, name, unit, values, floor, floors, limit in rows
        if floors
    ]
