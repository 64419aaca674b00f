"""What can be named in a diagram file: ids with their labels, from the text as it is typed and from the library."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from calcviewer.core.library import Library
from calcviewer.core.model import Diagram, LibraryFile, Node, Text, Treatment, edge_id
from calcviewer.core.names import ARROW, arrow_parts

_ENTRY = re.compile(r"( +)([A-Za-z0-9][\w.-]*) *:(?=\s|$)")
_CHAIN = re.compile(r" *- +([^#{\[\"']*->[^#\n]*)")
_ENDS = re.compile(r"\bfrom: *([a-z0-9-]+)(?:\s*\n? *,? *to: *([a-z0-9-]+))")


def _no_labels(_: str) -> Mapping[str, Text]:
    return {}


@dataclass(frozen=True)
class Known:
    """What a file may name beside what its own text says: the last diagram that could be read, and the library.

    `titles` are those of the other diagrams, `labels_of` gives the steps and treatments of one of them.
    """

    diagram: Diagram | None = None
    file: LibraryFile = field(default_factory=LibraryFile)
    titles: Mapping[str, Text] = field(default_factory=dict)
    labels_of: Callable[[str], Mapping[str, Text]] = _no_labels

    def label(self, element_id: str, language: str) -> str:
        """The label of a step, treatment or arrow; '' where the diagram that was read last has none."""
        if self.diagram is None:
            return ""
        if ARROW in element_id:
            parts = (self.label(part, language) or part for part in arrow_parts(element_id))
            return f" {ARROW} ".join(parts)
        found = self.diagram.node_by_id.get(element_id) or self.diagram.treatment_by_id.get(element_id)
        return found.label.get(language) if found else ""


def known(library: Library, diagram: Diagram | None) -> Known:
    """What a diagram of a library may name; other diagrams are read when their steps are asked for."""

    def labels_of(name: str) -> Mapping[str, Text]:
        found = library.load(name).diagram if name in library.paths else None
        items: tuple[Node | Treatment, ...] = (*found.nodes, *found.treatments) if found else ()
        return {item.id: item.label for item in items}

    titles = {name: library.title(name) for name in library.paths}
    return Known(diagram, library.file, titles, labels_of)


@dataclass(frozen=True)
class Written:
    """The ids that a text defines at the moment, whether the rest of it can be read or not."""

    steps: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def written(text: str) -> Written:
    """Looks through the sections of a text."""
    sections = _sections(text)
    return Written(
        steps=tuple(_entries(sections.get("nodes", ""))),
        treatments=tuple(_entries(sections.get("treatments", ""))),
        arrows=tuple(dict.fromkeys(_arrows(sections.get("edges", "")))),
        refs=tuple(_entries(sections.get("refs", ""))),
        columns=tuple(_columns(sections.get("table", ""))),
    )


def _sections(text: str) -> dict[str, str]:
    """The texts under the keys at the margin."""
    found: dict[str, str] = {}
    starts = [*re.finditer(r"^(\w[\w-]*):", text, re.MULTILINE)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        found.setdefault(start[1], text[start.end() : end])
    return found


def _entries(section: str) -> Iterator[str]:
    """The keys of the least indentation."""
    least = ""
    for line in section.split("\n"):
        if line[:1] == " " and (found := _ENTRY.match(line)):
            least = least or found[1]
            if found[1] == least:
                yield found[2]


def _arrows(section: str) -> Iterator[str]:
    for line in section.split("\n"):
        if ARROW in line and (chain := _CHAIN.match(line)):
            parts = arrow_parts(chain[1])
            yield from (edge_id(*pair) for pair in pairwise(parts) if all(pair))
    for ends in _ENDS.finditer(section):
        yield edge_id(ends[1], ends[2])


def _columns(section: str) -> Iterator[str]:
    found = re.search(r"columns: *\[([^\]\n]*)", section)
    if found:
        yield from (word.strip() for word in found[1].split(",") if word.strip())
