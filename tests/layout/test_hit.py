"""What lies under the finger."""

from hypothesis import given
from hypothesis import strategies as st

from calcviewer.layout.hit import HitMap, bezier, polyline
from calcviewer.layout.picture import Arrow, Box, Picture

LINE = ((0.0, 0.0), (0.0, 33.0), (0.0, 66.0), (0.0, 100.0))
CURVE = ((100.0, 0.0), (100.0, 50.0), (160.0, 50.0), (160.0, 100.0))
PICTURE = Picture(
    200,
    120,
    boxes=(
        Box("under", "process", 0, 0, 40, 20, ()),
        Box("over", "process", 10, 0, 40, 20, ()),
    ),
    arrows=(Arrow("a -> b", "causes", "a", "b", LINE), Arrow("a -> c", "promotes", "a", "c", CURVE)),
)
HITS = HitMap(PICTURE)


def test_the_box_painted_last_wins_and_a_box_wins_over_an_arrow() -> None:
    assert HITS.at(5, 0, 12) == "over"
    assert HITS.at(-15, 0, 12) == "under"


def test_an_arrow_is_hit_twelve_pixels_to_each_side_and_no_further() -> None:
    assert HITS.at(11.9, 60, 12) == HITS.at(-11.9, 60, 12) == "a -> b"
    assert HITS.at(12.1, 60, 12) == ""


def test_the_nearer_of_two_arrows_is_hit() -> None:
    near = Arrow("a -> d", "causes", "a", "d", ((8.0, 0.0), (8.0, 33.0), (8.0, 66.0), (8.0, 100.0)))
    both = HitMap(Picture(200, 120, arrows=(*PICTURE.arrows, near)))
    assert both.at(3, 60, 12) == "a -> b"
    assert both.at(5, 60, 12) == "a -> d"


def test_an_empty_picture_has_nothing_to_hit() -> None:
    assert HitMap(Picture(0, 0)).at(0, 0, 100) == ""
    assert HitMap(Picture(0, 0, arrows=(Arrow("x", "causes", "a", "b", ()),))).at(0, 0, 100) == ""
    assert HitMap(Picture(0, 0, arrows=(Arrow("x", "causes", "a", "b", ((1, 1),)),))).at(0, 0, 2) == "x"


def test_a_large_picture_is_hit_as_a_small_one_is() -> None:
    far = Arrow("far", "causes", "a", "z", ((0.0, 0.0), (100.0, 4000.0), (3900.0, 0.0), (4000.0, 4000.0)))
    boxes = tuple(Box(f"s{i}", "process", i % 20 * 200.0, i // 20 * 200.0, 120, 60, ()) for i in range(400))
    ends = [((box.x + 60, box.y), (box.x + 90, box.y), (box.x + 110, box.y), (box.x + 140, box.y)) for box in boxes]
    arrows = tuple(Arrow(f"s{i} -> s{i + 1}", "causes", "", "", points) for i, points in enumerate(ends))
    hits = HitMap(Picture(4000, 4000, boxes, (*arrows, far)))
    for i, box in enumerate(boxes):
        assert hits.at(box.x + 59, box.y - 29, 12) == box.id
        assert hits.at(box.x + 100, box.y + 2, 4) in {arrows[i].id, "far"}
    x, y = list(polyline(far))[3]
    assert hits.at(x, y, 3) in {"far", *(box.id for box in boxes)}
    assert hits.at(4500, 100, 200) == ""


@given(st.floats(0, 1))
def test_every_point_of_a_curve_hits_it(t: float) -> None:
    x, y = bezier(*CURVE, t)
    assert HITS.at(x, y, 1.0) == "a -> c"


def test_a_polyline_starts_and_ends_where_the_arrow_does() -> None:
    line = list(polyline(PICTURE.arrows[1]))
    assert line[0] == CURVE[0]
    assert line[-1] == CURVE[-1]
