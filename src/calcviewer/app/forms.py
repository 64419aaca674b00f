"""The form beside the drawing: what is selected, or chosen from the contents of the file, and its changes.

What is shown is made off the window's thread from the newest text; every change goes through `Editing.ask`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from calcviewer.core import edits, form_additions, form_changes
from calcviewer.core.encoding import decode
from calcviewer.core.form_contents import Entry
from calcviewer.core.form_fields import FormRow, span_at
from calcviewer.core.form_page import Page, Wanted, ordered, page_of, wanted_of
from calcviewer.core.model import Diagram, Text, edge_id
from calcviewer.core.nameable import Nameable
from calcviewer.core.names import arrow_parts
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.source import compose
from calcviewer.core.translations import accepted
from calcviewer.core.values import Path, Value, plain
from calcviewer.editor.contents_bar import ContentsBar
from calcviewer.editor.form import ElementForm
from calcviewer.editor.form_style import form_style
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.editing import Change, Editing
    from calcviewer.app.main_window import MainWindow
    from calcviewer.saving.versions import Versions

WHOLE = Entry((), "")


class Made(NamedTuple):
    """A page, what was wanted, and the revision of the text that it was made from."""

    revision: int
    wanted: Wanted
    page: Page


class Forms(QObject):
    """Joins the form to what is open. `panel` is the widget; it is only kept up while it is seen."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        super().__init__(window)
        self._window, self._session, self._editing = window, window.session, editing
        self.form = ElementForm(window.look.theme, window.font().pointSizeF(), has_heading=False)
        self.bar = ContentsBar(self.form.icon)
        self._dress()
        self.panel = FormPanel(self)
        self._selected = self._session.element
        self._wanted = Wanted((), self._selected)
        self._page = Page({})
        self._bases: dict[FilePath, Value] = {}
        self._is_focus_wanted = False
        self._making = self._session.lane()
        self._making.done.connect(self._on_made)
        self._join()

    def _join(self) -> None:
        editing, asks = self._editing, self.form.asks
        editing.checked.connect(lambda _result: self.refresh())
        editing.document_changed.connect(self._follow_document)
        editing.settling.connect(self.form.tell)
        self._session.selection_changed.connect(self._follow_selection)
        asks.text_changed.connect(self._set_words)
        asks.value_changed.connect(self._set_value)
        asks.value_removed.connect(lambda path: self._ask(path, form_changes.remove_value))
        asks.split_wanted.connect(self._split)
        asks.accepted.connect(self._accept)
        asks.place_wanted.connect(self._show_in_text)
        asks.undo_wanted.connect(editing.undo)
        asks.redo_wanted.connect(editing.redo)
        asks.left.connect(lambda: self._window.do("go-canvas"))
        self.bar.section_chosen.connect(lambda path: self._open(self._page.opened(path)))
        self.bar.entry_chosen.connect(lambda entry: self._open(wanted_of(entry)))
        self.bar.asked.connect(lambda name: ORDERS[name](self))

    # -- what is shown --------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Makes the form anew from the text as it is, if it is seen."""
        if self._editing.document is not None and self.panel.isVisible():
            make = self._maker()
            self._making.start(lambda _cancelled: make())

    def _maker(self) -> Callable[[], Made]:
        document, session = self._editing.document, self._session
        assert document is not None
        text, revision, wanted = document.text(), document.revision, self._wanted
        result, library = self._editing.result, session.library
        diagram = result.diagram or session.diagram or Diagram(session.diagram_id, Text())
        titles = {name: library.title(name) for name in library.paths if name != session.diagram_id}
        known = Nameable(diagram, library.file, titles, self._window.language)
        languages = ordered(library.file.languages, self._window.settings.interface_language)
        path, bases, versions = document.path, self._bases, self._editing.keeping.versions

        def make() -> Made:
            if path not in bases:
                bases[path] = _said_first(versions, path, text)
            return Made(revision, wanted, page_of(text, wanted, known, languages, bases[path], result.problems))

        return make

    def _on_made(self, found: object) -> None:
        assert isinstance(found, Made)
        if not self._is_new(found):
            return  # what is read next is shown
        if found.wanted != self._wanted:
            self.refresh()
            return
        if not _is_same(found.page.entry, self._page.entry):
            self.form.tell()  # the fields go, and with them what was typed last
            if not self._is_new(found):
                return
        self._show(found.page)

    def _is_new(self, made: Made) -> bool:
        """Whether the text is still the one that a page was made from, and stays it for the moment."""
        document = self._editing.document
        return document is not None and made.revision == document.revision and not self._editing.is_changing

    def _show(self, page: Page) -> None:
        self._page = page
        self.form.show_form(page.state)
        self.bar.show_page(page)
        if self._is_focus_wanted and self.form.rows:
            self._is_focus_wanted = False
            QTimer.singleShot(0, self.form, self.form.take_focus)  # new fields are shown by the next turn

    def _follow_document(self) -> None:
        self._selected = self._session.element
        self._wanted = Wanted((), self._selected)
        self._show(Page({}))
        self.refresh()

    def _follow_selection(self, element: str) -> None:
        """What is selected is edited; what is not selected any more gives its place to the diagram."""
        if element != self._selected:
            was, self._selected = self._selected, element
            if element or self._wanted.element == was:
                self.form.tell()
                self._wanted = Wanted((), element)
                self.refresh()

    def _open(self, wanted: Wanted) -> None:
        """What somebody chose from the contents; a step, arrow or treatment is selected on the drawing too."""
        self.form.tell()
        self._wanted = wanted
        if wanted.element != self._session.element:
            self._selected = wanted.element
            self._session.select(wanted.element)
        self.refresh()

    # -- what is asked --------------------------------------------------------------------------------------------

    @property
    def _entry(self) -> Entry:
        return self._page.entry or WHOLE

    @property
    def _languages(self) -> tuple[str, ...]:
        return self._session.library.file.languages

    def _set_words(self, row: FormRow, path: Path, language: str, words: str) -> None:
        entry, languages = self._entry, self._languages
        self._change(path, lambda text: form_changes.set_words(text, entry, row, path, language, words, languages))

    def _set_value(self, path: Path, value: Value) -> None:
        entry = self._entry
        element = _led_elsewhere(entry, path, value)
        self._change(path, lambda text: form_changes.change_value(text, entry, path, value), element)

    def _ask(self, path: Path, change: Callable[[str, Entry, Path], Rewritten]) -> None:
        entry = self._entry
        self._change(path, lambda text: change(text, entry, path))

    def _split(self, path: Path) -> None:
        languages = self._languages
        self._ask(path, lambda text, entry, path: form_changes.split_languages(text, entry, path, languages))

    def _change(self, path: Path, change: "Change", element: str | None = None) -> None:
        """Asks for a change; what is refused is said at the field."""
        self.form.refuse(path, self._editing.read_only_reason)

        def done(rewritten: Rewritten) -> None:
            if rewritten.refused is not None:
                self.form.refuse(path, rewritten.refused.message)
                announce(self.form, rewritten.refused.message)
            if not rewritten.edits:
                self.refresh()

        if element:
            self._wanted = self._wanted._replace(element=element)
        self._editing.ask(change, element, done)

    def _accept(self, path: Path) -> None:
        """A translation that was marked as out of date fits all the same."""
        document = self._editing.document
        if document is not None and document.path in self._bases:
            self._bases[document.path] = accepted(self._bases[document.path], self._page.said, path)
            self.refresh()

    def _show_in_text(self, path: Path) -> None:
        """The place in the text where a field stands, or what is around it."""
        document = self._editing.document
        root = compose(document.text())[0] if document is not None else None
        ways = (path[:length] for length in range(len(path), 0, -1))
        span = next((span for way in ways if root is not None and (span := span_at(root, way))), None)
        if span is not None:
            self._editing.panels.show_place(span)

    # -- lists ----------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new entry at the end of the list that is open, made for what is selected."""
        section, element, languages = self._page.section, self._session.element, self._languages
        wanted = Wanted(form_additions.added_path(self._page.said, section))
        self._reorder(lambda text: form_additions.added(text, section, element, languages), wanted)

    def remove(self) -> None:
        """Takes the entry that is open out of its list."""
        path = self._entry.path
        self._reorder(lambda text: edits.remove_value(text, path), self._page.beside())

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

    def take_focus(self) -> None:
        """Brings the form to the front, and the keyboard to it."""
        self._window.around.side.setCurrentWidget(self.panel)
        if self.form.rows:
            self.form.take_focus()
        else:
            self._is_focus_wanted = True  # as soon as there are fields

    def set_look(self) -> None:
        """The form in the colours and words of the moment."""
        self.form.set_look(self._window.look.theme, self._window.font().pointSizeF())
        self._dress()
        self.refresh()

    def _dress(self) -> None:
        self.bar.forget_pictures()
        self.bar.setStyleSheet(form_style(self._window.look.theme, self._window.font().pointSizeF()))


class FormPanel(QWidget):
    """The contents over the form. It is made anew whenever it comes to be seen."""

    def __init__(self, forms: Forms) -> None:
        super().__init__()
        self._forms = forms
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(forms.bar)
        column.addWidget(forms.form, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """What it shows may be old."""
        super().showEvent(event)
        self._forms.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed is told before nobody sees it any more."""
        self._forms.form.tell()
        super().hideEvent(event)


def _is_same(one: Entry | None, other: Entry | None) -> bool:
    """Whether two pages have the same fields."""
    return (one and (one.element or one.path)) == (other and (other.element or other.path))


def _led_elsewhere(entry: Entry, path: Path, value: Value) -> str | None:
    """The id that an arrow has once one of its ends is another step; None for any other change."""
    if not (entry.element and path[0] == "edges" and path[-1] in ("from", "to") and isinstance(value, str)):
        return None
    source, target = arrow_parts(entry.element)
    return edge_id(value, target) if path[-1] == "from" else edge_id(source, value)


def _said_first(versions: "Versions", path: FilePath, text: str) -> Value:
    """What the file said in its oldest earlier version that is kept, else what it says now."""
    kept = versions.list(path)
    data = versions.read(path, kept[-1]) if kept else None
    source = decode(data)[0] if data is not None else None
    root, _problems = compose(source.text if source is not None else text)
    return plain(root) if root is not None else {}


ORDERS: Mapping[str, Callable[[Forms], None]] = {
    "add": Forms.add,
    "remove": Forms.remove,
    "up": lambda forms: forms.move(-1),
    "down": lambda forms: forms.move(1),
}
"""What the buttons beside the contents do."""
