"""A path or a loop that can be lit, as a value. No Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from calcviewer.core.in_words import chain, label
from calcviewer.core.loops import Loops, is_negative
from calcviewer.core.model import Diagram, edge_id
from calcviewer.core.pathways import Paths
from calcviewer.i18n import N_, _, ngettext

DRIVING, HOLDING = "driving", "holding"
LOOPS: Mapping[str, str] = {
    DRIVING: N_("A loop that drives itself: {chain}."),
    HOLDING: N_("A loop that holds itself back: {chain}."),
}


@dataclass(frozen=True)
class Way:
    """Steps joined by arrows, in order. `loop` says the sort of a loop; its first step then is its last one too."""

    steps: tuple[str, ...]
    loop: str = ""

    @property
    def arrows(self) -> tuple[str, ...]:
        """The ids of its arrows, in order."""
        return tuple(edge_id(*pair) for pair in pairwise(self.steps))

    @property
    def elements(self) -> tuple[str, ...]:
        """Its steps and arrows."""
        return (*self.steps, *self.arrows)

    def is_in(self, diagram: Diagram) -> bool:
        """Whether a diagram has all of it."""
        return all(diagram.element(element) for element in self.elements)

    def sentence(self, diagram: Diagram, language: str) -> str:
        """What is lit, on one line."""
        if self.loop:
            return _(LOOPS[self.loop]).format(chain=chain(diagram, self.steps, language))
        count, start, end = len(self.arrows), *(label(diagram, self.steps[i], language) for i in (0, -1))
        words = ngettext(
            "A path of {n} arrow from “{start}” to “{end}”.", "A path of {n} arrows from “{start}” to “{end}”.", count
        )
        return words.format(n=count, start=start, end=end)


def ways_of_paths(paths: Paths) -> tuple[Way, ...]:
    """Each path as a way."""
    return tuple(Way(path) for path in paths.found)


def ways_of_loops(diagram: Diagram, loops: Loops) -> tuple[Way, ...]:
    """Each loop as a way that comes back to its first step."""
    return tuple(Way((*loop, loop[0]), HOLDING if is_negative(diagram, loop) else DRIVING) for loop in loops.found)


def lit_by(ways: Iterable[Way]) -> frozenset[str]:
    """Everything on any of these ways."""
    return frozenset(element for way in ways for element in way.elements)
