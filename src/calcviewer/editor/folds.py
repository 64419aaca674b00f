"""Lines that are folded away: what can be, what is, and that nothing is ever hidden without a line that says so.

A fold is told by the document alone: a hidden line, and on the line above the first one a mark (its user state).
"""

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextBlock, QTextDocument

from calcviewer.editor.indentation import indent_of, is_blank

FOLDED = 1
LOOK_AHEAD = 200
"""So many blank lines may lie below a key before what follows does not count as its own."""


def last_inside(first: int, line: Callable[[int], str | None]) -> int:
    """The last line that belongs to line `first`, by indentation; `first` itself if none does. No Qt."""
    head = line(first)
    if head is None or is_blank(head):
        return first
    level, last, number = indent_of(head), first, first + 1
    is_key = head.rstrip().endswith(":")
    while (text := line(number)) is not None:
        if not is_blank(text):
            is_own_item = is_key and indent_of(text) == level and text.lstrip().startswith("- ")
            if indent_of(text) <= level and not is_own_item:
                break
            last = number
        elif number - last > LOOK_AHEAD:
            break
        number += 1
    return last


class Folds:
    """The folds of one document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document

    def can_fold(self, block: QTextBlock) -> bool:
        """Whether lines below belong to this one."""
        text = block.text()
        if is_blank(text):
            return False
        below = block.next()
        while below.isValid() and is_blank(below.text()) and below.blockNumber() - block.blockNumber() < LOOK_AHEAD:
            below = below.next()
        if not below.isValid() or is_blank(below.text()):
            return False
        level = indent_of(below.text()) - indent_of(text)
        return level > 0 or (level == 0 and text.rstrip().endswith(":") and below.text().lstrip().startswith("- "))

    def is_folded(self, block: QTextBlock) -> bool:
        """Whether the lines of this one are hidden."""
        return block.userState() == FOLDED and block.next().isValid() and not block.next().isVisible()

    def fold(self, block: QTextBlock) -> bool:
        """Hides the lines that belong to this one."""
        last = self._last(block)
        if last == block:
            return False
        block.setUserState(FOLDED)
        for inner in self._between(block.next(), last):
            inner.setVisible(False)
        self._tell(block, last)
        return True

    def unfold(self, block: QTextBlock) -> bool:
        """Shows the lines that are hidden below this one, but for what is folded among them."""
        if not self.is_folded(block):
            return False
        block.setUserState(-1)
        block.setUserState(-1)
        last, inner = block, block.next()
        hidden_to = -1
        while inner.isValid() and not inner.isVisible():
            last = inner
            if inner.blockNumber() > hidden_to:
                inner.setVisible(True)
                if inner.userState() == FOLDED:
                    hidden_to = self._last(inner).blockNumber()
            inner = inner.next()
        self._tell(block, last)
        return True

    def reveal(self, block: QTextBlock) -> bool:
        """Unfolds whatever hides a line."""
        is_changed = False
        while block.isValid() and not block.isVisible():
            head = block
            while head.previous().isValid() and not head.isVisible():
                head = head.previous()
            if not self.unfold(head):
                self._show_all_below(head)
            is_changed = True
        return is_changed

    def above(self, block: QTextBlock) -> QTextBlock:
        """The line that this one belongs to; an invalid one at the margin."""
        level = indent_of(block.text())
        while block.isValid():
            block = block.previous()
            if block.isValid() and not is_blank(block.text()) and indent_of(block.text()) < level:
                break
        return block

    def fold_all(self) -> None:
        """Folds every step, arrow and so on, and every key at the margin that has nothing below but texts."""
        block = self._document.firstBlock()
        while block.isValid():
            if block.isVisible() and self.can_fold(block):
                is_container = indent_of(block.text()) == 0 and self.can_fold(block.next())
                if not is_container:
                    self.fold(block)
            block = block.next()

    def unfold_all(self) -> None:
        """Shows every line."""
        block = self._document.firstBlock()
        while block.isValid():
            block.setVisible(True)
            block.setUserState(-1)
            block = block.next()
        self._tell(self._document.firstBlock(), self._document.lastBlock())

    def mend(self, first: QTextBlock, last: QTextBlock) -> bool:
        """After the lines from `first` to `last` were changed: nothing stays hidden that no line stands for."""
        is_changed = False
        for block in self._between(first, last):
            is_changed = self.reveal(block) or is_changed
        below = last.next()
        if below.isValid() and not below.isVisible():
            head = self._visible_above(below)
            if head.userState() != FOLDED or self._last(head).blockNumber() < self._hidden_to(below):
                head.setUserState(FOLDED)
                is_changed = self.unfold(head) or is_changed
        return is_changed

    def _hidden_to(self, block: QTextBlock) -> int:
        while block.next().isValid() and not block.next().isVisible():
            block = block.next()
        return block.blockNumber()

    def _visible_above(self, block: QTextBlock) -> QTextBlock:
        while block.previous().isValid() and not block.isVisible():
            block = block.previous()
        return block

    def _show_all_below(self, head: QTextBlock) -> None:
        last = head
        for block in self._from(head):
            if block != head and block.isVisible():
                break
            block.setVisible(True)
            last = block
        self._tell(head, last)

    def _last(self, block: QTextBlock) -> QTextBlock:
        start, at = block.blockNumber(), [block]

        def line(number: int) -> str | None:
            while number - start >= len(at):
                at.append(at[-1].next())
            found = at[number - start]
            return found.text() if found.isValid() else None

        return at[last_inside(start, line) - start]

    def _between(self, first: QTextBlock, last: QTextBlock) -> Iterator[QTextBlock]:
        for block in self._from(first):
            yield block
            if block == last:
                return

    @staticmethod
    def _from(block: QTextBlock) -> Iterator[QTextBlock]:
        while block.isValid():
            yield block
            block = block.next()

    def _tell(self, first: QTextBlock, last: QTextBlock) -> None:
        self._document.markContentsDirty(first.position(), last.position() + last.length() - first.position())
