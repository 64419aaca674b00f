"""What is lit and marked on the drawing: a trace, a path or a loop, and what an answer of What-if says.

Made when it is first asked for. It joins the session and the canvas to the activities; it decides nothing of its own.
"""

import dataclasses
from typing import TYPE_CHECKING

from calcviewer.activities.trace.bar import BarState, TraceBar
from calcviewer.activities.trace.tracing import Tracing
from calcviewer.activities.ways.way import Way
from calcviewer.app import pages
from calcviewer.core.graph import reading_order
from calcviewer.core.in_words import arrow_sentence, path_sentences, trace_sentence, trace_sentences
from calcviewer.core.model import Diagram, Treatment
from calcviewer.core.trace import Direction, neighbours
from calcviewer.i18n import _
from calcviewer.view.announcement import announce

if TYPE_CHECKING:
    from calcviewer.app.main_window import MainWindow


class Lens:
    """The state of what is lit, and its bar above the drawing."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._session = window.session
        self._diagram_id = window.session.diagram_id
        self.tracing: Tracing | None = None
        self.way: Way | None = None
        self.bar = TraceBar()
        window.column.insertWidget(window.column.indexOf(window.stage), self.bar)
        self.bar.direction_chosen.connect(self.trace)
        self.bar.limit_chosen.connect(lambda limit: self._trace_anew(limit=limit or None))
        self.bar.asked.connect(window.do)
        self._session.selection_changed.connect(self._follow_selection)
        self._session.diagram_changed.connect(self._follow_diagram)
        self._session.picture_changed.connect(self._show_marks)

    # -- what the user asks -----------------------------------------------------------------------------------

    def trace(self, direction: Direction) -> None:
        """Lights what leads to the selected step or arrow, what follows from it, or both."""
        if (origin := self._origin()) is not None:
            limit = self.tracing.limit if self.tracing else None
            self._light(Tracing(origin, direction, limit), None)

    def go_further(self, is_further: bool) -> None:
        """Lights one step more, or one less."""
        if self.tracing is None:
            self.trace(Direction.EFFECTS)
        elif self._session.part is None:
            self._light(self.tracing.further() if is_further else self.tracing.nearer(), None)

    def light_way(self, way: Way | None) -> None:
        """Lights a path or a loop and nothing else; None goes back to what was traced."""
        self._light(self.tracing, way)

    def draw_alone(self) -> None:
        """Draws only what is lit, laid out anew; a trace begins with both directions."""
        if self.way is None and self.tracing is None:
            self.trace(Direction.BOTH)
        if (lit := self.lit()) is not None:
            self._session.draw_only(lit)

    def draw_neighbours(self) -> None:
        """Draws only the selected step or arrow and what stands one arrow away."""
        if (origin := self._origin()) is not None and self._session.view:
            around = neighbours(self._session.view, origin)
            self._light(Tracing(origin, Direction.BOTH, 1), None)
            self._session.draw_only(around.steps | around.arrows)

    def draw_whole(self) -> None:
        """Draws the whole diagram again; what was lit stays lit."""
        self._session.draw_only(None)

    def end(self) -> None:
        """Nothing is lit, and everything is drawn."""
        self.draw_whole()
        self._light(None, None)

    def step_out(self) -> bool:
        """One step out: from a part to the whole, then from what is lit to nothing lit. False if there is no such."""
        if self._session.part is not None:
            self.draw_whole()
        elif self.way is not None:
            self.light_way(None)
        elif self.tracing is not None:
            self._light(None, None)
        else:
            return False
        return True

    def sentences(self) -> tuple[str, ...]:
        """What is lit as sentences of the content; without anything lit, the selected arrow or the selected step's."""
        view, language = self._session.view, self._window.language
        if view is None:
            return ()
        if self.way is not None:
            return path_sentences(view, self.way.steps, language)
        if self.tracing is not None:
            return trace_sentences(view, self.tracing.of(view), reading_order(view), language)
        edge = view.edge_by_id.get(self._session.element)
        arrows = (edge,) if edge else view.outgoing(self._session.element)
        return tuple(arrow_sentence(view, arrow, language) for arrow in arrows)

    def refresh(self) -> None:
        """The bar and the marks as things stand, in the words and colours of the moment."""
        self._show_bar()
        self._show_marks()

    # -- inside -----------------------------------------------------------------------------------------------

    def _origin(self) -> str | None:
        """The step or arrow to ask about; says what to do if there is none."""
        session = self._session
        if self.tracing and session.part is not None:
            return self.tracing.origin
        element = session.view.element(session.element) if session.view and session.element else None
        if element is None or isinstance(element, Treatment):
            self._window.say(_("Select a step or an arrow first."), topic="trace")
            return None
        if self._window.message_bar.is_about("trace"):
            self._window.say("")
        return session.element

    def _trace_anew(self, limit: int | None) -> None:
        if self.tracing is not None:
            self._light(dataclasses.replace(self.tracing, limit=limit), None)

    def _light(self, tracing: Tracing | None, way: Way | None) -> None:
        if (tracing, way) != (self.tracing, self.way):
            self.tracing, self.way = tracing, way
            if tracing or way:
                pages.show_drawing(self._window)
            self.refresh()
            self._window.around.show_lit()
            if self._session.view:
                announce(self._window.canvas, self.sentence(self._session.view))
            self._window.column.activate()  # the bar takes its room now, so that what is selected can stay in view
            self._window.canvas.set_selected(self._session.element)

    def _follow_selection(self, element: str) -> None:
        """Another step or arrow is traced instead, as long as all of the diagram is drawn."""
        view = self._session.view
        if self.tracing is None or self.way is not None or view is None or self._session.part is not None:
            return
        if not element:
            self._light(None, None)
        elif not isinstance(view.element(element), Treatment):
            self._light(dataclasses.replace(self.tracing, origin=element), None)

    def _follow_diagram(self) -> None:
        """Another diagram begins with nothing lit; the same one keeps what it still has."""
        view = self._session.view
        is_same = self._session.diagram_id == self._diagram_id and view is not None
        self._diagram_id = self._session.diagram_id
        has_origin = is_same and self.tracing and view and view.element(self.tracing.origin)
        has_way = is_same and self.way and view and self.way.is_in(view)
        self.tracing = self.tracing if has_origin else None
        self.way = self.way if has_way else None
        self._show_bar()

    def lit(self) -> frozenset[str] | None:
        """The steps and arrows that are singled out; None if nothing is."""
        view = self._session.view
        if view is None or (self.way is None and self.tracing is None):
            return None
        if self.way is not None:
            return frozenset(self.way.elements)
        assert self.tracing is not None
        found = self.tracing.of(view)
        return found.steps | found.arrows

    def _show_bar(self) -> None:
        view = self._session.view
        if view is None or not (sentence := self.sentence(view)):
            self.bar.hide()
            return
        is_alone = self._session.part is not None
        if self.tracing is not None and self.way is None:
            self.bar.show_state(BarState(sentence, self.tracing.direction, self.tracing.limit, is_alone))
        else:
            self.bar.show_state(BarState(sentence, is_alone=is_alone))

    def sentence(self, view: Diagram) -> str:
        """What is lit, in words; '' if nothing is."""
        if self.way is not None:
            return self.way.sentence(view, self._window.language)
        return trace_sentence(view, self.tracing.of(view), self._window.language) if self.tracing else ""

    def _show_marks(self, _picture: object = None) -> None:
        marks = self._window.around.marks()
        self._window.canvas.set_marks(marks)
        self._window.around.outline.set_marks(marks)
