"""Traces: what leads to a step or arrow, what follows from it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.core.model import Diagram, Edge, Node, Text
from calcviewer.core.trace import Direction, Trace, neighbours, trace
from tests.core import random_diagrams

CAUSES, EFFECTS, BOTH = Direction


def small() -> Diagram:
    """a → b → c → d → b, x ⊣ c, d promotes e."""
    ends = [("a", "b", "causes"), ("b", "c", "may-lead-to"), ("c", "d", "causes"), ("d", "b", "causes")]
    ends += [("x", "c", "inhibits"), ("d", "e", "promotes")]
    nodes = tuple(Node(name, "process", Text()) for name in "abcdex")
    return Diagram("small", Text(), nodes=nodes, edges=tuple(Edge(*end) for end in ends))


def test_causes_of_a_step_are_found_over_every_kind_of_arrow() -> None:
    found = trace(small(), "c", CAUSES)
    assert found.distance == {"c": 0, "b": 1, "x": 1, "a": 2, "d": 2}
    assert found.arrows == {"b -> c", "x -> c", "a -> b", "d -> b", "c -> d"}
    assert found.causes == {"a", "b", "d", "x"}
    assert found.effects == set()
    assert found.depth == 2


def test_effects_of_a_step_end_where_no_arrow_leaves() -> None:
    found = trace(small(), "c", EFFECTS)
    assert found.distance == {"c": 0, "d": 1, "b": 2, "e": 2}
    assert found.steps == {"b", "c", "d", "e"}
    assert found.causes == set()
    assert "x -> c" not in found.arrows


def test_a_step_in_the_same_loop_is_cause_and_effect() -> None:
    found = trace(small(), "b", BOTH)
    assert found.causes == {"a", "c", "d", "x"}
    assert found.effects == {"c", "d", "e"}
    assert found.distance["d"] == 1


def test_a_limit_lights_only_the_arrows_on_the_way() -> None:
    found = trace(small(), "b", BOTH, 1)
    assert found == neighbours(small(), "b")
    assert found.steps == {"a", "b", "c", "d"}
    assert found.arrows == {"a -> b", "d -> b", "b -> c"}
    assert trace(small(), "b", BOTH, 0).steps == {"b"}


def test_an_arrow_has_its_two_ends_and_what_stands_behind_and_before_them() -> None:
    found = trace(small(), "c -> d", EFFECTS, 1)
    assert found.distance == {"c": 0, "d": 0, "b": 1, "e": 1}
    assert found.arrows == {"c -> d", "d -> b", "d -> e"}
    assert found.effects == {"b", "e"}
    assert trace(small(), "c -> d", CAUSES, 1).causes == {"b", "x"}
    assert trace(small(), "c -> d", BOTH).arrows == {edge.id for edge in small().edges}


@pytest.mark.parametrize("origin", ["nobody", "a -> c", ""])
def test_nothing_lights_around_what_is_not_there(origin: str) -> None:
    assert trace(small(), origin, BOTH) == Trace(origin, BOTH)
    assert trace(small(), origin, BOTH).steps == frozenset()


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.sampled_from(Direction), st.none() | st.integers(0, 5), st.integers(0, 100))
def test_a_trace_is_the_closure(seed: int, direction: Direction, limit: int | None, chosen: int) -> None:
    diagram = random_diagrams.diagram(seed)
    far = _distances(diagram)
    origins = [*diagram.node_by_id, *diagram.edge_by_id]
    origin = origins[chosen % len(origins)]
    found = trace(diagram, origin, direction, limit)
    edge = diagram.edge_by_id.get(origin)
    first, last = (edge.source, edge.target) if edge else (origin, origin)
    most = len(diagram.nodes) if limit is None else limit
    causes = {s for s in far if far[s].get(first, most + 1) <= most} if direction != EFFECTS else set()
    effects = {s for s in far if far[last].get(s, most + 1) <= most} if direction != CAUSES else set()
    assert found.causes == causes - {first, last}
    assert found.effects == effects - {first, last}
    assert found.steps == causes | effects | {first, last}
    lit = {e.id for e in diagram.edges if e.target in causes and far[e.target][first] < most}
    lit |= {e.id for e in diagram.edges if e.source in effects and far[last][e.source] < most}
    assert found.arrows == lit | ({origin} if edge else set())
    for step in found.steps - {first, last}:
        ways = [far[step][first]] if step in causes else []
        ways += [far[last][step]] if step in effects else []
        assert found.distance[step] == min(ways)
    reach = [far[s][first] for s in causes] + [far[last][s] for s in effects]
    assert found.depth == max(reach, default=0)


def _distances(diagram: Diagram) -> dict[str, dict[str, int]]:
    """How many arrows lie between any two steps, by Floyd and Warshall."""
    names = [node.id for node in diagram.nodes]
    far = {name: {name: 0} for name in names}
    for edge in diagram.edges:
        far[edge.source][edge.target] = 1
    for middle in names:
        for start in names:
            for end in names:
                if middle in far[start] and end in far[middle]:
                    way = far[start][middle] + far[middle][end]
                    far[start][end] = min(way, far[start].get(end, way))
    return far
