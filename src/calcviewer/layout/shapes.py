"""What every kind of box and arrow looks like, as plain path commands that each painter translates.

A path is a tuple of commands: ('M', x, y), ('L', x, y), ('C', x1, y1, x2, y2, x, y), ('Z',). Boxes are drawn around
(0, 0); marks lie in a square of 16 px. Kinds differ by outline, dash and mark: no colour is needed to tell them apart.
"""

from collections.abc import Callable, Iterable, Mapping
from math import cos, hypot, pi, sin
from typing import NamedTuple

from calcviewer.layout.picture import Box, Point

Command = tuple[str | float, ...]
Path = tuple[Command, ...]

CURVE = 0.5523  # a cubic Bézier that bends like a quarter circle
SLANT = 14.0
BAR = 8.0
FRAME_GAP = 4.0
FOLD = 13.0
MARK = 16.0
HEAD = 11.0
PLUS = 4.0
TEE_GAP = 7.0  # a tee at the very outline would be half hidden by its box where the arrow comes aslant
TEE_HALF = 8.0
TEE_THICK = 3.2


class BoxStyle(NamedTuple):
    """How a kind of box is drawn: outline, strokes inside it, dashes, the room its label needs left and right."""

    outline: Callable[[float, float], Path]
    inner: Callable[[float, float], Path] = lambda _w, _h: ()
    dash: tuple[float, ...] = ()
    pad_x: float = 14.0
    mark: Path = ()


class ArrowStyle(NamedTuple):
    """How a kind of arrow is drawn: dashes in px, the form of its head, whether it carries a plus."""

    head: str
    dash: tuple[float, ...] = ()
    has_plus: bool = False
    width: float = 1.8


def polygon(points: Iterable[Point]) -> Path:
    """A closed path through points."""
    first, *rest = points
    return (("M", *first), *(("L", *p) for p in rest), ("Z",))


def line(*points: Point) -> Path:
    """An open path through points."""
    return (("M", *points[0]), *(("L", *p) for p in points[1:]))


def circle(x: float, y: float, r: float) -> Path:
    """A full circle."""
    return rounded(2 * r, 2 * r, r, x, y)


def rounded(w: float, h: float, radius: float, x: float = 0.0, y: float = 0.0) -> Path:
    """A rectangle around (x, y) with round corners."""
    r = min(radius, w / 2, h / 2)
    k = r * (1 - CURVE)
    left, top, right, bottom = x - w / 2, y - h / 2, x + w / 2, y + h / 2
    return (
        ("M", left + r, top),
        ("L", right - r, top),
        ("C", right - k, top, right, top + k, right, top + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", left + r, bottom),
        ("C", left + k, bottom, left, bottom - k, left, bottom - r),
        ("L", left, top + r),
        ("C", left, top + k, left + k, top, left + r, top),
        ("Z",),
    )


def _hexagon(w: float, h: float) -> Path:
    x, y = w / 2, h / 2
    return polygon(((-x + SLANT, -y), (x - SLANT, -y), (x, 0), (x - SLANT, y), (-x + SLANT, y), (-x, 0)))


def _parallelogram(w: float, h: float) -> Path:
    x, y = w / 2, h / 2
    return polygon(((-x + SLANT, -y), (x, -y), (x - SLANT, y), (-x, y)))


def _rectangle(w: float, h: float) -> Path:
    return rounded(w, h, 2)


def _pill(w: float, h: float) -> Path:
    return rounded(w, h, h / 2)


def _side_bar(w: float, h: float) -> Path:
    return line((-w / 2 + BAR, -h / 2), (-w / 2 + BAR, h / 2))


def _page(w: float, h: float) -> Path:
    x, y = w / 2, h / 2
    return polygon(((-x, -y), (x - FOLD, -y), (x, -y + FOLD), (x, y), (-x, y)))


def _fold(w: float, h: float) -> Path:
    x, y = w / 2, h / 2
    return line((x - FOLD, -y), (x - FOLD, -y + FOLD), (x, -y + FOLD))


def _inner_frame(w: float, h: float) -> Path:
    return rounded(w - 2 * FRAME_GAP, h - 2 * FRAME_GAP, 3)


def _star(points: int, r: float) -> Path:
    return tuple(
        command
        for i in range(points)
        for command in line(
            (8 + r * 0.45 * cos(i * 2 * pi / points), 8 + r * 0.45 * sin(i * 2 * pi / points)),
            (8 + r * cos(i * 2 * pi / points), 8 + r * sin(i * 2 * pi / points)),
        )
    )


BOXES: Mapping[str, BoxStyle] = {
    "trigger": BoxStyle(_hexagon, pad_x=20, mark=polygon(((9, 1), (3, 9), (7.5, 9), (6.5, 15), (13, 6.5), (8.5, 6.5)))),
    "process": BoxStyle(
        lambda w, h: rounded(w, h, 9),
        mark=(*_star(8, 7.2), *circle(8, 8, 3.4)),
    ),
    "cell": BoxStyle(_pill, pad_x=18, mark=(*circle(8, 8, 7), *circle(9.5, 7, 2.4))),
    "mediator": BoxStyle(
        _parallelogram,
        pad_x=22,
        mark=(*circle(4.5, 4.5, 2.6), *circle(11.5, 6.5, 2.6), *circle(6.5, 12, 2.6)),
    ),
    "tissue": BoxStyle(
        _rectangle,
        _side_bar,
        pad_x=18,
        mark=tuple(c for y in (3.5, 8, 12.5) for c in (("M", 1, y), ("C", 5, y - 4, 11, y + 4, 15, y))),
    ),
    "finding": BoxStyle(_rectangle, dash=(6, 4), mark=(*circle(6.5, 6.5, 4.8), *line((10.2, 10.2), (15, 15)))),
    "outcome": BoxStyle(
        lambda w, h: rounded(w, h, 5),
        _inner_frame,
        pad_x=18,
        mark=(*line((3, 15), (3, 1)), *polygon(((3, 2), (14, 5), (3, 9)))),
    ),
    "entry": BoxStyle(
        _page,
        _fold,
        pad_x=18,
        mark=(*rounded(6, 4.5, 1, 8, 3), *line((3.5, 10.5), (3.5, 8), (12.5, 8), (12.5, 10.5)), *line((8, 5.3), (8, 8)),
              *rounded(6, 4.5, 1, 3.5, 13), *rounded(6, 4.5, 1, 12.5, 13)),
    ),
    "treatment": BoxStyle(
        _pill,
        pad_x=18,
        mark=polygon(
            ((5.5, 1), (10.5, 1), (10.5, 5.5), (15, 5.5), (15, 10.5), (10.5, 10.5), (10.5, 15), (5.5, 15), (5.5, 10.5),
             (1, 10.5), (1, 5.5), (5.5, 5.5))
        ),
    ),
}  # fmt: skip
ARROWS: Mapping[str, ArrowStyle] = {
    "causes": ArrowStyle("filled"),
    "may-lead-to": ArrowStyle("filled", dash=(7, 5)),
    "promotes": ArrowStyle("open", has_plus=True),
    "inhibits": ArrowStyle("tee"),
    "treats": ArrowStyle("tee", dash=(3, 3)),
    "treatment-effect": ArrowStyle("open", dash=(3, 3)),
}
EXTENSION_TAG: Path = (*circle(0, 0, 6.5), *line((-3.2, 0), (3.2, 0)), *line((0, -3.2), (0, 3.2)))
"""The sign on a step that the source text does not name, drawn on the right upper corner of its box."""


MARK_GAP = 7.0


def text_middle(box: Box) -> float:
    """The x around which the lines of a label are centred: right of the mark, within the paddings."""
    return box.x + (MARK + MARK_GAP) / 2


def tag_place(box: Box) -> Point:
    """Where the tag of an extension stands: on the right upper corner, within slants and curves."""
    inset = {"trigger": SLANT, "cell": box.height * 0.2, "treatment": box.height * 0.2}.get(box.kind, 6.0)
    return box.x + box.width / 2 - inset, box.top + 1


def head(kind: str, points: tuple[Point, ...]) -> tuple[Path, bool]:
    """The head of an arrow at the end of its curve, and whether it is filled."""
    style = ARROWS[kind]
    tip, back = points[-1], _before_tip(points)
    length = hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    ux, uy = (tip[0] - back[0]) / length, (tip[1] - back[1]) / length

    def at(along: float, across: float) -> Point:
        return tip[0] - along * ux - across * uy, tip[1] - along * uy + across * ux

    if style.head == "tee":
        gap = _tee_gap(points)
        near, far = gap, gap + TEE_THICK
        return polygon((at(near, -TEE_HALF), at(near, TEE_HALF), at(far, TEE_HALF), at(far, -TEE_HALF))), True
    wings = (at(HEAD, -HEAD * 0.45), tip, at(HEAD, HEAD * 0.45))
    if style.head == "filled":
        return polygon(wings), True
    side = 10 if (ux < 0) == (uy > 0) else -10  # above an arrow that comes down, below one that comes up: off the box
    x, y = at(HEAD + 9, side)
    plus = (*line((x - PLUS, y), (x + PLUS, y)), *line((x, y - PLUS), (x, y + PLUS)))
    return (*line(*wings), *(plus if style.has_plus else ())), False


def shaft(kind: str, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The curve without what its head covers or keeps free, so that no blunt end shows at the tip."""
    if ARROWS[kind].head == "open":
        return points
    tip, back = points[-1], _before_tip(points)
    length = hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    cut = min(HEAD * 0.8, length) if ARROWS[kind].head == "filled" else _tee_gap(points)
    end = tip[0] - (tip[0] - back[0]) / length * cut, tip[1] - (tip[1] - back[1]) / length * cut
    return (*points[:-1], end)


def _tee_gap(points: tuple[Point, ...]) -> float:
    """How far before the outline a tee stops: less where the whole arrow is short."""
    tip, tail = points[-1], points[0]
    return min(TEE_GAP, hypot(tip[0] - tail[0], tip[1] - tail[1]) / 4)


def clip(box: Box, inside: Point, outside: Point) -> Point:
    """Where the way from `outside` to `inside` meets the drawn outline of a box."""
    test, centre_x, centre_y, w, h = _INSIDE.get(box.kind), box.x, box.y, box.width / 2, box.height / 2
    (in_x, in_y), (out_x, out_y) = inside, outside
    for _ in range(24):
        middle_x, middle_y = (in_x + out_x) / 2, (in_y + out_y) / 2
        x, y = middle_x - centre_x, middle_y - centre_y
        if -w <= x <= w and -h <= y <= h and (test is None or test(x, y, w, h)):
            in_x, in_y = middle_x, middle_y
        else:
            out_x, out_y = middle_x, middle_y
    return out_x, out_y


def contains(box: Box, point: Point) -> bool:
    """Whether a point lies within the drawn outline, corners and slants taken into account."""
    x, y = point[0] - box.x, point[1] - box.y
    w, h = box.width / 2, box.height / 2
    if abs(x) > w or abs(y) > h:
        return False
    test = _INSIDE.get(box.kind)
    return test(x, y, w, h) if test else True


def _in_pill(x: float, y: float, w: float, h: float) -> bool:
    return abs(x) <= w - h or hypot(abs(x) - (w - h), y) <= h


def _in_page(x: float, y: float, w: float, h: float) -> bool:
    return x - y <= w + h - FOLD


_INSIDE: Mapping[str, Callable[[float, float, float, float], bool]] = {
    "trigger": lambda x, y, w, h: abs(x) <= w - SLANT * abs(y) / h,
    "mediator": lambda x, y, w, h: abs(x + SLANT * y / h / 2) <= w - SLANT / 2,
    "cell": _in_pill,
    "entry": _in_page,
    "treatment": _in_pill,
}


def _before_tip(points: tuple[Point, ...]) -> Point:
    """The last point that is not the tip itself: the direction in which the arrow arrives."""
    tip = points[-1]
    return next((p for p in reversed(points[:-1]) if hypot(p[0] - tip[0], p[1] - tip[1]) > 0.5), (tip[0], tip[1] - 1))
