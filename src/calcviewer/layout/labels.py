"""Labels broken into lines and measured: a box fits its longest language. No Qt; the painter brings the measurer."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from calcviewer import paths
from calcviewer.core.model import Text

FONT_PX = 15
LINE_HEIGHT = 20.0
WIDEST = 158.0
WIDEST_TITLE = 280.0
MOST_LINES = 4
MOST_CHARACTERS = 400
GRID = 4


class TextMeasurer(Protocol):
    """Tells how wide words are, in px at 100 %."""

    @property
    def line_height(self) -> float: ...

    def width(self, text: str, *, bold: bool = False) -> float: ...


class TableMeasurer:
    """Measures with the advance widths of the bundled font, without Qt. Unknown characters are one em wide."""

    line_height = LINE_HEIGHT

    @cached_property
    def _table(self) -> Mapping[str, Mapping[str, int]]:
        import json

        table: Mapping[str, Mapping[str, int]] = json.loads(paths.resource("fonts", "widths.json").read_text("utf-8"))
        return table

    def width(self, text: str, *, bold: bool = False) -> float:
        """Width in px at 100 %."""
        widths = self._table["bold" if bold else "regular"]
        thousandths = sum(widths.get(c, 0 if unicodedata.combining(c) else 1000) for c in text)
        return thousandths * FONT_PX / 1000


Lines = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Fitted:
    """A label in lines per language, and the room that the largest of them takes."""

    lines: Lines
    width: float
    height: float


def fit(text: Text, languages: Sequence[str], measurer: TextMeasurer, *, bold: bool = False) -> Fitted:
    """Breaks a label into lines, in each language; the size is for the longest and lies on a grid of 4 px."""
    lines = tuple((language, wrap(text.get(language), measurer, bold=bold)) for language in languages)
    widest = max((measurer.width(line, bold=bold) for _l, some in lines for line in some), default=0.0)
    most = max((len(some) for _l, some in lines), default=1)
    return Fitted(lines, on_grid(widest), on_grid(most * measurer.line_height))


def title(text: Text, languages: Sequence[str], measurer: TextMeasurer) -> Fitted:
    """A label of one bold line, as a frame has it; cut with an ellipsis where it is too long."""
    lines = tuple((language, (_cut(text.get(language), measurer),)) for language in languages)
    widest = max((measurer.width(some[0], bold=True) for _l, some in lines), default=0.0)
    return Fitted(lines, on_grid(widest), on_grid(measurer.line_height))


def _cut(words: str, measurer: TextMeasurer) -> str:
    line = " ".join(words[: MOST_CHARACTERS * 4].split())[:MOST_CHARACTERS]
    if measurer.width(line, bold=True) <= WIDEST_TITLE:
        return line
    while line and measurer.width(f"{line}…", bold=True) > WIDEST_TITLE:
        line = line[:-1]
    return f"{line.rstrip()}…"


def on_grid(length: float) -> float:
    """The next multiple of the grid, so that two ways of measuring that differ by a hair give the same layout."""
    return float(-(-(length + 1) // GRID) * GRID)


def wrap(words: str, measurer: TextMeasurer, *, bold: bool = False) -> tuple[str, ...]:
    """At most four lines of about the same length; what does not fit is cut with an ellipsis."""
    short = " ".join(words[: MOST_CHARACTERS * 4].split())
    is_cut = len(short) > MOST_CHARACTERS

    @cache
    def width(text: str) -> float:
        return measurer.width(text, bold=bold)

    parts = _broken(short[:MOST_CHARACTERS].split(), width)
    if not parts:
        return ("",)

    lines = _greedy(parts, WIDEST, width)
    if len(lines) > MOST_LINES or is_cut:
        lines = lines[:MOST_LINES]
        lines[-1] = lines[-1].rstrip(" .,;:")[: max(1, len(lines[-1]) - 1)] + "…"
        return tuple(lines)
    return tuple(_balanced(parts, lines, width))


def _broken(words: list[str], width: "Width") -> list[str]:
    """The words, with those that are wider than a line cut into pieces."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while len(rest) > 1 and width(rest) > WIDEST:
            size = max(1, int(len(rest) * WIDEST / width(rest)) - 1)
            pieces.append(rest[:size])
            rest = rest[size:]
        pieces.append(rest)
    return pieces


def _greedy(words: Sequence[str], limit: float, width: "Width") -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(words: Sequence[str], lines: list[str], width: "Width") -> list[str]:
    """The narrowest breaking that needs no more lines."""
    low, high = max(width(word) for word in words), max(width(line) for line in lines)
    for _ in range(6):
        middle = (low + high) / 2
        tighter = _greedy(words, middle, width)
        if len(tighter) <= len(lines):
            lines, high = tighter, middle
        else:
            low = middle
    return lines


class Width(Protocol):
    """A measured string."""

    def __call__(self, text: str, /) -> float: ...
