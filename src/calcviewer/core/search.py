"""Full-text search over labels and explanations of every diagram, in every language at once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from calcviewer.core.model import Diagram, Text

_MARKDOWN_LINK = re.compile(r"\]\([^()\s]*\)")
_SNIPPET_BEFORE, _SNIPPET_AFTER = 30, 70


@dataclass(frozen=True)
class Passage:
    """One searchable text: whose it is, what it is called, and its words ready to be compared."""

    diagram: str
    element: str
    label: Text
    language: str
    words: str
    is_label: bool
    folded: str


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


def search(index: Iterable[Passage], query: str, limit: int = 100) -> tuple[Hit, ...]:
    """The elements in which every word of `query` occurs, the best first: a label's beginning, a word's, the rest.

    An element appears once. An empty query finds nothing.
    """
    words = fold(query).split()
    if not words:
        return ()
    best: dict[tuple[str, str], tuple[int, Passage]] = {}
    for passage in index:
        if all(word in passage.folded for word in words):
            key = (passage.diagram, passage.element)
            rank = _rank(passage, words)
            if key not in best or rank < best[key][0]:
                best[key] = (rank, passage)
    ordered = sorted(best.values(), key=lambda found: found[0])
    return tuple(_hit(passage, words[0]) for _, passage in ordered[:limit])


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
            yield Passage(diagram, element, label, language, words, True, fold(words))
    for text in texts:
        for language, words in text.values:
            bare = without_marks(words)
            yield Passage(diagram, element, label, language, bare, False, fold(bare))


def _rank(passage: Passage, words: list[str]) -> int:
    at_word = f" {words[0]}" in f" {passage.folded}"
    if not passage.is_label:
        return 3 if at_word else 4
    if passage.folded.startswith(" ".join(words)):
        return 0
    return 1 if at_word else 2


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
