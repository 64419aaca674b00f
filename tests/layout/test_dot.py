"""What Graphviz is asked: sizes and arrows under neutral names, and not one character of the file."""

import pytest

from calcviewer.core.model import Diagram, Group, Node
from calcviewer.layout.dot import LayoutRequest, dot_text, layout_request
from calcviewer.layout.widths import TableMeasurer
from tests.layout.samples import diagram, text, treatment

NASTY = ['"\\N<b>{|}', "\\l\\n", "a -> b; }", "&lt;", "<>", "{a|b}", "\\", "]]>", "digraph"]


def request(sample: Diagram) -> LayoutRequest:
    return layout_request(sample, ("en", "id"), TableMeasurer())


def dot(sample: Diagram) -> list[str]:
    return [line.strip() for line in dot_text(request(sample)).splitlines()]


@pytest.mark.parametrize("name", NASTY)
def test_no_id_and_no_label_reaches_dot(name: str) -> None:
    plain = Diagram("x", text("X"), nodes=(Node("a", "process", text("M" * len(name))),))
    nasty = Diagram(name, text(name), nodes=(Node(name, "process", text(name)),))
    sizes = request(plain).boxes[0]
    asked = request(nasty)
    alike = asked._replace(boxes=(asked.boxes[0]._replace(width=sizes.width, height=sizes.height),))
    assert dot_text(alike) == dot_text(request(plain))
    assert alike.digest == request(plain).digest


def test_every_arrow_is_a_statement_of_its_own_without_a_head() -> None:
    lines = dot(diagram(["a -> b", "b -> c"], nodes="abc"))
    assert [line for line in lines if "->" in line] == ["n0 -> n1 [weight=3]", "n1 -> n2 [weight=3]"]
    assert any("dir=none" in line for line in lines)


@pytest.mark.parametrize(("direction", "rank"), [("down", "TB"), ("right", "LR")])
def test_the_direction_is_that_of_the_diagram(direction: str, rank: str) -> None:
    assert any(f"rankdir={rank}" in line for line in dot(diagram(direction=direction)))


def test_a_treatment_on_an_arrow_ends_on_a_point_in_its_middle() -> None:
    sample = diagram(treatments=[treatment("drug", "a -> b", "b", may_lead_to=("a",))])
    lines = [line for line in dot(sample) if "->" in line]
    assert [line.split(" [")[0] for line in lines] == ["n0 -> m0", "m0 -> n1", "n2 -> n1", "n2 -> n0", "n2 -> m0"]
    assert "constraint=false" in lines[3]


def test_an_arrow_to_itself_does_not_order_anything() -> None:
    assert "n0 -> n0 [constraint=false weight=0.5]" in dot(diagram(["a -> a"]))


def test_a_group_is_a_cluster_with_room_for_its_label() -> None:
    sample = diagram(groups=[Group("g", text("Secret"), ("a", "gone")), Group("empty", text("E"), ("gone",))])
    lines = dot(sample)
    assert "subgraph cluster0 {" in lines
    assert "subgraph cluster1 {" not in lines
    assert not any("Secret" in line for line in lines)


def test_a_helper_without_causes_stands_beside_what_it_acts_on_in_the_same_frame() -> None:
    group = Group("g", text("G"), ("a", "b"))
    assert "n0 -> n1 [minlen=0 weight=1]" in dot(diagram(kinds="inhibits", groups=[group]))
    assert "n0 -> n1 [weight=1]" in dot(diagram(kinds="inhibits"))
    fed = diagram(["c -> a", "a -> b"], kinds="promotes", groups=[group], nodes="abc")
    assert "n0 -> n1 [weight=1]" in dot(fed)


def test_many_causes_of_one_step_stand_in_two_rows() -> None:
    names = [f"c{i}" for i in range(6)]
    lines = dot(diagram([f"{name} -> b" for name in names], nodes=[*names, "b"]))
    assert [("minlen=2" in line) for line in lines if "->" in line] == [True, False] * 3
    assert not any("minlen" in line for line in dot(diagram([f"{name} -> b" for name in "cdef"], nodes="cdefb")))


def test_the_digest_changes_with_what_graphviz_sees_and_with_nothing_else() -> None:
    base = diagram(treatments=[treatment("drug", "a -> b")])
    same = base._replace(
        id="other", title=text("Other"), tags=("x",), nodes=tuple(n._replace(text=text("!")) for n in base.nodes)
    )
    assert request(base).digest == request(same).digest
    others = [
        base._replace(direction="right"),
        base._replace(nodes=(base.nodes[0]._replace(label=text("A much longer label")), base.nodes[1])),
        base._replace(edges=(base.edges[0]._replace(kind="inhibits"),)),
        base._replace(treatments=()),
        base._replace(treatments=(treatment("drug", "a"),)),
        base._replace(groups=(Group("g", text("G"), ("a",)),)),
    ]
    digests = {request(d).digest for d in (base, *others)}
    assert len(digests) == len(others) + 1


def test_extensions_are_marked_in_the_picture_and_cost_no_layout() -> None:
    base = diagram()
    marked = base._replace(nodes=tuple(n._replace(origin="extension") for n in base.nodes))
    assert all(box.is_extension for box in request(marked).boxes)
    assert request(marked).digest == request(base).digest
