"""The form beside the drawing: what is selected, or chosen from the contents of the file, and its changes.

What is shown is made off the window's thread from the newest text; every change goes through `Editing.ask`.
"""

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calcviewer.core import edits, form_additions, form_changes
from calcviewer.core.element_edits import place_of
from calcviewer.core.form_contents import Entry, Section, contents, entry_of
from calcviewer.core.form_fields import FormRow, FormState, form_of, span_at
from calcviewer.core.model import Diagram, edge_id
from calcviewer.core.nameable import Nameable
from calcviewer.core.names import arrow_parts
from calcviewer.core.problems import Problem
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.source import compose
from calcviewer.core.translations import accepted, gaps
from calcviewer.core.values import Path, Value, plain
from calcviewer.editor.contents_bar import ContentsBar
from calcviewer.editor.form import ElementForm
from calcviewer.i18n import _
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.editing import Change, Editing
    from calcviewer.app.main_window import MainWindow

DIAGRAM = Entry((), "")
ELEMENT_SECTIONS = frozenset({"nodes", "edges", "treatments"})
"""Lists whose entries are selected on the drawing."""


class Wanted(NamedTuple):
    """What the form is to show: an element by its id, or else the entry at a path."""

    path: Path
    element: str = ""


class Made(NamedTuple):
    """A form made from a text, at a revision of it."""

    revision: int
    wanted: Wanted
    said: Value
    state: FormState | None
    sections: tuple[Section, ...]
    summary: str


class Forms(QObject):
    """Joins the form to what is open. `panel` is the widget; it is only kept up while it is seen."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        super().__init__(window)
        self._window, self._session, self._editing = window, window.session, editing
        self.bar = ContentsBar()
        self.form = ElementForm(window.look.theme, window.font().pointSizeF())
        self.panel = QWidget()
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.form, 1)
        self._wanted = Wanted((), self._session.element)
        self._section: Path = ()
        self._made: Made | None = None
        self._bases: dict[FilePath, Value] = {}
        self._making = self._session.lane()
        self._making.done.connect(self._on_made)
        self._join()

    def _join(self) -> None:
        editing, asks = self._editing, self.form.asks
        editing.checked.connect(lambda _result: self.refresh())
        editing.document_changed.connect(self._follow_document)
        editing.told.connect(self.form.tell)
        self._session.selection_changed.connect(self._follow_selection)
        asks.text_changed.connect(self._set_words)
        asks.value_changed.connect(self._set_value)
        asks.value_removed.connect(lambda path: self._ask(path, form_changes.remove_value))
        asks.split_wanted.connect(self._split)
        asks.accepted.connect(self._accept)
        asks.place_wanted.connect(self._show_in_text)
        asks.undo_wanted.connect(editing.undo)
        asks.redo_wanted.connect(editing.redo)
        self.bar.section_chosen.connect(self._open_section)
        self.bar.entry_chosen.connect(self._open)
        self.bar.asked.connect(lambda name: _ORDERS[name](self))

    # -- what is shown --------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Makes the form anew from the text as it is, if it is seen."""
        document = self._editing.document
        if document is None or not self.panel.isVisible():
            return
        make = self._maker()
        self._making.start(lambda _cancelled: make())

    def _maker(self) -> Callable[[], Made]:
        document, library = self._editing.document, self._session.library
        assert document is not None
        text, revision, problems = document.text(), document.revision, self._editing.result.problems
        languages, language = library.file.languages, self._window.language
        titles = {name: library.title(name) for name in library.paths if name != self._session.diagram_id}
        diagram = self._editing.result.diagram or self._session.diagram or Diagram(self._session.diagram_id, DIAGRAM_TITLE)
        known, wanted = Nameable(diagram, library.file, titles, language), self._wanted
        path, bases = document.path, self._bases

        def make() -> Made:
            root, _problems = compose(text)
            if root is None:
                return Made(revision, wanted, {}, None, (), "")
            said = plain(root)
            found = gaps(said, languages, bases.setdefault(path, said))
            entry = _entry(said, wanted, language)
            order = _ordered(languages, self_language)
            state = form_of(root, entry, known, order, found, problems) if entry else None
            return Made(revision, wanted, said, state, contents(said, language), found.in_words())

        self_language = self._window.settings.interface_language
        return make

    def _on_made(self, found: object) -> None:
        assert isinstance(found, Made)
        document = self._editing.document
        if document is None or found.revision != document.revision or self._editing.is_changing:
            return  # the next reading tells
        if found.wanted != self._wanted:
            self.refresh()
            return
        self._made = found
        if found.state is not None:
            self._section = _section_of(found.state.entry)
        self.form.show_form(found.state)
        entry = found.state.entry if found.state else None
        self.bar.show_contents(
            found.sections, self._section, entry, form_additions.can_add(found.said, self._section)
        )
        self.bar.show_summary(found.summary)

    def show(self, element: str) -> None:
        """The form of an element, whatever was open in the contents."""
        self._wanted = Wanted((), element)
        self.refresh()

    def _follow_document(self) -> None:
        self._made = None
        self.show(self._session.element)

    def _follow_selection(self, element: str) -> None:
        if element != self._wanted.element and (element or self._wanted.element):
            self.form.tell()
            self.show(element)

    def _open(self, entry: Entry) -> None:
        """What somebody chose from the contents; what can be selected on the drawing is selected there."""
        self.form.tell()
        self._section = _section_of(entry)
        self._wanted = Wanted(() if entry.element else entry.path, entry.element)
        if entry.element and entry.element != self._session.element:
            self._session.select(entry.element)
        self.refresh()

    def _open_section(self, path: Path) -> None:
        """The first entry of a list; of one that has none, only the way to add one."""
        sections = self._made.sections if self._made else ()
        section = next((section for section in sections if section.path == path), None)
        if section is None:
            self._open(DIAGRAM)
        elif section.entries:
            self._open(section.entries[0])
        else:
            self._section = path
            self._wanted = Wanted((*path, 0))
            self.refresh()

    # -- what is asked --------------------------------------------------------------------------------------------

    @property
    def _entry(self) -> Entry:
        return self.form.state.entry if self.form.state else DIAGRAM

    def _set_words(self, row: FormRow, path: Path, language: str, words: str) -> None:
        entry, languages = self._entry, self._session.library.file.languages
        self._change(path, lambda text: form_changes.set_words(text, entry, row, path, language, words, languages))

    def _set_value(self, path: Path, value: Value) -> None:
        entry, element = self._entry, None
        if entry.element and path[0] == "edges" and path[-1] in ("from", "to") and isinstance(value, str):
            source, target = arrow_parts(entry.element)
            element = edge_id(value, target) if path[-1] == "from" else edge_id(source, value)
        self._change(path, lambda text: form_changes.change_value(text, entry, path, value), element)

    def _ask(self, path: Path, change: Callable[[str, Entry, Path], Rewritten]) -> None:
        entry = self._entry
        self._change(path, lambda text: change(text, entry, path))

    def _split(self, path: Path) -> None:
        languages = self._session.library.file.languages
        self._ask(path, lambda text, entry, path: form_changes.split_languages(text, entry, path, languages))

    def _change(self, path: Path, change: "Change", element: str | None = None) -> None:
        if reason := self._editing.read_only_reason:
            self.form.refuse(path, reason)

        def done(rewritten: Rewritten) -> None:
            if rewritten.refused is not None:
                self.form.refuse(path, rewritten.refused.message)
                announce(self.form, rewritten.refused.message)
            elif not rewritten.edits:
                self.refresh()

        self._editing.ask(change, element, done)

    def _accept(self, path: Path) -> None:
        """A translation that was marked as out of date fits all the same."""
        document, made = self._editing.document, self._made
        if document is not None and made is not None:
            self._bases[document.path] = accepted(self._bases[document.path], made.said, path)
            self.refresh()

    def _show_in_text(self, path: Path) -> None:
        """The place in the text where a field stands, or what is around it."""
        document = self._editing.document
        root, _problems = compose(document.text()) if document is not None else (None, ())
        while root is not None:
            if span := span_at(root, path):
                self._editing.panels.show_place(span)
                return
            path = path[:-1]

    # -- lists ------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new entry at the end of the list that is open."""
        made, path, element = self._made, self._section, self._session.element
        languages = self._session.library.file.languages
        if made is not None:
            wanted = Wanted(form_additions.added_path(made.said, path))
            self._reorder(lambda text: form_additions.added(text, path, element, languages), wanted)

    def remove(self) -> None:
        """Takes the entry that is open out of its list; the next one takes its place."""
        path, said = self._entry.path, self._made.said if self._made else {}
        last = path[-1] if path else ""
        count = len(next((section.entries for section in self._made.sections if section.path == self._section), ())) if self._made else 0
        wanted = Wanted((*path[:-1], max(0, min(last, count - 2)))) if isinstance(last, int) else Wanted(())
        del said
        self._reorder(lambda text: edits.remove_value(text, path), wanted)

    def move(self, step: int) -> None:
        """Moves the entry that is open up or down in its list."""
        path = self._entry.path
        if path and isinstance(path[-1], int):
            to = path[-1] + step
            self._reorder(lambda text: edits.move(text, path, to), Wanted((*path[:-1], to)))

    def _reorder(self, change: "Change", wanted: Wanted) -> None:
        self.form.tell()

        def done(rewritten: Rewritten) -> None:
            if rewritten.refused is None:
                self._wanted = wanted
                self.refresh()

        self._editing.ask(change, None, done)

    def set_look(self) -> None:
        """The form in the colours and words of the moment."""
        self.form.set_look(self._window.look.theme, self._window.font().pointSizeF())
        self.refresh()


_ORDERS: dict[str, Callable[[Forms], None]] = {
    "add": Forms.add,
    "remove": Forms.remove,
    "up": lambda forms: forms.move(-1),
    "down": lambda forms: forms.move(1),
}
"""What the buttons beside the contents do."""
