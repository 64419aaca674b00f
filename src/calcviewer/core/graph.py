"""Questions to the graph of a diagram, as pure functions: where it starts, what is reached, who stands beside whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from calcviewer.core.model import Diagram

CAUSAL = frozenset({"causes", "may-lead-to"})
"""The kinds of arrow that carry a path."""


def causal_successors(diagram: Diagram) -> Mapping[str, tuple[str, ...]]:
    """The steps that each step brings about, over causal arrows."""
    return {node.id: tuple(e.target for e in diagram.outgoing(node.id) if e.kind in CAUSAL) for node in diagram.nodes}


def roots(diagram: Diagram) -> tuple[str, ...]:
    """Where the story starts: triggers, and any step or closed loop that no causal arrow enters from outside."""
    after = causal_successors(diagram)
    part_of = {step: i for i, part in enumerate(components(after)) for step in part}
    entered = {part_of[t] for s, targets in after.items() for t in targets if part_of[s] != part_of[t]}
    return tuple(n.id for n in diagram.nodes if n.kind == "trigger" or part_of[n.id] not in entered)


def reached(diagram: Diagram) -> frozenset[str]:
    """The least set that holds the roots and every step whose `needs` is met by reached causes over causal arrows."""
    causes: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for edge in diagram.edges:
        if edge.kind in CAUSAL:
            causes[edge.target].append(edge.source)
    found = set(roots(diagram))
    after = causal_successors(diagram)
    waiting = list(found)
    while waiting:
        for step in after[waiting.pop()]:
            if step not in found and _is_met(diagram.node_by_id[step].needs, causes[step], found):
                found.add(step)
                waiting.append(step)
    return frozenset(found)


def _is_met(needs: tuple[str, ...], causes: Sequence[str], there: set[str]) -> bool:
    if needs == ("any",):
        return any(cause in there for cause in causes)
    return all(cause in there for cause in (causes if needs == ("all",) else needs))


def siblings(diagram: Diagram, step: str) -> tuple[str, ...]:
    """The steps that share a cause with `step`, itself among them; without causes, those that share an effect."""
    causes = [e.source for e in diagram.incoming(step)]
    found = [e.target for cause in causes for e in diagram.outgoing(cause)]
    if not causes:
        effects = [e.target for e in diagram.outgoing(step)]
        found = [e.source for effect in effects for e in diagram.incoming(effect)]
    return tuple(dict.fromkeys([*found, step]))


def reading_order(diagram: Diagram) -> tuple[str, ...]:
    """The steps so that a cause stands before its effects wherever loops allow it; else the order of the file."""
    # Started from the end of the file, so that what comes first there is closed last and stands first.
    after = {n.id: tuple(e.target for e in diagram.outgoing(n.id)) for n in reversed(diagram.nodes)}
    position = {n.id: i for i, n in enumerate(diagram.nodes)}
    parts = components(after)
    return tuple(step for part in reversed(parts) for step in sorted(part, key=position.__getitem__))


def components(after: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The strongly connected components, effects before their causes (Tarjan 1972, without recursion)."""
    walk = _Tarjan(after)
    for start in after:
        if start not in walk.number:
            walk.explore(start)
    return tuple(walk.parts)


class _Tarjan:
    """One run of Tarjan's algorithm; `low` is the lowest number that a step's part is known to reach."""

    def __init__(self, after: Mapping[str, Iterable[str]]) -> None:
        self._after = after
        self.number: dict[str, int] = {}
        self.parts: list[tuple[str, ...]] = []
        self._low: dict[str, int] = {}
        self._stack: list[str] = []
        self._open: set[str] = set()

    def explore(self, start: str) -> None:
        work = [(start, self._enter(start))]
        while work:
            step, targets = work[-1]
            unseen = self._next_unseen(step, targets)
            if unseen is not None:
                work.append((unseen, self._enter(unseen)))
                continue
            work.pop()
            if work:
                self._lower(work[-1][0], self._low[step])
            if self._low[step] == self.number[step]:
                self._close(step)

    def _enter(self, step: str) -> Iterator[str]:
        self.number[step] = self._low[step] = len(self.number)
        self._stack.append(step)
        self._open.add(step)
        return iter(self._after[step])

    def _next_unseen(self, step: str, targets: Iterator[str]) -> str | None:
        for target in targets:
            if target not in self.number:
                return target
            if target in self._open:
                self._lower(step, self.number[target])
        return None

    def _lower(self, step: str, number: int) -> None:
        self._low[step] = min(self._low[step], number)

    def _close(self, step: str) -> None:
        at = self._stack.index(step)
        self.parts.append(tuple(reversed(self._stack[at:])))
        self._open.difference_update(self._stack[at:])
        del self._stack[at:]
