"""The shipped library as the tests here see it, and every text of it with the place where it stands."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from calcviewer import paths
from calcviewer.core.library import Library, open_library
from calcviewer.core.model import Diagram, Edge, Element, Node, Text, Treatment

LANGUAGES = ("en", "id")

_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Written(NamedTuple):
    """A text: `kind` says what sort it is (one row of the table of lengths), `place` where it stands."""

    place: str
    kind: str
    text: Text


@cache
def library() -> Library:
    return open_library(paths.shipped_library())


@cache
def diagrams() -> Mapping[str, Diagram]:
    return {diagram.id: diagram for diagram in library().diagrams()}


def elements(diagram: Diagram) -> tuple[Element, ...]:
    """What can carry facts and references."""
    return (*diagram.nodes, *diagram.edges, *diagram.treatments)


@cache
def all_texts() -> tuple[Written, ...]:
    """Every text of the library and of its diagrams that a reader can come to see."""
    return (*_of_library(), *(written for diagram in diagrams().values() for written in _of_diagram(diagram)))


def plain(markdown: str) -> str:
    """The words of a Markdown text without the targets of its links and without emphasis."""
    return _LINK_TARGET.sub("", markdown).replace("[", "").replace("*", "")


def words(markdown: str) -> list[str]:
    """The words that a reader reads; a word with a hyphen is one word."""
    return _WORD.findall(plain(markdown))


def targets(markdown: str) -> list[str]:
    """Where the links of a text lead."""
    return [found[2:-1] for found in _LINK_TARGET.findall(markdown)]


def _of_library() -> Iterator[Written]:
    file = library().file
    yield Written("library title", "title", file.title)
    yield Written("library source", "source", file.source)
    for heading in file.headings:
        yield Written(f"heading {heading.diagrams[0]}", "title", heading.heading)
    for fact, text in file.facts.items():
        yield Written(f"fact {fact}", "fact", text)
    for term in file.glossary.values():
        yield Written(f"term {term.id}", "label", term.label)
        yield Written(f"definition of {term.id}", "definition", term.definition)


def _of_diagram(diagram: Diagram) -> Iterator[Written]:
    yield Written(f"{diagram.id} title", "title", diagram.title)
    yield Written(f"{diagram.id} summary", "summary", diagram.summary)
    for number, objective in enumerate(diagram.objectives, 1):
        yield Written(f"{diagram.id} objective {number}", "objective", objective)
    for element in elements(diagram):
        for kind, text in _of_element(element):
            yield Written(f"{diagram.id}#{element.id} {kind}", kind, text)
    for group in diagram.groups:
        yield Written(f"{diagram.id} group {group.id}", "label", group.label)
    for row in diagram.table.rows if diagram.table else ():
        name = row.label.get("en")
        yield Written(f"{diagram.id} row {name}", "label", row.label)
        for column, cell in zip(diagram.table.columns if diagram.table else (), row.cells, strict=True):
            yield Written(f"{diagram.id} row {name}: {column}", "cell", cell)
    for number, stop in enumerate(diagram.tour, 1):
        yield Written(f"{diagram.id} stop {number}", "stop", stop.text)
    yield from _of_quiz(diagram)


def _of_element(element: Element) -> Iterator[tuple[str, Text]]:
    match element:
        case Node():
            yield "label", element.label
            yield "step", element.text
            if element.image:
                yield "alt", element.image.alt
        case Edge():
            yield "arrow", element.text
        case Treatment():
            yield "label", element.label
            yield "note", element.text
            yield "caution", element.caution


def _of_quiz(diagram: Diagram) -> Iterator[Written]:
    for number, question in enumerate(diagram.quiz, 1):
        place = f"{diagram.id} question {number}"
        yield Written(f"{place} ask", "ask", question.ask)
        yield Written(f"{place} why", "why", question.why)
        for choice in (*question.choices, *question.order):
            yield Written(f"{place} choice", "choice", choice)
