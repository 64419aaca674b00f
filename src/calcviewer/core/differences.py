"""What makes one text, or one diagram, differ from another, as plain values: lines with the words that changed; ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from calcviewer.core.line_match import stretches
from calcviewer.core.model import Diagram, Element

SAME, REMOVED, ADDED, SKIPPED = "same", "removed", "added", "skipped"
AROUND = 3
"""So many unchanged lines are shown before and after a changed one."""
LONGEST = 2000
"""In longer lines (characters) single words are not compared."""
ALIKE = 0.4
"""Lines less alike than this have nothing in common worth showing."""
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Characters of a line; changed, or the same in the line that stands for this one in the other text."""

    words: str
    is_changed: bool = False


@dataclass(frozen=True)
class Line:
    """A line of either text, or of both. `old` and `new` are its numbers from 1 where it stands, else 0.

    A line of sort SKIPPED stands for `count` unchanged lines that are not shown.
    """

    sort: str
    pieces: tuple[Piece, ...] = ()
    old: int = 0
    new: int = 0
    count: int = 1

    @property
    def words(self) -> str:
        """The whole line."""
        return "".join(piece.words for piece in self.pieces)


def differences(old: str, new: str) -> tuple[Line, ...]:
    """All lines of two texts: what was removed stands before what was added in its place."""
    before, after = old.split("\n"), new.split("\n")
    found: list[Line] = []
    for is_equal, start, end, new_start, new_end in stretches(before, after):
        if is_equal:
            found += (
                Line(SAME, (Piece(before[start + step]),), start + step + 1, new_start + step + 1)
                for step in range(end - start)
            )
            continue
        pairs = [_compared(*pair) for pair in zip_longest(before[start:end], after[new_start:new_end])]
        found += (Line(REMOVED, pairs[step][0], old=start + step + 1) for step in range(end - start))
        found += (Line(ADDED, pairs[step][1], new=new_start + step + 1) for step in range(new_end - new_start))
    return tuple(found)


def excerpt(lines: Sequence[Line], around: int = AROUND) -> tuple[Line, ...]:
    """The changed lines and some around them; each other stretch becomes one line of sort SKIPPED."""
    shown = [False] * len(lines)
    for index, line in enumerate(lines):
        if line.sort != SAME:
            for near in range(max(index - around, 0), min(index + around + 1, len(lines))):
                shown[near] = True
    return tuple(_skipping(lines, shown))


def _skipping(lines: Sequence[Line], shown: Sequence[bool]) -> Iterator[Line]:
    gap: Line | None = None
    for line, is_shown in zip(lines, shown, strict=True):
        if not is_shown:
            gap = replace(gap, count=gap.count + 1) if gap else Line(SKIPPED, (), line.old, line.new)
            continue
        if gap:
            yield gap
            gap = None
        yield line
    if gap:
        yield gap


def _compared(old: str | None, new: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of a line and of the one that came in its place; whole if they have little in common."""
    whole = (Piece(old or "", is_changed=True),), (Piece(new or "", is_changed=True),)
    if not old or not new or max(len(old), len(new)) > LONGEST:
        return whole
    from difflib import SequenceMatcher  # slow to import

    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    ones: list[Piece] = []
    others: list[Piece] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        for pieces, words in ((ones, before[start:end]), (others, after[first:last])):
            if words:
                pieces.append(Piece("".join(words), tag != "equal"))
    return tuple(ones), tuple(others)


@dataclass(frozen=True)
class DiagramChanges:
    """Ids of steps, arrows and treatments that a diagram got, lost, or has in another form; in the order of the files.

    `is_other_changed` tells of everything else: title, groups, table, tour, questions, references …
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    is_other_changed: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.is_other_changed)


def diagram_changes(old: Diagram, new: Diagram) -> DiagramChanges:
    """What a reader of the drawing would find changed."""
    before, after = _elements(old), _elements(new)
    return DiagramChanges(
        tuple(key for key in after if key not in before),
        tuple(key for key in before if key not in after),
        tuple(key for key in after if key in before and after[key] != before[key]),
        _rest(old) != _rest(new),
    )


def _elements(diagram: Diagram) -> Mapping[str, Element]:
    elements: tuple[Element, ...] = (*diagram.nodes, *diagram.edges, *diagram.treatments)
    return {element.id: element for element in elements}


def _rest(diagram: Diagram) -> Diagram:
    """A diagram without its elements."""
    return diagram._replace(id="", nodes=(), edges=(), treatments=())
