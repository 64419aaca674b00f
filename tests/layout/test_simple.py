"""The layout without Graphviz: nothing overlaps, causes come first, and what is asked for is all there."""

import itertools

import pytest

from calcviewer.core.library import open_library
from calcviewer.core.model import LANGUAGES, Diagram, Edge, Group, Node, Text, Treatment
from calcviewer.layout.assemble import assemble
from calcviewer.layout.dot import layout_request
from calcviewer.layout.engine import Engine
from calcviewer.layout.picture import Box, Picture
from calcviewer.layout.pipeline import Drawer
from calcviewer.layout.simple import IN_A_ROW, simple_plain
from calcviewer.layout.widths import TableMeasurer
from calcviewer.paths import shipped_library
from tests.core.random_diagrams import diagram as random_diagram

WORDS = Text((("en", "Some words"),))


def drawn(diagram: Diagram) -> Picture:
    request = layout_request(diagram, tuple(LANGUAGES), TableMeasurer())
    return assemble(request, simple_plain(request))


def made(*edges: tuple[str, str], direction: str = "down", groups: tuple[Group, ...] = ()) -> Diagram:
    names = dict.fromkeys(name for edge in edges for name in edge)
    nodes = tuple(Node(name, "process", WORDS) for name in names)
    return Diagram("d", WORDS, direction=direction, nodes=nodes, edges=tuple(Edge(*e) for e in edges), groups=groups)


def overlaps(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) < (one.width + other.width) / 2 and abs(one.y - other.y) < (one.height + other.height) / 2
    )


def test_shipped_diagrams_are_drawn_whole() -> None:
    for diagram in open_library(shipped_library()).diagrams():
        picture = drawn(diagram)
        assert {box.id for box in picture.boxes} == {*diagram.node_by_id, *diagram.treatment_by_id}
        assert {arrow.id for arrow in picture.arrows} >= diagram.edge_by_id.keys()
        assert not [pair for pair in itertools.combinations(picture.boxes, 2) if overlaps(*pair)]
        assert all(box.left >= 0 and box.left + box.width <= picture.width for box in picture.boxes)


def test_random_diagrams_are_drawn_whole() -> None:
    for diagram in map(random_diagram, range(60)):
        picture = drawn(diagram)
        assert len(picture.boxes) == len(diagram.nodes) + len(diagram.treatments)
        assert not [pair for pair in itertools.combinations(picture.boxes, 2) if overlaps(*pair)]


@pytest.mark.parametrize("direction", ["down", "right"])
def test_a_cause_comes_before_its_effect(direction: str) -> None:
    picture = drawn(made(("a", "b"), ("b", "c"), ("a", "c"), ("late", "c"), direction=direction))
    at = {box.id: box.x if direction == "right" else box.y for box in picture.boxes}
    assert at["a"] < at["b"] < at["c"]
    assert at["late"] == at["b"]  # a beginning stands just before what it leads to


def test_loops_and_arrows_to_the_same_row_go_round() -> None:
    picture = drawn(made(("a", "b"), ("b", "a"), ("b", "b"), ("c", "d"), ("a", "d")))
    back = next(arrow for arrow in picture.arrows if arrow.id == "b -> a")
    box = picture.box_by_id["a"]
    assert max(x for x, _y in back.points) > box.x + box.width / 2
    own = next(arrow for arrow in picture.arrows if arrow.id == "b -> b")
    assert own.points[0] != own.points[-1]


def test_a_wide_row_is_broken() -> None:
    picture = drawn(made(*(("root", f"leaf-{i}") for i in range(3 * IN_A_ROW))))
    rows = {box.y for box in picture.boxes}
    assert len(rows) == 4


def test_frames_do_not_overlap() -> None:
    groups = (Group("g", WORDS, ("b", "c")), Group("h", WORDS, ("d", "e")), Group("empty", WORDS, ()))
    picture = drawn(made(("a", "b"), ("b", "c"), ("a", "d"), ("d", "e"), ("c", "e"), groups=groups))
    first, second = sorted(picture.frames, key=lambda frame: frame.x)
    assert first.x + first.width < second.x


def test_a_treatment_of_an_arrow_ends_on_its_middle() -> None:
    diagram = made(("a", "b"))._replace(treatments=(Treatment("drug", WORDS, acts_on=("a -> b",), effect="reduces"),))
    picture = drawn(diagram)
    touch = next(arrow for arrow in picture.arrows if arrow.id == "drug")
    arrow = next(arrow for arrow in picture.arrows if arrow.id == "a -> b")
    assert touch.points[-1] in arrow.points


def test_a_simple_drawer_asks_no_engine() -> None:
    def none_needed() -> Engine:
        raise AssertionError("an engine was asked for")

    drawer = Drawer(TableMeasurer(), none_needed, is_simple=True)
    diagram = made(("a", "b"))
    assert drawer.from_cache(diagram) is None
    assert drawer.draw(diagram) == drawn(diagram)
    assert drawer.draw(Diagram("empty", WORDS)).boxes == ()
