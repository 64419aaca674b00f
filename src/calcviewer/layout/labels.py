"""Labels broken into lines and measured: a box fits its longest language. No Qt; the painter brings the measurer."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from math import inf
from operator import itemgetter
from typing import NamedTuple, Protocol

from calcviewer.core.model import Text

WIDEST = 158.0
WIDEST_TITLE = 280.0
MOST_LINES = 4
MOST_CHARACTERS = 400
MOST_KEPT = 4096
GRID = 4
LAST: tuple[float, tuple[str, ...]] = (0.0, ())
IMPOSSIBLE: tuple[float, tuple[str, ...]] = (inf, ())
SIGNS = frozenset({"/", "–", "-", "+", "&", "→", "="})
JOINER = "\u200d"
SKIN_TONES = "".join(map(chr, range(0x1F3FB, 0x1F400)))
FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


class TextMeasurer(Protocol):
    """Tells how wide words are, in px at 100 %; the same always the same."""

    @property
    def line_height(self) -> float: ...

    def __hash__(self) -> int: ...

    def width(self, text: str, *, bold: bool = False) -> float: ...


Lines = tuple[tuple[str, tuple[str, ...]], ...]
Width = Callable[[str], float]


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
    lines = tuple((language, wrap(text.get(language), measurer)) for language in languages)
    widest = max((_width(measurer, line) for _language, some in lines for line in some), default=0.0)
    most = max((len(some) for _language, some in lines), default=1)
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


def wrap(words: str, measurer: TextMeasurer) -> tuple[str, ...]:
    """At most four lines of about the same length; what does not fit is cut with an ellipsis."""
    width: Width = partial(_width, measurer)
    short = " ".join(words.split())
    is_cut = len(short) > MOST_CHARACTERS
    if not is_cut and width(short) <= WIDEST:
        return (short,)
    parts = [piece for word in _words(short[:MOST_CHARACTERS], width) for piece in _pieces(word, width)]
    lines = _greedy(parts, width)
    if len(lines) > MOST_LINES or is_cut:
        lines = lines[:MOST_LINES]
        return (*lines[:-1], _with_ellipsis(lines[-1], width, WIDEST))
    return _even(parts, len(lines), width)


@lru_cache(MOST_KEPT)
def _width(measurer: TextMeasurer, text: str) -> float:
    """Words come back from label to label, and to measure one costs more than all else that is done with it."""
    return measurer.width(text)


def _words(text: str, width: Width) -> list[str]:
    """The words; a sign that stands alone, such as a slash, stays at the end of the line before."""
    found: list[str] = []
    for word in text.split():
        if found and word in SIGNS and width(f"{found[-1]} {word}") <= WIDEST:
            found[-1] += f" {word}"
        else:
            found.append(word)
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


def _greedy(words: Sequence[str], width: Width) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer) <= WIDEST:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _even(words: Sequence[str], count: int, width: Width) -> tuple[str, ...]:
    """The words in so many lines (which is known to be possible), none much longer than the others."""
    kept: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}

    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if (start, left) not in kept:
            kept[start, left] = min(broken(start, left), default=IMPOSSIBLE, key=itemgetter(0))
        return kept[start, left]

    def broken(start: int, left: int) -> Iterator[tuple[float, tuple[str, ...]]]:
        """Each way to begin the first of the lines that are left, with the best of what follows."""
        for end in range(start + 1 if left > 1 else len(words), len(words) - left + 2):
            line = " ".join(words[start:end])
            wide = width(line)
            if end > start + 1 and wide > WIDEST:
                break
            cost, rest = best(end, left - 1) if left > 1 else LAST
            yield cost + wide**2, (line, *rest)

    return best(0, count)[1]


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
