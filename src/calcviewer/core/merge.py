"""Two changed versions of one text become one, line by line; where both changed the same, somebody must choose."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from calcviewer.core.line_match import stretches


@dataclass(frozen=True)
class Conflict:
    """Lines that both changed, each in another way. What was there, and both versions of it."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """The lines on which there is agreement, and between them the conflicts, in order."""

    pieces: tuple[tuple[str, ...] | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What somebody must choose."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    def text(self, theirs: Collection[int] = ()) -> str:
        """The merged text: in a conflict my lines stand, or their lines in those whose numbers are given."""
        lines: list[str] = []
        number = 0
        for piece in self.pieces:
            if isinstance(piece, Conflict):
                lines += piece.theirs if number in theirs else piece.mine
                number += 1
            else:
                lines += piece
        return "\n".join(lines)


class _Change(NamedTuple):
    """Lines of the base from `start` to `end` become others."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """What both made of `base`, put together. All three end their lines with LF."""
    lines = tuple(base.split("\n"))
    ours, others = _changes(lines, mine), _changes(lines, theirs)
    pieces: list[tuple[str, ...] | Conflict] = []
    at = 0
    while ours or others:
        start, end, here, there = _group(ours, others)
        pieces.append(lines[at:start])
        pieces.append(_chosen(lines[start:end], _made(lines, start, end, here), _made(lines, start, end, there)))
        at = end
    pieces.append(lines[at:])
    return Merged(tuple(piece for piece in pieces if piece))


def _changes(base: tuple[str, ...], text: str) -> list[_Change]:
    """The changes that lead from the base to a text, the first one last."""
    lines = text.split("\n")
    found = [
        _Change(stretch.start, stretch.end, tuple(lines[stretch.new_start : stretch.new_end]))
        for stretch in stretches(base, lines)
        if not stretch.is_equal
    ]
    return found[::-1]


def _group(ours: list[_Change], others: list[_Change]) -> tuple[int, int, list[_Change], list[_Change]]:
    """Takes the next changes that meet each other, with the lines of the base that they are about."""
    sides = (ours, others)
    first = min((side for side in sides if side), key=lambda side: side[-1][:2])
    taken: tuple[list[_Change], list[_Change]] = ([], [])
    change = first.pop()
    taken[first is others].append(change)
    start, end = change.start, change.end
    while side := next((side for side in sides if side and _meets(start, end, side[-1])), None):
        change = side.pop()
        taken[side is others].append(change)
        end = max(end, change.end)
    return start, end, *taken


def _meets(start: int, end: int, change: _Change) -> bool:
    """Whether a change is about the same lines, or puts lines in at the same place."""
    return change.start < end or change.start == start


def _made(base: tuple[str, ...], start: int, end: int, changes: list[_Change]) -> tuple[str, ...]:
    """What the changes make of these lines."""
    lines: list[str] = []
    for change in changes:
        lines += (*base[start : change.start], *change.lines)
        start = change.end
    return (*lines, *base[start:end])


def _chosen(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...] | Conflict:
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else Conflict(base, mine, theirs)
