"""Problems as the editor keeps them: each with a place that follows what is typed, until the next reading."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from calcviewer.core.problems import ERROR, NOWHERE, Problem, Span
from calcviewer.core.text_edit import utf16_index


class Underlined(NamedTuple):
    """A problem, and the stretch of the document that it is about."""

    problem: Problem
    cursor: QTextCursor


class Underlines:
    """The problems of one document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._all: tuple[Underlined, ...] = ()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """All problems of the text as it was read; those of other files, or of no place, stand nowhere."""
        self._all = tuple(
            Underlined(problem, self._stretch(problem.span)) for problem in problems if problem.span != NOWHERE
        )

    def in_lines(self, first: int, last: int) -> Iterator[Underlined]:
        """The problems that begin on a line from the `first` to the `last`, numbered from 0; errors come last."""
        start = self._document.findBlockByNumber(first).position()
        below = self._document.findBlockByNumber(last).next()
        end = below.position() if below.isValid() else self._document.characterCount()
        for is_error in (False, True):
            for item in self._all:
                if (item.problem.severity == ERROR) == is_error and start <= item.cursor.selectionStart() < end:
                    yield item

    def at(self, position: int) -> Problem | None:
        """The problem whose stretch holds that place of the document, the graver one of two."""
        found = None
        for item in self._all:
            cursor = item.cursor
            if cursor.selectionStart() <= position <= cursor.selectionEnd() and (
                found is None or item.problem.severity == ERROR
            ):
                found = item.problem
        return found

    def on_line(self, block: QTextBlock) -> list[Problem]:
        """The problems that begin on a line, the gravest first."""
        number = block.blockNumber()
        return [item.problem for item in self.in_lines(number, number)][::-1]

    def _stretch(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position(self._document, span.line, span.column))
        end = position(self._document, span.end_line, span.end_column)
        block = cursor.block()
        if end <= cursor.position():  # nothing: the character there, or the last one of the line
            at_end = cursor.position() == block.position() + block.length() - 1
            cursor.setPosition(max(cursor.position() - at_end, block.position()))
            end = min(cursor.position() + 1, block.position() + block.length() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def position(document: QTextDocument, line: int, column: int) -> int:
    """The place of a line and column, both from 1 and counted in characters; beyond an end it is that end."""
    block = document.findBlockByNumber(min(max(line, 1), document.blockCount()) - 1)
    text = block.text()
    return block.position() + utf16_index(text, min(max(column - 1, 0), len(text)))
