"""From an index into a text to its line and column, and back. A line ends at LF, CR LF or CR, as in every editor."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from calcviewer.core.problems import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class Places:
    """The lines of one text. Indices and columns count characters (code points), not bytes."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines start; most files are read without ever asking."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))][:-1]

    def position(self, index: int) -> tuple[int, int]:
        """Line and column, both from 1; an index past the end is the end."""
        index = min(index, len(self.text))
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The stretch between two indices."""
        return Span(*self.position(start), *self.position(end))

    def offset(self, line: int, column: int) -> int:
        """The index of a line and column; beyond the end of a line it is that end."""
        row = min(max(line, 1), len(self._starts)) - 1
        return min(self._starts[row] + max(column, 1) - 1, self._end(row))

    def line_of(self, index: int) -> tuple[int, int]:
        """The indices where the line around `index` starts and ends, without its line end."""
        row = self.position(index)[0] - 1
        return self._starts[row], self._end(row)

    def lines_below(self, index: int) -> Iterator[tuple[int, int]]:
        """The same for each line below the one around `index`."""
        for row in range(self.position(index)[0], len(self._starts)):
            yield self._starts[row], self._end(row)

    def slice(self, span: Span) -> str:
        """The characters of a stretch."""
        return self.text[self.offset(span.line, span.column) : self.offset(span.end_line, span.end_column)]

    def _end(self, row: int) -> int:
        if row + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[row + 1] - 1
        return end - 1 if self.text.startswith("\r\n", end - 1) else end
