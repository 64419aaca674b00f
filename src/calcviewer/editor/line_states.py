"""In what state each line of a text begins, kept while the text is edited; and which lines have their colours. No Qt.

Nothing is cut before somebody looks at it: a long file opens as fast as a short one.
"""

from collections.abc import Callable

from calcviewer.editor.lexer import START, State, cut

FAR = 1500
"""So many lines are cut at once to know how a line begins; beyond that, it is guessed until there is time."""
RUN_UP = 100
"""So many lines above are cut for a guess."""


class LineStates:
    """`text_of(number)` gives a line of the text as it is; numbers count from 0."""

    def __init__(self, count: int, text_of: Callable[[int], str]) -> None:
        self._text_of = text_of
        self._begins: list[State | None] = [START, *[None] * (count - 1)]
        self._is_coloured = bytearray(count)
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
        if self.known > first + 1:
            self._follow(first, new, max(self.known + new - old, first + 1))

    def _follow(self, first: int, changed: int, known: int) -> None:
        """Goes on below changed lines until a line begins as before, or too many do not."""
        number, stop = first, min(known, first + changed + RUN_UP)
        while number + 1 < len(self._begins):
            after = cut(self._text_of(number), self._begin(number))[1]
            number += 1
            is_same = self._begins[number] == after
            self._begin_with(number, after)
            if is_same and number >= first + changed:
                self.known = known
                return
            if number >= stop:
                break
        self.known = number + 1

    def begin(self, number: int) -> State:
        """How a line begins; a guess if everything above it would have to be cut for that."""
        if number < self.known:
            return self._begin(number)
        if number - self.known <= FAR:
            self.advance(number + 1)
            return self._begin(number)
        return self._guess(number)

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

    def coloured(self, number: int) -> None:
        """The line has its colours now."""
        self._is_coloured[number] = 1

    def _begin(self, number: int) -> State:
        return self._begins[number] or START

    def _begin_with(self, number: int, state: State) -> None:
        if self._begins[number] != state:
            self._begins[number] = state
            self._is_coloured[number] = 0

    def _guess(self, number: int) -> State:
        top = max(number - RUN_UP, 0)
        section = next((text for at in range(top, -1, -1) if (text := self._text_of(at))[:1] not in ("", " ", "#")), "")
        state = cut(section)[1]._replace(first=2)
        for above in range(top, number):
            state = cut(self._text_of(above), state)[1]
        return state
