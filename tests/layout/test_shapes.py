"""Shapes: every kind can be told from every other without colour, and arrows end on what is drawn."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.schema import DRAWN_KINDS, EDGE_KINDS
from calcviewer.layout.picture import Box, Point
from calcviewer.layout.shapes import ARROWS, BOXES, clip, contains, head, shaft, tag_place, text_middle

DOWN = ((0.0, 0.0), (0.0, 30.0), (0.0, 60.0), (0.0, 90.0))
STEP = 0.01


def box(kind: str, width: float = 160, height: float = 60) -> Box:
    return Box("x", kind, 20, 10, width, height, ())


def test_every_kind_has_its_look() -> None:
    assert set(BOXES) == {*DRAWN_KINDS, "treatment"}
    assert set(ARROWS) == {*EDGE_KINDS, "treats", "treatment-effect"}


@pytest.mark.parametrize(("one", "other"), list(combinations(BOXES, 2)))
def test_kinds_differ_by_mark_and_by_outline_dash_or_inner_stroke(one: str, other: str) -> None:
    a, b = BOXES[one], BOXES[other]
    assert a.mark != b.mark
    is_pill = {one, other} == {"cell", "treatment"}  # told apart by the mark alone, and by standing outside the flow
    looks = [(s.outline(160, 60), s.inner(160, 60), s.dash) for s in (a, b)]
    assert is_pill or looks[0] != looks[1]


@pytest.mark.parametrize(("one", "other"), list(combinations(ARROWS, 2)))
def test_kinds_of_arrows_differ_by_head_dash_or_plus(one: str, other: str) -> None:
    a, b = ARROWS[one], ARROWS[other]
    assert (a.head, a.dash, a.has_plus) != (b.head, b.dash, b.has_plus)


@pytest.mark.parametrize("kind", BOXES)
@given(x=st.floats(-1, 1), y=st.floats(-1, 1), width=st.integers(60, 240), height=st.integers(42, 110))
def test_clipping_gives_a_point_of_the_outline(kind: str, x: float, y: float, width: int, height: int) -> None:
    it = box(kind, width, height)
    reach = max(abs(x), abs(y)) or 1.0
    outside = it.x + (x / reach or 0.5) * width, it.y + y / reach * height
    middle = it.x, it.y
    found = clip(it, middle, outside)
    length = hypot(found[0] - it.x, found[1] - it.y)

    def at(share: float) -> Point:
        return it.x + (found[0] - it.x) * share, it.y + (found[1] - it.y) * share

    assert contains(it, at(1 - STEP / length))
    assert not contains(it, at(1 + STEP / length))


@pytest.mark.parametrize("kind", ["trigger", "mediator", "cell", "treatment"])
def test_the_corner_of_the_rectangle_is_outside(kind: str) -> None:
    it = box(kind)
    assert contains(it, (it.x, it.y))
    assert not contains(it, (it.left + 1, it.top + 1))
    assert not contains(it, (it.left - 1, it.y))


def test_a_filled_head_points_along_the_arrival_and_covers_the_end_of_the_shaft() -> None:
    path, is_filled = head("causes", DOWN)
    assert is_filled
    assert ("L", 0.0, 90.0) in path
    assert shaft("causes", DOWN)[-1][1] < 90


@pytest.mark.parametrize("kind", ["inhibits", "treats"])
def test_a_tee_stands_clear_of_the_box_and_the_shaft_ends_at_it(kind: str) -> None:
    path, is_filled = head(kind, DOWN)
    ys = [float(c[2]) for c in path if len(c) == 3]
    assert is_filled
    assert max(ys) == shaft(kind, DOWN)[-1][1] < 90


def test_a_very_short_tee_does_not_swallow_its_arrow() -> None:
    short = ((0.0, 0.0), (0.0, 1.0), (0.0, 2.0), (0.0, 4.0))
    assert shaft("inhibits", short)[-1][1] == 3


def test_an_open_head_leaves_the_shaft_whole() -> None:
    assert shaft("treatment-effect", DOWN) == DOWN
    assert len(head("treatment-effect", DOWN)[0]) < len(head("promotes", DOWN)[0])


@pytest.mark.parametrize(("dx", "dy"), [(50, 60), (-50, 60), (50, -60), (-50, -60)])
def test_the_plus_stands_on_the_side_away_from_the_box(dx: float, dy: float) -> None:
    points = tuple((dx * s, dy * s) for s in (0.0, 0.3, 0.6, 1.0))
    path, _ = head("promotes", points)
    plus = [float(c[2]) for c in path[3:]]
    assert all(y < dy for y in plus) if dy > 0 else all(y > dy for y in plus)


def test_an_arrow_of_no_length_still_has_a_head() -> None:
    nowhere = ((5.0, 5.0),) * 4
    assert head("causes", nowhere)[1]
    assert len(shaft("causes", nowhere)) == 4
    assert len(shaft("inhibits", nowhere)) == 4


@pytest.mark.parametrize("kind", BOXES)
def test_the_tag_stands_at_the_right_upper_corner(kind: str) -> None:
    it = box(kind)
    x, y = tag_place(it)
    assert it.x < x <= it.left + it.width
    assert abs(y - it.top) < 4
    assert text_middle(it) > it.x
