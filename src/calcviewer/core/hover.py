"""What there is to say of the thing at a place of the text: what a field means, what an id is called."""

from dataclasses import dataclass

from calcviewer.core.completion import ELEMENTS
from calcviewer.core.known import Known
from calcviewer.core.links import Goal, Link, goal, links
from calcviewer.core.model import LANGUAGES
from calcviewer.core.schema import DIAGRAM, LIBRARY, Field, Hint, Kind
from calcviewer.core.where import Where, where
from calcviewer.i18n import _


@dataclass(frozen=True)
class Hover:
    """A title and some words for the characters from `start` to `end`."""

    title: str
    words: str
    start: int
    end: int


def hover(text: str, index: int, known: Known, language: str, *, is_library: bool = False) -> Hover | None:
    """What to say of what stands at `index`; None if there is nothing to say."""
    here = where(text, index, LIBRARY if is_library else DIAGRAM)
    word = text[here.start : here.end]
    if link := link_at(text, here, index):
        title, words = _target(goal(link.target), known, language)
        return Hover(title or link.target, words, link.start, link.end) if title or words else None
    title, words = _of_key(here, word, known, language) if here.is_key else _of_value(here, word, known, language)
    return Hover(title, words, here.start, here.end) if title else None


def link_at(text: str, here: Where, index: int) -> Link | None:
    """The link of a Markdown text whose target is around `index`, with the indices of the whole file."""
    if not here.is_text:
        return None
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    line = text[start : end if end >= 0 else len(text)]
    found = (Link(start + each.start, start + each.end, each.target) for each in links(line))
    return next((each for each in found if each.start <= index <= each.end), None)


def _target(target: Goal, known: Known, language: str) -> tuple[str, str]:
    if target.kind == "term":
        term = known.file.glossary.get(target.id)
        return (term.label.get(language), term.definition.get(language)) if term else ("", "")
    title = known.titles[target.diagram].get(language) if target.diagram in known.titles else ""
    if target.kind != "step":
        return title, ""
    if not target.diagram:
        return known.label(target.id, language), ""
    label = known.labels_of(target.diagram).get(target.id)
    return (label.get(language), title) if label else ("", "")


def _of_key(here: Where, word: str, known: Known, language: str) -> tuple[str, str]:
    slot = here.slot
    if slot.kind is Kind.RECORD and slot.record:
        row = slot.record.field(word)
        if row is None and slot.row and slot.row.kind is Kind.ARROWS:
            return known.label(word, language), _(slot.row.help)
        return (_(row.label), _(row.help)) if row else ("", "")
    if slot.kind is Kind.TEXT:
        return LANGUAGES.get(word, ""), ""
    return (known.label(word, language), _(slot.row.label)) if slot.row else ("", "")


def _of_value(here: Where, word: str, known: Known, language: str) -> tuple[str, str]:
    row = here.slot.row
    if row is None:
        return "", ""
    word = word.strip("\"'")
    if row.choices and word in row.choices:
        return _(row.choices[word]), f"{_(row.label)}: {_(row.help)}"
    title = _name(row, word, known, language) if word else ""
    return (title, _(row.label)) if title else (_(row.label), _(row.help))


def _name(row: Field, word: str, known: Known, language: str) -> str:
    """What a word that names something stands for; '' if it names nothing."""
    if row.hint in ELEMENTS:
        return known.label(word, language)
    if row.hint is Hint.FACTS:
        return known.file.facts[word].get(language) if word in known.file.facts else ""
    if row.hint is Hint.REFS:
        own = known.diagram.refs if known.diagram else {}
        ref = own.get(word) or known.file.refs.get(word)
        return ref.text if ref else ""
    is_place = row.hint is Hint.PLACES or row.name == "diagrams"
    return ": ".join(filter(None, _target(goal(word), known, language))) if is_place else ""
