"""`python3 dev.py bench [--quick] [--json FILE] [--write] [NAME…]`: measures, prints the table, never fails by time."""

import argparse
import dataclasses
import datetime
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    exports,
    following,
    growth,
    looking,
    marks,
    opening,
    reach,
    reading,
    revise,
    start,
    typing,
    window,
)
from benchmarks.figures import Figure, table
from benchmarks.plan import ROOT, Plan

PAGE = ROOT / "docs" / "performance.md"
# Programs of their own come first: an engine that this process has loaded would share its memory with theirs.
GROUPS: Mapping[str, Callable[[Plan], list[Figure]]] = {
    "start": start.measure,
    "large": start.measure_large,
    "second": opening.measure_second,
    "library": opening.measure_library,
    "export": exports.measure,
    "check": reading.measure_check,
    "search": reading.measure_search,
    "reach": reach.measure,
    "click": window.measure_click,
    "language": window.measure_language,
    "block": window.measure_block,
    "looking": looking.measure,
    "marks": marks.measure,
    "following": following.measure,
    "revise": revise.measure,
    "typing": typing.measure,
    "growth": growth.measure,
}


def main(arguments: Sequence[str]) -> int:
    """Measures the groups that are named, or all."""
    options = _parser().parse_args(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without compiled modules imports take three times as long
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for variable in ("CALCVIEWER_CACHE", "CALCVIEWER_CONFIG", "CALCVIEWER_DATA"):
            os.environ[variable] = str(Path(folder, variable.lower()))
        plan = Plan(Path(folder), options.runs or (3 if options.quick else 15), options.quick)
        figures: list[Figure] = []
        for name in options.names or GROUPS:
            _say(f"== {name}")
            figures += GROUPS[name](plan)
    lines = [*table(figures), "", *_conditions(plan)]
    _say("\n".join(lines))
    if options.json:
        options.json.write_text(json.dumps(_as_json(figures, plan), ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.write:
        PAGE.write_text(page(lines), "utf-8")
    return 0


def page(lines: Sequence[str]) -> str:
    """The page of the documentation around the table."""
    return "\n".join([_HEAD, *lines, ""])


_HEAD = """# How fast it is

Made by `python3 dev.py bench --write`; do not edit. Each figure is held against a floor or a peer measured in turn with
it, in the same run: only the ratio means something on another machine. *Floor 1* is an empty Qt window, *floor 2* a Qt
view of 20 boxes, both in the same Python (`benchmarks/floors/`); `xdot` draws the same graph. *Painted* is when the box
areas stand on the screen in their fill colours (`benchmarks/first_paint.py`).
*Grows by n to the*: the exponent above 100 steps or diagrams, in time of the processor; n log n would be 1.15.
✓ or ✗: reached what is wanted or not.
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *GROUPS], help=" ".join(GROUPS))
    parser.add_argument("--quick", action="store_true", help="few rounds, less than a minute")
    parser.add_argument("--runs", type=int, help="how often programs are started")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all values")
    parser.add_argument("--write", action="store_true", help=f"write docs/{PAGE.name}")
    return parser


def _conditions(plan: Plan) -> list[str]:
    lines = [f"{key}: {value}  " for key, value in machine().items()]
    if plan.skipped:
        lines.append(f"Not installed, left out: {', '.join(dict.fromkeys(plan.skipped))}")
    return lines


def machine() -> dict[str, str]:
    """What the figures depend on."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    qt = f"PySide6 {version('PySide6-Essentials')}"
    system = f"{platform.system()} {platform.machine()}"
    return {
        "Date": today,
        "Machine": f"{_processor()}, {os.cpu_count()} cores, {system}",
        "Software": f"Python {platform.python_version()}, {qt}",
        "Busy": f"{_load()}; more waiting programs than cores make spread and p99 worse than they are",
    }


def _load() -> str:
    """How many programs wanted to run in the last quarter of an hour."""
    if not hasattr(os, "getloadavg"):
        return "not known how much"
    return f"{os.getloadavg()[2]:.1f} programs at a time in the last 15 minutes, these among them"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown processor")


def _as_json(figures: Sequence[Figure], plan: Plan) -> dict[str, object]:
    rows = [{**dataclasses.asdict(f), "judged": f.judged, "is_reached": f.is_reached} for f in figures]
    return {**machine(), "quick": plan.is_quick, "skipped": plan.skipped, "figures": rows}


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
