"""Marks on a drawing: what is lit, and what an answer says of each step and arrow. Values and shapes only, no Qt.

No mark is a colour alone: each has a sign of its own, and what is less is also drawn lighter, hollow or struck.
"""

from collections.abc import Iterator, Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from calcviewer.i18n import N_
from calcviewer.layout import shapes
from calcviewer.layout.hit import bezier
from calcviewer.layout.picture import Arrow, Box, Picture, Point
from calcviewer.layout.shapes import Path, circle, line, polygon


class Mark(StrEnum):
    """What is said of an element. `CUT` and `STOPPED` are of arrows, `GIVEN` is of treatments.

    `ADDED` and `CHANGED` tell what an earlier version of the file had not, or had otherwise.
    """

    GIVEN = "given"
    BLOCKED = "blocked"
    CUT = "cut"
    PREVENTED = "prevented"
    STOPPED = "stopped"
    REDUCED = "reduced"
    MAY_INCREASE = "may-increase"
    ADDED = "added"
    CHANGED = "changed"


class Level(IntEnum):
    """How strongly an element is drawn; the lower ones lie under veils in the colour of the page."""

    DIM = 0
    FADED = 1
    LIGHTER = 2
    PLAIN = 3


STRENGTH: Mapping[Level, float] = {Level.DIM: 0.25, Level.FADED: 0.55, Level.LIGHTER: 0.75, Level.PLAIN: 1.0}
"""How much of an element's colour is left at each level."""
RADIUS = 10.0
STRIKE_INSET = 7.0
SIGN_WIDTH, RING_WIDTH, STRIKE_WIDTH, RIM_WIDTH = 2.2, 3.2, 2.0, 1.6
DISC: Path = circle(0, 0, RADIUS)
"""The ground of a sign, around (0, 0)."""


class MarkStyle(NamedTuple):
    """How a mark is drawn: a sign around (0, 0) on a disc ('solid', 'ring', 'gap' or '' for none), and the element."""

    colour: str = ""
    disc: str = ""
    sign: Path = ()
    level: Level = Level.PLAIN
    is_hollow: bool = False
    is_struck: bool = False
    is_ringed: bool = False
    size: float = 1.0


_CROSS: Path = (*line((-4, -4), (4, 4)), *line((-4, 4), (4, -4)))
_BAR: Path = polygon(((-5, -0.6), (5, -0.6), (5, 0.6), (-5, 0.6)))
_DOWN: Path = (*line((0, -5), (0, 5)), *line((-4, 1), (0, 5), (4, 1)))
_UP: Path = (*line((0, 5), (0, -5)), *line((-4, -1), (0, -5), (4, -1)))
_PLUS: Path = (*line((-5, 0), (5, 0)), *line((0, -5), (0, 5)))
_UNEQUAL: Path = (*line((-5, -2), (5, -2)), *line((-5, 2), (5, 2)), *line((-3, 5.5), (3, -5.5)))
_TICK: Path = line((-4.5, 0.5), (-1.5, 4), (4.5, -3.5))

MARKS: Mapping[Mark, MarkStyle] = {
    Mark.GIVEN: MarkStyle("given", "solid", _TICK),
    Mark.BLOCKED: MarkStyle("stop", "solid", _BAR, is_hollow=True, is_ringed=True, size=1.3),
    Mark.CUT: MarkStyle("stop", "gap", _CROSS, Level.FADED, is_hollow=True, size=1.4),
    Mark.PREVENTED: MarkStyle("stop", "ring", _CROSS, Level.FADED, is_hollow=True, is_struck=True),
    Mark.STOPPED: MarkStyle(level=Level.FADED, is_hollow=True),
    Mark.REDUCED: MarkStyle("less", "solid", _DOWN, Level.LIGHTER),
    Mark.MAY_INCREASE: MarkStyle("more", "solid", _UP),
    Mark.ADDED: MarkStyle("given", "solid", _PLUS),
    Mark.CHANGED: MarkStyle("less", "ring", _UNEQUAL),
}
MARK_NAMES: Mapping[Mark, str] = {
    Mark.GIVEN: N_("given"),
    Mark.BLOCKED: N_("blocked"),
    Mark.CUT: N_("cut"),
    Mark.PREVENTED: N_("prevented"),
    Mark.STOPPED: N_("nothing comes this way"),
    Mark.REDUCED: N_("reduced"),
    Mark.MAY_INCREASE: N_("may increase"),
    Mark.ADDED: N_("added"),
    Mark.CHANGED: N_("changed"),
}
LIT = N_("lit")
NOTHING: Mapping[str, Mark] = MappingProxyType({})
_NONE = MarkStyle()


class Marks(NamedTuple):
    """`of` tells the mark of an element; with `lit`, everything else is dimmed."""

    of: Mapping[str, Mark] = NOTHING
    lit: frozenset[str] | None = None

    def __bool__(self) -> bool:
        return bool(self.of) or self.lit is not None

    def style(self, element_id: str) -> MarkStyle:
        """How an element is marked; the style of nothing for one that is not."""
        mark = self.of.get(element_id)
        return MARKS[mark] if mark else _NONE

    def level(self, element_id: str) -> Level:
        """How strongly an element is drawn."""
        return self.style(element_id).level if self.lit is None or element_id in self.lit else Level.DIM


NO_MARKS = Marks()


def badges(picture: Picture, marks: Marks) -> Iterator[tuple[MarkStyle, Point]]:
    """Where which sign stands: on the left upper corner of a box, on the middle of an arrow. None on what is dimmed."""
    styles = _styles(marks)
    for box in picture.boxes:
        if (style := styles.get(box.id)) and style.disc:
            yield style, badge_place(box)
    for arrow in picture.arrows:
        if (style := styles.get(arrow.id)) and style.disc and arrow.id not in picture.box_by_id:
            yield style, middle(arrow)


def struck(picture: Picture, marks: Marks) -> Iterator[tuple[Point, Point]]:
    """The strokes through the boxes of what does not happen."""
    styles = _styles(marks)
    for box in picture.boxes:
        if (style := styles.get(box.id)) and style.is_struck:
            x, y = box.width / 2 - STRIKE_INSET, box.height / 2 - STRIKE_INSET / 2
            yield (box.x - x, box.y + y), (box.x + x, box.y - y)


def ringed_boxes(picture: Picture, marks: Marks) -> Iterator[Box]:
    """The boxes with a second, strong outline: where a setting acts."""
    styles = _styles(marks)
    return (box for box in picture.boxes if (style := styles.get(box.id)) and style.is_ringed)


def _styles(marks: Marks) -> Mapping[str, MarkStyle]:
    """The styles of all that has a sign: what is dimmed has none."""
    lit = marks.lit
    return {element: MARKS[mark] for element, mark in marks.of.items() if lit is None or element in lit}


_SLANTED, _ROUND = ("trigger", "mediator"), ("cell", "treatment")


def badge_place(box: Box) -> Point:
    """Where the sign of a box stands: on its left upper corner, within slants and curves."""
    inset = shapes.SLANT if box.kind in _SLANTED else box.height * 0.2 if box.kind in _ROUND else 4.0
    return box.left + inset, box.top + 1


def middle(arrow: Arrow) -> Point:
    """The middle of an arrow's curve."""
    pieces = (len(arrow.points) - 1) // 3
    p0, p1, p2, p3 = arrow.points[3 * (pieces // 2) :][:4] if pieces % 2 else arrow.points[3 * (pieces // 2) - 3 :][:4]
    return bezier(p0, p1, p2, p3, 0.5 if pieces % 2 else 1.0)
