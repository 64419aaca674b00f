"""What reading a file gives: the values that hold it, and what was wrong with it."""

from collections.abc import Mapping
from typing import NamedTuple

from calcviewer.core.model import NO_TEXT, Diagram, Element, LibraryFile, Node, Text, Treatment
from calcviewer.core.problems import Problem, Span

NO_SPANS: Mapping[str, Span] = {}


class LoadResult(NamedTuple):
    """What a diagram file holds. `diagram` is None if the text cannot be understood at all.

    `spans` gives the place of each value by its path (``nodes.stasis.label``, ``edges[3]``, ``tour[0]``), the parts of
    steps, arrows and treatments also by id (``stasis``, ``stasis -> thrombus.text``), of links as ``path(target)``.
    `links` are the paths of links. Where a step is called like a field (``title``), the step has that name.
    """

    diagram: Diagram | None
    problems: tuple[Problem, ...]
    spans: Mapping[str, Span] = NO_SPANS
    links: tuple[str, ...] = ()


class LibraryResult(NamedTuple):
    """What a library file holds; `file` is None if the text cannot be understood at all."""

    file: LibraryFile | None
    problems: tuple[Problem, ...]
    spans: Mapping[str, Span] = NO_SPANS


class Card(NamedTuple):
    """What the rest of a library has to know of a diagram: its title, (concept, step or treatment), (fact, element).

    A concept is what an element names as such, or its own id where it names none.
    """

    title: Text = NO_TEXT
    concepts: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def card_of(diagram: Diagram | None) -> Card:
    """The card of a diagram; an empty one where there is none."""
    if diagram is None:
        return Card()
    named: tuple[Node | Treatment, ...] = (*diagram.nodes, *diagram.treatments)
    elements: tuple[Element, ...] = (*diagram.nodes, *diagram.edges, *diagram.treatments)
    concepts = tuple((element.concept or element.id, element.id) for element in named)
    return Card(diagram.title, concepts, tuple((fact, element.id) for element in elements for fact in element.facts))
