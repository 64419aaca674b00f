"""Questions to the graph of a diagram, as pure functions: where it starts, what is reached, who stands beside whom."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from calcviewer.core.model import Diagram

CAUSAL = frozenset({"causes", "may-lead-to"})
"""The kinds of arrow that carry a path."""
ANY, ALL = ("any",), ("all",)
"""What `needs` says of the causes, where it does not list them."""


LEADING = CAUSAL | {"promotes"}
"""The kinds of arrow along which a change is passed on; `inhibits` turns it round instead."""


def causal_successors(diagram: Diagram) -> Mapping[str, tuple[str, ...]]:
    """The steps that each step brings about, over causal arrows."""
    return {node.id: tuple(e.target for e in diagram.outgoing(node.id) if e.kind in CAUSAL) for node in diagram.nodes}


def roots(diagram: Diagram) -> tuple[str, ...]:
    """Where the story starts: triggers, and any step or closed loop that no causal arrow enters from outside."""
    after = causal_successors(diagram)
    before: dict[str, list[str]] = {step: [] for step in after}
    for step, targets in after.items():
        for target in targets:
            before[target].append(step)
    # Whatever leads to such a loop is of it.
    first = downstream(before, _first_in_part(after))
    return tuple(node.id for node in diagram.nodes if node.kind == "trigger" or node.id in first)


def _first_in_part(after: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """One step of each part (a step alone, or a closed loop) that no arrow enters from outside.

    Each such part has a step that none before it in order leads to. Of those, the ones that a later one leads to are in
    no such part: a later one of the same part would have been found from it.
    """
    alone = _not_led_to(after, after)
    return _not_led_to(after, reversed(alone))


def _not_led_to(after: Mapping[str, Iterable[str]], steps: Iterable[str]) -> tuple[str, ...]:
    """Those of the steps to which none that stands before them leads."""
    found: set[str] = set()
    alone = []
    for step in steps:
        if step not in found:
            alone.append(step)
            _spread(after, step, found)
    return tuple(alone)


def downstream(after: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """The steps that `starts` lead to, themselves among them."""
    found: set[str] = set()
    for start in starts:
        _spread(after, start, found)
    return found


def _spread(after: Mapping[str, Iterable[str]], start: str, found: set[str]) -> None:
    """Adds a step to `found`, and whatever it leads to."""
    if start not in found:
        found.add(start)
        waiting = [start]
        while waiting:
            new = [step for step in after[waiting.pop()] if step not in found]
            found.update(new)
            waiting += new


class Causality:
    """What brings what about in one diagram, made once for several questions.

    `after` holds for each step the arrows that count towards what their target `needs`: (target, arrow).
    """

    def __init__(self, diagram: Diagram) -> None:
        self.roots = roots(diagram)
        self.after: dict[str, list[tuple[str, str]]] = {node.id: [] for node in diagram.nodes}
        arrows = dict.fromkeys(self.after, 0)
        needs = {node.id: node.needs for node in diagram.nodes}
        for edge in diagram.edges:
            wanted = needs[edge.target]
            if edge.kind in CAUSAL and (wanted in (ANY, ALL) or edge.source in wanted):
                self.after[edge.source].append((edge.target, edge.id))
                arrows[edge.target] += 1
        self._wanted = {s: 1 if n == ANY else arrows[s] if n == ALL else len({*n}) for s, n in needs.items()}

    def reached(self, starts: Iterable[str] = (), without: Collection[str] = frozenset()) -> frozenset[str]:
        """The least set that holds roots and `starts` and every step whose `needs` is met; `without` is not there."""
        found = {step for step in (*self.roots, *starts) if step not in without}
        waiting = list(found)
        wanted = dict(self._wanted)
        while waiting:
            for step, arrow in self.after[waiting.pop()]:
                if step not in found and step not in without and arrow not in without:
                    wanted[step] -= 1
                    if wanted[step] == 0:
                        found.add(step)
                        waiting.append(step)
        return frozenset(found)


def reached(diagram: Diagram) -> frozenset[str]:
    """The least set that holds the roots and every step whose `needs` is met by reached causes over causal arrows."""
    if all(node.needs == ANY for node in diagram.nodes):  # each is a root, or one of its causes is there
        return frozenset(diagram.node_by_id)
    return Causality(diagram).reached()


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
