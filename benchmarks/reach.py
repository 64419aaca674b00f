"""Questions to a diagram far larger than any that is taught with: 2,000 steps, 6,000 arrows of every kind."""

import itertools
import random
import time
from collections.abc import Callable

from benchmarks.figures import Figure, Wanted
from benchmarks.plan import Plan, interleaved
from calcviewer.core.graph import downstream
from calcviewer.core.loops import loops
from calcviewer.core.model import Diagram, Edge, Node, Text
from calcviewer.core.pathways import first_paths
from calcviewer.core.reason import reason
from calcviewer.core.schema import EDGE_KINDS
from calcviewer.core.trace import Direction, trace
from calcviewer.core.what_if import Setting, what_if

MOST_MS = 30


def measure(plan: Plan) -> list[Figure]:
    """Trace, what-if and a reason against a bare walk through the same arrows; paths and loops where there are many."""
    diagram = tangle(*((200, 600) if plan.is_quick else (2000, 6000)))
    names = [node.id for node in diagram.nodes]
    after: dict[str, list[str]] = {name: [] for name in names}
    for edge in diagram.edges:
        after[edge.source].append(edge.target)
    setting = Setting(blocked=tuple(names[3:40:6]))
    outcome = what_if(diagram, setting)
    last = names[-1]
    jobs: dict[str, Callable[[], object]] = {
        "walk": lambda: downstream(after, names[:1]),
        "trace": lambda: trace(diagram, names[20], Direction.BOTH),
        "trace, first of a diagram": lambda: trace(diagram._replace(), names[20], Direction.BOTH),
        "what-if": lambda: what_if(diagram, setting),
        "what-if, first of a diagram": lambda: what_if(diagram._replace(), setting),
        "reason of one step": lambda: reason(diagram, outcome, last),
    }
    found = interleaved({name: _timed(job) for name, job in jobs.items()}, plan.calls)
    few = " (quick: 200 steps)" if plan.is_quick else ""
    floor = tuple(found.pop("walk"))
    figures = [
        Figure("reach", f"{name}, 2,000 steps{few}", "ms", tuple(values), "bare walk", floor, Wanted("median", MOST_MS))
        for name, values in found.items()
    ]
    everything = complete(20)
    bounded: dict[str, Callable[[], object]] = {
        "200 paths where everything leads to everything": lambda: first_paths(everything, "s0", "s19"),
        "100 loops there": lambda: loops(everything),
        f"200 paths, 2,000 steps{few}": lambda: first_paths(diagram, names[0], last),
        f"100 loops, 2,000 steps{few}": lambda: loops(diagram),
    }
    found = interleaved({name: _timed(job) for name, job in bounded.items()}, max(1, plan.runs // 3))
    return figures + [Figure("reach", name, "ms", tuple(values)) for name, values in found.items()]


def tangle(steps: int, arrows: int, seed: int = 1) -> Diagram:
    """A diagram of so many steps and arrows, all of them reached, with arrows back and arrows of every kind."""
    chance = random.Random(seed)
    pairs = {(max(0, target - chance.randint(1, 6)), target): "causes" for target in range(1, steps)}
    kinds = [*EDGE_KINDS, "causes", "causes", "causes"]
    while len(pairs) < arrows:
        source = chance.randrange(steps)
        target = min(steps - 1, max(0, source + chance.randint(-5, 30)))
        if source != target:
            pairs.setdefault((source, target), chance.choice(kinds))
    edges = tuple(Edge(f"s{source}", f"s{target}", kind) for (source, target), kind in pairs.items())
    return Diagram("tangle", Text(), nodes=_nodes(steps), edges=edges)


def complete(steps: int) -> Diagram:
    """Every step leads to every other one."""
    pairs = itertools.permutations(range(steps), 2)
    return Diagram("complete", Text(), nodes=_nodes(steps), edges=tuple(Edge(f"s{a}", f"s{b}") for a, b in pairs))


def _nodes(steps: int) -> tuple[Node, ...]:
    return tuple(Node(f"s{number}", "process", Text()) for number in range(steps))


def _timed(job: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        job()
        return (time.perf_counter() - start) * 1e3

    return run
