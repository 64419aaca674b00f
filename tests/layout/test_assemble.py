"""From plain output to a picture: boxes in place, arrows that end on what is drawn, frames around their boxes."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer import paths
from calcviewer.core.library import open_library
from calcviewer.core.model import Diagram, Group
from calcviewer.core.part import basic_view, has_basic_view
from calcviewer.layout.assemble import assemble
from calcviewer.layout.dot import LayoutRequest, dot_text, lanes, layout_request
from calcviewer.layout.engine import LayoutError, find_engine, lay_out
from calcviewer.layout.picture import Box, Picture
from calcviewer.layout.shapes import contains
from calcviewer.layout.widths import TableMeasurer
from tests.layout.samples import diagram, text, treatment

TABLE = TableMeasurer()
WHOLE = tuple(open_library(paths.shipped_library()).diagrams())
SHIPPED = (*WHOLE, *(basic_view(whole)._replace(id=f"{whole.id}-basic") for whole in WHOLE if has_basic_view(whole)))


def laid_out(sample: Diagram) -> tuple[LayoutRequest, str]:
    request = layout_request(sample, ("en", "id"), TABLE)
    return request, lay_out(find_engine(), dot_text(request))


def drawn(sample: Diagram) -> Picture:
    return assemble(*laid_out(sample))


PAIR = laid_out(diagram())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("node n1", "node n9"),
        ("edge n0 n1", "edge n1 n0"),
        (" 4 ", " 5 "),
        (" 4 ", " 400 "),
        (" 4 ", " 1 "),
        ("node n1", "node n1 nan nan"),
        ("node n1", "node n1 1e999 1"),
        ("node n1", "node n1 here there"),
        ("graph 1 ", "graph "),
    ],
)
def test_an_answer_that_does_not_fit_the_question_is_refused(old: str, new: str) -> None:
    request, plain = PAIR
    with pytest.raises(LayoutError) as failing:
        assemble(request, plain.replace(old, new, 1) if old != "graph 1 " else plain.split("\n", 1)[0][:7])
    assert failing.value.problem.code == "E206"


@given(st.text(), st.integers(0, 400))
def test_any_nonsense_is_a_picture_or_a_problem(nonsense: str, at: int) -> None:
    request, plain = PAIR
    try:
        picture = assemble(request, plain[:at] + nonsense + plain[at:])
    except LayoutError:
        return
    assert len(picture.boxes) == 2


def test_an_empty_diagram_is_an_empty_picture() -> None:
    assert drawn(diagram((), nodes=())) == Picture(0, 0)


def _gap(box: Box, x: float, y: float) -> float:
    """How far a point is from the outline, roughly: 0 on it."""
    length = hypot(x - box.x, y - box.y)

    def at(px: float) -> bool:
        share = 1 + px / length
        return contains(box, (box.x + (x - box.x) * share, box.y + (y - box.y) * share))

    return 0.0 if at(-1.5) and not at(1.5) else 1.0


@pytest.mark.parametrize("sample", SHIPPED, ids=lambda d: d.id)
def test_the_shipped_diagrams(sample: Diagram) -> None:
    picture = drawn(sample)
    boxes = picture.box_by_id
    assert set(boxes) == {*sample.node_by_id, *sample.treatment_by_id}
    for arrow in picture.arrows:
        assert len(arrow.points) % 3 == 1
        assert _gap(boxes[arrow.source], *arrow.points[0]) == 0, arrow
        if arrow.target in boxes:
            assert _gap(boxes[arrow.target], *arrow.points[-1]) == 0, arrow
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in arrow.points)
    for one in picture.boxes:
        for other in picture.boxes:
            apart = abs(one.x - other.x) >= (one.width + other.width) / 2 - 1
            assert one is other or apart or abs(one.y - other.y) >= (one.height + other.height) / 2 - 1
    narrowest = 0.35 if sample.id.endswith("-basic") else 0.5  # a part may be a mere chain
    assert narrowest <= picture.width / picture.height <= 2


@pytest.mark.parametrize("sample", [d for d in SHIPPED if d.groups], ids=lambda d: d.id)
def test_frames_hold_their_boxes_and_their_labels_and_no_other_box(sample: Diagram) -> None:
    picture = drawn(sample)
    for frame, group in zip(picture.frames, sample.groups, strict=True):
        for box in picture.boxes:
            is_inside = abs(box.x - frame.x - frame.width / 2) < frame.width / 2 and (
                frame.y < box.y < frame.y + frame.height
            )
            assert is_inside == (box.id in group.nodes), (frame.id, box.id)
        for language in ("en", "id"):
            assert TABLE.width(frame.lines_in(language)[0], bold=True) + 28 <= frame.width


@pytest.mark.parametrize("direction", ["down", "right"])
def test_lanes_begin_side_by_side_in_the_order_of_the_file(direction: str) -> None:
    groups = [Group(name, text(name), (name, name * 2)) for name in "dacbe"]
    arrows = [*(f"{name} -> {name * 2}" for name in "abcde"), "aa -> ee"]
    nodes = sorted({*"abcde", *(name * 2 for name in "abcde")})
    sample = diagram(arrows, groups=groups, nodes=nodes, direction=direction, treatments=[treatment("t", "a")])
    boxes = drawn(sample).box_by_id
    along, across = ("y", "x") if direction == "down" else ("x", "y")
    places = [getattr(boxes[name], across) for name in "dacbe"]
    assert places == sorted(places)
    starts = [getattr(boxes[name], along) for name in "abcde"]
    assert max(starts) - min(starts) < 1


def test_groups_that_an_arrow_enters_are_no_lanes() -> None:
    sample = diagram(["a -> b"], groups=[Group("one", text("One"), ("a",)), Group("two", text("Two"), ("b",))])
    assert lanes(layout_request(sample, ("en",), TABLE)) == ()
    assert lanes(layout_request(sample._replace(edges=()), ("en",), TABLE)) == (0, 1)
    assert lanes(layout_request(sample._replace(edges=(), groups=sample.groups[:1]), ("en",), TABLE)) == ()


def test_the_lanes_of_the_comparison_stand_in_their_order() -> None:
    comparison = next(sample for sample in WHOLE if sample.id == "compare-types")
    frames = [frame.y for frame in drawn(comparison).frames]
    assert len(frames) == 5
    assert frames == sorted(frames)


def test_a_wide_label_widens_its_frame_where_nothing_stands() -> None:
    group = Group("g", text("A label much wider than the single box"), ("a",))
    lone = drawn(diagram((), nodes="a", groups=[group])).frames[0]
    assert lone.width >= TABLE.width("A label much wider than the single box", bold=True)
    picture = drawn(diagram((), nodes="ab", groups=[group]))
    other = picture.box_by_id["b"]
    frame = picture.frames[0]
    assert other.left >= frame.x + frame.width or other.left + other.width <= frame.x


def test_arrows_side_by_side_keep_their_own_curves() -> None:
    sample = diagram()
    twice = sample._replace(edges=(*sample.edges, sample.edges[0]._replace(kind="promotes")))
    first, second = drawn(twice).arrows
    assert first.points != second.points


@pytest.mark.parametrize("kind", ["process", "mediator", "cell"])
def test_an_arrow_to_itself_begins_and_ends_on_the_outline(kind: str) -> None:
    sample = diagram(["a -> a"], nodes="a")
    picture = drawn(sample._replace(nodes=(sample.nodes[0]._replace(kind=kind),)))
    (arrow,) = picture.arrows
    assert len(arrow.points) > 4
    assert _gap(picture.boxes[0], *arrow.points[0]) == _gap(picture.boxes[0], *arrow.points[-1]) == 0


def test_a_treatment_on_an_arrow_touches_its_curve() -> None:
    picture = drawn(diagram(treatments=[treatment("drug", "a -> b")]))
    caused, treats = picture.arrows
    assert (caused.id, treats.source, treats.target) == ("a -> b", "drug", "a -> b")
    tip = treats.points[-1]
    assert min(hypot(tip[0] - x, tip[1] - y) for x, y in caused.points) < 3


def test_lines_fall_back_to_a_language_that_is_there() -> None:
    picture = drawn(diagram(groups=[Group("g", text("G"), ("a",))]))
    assert picture.boxes[0].lines_in("fr") == ("Step a",)
    assert picture.frames[0].lines_in("fr") == ("G",)
    assert Box("x", "cell", 0, 0, 1, 1, ()).lines_in("en") == ()
