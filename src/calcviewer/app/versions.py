"""Earlier versions of the open file: listed at the side, compared with what stands there now, marked, restored."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt

from calcviewer.core.differences import DiagramChanges, diagram_changes, differences, excerpt
from calcviewer.core.encoding import Source, decode, editable
from calcviewer.core.glance import read_diagram
from calcviewer.core.model import Diagram, Edge
from calcviewer.editor.versions_panel import (
    ADDED,
    CHANGED,
    REMOVED,
    ChangedElement,
    Comparison,
    VersionRow,
    VersionsPanel,
)
from calcviewer.i18n import _
from calcviewer.layout.marks import Mark
from calcviewer.saving.versions import Version

if TYPE_CHECKING:
    from calcviewer.app.document import Document
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow

KILO = 1024


class Compared(NamedTuple):
    """A version against the text of now: what is shown, and what can be marked."""

    number: int
    comparison: Comparison
    changes: DiagramChanges


class VersionsView(QObject):
    """Joins the panel to the open document. Made when somebody first asks for it."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        super().__init__(window)
        self._window, self._editing = window, editing
        self._versions: dict[int, Version] = {}
        self._changes = DiagramChanges()
        self.panel = VersionsPanel()
        self.panel.version_chosen.connect(self._compare)
        self.panel.restore_wanted.connect(self._restore)
        self.panel.element_chosen.connect(self._select)
        self.panel.marks_wanted.connect(lambda _is_on: window.around.lens.refresh())
        self.panel.closed.connect(self.close)
        self._comparing = window.session.lane()
        self._comparing.done.connect(self._on_compared)
        editing.document_changed.connect(self._follow)
        editing.checked.connect(lambda _result: self._compare(self.panel.version))
        editing.keeping.saved.connect(lambda _document: self._follow())

    @property
    def is_shown(self) -> bool:
        """Whether the panel has a tab."""
        return self._window.around.side.indexOf(self.panel) >= 0

    def show(self) -> None:
        """Shows what there is of the open file."""
        if self._editing.document is None:
            self._window.say(_("There is no diagram that could have earlier versions."), topic="edit")
            return
        self._window.around.side.show_panel(self.panel, _("Earlier versions"))
        self.refresh()
        self._follow()
        self.panel.versions.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """The panel and its marks go."""
        self._window.around.side.hide_panel(self.panel)
        self._comparing.cancel()
        self._changes = DiagramChanges()
        self._window.around.lens.refresh()
        self._window.canvas.setFocus()

    def refresh(self) -> None:
        """The panel in the words and colours of the moment."""
        self.panel.retranslate()
        self.panel.set_theme(self._window.look.theme)
        self._window.around.side.name_panel(self.panel, _("Earlier versions"))

    def marks(self) -> Mapping[str, Mark]:
        """What the drawing has, and the chosen version had not or had otherwise."""
        if not (self.is_shown and self.panel.marks.isChecked()):
            return {}
        added, changed = dict.fromkeys(self._changes.added, Mark.ADDED), self._changes.changed
        return {**added, **dict.fromkeys(changed, Mark.CHANGED)}

    def _follow(self) -> None:
        """The versions of the document that is open now."""
        document = self._editing.document
        if not self.is_shown:
            return
        if document is None:
            self.close()
            return
        found = self._editing.keeping.versions.list(document.path)
        self._versions = {version.number: version for version in found}
        rows = [VersionRow(version.number, when_words(version.kept_at), size_words(version.size)) for version in found]
        self.panel.show_versions(rows)

    def _source(self, document: "Document", number: int | None) -> Source | None:
        version = self._versions.get(number) if number is not None else None
        data = self._editing.keeping.versions.read(document.path, version) if version else None
        return decode(data)[0] if data is not None else None

    def _compare(self, number: int | None) -> None:
        document = self._editing.document
        if document is None or number is None or not self.is_shown:
            return
        now, language = document.text(), self._window.language

        def compare(_cancelled: object) -> Compared:
            source = self._source(document, number)
            if source is None:
                return Compared(number, Comparison(note=_("This version cannot be read any more.")), DiagramChanges())
            return compared(number, editable(source), now, language)

        self._comparing.start(compare)

    def _on_compared(self, found: object) -> None:
        assert isinstance(found, Compared)
        if found.number == self.panel.version:
            self._changes = found.changes
            self.panel.show_comparison(found.comparison)
            self._window.around.lens.refresh()

    def _restore(self, number: int) -> None:
        """As one step of undoing; it is saved when somebody saves it."""
        document = self._editing.document
        if document is None:
            return
        if reason := self._editing.read_only_reason:
            self._window.say(reason, topic="edit")
            return
        source = self._source(document, number)
        if source is None:
            self._window.say(_("This version cannot be read any more."), topic="edit")
            return
        document.put(editable(source))
        self._editing.read_now()
        when = when_words(self._versions[number].kept_at)
        self._window.say(_("The version of {when} is back. Save it, or undo.").format(when=when), topic="edit")

    def _select(self, element: str) -> None:
        view = self._window.session.view
        if view is not None and view.element(element) is not None:
            self._window.session.select(element)


def compared(number: int, before: str, now: str, language: str) -> Compared:
    """What two texts of a diagram differ in; the drawing too, if both can be read."""
    old, new = read_diagram(before, "").diagram, read_diagram(now, "").diagram
    if before == now:
        return Compared(number, Comparison(note=_("This is what stands there now.")), DiagramChanges())
    changes = diagram_changes(old, new) if old and new else DiagramChanges()
    elements = tuple(_elements(old, new, changes, language)) if old and new else ()
    return Compared(number, Comparison(excerpt(differences(before, now)), elements), changes)


def _elements(old: Diagram, new: Diagram, changes: DiagramChanges, language: str) -> list[ChangedElement]:
    found = []
    for sort, ids, diagram in (
        (ADDED, changes.added, new),
        (REMOVED, changes.removed, old),
        (CHANGED, changes.changed, new),
    ):
        for key in ids:
            element = diagram.element(key)
            assert element is not None
            words = diagram.arrow_label(element) if isinstance(element, Edge) else element.label
            found.append(ChangedElement(key, sort, words.get(language) or key))
    return found


def when_words(seconds: float) -> str:
    """The moment of a version, in the clock of this place: today's to the second."""
    then, now = time.localtime(seconds), time.localtime()
    return time.strftime("%H:%M:%S" if then[:3] == now[:3] else "%Y-%m-%d %H:%M", then)


def size_words(size: int) -> str:
    """A size in the words of file managers."""
    return _("{size} bytes").format(size=size) if size < KILO else _("{size} kB").format(size=f"{size / KILO:.1f}")
