"""Changing the open diagram: its text, what is read of it while somebody types, and changes asked for by other ways.

Made when somebody first wants to change something. Changes are computed off the window's thread, from the newest text.
"""

from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from calcviewer import paths
from calcviewer.app import panels
from calcviewer.app.checking import Checked, Checking
from calcviewer.app.document import Document
from calcviewer.app.keeping import Keeping
from calcviewer.core.encoding import GUESSED, editable
from calcviewer.core.file_text import read_source, read_to_look
from calcviewer.core.problems import ERROR, Problem
from calcviewer.core.result import LoadResult
from calcviewer.core.rewrite import Rewritten
from calcviewer.i18n import _

if TYPE_CHECKING:
    from calcviewer.app.by_hand import ByHand
    from calcviewer.app.edit_panels import EditPanels
    from calcviewer.app.main_window import MainWindow
    from calcviewer.app.outside import OutsideView
    from calcviewer.app.versions import VersionsView
    from calcviewer.layout.marks import Mark

TOO_BIG = "E001"
Change = Callable[[str], Rewritten]
"""From a text to the edits that change it, or to a refusal."""


class Asked(NamedTuple):
    """A change that somebody asked for; afterwards `element` is selected, if one is named."""

    change: Change
    element: str | None = None
    done: Callable[[Rewritten], None] | None = None


class Editing(QObject):
    """The documents that were opened for editing; they last as long as the window."""

    modified_changed = Signal()
    """A text is not that of its file any more, or is again."""
    document_changed = Signal()
    """Another document is open, or none."""
    settling = Signal()
    """Whoever keeps back what was typed tells it now."""
    checked = Signal(object)
    """The text was read: a LoadResult with its problems and places."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._documents: dict[Path, Document] = {}
        self.keeping = Keeping(window)
        self._only_seen: dict[Document, Problem] = {}
        self._panels: EditPanels | None = None
        self._hand: ByHand | None = None
        self._versions: VersionsView | None = None
        self._outside: OutsideView | None = None
        self.document: Document | None = None
        self.result = LoadResult(None, ())
        self._read: tuple[Document, int] | None = None
        self._asked: deque[Asked] = deque()
        self._element: str | None = None
        self._checking = Checking(self._session, self)
        self._checking.done.connect(self._on_checked)
        self._changing = self._session.lane()
        self._changing.done.connect(self._on_changed)
        self._changing.failed.connect(self._on_failed)
        self._session.diagram_changed.connect(self._follow_diagram)
        self.modified_changed.connect(self._show_modified)
        self.document_changed.connect(self._show_modified)
        self.keeping.saved.connect(self._on_saved)
        self.keeping.changed_outside.connect(lambda _document: self._say_both())

    def begin(self) -> None:
        """Opens the text of the diagram that is there."""
        self._follow_diagram()

    # -- what is open -----------------------------------------------------------------------------------------

    @property
    def is_shipped(self) -> bool:
        """Whether the open diagram came with the program: it stays as it is, and a copy of it is changed."""
        return self.document is not None and paths.is_shipped(self.document.path)

    @property
    def unsaved(self) -> tuple[Document, ...]:
        """The documents whose text is not that of their files."""
        return tuple(document for document in self._documents.values() if document.is_modified)

    def _follow_diagram(self) -> None:
        """The document of the diagram that is open now; what was changed in it before is still changed."""
        if self._session.is_revision:
            return
        path = self._session.library.paths.get(self._session.diagram_id)
        document = self._open(path) if path is not None else None
        if document is not self.document:
            self.settle()  # what was asked for is done before another document takes its place
            self.document, self.result = document, LoadResult(None, ())
            self.document_changed.emit()
            self._checking.follow(document if self._is_diagram else None)
            if document in self._only_seen:
                self.refuse()
        else:
            self._checking.now()

    @property
    def _is_diagram(self) -> bool:
        """Whether what stands in the document is read as a diagram; a part of a file that is too big is none."""
        refused = self._only_seen.get(self.document) if self.document is not None else None
        return self.document is not None and (refused is None or refused.code != TOO_BIG)

    def _show_modified(self) -> None:
        self._window.show_titles()
        panels.check_actions(self._window)

    def _on_saved(self, document: object) -> None:
        if document is self.document and self.document is not None:
            self._window.watch.follow(self.document.path)  # what we wrote is no news
        self._show_modified()

    def _open(self, path: Path) -> Document | None:
        if path not in self._documents:
            source, problems = read_to_look(path)
            if source is None:
                self._window.say(problems[0].message, topic="edit")
                return None
            document = self._documents[path] = Document(path, source, self)
            if problems and problems[0].severity == ERROR:
                self._only_seen[document] = problems[0]
            self.keeping.add(document)
            document.modified_changed.connect(lambda _is_modified: self.modified_changed.emit())
        return self._documents[path]

    @property
    def read_only_reason(self) -> str:
        """Why the open document cannot be changed here; '' if it can."""
        if self.is_shipped:
            return _("This diagram came with CalcViewer and stays as it is.")
        if self.document in self._only_seen:
            return self._only_seen[self.document].message
        if self.document is not None and not self.keeping.locks.take(self.document.path):
            return Problem("E317", args={"path": self.document.path.name}).message
        return ""

    def _on_checked(self, found: object) -> None:
        assert isinstance(found, Checked)
        self.result, self._read = found.result, (found.document, found.revision)
        element, self._element = self._element, None
        self._session.revise(found.result, element, found.drawn)
        self.checked.emit(found.result)

    # -- changing it by other ways than typing ----------------------------------------------------------------

    def ask(self, change: Change, element: str | None = None, done: Callable[[Rewritten], None] | None = None) -> None:
        """Makes a change as one step of undoing, and selects `element` afterwards; `done` hears what came of it.

        What is refused is said. A diagram that came with the program offers a copy instead.
        """
        if self.document is None:
            self._window.say(_("There is no diagram that could be changed."), topic="edit")
        elif self.is_shipped:
            self.offer_copy(Asked(change, element, done))
        elif self.read_only_reason:
            self.refuse()
        else:
            self._asked.append(Asked(change, element, done))
            self._start_next()

    def _start_next(self) -> None:
        if self._changing.is_busy or not self._asked or self.document is None:
            return
        text, revision, change = self.document.text(), self.document.revision, self._asked[0].change
        self._changing.start(lambda _cancelled: (revision, change(text)))

    def _on_changed(self, found: object) -> None:
        assert isinstance(found, tuple)
        revision, rewritten = found
        if self.document is None:
            return
        if revision == self.document.revision:  # else somebody typed meanwhile: the change is found anew
            asked = self._asked.popleft()
            self._make(asked, rewritten)
        self._start_next()

    def _on_failed(self, error: object) -> None:
        """A change that could not even be tried is refused, and those behind it have their turn."""
        self._make(self._asked.popleft(), Rewritten(refused=Problem("E402")))
        self._start_next()
        raise error if isinstance(error, BaseException) else TypeError(error)

    def _make(self, asked: Asked, rewritten: Rewritten) -> None:
        assert self.document is not None
        if rewritten.refused is not None:
            self._window.say(rewritten.refused.message, topic="edit")
        elif rewritten.edits:
            self.document.edit(rewritten.edits)
            self._element = asked.element
            self._checking.now()
        if asked.done is not None:
            asked.done(rewritten)

    @property
    def is_read(self) -> bool:
        """Whether `result` is what the text says now; while somebody types it is older."""
        return self.document is not None and self._read == (self.document, self.document.revision)

    def refuse(self) -> None:
        """Somebody tried to change what cannot be changed here: why, and what can be done."""
        if self.is_shipped:
            self.offer_copy()
        elif self.document is not None and self.document.source.encoding == GUESSED:
            said = _("This file is not in UTF-8; it is shown as Windows-1252. Are all letters right?")
            self._window.say(said, _("Make it UTF-8"), self.take_guess, "edit")
        elif reason := self.read_only_reason:
            self._window.say(reason, topic="edit")

    def take_guess(self) -> None:
        """The text as it was guessed may be changed from now on, and becomes UTF-8 when it is saved."""
        if self.document is not None:
            self._only_seen.pop(self.document, None)
            self.document.text_document.setModified(True)
            self.document_changed.emit()

    @property
    def is_changing(self) -> bool:
        """Whether a change is asked for that is not made yet."""
        return bool(self._asked)

    def settle(self) -> None:
        """Makes at once what was asked for, and what somebody typed in a form and nobody asked for yet."""
        self.settling.emit()
        self._changing.cancel()
        while self._asked and self.document is not None:
            asked = self._asked.popleft()
            self._make(asked, asked.change(self.document.text()))

    def read_now(self) -> None:
        """Reads the text without waiting until nobody types."""
        self._checking.now()

    def close(self) -> None:
        """The window closes: what is not saved is kept for the next start."""
        self.settle()
        self.keeping.flush()

    def save(self) -> None:
        """Saves the open document, if its text is another than that of its file."""
        self.settle()
        if self.document is not None and self.document.is_modified:
            self.keeping.save(self.document)

    def save_copy(self) -> None:
        """Saves the text as another file, which is opened then."""
        self.settle()
        if self.document is not None:
            self.keeping.save_copy(self.document)

    def revert(self) -> None:
        """Back to what the file says, as one step of undoing."""
        if self.document is not None:
            self.document.put(editable(self.document.source))
            self._checking.now()

    def undo(self) -> None:
        """Takes the last step back, whatever made it."""
        self.settle()
        if self.document is not None:
            self.document.undo()
            self._checking.now()

    def redo(self) -> None:
        """Makes the step again that was taken back."""
        self.settle()
        if self.document is not None:
            self.document.redo()
            self._checking.now()

    def look_outside(self) -> None:
        """Takes what another program wrote into the file, if it is another text; what was changed here stays."""
        document = self.document
        source = read_source(document.path)[0] if document is not None else None
        if document is None or source is None or source.text == document.source.text:
            return
        if document.is_modified:
            self._say_both()
            return
        document.take(source)
        self._window.say(_("The file was changed by another program and was read again."), topic="outside")

    def _say_both(self) -> None:
        """The file was changed here and elsewhere: both texts are there until somebody chooses."""
        words = _("Another program changed the file, and so did you.")
        self._window.say(words, _("Look at both"), self.outside.show, "outside")

    def offer_copy(self, asked: Asked | None = None) -> None:
        """Says that this diagram stays as it is, and offers a copy in which the change is made."""
        self._window.say(
            self.read_only_reason,
            _("Make my own copy"),
            lambda: self.make_copy(asked),
            "edit",
        )

    def make_copy(self, asked: Asked | None = None) -> None:
        """Copies the library into the user's own folder, and goes on there."""
        from calcviewer.app.new_diagrams import copy_to_own

        copy_to_own(self._window, asked)

    # -- the panels -------------------------------------------------------------------------------------------

    @property
    def panels(self) -> "EditPanels":
        """The text and the form at the side; made when they are first shown."""
        if self._panels is None:
            from calcviewer.app.edit_panels import EditPanels

            self._panels = EditPanels(self._window, self)
        return self._panels

    @property
    def hand(self) -> "ByHand":
        """Drawing by hand; made when it is first wanted."""
        if self._hand is None:
            from calcviewer.app.by_hand import ByHand

            self._hand = ByHand(self._window, self)
        return self._hand

    @property
    def versions(self) -> "VersionsView":
        """Earlier versions of the open file; made when they are first asked for."""
        if self._versions is None:
            from calcviewer.app.versions import VersionsView

            self._versions = VersionsView(self._window, self)
        return self._versions

    def show_versions(self) -> None:
        """What the open file held before it was saved over."""
        self.versions.show()

    @property
    def outside(self) -> "OutsideView":
        """What another program changed while it was changed here; made when that first happens."""
        if self._outside is None:
            from calcviewer.app.outside import OutsideView

            self._outside = OutsideView(self._window, self)
        return self._outside

    def marks(self) -> "Mapping[str, Mark]":
        """What is marked in the drawing because an earlier version had it otherwise."""
        return self._versions.marks() if self._versions is not None else {}

    def show(self, is_shown: bool) -> None:
        """Text and form are there, and the drawing can be drawn on, or not."""
        self.panels.show(is_shown)
        self.hand.show(is_shown)

    def refresh(self) -> None:
        """The panels in the words and colours of the moment."""
        if self._panels is not None:
            self._panels.refresh()
        for made in (self._hand, self._versions, self._outside):
            if made is not None:
                made.refresh()
