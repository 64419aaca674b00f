"""Finds words in a document, line by line, within a time: a pattern that would take for ever is given up."""

import time
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QObject, QRegularExpression, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

SLICE_S = 0.008
PATIENCE_S = 1.5
"""So long one search may take in all."""
MOST_ON_A_LINE = 1000
LIMIT = "(*LIMIT_MATCH=30000)"
"""How much the engine may try on one line, about a millisecond; a line that wants more has no hit."""

Hit = tuple[int, int]
"""A stretch: of a line, or of the document. UTF-16 units, the end exclusive."""


class Wanted(NamedTuple):
    """What is looked for, and how."""

    words: str = ""
    is_case_kept: bool = False
    is_whole_word: bool = False
    is_pattern: bool = False


class Matcher:
    """Finds one thing in lines. `error` says why a pattern is none; it finds nothing then."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        option = QRegularExpression.PatternOption
        words = wanted.words if wanted.is_pattern else QRegularExpression.escape(wanted.words)
        plain = QRegularExpression(words)
        self.error = "" if plain.isValid() else plain.errorString()
        whole = rf"(?<!\w)(?:{words})(?!\w)" if wanted.is_whole_word else words
        options = option.UseUnicodePropertiesOption
        if not wanted.is_case_kept:
            options |= option.CaseInsensitiveOption
        self._expression = QRegularExpression(LIMIT + whole, options)
        self.can_find = bool(wanted.words) and self._expression.isValid() and not self.error
        if self.can_find:
            self._expression.optimize()

    def spans(self, text: str) -> list[Hit]:
        """The hits on a line, in their order; one without a character does not count."""
        if not self.can_find or not text:
            return []
        found: list[Hit] = []
        matches = self._expression.globalMatch(text)
        while matches.hasNext() and len(found) < MOST_ON_A_LINE:
            one = matches.next()
            if one.capturedLength():
                found.append((one.capturedStart(), one.capturedEnd()))
        return found

    def replaced(self, text: str, hit: Hit, new: str) -> str:
        """What comes in the place of a hit: `new`; in a pattern \\1 to \\9 stand for what its brackets hold."""
        if not self.wanted.is_pattern:
            return new
        one = self._expression.match(text, hit[0])
        made, at = "", 0
        while at < len(new):
            follow = new[at + 1 : at + 2]
            if new[at] == "\\" and follow.isdigit():
                made += one.captured(int(follow))
            elif new[at] == "\\" and follow == "\\":
                made += "\\"
            else:
                made, at = made + new[at], at - 1
            at += 2
        return made


def hits_from(document: QTextDocument, matcher: Matcher, start: int, *, is_back: bool = False) -> Iterator[Hit | None]:
    """The hits from a place on, or from it backwards, once round the document; None after each line without one."""
    first = document.findBlock(start)
    block = first
    for turn in range(document.blockCount() + 1):
        found = [(block.position() + a, block.position() + b) for a, b in matcher.spans(block.text())]
        for hit in reversed(found) if is_back else found:
            is_behind = hit[1] <= start if is_back else hit[0] >= start
            if (turn == 0 and is_behind) or 0 < turn < document.blockCount() or (turn and not is_behind):
                yield hit
        yield None
        block = _following(document, block, is_back=is_back)


def _following(document: QTextDocument, block: QTextBlock, *, is_back: bool) -> QTextBlock:
    found = block.previous() if is_back else block.next()
    if found.isValid():
        return found
    return document.lastBlock() if is_back else document.firstBlock()


def find(document: QTextDocument, matcher: Matcher, start: int, *, is_back: bool = False) -> Hit | None:
    """The nearest hit from a place on, round the end of the document; None without one, or when it takes too long."""
    if not matcher.can_find:
        return None
    deadline = time.monotonic() + PATIENCE_S
    for hit in hits_from(document, matcher, start, is_back=is_back):
        if hit is not None or time.monotonic() > deadline:
            return hit
    return None


class Counting(QObject):
    """Counts the hits of a document in small slices, so that nobody waits. `counted` when there are more, or all."""

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self.hits: list[Hit] = []
        self.is_complete = True
        self.is_given_up = False
        self._block = QTextBlock()
        self._matcher = Matcher(Wanted())
        self._used_s = 0.0

    def begin(self, document: QTextDocument, matcher: Matcher) -> None:
        """Counts anew; the first slice at once."""
        self.hits = []
        self._matcher, self._block, self._used_s = matcher, document.firstBlock(), 0.0
        self.is_given_up = False
        self.is_complete = not matcher.can_find
        if not self.is_complete:
            self._timer.start()
            self._go_on()

    def stop(self) -> None:
        """Counts no more."""
        self._timer.stop()

    def number_at(self, start: int) -> int:
        """Which hit, counted from 1, begins at that place; 0 if none does."""
        at = bisect_left(self.hits, (start, 0))
        return at + 1 if at < len(self.hits) and self.hits[at][0] == start else 0

    def finish(self) -> bool:
        """Counts the rest now; whether that came to an end in time."""
        while not self.is_complete and not self.is_given_up:
            self._go_on()
        return self.is_complete

    def _go_on(self) -> None:
        begun = time.monotonic()
        while self._block.isValid() and time.monotonic() - begun < SLICE_S:
            position = self._block.position()
            self.hits += [(position + start, position + end) for start, end in self._matcher.spans(self._block.text())]
            self._block = self._block.next()
        self._used_s += time.monotonic() - begun
        self.is_complete = not self._block.isValid()
        self.is_given_up = not self.is_complete and self._used_s > PATIENCE_S
        if self.is_complete or self.is_given_up:
            self._timer.stop()
        self.counted.emit()


def replace_all(document: QTextDocument, matcher: Matcher, hits: list[Hit], new: str) -> int:
    """Puts `new` in the place of all these hits as one step of undoing; how many there were."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, end in reversed(hits):
        block = document.findBlock(start)
        at = block.position()
        made = matcher.replaced(block.text(), (start - at, end - at), new)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(made)
    cursor.endEditBlock()
    return len(hits)
