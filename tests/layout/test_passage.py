"""From one picture to the next: what stays in place, and what is seen on the way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.layout.hit import polyline
from calcviewer.layout.passage import Passage, anchor, arrow_keys, is_same_line, paired, places, shifted
from calcviewer.layout.picture import EMPTY, Arrow, Box, Frame, Picture, Point

LINE: tuple[Point, ...] = ((0, 20), (0, 40), (0, 60), (0, 80))
BENT: tuple[Point, ...] = (*LINE, (0, 100), (20, 100), (40, 100))
A, B = Box("a", "process", 0, 0, 100, 40, ()), Box("b", "process", 0, 100, 100, 40, ())
ARROW = Arrow("a -> b", "causes", "a", "b", LINE)
FRAME = Frame("place", -60, -30, 120, 160, ())
START = Picture(200, 200, (A, B), (ARROW,), (FRAME,))
END = Picture(
    300,
    400,
    (A._replace(x=40.0), B._replace(x=40.0, y=300.0), Box("new", "cell", 1, 2, 3, 4, ())),
    (ARROW._replace(points=BENT), Arrow("b -> new", "causes", "b", "new", LINE)),
    (FRAME._replace(width=220.0), Frame("other", 0, 0, 1, 1, ())),
)
numbers = st.floats(-1000, 1000, allow_nan=False)
points = st.tuples(numbers, numbers)


def chains(pieces: int) -> st.SearchStrategy[tuple[Point, ...]]:
    count = 3 * pieces + 1
    return st.lists(points, min_size=count, max_size=count).map(tuple)


def test_a_passage_leads_from_the_places_of_the_start_to_the_end() -> None:
    way = Passage(START, END)
    assert way.moved == 4
    first, half, last = way.at(0), way.at(0.5), way.at(1)
    assert (first.box_by_id["a"], first.box_by_id["b"]) == (A, B)
    assert first.box_by_id["new"] == END.box_by_id["new"]
    assert first.frames == (FRAME, END.frames[1])
    assert (half.box_by_id["b"].x, half.box_by_id["b"].y) == (20, 200)
    assert half.frames[0].width == 170
    assert half.arrows[1] is END.arrows[1]
    assert (half.width, half.height) == (300, 400)
    assert last is END
    assert first.arrows[0].points[0] == LINE[0]
    assert first.arrows[0].points[-1] == pytest.approx(LINE[-1])


def test_where_nothing_moves_the_end_is_there_at_once() -> None:
    other = START._replace(boxes=(A._replace(kind="cell"), B))
    way = Passage(START, other)
    assert way.moved == 0
    assert way.at(0) is other


def test_what_the_start_does_not_have_is_not_on_its_way() -> None:
    assert Passage(EMPTY, END).moved == 0
    assert Passage(START._replace(arrows=(), frames=(), boxes=(A,)), END._replace(boxes=(A, B))).moved == 0


@given(st.data(), st.integers(1, 4), st.integers(1, 4))
def test_a_chain_cut_into_more_pieces_is_drawn_the_same(data: st.DataObject, few: int, many: int) -> None:
    one, other = data.draw(chains(few)), data.draw(chains(many))
    cut, uncut = paired(one, other)
    assert len(cut) == len(uncut) == 3 * max(few, many) + 1
    for before, after in ((one, cut), (other, uncut)):
        assert after[0] == before[0]
        assert after[-1] == pytest.approx(before[-1])
        drawn = list(polyline(ARROW._replace(points=after)))
        for x, y in polyline(ARROW._replace(points=before)):
            # the walks take other points of the same curve: none is farther off than a step of the finer one
            assert min(abs(x - u) + abs(y - v) for u, v in drawn) <= _longest_step(before)


def _longest_step(chain: tuple[Point, ...]) -> float:
    walk = list(polyline(ARROW._replace(points=chain)))
    return max(abs(c - a) + abs(d - b) for (a, b), (c, d) in pairwise(walk)) + 1e-6


def test_arrows_are_found_again_by_id_ends_and_order() -> None:
    cream = Arrow("cream", "treats", "cream", "a", LINE)
    keys = [key for key, _arrow in arrow_keys((ARROW, cream, cream, cream._replace(target="b")))]
    assert keys == [
        ("a -> b", "a", "b", 0),
        ("cream", "cream", "a", 0),
        ("cream", "cream", "a", 1),
        ("cream", "cream", "b", 0),
    ]


def test_the_anchor_is_what_is_wanted_or_what_is_near() -> None:
    assert anchor(START, END, "b", (0, 0)) == ((0, 100), (40, 300))
    assert anchor(START, START, "a -> b", (0, 0)) == ((0, 50), (0, 50))
    assert anchor(START, END, "new", (1, 5)) == ((0, 0), (40, 0))
    assert anchor(START, END, "", (0, 51))[0] == (0, 50)
    assert anchor(START, EMPTY, "a", (7, 8)) == ((7, 8), (7, 8))


def test_a_treatment_is_where_its_box_is() -> None:
    cream = Box("cream", "treatment", 5, 6, 10, 10, ())
    there = places(
        Picture(9, 9, (cream,), (Arrow("cream", "treats", "cream", "a", LINE), Arrow("x", "causes", "a", "b", ())))
    )
    assert there == {"cream": (5, 6)}


def test_shifted_is_the_same_somewhere_else() -> None:
    moved = shifted(START, 10, -5)
    assert moved.box_by_id["b"] == B._replace(x=10, y=95)
    assert is_same_line(LINE, moved.arrows[0].points, 10, -5)
    assert not is_same_line(LINE, moved.arrows[0].points)
    assert not is_same_line(LINE, BENT)
    assert moved.frames[0] == FRAME._replace(x=-50, y=-35)
    assert (moved.width, moved.height) == (START.width, START.height)
