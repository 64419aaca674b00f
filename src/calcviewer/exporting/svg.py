"""A picture as SVG: the same shapes as on screen, and text that stays text. No Qt."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from calcviewer.core.model import Diagram
from calcviewer.layout import shapes
from calcviewer.layout.marks import (
    DISC,
    NO_MARKS,
    RIM_WIDTH,
    RING_WIDTH,
    SIGN_WIDTH,
    STRENGTH,
    STRIKE_WIDTH,
    Level,
    Marks,
    badges,
    ringed_boxes,
    struck,
)
from calcviewer.layout.picture import Arrow, Box, Frame, Picture, Point
from calcviewer.layout.shapes import ARROWS, BOXES, EXTENSION_TAG, MARK, Path
from calcviewer.layout.theme import Theme
from calcviewer.layout.widths import FONT_PX, LINE_HEIGHT

FONTS = "'CalcViewer Sans', Inter, 'Noto Sans', 'Segoe UI', sans-serif"
MOST_KEPT = 1024
"""So many paths are kept: a diagram is written in one language after the other, and nothing moves between them."""
BASELINE = 0.36
"""How far the baseline lies below the middle of a line, in ems of the bundled font."""


def to_svg(picture: Picture, diagram: Diagram, language: str, theme: Theme, marks: Marks = NO_MARKS) -> str:
    """The whole picture with its marks as one valid SVG document, whatever characters the labels hold."""
    width, height = _n(picture.width), _n(picture.height)
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' lang={_attribute(language)} role="img" font-family="{FONTS}" font-size="{FONT_PX}">',
        f"<title>{_clean(diagram.title.get(language))}</title>",
        f"<desc>{_clean(' '.join(diagram.summary.get(language).split()))}</desc>",
        f'<rect width="100%" height="100%" fill="{theme.page}"/>',
    ]
    body = [
        *(_frame(frame, theme) for frame in picture.frames),
        *(line for arrow in picture.arrows for line in _arrow(arrow, picture, language, theme, marks)),
        *(_frame_label(frame, language, theme) for frame in picture.frames),
        *(line for box in picture.boxes for line in _box(box, language, theme, marks)),
        *_signs(picture, theme, marks),
    ]
    return "\n".join([*head, *body, "</svg>", ""])


def _frame(frame: Frame, theme: Theme) -> str:
    return (
        f'<rect class="group" data-id={_attribute(_clean_id(frame.id))} x="{_n(frame.x)}" y="{_n(frame.y)}"'
        f' width="{_n(frame.width)}" height="{_n(frame.height)}" rx="10"'
        f' fill="{theme.group_fill}" stroke="{theme.group_line}" stroke-dasharray="2 4"/>'
    )


def _frame_label(frame: Frame, language: str, theme: Theme) -> str:
    """Above the arrows that cross the frame, with a rim that keeps them off."""
    rim = f' font-weight="bold" paint-order="stroke" stroke="{theme.group_fill}" stroke-width="5"'
    return _text(" ".join(frame.lines_in(language)), frame.x + 14, frame.y + 22, theme.muted, rim)


def _arrow(arrow: Arrow, picture: Picture, language: str, theme: Theme, marks: Marks) -> Iterator[str]:
    style, colour = ARROWS[arrow.kind], theme.colours(arrow.kind).frame
    points = shapes.shaft(arrow.kind, arrow.points)
    tip, is_filled = shapes.head(arrow.kind, arrow.points)
    dash = f' stroke-dasharray="{" ".join(_n(d) for d in style.dash)}"' if style.dash else ""
    name = "data-of" if arrow.id in picture.box_by_id else "data-id"  # a treatment's arrows are not its box
    left = _strength(arrow.id, marks)
    yield f'<g class="arrow {arrow.kind}" {name}={_attribute(_clean_id(arrow.id))} fill="none" stroke="{colour}"{left}>'
    yield f"<title>{_clean(' → '.join(_names(arrow, picture, language)))}</title>"
    yield f'<path d="{_curve(points)}" stroke-width="{_n(style.width * arrow.weight)}"{dash}/>'
    fill = f' fill="{colour}"' if is_filled and not marks.style(arrow.id).is_hollow else ""
    yield f'<path d="{_d(tip, 0, 0)}" stroke-width="1.6"{fill}/>'
    yield "</g>"


def _names(arrow: Arrow, picture: Picture, language: str) -> Iterator[str]:
    """The labels at both ends; a treatment may end on another arrow, which has those of its own ends."""
    touched = next((other for other in picture.arrows if other.id == arrow.target), None)
    ends = [arrow.source, arrow.target] if touched is None else [arrow.source, touched.source, touched.target]
    for end in ends:
        yield " ".join(picture.box_by_id[end].lines_in(language))


def _box(box: Box, language: str, theme: Theme, marks: Marks) -> Iterator[str]:
    style, colours = BOXES[box.kind], theme.colours(box.kind)
    lines = box.lines_in(language)
    dash = f' stroke-dasharray="{" ".join(_n(d) for d in style.dash)}"' if style.dash else ""
    yield f'<g class="box {box.kind}" data-id={_attribute(_clean_id(box.id))}{_strength(box.id, marks)}>'
    yield f"<title>{_clean(' '.join(lines))}</title>"
    outline = _d(style.outline(box.width, box.height), box.x, box.y)
    fill = theme.page if marks.style(box.id).is_hollow else colours.fill
    yield f'<path d="{outline}" fill="{fill}" stroke="{colours.frame}" stroke-width="1.8"{dash}/>'
    if inner := style.inner(box.width, box.height):
        yield f'<path d="{_d(inner, box.x, box.y)}" fill="none" stroke="{colours.frame}" stroke-width="1.2"/>'
    left = box.left + style.pad_x
    mark = _d(style.mark, left, box.y - MARK / 2)
    yield f'<path d="{mark}" fill="none" stroke="{colours.frame}" stroke-width="1.5" stroke-linejoin="round"/>'
    middle = shapes.text_middle(box)
    first = box.y - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_PX * BASELINE
    for i, line in enumerate(lines):
        yield _text(line, middle, first + i * LINE_HEIGHT, colours.text, ' text-anchor="middle"')
    if box.is_extension:
        tag = _d(EXTENSION_TAG, *shapes.tag_place(box))
        yield f'<path class="extension" d="{tag}" fill="{theme.page}" stroke="{colours.frame}" stroke-width="1.3"/>'
    yield "</g>"


def _strength(element_id: str, marks: Marks) -> str:
    """How much of its colour an element keeps, as an attribute; none where that is all."""
    level = marks.level(element_id)
    return "" if level is Level.PLAIN else f' opacity="{STRENGTH[level]}"'


def _signs(picture: Picture, theme: Theme, marks: Marks) -> Iterator[str]:
    """What stands above everything: rings, strokes through boxes, signs on their grounds."""
    stop = theme.marks["stop"]
    for box in ringed_boxes(picture, marks):
        outline = _d(BOXES[box.kind].outline(box.width, box.height), box.x, box.y)
        yield f'<path class="mark" d="{outline}" fill="none" stroke="{stop}" stroke-width="{RING_WIDTH}"/>'
    for start, end in struck(picture, marks):
        stroke = _d(shapes.line(start, end), 0, 0)
        yield f'<path class="mark" d="{stroke}" stroke="{stop}" stroke-width="{STRIKE_WIDTH}"/>'
    for style, (x, y) in badges(picture, marks):
        colour, page = theme.marks[style.colour], theme.page
        ground, ink = (colour, page) if style.disc == "solid" else (page, colour)
        rim = "none" if style.disc == "gap" else ink if style.disc == "ring" else page
        yield f'<g class="mark" transform="translate({_n(x)} {_n(y)}) scale({style.size})" stroke-linecap="round">'
        yield f'<path d="{_d(DISC, 0, 0)}" fill="{ground}" stroke="{rim}" stroke-width="{RIM_WIDTH}"/>'
        yield f'<path d="{_d(style.sign, 0, 0)}" fill="none" stroke="{ink}" stroke-width="{SIGN_WIDTH}"/>'
        yield "</g>"


def _text(words: str, x: float, y: float, colour: str, more: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" fill="{colour}"{more}>{_clean(words)}</text>'


@lru_cache(MOST_KEPT)
def _curve(points: tuple[Point, ...]) -> str:
    first, *rest = (f"{_n(x)} {_n(y)}" for x, y in points)
    return f"M{first} C{' '.join(rest)}"


@lru_cache(MOST_KEPT)
def _d(path: Path, dx: float, dy: float) -> str:
    """A path moved by (dx, dy), as the attribute wants it."""
    by = dx, dy
    return " ".join([f"{op}{' '.join([_n(float(c) + by[i % 2]) for i, c in enumerate(some)])}" for op, *some in path])


def _n(number: float) -> str:
    """A number with at most one decimal: a tenth of a pixel, and the same digits on every machine."""
    digits = f"{number:.1f}"
    return digits if digits[-1] != "0" else digits[:-2] if digits != "-0.0" else "0"


def _clean(text: str) -> str:
    """Text that XML allows: control characters, lone surrogates and non-characters are replaced."""
    # What can be printed is allowed. The escaper of the standard library comes with a web client: 35 ms.
    allowed = text if text.isprintable() else _refused().sub("\ufffd", text)
    return allowed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _refused() -> "re.Pattern[str]":
    """Made when it is wanted: it takes 4 ms."""
    return re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _attribute(text: str) -> str:
    """The same in the quotation marks of an attribute."""
    escaped = _clean(text).replace('"', "&quot;")
    return f'"{escaped}"'


def _clean_id(text: str) -> str:
    return text if text.isprintable() else "".join(c for c in text if c.isprintable())
