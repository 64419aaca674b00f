"""Find and replace in one text: joins the bar to the document and says how many there are."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from calcviewer.editor.find_bar import FindBar
from calcviewer.editor.finding import Counting, Hit, Matcher, Wanted, find, replace_all
from calcviewer.i18n import _, ngettext

SETTLED_MS = 150
MOST_WORDS = 200
"""A longer selection is not what somebody looks for."""


class Searching(QObject):
    """Made when the bar is first wanted. `changed`: other hits are to be shown, or the bar has come or gone."""

    changed = Signal()

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._matcher = Matcher(Wanted())
        self._from = 0
        self._done = ""
        self._counting = Counting(self)
        self._counting.counted.connect(self._say)
        self._settled = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(self._count)
        self.bar = FindBar(editor)
        self.bar.wanted_changed.connect(self._on_wanted)
        self.bar.step_wanted.connect(self.step)
        self.bar.replace_wanted.connect(self._replace)
        self.bar.closed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether the bar is there."""
        return not self.bar.isHidden()

    def open(self, *, can_replace: bool) -> None:
        """Shows the bar with what is chosen in the text."""
        chosen = self._editor.textCursor().selectedText()
        self._from = self._editor.textCursor().selectionStart()
        self.bar.open(chosen if len(chosen) <= MOST_WORDS and "\u2029" not in chosen else "", can_replace=can_replace)
        self._on_wanted()
        self.changed.emit()

    def close(self) -> None:
        """Takes the bar away; the hit stays chosen."""
        self._matcher = Matcher(Wanted())
        self._settled.stop()
        self._counting.stop()
        self.bar.hide()
        self._editor.setFocus()
        self.changed.emit()

    def hits(self, block: QTextBlock) -> list[Hit]:
        """The hits on a line, to be shown."""
        return self._matcher.spans(block.text()) if self.is_open else []

    def step(self, is_back: bool) -> None:
        """Chooses the next hit, or the one before; round the end of the text."""
        if not self.is_open:
            self.open(can_replace=False)
        cursor = self._editor.textCursor()
        start = cursor.selectionStart() if is_back else cursor.selectionEnd()
        self._done = ""
        self._choose(find(self._editor.document(), self._matcher, start, is_back=is_back))

    def text_changed(self) -> None:
        """Counts anew when nobody has typed for a moment."""
        if self.is_open:
            self._settled.start()

    def cursor_moved(self) -> None:
        """Says which hit is chosen."""
        if self.is_open:
            self._say()

    def _on_wanted(self) -> None:
        self._matcher = Matcher(self.bar.wanted())
        self._done = ""
        self._choose(find(self._editor.document(), self._matcher, self._from))
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        self._counting.begin(self._editor.document(), self._matcher)
        self._say()

    def _choose(self, hit: Hit | None) -> None:
        if hit is not None:
            self._from = hit[0]
            self._select(hit)
        self._say()

    def _select(self, hit: Hit) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(hit[0])
        cursor.setPosition(hit[1], QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        lowest = self._editor.viewport().height() * 0.85
        if self._editor.cursorRect().bottom() > lowest or self._editor.cursorRect().top() < 0:
            self._editor.centerCursor()

    def _replace(self, words: str, is_all: bool) -> None:
        if self._editor.isReadOnly() or not self._matcher.can_find:
            return
        if is_all:
            self._replace_all(words)
            return
        cursor = self._editor.textCursor()
        start = cursor.selectionStart() - cursor.block().position()
        block = self._editor.document().findBlock(cursor.selectionStart())
        hit = (start, start + cursor.selectionEnd() - cursor.selectionStart())
        if cursor.hasSelection() and hit in self._matcher.spans(block.text()):
            cursor.insertText(self._matcher.replaced(block.text(), hit, words))
            self._editor.setTextCursor(cursor)
        self.step(False)
        self._settled.start()

    def _replace_all(self, words: str) -> None:
        self._counting.begin(self._editor.document(), self._matcher)
        if not self._counting.finish():
            self._say()
            return
        count = replace_all(self._editor.document(), self._matcher, self._counting.hits, words)
        self._count()
        self._done = ngettext("{count} replaced", "{count} replaced", count).format(count=count)
        self._say()

    def _say(self) -> None:
        self.bar.say(*self._words())

    def _words(self) -> tuple[str, str]:
        counting = self._counting
        if self._matcher.error:
            return _("This is not a pattern"), self._matcher.error
        if not self._matcher.can_find or self._done:
            return self._done, ""
        if counting.is_given_up:
            return _("Given up: that takes too long"), ""
        if not counting.hits:
            return _("Nothing found") if counting.is_complete else "…", ""
        count = f"{len(counting.hits)}{'' if counting.is_complete else ' …'}"
        number = counting.number_at(self._editor.textCursor().selectionStart())
        words = _("{number} of {count}") if number else _("{count} found")
        return words.format(number=number, count=count), ""
