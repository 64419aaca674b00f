"""Labels broken into lines and measured: a box fits its longest language. No Qt; the painter brings the measurer."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from math import inf
from typing import NamedTuple, Protocol

from calcviewer.core.model import Text

WIDEST = 158.0
WIDEST_TITLE = 280.0
MOST_LINES = 4
MOST_CHARACTERS = 400
MOST_KEPT = 4096
GRID = 4
SIGNS = frozenset({"/", "–", "-", "+", "&", "→", "="})
JOINER = "\u200d"
SKIN_TONES = "".join(map(chr, range(0x1F3FB, 0x1F400)))
FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


Lines = tuple[tuple[str, tuple[str, ...]], ...]
Width = Callable[[str], float]
Ruler = Callable[[int, int], float]
"""How wide a text is from one character to before another, in px."""
Span = tuple[int, int]
"""Where a piece of a text begins, and where it ends."""
_Broken = tuple[float, list[Span]]
"""Lines, after the sum of the squares of their widths: the less, the more alike they are."""
IMPOSSIBLE: _Broken = (inf, [])


class TextMeasurer(Protocol):
    """Tells how wide words are, in px at 100 %; the same always the same."""

    @property
    def line_height(self) -> float: ...

    def width(self, text: str, *, bold: bool = False) -> float: ...

    def __hash__(self) -> int:
        return object.__hash__(self)

    def ruler(self, text: str) -> Ruler:
        """What `width` says of every piece of a text. Whoever can add widths up is much faster than this."""
        return cache(lambda start, end: self.width(text[start:end]))


class Fitted(NamedTuple):
    """A label in lines per language, and the room that the largest of them takes."""

    lines: Lines
    width: float
    height: float


@lru_cache(MOST_KEPT)
def fit(text: Text, languages: tuple[str, ...], measurer: TextMeasurer) -> Fitted:
    """Breaks a label into lines, in each language; the size is for the longest and lies on a grid of 4 px.

    Fitted labels are kept: while a diagram is edited, all but one are as they were.
    """
    wrapped = [wrap(text.get(language), measurer) for language in languages]
    widest = max((width for _lines, width in wrapped), default=0.0)
    most = max((len(lines) for lines, _width in wrapped), default=1)
    lines = tuple((language, lines) for language, (lines, _width) in zip(languages, wrapped, strict=True))
    return Fitted(lines, on_grid(widest), on_grid(most * measurer.line_height))


def title(text: Text, languages: Sequence[str], measurer: TextMeasurer) -> Fitted:
    """A label of one bold line, as a frame has it; cut with an ellipsis where it is too long."""
    width = partial(measurer.width, bold=True)
    lines = tuple((language, (_shortened(text.get(language), width, WIDEST_TITLE),)) for language in languages)
    widest = max((width(line) for _language, some in lines for line in some), default=0.0)
    return Fitted(lines, on_grid(widest), on_grid(measurer.line_height))


def on_grid(length: float) -> float:
    """The next multiple of the grid, so that two ways of measuring that differ by a hair give the same layout."""
    return float(-(-(length + 1) // GRID) * GRID)


def wrap(words: str, measurer: TextMeasurer) -> tuple[tuple[str, ...], float]:
    """At most four lines of about the same length, and the width of the widest; an ellipsis ends what does not fit."""
    text = " ".join(words.split())
    ruler = measurer.ruler(text)
    is_cut = len(text) > MOST_CHARACTERS
    if not is_cut and (width := ruler(0, len(text))) <= WIDEST:
        return (text,), width
    spans = _words(text[:MOST_CHARACTERS].rstrip(), ruler)
    if any(ruler(*span) > WIDEST for span in spans):
        pieces = [piece for start, end in spans for piece in _pieces(text[start:end], measurer.width)]
        text = " ".join(pieces)
        ruler, spans = measurer.ruler(text), list(_spans(pieces))
    lines = _greedy(spans, ruler)
    if len(lines) <= MOST_LINES and not is_cut:
        lines = _even(spans, len(lines), ruler)
        return tuple(text[start:end] for start, end in lines), max(ruler(*line) for line in lines)
    *whole, (start, end) = lines[:MOST_LINES]
    last = _with_ellipsis(text[start:end], measurer.width, WIDEST)
    return (*(text[a:b] for a, b in whole), last), max([measurer.width(last), *(ruler(*line) for line in whole)])


def _spans(words: Iterable[str]) -> Iterator[Span]:
    """Where each of some words stands when one space is between them."""
    start = 0
    for word in words:
        yield start, start + len(word)
        start += len(word) + 1


def _words(text: str, ruler: Ruler) -> list[Span]:
    """The words; a sign that stands alone, such as a slash, stays at the end of the line before."""
    found: list[Span] = []
    for start, end in _spans(text.split(" ")):
        if found and text[start:end] in SIGNS and ruler(found[-1][0], end) <= WIDEST:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _pieces(word: str, width: Width) -> Iterator[str]:
    """The word, cut where it is wider than a line, but never between a letter and what sits on it."""
    rest = word
    while width(rest) > WIDEST:
        size = bisect_right(range(1, len(rest)), WIDEST, key=lambda n: width(rest[:n]))
        size = next((n for n in range(size, 0, -1) if not _is_joined(rest, n)), 0)
        if not size:  # one sign wider than a line: it cannot be cut
            size = next((n for n in range(1, len(rest)) if not _is_joined(rest, n)), len(rest))
        yield rest[:size]
        rest = rest[size:]
    if rest:
        yield rest


def _is_joined(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place make one sign: accents, joined emoji, flags."""
    from unicodedata import category  # 2 ms, and hardly any word is cut

    before, after = text[place - 1], text[place]
    if JOINER in (before, after) or category(after)[0] == "M" or after in SKIN_TONES:
        return True
    flags = len(text[:place]) - len(text[:place].rstrip(FLAG_LETTERS))
    return after in FLAG_LETTERS and flags % 2 == 1


def _greedy(words: Sequence[Span], ruler: Ruler) -> list[Span]:
    lines = [words[0]]
    for start, end in words[1:]:
        if ruler(lines[-1][0], end) <= WIDEST:
            lines[-1] = lines[-1][0], end
        else:
            lines.append((start, end))
    return lines


def _even(words: Sequence[Span], count: int, ruler: Ruler) -> list[Span]:
    """The words in so many lines (which is known to be possible), none much longer than the others."""
    rest: dict[int, _Broken] = {len(words): (0.0, [])}
    for left in range(1, count + 1):
        firsts = range(count - left, len(words) - left + 1) if left < count else (0,)
        rest = {first: _broken(words, first, rest, ruler) for first in firsts}
    return rest[0][1]


def _broken(words: Sequence[Span], first: int, rest: dict[int, _Broken], ruler: Ruler) -> _Broken:
    """The best lines from a word on, where `rest` has the best lines after the first of them."""
    start, best = words[first][0], IMPOSSIBLE
    for after, (cost, lines) in rest.items():
        if after > first:
            end = words[after - 1][1]
            width = ruler(start, end)
            if width > WIDEST and after > first + 1:
                break
            if cost + width * width < best[0]:
                best = cost + width * width, [(start, end), *lines]
    return best


def _shortened(words: str, width: Width, widest: float) -> str:
    line = " ".join(words.split())
    is_short = len(line) <= MOST_CHARACTERS and width(line) <= widest
    return line if is_short else _with_ellipsis(line[:MOST_CHARACTERS], width, widest)


def _with_ellipsis(line: str, width: Width, widest: float) -> str:
    """As much of the line as there is room for before an ellipsis."""
    rest = line
    while rest and (width(f"{rest}…") > widest or (rest != line and _is_joined(line, len(rest)))):
        rest = rest[:-1]
    return rest.rstrip(" .,;:/(–-") + "…"
