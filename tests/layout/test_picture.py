"""A picture: where one begins to look at it."""

import pytest

from calcviewer.layout.picture import EMPTY, Box, Picture


def box(name: str, x: float, y: float) -> Box:
    return Box(name, "process", x, y, 100, 40, ())


FIRST = (box("left", 100, 30), box("right", 700, 35), box("below", 400, 220))
TURNED = tuple(one._replace(x=one.y, y=one.x) for one in FIRST)


@pytest.mark.parametrize(
    ("boxes", "direction", "where"),
    [
        (FIRST, "down", (700, 35)),
        ((*FIRST, box("middle", 450, 30)), "down", (450, 30)),
        (TURNED, "right", (35, 700)),
    ],
)
def test_one_begins_in_the_first_row_near_the_middle(
    boxes: tuple[Box, ...], direction: str, where: tuple[float, float]
) -> None:
    assert Picture(900, 900, boxes, direction=direction).beginning == where


def test_without_boxes_there_is_only_the_middle() -> None:
    assert Picture(80, 60).beginning == (40, 30)
    assert EMPTY.beginning == (0, 0)


@pytest.mark.parametrize(
    ("boxes", "direction", "half", "where"),
    [
        (FIRST, "down", (200, 100), (700, 100)),  # the beginning lies outside a view of the middle
        (FIRST, "down", (400, 600), (450, 450)),  # all of it is in the view
        (TURNED, "right", (100, 200), (100, 700)),
        (TURNED, "right", (600, 400), (450, 450)),
    ],
)
def test_a_view_opens_at_the_beginning_and_shows_the_most_of_the_rest(
    boxes: tuple[Box, ...], direction: str, half: tuple[float, float], where: tuple[float, float]
) -> None:
    assert Picture(900, 900, boxes, direction=direction).opening(*half) == where
