"""From a diagram to what Graphviz is asked: sizes and arrows under neutral names. No text of a file reaches DOT."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from calcviewer.core.fingerprint import fingerprint
from calcviewer.core.graph import CAUSAL
from calcviewer.core.model import Diagram, Text
from calcviewer.layout.labels import Lines, TextMeasurer, fit, title
from calcviewer.layout.shapes import BOXES, MARK, MARK_GAP

POINTS_PER_INCH = 72.0
PAD_Y = 11.0
SMALLEST_HEIGHT = 42.0
FRAME_LABEL = 27.0  # the label, and below it room for the head of an arrow that comes in
VERSION = "5"
BROAD = 4  # more boxes than these that all lead to one box alone stand in two rows
MODIFIERS = frozenset({"promotes", "inhibits"})


class BoxRequest(NamedTuple):
    """A box to be placed: its id and kind are for us, its size in px is for Graphviz."""

    id: str
    kind: str
    width: float
    height: float
    lines: Lines
    is_extension: bool = False


class ArrowRequest(NamedTuple):
    """An arrow: its ends are numbers of boxes. `waypoint` says that treatments end on its middle."""

    id: str
    kind: str
    tail: int
    head: int
    has_waypoint: bool = False
    weight: float = 1.0


class TouchRequest(NamedTuple):
    """A treatment's arrow that ends on the middle of another arrow, given by its number."""

    id: str
    tail: int
    arrow: int


class FrameRequest(NamedTuple):
    """A group: its label and the numbers of its boxes."""

    id: str
    boxes: tuple[int, ...]
    lines: Lines
    width: float


class LayoutRequest(NamedTuple):
    """Everything that a layout depends on."""

    direction: str
    boxes: tuple[BoxRequest, ...]
    arrows: tuple[ArrowRequest, ...]
    touches: tuple[TouchRequest, ...]
    frames: tuple[FrameRequest, ...]

    @property
    def digest(self) -> str:
        """Names the layout in the cache: the same for everything that Graphviz would draw alike."""
        seen = (
            VERSION,
            self.direction,
            [(b.width, b.height, b.kind == "treatment") for b in self.boxes],
            [(a.kind, a.tail, a.head, a.has_waypoint) for a in self.arrows],
            [(t.tail, t.arrow) for t in self.touches],
            [(f.boxes, f.width) for f in self.frames],
        )
        return fingerprint(repr(seen).encode())


def layout_request(diagram: Diagram, languages: Sequence[str], measurer: TextMeasurer) -> LayoutRequest:
    """Measures every label in every language and lists what is to be placed."""
    boxes = tuple(_boxes(diagram, languages, measurer))
    number = {box.id: i for i, box in enumerate(boxes)}
    touched = {t for treatment in diagram.treatments for t in treatment.acts_on if t in diagram.edge_by_id}
    arrows = [
        ArrowRequest(e.id, e.kind, number[e.source], number[e.target], e.id in touched, e.weight) for e in diagram.edges
    ]
    place = {arrow.id: i for i, arrow in enumerate(arrows)}
    touches = []
    for treatment in diagram.treatments:
        tail = number[treatment.id]
        for target in treatment.acts_on:
            if target in place:
                touches.append(TouchRequest(treatment.id, tail, place[target]))
            else:
                arrows.append(ArrowRequest(treatment.id, "treats", tail, number[target]))
        arrows += [ArrowRequest(treatment.id, "treatment-effect", tail, number[t]) for t in treatment.may_lead_to]
    frames = tuple(_frames(diagram, languages, measurer, number))
    return LayoutRequest(diagram.direction, boxes, tuple(arrows), tuple(touches), frames)


def _boxes(diagram: Diagram, languages: Sequence[str], measurer: TextMeasurer) -> Iterator[BoxRequest]:
    for node in diagram.nodes:
        yield _box(node.id, node.kind, node.label, node.origin, languages, measurer)
    for treatment in diagram.treatments:
        yield _box(treatment.id, "treatment", treatment.label, treatment.origin, languages, measurer)


def _box(
    element: str, kind: str, label: Text, origin: str, languages: Sequence[str], measurer: TextMeasurer
) -> BoxRequest:
    fitted = fit(label, tuple(languages), measurer)
    width = fitted.width + 2 * BOXES[kind].pad_x + MARK + MARK_GAP
    height = max(SMALLEST_HEIGHT, fitted.height + 2 * PAD_Y)
    return BoxRequest(element, kind, width, height, fitted.lines, origin == "extension")


def _frames(
    diagram: Diagram, languages: Sequence[str], measurer: TextMeasurer, number: dict[str, int]
) -> Iterator[FrameRequest]:
    for group in diagram.groups:
        fitted = title(group.label, languages, measurer)
        members = tuple(number[node] for node in group.nodes if node in number)
        if members:
            yield FrameRequest(group.id, members, fitted.lines, fitted.width)


def dot_text(request: LayoutRequest) -> str:
    """The graph in DOT. Names are n0, n1, … for boxes and m0, m1, … for the middles of arrows."""
    import graphviz  # 30–70 ms, so only when a layout is not cached

    graph = graphviz.Digraph(
        graph_attr={
            "rankdir": "LR" if request.direction == "right" else "TB",
            "nodesep": "0.35",
            "ranksep": "0.5",
            "newrank": "true",
            "splines": "true",
            "charset": "UTF-8",
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"dir": "none"},
    )
    for i, box in enumerate(request.boxes):
        graph.node(f"n{i}", width=_inches(box.width), height=_inches(box.height))
    starts = lanes(request)
    label_at = "b" if starts and request.direction == "right" else "t"
    for i, frame in enumerate(request.frames):
        look = {"margin": "14", "label": _room(frame.width), "labelloc": label_at}
        with graph.subgraph(name=f"cluster{i}", graph_attr=look) as cluster:
            for number in frame.boxes:
                cluster.node(f"n{number}")
    _write_lanes(graph, starts)
    for treatment, lane in _lane_treatments(request, starts):
        graph.edge(f"l{lane - 1}", f"n{treatment}", style="invis")
    lengths = dict.fromkeys(_beside(request), 0) | dict.fromkeys(_upper(request), 2)
    for i, arrow in enumerate(request.arrows):
        _write_arrow(graph, i, arrow, lengths.get(i))
    for touch in request.touches:
        graph.edge(f"n{touch.tail}", f"m{touch.arrow}", weight="0.5")
    return str(graph.source)


def lanes(request: LayoutRequest) -> tuple[int, ...]:
    """Where groups begin that are lanes, in the order of the file: each has a step of its own that nothing leads to.

    Lanes begin side by side and keep their order; Graphviz would put those that nothing joins wherever there is room.
    With `direction: right` it gives them from the bottom up, so `assemble` may have to turn the picture over.
    """
    entered = {arrow.head for arrow in request.arrows if request.boxes[arrow.tail].kind != "treatment"}
    starts = [next((box for box in frame.boxes if box not in entered), None) for frame in request.frames]
    found = tuple(box for box in starts if box is not None)
    return found if len(found) == len(starts) > 1 else ()


def _lane_treatments(request: LayoutRequest, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Treatments of later steps of a lane, each with the lane's number: they stand before it and not somewhere else."""
    lane_of = {box: i for i, frame in enumerate(request.frames) for box in frame.boxes} if starts else {}
    for arrow in request.arrows:
        lane = lane_of.get(arrow.head, 0)
        if arrow.kind == "treats" and lane and arrow.head != starts[lane]:
            yield arrow.tail, lane


def _beside(request: LayoutRequest) -> frozenset[int]:
    """Arrows whose box may stand beside what it helps or hinders: nothing leads to it, and one frame holds them both.

    On a row of its own such a box would lift the frame above the causes that stand over it, and push them aside.
    """
    frame_of = {box: i for i, frame in enumerate(request.frames) for box in frame.boxes}
    entered = {arrow.head for arrow in request.arrows}
    return frozenset(
        i
        for i, a in enumerate(request.arrows)
        if a.kind in MODIFIERS and a.tail not in entered and frame_of.get(a.tail, -1) == frame_of.get(a.head)
    )


def _upper(request: LayoutRequest) -> Iterator[int]:
    """Of many causes that lead only to one and the same step, every second one: it stands a row higher.

    Side by side they would make the whole drawing broad, and so every word on the projector small.
    """
    frames = {box for frame in request.frames for box in frame.boxes}
    tails = Counter([*(arrow.tail for arrow in request.arrows), *(touch.tail for touch in request.touches)])
    entered = {arrow.head for arrow in request.arrows}
    fans: dict[int, list[int]] = {}
    for i, a in enumerate(request.arrows):
        if a.tail not in entered and a.tail not in frames and tails[a.tail] == 1:
            fans.setdefault(a.head, []).append(i)
    for fan in fans.values():
        if len(fan) > BROAD:
            yield from fan[::2]


def _write_lanes(graph: "object", starts: Sequence[int]) -> None:
    """Between two lanes something unseen leads to both of them, so that no other lane can come between."""
    with graph.subgraph(graph_attr={"rank": "same"}) as row:  # type: ignore[attr-defined]
        for start in starts:
            row.node(f"n{start}")
    for i, lanes_beside in enumerate(pairwise(starts)):
        graph.node(f"l{i}", shape="point", width="0.01", height="0.01")  # type: ignore[attr-defined]
        for start in lanes_beside:
            graph.edge(f"l{i}", f"n{start}", style="invis")  # type: ignore[attr-defined]


def _write_arrow(graph: "object", i: int, arrow: ArrowRequest, length: int | None) -> None:
    edge = graph.edge  # type: ignore[attr-defined]
    weight = {"weight": "3"} if arrow.kind in CAUSAL else {"weight": "1"}
    if arrow.kind == "treatment-effect" or arrow.tail == arrow.head:
        weight = {"weight": "0.5", "constraint": "false"}
    if length is not None:
        weight["minlen"] = str(length)
    if arrow.has_waypoint:
        graph.node(f"m{i}", shape="point", width="0.02", height="0.02")  # type: ignore[attr-defined]
        edge(f"n{arrow.tail}", f"m{i}", **weight)
        edge(f"m{i}", f"n{arrow.head}", **weight)
    else:
        edge(f"n{arrow.tail}", f"n{arrow.head}", **weight)


def _room(width: float) -> str:
    """An empty label of a fixed size: it keeps the place where we write the frame's own label."""
    size = f'WIDTH="{width:.0f}" HEIGHT="{FRAME_LABEL:.0f}"'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" FIXEDSIZE="TRUE" {size}><TR><TD></TD></TR></TABLE>>'


def _inches(px: float) -> str:
    return f"{px / POINTS_PER_INCH:.5f}"
