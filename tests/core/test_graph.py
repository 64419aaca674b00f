"""Roots, reach, siblings and reading order of a diagram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.graph import components, reached, reading_order, roots, siblings
from calcviewer.core.model import Diagram, Edge, Node, Text


def diagram(*arrows: str, triggers: str = "", **needs: str) -> Diagram:
    """`a>b` causes, `a+b` promotes."""
    ends = [(a[0], a[-1], "causes" if ">" in a else "promotes") for a in arrows]
    ids = dict.fromkeys([*(e for s, t, _k in ends for e in (s, t)), *triggers])
    nodes = tuple(
        Node(i, "trigger" if i in triggers else "process", Text(), needs=tuple(needs.get(i, "any").split()))
        for i in ids
    )
    return Diagram("d", Text(), nodes=nodes, edges=tuple(Edge(s, t, k) for s, t, k in ends))


def test_roots_are_triggers_and_whatever_no_causal_arrow_enters() -> None:
    assert roots(diagram("a>b", "c+b", "b>d")) == ("a", "c")
    assert roots(diagram("a>b", triggers="b")) == ("a", "b")


def test_a_closed_loop_that_nothing_enters_is_a_root_whole() -> None:
    assert roots(diagram("a>b", "b>a", "b>c")) == ("a", "b")
    assert roots(diagram("x>a", "a>b", "b>a")) == ("x",)


def test_promotes_alone_starts_nothing() -> None:
    waiting = diagram("a>b", "b>c", "c>b", "x+c", c="x")
    assert reached(waiting) == {"a", "b", "x"}
    assert reached(diagram("a>b", "z+b", "z>y")) == {"a", "b", "z", "y"}


@pytest.mark.parametrize(
    ("needs", "is_there"), [("any", True), ("all", False), ("b", True), ("b z", False), ("nobody", False)]
)
def test_needs_says_which_causes_must_be_there(needs: str, is_there: bool) -> None:
    z_comes_only_after_c = diagram("a>b", "b>c", "z>c", "c>z", c=needs)
    assert ("c" in reached(z_comes_only_after_c)) is is_there


def test_siblings_share_a_cause_or_at_the_top_an_effect() -> None:
    fan = diagram("a>b", "a>c", "b>d", "x>d")
    assert siblings(fan, "b") == ("b", "c")
    assert siblings(fan, "x") == ("b", "x")
    assert siblings(diagram(triggers="a"), "a") == ("a",)


def test_reading_order_puts_causes_first_and_keeps_the_file_within_a_loop() -> None:
    assert reading_order(diagram("b>c", "a>b", "c>d")) == ("a", "b", "c", "d")
    assert reading_order(diagram("b>c", "c>b", "a>b")) == ("a", "b", "c")


GRAPHS = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=5)).map(
    lambda g: {str(k): tuple(str(t) for t in g.get(k, ())) for k in range(8)}
)


@given(GRAPHS)
def test_components_partition_the_steps_into_mutually_reachable_ones(after: dict[str, tuple[str, ...]]) -> None:
    def reach(start: str) -> set[str]:
        seen, waiting = {start}, [start]
        while waiting:
            for target in after[waiting.pop()]:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return seen

    parts = components(after)
    assert sorted(step for part in parts for step in part) == sorted(after)
    for part in parts:
        for step in part:
            assert set(part) == {other for other in reach(step) if step in reach(other)}
