"""Parts of a diagram, its basic view, and the bridges over what the basic view hides."""

import pytest

from calcviewer.core.graph import reached
from calcviewer.core.library import open_library
from calcviewer.core.model import Diagram, Edge, Group, Node, Text, Treatment
from calcviewer.core.part import basic_view, has_basic_view, hidden_way, part_of
from calcviewer.paths import shipped_library

KINDS = {">": "causes", "?": "may-lead-to", "+": "promotes", "|": "inhibits"}


def diagram(*arrows: str, bridges: str = "", **needs: str) -> Diagram:
    """Steps are letters; a capital one is an extension. `A?b` is an arrow that may lead from A to b."""
    ids = dict.fromkeys(step for arrow in arrows for step in (arrow[0], arrow[-1]))
    nodes = tuple(
        Node(i, "process", Text(), origin="extension" if i.isupper() else "source", needs=tuple(needs.get(i, ("any",))))
        for i in ids
    )
    edges = tuple(Edge(a[0], a[-1], KINDS[a[1]]) for a in arrows if len(a) == 3)
    return Diagram("d", Text(), nodes=nodes, edges=edges, bridges=tuple((b[0], b[1]) for b in bridges.split()))


def treatment(name: str, *acts_on: str, origin: str = "source", may_lead_to: str = "") -> Treatment:
    return Treatment(name, Text(), acts_on, origin=origin, may_lead_to=tuple(may_lead_to))


def arrows(of: Diagram) -> set[tuple[str, str]]:
    return {(edge.id, edge.kind) for edge in of.edges}


def test_a_part_has_its_steps_and_the_arrows_between_them() -> None:
    part = part_of(diagram("a>b", "b>c", "a?c", bridges="ab bc"), {"a", "b"})
    assert list(part.node_by_id) == ["a", "b"]
    assert list(part.edge_by_id) == ["a -> b"]
    assert part.bridges == (("a", "b"),)


def test_of_the_arrows_only_those_named_if_any_are() -> None:
    whole = diagram("a>b", "b>c", "a?c")
    assert list(part_of(whole, {"a", "b", "c"}, {"a -> c"}).edge_by_id) == ["a -> c"]
    assert list(part_of(whole, {"a", "b"}, {"a -> c"}).edge_by_id) == []


def test_a_treatment_stays_where_it_acts_on_what_is_left() -> None:
    whole = diagram("a>b", "b>c")._replace(
        treatments=(treatment("x", "a", "b -> c", may_lead_to="bc"), treatment("y", "c"), treatment("z", "a -> b")),
    )
    part = part_of(whole, {"a", "b"})
    assert list(part.treatment_by_id) == ["x", "z"]
    assert part.treatment_by_id["x"].acts_on == ("a",)
    assert part.treatment_by_id["x"].may_lead_to == ("b",)


def test_groups_are_cut_down_and_empty_ones_are_gone() -> None:
    groups = (Group("g", Text(), ("a", "c")), Group("h", Text(), ("c",)))
    part = part_of(diagram("a>b", "b>c")._replace(groups=groups), {"a", "b"})
    assert part.groups == (Group("g", Text(), ("a",)),)


@pytest.mark.parametrize(("needs", "left"), [("ab", ("a",)), ("b", ("any",)), ("", ("any",))])
def test_a_step_does_not_need_what_is_not_there(needs: str, left: tuple[str, ...]) -> None:
    whole = diagram("a>c", "b>c", c=needs) if needs else diagram("a>c", "b>c")
    assert part_of(whole, {"a", "c"}).node_by_id["c"].needs == left


def test_a_step_that_needs_all_needs_all_that_is_left() -> None:
    whole = diagram("a>c", "b>c")
    nodes = tuple(node._replace(needs=("all",)) for node in whole.nodes)
    assert part_of(whole._replace(nodes=nodes), {"a", "c"}).node_by_id["c"].needs == ("all",)


def test_the_basic_view_hides_extensions_and_draws_the_bridges() -> None:
    whole = diagram("a>X", "X>b", "b?c", "c+Y", "Y>d", "c>Z", "Z?e", bridges="ab cd ce bc")
    assert arrows(basic_view(whole)) == {
        ("b -> c", "may-lead-to"),
        ("a -> b", "causes"),
        ("c -> d", "promotes"),
        ("c -> e", "may-lead-to"),
    }
    assert basic_view(whole).bridges == ()


def test_a_bridge_without_a_way_is_no_more_than_a_possibility() -> None:
    assert ("a -> b", "may-lead-to") in arrows(basic_view(diagram("a>X", "X|b", bridges="ab")))
    assert arrows(basic_view(diagram("a>b", "X>b", bridges="ab"))) == {("a -> b", "causes")}
    assert ("a -> b", "may-lead-to") in arrows(basic_view(diagram("a>X", "b>X", bridges="ab")))


def test_treatments_of_extensions_are_hidden_too() -> None:
    both = (treatment("x", "a"), treatment("y", "a", origin="extension"))
    whole = diagram("a>b")._replace(treatments=both)
    assert list(basic_view(whole).treatment_by_id) == ["x"]


def test_a_hidden_way_is_the_surest_and_the_shortest() -> None:
    whole = diagram("a>X", "X>Y", "Y>X", "Y>b", "a?Z", "Z>b", "a>b", "c>d")
    assert hidden_way(diagram("a>X", "X>Y", "Y>X", "Y>b", "a?Z", "Z>b"), "a", "b") == ("a", "X", "Y", "b")
    assert hidden_way(diagram("a>X", "X?b", "a>c", "c>b"), "a", "b") == ("a", "X", "b")
    assert hidden_way(whole, "a", "d") == ()


@pytest.mark.parametrize(("arrow", "has"), [("a>b", False), ("A>B", False), ("a>B", True), ("A>b", True)])
def test_a_basic_view_shows_something_and_less_than_everything(arrow: str, has: bool) -> None:
    assert has_basic_view(diagram(arrow)) is has
    assert (basic_view(diagram(arrow)) == diagram(arrow)) is not has


def test_a_treatment_alone_makes_a_difference() -> None:
    added = treatment("x", "a", origin="extension")
    assert has_basic_view(diagram("a>b")._replace(treatments=(added,)))
    assert not has_basic_view(diagram("A>B")._replace(treatments=(treatment("x", "A"),)))


SHIPPED = [d for d in open_library(shipped_library()).diagrams() if has_basic_view(d)]
each = pytest.mark.parametrize("whole", SHIPPED, ids=[d.id for d in SHIPPED])


def test_all_diagrams_but_the_comparison_have_a_basic_view() -> None:
    assert len(SHIPPED) == 9


@each
def test_in_the_basic_view_everything_is_reached_and_nothing_is_alone(whole: Diagram) -> None:
    basic = basic_view(whole)
    assert reached(basic) == basic.node_by_id.keys()
    assert {end for edge in basic.edges for end in (edge.source, edge.target)} == basic.node_by_id.keys()


@each
def test_what_starts_in_the_basic_view_has_lost_no_cause(whole: Diagram) -> None:
    basic = basic_view(whole)
    starts = [node.id for node in basic.nodes if not basic.incoming(node.id)]
    entered = {e.target for e in whole.edges if whole.node_by_id[e.source].origin == "source"}
    assert [step for step in starts if step in entered] == []


@each
def test_every_bridge_stands_for_a_way_through_hidden_steps(whole: Diagram) -> None:
    assert [bridge for bridge in whole.bridges if len(hidden_way(whole, *bridge)) < 3] == []
