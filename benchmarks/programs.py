"""The programs that are started and watched: ours, the floors, the peers; each with settings and caches of its own."""

import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.first_paint import Start, measure_start
from benchmarks.plan import PYTHON, Plan
from benchmarks.screen import Screen
from calcviewer.layout.theme import THEMES

FLOORS = Path(__file__).parent / "floors"
FLOOR_COLOUR = "#12c456"
BOX_KINDS = ("trigger", "process", "cell", "mediator", "tissue", "finding", "outcome", "treatment")
FILLS = tuple(THEMES["light"].kinds[kind].fill for kind in BOX_KINDS)
PROGRAM = (PYTHON, "-m", "calcviewer")
FLOOR_1 = (PYTHON, str(FLOORS / "bare.py"))
FLOOR_2 = (PYTHON, str(FLOORS / "view20.py"))
XDOT, CODE_VIEWER = "xdot", "graphviz-code-viewer"


def own(folder: Path) -> Mapping[str, str]:
    """Settings, caches, data and home of a measured program alone."""
    folder.mkdir(parents=True, exist_ok=True)
    places = {f"CALCVIEWER_{name.upper()}": str(folder / name) for name in ("cache", "config", "data")}
    return {**places, "HOME": str(folder)}


def ours(screen: Screen, path: Path, folder: Path, rest_s: float) -> Callable[[], Start]:
    """A start of the program at a file, with what it has kept in `folder`."""
    return lambda: measure_start(screen, (*PROGRAM, str(path)), FILLS, own(folder), rest_s)


def other(screen: Screen, command: Sequence[str], folder: Path, rest_s: float) -> Callable[[], Start]:
    """A start of a floor or a peer, whose boxes have the one colour."""
    return lambda: measure_start(screen, command, [FLOOR_COLOUR], own(folder), rest_s)


def peers(plan: Plan, screen: Screen, graph: Path, rest_s: float) -> dict[str, Callable[[], Start]]:
    """A start of each peer that is installed, at the same graph."""
    found = [name for name in (XDOT, CODE_VIEWER) if plan.has(name)]
    return {name: other(screen, [name, str(graph)], plan.folder / "peers", rest_s) for name in found}


def graph_of(path: Path, folder: Path) -> Path:
    """The exported DOT of a diagram as a peer gets it: with names, boxes in the colour, and a ground in it too.

    A peer that shows only a corner of a large drawing shows ground there, and paints it along with all the rest.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [*PROGRAM, "export", str(path), "--to", "dot", "--lang", "en", "--out", str(folder)]
    subprocess.run(command, env=env, check=True, capture_output=True)
    graph = folder / f"{path.stem}-en.gv"
    look = f'\tgraph [bgcolor="{FLOOR_COLOUR}"]\n\tnode [style=filled fillcolor="{FLOOR_COLOUR}" label="\\\\N"]\n'
    text = graph.read_text("utf-8")
    graph.write_text(re.sub(r"^(?=\s+n0 \[)", look, text, count=1, flags=re.MULTILINE), "utf-8")
    return graph
