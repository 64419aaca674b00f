"""A layout without Graphviz, for diagrams that it cannot lay out in time: rows of steps in the order of their causes.

Nothing is done against crossing arrows, and arrows run behind what is in their way. It takes n log n.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from calcviewer.layout.dot import FRAME_LABEL, POINTS_PER_INCH, ArrowRequest, LayoutRequest
from calcviewer.layout.picture import Point

GAP, ROW_GAP, COLUMN_GAP = 26.0, 56.0, 60.0
FRAME_PAD = 14.0
IN_A_ROW = 24
"""More steps than these that come equally late stand in several rows."""
BULGE = 40.0
Curve = tuple[Point, Point, Point, Point]


def simple_plain(request: LayoutRequest) -> str:
    """What Graphviz would say, in its plain output; `assemble` makes the picture from it."""
    return "\n".join(["graph 1 0 0", *_lines(request, _placed(request)), "stop", ""])


@dataclass
class _Places:
    """Centres and half sizes, across and along: down the page, or to the right if the diagram runs so."""

    half: Sequence[Point]
    centres: list[Point] = field(default_factory=list)


def _placed(request: LayoutRequest) -> _Places:
    is_right = request.direction == "right"
    half = [(b.height / 2, b.width / 2) if is_right else (b.width / 2, b.height / 2) for b in request.boxes]
    places = _Places(half, [(0.0, 0.0)] * len(half))
    before: list[list[int]] = [[] for _box in half]
    for tail, head in _pairs(request):
        before[head].append(tail)
    row_gap = ROW_GAP + (FRAME_LABEL + FRAME_PAD if request.frames else 0)
    columns = _columns(request)
    starts = _starts(request, columns, half)
    along = 0.0
    for layer in _layers(len(half), list(_pairs(request))):
        for row in _rows(layer, columns, before, places.centres):
            deepest = max(half[box][1] for box in row)
            _place_row(row, along + deepest, columns, starts, places)
            along += 2 * deepest + row_gap
    return places


def _pairs(request: LayoutRequest) -> Iterator[tuple[int, int]]:
    """(tail, head) of everything that one box does to another one, or to an arrow that leads there."""
    for arrow in request.arrows:
        if arrow.tail != arrow.head:
            yield arrow.tail, arrow.head
    for touch in request.touches:
        yield touch.tail, request.arrows[touch.arrow].head


def _layers(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Every box after all that leads to it, as far as loops allow; a beginning stands just before its effect."""
    after: list[list[int]] = [[] for _box in range(count)]
    entered = [False] * count
    for tail, head in pairs:
        after[tail].append(head)
        entered[head] = True
    order = _in_order(after, sorted(range(count), key=entered.__getitem__))
    position = {box: i for i, box in enumerate(order)}
    rank = [0] * count
    for box in order:
        for head in after[box]:
            if position[head] > position[box]:
                rank[head] = max(rank[head], rank[box] + 1)
    layers: dict[int, list[int]] = {}
    for box in range(count):
        if not entered[box] and after[box]:
            rank[box] = max(0, min(rank[head] for head in after[box]) - 1)
        layers.setdefault(rank[box], []).append(box)
    return [layers[key] for key in sorted(layers)]


def _in_order(after: Sequence[Sequence[int]], starts: Sequence[int]) -> list[int]:
    """Every box before what it leads to, but for arrows that close a loop."""
    seen = [False] * len(after)
    done: list[int] = []
    for start in starts:
        stack = [] if seen[start] else [(start, iter(after[start]))]
        seen[start] = True
        while stack:
            box, rest = stack[-1]
            head = next((head for head in rest if not seen[head]), None)
            if head is None:
                done.append(box)
                stack.pop()
            else:
                seen[head] = True
                stack.append((head, iter(after[head])))
    return done[::-1]


def _columns(request: LayoutRequest) -> list[int]:
    """The column of each box: one for each frame, so that frames do not overlap, and the first for all others."""
    columns = [0] * len(request.boxes)
    for number, frame in reversed(list(enumerate(request.frames, start=1))):
        for box in frame.boxes:
            columns[box] = number
    return columns


def _starts(request: LayoutRequest, columns: Sequence[int], half: Sequence[Point]) -> list[float]:
    """The middle of each column: as wide as its widest row could be."""
    layers = _layers(len(half), list(_pairs(request)))
    widths = [0.0, *(frame.width + 2 * FRAME_PAD for frame in request.frames)]
    for layer in layers:
        for column, boxes in _by_column(layer, columns).items():
            for first in range(0, len(boxes), IN_A_ROW):
                row = boxes[first : first + IN_A_ROW]
                widths[column] = max(widths[column], _width(row, half))
    middles, left = [], 0.0
    for width in widths:
        middles.append(left + width / 2)
        left += width + COLUMN_GAP
    return middles


def _by_column(boxes: Sequence[int], columns: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for box in boxes:
        found.setdefault(columns[box], []).append(box)
    return found


def _rows(
    layer: Sequence[int], columns: Sequence[int], before: Sequence[Sequence[int]], centres: Sequence[Point]
) -> Iterator[list[int]]:
    """The boxes of a layer, near what leads to them; a few rows if they are many."""

    def wanted(box: int) -> float:
        tails = [centres[tail][0] for tail in before[box]]
        return sum(tails) / len(tails) if tails else 0.0

    split = {column: sorted(boxes, key=wanted) for column, boxes in _by_column(layer, columns).items()}
    for first in range(0, max(map(len, split.values())), IN_A_ROW):
        yield [box for boxes in split.values() for box in boxes[first : first + IN_A_ROW]]


def _width(row: Sequence[int], half: Sequence[Point]) -> float:
    return sum(2 * half[box][0] for box in row) + GAP * (len(row) - 1)


def _place_row(
    row: Sequence[int], along: float, columns: Sequence[int], middles: Sequence[float], places: _Places
) -> None:
    for column, boxes in _by_column(row, columns).items():
        across = middles[column] - _width(boxes, places.half) / 2
        for box in boxes:
            wide = places.half[box][0]
            places.centres[box] = across + wide, along
            across += 2 * wide + GAP


def _lines(request: LayoutRequest, places: _Places) -> Iterator[str]:
    """Boxes and curves as lines of the plain output."""
    turn = _turn if request.direction == "right" else _as_it_is
    for i, centre in enumerate(places.centres):
        yield f"node n{i} {_numbers([turn(centre)])}"
    middles: dict[int, Point] = {}
    for i, arrow in enumerate(request.arrows):
        curve = _curve(arrow, places)
        if arrow.has_waypoint:
            first, second = _halves(curve)
            middles[i] = first[-1]
            yield f"node m{i} {_numbers([turn(first[-1])])}"
            yield _edge(f"n{arrow.tail}", f"m{i}", [turn(point) for point in first])
            yield _edge(f"m{i}", f"n{arrow.head}", [turn(point) for point in second])
        else:
            yield _edge(f"n{arrow.tail}", f"n{arrow.head}", [turn(point) for point in curve])
    for touch in request.touches:
        end = middles[touch.arrow]
        start = _towards(places.centres[touch.tail], places.half[touch.tail], end)
        yield _edge(f"n{touch.tail}", f"m{touch.arrow}", [turn(point) for point in (start, start, end, end)])


def _curve(arrow: ArrowRequest, places: _Places) -> Curve:
    """Down to a later row; around the side to an earlier one, which closes a loop; a ring to the box itself."""
    (x0, y0), (x1, y1) = places.centres[arrow.tail], places.centres[arrow.head]
    (wide0, high0), (wide1, high1) = places.half[arrow.tail], places.half[arrow.head]
    if arrow.tail == arrow.head:
        right, low = x0 + wide0, high0 / 3
        return (right, y0 - low), (right + BULGE, y0 - 2 * low), (right + BULGE, y0 + 2 * low), (right, y0 + low)
    if y1 - high1 > y0 + high0:
        bend = (y1 - high1 - y0 - high0) / 2
        return (x0, y0 + high0), (x0, y0 + high0 + bend), (x1, y1 - high1 - bend), (x1, y1 - high1)
    right = max(x0 + wide0, x1 + wide1) + BULGE
    return (x0 + wide0, y0), (right, y0), (right, y1), (x1 + wide1, y1)


def _halves(curve: Curve) -> tuple[Curve, Curve]:
    """A curve cut in its middle."""
    a, b, c, d = curve
    ab, bc, cd = _mid(a, b), _mid(b, c), _mid(c, d)
    abc, bcd = _mid(ab, bc), _mid(bc, cd)
    middle = _mid(abc, bcd)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _mid(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _towards(centre: Point, half: Point, end: Point) -> Point:
    """Where the straight way to `end` leaves a box."""
    dx, dy = end[0] - centre[0], end[1] - centre[1]
    share = min(1.0, *(h / abs(d) for h, d in zip(half, (dx, dy), strict=True) if d))
    return centre[0] + dx * share, centre[1] + dy * share


def _edge(tail: str, head: str, points: Sequence[Point]) -> str:
    return f"edge {tail} {head} {len(points)} {_numbers(points)}"


def _numbers(points: Sequence[Point]) -> str:
    """Inches, with y upwards."""
    return " ".join(f"{x / POINTS_PER_INCH:.4f} {-y / POINTS_PER_INCH:.4f}" for x, y in points)


def _turn(point: Point) -> Point:
    return point[1], point[0]


def _as_it_is(point: Point) -> Point:
    return point
