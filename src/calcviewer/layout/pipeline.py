"""The whole way from a diagram to a picture: measure, look into the cache, ask Graphviz, put together."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from calcviewer.core.model import LANGUAGES, Diagram
from calcviewer.layout.assemble import assemble
from calcviewer.layout.cache import LayoutCache
from calcviewer.layout.dot import LayoutRequest, dot_text, layout_request
from calcviewer.layout.engine import TIME_LIMIT_S, Engine, Flag, LayoutError, lay_out
from calcviewer.layout.labels import TextMeasurer
from calcviewer.layout.picture import Picture


class Drawer(NamedTuple):
    """Draws diagrams with one measurer, one way to find the engine and one cache. Safe to use from any thread."""

    measurer: TextMeasurer
    engine: Callable[[], Engine]
    cache: LayoutCache | None = None
    languages: Sequence[str] = tuple(LANGUAGES)
    time_limit_s: float = TIME_LIMIT_S
    is_simple: bool = False
    """Draws in plain rows, without asking Graphviz."""

    def from_cache(self, diagram: Diagram) -> Picture | None:
        """The picture if its layout is kept; asks no process."""
        if self.is_simple:
            return None
        request = layout_request(diagram, self.languages, self.measurer)
        return self._kept(request, request.digest)

    def _kept(self, request: LayoutRequest, digest: str) -> Picture | None:
        """What the cache has; an entry that does not fit its request is as good as none."""
        text = self.cache.get(digest) if self.cache else None
        if text is None:
            return None
        try:
            return assemble(request, text)
        except LayoutError:
            return None

    def draw(self, diagram: Diagram, cancelled: Flag | None = None) -> Picture:
        """The picture, laid out anew if it must be. Raises LayoutError or Cancelled."""
        request = layout_request(diagram, self.languages, self.measurer)
        if self.is_simple:
            from calcviewer.layout.simple import simple_plain  # rarely needed

            return assemble(request, simple_plain(request))
        digest = request.digest
        if kept := self._kept(request, digest):
            return kept
        text = lay_out(self.engine(), dot_text(request), self.time_limit_s, cancelled)
        picture = assemble(request, text)
        if self.cache:  # only what makes a picture is worth keeping
            self.cache.put(digest, text)
        return picture
