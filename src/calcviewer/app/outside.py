"""The open file was changed by another program while it was changed here: both are shown, and somebody chooses."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from calcviewer.core.differences import differences, excerpt
from calcviewer.core.encoding import Source, editable
from calcviewer.core.file_text import read_source
from calcviewer.core.merge import Merged, merge
from calcviewer.editor.outside_panel import OutsidePanel, OutsideState, both_changed
from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.document import Document
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow


class OutsideView(QObject):
    """Joins the panel to the open document. Made when that first happens."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        super().__init__(window)
        self._window, self._editing = window, editing
        self._document: Document | None = None
        self._source = Source("")
        self._merged = Merged(())
        self.panel = OutsidePanel()
        self.panel.merge_wanted.connect(self._merge)
        self.panel.mine_wanted.connect(self._keep_mine)
        self.panel.theirs_wanted.connect(self._take_theirs)
        self.panel.closed.connect(self.close)
        editing.document_changed.connect(self.close)

    @property
    def is_shown(self) -> bool:
        """Whether the panel has a tab."""
        return self._window.around.side.indexOf(self.panel) >= 0

    def show(self) -> None:
        """Shows both texts as they are now; that a file cannot be read any more is said."""
        document = self._editing.document
        source = read_source(document.path)[0] if document is not None else None
        if document is None or source is None:
            self._window.say(
                _("The file cannot be read any more. Save your text, or save it elsewhere."), topic="outside"
            )
            return
        mine, theirs = document.text(), editable(source)
        self._document, self._source = document, source
        self._merged = merge(editable(document.source), mine, theirs)
        pairs = [(conflict.mine, conflict.theirs) for conflict in self._merged.conflicts]
        self.panel.show_state(OutsideState(document.path.stem, excerpt(differences(theirs, mine)), both_changed(pairs)))
        self._window.around.side.show_panel(self.panel, _("Both texts"))
        self.refresh()
        if self._window.message_bar.is_about("outside"):
            self._window.say("")
        self.panel.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """The panel goes; both texts stay where they are."""
        if self.is_shown:
            self._window.around.side.hide_panel(self.panel)
            self._window.canvas.setFocus()

    def refresh(self) -> None:
        """The panel in the words and colours of the moment."""
        self.panel.retranslate()
        self.panel.set_theme(self._window.look.theme)
        self._window.around.side.name_panel(self.panel, _("Both texts"))

    def _keep_mine(self) -> None:
        if self._document is not None:
            self._document.stand_against(self._source)
            self._end(_("Your text stands. Saving keeps what the file holds as an earlier version."))

    def _take_theirs(self) -> None:
        if self._document is not None:
            self._document.take(self._source)
            self._end(_("The text of the file stands. Undo brings yours back."))

    def _merge(self, theirs: Collection[int]) -> None:
        if self._document is not None:
            self._document.put(self._merged.text(theirs))
            self._document.stand_against(self._source)
            self._end(_("Both changes stand together. Look at the drawing, then save; undo brings your text back."))

    def _end(self, said: str) -> None:
        self._document = None
        self.close()
        self._editing.read_now()
        self._window.say(said, topic="outside")
