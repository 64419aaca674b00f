"""Reading and searching without a window: against bare Python and against libyaml's own parse of the same bytes."""

import gc
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, Wanted
from benchmarks.graphs import library
from benchmarks.plan import PYTHON, SHIPPED, Plan, interleaved
from calcviewer.core.library import check_library, open_library
from calcviewer.core.search import SearchIndex, passages
from calcviewer.core.source import CParser

WORDS = ("calcium salts", "jaringan mati", "macrophage")


def measure_check(plan: Plan) -> list[Figure]:
    """`calcviewer check` as a process, and reading 100 diagrams of 30 steps inside one."""
    one = SHIPPED / "overview.yaml"
    processes = interleaved(
        {
            "python": _process("-c", "pass"),
            "folder": _process("-m", "calcviewer", "check", str(SHIPPED)),
            "alone": _process("-m", "calcviewer", "check", str(_copy(one, plan.folder))),
        },
        plan.runs,
    )
    many = 10 if plan.is_quick else 100
    folder, spoilt = library(plan.folder / "hundred", many, 30), library(plan.folder / "spoilt", many, 30)
    for path in spoilt.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("kind: causes", "kind: cause", 1), "utf-8")
    jobs = {"check": lambda: _check(folder), "spoilt": lambda: _check(spoilt), "libyaml": lambda: _parse(folder)}
    gc.disable()  # as in the command, which looks for no garbage meanwhile
    inside = interleaved(jobs, max(1, plan.runs // 3))
    shipped = interleaved({"check": lambda: _check(SHIPPED), "libyaml": lambda: _parse(SHIPPED)}, plan.runs)
    gc.enable()
    bare = tuple(processes["python"])
    few = " (quick: 10)" if plan.is_quick else ""
    return [
        Figure("check", "check of diagrams/, process", "ms", tuple(processes["folder"]), "bare Python", bare),
        Figure("check", "check of one file, process", "ms", tuple(processes["alone"]), "bare Python", bare,
               Wanted("excess", 60)),
        Figure("check", "check of diagrams/, inside", "ms", tuple(shipped["check"]), "libyaml",
               tuple(shipped["libyaml"])),
        Figure("check", f"check of 100 diagrams of 30 steps{few}", "ms", tuple(inside["check"]), "libyaml",
               tuple(inside["libyaml"]), Wanted("ratio", 4)),
        Figure("check", f"the same, each with a mistake{few}", "ms", tuple(inside["spoilt"]), "libyaml",
               tuple(inside["libyaml"])),
    ]  # fmt: skip


def measure_search(plan: Plan) -> list[Figure]:
    """Each key of some words, in the shipped library and in 1,000 generated diagrams of 20 steps."""
    many = library(plan.folder / "thousand", 50 if plan.is_quick else 1000, 20)
    found = {"shipped library": _keys(SHIPPED, plan.calls), "1,000 diagrams": _keys(many, max(1, plan.calls // 10))}
    few = " (quick: 50)" if plan.is_quick else ""
    return [
        Figure("search", f"search in {name}{few if name != 'shipped library' else ''}, each key", "ms", values,
               wanted=Wanted("p99", 30))
        for name, values in found.items()
    ]  # fmt: skip


def _process(*arguments: str) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        result = subprocess.run([PYTHON, *arguments], capture_output=True, text=True, check=False)
        if result.returncode == 2 or result.stderr:
            raise RuntimeError(result.stderr)
        return (time.perf_counter() - start) * 1e3

    return run


def _copy(path: Path, folder: Path) -> Path:
    """The file where no library lies around it."""
    target = folder / "alone" / path.name
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(path.read_bytes())
    return target


def _check(folder: Path) -> float:
    start = time.perf_counter()
    for _problem in check_library(open_library(folder)):
        pass
    return (time.perf_counter() - start) * 1e3


def _parse(folder: Path) -> float:
    start = time.perf_counter()
    for path in folder.glob("*.yaml"):
        CParser(path.read_bytes()).raw_parse()
    return (time.perf_counter() - start) * 1e3


def _keys(folder: Path, rounds: int) -> tuple[float, ...]:
    index = SearchIndex(passage for diagram in open_library(folder).diagrams() for passage in passages(diagram))
    return tuple(took for _round in range(rounds) for took in _typed(index))


def _typed(index: SearchIndex) -> Iterator[float]:
    for word in WORDS:
        for length in range(1, len(word) + 1):
            start = time.perf_counter()
            index.search(word[:length])
            yield (time.perf_counter() - start) * 1e3
