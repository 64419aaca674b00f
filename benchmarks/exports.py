"""Exporting every shipped diagram to SVG in both languages, as one process, against Graphviz alone on their graphs."""

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.figures import Figure, Wanted
from benchmarks.plan import SHIPPED, Plan, interleaved
from benchmarks.programs import PROGRAM
from calcviewer.layout.engine import find_engine

MOST = 3.0


def measure(plan: Plan) -> list[Figure]:
    """Graphviz gets each graph once, in a process of its own: both languages are drawn from one layout."""
    out = plan.folder / "exported"
    _run([*PROGRAM, "export", str(SHIPPED), "--to", "dot", "--lang", "en", "--out", str(out / "dot")])
    graphs = sorted((out / "dot").iterdir())
    command = [*PROGRAM, "export", str(SHIPPED), "--to", "svg", "--out", str(out / "svg")]
    jobs: dict[str, Callable[[], float]] = {
        "program": lambda: _timed([command], out / "svg"),
        "Graphviz": lambda: _timed([[str(find_engine().path), "-Tplain", str(graph)] for graph in graphs]),
    }
    found = interleaved(jobs, max(2, plan.runs // 2))
    title = f"export of all {len(graphs)} shipped diagrams to SVG in both languages, process"
    times, alone = tuple(found["program"]), tuple(found["Graphviz"])
    return [Figure("export", title, "ms", times, "Graphviz alone", alone, Wanted("ratio", MOST))]


def _timed(commands: Sequence[Sequence[str]], unwanted: Path | None = None) -> float:
    if unwanted is not None:
        shutil.rmtree(unwanted, ignore_errors=True)
    start = time.perf_counter()
    for command in commands:
        _run(command)
    return (time.perf_counter() - start) * 1e3


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
