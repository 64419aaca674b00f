"""Marks: what is lit, faded, struck, and where the signs stand."""

import pytest

from calcviewer.layout.marks import MARKS, NO_MARKS, STRENGTH, Level, Mark, Marks, badges, middle, ringed_boxes, struck
from calcviewer.layout.picture import Arrow, Box, Picture

LINE = ((0.0, 0.0), (0.0, 40.0), (0.0, 60.0), (0.0, 100.0))
BENT = (*LINE, (0.0, 140.0), (0.0, 160.0), (0.0, 200.0))
PICTURE = Picture(
    400,
    300,
    boxes=(
        Box("a", "process", 100, 40, 120, 40, ()),
        Box("b", "trigger", 100, 240, 120, 40, ()),
        Box("pill", "treatment", 300, 40, 120, 40, ()),
    ),
    arrows=(Arrow("a -> b", "causes", "a", "b", LINE), Arrow("pill", "treats", "pill", "a", LINE)),
)


def test_without_marks_everything_is_plain() -> None:
    assert not NO_MARKS
    assert {NO_MARKS.level(box.id) for box in PICTURE.boxes} == {Level.PLAIN}
    assert list(badges(PICTURE, NO_MARKS)) == []


def test_what_is_not_lit_is_dimmed_to_a_quarter() -> None:
    marks = Marks(lit=frozenset({"a"}))
    assert marks
    assert marks.level("a") is Level.PLAIN
    assert STRENGTH[marks.level("b")] == STRENGTH[marks.level("a -> b")] == 0.25


def test_even_nothing_lit_is_something_said() -> None:
    assert Marks(lit=frozenset())


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_is_more_than_a_colour(mark: Mark) -> None:
    style = MARKS[mark]
    assert style.sign or (style.level is not Level.PLAIN and style.is_hollow)


def test_no_two_marks_have_the_same_sign_on_the_same_ground() -> None:
    seen = [(style.sign, style.disc) for style in MARKS.values()]
    assert len(seen) == len(set(seen))


def test_a_sign_stands_at_the_corner_of_a_box_and_on_the_middle_of_an_arrow() -> None:
    found = list(badges(PICTURE, Marks({"a": Mark.REDUCED, "b": Mark.BLOCKED, "a -> b": Mark.CUT})))
    assert found == [
        (MARKS[Mark.REDUCED], (44.0, 21.0)),
        (MARKS[Mark.BLOCKED], (54.0, 221.0)),
        (MARKS[Mark.CUT], (0.0, 50.0)),
    ]


def test_a_treatment_has_one_sign_though_its_arrows_share_its_name() -> None:
    assert [place for _style, place in badges(PICTURE, Marks({"pill": Mark.GIVEN}))] == [(248.0, 21.0)]


def test_what_is_dimmed_has_no_sign() -> None:
    marks = Marks({"a": Mark.PREVENTED, "b": Mark.BLOCKED, "a -> b": Mark.CUT}, frozenset())
    assert [*badges(PICTURE, marks), *struck(PICTURE, marks), *ringed_boxes(PICTURE, marks)] == []


def test_only_what_is_prevented_is_struck_and_only_where_it_acts_is_a_ring() -> None:
    marks = Marks({"a": Mark.PREVENTED, "b": Mark.BLOCKED})
    ((start, end),) = struck(PICTURE, marks)
    assert start[0] < 100 < end[0]
    assert start[1] > 40 > end[1]
    assert [box.id for box in ringed_boxes(PICTURE, marks)] == ["b"]


def test_the_middle_of_two_curves_is_where_they_meet() -> None:
    assert middle(Arrow("x", "causes", "a", "b", LINE)) == (0.0, 50.0)
    assert middle(Arrow("x", "causes", "a", "b", BENT)) == (0.0, 100.0)


def test_the_weaker_the_level_the_less_is_left() -> None:
    assert sorted(STRENGTH.values()) == [STRENGTH[level] for level in sorted(Level)]
