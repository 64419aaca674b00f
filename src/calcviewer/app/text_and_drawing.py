"""Text and drawing point at the same thing: a click in the one shows the place in the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from calcviewer.core.element_at import element_at, span_of

if TYPE_CHECKING:
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow
    from calcviewer.core.model import Diagram
    from calcviewer.core.problems import Span
    from calcviewer.core.result import LoadResult
    from calcviewer.editor.text_editor import TextEditor

PAUSE_MS = 60
"""The cursor is followed when it rests, not over every line that it crosses."""


class TextAndDrawing(QObject):
    """Whichever of the two was moved last leads; the other one follows and asks for nothing."""

    def __init__(self, window: "MainWindow", editing: "Editing", editor: "TextEditor") -> None:
        super().__init__(window)
        self._session, self._editing, self._editor = window.session, editing, editor
        self._is_following = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._follow_cursor)
        editor.place_changed.connect(self._note_cursor)
        editing.checked.connect(self._on_checked)
        self._session.selection_changed.connect(self._follow_selection)

    def show_element(self, element: str) -> None:
        """Lights the lines of an element and goes there; '' lights none."""
        self._light(element)
        span = self._span(element)
        line = self._editor.place()[0]
        if span is not None and not span.line <= line <= span.end_line:
            self._is_following = True
            self._editor.go_to(span.line, span.column)
            self._is_following = False

    def _light(self, element: str) -> None:
        span = self._span(element)
        self._editor.set_lines_lit(*((span.line, span.end_line) if span else (0, 0)))

    def _span(self, element: str) -> "Span | None":
        document = self._editing.document
        if not element or document is None or not self._editing.is_read:
            return None
        return span_of(self._editing.result, document.text(), element)

    def _follow_selection(self, element: str) -> None:
        if not self._is_following:
            self.show_element(element)

    def _on_checked(self, _result: "LoadResult") -> None:
        self._light(self._session.element)

    def _note_cursor(self, _line: int, _column: int) -> None:
        if not self._is_following and self._editor.hasFocus():
            self._pause.start()

    def _follow_cursor(self) -> None:
        """Selects what the cursor stands in; where it stands in nothing, the selection stays."""
        document, shown = self._editing.document, self._session.shown
        if document is None or shown is None or not self._editing.is_read:
            return
        found = element_at(self._editing.result, document.text(), *self._editor.place())
        element = first_drawn(shown, found)
        if element and element != self._session.element:
            self._is_following = True
            self._session.select(element, is_passing=True)
            self._is_following = False
        self._light(found or element)


def first_drawn(diagram: "Diagram", name: str) -> str:
    """The element of that name, or the first one that a group, stop or question of that name is about."""
    if diagram.element(name) is not None:
        return name
    section, _, rest = name.partition("[")
    number = rest.rstrip("]")
    about: tuple[str, ...] = ()
    if section == "tour" and number.isdigit() and int(number) < len(diagram.tour):
        about = diagram.tour[int(number)].show
    elif section == "quiz" and number.isdigit() and int(number) < len(diagram.quiz):
        about = diagram.quiz[int(number)].block
    elif name.startswith("groups."):
        about = next((group.nodes for group in diagram.groups if group.id == name.removeprefix("groups.")), ())
    return next((element for element in about if diagram.element(element) is not None), "")
