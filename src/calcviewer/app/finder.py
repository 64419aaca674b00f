"""Paths, loops and words of the open diagram, in panels at the side; what is chosen there is lit by the lens."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from calcviewer.activities.ways.panel import WaysPanel, WaysState
from calcviewer.activities.ways.way import Way, ways_of_loops, ways_of_paths
from calcviewer.activities.words.panel import WordsPanel
from calcviewer.core.graph import LEADING, downstream
from calcviewer.core.in_words import chain, label
from calcviewer.core.loops import loops
from calcviewer.core.model import Diagram
from calcviewer.core.pathways import first_paths
from calcviewer.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow

PATHS, LOOPS = "paths", "loops"
TABS: Mapping[str, str] = {PATHS: N_("Paths"), LOOPS: N_("Loops")}


class Finder:
    """The two panels. `start` and `end` are the steps that paths are looked for between."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._session = window.session
        self._what = ""
        self._diagram_id = ""
        self.start = self.end = ""
        self.ways: tuple[Way, ...] = ()
        self._is_more = False
        self.panel, self.words = WaysPanel(), WordsPanel()
        self.panel.end_chosen.connect(self._choose_end)
        self.panel.way_chosen.connect(self._light)
        self.panel.closed.connect(self.close)
        self.words.copy_asked.connect(self._copy)
        self.words.closed.connect(lambda: self._window.around.side.hide_panel(self.words))
        self._session.selection_changed.connect(self._take_end)
        self._session.diagram_changed.connect(self._follow_diagram)

    @property
    def is_end_awaited(self) -> bool:
        """Whether paths have a beginning and no end yet."""
        return self._what == PATHS and not self.end

    # -- what the user asks -----------------------------------------------------------------------------------

    def look_for_paths(self) -> None:
        """Lists the paths from the selected step; the other end is chosen in the list or clicked."""
        view = self._session.view
        if view is None or self._session.element not in view.node_by_id:
            self._window.say(_("Select the step where the paths begin first."), topic="trace")
            return
        self._open(PATHS, self._session.element)
        self.panel.end.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look_for_loops(self) -> None:
        """Lists the feedback loops, the first one lit."""
        if self._session.view is not None:
            self._open(LOOPS, "")
            self._find()
            self.panel.ways.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell_in_words(self) -> None:
        """Shows what is lit in sentences and copies them."""
        if self._session.view is not None:
            self._window.around.side.show_panel(self.words, _("In words"))
            self.show_words()
            self.words.preview.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._copy()

    def close(self) -> None:
        """No list any more, and nothing lit by it."""
        self._what, self.ways = "", ()
        self._window.around.side.hide_panel(self.panel)
        self._window.around.lens.light_way(None)
        self._window.canvas.setFocus()

    def refresh(self) -> None:
        """The panels in the words of the moment."""
        self._window.around.side.name_panel(self.panel, _(TABS[self._what]) if self._what else "")
        self._window.around.side.name_panel(self.words, _("In words"))
        if self._what:
            self._show()
        self.show_words()

    def show_words(self) -> None:
        """What is lit, in sentences."""
        lens, view = self._window.around.lens, self._session.view
        if view is not None and self.words.isVisible():
            self.words.show_sentences(lens.sentence(view) or _("In words"), lens.sentences())

    # -- inside -----------------------------------------------------------------------------------------------

    def _open(self, what: str, start: str) -> None:
        self._what, self.start, self.end, self.ways, self._is_more = what, start, "", (), False
        self._diagram_id = self._session.diagram_id
        self._window.around.lens.light_way(None)
        if self._window.message_bar.is_about("trace"):
            self._window.say("")
        self._show()
        self._window.around.side.show_panel(self.panel, _(TABS[what]))

    def _choose_end(self, step: str) -> None:
        self.end = step
        self._find()
        self.panel.ways.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_end(self, element: str) -> None:
        """A step that is selected while the paths have no end yet is their end."""
        view = self._session.view
        if self.is_end_awaited and view and element in view.node_by_id and element != self.start:
            self.end = element
            self._find()

    def _find(self) -> None:
        view = self._session.view
        assert view is not None
        if self._what == PATHS:
            paths = first_paths(view, self.start, self.end)
            self.ways, self._is_more = ways_of_paths(paths), paths.is_more
        else:
            found = loops(view)
            self.ways, self._is_more = ways_of_loops(view, found), found.is_more
        self._show()
        self._window.around.lens.light_way(self.ways[0] if self.ways else None)

    def _light(self, row: int) -> None:
        if 0 <= row < len(self.ways):
            self._window.around.lens.light_way(self.ways[row])

    def _follow_diagram(self) -> None:
        """What was found in another diagram, or before the file was changed, is not true any more."""
        view = self._session.view
        if self._what and (self._session.diagram_id != self._diagram_id or view is None or not self._fits(view)):
            self._what, self.ways = "", ()
            self._window.around.side.hide_panel(self.panel)

    def _fits(self, view: Diagram) -> bool:
        ends = {step for step in (self.start, self.end) if step}
        return ends <= view.node_by_id.keys() and all(way.is_in(view) for way in self.ways)

    def _show(self) -> None:
        view, language = self._session.view, self._window.language
        if view is None:
            return
        lit = self._window.around.lens.way
        row = self.ways.index(lit) if lit in self.ways else 0
        self.panel.show_state(self._paths(view, language) if self._what == PATHS else self._loops(view, language), row)

    def _paths(self, view: Diagram, language: str) -> WaysState:
        names = {step: label(view, step, language) for step in view.node_by_id}
        after = {node.id: [e.target for e in view.outgoing(node.id) if e.kind in LEADING] for node in view.nodes}
        ends = sorted(downstream(after, {self.start}) - {self.start}, key=lambda step: names[step].lower())
        if not self.end:
            heading, note = _("Paths from “{start}” to …"), _("Choose the other end here, or click it in the drawing.")
        else:
            heading, note = _("Paths from “{start}” to “{end}”"), self._count_of_paths()
        heading = heading.format(start=names[self.start], end=names.get(self.end, ""))
        lines = tuple(_line(view, way, language) for way in self.ways)
        return WaysState(heading, note, lines, tuple((step, names[step]) for step in ends), self.end)

    def _count_of_paths(self) -> str:
        count = len(self.ways)
        if not count:
            return _("No path leads there.")
        if self._is_more:
            return _("The {n} shortest paths; there are more.").format(n=count)
        return ngettext("{n} path.", "{n} paths, the shortest first.", count).format(n=count)

    def _loops(self, view: Diagram, language: str) -> WaysState:
        count = len(self.ways)
        note = _("This diagram has no feedback loops.")
        if count:
            note = ngettext("{n} feedback loop.", "{n} feedback loops, the shortest first.", count).format(n=count)
        if self._is_more:
            note = _("The {n} shortest loops; there are more.").format(n=count)
        return WaysState(_("Feedback loops"), note, tuple(way.sentence(view, language) for way in self.ways))

    def _copy(self) -> None:
        sentences = self._window.around.lens.sentences()
        if sentences:
            QApplication.clipboard().setText("\n".join(sentences))
            count = len(sentences)
            said = ngettext("{n} sentence was copied.", "{n} sentences were copied.", count).format(n=count)
            self.words.say(said)


def _line(view: Diagram, way: Way, language: str) -> str:
    count = len(way.arrows)
    arrows = ngettext("{n} arrow", "{n} arrows", count).format(n=count)
    return f"{arrows}: {chain(view, way.steps, language)}"
