"""A file that is edited: one text with one history of undoing, whatever changes it. No widget."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from calcviewer.core.encoding import GUESSED, Source, decode, editable, encoded
from calcviewer.core.fingerprint import fingerprint
from calcviewer.core.stand_in import stand_ins
from calcviewer.core.text_edit import Edits, TextEdit, in_utf16, trimmed
from calcviewer.editor.hanging_layout import HangingLayout


class Document(QObject):
    """`changed` follows every change of the text; `revision` grows with each."""

    changed = Signal()
    modified_changed = Signal(bool)

    def __init__(self, path: Path, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.source = source
        self._base: tuple[Source, str] | None = None
        self.revision = 0
        self._stand_ins = stand_ins(source.text)
        self._text: str | None = None
        self.text_document = QTextDocument(self)
        self._layout = HangingLayout(self.text_document)  # kept here: the binding might let go of it
        self.text_document.setDocumentLayout(self._layout)
        self.text_document.setPlainText(self._stand_ins.shown(editable(source)))
        self.text_document.setModified(False)
        self._counted = self.text_document.revision()
        self.text_document.contentsChanged.connect(self._on_change)
        self.text_document.modificationChanged.connect(self.modified_changed)

    def text(self) -> str:
        """What stands in the file as it is edited: lines end with LF, every other character is as it was."""
        if self._text is None:
            self._text = self._stand_ins.meant(self.text_document.toRawText())
        return self._text

    def data(self) -> bytes:
        """What is to be written: line ends, byte order mark and encoding as the file has them."""
        return encoded(self.source, self.text(), keeps_encoding=self.source.encoding != GUESSED)

    def base_data(self) -> bytes:
        """What the file held when it was read or saved last."""
        return encoded(self.source, editable(self.source), keeps_encoding=True)

    @property
    def base(self) -> str:
        """The fingerprint of that, made once: it is asked for with every copy, while somebody types."""
        if self._base is None or self._base[0] is not self.source:
            self._base = self.source, fingerprint(self.base_data())
        return self._base[1]

    @property
    def is_modified(self) -> bool:
        """Whether the text is another than that of the file."""
        return self.text_document.isModified()

    def edit(self, edits: Edits) -> None:
        """Makes these changes as one step of undoing; their places count characters of `text()`."""
        cursor = QTextCursor(self.text_document)
        cursor.beginEditBlock()
        for start, end, new in reversed(in_utf16(self.text(), sorted(edits, key=lambda edit: (edit.start, edit.end)))):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self._stand_ins.shown(new))
        cursor.endEditBlock()

    def put(self, wanted: str) -> None:
        """Another text in the place of this one, as one step of undoing."""
        now = self.text()
        if wanted != now:
            self.edit((trimmed(now, TextEdit(0, len(now), wanted)),))

    def take(self, source: Source) -> None:
        """What the file says now, as one step of undoing."""
        self.put(editable(source))
        self._settle(source)

    def stand_against(self, source: Source) -> None:
        """The file holds something else now, and this text is a change of that: saving may replace it."""
        self.source = source
        self.text_document.setModified(self.text() != editable(source))

    def undo(self) -> None:
        """Takes the last step back."""
        self.text_document.undo()

    def redo(self) -> None:
        """Makes the step again that was taken back."""
        self.text_document.redo()

    def saved(self, data: bytes, revision: int) -> None:
        """The file holds `data` now, which was the text at `revision`; what was typed since is still unsaved."""
        source, _problems = decode(data)
        assert source is not None
        if revision == self.revision:
            self._settle(source)
        else:
            self.source = source

    def _settle(self, source: Source) -> None:
        """What stands here is what the file says."""
        self.source = source
        self.text_document.setModified(False)

    def _on_change(self) -> None:
        now = self.text_document.revision()
        if now != self._counted:  # colours are no change of the text
            self._counted = now
            self._text = None
            self.revision += 1
            self.changed.emit()
