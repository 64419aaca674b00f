"""The right side while a diagram is edited: its text with the problems below it, and other panels, each with a tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from calcviewer.app.forms import Forms
from calcviewer.app.text_and_drawing import TextAndDrawing
from calcviewer.app.typing_help import TypingHelp
from calcviewer.core.edits import apply_fix
from calcviewer.core.problems import ERROR, Problem, Span
from calcviewer.editor.problems_panel import ProblemsPanel
from calcviewer.editor.text_editor import TextEditor
from calcviewer.i18n import N_, _

if TYPE_CHECKING:
    from calcviewer.app.document import Document
    from calcviewer.app.editing import Editing
    from calcviewer.app.main_window import MainWindow
    from calcviewer.core.result import LoadResult

TEXT_SHARE = 0.46
"""So much of the window is for text and form; the rest is for the drawing."""
ROOMY_PX = 1600
"""From this width on the library stays beside drawing and text."""
PROBLEMS_SHARE = 0.3
LIST_AFTER_MS = 600
"""Half a word is a problem too: it is underlined at once, and listed when it stays."""
PLAIN_FROM = 1_000_000
"""A text of so many characters is shown without colours and folding."""
FORM, TEXT = N_("Form"), N_("Text")


class EditPanels:
    """Joins the widgets of `editor` to the documents. Made when the mode is first entered."""

    def __init__(self, window: "MainWindow", editing: "Editing") -> None:
        self._window, self._editing = window, editing
        self._sizes: list[int] = []
        self._front: QWidget | None = None
        self._cursors: dict[Document, tuple[int, int]] = {}
        self._shown: Document | None = None
        self.hides_sidebar = self.is_shown = False
        self.text_editor = TextEditor()
        self.problems = ProblemsPanel()
        self.problems.hide()
        self.text_panel = QSplitter(Qt.Orientation.Vertical)
        self.text_panel.addWidget(self.text_editor)
        self.text_panel.addWidget(self.problems)
        self.text_panel.setStretchFactor(0, 1)
        self.text_panel.setChildrenCollapsible(False)
        self.forms = Forms(window, editing)
        self.tabs: dict[QWidget, str] = {self.forms.panel: FORM, self.text_panel: TEXT}
        self.help = TypingHelp(window, editing, self.text_editor)
        self.together = TextAndDrawing(window, editing, self.text_editor)
        self._problems_soon = QTimer(self.text_panel, singleShot=True, interval=LIST_AFTER_MS)
        self._problems_soon.timeout.connect(self._list_problems)
        self._join()
        self.refresh()
        self._show_document()

    def _join(self) -> None:
        editor, editing = self.text_editor, self._editing
        editor.said.connect(lambda words: self._window.say(words, topic="edit"))
        editor.change_refused.connect(editing.refuse)
        editor.fix_wanted.connect(self._mend_line)
        self.problems.place_chosen.connect(self._go_to)
        self.problems.fix_chosen.connect(self.mend)
        self.problems.closed.connect(self.problems.hide)
        editing.document_changed.connect(self._show_document)
        editing.checked.connect(self._show_checked)
        self._window.session.library_changed.connect(self._show_document)

    # -- room -------------------------------------------------------------------------------------------------

    def show(self, is_shown: bool) -> None:
        """The panels take their room, or give it back."""
        window, side = self._window, self._window.around.side
        if is_shown == self.is_shown:
            return
        self.is_shown = is_shown
        if is_shown:
            self._sizes = window.splitter.sizes()
            self.hides_sidebar = window.settings.is_sidebar_visible and window.width() < ROOMY_PX
            for panel, name in self.tabs.items():
                side.show_panel(panel, _(name))
            side.setCurrentWidget(self._front or self._first_panel())
        else:
            self._front = side.currentWidget() if side.currentWidget() in self.tabs else None
            self.hides_sidebar = False
            for panel in self.tabs:
                side.hide_panel(panel)
        self._share_room()
        self.together.show_element(window.session.element if is_shown else "")

    def _first_panel(self) -> QWidget:
        """The form; of a file with errors the text, where they are listed."""
        is_sound = all(problem.severity != ERROR for problem in self._window.session.result.problems)
        return self.forms.panel if is_sound else self.text_panel

    def _share_room(self) -> None:
        splitter = self._window.splitter
        if not self.is_shown:
            splitter.setSizes(self._sizes)
            return
        library = 0 if self.hides_sidebar else self._sizes[0]
        rest = sum(self._sizes) - library
        text = round(rest * TEXT_SHARE)
        splitter.setSizes([library, rest - text, text])

    def go_to_text(self) -> None:
        """The keyboard goes to the text."""
        self._window.around.side.setCurrentWidget(self.text_panel)
        self.text_editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Everything in the words and colours of the moment."""
        window = self._window
        for panel, name in self.tabs.items():
            window.around.side.name_panel(panel, _(name))
        self.text_editor.retranslate()
        self.text_editor.set_theme(window.look.theme)
        self.text_editor.set_text_size(window.look.text_size)
        self.problems.set_theme(window.look.theme)
        self.help.set_theme(window.look.theme)
        self.forms.set_look()
        self._show_problems(self._editing.result.problems)

    # -- what is shown ------------------------------------------------------------------------------------------

    def _show_document(self) -> None:
        document = self._editing.document
        if self._shown is not None:
            self._cursors[self._shown] = self.text_editor.place()
        if document is not None and document is not self._shown:
            self.text_editor.set_is_plain(len(document.text()) > PLAIN_FROM)
            self.text_editor.set_document(document.text_document)
            self.text_editor.go_to(*self._cursors.get(document, (1, 1)))
        self._shown = document
        self.text_editor.setEnabled(document is not None)
        self.text_editor.set_read_only_reason(self._editing.read_only_reason)

    def _show_checked(self, result: "LoadResult") -> None:
        self._show_problems(result.problems)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Under the text, as long as there are any."""
        document = self._editing.document
        self.text_editor.set_problems(problems)
        self.problems.set_problems(problems, document.path.name if document else "")
        if not problems:
            self._problems_soon.stop()
            self.problems.hide()
        elif self.problems.isHidden() and not self._problems_soon.isActive():
            self._problems_soon.start()

    def _list_problems(self) -> None:
        height = self.text_panel.height()
        self.problems.show()
        self.text_panel.setSizes([round(height * (1 - PROBLEMS_SHARE)), round(height * PROBLEMS_SHARE)])

    def show_place(self, span: Span) -> None:
        """Brings the text to the front, at this place of it."""
        self._window.around.side.show_panel(self.text_panel, _(TEXT))
        self._go_to(span)

    def _go_to(self, span: Span) -> None:
        self.text_editor.go_to(span.line, span.column)
        self.text_editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def mend(self, problem: Problem) -> None:
        """Makes the change that mends a problem, if it is still there."""
        fix, document = problem.fix, self._editing.document
        if fix is None or document is None:
            return
        if problem in self._editing.result.problems and self._editing.is_read:
            self._editing.ask(lambda text: apply_fix(text, fix))
        else:
            self._editing.read_now()

    def _mend_line(self, line: int) -> None:
        found = (problem for problem in self._editing.result.problems if problem.fix and problem.span.line == line)
        if problem := next(found, None):
            self.mend(problem)
