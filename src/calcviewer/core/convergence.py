"""What diagrams have in common: the steps that stand for the same concept, and all diagrams merged on these concepts.

The merged diagram is made of what the diagrams say and adds nothing. What it leaves out so that it can be read from
the last row is the business of `_concepts`, `_first_ways` and `_drawn`.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from calcviewer.core.graph import CAUSAL, roots
from calcviewer.core.library import CONVERGENCE, MERGED_TITLE, Place
from calcviewer.core.model import Diagram, Edge, Node, Text, edge_id
from calcviewer.core.schema import EDGE_KINDS, ENTRY
from calcviewer.i18n import N_, in_language

MOST_CONCEPTS = 30
"""With an entry for each of some fifteen diagrams, as many boxes as one screen can hold and still be read."""
CARRIERS = 2
"""An arrow that fewer diagrams carry is drawn only where a concept would have no way in or no way on without it."""
THICKER, THICKEST = 0.2, 2.6
"""How much thicker each further diagram makes an arrow, and when that is enough."""
_STRENGTH = tuple(EDGE_KINDS)
_MARKUP = re.compile(r"([\\`*_\[\]<>#])")
_SUMMARY = N_(
    "Each diagram of this library enters at the step that it shares with others; from there on the ways are the same. "
    "An arrow names the diagrams that tell it, and is the thicker the more they are. "
    "Enter or a double click opens a diagram there."
)
_SHARED_BY = N_("In these diagrams:")
_OPEN = N_("Open this diagram")


@dataclass(frozen=True)
class Convergence:
    """The merged `diagram`: an entry for each diagram, a step for each shared concept.

    `places` tells, for each step and arrow of it, where the diagrams themselves say so.
    """

    diagram: Diagram
    places: Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True)
class _Way:
    """One diagram leads from `start`, a concept or its own entry, to the concept `end`; its `element` says so."""

    start: str
    end: str
    kind: str
    diagram: Diagram
    element: str


@dataclass(frozen=True)
class _Words:
    """Writes texts in every language at once."""

    languages: Sequence[str]

    def text(self, write: Callable[[str], str]) -> Text:
        return Text(tuple((language, write(language)) for language in self.languages))

    def message(self, message: str) -> Text:
        return self.text(lambda language: in_language(language, message))


def concept_of(node: Node) -> str:
    """The idea that a step stands for: the one it names, or its own id."""
    return node.concept or node.id


@dataclass(frozen=True)
class Shared:
    """A concept that two diagrams share, with the steps that stand for it: those of the one and those of the other."""

    concept: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


def shared(a: Diagram, b: Diagram) -> tuple[Shared, ...]:
    """What two diagrams share, in the order of `a`."""
    ours, theirs = _steps_by_concept(a), _steps_by_concept(b)
    return tuple(Shared(c, tuple(steps), tuple(theirs[c])) for c, steps in ours.items() if c in theirs)


def shared_concepts(a: Diagram, b: Diagram) -> tuple[tuple[str, str], ...]:
    """(step of `a`, step of `b`) for every concept that both have, each with each."""
    return tuple((mine, other) for found in shared(a, b) for mine in found.ours for other in found.theirs)


def _steps_by_concept(diagram: Diagram) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in diagram.nodes:
        found.setdefault(concept_of(node), []).append(node.id)
    return found


def converge(
    diagrams: Iterable[Diagram], languages: Sequence[str], names: Mapping[str, Text] = MappingProxyType({})
) -> Convergence:
    """All diagrams merged on their shared concepts; without any step where they share none.

    A concept has the name that `names` gives it, a word of the glossary; else the label that most of its steps have.
    """
    known = tuple(diagrams)
    concepts = _concepts(known)
    ways = _drawn([way for diagram in known for way in _ways(diagram, concepts)])
    words = _Words(languages)
    entries = [_entry(d, words) for d in known if any(way.start == entry_id(d) for way, *_ in ways.values())]
    steps = [_step(concept, places, words, names) for concept, places in concepts.items()]
    edges = [_arrow(found, words) for found in ways.values()]
    places = {concept: tuple(Place(d.id, node.id) for d, node in found) for concept, found in concepts.items()}
    places |= {entry_id(d): (Place(d.id),) for d in known}
    places |= {edge_id(*ends): tuple(Place(way.diagram.id, way.element) for way in w) for ends, w in ways.items()}
    merged = Diagram(
        CONVERGENCE,
        _Words(languages).message(MERGED_TITLE),
        words.message(_SUMMARY),
        nodes=(*entries, *steps),
        edges=tuple(edges),
    )
    return Convergence(merged, {element: found for element, found in places.items() if merged.element(element)})


def entry_id(diagram: Diagram) -> str:
    """The entry of a diagram; no concept can be called so."""
    return f"*{diagram.id}"


def short_title(diagram: Diagram) -> Text:
    """A title without what it explains after a colon."""
    return Text(tuple((code, words.partition(":")[0].strip() or words) for code, words in diagram.title.values))


# -- what is drawn --------------------------------------------------------------------------------------------


def _concepts(diagrams: Sequence[Diagram]) -> dict[str, list[tuple[Diagram, Node]]]:
    """The shared concepts with their steps, as they come first; of too many those that most diagrams share."""
    found: dict[str, list[tuple[Diagram, Node]]] = {}
    for diagram in diagrams:
        for node in diagram.nodes:
            found.setdefault(concept_of(node), []).append((diagram, node))
    shared_by = {concept: len({diagram.id for diagram, _node in steps}) for concept, steps in found.items()}
    most = sorted((concept for concept in found if shared_by[concept] > 1), key=lambda concept: -shared_by[concept])
    kept = frozenset(most[:MOST_CONCEPTS])
    return {concept: steps for concept, steps in found.items() if concept in kept}


def _ways(diagram: Diagram, concepts: Collection[str]) -> Iterator[_Way]:
    flows = tuple(_flows(diagram, concepts))
    yield from _first_ways(tuple(_entries(diagram, concepts)), flows)
    yield from flows


def _entries(diagram: Diagram, concepts: Collection[str]) -> Iterator[_Way]:
    """Where the story of a diagram, told from its roots, first comes to a shared concept."""
    starts = roots(diagram)
    surely = _first_shared(diagram, starts, concepts, {"causes"})
    for end, step in _first_shared(diagram, starts, concepts, CAUSAL).items():
        yield _Way(entry_id(diagram), end, "causes" if end in surely else "may-lead-to", diagram, step)


def _flows(diagram: Diagram, concepts: Collection[str]) -> Iterator[_Way]:
    """How a diagram leads from one shared concept to the next, through steps of its own or directly."""
    for node in diagram.nodes:
        start = concept_of(node)
        for edge in diagram.outgoing(node.id) if start in concepts else ():
            for end, kind in _ends(diagram, edge, concepts):
                if end != start:
                    yield _Way(start, end, kind, diagram, edge.id)


def _ends(diagram: Diagram, edge: Edge, concepts: Collection[str]) -> Iterator[tuple[str, str]]:
    """The shared concepts that come next after an arrow. One that carries no path ends where it ends."""
    if edge.kind not in CAUSAL:
        end = concept_of(diagram.node_by_id[edge.target])
        yield from [(end, edge.kind)] if end in concepts else []
        return
    surely = _first_shared(diagram, [edge.target], concepts, {"causes"}) if edge.kind == "causes" else {}
    for end in _first_shared(diagram, [edge.target], concepts, CAUSAL):
        yield end, "causes" if end in surely else "may-lead-to"


def _first_shared(
    diagram: Diagram, starts: Iterable[str], concepts: Collection[str], kinds: Collection[str]
) -> dict[str, str]:
    """The shared concepts that are reached from `starts` without passing another one, each with its step."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    waiting = deque(starts)
    while waiting:
        step = waiting.popleft()
        if step in seen:
            continue
        seen.add(step)
        concept = concept_of(diagram.node_by_id[step])
        if concept in concepts:
            found.setdefault(concept, step)
        else:
            waiting.extend(edge.target for edge in diagram.outgoing(step) if edge.kind in kinds)
    return found


def _first_ways(entries: Sequence[_Way], flows: Sequence[_Way]) -> Iterator[_Way]:
    """The entries without those to which the same diagram comes by another one anyway."""
    after: dict[str, list[str]] = {}
    for way in flows:
        if way.kind in CAUSAL:
            after.setdefault(way.start, []).append(way.end)
    beyond = {way.end: _reach(after, way.end) for way in entries}
    for i, way in enumerate(entries):
        before = (other for j, other in enumerate(entries) if j < i or other.end not in beyond[way.end])
        if not any(way.end in beyond[other.end] for other in before):
            yield way


def _reach(after: Mapping[str, Sequence[str]], start: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(after.get(start, ()))
    while waiting:
        concept = waiting.pop()
        if concept not in found:
            found.add(concept)
            waiting += after.get(concept, ())
    return frozenset(found)


def _drawn(ways: Iterable[_Way]) -> dict[tuple[str, str], list[_Way]]:
    """The ways by their ends, as far as they are drawn: what only one diagram says, only where nothing else leads."""
    found: dict[tuple[str, str], list[_Way]] = {}
    for way in ways:
        found.setdefault((way.start, way.end), []).append(way)
    strong = [ends for ends, carriers in found.items() if _is_strong(carriers)]
    starts, reached = {start for start, _end in strong}, {end for _start, end in strong}
    return {
        (start, end): carriers
        for (start, end), carriers in found.items()
        if (start, end) in strong or start not in starts or end not in reached
    }


def _is_strong(carriers: Sequence[_Way]) -> bool:
    is_entry = carriers[0].start == entry_id(carriers[0].diagram)
    return is_entry or len({way.diagram.id for way in carriers}) >= CARRIERS


# -- what it says ---------------------------------------------------------------------------------------------


def _entry(diagram: Diagram, words: _Words) -> Node:
    def write(language: str) -> str:
        link = _link(in_language(language, _OPEN), Place(diagram.id))
        inner = diagram.summary.get(language).replace("](#", f"]({quote(diagram.id)}#")
        return f"{link}: **{_plain(diagram.title.get(language))}**\n\n{inner}"

    return Node(entry_id(diagram), ENTRY, short_title(diagram), words.text(write))


def _step(concept: str, steps: Sequence[tuple[Diagram, Node]], words: _Words, names: Mapping[str, Text]) -> Node:
    def write(language: str) -> str:
        lines = (f"- {_place_link(diagram, node.id, node.label, language)}" for diagram, node in steps)
        return "\n".join([in_language(language, _SHARED_BY), "", *lines])

    kind = Counter(node.kind for _diagram, node in steps).most_common(1)[0][0]
    origin = "source" if any(node.origin == "source" for _diagram, node in steps) else "extension"
    label = names.get(concept) or _usual_label(concept, [node for _diagram, node in steps])
    return Node(concept, kind, label, words.text(write), origin=origin)


def _usual_label(concept: str, nodes: Sequence[Node]) -> Text:
    """The label that most of these steps have; else that of a step called like the concept; else the shortest."""
    times = Counter(node.label for node in nodes)
    best = min(nodes, key=lambda n: (-times[n.label], n.id != concept, sum(map(len, n.label.all()))))
    return best.label


def _arrow(ways: Sequence[_Way], words: _Words) -> Edge:
    carriers = tuple(_strongest(ways))
    times = Counter(way.kind for way in carriers)
    kind = min(times, key=lambda name: (-times[name], _STRENGTH.index(name)))

    def write(language: str) -> str:
        return " · ".join(_carrier(way, kind, language) for way in carriers)

    weight = min(1 + THICKER * (len(carriers) - 1), THICKEST)
    return Edge(ways[0].start, ways[0].end, kind, words.text(write), weight=weight)


def _strongest(ways: Sequence[_Way]) -> Iterator[_Way]:
    """One way of each diagram: the one that says most."""
    for diagram_id in dict.fromkeys(way.diagram.id for way in ways):
        yield min((w for w in ways if w.diagram.id == diagram_id), key=lambda w: _STRENGTH.index(w.kind))


def _carrier(way: _Way, kind: str, language: str) -> str:
    """The diagram that tells an arrow, and how where it tells it in another way than most; of an entry, the step."""
    step = way.diagram.node_by_id.get(way.element)
    name = step.label if step else short_title(way.diagram)
    link = _link(name.get(language), Place(way.diagram.id, way.element))
    return link if way.kind == kind else f"{link} ({in_language(language, EDGE_KINDS[way.kind]).lower()})"


def _place_link(diagram: Diagram, element: str, label: Text, language: str) -> str:
    return _link(f"{short_title(diagram).get(language)}: {label.get(language)}", Place(diagram.id, element))


def _link(words: str, place: Place) -> str:
    return f"[{_plain(words)}]({quote(str(place), safe='#')})"


def _plain(words: str) -> str:
    """Words that Markdown leaves alone."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))
