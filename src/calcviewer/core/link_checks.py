"""Whether links, facts and references lead somewhere: inside one file while it is read, and across a library."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from calcviewer.core.block import WrittenText
from calcviewer.core.links import Goal, Link, goal, links
from calcviewer.core.model import Diagram, Element, LibraryFile
from calcviewer.core.places import Places as Lines
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.report import Report
from calcviewer.core.result import LoadResult
from calcviewer.core.spans import Note, Places

LINK_LIMIT = 5_000
"""So many links of one file are looked at; no file that somebody wrote has more."""


class LinkCheck:
    """Looks at the links inside one file: `elements` are the ids that ``#id`` can name; without `terms` any word does.

    The place of each link is noted in the report as ``path(target)``; `found` holds these paths, for `across_library`.
    """

    def __init__(self, text: str, elements: Collection[str], terms: Collection[str] | None, report: Report) -> None:
        self._lines = Lines(text)
        self._elements = elements
        self._terms = terms
        self._report = report
        self.found: dict[str, None] = {}

    def check(self, texts: Iterable[WrittenText]) -> None:
        """Reports the links that cannot be right."""
        rest = LINK_LIMIT
        for text in texts:
            found = tuple(islice(links(text.words), rest))
            rest -= len(found)
            spans = _LinkSpans(self._lines, text, found)
            for number, link in enumerate(found):
                path = link_path(text.path, link.target)
                self.found[path] = None
                self._report.note(spans.note(number, path))
                self._check_one(goal(link.target), path, link.target)

    def _check_one(self, target: Goal, path: str, words: str) -> None:
        if target.kind == "unsafe":
            self._report.problem("W014", path, target=words)
        elif target.kind == "wrong":
            self._report.problem("E076", path, target=words)
        elif target.kind == "step" and not target.diagram:
            _look_up(self._report, "E075", path, target.id, self._elements, "#")
        elif target.kind == "term" and self._terms is not None:
            _look_up(self._report, "E078", path, target.id, self._terms, "term:")


class _LinkSpans:
    """Where the links of one text stand in the file, looked for when somebody asks."""

    def __init__(self, lines: Lines, text: WrittenText, found: tuple[Link, ...]) -> None:
        self._lines = lines
        self._around = text.span
        self._found = found

    def note(self, number: int, path: str) -> Note:
        """Gives a link its path."""

        def note(places: Places) -> None:
            places[path] = (None, self._spans[number])

        return note

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        lines, around = self._lines, self._around
        start, end = lines.offset(around.line, around.column), lines.offset(around.end_line, around.end_column)
        spans = []
        for link in self._found:
            index = lines.text.find(link.target, start, end)
            start = index + len(link.target) if index >= 0 else start
            spans.append(lines.span(index, start) if index >= 0 else around)
        return tuple(spans)


def link_path(path: str, target: str) -> str:
    """The path of a link inside the text at `path`."""
    return f"{path}({target})"


def across_library(
    result: LoadResult, diagrams: Mapping[str, Collection[str]], library: LibraryFile
) -> tuple[Problem, ...]:
    """The links of a diagram to other diagrams, words, facts and references that do not exist."""
    diagram = result.diagram
    if diagram is None:
        return ()
    report = Report()
    report.know(result.spans)
    for path in result.links:
        target = path[path.rindex("(") + 1 : -1]
        _check_goal(report, path, goal(target), diagrams, library)
    refs = {*library.refs, *diagram.refs}
    elements: tuple[Element, ...] = (*diagram.nodes, *diagram.edges, *diagram.treatments)
    for element in elements:
        for index, fact in enumerate(element.facts):
            if fact not in library.facts:
                _look_up(report, "E079", f"{element.id}.facts[{index}]", fact, library.facts)
        for index, ref in enumerate(element.refs):
            if ref not in refs:
                _look_up(report, "E080", f"{element.id}.refs[{index}]", ref, {**library.refs, **diagram.refs})
    for path, word in _see_also(diagram):
        _check_goal(report, path, goal(word), diagrams, library)
    return report.problems


def _see_also(diagram: Diagram) -> Iterator[tuple[str, str]]:
    for node in diagram.nodes:
        for index, word in enumerate(node.see_also):
            yield f"{node.id}.see-also[{index}]", word


def _check_goal(
    report: Report, path: str, target: Goal, diagrams: Mapping[str, Collection[str]], library: LibraryFile
) -> None:
    if target.kind == "term":
        _look_up(report, "E078", path, target.id, library.glossary, "term:")
    elif target.diagram and target.diagram not in diagrams:
        rest = f"#{target.id}" if target.id else ""
        _look_up(report, "E077", path, target.diagram, diagrams, after=rest)
    elif target.diagram and target.kind == "step":
        _look_up(report, "E075", path, target.id, diagrams[target.diagram], f"{target.diagram}#")


def _look_up(
    report: Report, code: str, path: str, word: str, known: Collection[str], before: str = "", after: str = ""
) -> None:
    """A problem if the word is not known; its fix keeps what stands `before` and `after` the word."""
    if word in known:
        return
    guess = report.guess(word, known)
    place = report.value_place(path)
    fix = Fix(place, f"{before}{guess}{after}") if guess and place and place.line == place.end_line else None
    report.problem(code, path, fix, id=word, suggestion=guess)
