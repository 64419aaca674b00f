"""In what state each line of a text begins, kept while the text is edited; and which lines have their colours. No Qt.

Nothing is cut before somebody looks at it: a long file opens as fast as a short one.
"""

from collections.abc import Callable, Sequence

from calcviewer.editor.lexer import START, State, cut
from calcviewer.editor.tokens import Token

FAR = 300
"""So many lines are cut at once to know how a line begins; beyond that, it is guessed until there is time."""
RUN_UP = 100
"""So many lines above are cut for a guess."""


class LineStates:
    """`text_of(number)` gives a line of the text as it is; numbers count from 0."""

    def __init__(self, count: int, text_of: Callable[[int], str]) -> None:
        self._text_of = text_of
        self._begins: list[State | None] = [START, *[None] * (count - 1)]
        self._is_coloured = bytearray(count)
        self._pieces: list[Sequence[Token] | None] = [None] * count
        self.known = 1
        """The lines before this one begin as it is said here; whatever follows may have changed."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._begins)

    @property
    def is_complete(self) -> bool:
        """Whether all lines are known."""
        return self.known >= len(self._begins)

    def replace(self, first: int, old: int, new: int) -> None:
        """The `old` lines from `first` on have become `new` ones."""
        begin = self._begins[first]
        self._begins[first : first + old] = [begin, *[None] * (new - 1)]
        self._is_coloured[first : first + old] = bytes(new)
        kept = self._pieces[first] if old == new == 1 else None
        self._pieces[first : first + old] = [kept, *[None] * (new - 1)]
        if self.known > first + 1:
            self.known = self._follow(first, new, max(self.known + new - old, first + 1))
        elif begin is not None:
            self._follow(first, new, self.count)

    def _follow(self, first: int, changed: int, known: int) -> int:
        """Goes on below changed lines until a line begins as before, or too many do not; how many are known then."""
        number, stop = first, min(known, first + changed + RUN_UP)
        while number + 1 < self.count:
            after = cut(self._text_of(number), self._begin(number))[1]
            number += 1
            is_same = self._begins[number] == after
            self._begin_with(number, after)
            if is_same and number >= first + changed:
                return known
            if number >= stop:
                break
        return number + 1

    def begin(self, number: int) -> State:
        """How a line begins; a guess if too many lines above it would have to be cut for that."""
        if number >= self.known:
            if number - self.known <= FAR:
                self.advance(number + 1)
            elif self._begins[number] is None:
                self._guess(number)
        return self._begin(number)

    def advance(self, count: int) -> None:
        """Makes that many lines known."""
        while self.known < min(count, len(self._begins)):
            above = self.known - 1
            self._begin_with(self.known, cut(self._text_of(above), self._begin(above))[1])
            self.known += 1

    def uncoloured(self, first: int, last: int) -> list[int]:
        """The lines in that stretch that have no colours, or those of another beginning."""
        if last - self.known <= FAR:
            self.advance(last + 1)  # what is learnt of them may take colours away
        return [number for number in range(first, last + 1) if not self._is_coloured[number]]

    def coloured(self, number: int, pieces: Sequence[Token]) -> bool:
        """The line has the colours of these pieces now; whether it had others."""
        was, self._pieces[number] = self._pieces[number], pieces
        self._is_coloured[number] = 1
        return was != pieces

    def _begin(self, number: int) -> State:
        return self._begins[number] or START

    def _begin_with(self, number: int, state: State) -> None:
        if self._begins[number] != state:
            self._begins[number] = state
            self._is_coloured[number] = 0

    def _guess(self, number: int) -> None:
        """From what is known or guessed not far above, or else from the key at the margin."""
        at = number
        while at > max(number - RUN_UP, self.known) and self._begins[at] is None:
            at -= 1
        if self._begins[at] is None:
            self._begins[at] = cut(self._margin(at))[1]._replace(first=2)
        for above in range(at, number):
            self._begin_with(above + 1, cut(self._text_of(above), self._begin(above))[1])

    def _margin(self, number: int) -> str:
        for above in range(number, max(number - 20 * RUN_UP, -1), -1):
            text = self._text_of(above)
            if text[:1] not in ("", " ", "#"):
                return text
        return "nodes:"  # the longest part of every diagram
