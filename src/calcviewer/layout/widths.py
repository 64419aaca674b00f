"""How wide text in the bundled font is, from tables of its widths and kerning: without Qt, and the same everywhere.

`packaging/make_fonts.py` makes the tables. What they say is what Qt measures on Linux, to the 64th of a pixel.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import Protocol

from calcviewer import paths
from calcviewer.layout.labels import Ruler, TextMeasurer

FONT_PX = 15
LINE_HEIGHT = 20.0
PARTS = 64
EM = FONT_PX * PARTS
MOST_PAIRS = 1 << 14


class ByTables(TextMeasurer, Protocol):
    """Measures by the tables; each of its kinds says what to do with what is in none of them."""

    line_height: float = LINE_HEIGHT

    def width(self, text: str, *, bold: bool = False) -> float:
        """Width in px at 100 %."""
        found = exact_width(text, bold=bold)
        return self.beyond(text, bold) if found is None else found

    def ruler(self, text: str) -> Ruler:
        """What `width` says of every piece of a text."""
        return exact_ruler(text) or super().ruler(text)

    def beyond(self, text: str, bold: bool) -> float: ...


class TableMeasurer(ByTables):
    """Measures without Qt. Characters that are in no table are one em wide, marks nothing."""

    def beyond(self, text: str, bold: bool) -> float:
        """As good as it can be told."""
        from unicodedata import combining  # 2 ms, and hardly any label needs it

        advances = _face(bold).advances
        return sum(advances.get(c, 0 if combining(c) else EM) for c in text) / PARTS


class UnknownWidthError(Exception):
    """A character is in no table."""


class ExactMeasurer(ByTables):
    """Measures what the tables know, and raises UnknownWidthError for all else."""

    def beyond(self, text: str, bold: bool) -> float:
        """Cannot be told."""
        raise UnknownWidthError(text, bold)


def exact_width(text: str, *, bold: bool = False) -> float | None:
    """Width in px at 100 %, kerning included; None where a character is in no table."""
    face = _face(bold)
    try:
        if text.isascii() or face.strangers.isdisjoint(text):
            return face.width(text) / PARTS
        return sum(map(face.width, face.runs(text))) / PARTS
    except KeyError:
        return None


def exact_ruler(text: str) -> Ruler | None:
    """What `exact_width` says of every piece of a text; None where not each character stands alone with the one before.

    A piece is as wide as its first character, and as much wider as each of the others makes it.
    """
    face, used = _face(False), set(text)
    advances = face.advances
    if not used <= advances.keys() or not (text.isascii() or face.strangers.isdisjoint(used)):
        return None
    sums = list(accumulate(map(face.__getitem__, pairwise(text)), initial=0))
    return lambda start, end: (advances[text[start]] + sums[end - 1] - sums[start]) / PARTS if start < end else 0.0


class _Face(dict[tuple[str, str], int]):
    """Two characters in a row → how much wider the second makes a text, in 1/64 px; filled as they come."""

    def __init__(self, rows: Iterable[str]) -> None:
        super().__init__()
        self.advances: dict[str, int] = {}
        self._kern: dict[str, list[str]] = {}
        scripts, firsts, seconds = _Names(), _Names(), _Names()
        names = {"script": scripts, "first": firsts, "second": seconds}
        for row in rows:
            what, key, *more = row.split("\t")
            if what == "advance":
                self.advances.update(dict.fromkeys(more[0], int(key)))
            elif what == "kern":
                self._kern[key] = more
            else:
                names[what].update(dict.fromkeys(more[0], key))
        self._script, self._first, self._second = scripts, firsts, seconds
        self.strangers = frozenset(character for character, script in scripts.items() if script != "Latn")

    def __missing__(self, pair: tuple[str, str]) -> int:
        width = self.advances[pair[1]] + self._nearer(*pair)
        if len(self) < MOST_PAIRS:
            self[pair] = width
        return width

    def _nearer(self, before: str, character: str) -> int:
        row, character = self._kern.get(self._first[before], ()), self._second[character]
        return next((int(by) for by, some in zip(row[::2], row[1::2], strict=True) if character in some), 0)

    def width(self, text: str) -> int:
        """Of text in one script, in 1/64 px. Raises KeyError where a character is unknown."""
        return sum(map(self.__getitem__, pairwise(text)), self.advances[text[0]]) if text else 0

    def runs(self, text: str) -> Iterator[str]:
        """Pieces of one script, as Qt shapes them; signs and digits belong to the letters before them."""
        start, script = 0, ""
        for place, character in enumerate(text):
            its = self._script.get(character, script)
            if script and its != script:
                yield text[start:place]
                start = place
            script = its
        yield text[start:]


class _Names(dict[str, str]):
    """By what a character goes in the table; most by themselves."""

    def __missing__(self, character: str) -> str:
        return character


@cache
def _face(bold: bool) -> _Face:
    file = paths.resource("fonts", f"widths-{'bold' if bold else 'regular'}.tsv")
    return _Face(file.read_text("utf-8").removesuffix("\n").split("\n"))
