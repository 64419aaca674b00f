"""Which items of a drawing stay when its picture is another, where they go, and which are made anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from calcviewer.layout.passage import arrow_keys, is_same_line
from calcviewer.layout.picture import Arrow, Box, Frame, Picture
from calcviewer.view.items import ArrowItem, BoxItem, FrameItem


def boxes(picture: Picture, old: Mapping[str, BoxItem], make: Callable[[Box], BoxItem]) -> dict[str, BoxItem]:
    """The item of each box."""
    made: dict[str, BoxItem] = {}
    for box in picture.boxes:
        item = old.get(box.id)
        if item is None or _look(item.box) != _look(box):
            item = make(box)
        item.setPos(box.x - item.box.x, box.y - item.box.y)
        made[box.id] = item
    return made


def arrows(picture: Picture, old: Sequence[ArrowItem], make: Callable[[Arrow], ArrowItem]) -> list[ArrowItem]:
    """The item of each arrow."""
    known = {key: item for item, (key, _arrow) in zip(old, arrow_keys(item.arrow for item in old), strict=True)}
    made: list[ArrowItem] = []
    for key, arrow in arrow_keys(picture.arrows):
        item = known.get(key)
        if item is None or (item.arrow.kind, item.arrow.weight) != (arrow.kind, arrow.weight):
            item = make(arrow)
        else:
            _lead(item, arrow)
        made.append(item)
    return made


def frames(picture: Picture, old: Sequence[FrameItem], make: Callable[[Frame], FrameItem]) -> list[FrameItem]:
    """The item of each frame: all new if there is another one, since the inner ones lie over the outer ones."""
    if [(item.frame.id, item.frame.lines) for item in old] != [(frame.id, frame.lines) for frame in picture.frames]:
        return [make(frame) for frame in picture.frames]
    for item, frame in zip(old, picture.frames, strict=True):
        if item.frame != frame:
            item.place(frame)
    return list(old)


def exchange(scene: QGraphicsScene, before: Iterable[QGraphicsItem], after: Iterable[QGraphicsItem]) -> bool:
    """Puts into the scene what is new, and takes out what is gone; False if nothing is."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    for item in old:
        if item not in new:
            scene.removeItem(item)
    for item in new:
        if item not in old:
            scene.addItem(item)
    return old.keys() != new.keys()


def _look(box: Box) -> tuple[object, ...]:
    """All of a box but its place."""
    return box.kind, box.width, box.height, box.lines, box.is_extension


def _lead(item: ArrowItem, arrow: Arrow) -> None:
    """Moves an arrow, or bends it."""
    drawn, wanted = item.arrow.points, arrow.points
    dx, dy = wanted[0][0] - drawn[0][0], wanted[0][1] - drawn[0][1]
    if is_same_line(drawn, wanted, dx, dy):
        item.setPos(dx, dy)
    else:
        item.bend(arrow)
        item.setPos(0, 0)
