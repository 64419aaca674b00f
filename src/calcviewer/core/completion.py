"""What could be typed where the cursor stands: keys, words of a list, ids by their labels, links, snippets.

Matching is predictable: what begins with the typed letters comes first, then what has a word that begins with them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calcviewer.core.known import Known, Written, written
from calcviewer.core.model import LANGUAGES
from calcviewer.core.schema import DIAGRAM, LIBRARY, Field, Hint, Kind
from calcviewer.core.snippets import snippets_at
from calcviewer.core.where import LISTS, NO_SLOT, Where, where
from calcviewer.i18n import _

LIMIT = 200
_WORD = re.compile(r"[^\W_]+")
_OPEN_TARGET = re.compile(r"\]\((?P<target>[^\s()]*)\Z")
_OPEN_WORDS = re.compile(r"\[(?P<words>[^\[\]()]*)\Z")
_LAST_WORD = re.compile(r"[^\W\d_]{3,}\Z")
_REST_OF_TARGET = re.compile(r"[^\s()]*")
ELEMENTS: Mapping[Hint, tuple[str, ...]] = {
    **dict.fromkeys((Hint.STEPS, Hint.CAUSES, Hint.ARROWS), ("steps",)),
    Hint.PARTS: ("steps", "arrows"),
    Hint.ELEMENTS: ("steps", "arrows", "treatments"),
}
"""Which ids of the file can be named in a field with that hint."""


@dataclass(frozen=True)
class Suggestion:
    """What can be put in place of the characters from `start` to `end`.

    `label` is what it is called in the user's language, `help` what the field means; `stops` are the places in
    `insert` to fill in next. Suggestions come in the order of `rank`.
    """

    insert: str
    label: str = ""
    help: str = ""
    rank: int = 0
    start: int = 0
    end: int = 0
    stops: tuple[tuple[int, int], ...] = ()

    @property
    def shown(self) -> str:
        """Its first words in a list."""
        return self.insert.strip().split("\n")[0].rstrip(":")


@dataclass(frozen=True)
class _Place:
    """Everything that suggestions are made from."""

    text: str
    index: int
    where: Where
    known: Known
    language: str
    written: Written
    languages: Sequence[str]


def suggestions(
    text: str, index: int, known: Known, language: str, *, is_library: bool = False
) -> tuple[Suggestion, ...]:
    """What could stand at `index`, the best first; `language` is that in which labels are shown."""
    found = where(text, index, LIBRARY if is_library else DIAGRAM)
    if found.slot == NO_SLOT:
        return ()
    place = _Place(text, index, found, known, language, written(text), known.file.languages or tuple(LANGUAGES))
    if found.is_text:
        return tuple(_in_text(place))[:LIMIT]
    matched = _matching(_candidates(place), found.prefix)
    here = (replace(each, start=found.start, end=found.end) for each in matched)
    return tuple(sorted(here, key=lambda each: each.rank))[:LIMIT]


def _matching(candidates: Iterable[Suggestion], prefix: str) -> Iterator[Suggestion]:
    """Those that fit what was typed, with the rank that this gives them."""
    typed = prefix.strip().casefold()
    for number, each in enumerate(candidates):
        fit = _fit(typed, each.shown.casefold(), each.label.casefold())
        if fit is not None:
            yield replace(each, rank=(each.rank + fit) * 10_000 + number)


def _fit(typed: str, shown: str, label: str) -> int | None:
    """How well a candidate fits: 0 begins so, 1 its label does, 2 a word of either does; None: not at all."""
    if shown.startswith(typed):
        return 0
    if label.startswith(typed):
        return 1
    is_inside = any(words[at.start() :].startswith(typed) for words in (shown, label) for at in _WORD.finditer(words))
    return 2 if is_inside else None


def _candidates(place: _Place) -> Iterator[Suggestion]:
    here = place.where
    if here.is_key:
        yield from _keys(place)
    row = here.slot.row
    if row is not None and (not here.is_key or row.kind is Kind.ARROWS):
        yield from _values(place, row)
    for filled in snippets_at(here, place.languages):
        yield Suggestion(filled.words, _(filled.name), _("A piece to fill in"), 20, stops=filled.stops)


def _keys(place: _Place) -> Iterator[Suggestion]:
    here = place.where
    slot = here.slot
    if slot.kind is Kind.RECORD and slot.record:
        rows = [row for row in slot.record.fields if row.name not in here.present]
        for row in sorted(rows, key=lambda row: not row.required):
            yield Suggestion(_key(row, place), _(row.label), _(row.help), 0 if row.required else 10)
    elif slot.kind is Kind.TEXT:
        for code in place.languages:
            if code not in here.present:
                yield Suggestion(_rest(f"{code}: ", place), LANGUAGES.get(code, code))
    elif slot.kind is Kind.TEXT_MAP and here.path[-1:] == ("cells",):
        for column in place.written.columns:
            if column not in here.present:
                yield Suggestion(_rest(f"{column}: ", place), place.known.label(column, place.language))


def _key(row: Field, place: _Place) -> str:
    """A key with its colon and what follows: a new, deeper line where a block does."""
    is_deep = row.kind in (Kind.RECORD_MAP, Kind.RECORDS, Kind.ARROWS, Kind.RECORD, Kind.TEXT_MAP, Kind.TEXTS)
    if not is_deep or place.where.is_flow:
        return _rest(f"{row.name}: ", place)
    dash = "- " if row.kind in LISTS else ""
    return _rest(f"{row.name}:\n{' ' * (place.where.column + 2)}{dash}", place)


def _rest(words: str, place: _Place) -> str:
    """Only the word where its colon stands already."""
    follows = place.text[place.where.end : place.where.end + 1]
    return words.partition(":")[0] if follows == ":" else words


def _values(place: _Place, row: Field) -> Iterator[Suggestion]:
    here = place.where
    before = place.text[place.text.rfind("\n", 0, here.start) + 1 : here.start]
    form = "{}"
    if here.slot.kind in LISTS and not here.is_flow and not here.quote:
        is_one = row.kind in (Kind.ONE_OR_STRINGS, Kind.CHOICES)
        form = "- {}" if not before.strip() else "{}" if is_one else "[{}]"
    for each in _words(place, row):
        yield replace(each, insert=form.format(each.insert), help=each.help or _(row.help))


def _words(place: _Place, row: Field) -> Iterator[Suggestion]:
    if row.choices:
        yield from (Suggestion(word, _(name)) for word, name in row.choices.items())
    if row.kind is Kind.FLAG:
        yield from (Suggestion("true", _("Yes")), Suggestion("false", _("No")))
    elif row.hint in ELEMENTS:
        yield from _elements(place, ELEMENTS[row.hint])
    elif source := _SOURCES.get(row.hint) or _SOURCES.get(row.name):
        yield from source(place)


def _elements(place: _Place, sources: Sequence[str]) -> Iterator[Suggestion]:
    diagram = place.known.diagram
    read = {
        "steps": tuple(node.id for node in diagram.nodes) if diagram else (),
        "arrows": tuple(edge.id for edge in diagram.edges) if diagram else (),
        "treatments": tuple(item.id for item in diagram.treatments) if diagram else (),
    }
    for source in sources:
        ids = dict.fromkeys(
            (*getattr(place.written, source), *(() if getattr(place.written, source) else read[source]))
        )
        for element_id in ids:
            yield Suggestion(element_id, place.known.label(element_id, place.language))


def _facts(place: _Place) -> Iterator[Suggestion]:
    for fact, words in place.known.file.facts.items():
        yield Suggestion(fact, words.get(place.language))


def _refs(place: _Place) -> Iterator[Suggestion]:
    own = place.known.diagram.refs if place.known.diagram else {}
    both = {**place.known.file.refs, **own}
    for ref in dict.fromkeys((*place.written.refs, *both)):
        yield Suggestion(ref, both[ref].text if ref in both else "")


def _diagrams(place: _Place) -> Iterator[Suggestion]:
    for name, title in place.known.titles.items():
        yield Suggestion(name, title.get(place.language))


def _places(place: _Place) -> Iterator[Suggestion]:
    """Diagrams, or once there is a ``#`` the steps of one."""
    diagram, mark, _step = place.where.prefix.partition("#")
    if not mark:
        yield from _diagrams(place)
        return
    for step, label in place.known.labels_of(diagram).items():
        yield Suggestion(f"{diagram}#{step}", label.get(place.language))


def _codes(_place: _Place) -> Iterator[Suggestion]:
    yield from (Suggestion(code, name) for code, name in LANGUAGES.items())


def _formats(_place: _Place) -> Iterator[Suggestion]:
    yield Suggestion("1")


_SOURCES: Mapping[Hint | str, Callable[[_Place], Iterator[Suggestion]]] = {
    Hint.FACTS: _facts,
    Hint.REFS: _refs,
    Hint.PLACES: _places,
    "diagrams": _diagrams,
    "languages": _codes,
    "format": _formats,
}
"""Where the words for a field come from, by its hint or else by its name, if they are no ids of the file itself."""


def _in_text(place: _Place) -> Iterator[Suggestion]:
    """Inside words for the reader: where a link leads, or words of the glossary."""
    line_start = place.text.rfind("\n", 0, place.index) + 1
    head = place.text[line_start : place.index]
    if target := _OPEN_TARGET.search(head):
        yield from _targets(place, line_start + target.start("target"), target["target"])
    elif opened := _OPEN_WORDS.search(head):
        yield from _terms(place, line_start + opened.start(), opened["words"])
    elif word := _LAST_WORD.search(head):
        yield from _terms(place, line_start + word.start(), word[0])


def _targets(place: _Place, start: int, typed: str) -> Iterator[Suggestion]:
    """The targets of a link: this diagram's steps, words of the glossary, diagrams and their steps."""
    rest = _REST_OF_TARGET.match(place.text, place.index)
    end = rest.end() if rest else place.index
    close = "" if place.text[end : end + 1] == ")" else ")"
    for each in sorted(_matching(_all_targets(place, typed), typed), key=lambda each: each.rank):
        yield replace(each, insert=f"{each.insert}{close}", start=start, end=end)


def _all_targets(place: _Place, typed: str) -> Iterator[Suggestion]:
    language = place.language
    diagram, mark, _step = typed.partition("#")
    if diagram and mark:
        for step, label in place.known.labels_of(diagram).items():
            yield Suggestion(f"{diagram}#{step}", label.get(language))
        return
    for each in _elements(place, ("steps", "treatments")):
        yield replace(each, insert=f"#{each.insert}")
    for name, term in place.known.file.glossary.items():
        yield Suggestion(f"term:{name}", term.label.get(language), term.definition.get(language))
    yield from _diagrams(place)


def _terms(place: _Place, start: int, typed: str) -> Iterator[Suggestion]:
    """Words of the glossary as whole links; in the language of the text in which they are typed."""
    code = str(place.where.path[-1])
    found = []
    for name, term in place.known.file.glossary.items():
        label = term.label.get(code if term.label.has(code) else place.language)
        fit = _fit(typed.casefold(), label.casefold(), name)
        if fit is not None:
            words = f"[{label}](term:{name})"
            found.append(Suggestion(words, label, term.definition.get(place.language), fit, start, place.index))
    yield from sorted(found, key=lambda each: (each.rank, each.label))
