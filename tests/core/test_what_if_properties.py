"""What-if on random diagrams: the same sets as the oracle, the laws that hold for any of them, and honest reasons."""

from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.core.graph import ALL, ANY, CAUSAL, Causality
from calcviewer.core.model import Diagram, Edge, Node, Text, Treatment, edge_id
from calcviewer.core.reason import Reason, reason, reasons
from calcviewer.core.what_if import STATES, Difference, Outcome, Setting, differences, setting_of, what_if
from calcviewer.core.what_if import starts as started
from tests.content import oracle
from tests.core import random_diagrams

SEEDS = st.tuples(st.integers(0, 2**32), st.integers(0, 2**32))
thorough = settings(max_examples=2000, deadline=None, derandomize=True)
usual = settings(max_examples=500, deadline=None, derandomize=True)


def _case(seeds: tuple[int, int]) -> tuple[Diagram, Outcome]:
    diagram = random_diagrams.diagram(seeds[0])
    return diagram, what_if(diagram, random_diagrams.setting(diagram, seeds[1]))


@thorough
@given(SEEDS)
def test_the_same_sets_as_the_oracle(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    asked = found.setting
    expected = oracle.answer(diagram, oracle.WhatIf(asked.treatments, (*asked.blocked, *asked.cut), asked.present))
    assert found.blocked == expected.blocked
    assert found.prevented == expected.prevented
    assert found.reduced == expected.reduced
    assert found.may_increase == expected.may_increase


@usual
@given(SEEDS)
def test_every_step_fares_in_one_way(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    assert not (found.reached | found.marked) & found.stopped
    assert not found.prevented & (found.reduced | found.may_increase)
    assert found.reduced | found.may_increase <= found.reached
    rest = found.blocked | found.prevented | found.reduced | found.may_increase
    assert found.unaffected == diagram.node_by_id.keys() - rest
    assert {found.state(node.id) for node in diagram.nodes} <= {*STATES}
    assert {node.id for node in diagram.nodes if found.state(node.id) == "unaffected"} == found.unaffected


@usual
@given(SEEDS, st.integers(0, 2**32))
def test_blocking_more_never_prevents_less(seeds: tuple[int, int], more: int) -> None:
    diagram, found = _case(seeds)
    added = random_diagrams.setting(diagram, more)
    asked = found.setting
    setting = Setting(asked.treatments, asked.blocked + added.blocked, asked.cut + added.cut, asked.present)
    further = what_if(diagram, setting)
    assert found.prevented | found.blocked <= further.prevented | further.blocked
    assert further.reached <= found.reached


@usual
@given(st.integers(0, 2**32))
def test_an_empty_setting_changes_nothing(seed: int) -> None:
    diagram = random_diagrams.diagram(seed)
    found = what_if(diagram, Setting())
    assert found.unaffected == diagram.node_by_id.keys()
    assert found.reached == oracle.reached(diagram, oracle.roots(diagram), ())


@usual
@given(SEEDS)
def test_what_a_prevented_step_needs_does_not_arrive(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    for step in found.prevented - found.blocked:
        causes = [edge for edge in diagram.incoming(step) if edge.kind in CAUSAL]
        arriving = {e.source for e in causes if e.source in found.reached and e.id not in found.cut}
        needs = diagram.node_by_id[step].needs
        wanted = {e.source for e in causes} if needs == ALL else {*needs}
        assert not arriving if needs == ANY else not wanted <= arriving
        missing = {*reason(diagram, found, step).missing}
        assert missing == (set() if needs == ANY else wanted - arriving)


# -- reasons -----------------------------------------------------------------------------------------------------------


@usual
@given(SEEDS)
def test_the_way_that_reaches_a_step_is_one(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    beginnings = oracle.roots(diagram) | {*started(diagram, found.setting)}
    for step, why in _reasons(diagram, found).items():
        assert bool(why.path) == (step in found.reached)
        assert {*why.path} <= found.reached
        assert why.path[-1:] in ((), (step,))
        assert {*why.path[:1]} <= beginnings
        for pair in zip(why.path, why.path[1:], strict=False):
            assert edge_id(*pair) not in found.stopped
            assert diagram.edge_by_id[edge_id(*pair)].kind in CAUSAL
        is_brought = why.path and why.path[0] not in oracle.roots(diagram) | {*found.setting.present}
        assert not is_brought or why.begun_by
        assert all(why.path[0] in diagram.treatment_by_id[treatment].may_lead_to for treatment in why.begun_by)


@usual
@given(SEEDS)
def test_what_stopped_a_step_does_so_and_nothing_of_it_can_be_left_out(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    begun = started(diagram, found.setting)
    reached = Causality(diagram).reached

    def holds(named: frozenset[str], step: str) -> bool:
        """Without the named elements the step is reached; they alone prevent it."""
        return step in reached(begun, found.stopped - named) and step not in reached(begun, named)

    for step, why in _reasons(diagram, found).items():
        named = frozenset(why.stopped_by)
        assert bool(named) == (step in found.prevented - found.blocked)
        assert named <= found.stopped
        assert not named or holds(named, step)
        assert not [element for element in named if holds(named - {element}, step)]


@usual
@given(SEEDS)
def test_a_change_comes_from_what_is_named(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    for step, why in _reasons(diagram, found).items():
        assert bool(why.weakened_by) == (step in found.reduced)
        assert {*why.weakened_by} <= found.stopped | found.marked
        assert {*why.marked} == {*why.weakened_by} & found.marked
        for element in why.weakened_by:
            assert step in oracle.after_these(diagram, [element])


@usual
@given(SEEDS)
def test_a_step_may_increase_for_a_reason(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    for step, why in _reasons(diagram, found).items():
        if why.state == "blocked":
            by = {t.id for t in diagram.treatments if step in t.acts_on and t.effect in ("prevents", "removes")}
            assert {*why.treatments} == by & {*found.setting.treatments}
            assert bool(why.treatments) or step in found.setting.blocked
            continue
        assert bool(why.brakes or why.treatments) == (step in found.may_increase)
        for arrow in (diagram.edge_by_id[brake] for brake in why.brakes):
            assert (arrow.kind, arrow.target) == ("inhibits", step)
            assert arrow.source in found.prevented | found.reduced or arrow.id in found.cut | found.marked


@usual
@given(SEEDS)
def test_asked_for_alone_a_reason_is_the_same(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    together = _reasons(diagram, found)
    assert {step: reason(diagram, found, step) for step in together} == together


@usual
@given(SEEDS)
def test_names_are_sorted_into_a_setting(seeds: tuple[int, int]) -> None:
    diagram, found = _case(seeds)
    asked = found.setting
    names = (*asked.cut, *asked.treatments, "nobody", *asked.blocked, *asked.cut)
    assert setting_of(diagram, names) == Setting(asked.treatments, asked.blocked, asked.cut)


def test_behind_what_is_taken_away_nothing_else_weakens_a_step() -> None:
    ends = [("a", "b"), ("b", "c"), ("c", "d"), ("x", "d"), ("y", "a")]
    nodes = tuple(Node(name, "process", Text()) for name in "abcdxy")
    drug = Treatment("drug", Text(), ("a -> b", "x"), "reduces")
    diagram = Diagram("d", Text(), nodes=nodes, edges=tuple(Edge(*end) for end in ends), treatments=(drug,))

    def weakened_by(*elements: str) -> tuple[str, ...]:
        return reason(diagram, what_if(diagram, setting_of(diagram, elements)), "d").weakened_by

    assert weakened_by("b -> c", "a") == ("b -> c",)
    assert weakened_by("b", "a -> b", "drug") == ("x", "b")
    assert weakened_by("drug", "y") == ("x", "a -> b", "y")


def test_of_very_many_cuts_all_are_named_though_some_make_no_difference() -> None:
    causes = [f"c{number}" for number in range(40)]
    nodes = tuple(Node(name, "process", Text(), needs=("all",) if name == "end" else ANY) for name in (*causes, "end"))
    diagram = Diagram("d", Text(), nodes=nodes, edges=tuple(Edge(cause, "end") for cause in causes))
    assert reason(diagram, what_if(diagram, Setting(blocked=tuple(causes[:3]))), "end").stopped_by == ("c0", "c1", "c2")
    assert reason(diagram, what_if(diagram, Setting(blocked=tuple(causes))), "end").stopped_by == tuple(causes)


def test_a_setting_can_be_empty() -> None:
    assert not Setting()
    assert all(Setting(**{name: ("a",)}) for name in ("treatments", "blocked", "cut", "present"))


def test_what_the_diagram_does_not_have_changes_nothing() -> None:
    diagram = random_diagrams.diagram(7)
    nothing = Setting(("gone",), ("gone",), ("gone -> away",), ("gone",))
    assert what_if(diagram, nothing).unaffected == diagram.node_by_id.keys()
    assert what_if(diagram, nothing).stopped == frozenset()


def test_differences_are_the_steps_that_fare_differently() -> None:
    diagram = Diagram(
        "d",
        Text(),
        nodes=tuple(Node(name, "process", Text()) for name in "abc"),
        edges=(Edge("a", "b"), Edge("b", "c")),
    )
    one, other = (what_if(diagram, Setting(blocked=(name,))) for name in "ab")
    assert differences(diagram, one, other) == (
        Difference("a", "blocked", "unaffected"),
        Difference("b", "prevented", "blocked"),
    )
    assert differences(diagram, one, one) == ()


def _reasons(diagram: Diagram, found: Outcome) -> dict[str, Reason]:
    return dict(reasons(diagram, found, (node.id for node in diagram.nodes)))
