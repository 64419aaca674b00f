"""What is open: the library, the diagram, the selection, the way back. Nothing here is a widget."""

import contextlib
import errno
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from calcviewer import paths
from calcviewer.app.background import Background, Lane
from calcviewer.app.history import History
from calcviewer.app.settings import Settings
from calcviewer.core.library import LIBRARY_FILE, Library, Place, concept_places, open_library
from calcviewer.core.model import Diagram
from calcviewer.core.problems import Problem
from calcviewer.core.read_cache import ReadCache
from calcviewer.core.result import LoadResult
from calcviewer.i18n import _
from calcviewer.layout.cache import LayoutCache
from calcviewer.layout.engine import Cancelled, LayoutError, find_engine
from calcviewer.layout.picture import Picture
from calcviewer.layout.pipeline import Drawer
from calcviewer.view.measurer import QtMeasurer

if TYPE_CHECKING:
    from calcviewer.core.search import Hit, Passage, SearchIndex

LONG_BYTES = 100_000
"""A file of so many bytes takes some 50 ms to read; none that is shipped is as long."""
FEW = 30
"""The cards of so many diagrams, all of them kept, are read at once: some 10 ms."""
SMALL = 60
"""Up to so many steps a cached layout is looked up at once; more would be felt."""


@dataclass(frozen=True)
class Index:
    """What all diagrams of the library say together, made in the background."""

    library: Library | None = None
    also_in: Mapping[str, tuple[Place, ...]] | None = None

    @cached_property
    def has_shared(self) -> bool:
        """Whether any two diagrams of the library share anything."""
        return any(len({place.diagram for place in places}) > 1 for places in (self.also_in or {}).values())

    def shared_with(self, diagram_id: str) -> Counter[str]:
        """How many ideas each other diagram shares with this one."""
        found: Counter[str] = Counter()
        for places in (self.also_in or {}).values():
            ids = {place.diagram for place in places}
            if diagram_id in ids:
                found.update(ids - {diagram_id})
        return found


class Drawn(NamedTuple):
    """A diagram that was drawn before it is shown: the view (basic or not), what is shown of it, and its picture."""

    is_basic: bool
    part: frozenset[str] | None
    view: Diagram
    shown: Diagram
    picture: Picture


class Session(QObject):
    """The open document. Signals are past facts."""

    library_changed = Signal()
    index_changed = Signal()
    diagram_changed = Signal()
    picture_changed = Signal(object)
    layout_started = Signal()
    layout_failed = Signal(object)
    selection_changed = Signal(str)
    history_changed = Signal()
    outdated = Signal()
    """The open file cannot be read any more; what was read last is still shown."""
    revised = Signal()
    """The text of the open diagram was read again while it is edited."""
    view_widened = Signal()
    """A place that the basic view hides was asked for: everything is shown again."""

    def __init__(
        self, background: Background, drawer: Drawer, kept: ReadCache | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._kept = kept
        self._drawer = drawer
        self._simple: set[str] = set()
        self.library = Library(Path())
        self.diagram_id = ""
        self.element = ""
        self.is_basic = self.is_revision = False
        self.part: frozenset[str] | None = None
        self.view: Diagram | None = None
        self.shown: Diagram | None = None
        self.picture: Picture | None = None
        self.index = Index()
        self.history: History[Place] = History()
        self._layout = background.lane(self)
        self._layout.done.connect(self._on_picture)
        self._layout.failed.connect(self._on_layout_failed)
        self._reading = background.lane(self)
        self._reading.done.connect(self._on_read)
        self.reads_at_once = True
        """Until the window is there nothing else waits; from then on a long file is read in the background."""
        self._indexing = background.lane(self)
        self._indexing.done.connect(self._on_index)
        self._passages: SearchIndex | None = None
        self._is_reading = False
        self._searching = background.lane(self)
        self._searching.done.connect(self._on_passages)

    def lane(self) -> Lane:
        """A lane for work that belongs to what is open."""
        return self._background.lane(self)

    def beside(self) -> "Session":
        """Another one, for a second diagram of the same library: with its own selection, drawing and way back."""
        other = Session(self._background, self._drawer, self._kept, self)
        other.library, other.index, other.is_basic = self.library, self.index, self.is_basic
        return other

    @property
    def is_busy(self) -> bool:
        """Whether what is to be shown is still being read or laid out."""
        return self._reading.is_busy or self._layout.is_busy

    @property
    def result(self) -> LoadResult:
        """The open diagram as read, with its problems."""
        return self.library.load(self.diagram_id) if self.diagram_id else LoadResult(None, (), {})

    @property
    def diagram(self) -> Diagram | None:
        """The open diagram, whole. Its `view` is that or its basic view; what is drawn of this is `shown`."""
        return self.result.diagram

    @property
    def is_basic_shown(self) -> bool:
        """Whether the open diagram is looked at in its basic view."""
        return self.view is not self.diagram

    def open_path(self, path: Path, left: Place | None = None) -> None:
        """Opens a file (its folder is the library) or a folder, there at the place `left` if it still has it.

        Raises OSError if it cannot be read.
        """
        folder = path if path.is_dir() else path.parent
        if path != folder:
            path.stat()
        library = open_library(folder, self._kept)
        names = {os.path.normcase(file.name): name for name, file in library.paths.items()}
        own = os.path.normcase(path.name)
        if path != folder and own not in (*names, LIBRARY_FILE):
            raise OSError(errno.EINVAL, _("it is no diagram (.yaml)"))
        self._indexing.cancel()
        self._searching.cancel()
        self._passages, self._is_reading = None, False
        index = Index(library, self.index.also_in) if library.follow(self.library) else Index()  # until it is made anew
        self.library, self.index, self.history, self.diagram_id = library, index, History(), ""
        first = names.get(own) or next(iter(library.paths), "")
        self.library_changed.emit()
        self._show(left if left and _is_there(library, left.diagram) else Place(first))

    def start_index(self) -> None:
        """Looks at the other diagrams in the background: titles, shared concepts, what carries the source text."""
        library = self.library

        def build(cancelled: threading.Event) -> Index:
            cards = [(name, library.card(name)) for name in library.paths if not cancelled.is_set()]
            return Index(library, concept_places(cards))

        self._searching.cancel()
        self._passages, self._is_reading = None, False
        if len(library.paths) <= FEW and all(library.kept_card(name) for name in library.paths):
            self._on_index(build(threading.Event()))  # sooner done than a thread is started
        else:
            self._indexing.start(build)

    def go(self, place: Place) -> None:
        """Shows a place of this library, and remembers the way."""
        self._show(place)

    def follow(self, link: str) -> bool:
        """Goes where a link of a text leads; False if it leads nowhere."""
        place = self.library.place(link, self.diagram_id)
        if place is not None:
            self.go(place)
        return place is not None

    def choose_basic(self, is_basic: bool) -> None:
        """Shows what stands in the source text, or everything; diagrams that have only one view stay as they are."""
        if is_basic != self.is_basic:
            self.is_basic, self.part = is_basic, None
            self._redraw()

    def draw_only(self, elements: frozenset[str] | None) -> None:
        """Draws only these steps and arrows of the view, laid out anew; None draws all of it again."""
        if elements != self.part:
            self.part = elements
            self._redraw()

    def select(self, element: str, *, is_passing: bool = False) -> None:
        """Selects a step, arrow or treatment of the open diagram; '' selects nothing.

        In passing it is looked at without being a place to come back to.
        """
        if self.diagram_id:
            self._show(Place(self.diagram_id, element), is_passing=is_passing)

    def back(self) -> None:
        """To the place looked at before."""
        self._travel(self.history.back())

    def forward(self) -> None:
        """To the place that one came back from."""
        self._travel(self.history.forward())

    def search(self, query: str) -> "tuple[Hit, ...] | None":
        """What the words find in all diagrams; None before these are read, and then `index_changed` tells."""
        if self._passages is not None:
            return self._passages.search(query)
        if not self._is_reading:
            self._is_reading = True
            library = self.library
            self._searching.start(lambda cancelled: _passages(library, cancelled))
        return None

    def reload(self) -> None:
        """Reads the open file again."""
        place = Place(self.diagram_id, self.element)
        if self._is_long(self.diagram_id):
            self._read(place)
        elif self.diagram_id in self.library.paths:
            self._take(place, self.library.read(self.diagram_id))
        elif self.diagram_id:
            self.library.forget(self.diagram_id)
            self._open_again(place)

    def drawing_ahead(self) -> "Callable[[Diagram | None, threading.Event], Drawn | None]":
        """What draws the next version of the open diagram, on any thread, before it is shown by `revise`."""
        drawer, is_basic, part, before = self._drawer_of_diagram(), self.is_basic, self.part, self.diagram

        def draw(diagram: Diagram | None, cancelled: threading.Event) -> Drawn | None:
            if diagram is None or diagram == before or cancelled.is_set():
                return None
            view = view_of(diagram, is_basic)
            shown = part_to_show(view, part)
            with contextlib.suppress(LayoutError, Cancelled):  # asked for again, it will say why
                return Drawn(is_basic, part, view, shown, drawer.draw(shown, cancelled))
            return None

        return draw

    def revise(self, result: LoadResult, element: str | None = None, drawn: "Drawn | None" = None) -> None:
        """The open diagram as its text says now, at `element` if that is named, drawn already if it can be.

        A text that cannot be understood changes nothing but the problems.
        """
        before = self.diagram
        is_same = result.diagram == before
        if result.diagram is None and before is not None:
            self.library.keep_last(self.diagram_id, result.problems)
        else:
            kept = result._replace(diagram=before) if is_same else result
            self.library.keep(self.diagram_id, kept)
        if result.diagram is not None and not is_same:
            self._redraw(is_revision=True, element=element, drawn=drawn)
        elif element is not None and element != self.element:
            self.select(element)
        self.revised.emit()

    def set_drawer(self, drawer: Drawer) -> None:
        """Draws with another engine from now on."""
        self._drawer = drawer
        self._open_diagram()

    def set_simple(self, is_simple: bool) -> None:
        """Draws the open diagram in plain rows from now on, or has it laid out by Graphviz again."""
        (self._simple.add if is_simple else self._simple.discard)(self.diagram_id)
        self._redraw()

    def _drawer_of_diagram(self) -> Drawer:
        return self._drawer._replace(is_simple=True) if self.diagram_id in self._simple else self._drawer

    def cancel_layout(self) -> None:
        """Stops reading or laying out what takes too long; what was drawn stays."""
        self._reading.cancel()
        self._layout.cancel()

    def _travel(self, history: History[Place]) -> None:
        if history != self.history and history.present:
            self.history = history
            self._show(history.present)

    def _is_long(self, diagram_id: str) -> bool:
        """Whether reading the file would be felt."""
        path = self.library.paths.get(diagram_id)
        with contextlib.suppress(OSError):
            return path is not None and not self.reads_at_once and path.stat().st_size > LONG_BYTES
        return False

    def _read(self, place: Place) -> None:
        """Reads a long file in the background; what is open stays until then."""
        self.layout_started.emit()
        library = self.library
        self._reading.start(lambda _cancelled: (library, place, library.read(place.diagram)))

    def _on_read(self, found: object) -> None:
        assert isinstance(found, tuple)
        library, place, result = found
        if library is not self.library:
            return
        if place.diagram == self.diagram_id:
            self._take(place, result)
        else:
            library.keep(place.diagram, result)
            self._show(place)

    def _take(self, place: Place, result: LoadResult) -> None:
        """The open file as it was read anew. Where nothing can be read any more, what was read last stays."""
        if result.diagram is None and self.diagram is not None:
            self.library.keep_last(place.diagram, result.problems)
            self.outdated.emit()
        else:
            self.library.keep(place.diagram, result)
            self._open_again(place)

    def _open_again(self, place: Place) -> None:
        """The open diagram as it was read anew."""
        self.part = None
        self._open_diagram()
        self._show(place)
        self.start_index()

    def _show(self, place: Place, *, is_passing: bool = False) -> None:
        if not self.library.is_loaded(place.diagram) and self._is_long(place.diagram):
            self._read(place)
            return
        self._reading.cancel()
        is_other = place.diagram != self.diagram_id or not place.diagram
        if not is_passing:
            self.history = self.history.visit(place)
        self.diagram_id, self.element = place.diagram, place.element
        if is_other:
            self.part = None
            self._open_diagram()
        if self.shown and self.element and not self.shown.element(self.element):
            self._look_wider()
        self.selection_changed.emit(self.element)
        self.history_changed.emit()

    def _look_wider(self) -> None:
        """Everything, if the selected element is only hidden; without selection, if it is nowhere."""
        if self.part is not None and self.view and self.view.element(self.element):
            self.part = None
            self._open_diagram()
        elif self.diagram and self.diagram.element(self.element):
            self.is_basic, self.part = False, None
            self._open_diagram()
            self.view_widened.emit()
        else:
            self.element = ""

    def _redraw(self, *, is_revision: bool = False, element: str | None = None, drawn: "Drawn | None" = None) -> None:
        """The same diagram at the same place, or at `element`, as it is to be shown now."""
        if self.diagram_id:
            self.element = self.element if element is None else element
            self._open_diagram(is_revision=is_revision, drawn=drawn)
            if self.shown and not self.shown.element(self.element):
                self.element = ""
            self.selection_changed.emit(self.element)

    def _open_diagram(self, *, is_revision: bool = False, drawn: "Drawn | None" = None) -> None:
        self._layout.cancel()
        self.is_revision = is_revision
        self.picture = None
        diagram, is_ready = self.diagram, False  # read before anybody asks for its title
        if drawn is not None and (drawn.is_basic, drawn.part) == (self.is_basic, self.part):
            self.view, self.shown, is_ready = drawn.view, drawn.shown, True
        else:
            self.view = view_of(diagram, self.is_basic) if diagram else None
            self.shown = part_to_show(self.view, self.part) if self.view else None
        self.diagram_changed.emit()
        if is_ready and drawn is not None:
            self._on_picture(drawn.picture)
        elif self.shown is not None:
            self._draw(self.shown)

    def _draw(self, diagram: Diagram) -> None:
        drawer = self._drawer_of_diagram()
        picture = drawer.from_cache(diagram) if len(diagram.nodes) <= SMALL else None
        if picture is not None:
            self._on_picture(picture)
            return
        self.layout_started.emit()
        self._layout.start(lambda cancelled: drawer.draw(diagram, cancelled))

    def _on_picture(self, picture: object) -> None:
        assert isinstance(picture, Picture)
        self.picture = picture
        self.picture_changed.emit(picture)

    def _on_layout_failed(self, error: object) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, LayoutError):
            raise error if isinstance(error, BaseException) else TypeError(error)
        self.layout_failed.emit(error.problem)

    def _on_index(self, result: object) -> None:
        assert isinstance(result, Index)
        if result.library is self.library:
            self.index = result
            self.index_changed.emit()

    def _on_passages(self, found: object) -> None:
        from calcviewer.core.search import SearchIndex

        assert isinstance(found, SearchIndex)
        self._passages = found
        self.index_changed.emit()


def view_of(diagram: Diagram, is_basic: bool) -> Diagram:
    """A diagram as it is looked at: whole, or only what the source text tells."""
    if not is_basic:
        return diagram
    from calcviewer.core.part import basic_view

    return basic_view(diagram)


def part_to_show(view: Diagram, part: frozenset[str] | None) -> Diagram:
    """What is drawn of a view: all of it, or those steps and arrows of a part that it has."""
    if part is None:
        return view
    from calcviewer.core.part import part_of

    steps, arrows = (part & table.keys() for table in (view.node_by_id, view.edge_by_id))
    return part_of(view, steps, arrows)


def _passages(library: Library, cancelled: threading.Event) -> "SearchIndex":
    """All that can be found, read one diagram at a time and not held on to."""
    from calcviewer.core.search import SearchIndex, fact_passages, passages

    def every() -> "Iterator[Passage]":
        yield from fact_passages(library.file.facts)
        for name in library.paths:
            diagram = None if cancelled.is_set() else library.peek(name).diagram
            yield from passages(diagram) if diagram else ()

    return SearchIndex(every())


def _is_there(library: Library, diagram_id: str) -> bool:
    """Whether it can be opened at once: to merge a large library takes too long for a start."""
    return diagram_id in library.paths or (len(library.paths) <= SMALL and library.has(diagram_id))


def drawer_of(settings: Settings) -> Drawer:
    """The way from a diagram to a picture with the engine of the settings."""
    return Drawer(QtMeasurer(), partial(find_engine, settings.graphviz), LayoutCache(paths.cache_folder() / "layouts"))


def problems_of(session: Session) -> tuple[Problem, ...]:
    """Everything to say about the open file, library file included."""
    return (*session.library.problems, *session.result.problems)
