"""Paths and loops: all of them on small diagrams, in order; where there are too many, some of them, soon."""

import itertools
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.core.graph import reading_order
from calcviewer.core.loops import MOST_LOOPS, arrows_of_loop, is_negative, loops
from calcviewer.core.model import Diagram, Edge, Node, Text
from calcviewer.core.pathways import MOST_PATHS, Paths, arrows_of, first_paths, paths
from tests.core import random_diagrams

SOON_S = 20
"""Far more than it takes; enumerating everything would take longer than anybody lives."""


def diagram(*arrows: str) -> Diagram:
    """`a>b` causes, `a+b` promotes, `a|b` inhibits; steps in the order in which they come."""
    kinds = {">": "causes", "+": "promotes", "|": "inhibits"}
    edges = tuple(Edge(arrow[0], arrow[2], kinds[arrow[1]]) for arrow in arrows)
    names = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    return Diagram("d", Text(), nodes=tuple(Node(name, "process", Text()) for name in names), edges=edges)


def numbered(count: int, pairs: Iterator[tuple[int, int]]) -> Diagram:
    nodes = tuple(Node(f"s{number}", "process", Text()) for number in range(count))
    return Diagram("n", Text(), nodes=nodes, edges=tuple(Edge(f"s{a}", f"s{b}") for a, b in pairs))


def complete(count: int) -> Diagram:
    """Every step leads to every other one."""
    return numbered(count, itertools.permutations(range(count), 2))


def ladder(rungs: int, is_two_way: bool = False) -> Diagram:
    """Two steps to a rung, each leading to both of the next one: the paths double with every rung."""
    pairs = [(2 * r + a, 2 * r + 2 + b) for r in range(rungs - 1) for a in (0, 1) for b in (0, 1)]
    back = [(b, a) for a, b in pairs] if is_two_way else []
    return numbered(2 * rungs, iter(pairs + back))


def test_paths_come_shortest_first_then_as_the_file_has_them() -> None:
    found = paths(diagram("a>b", "b>z", "a>c", "c>d", "d>z", "c+z", "b>c"), "a", "z")
    assert next(found) == ("a", "b", "z")
    assert [*found] == [("a", "c", "z"), ("a", "b", "c", "z"), ("a", "c", "d", "z"), ("a", "b", "c", "d", "z")]


def test_what_inhibits_carries_no_path() -> None:
    assert first_paths(diagram("a|b", "b>c", "a>d", "d+c"), "a", "c") == Paths((("a", "d", "c"),), is_more=False)


@pytest.mark.parametrize(("start", "end"), [("a", "a"), ("c", "a"), ("nobody", "a"), ("a", "nobody")])
def test_where_there_is_no_path_none_is_found(start: str, end: str) -> None:
    assert first_paths(diagram("a>b", "b>c"), start, end) == Paths((), is_more=False)
    assert [*paths(diagram("a>b", "b>c"), start, end)] == []


def test_a_path_has_its_arrows() -> None:
    chain = diagram("a>b", "b+c")
    assert [arrow.id for arrow in arrows_of(chain, ("a", "b", "c"))] == ["a -> b", "b -> c"]
    assert arrows_of(chain, ("a",)) == ()


def test_no_more_paths_than_asked_for() -> None:
    fan = diagram("a>b", "b>z", "a>c", "c>z", "a>d", "d>z")
    assert first_paths(fan, "a", "z", 2) == Paths((("a", "b", "z"), ("a", "c", "z")), is_more=True)
    assert first_paths(fan, "a", "z", 3).is_more is False


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(0, 100), st.integers(0, 100))
def test_all_paths_of_a_small_diagram(seed: int, start: int, end: int) -> None:
    found = random_diagrams.diagram(seed, 7)
    names = [node.id for node in found.nodes]
    ends = names[start % len(names)], names[end % len(names)]
    follows = {(e.source, e.target) for e in found.edges if e.kind != "inhibits"}
    every = [path for path in _chains(names, follows) if (path[0], path[-1]) == ends and len(path) > 1]
    expected = sorted(every, key=lambda path: (len(path), [names.index(step) for step in path]))
    assert [*paths(found, *ends)] == expected
    assert first_paths(found, *ends) == Paths(tuple(expected[:MOST_PATHS]), len(expected) > MOST_PATHS)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_all_loops_of_a_small_diagram(seed: int) -> None:
    found = random_diagrams.diagram(seed, 7)
    order = reading_order(found)
    follows = {(e.source, e.target) for e in found.edges}
    every = [c for c in _chains(order, follows) if (c[-1], c[0]) in follows and c[0] == min(c, key=order.index)]
    expected = sorted(every, key=lambda loop: (len(loop), [order.index(step) for step in loop]))
    assert loops(found, 10_000).found == tuple(expected)
    for loop in expected:
        kinds = [found.edge_by_id[f"{a} -> {b}"].kind for a, b in zip(loop, (*loop[1:], loop[0]), strict=True)]
        assert [arrow.kind for arrow in arrows_of_loop(found, loop)] == kinds
        assert is_negative(found, loop) == (kinds.count("inhibits") % 2 == 1)


def test_a_loop_begins_where_one_reads_it_first() -> None:
    found = loops(diagram("c>a", "a>b", "b>c", "x>a", "b>a"))
    assert found.found == (("a", "b"), ("c", "a", "b"))
    assert found.is_more is False


def test_a_brake_in_a_loop_makes_it_hold_itself_back() -> None:
    brake = diagram("a>b", "b|a")
    two_brakes = diagram("a|b", "b|a")
    assert [is_negative(d, ("a", "b")) for d in (brake, two_brakes, diagram("a>b", "b+a"))] == [True, False, False]


def test_without_a_loop_there_is_none() -> None:
    assert loops(diagram("a>b", "a>c", "b>c")).found == ()
    assert loops(Diagram("empty", Text())).found == ()


MANY = {
    "everything leads to everything": (complete(20), "s0", "s19"),
    "40 rungs": (ladder(40), "s0", "s79"),
    "40 rungs, both ways": (ladder(40, is_two_way=True), "s0", "s79"),
    "1,000 rungs, both ways": (ladder(1000, is_two_way=True), "s0", "s1999"),
}


@pytest.mark.parametrize("name", MANY)
def test_where_there_are_too_many_paths_some_come_soon(name: str) -> None:
    many, start, end = MANY[name]
    begun = time.monotonic()
    found = first_paths(many, start, end)
    assert time.monotonic() - begun < SOON_S
    assert found.is_more
    assert 0 < len(found.found) <= MOST_PATHS
    lengths = [len(path) for path in found.found]
    assert lengths == sorted(lengths)
    assert len({*found.found}) == len(found.found)
    assert lengths[0] == (2 if "everything" in name else len(many.nodes) // 2)
    for path in found.found:
        assert (path[0], path[-1], len({*path})) == (start, end, len(path))
        assert len(arrows_of(many, path)) == len(path) - 1


@pytest.mark.parametrize("name", [name for name in MANY if name != "40 rungs"])
def test_where_there_are_too_many_loops_some_come_soon(name: str) -> None:
    many = MANY[name][0]
    begun = time.monotonic()
    found = loops(many)
    assert time.monotonic() - begun < SOON_S
    assert found.is_more
    assert 0 < len(found.found) <= MOST_LOOPS
    assert {len(loop) for loop in found.found} == {2}
    assert all(len(arrows_of_loop(many, loop)) == len(loop) for loop in found.found)


def test_a_way_that_only_leads_back_is_not_searched() -> None:
    """From the ladder the end is reached only through the step by which every path has come."""
    pairs = [(edge.source, edge.target) for edge in ladder(40).edges]
    pairs += [("start", "gate"), ("gate", "end"), ("gate", "s0"), ("s79", "gate"), ("s78", "gate")]
    nodes = tuple(Node(name, "process", Text()) for name in ("start", "gate", "end", *ladder(40).node_by_id))
    maze = Diagram("maze", Text(), nodes=nodes, edges=tuple(Edge(*pair) for pair in pairs))
    assert first_paths(maze, "start", "end") == Paths((("start", "gate", "end"),), is_more=False)


def test_one_long_loop_is_found_whole() -> None:
    ring = numbered(2000, ((i, (i + 1) % 2000) for i in range(2000)))
    assert [len(loop) for loop in loops(ring).found] == [2000]
    assert [len(path) for path in first_paths(ring, "s1", "s0").found] == [2000]


def _chains(names: tuple[str, ...] | list[str], follows: set[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Every chain of arrows that visits no step twice."""
    waiting: list[tuple[str, ...]] = [(name,) for name in names]
    while waiting:
        chain = waiting.pop()
        yield chain
        waiting += [(*chain, name) for name in names if name not in chain and (chain[-1], name) in follows]
