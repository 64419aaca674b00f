"""From Graphviz's plain output to a picture: boxes in their places, curves that end on the outlines that we draw."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from calcviewer.layout.dot import FRAME_LABEL, POINTS_PER_INCH, FrameRequest, LayoutRequest, lanes
from calcviewer.layout.engine import LayoutError
from calcviewer.layout.picture import Arrow, Box, Frame, Picture, Point
from calcviewer.layout.shapes import clip

FRAME_PAD = 14.0
MARGIN = 10.0


class _Plain(NamedTuple):
    """What the output says, in px with y downwards: centres by name, curves by (tail, head)."""

    centres: dict[str, Point]
    curves: dict[tuple[str, str], list[tuple[Point, ...]]]

    def take(self, tail: str, head: str) -> tuple[Point, ...]:
        """The next curve between two names; parallel arrows come in the order in which they were asked for."""
        return self.curves[tail, head].pop(0)


def assemble(request: LayoutRequest, plain: str) -> Picture:
    """Puts the request and Graphviz's answer together. Raises LayoutError if they do not belong together."""
    try:
        return _assembled(request, _turned(request, _parsed(plain)))
    except (KeyError, IndexError, ValueError) as failure:
        raise LayoutError("E206") from failure


def _parsed(plain: str) -> _Plain:
    found, height = _Plain({}, {}), 0.0
    for line in plain.splitlines():
        words = line.split()
        if words[:1] == ["graph"]:
            height = float(words[3])
        elif words[:1] == ["node"]:
            found.centres[words[1]] = _point(words[2], words[3], height)
        elif words[:1] == ["edge"]:
            count = int(words[3])
            numbers = words[4 : 4 + 2 * count]
            if len(numbers) != 2 * count or count < 4 or count % 3 != 1:
                raise ValueError(line)
            points = tuple(_point(x, y, height) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
            found.curves.setdefault((words[1], words[2]), []).append(points)
    return found


def _point(x: str, y: str, height: float) -> Point:
    across, down = float(x) * POINTS_PER_INCH, (height - float(y)) * POINTS_PER_INCH
    if not isfinite(across + down):
        raise ValueError(x, y)
    return across, down


def _turned(request: LayoutRequest, plain: _Plain) -> _Plain:
    """The same, with the first lane first: Graphviz keeps lanes beside each other, from either end."""
    starts = lanes(request)
    across = 1 if request.direction == "right" else 0
    if not starts or plain.centres[f"n{starts[0]}"][across] <= plain.centres[f"n{starts[-1]}"][across]:
        return plain

    def turn(point: Point) -> Point:
        return (point[0], -point[1]) if across else (-point[0], point[1])

    curves = {ends: [tuple(map(turn, points)) for points in found] for ends, found in plain.curves.items()}
    return _Plain({name: turn(point) for name, point in plain.centres.items()}, curves)


def _assembled(request: LayoutRequest, plain: _Plain) -> Picture:
    boxes = [
        Box(b.id, b.kind, *plain.centres[f"n{i}"], b.width, b.height, b.lines, b.is_extension)
        for i, b in enumerate(request.boxes)
    ]
    arrows = _arrows(request, plain, boxes)
    frames = [_frame(f, boxes) for f in request.frames]
    return _moved_to_origin(boxes, arrows, frames, request.direction)


def _arrows(request: LayoutRequest, plain: _Plain, boxes: Sequence[Box]) -> list[Arrow]:
    arrows = []
    for i, a in enumerate(request.arrows):
        tail, head = boxes[a.tail], boxes[a.head]
        if a.has_waypoint:
            first, second = plain.take(f"n{a.tail}", f"m{i}"), plain.take(f"m{i}", f"n{a.head}")
            middle = plain.centres[f"m{i}"]
            points = (*first[:-1], middle, *second[1:])
        else:
            points = plain.take(f"n{a.tail}", f"n{a.head}")
        arrows.append(Arrow(a.id, a.kind, tail.id, head.id, _on_outlines(points, tail, head), a.weight))
    for t in request.touches:
        points = plain.take(f"n{t.tail}", f"m{t.arrow}")
        target = request.arrows[t.arrow].id
        arrows.append(Arrow(t.id, "treats", boxes[t.tail].id, target, _on_outlines(points, boxes[t.tail], None)))
    return arrows


def _on_outlines(points: tuple[Point, ...], tail: Box, head: Box | None) -> tuple[Point, ...]:
    """The curve with both ends moved onto the drawn outlines; Graphviz knows only rectangles."""
    start = clip(tail, (tail.x, tail.y), points[0])
    end = clip(head, (head.x, head.y), points[-1]) if head else points[-1]
    return (start, *points[1:-1], end)


def _frame(frame: FrameRequest, boxes: Sequence[Box]) -> Frame:
    """Around its boxes. A label wider than they are needs more: on the side where it covers least of the others."""
    inside = [boxes[i] for i in frame.boxes]
    left, top = min(b.left for b in inside) - FRAME_PAD, min(b.top for b in inside) - FRAME_PAD - FRAME_LABEL
    width = max(b.left + b.width for b in inside) + FRAME_PAD - left
    height = max(b.top + b.height for b in inside) + FRAME_PAD - top
    more = max(0.0, frame.width + 2 * FRAME_PAD - width)
    others = [
        b for i, b in enumerate(boxes) if i not in frame.boxes and b.top < top + height and b.top + b.height > top
    ]

    def covered(x: float) -> float:
        return sum(max(0.0, min(b.left + b.width, x + width + more) - max(b.left, x)) for b in others)

    x = min((left - more * share for share in (0.5, 0.0, 1.0)), key=covered)
    return Frame(frame.id, x, top, width + more, height, frame.lines)


def _moved_to_origin(boxes: list[Box], arrows: list[Arrow], frames: list[Frame], direction: str) -> Picture:
    xs = [e for b in boxes for e in (b.left, b.left + b.width)] + [e for f in frames for e in (f.x, f.x + f.width)]
    ys = [e for b in boxes for e in (b.top, b.top + b.height)] + [e for f in frames for e in (f.y, f.y + f.height)]
    xs += [p[0] for a in arrows for p in a.points]
    ys += [p[1] for a in arrows for p in a.points]
    if not xs:
        return Picture(0, 0)
    dx, dy = MARGIN - min(xs), MARGIN - min(ys)
    return Picture(
        max(xs) + dx + MARGIN,
        max(ys) + dy + MARGIN,
        tuple(Box(b.id, b.kind, b.x + dx, b.y + dy, b.width, b.height, b.lines, b.is_extension) for b in boxes),
        tuple(
            Arrow(a.id, a.kind, a.source, a.target, tuple((x + dx, y + dy) for x, y in a.points), a.weight)
            for a in arrows
        ),
        tuple(Frame(f.id, f.x + dx, f.y + dy, f.width, f.height, f.lines) for f in frames),
        direction,
    )
