"""Full-text search over labels and explanations of every diagram, in every language at once."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from calcviewer.core.model import Diagram, Text

_MARKDOWN_LINK = re.compile(r"\]\([^()\s]*\)")
_SNIPPET_BEFORE, _SNIPPET_AFTER = 30, 70


@dataclass(frozen=True, slots=True)
class Passage:
    """One searchable text: whose it is, what it is called, and its words."""

    diagram: str
    element: str
    label: Text
    language: str
    words: str
    is_label: bool


@dataclass(frozen=True)
class Hit:
    """A find: the element, its name, and the surroundings of the word where it was found in an explanation."""

    diagram: str
    element: str
    label: Text
    language: str
    snippet: str = ""


def fold(text: str) -> str:
    """`text` without case, accents and punctuation: what a reader types is found however it is written."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def without_marks(markdown: str) -> str:
    """The words of a Markdown text, without emphasis and without the targets of links."""
    return _MARKDOWN_LINK.sub("", markdown).replace("[", "").replace("*", "")


def passages(diagram: Diagram) -> tuple[Passage, ...]:
    """Everything that can be found in one diagram."""
    return tuple(passage for source in _sources(diagram) for passage in _passages(diagram.id, *source))


def fact_passages(facts: Mapping[str, Text]) -> tuple[Passage, ...]:
    """The statements of the source text; they belong to no diagram, and their element is the id of the fact."""
    named = ((Text((("", fact),)), fact, text) for fact, text in facts.items())
    return tuple(passage for label, fact, text in named for passage in _passages("", fact, label, (text,)))


class SearchIndex:
    """Passages ready to be searched. Those of one element must follow each other, as `passages` gives them."""

    def __init__(self, found: Iterable[Passage]) -> None:
        every = tuple(found)
        self._labels = _Block([passage for passage in every if passage.is_label])
        self._texts = _Block([passage for passage in every if not passage.is_label])

    def search(self, query: str, limit: int = 100) -> tuple[Hit, ...]:
        """The elements in which every word of `query` occurs, the best first: a label's beginning, a word's, the rest.

        An element appears once. An empty query finds nothing.
        """
        words = fold(query).split()
        if not words:
            return ()
        best: dict[tuple[str, str], Passage] = {}
        for passage in self._ranked(words):
            best.setdefault((passage.diagram, passage.element), passage)
            if len(best) >= limit:
                break
        return tuple(_hit(passage, words[0]) for passage in best.values())

    def _ranked(self, words: Sequence[str]) -> Iterator[Passage]:
        """What has all the words, the best first; the same passage may come again later."""
        inside, at_word = words[0], f" {words[0]}"
        yield from self._labels.having((f"{_START}{' '.join(words)}",))
        for block in (self._labels, self._texts):
            rest = words[1:]
            yield from block.having((at_word, *rest))
            yield from block.having((inside, *rest))


_START = "\n "
"""Stands before each passage of a block, so that its first word begins with a blank like every other."""


class _Block:
    """The folded passages as one text, which is searched far faster than many small ones."""

    def __init__(self, found: Sequence[Passage]) -> None:
        self._passages = tuple(found)
        lines = [f"{_START}{fold(passage.words)}" for passage in found]
        self._text = "".join(lines)
        self._ends = array("Q", accumulate(map(len, lines)))

    def having(self, parts: Sequence[str]) -> Iterator[Passage]:
        """The passages in which all these parts occur, in order; what is looked for first is the rarest part."""
        text, ends = self._text, self._ends
        rarest = min(parts, key=text.count) if len(parts) > 1 else parts[0]
        others = [part for part in parts if part != rarest]
        at = text.find(rarest)
        while at >= 0:
            row = bisect_right(ends, at)
            start, end = ends[row - 1] if row else 0, ends[row]
            if all(text.find(part, start, end) >= 0 for part in others):
                yield self._passages[row]
            at = text.find(rarest, end)


def _sources(diagram: Diagram) -> Iterator[tuple[str, Text, tuple[Text, ...]]]:
    cells = [text for row in diagram.table.rows for text in row.cells] if diagram.table else []
    yield "", diagram.title, (diagram.summary, *cells)
    for node in diagram.nodes:
        yield node.id, node.label, (node.text,)
    for treatment in diagram.treatments:
        yield treatment.id, treatment.label, (treatment.text, treatment.caution)
    for edge in diagram.edges:
        yield edge.id, diagram.arrow_label(edge), (edge.text,)


def _passages(diagram: str, element: str, label: Text, texts: tuple[Text, ...]) -> Iterator[Passage]:
    is_arrow = " -> " in element
    for language, words in label.values:
        if not is_arrow:
            yield Passage(diagram, element, label, language, words, True)
    for text in texts:
        for language, words in text.values:
            yield Passage(diagram, element, label, language, without_marks(words), False)


def _hit(passage: Passage, word: str) -> Hit:
    snippet = "" if passage.is_label else _snippet(passage.words, word)
    return Hit(passage.diagram, passage.element, passage.label, passage.language, snippet)


def _snippet(words: str, word: str) -> str:
    """The surroundings of `word`. Folding changes lengths, so the place is found word by word."""
    shown = words.split()
    at = next((i for i, part in enumerate(shown) if word in fold(part)), 0)
    before, after = " ".join(shown[:at]), " ".join(shown[at:])
    start = f"… {before[-_SNIPPET_BEFORE:].split(' ', 1)[-1]} " if len(before) > _SNIPPET_BEFORE else f"{before} "
    end = after if len(after) <= _SNIPPET_AFTER else f"{after[:_SNIPPET_AFTER].rsplit(' ', 1)[0]} …"
    return (start + end).strip()
