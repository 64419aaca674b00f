"""The arrow keys walk the drawing."""

import pytest

from calcviewer.core.model import Diagram, Edge, Node, Text, Treatment
from calcviewer.layout.picture import Box, Picture
from calcviewer.layout.walk import walk

#        t1 (treats a)     t2
#         a            x
#      b     c        (x -> c)
#         d
DIAGRAM = Diagram(
    "d",
    Text(),
    nodes=tuple(Node(i, "process", Text()) for i in ("a", "x", "b", "c", "d", "lone")),
    edges=(Edge("a", "b"), Edge("a", "c"), Edge("b", "d"), Edge("c", "d"), Edge("x", "c")),
    treatments=(Treatment("t1", Text(), ("a",)), Treatment("t2", Text(), ("a -> b",))),
)
AT = {"t1": (50, 0), "t2": (300, 0), "a": (50, 50), "x": (200, 50), "b": (0, 100), "c": (110, 100), "d": (50, 150)}
PICTURE = Picture(400, 200, boxes=tuple(Box(i, "process", x, y, 40, 20, ()) for i, (x, y) in AT.items()))


@pytest.mark.parametrize(
    ("current", "key", "expected"),
    [
        ("", "down", "a"),
        ("gone", "up", "a"),
        ("a", "down", "b"),  # the effect that stands nearest
        ("d", "up", "b"),
        ("d", "down", "d"),
        ("a", "up", "t1"),  # no cause: the treatment above
        ("x", "up", "x"),
        ("b", "right", "c"),
        ("c", "left", "b"),
        ("b", "left", "b"),
        ("a", "right", "x"),  # shares the effect c
        ("d", "right", "d"),
        ("a", "arrow-out", "a -> b"),
        ("d", "arrow-in", "b -> d"),
        ("d", "arrow-out", "d"),
        ("a -> b", "right", "a -> c"),
        ("a -> b", "left", "a -> c"),
        ("a -> c", "down", "c"),
        ("a -> c", "up", "a"),
        ("a -> c", "arrow-in", "a"),
        ("t1", "down", "a"),
        ("t2", "arrow-out", "a -> b"),
        ("t1", "right", "t2"),
        ("t1", "left", "t1"),
        ("t1", "up", "t1"),
        ("lone", "left", "lone"),  # not drawn: stays
        ("lone", "down", "lone"),
    ],
)
def test_a_key_leads_to(current: str, key: str, expected: str) -> None:
    assert walk(DIAGRAM, PICTURE, current, key) == expected


def test_before_the_drawing_is_there_the_first_effect_is_taken() -> None:
    assert walk(DIAGRAM, Picture(0, 0), "a", "down") == "b"


def test_boxes_at_the_same_height_are_neighbours_when_there_is_no_sibling() -> None:
    beside = Picture(400, 200, boxes=(*PICTURE.boxes, Box("lone", "process", 160, 152, 40, 20, ())))
    assert walk(DIAGRAM, beside, "d", "right") == "lone"


def test_an_empty_diagram_has_nowhere_to_go() -> None:
    assert walk(Diagram("e", Text()), Picture(0, 0), "", "down") == ""
