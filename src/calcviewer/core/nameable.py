"""What the fields of a form can name: steps, arrows, treatments, facts, references, with labels instead of ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from calcviewer.core.model import Diagram, Edge, LibraryFile, Node, Ref, Text, Treatment
from calcviewer.core.paragraphs import shortened
from calcviewer.core.schema import Hint

LABEL_LENGTH = 120


@dataclass(frozen=True)
class Choice:
    """Something that can be named: as the file names it, its label, and the kind that its picture shows."""

    name: str
    label: str
    kind: str = ""


@dataclass(frozen=True)
class Nameable:
    """Everything that a diagram of a library can name; `titles` are those of the library's diagrams."""

    diagram: Diagram
    library: LibraryFile = field(default_factory=LibraryFile)
    titles: Mapping[str, Text] = field(default_factory=dict)
    language: str = "en"

    def choices(self, hint: Hint, element: str = "") -> tuple[Choice, ...]:
        """What can be named in a field with that hint, of this element."""
        return _CHOICES[hint](self, element) if hint in _CHOICES else ()

    def choice(self, hint: Hint, name: str) -> Choice:
        """What a field names; what is not there keeps its name as its label."""
        found = _FOUND[hint](self, name) if hint in _FOUND else None
        return found or Choice(name, name)

    def words(self) -> tuple[Choice, ...]:
        """The words of the glossary, for links to them."""
        return tuple(Choice(term.id, self._say(term.label)) for term in self.library.glossary.values())

    def step(self, node: Node) -> Choice:
        """A step."""
        return Choice(node.id, self._say(node.label), node.kind)

    def arrow(self, edge: Edge) -> Choice:
        """An arrow, named by the labels of its ends."""
        return Choice(edge.id, self._say(self.diagram.arrow_label(edge)), edge.kind)

    def treatment(self, treatment: Treatment) -> Choice:
        """A treatment."""
        return Choice(treatment.id, self._say(treatment.label), "treatment")

    def element(self, name: str) -> Choice | None:
        """A step, arrow or treatment."""
        found = self.diagram.element(name)
        if isinstance(found, Node):
            return self.step(found)
        if isinstance(found, Edge):
            return self.arrow(found)
        return self.treatment(found) if found else None

    def ref(self, ref: Ref) -> Choice:
        """A reference, with the year."""
        return Choice(ref.id, shortened(f"{ref.id}: {ref.text} {ref.year}".strip(), LABEL_LENGTH))

    def fact(self, name: str) -> Choice | None:
        """A fact of the library."""
        text = self.library.facts.get(name)
        return Choice(name, shortened(f"{name}: {self._say(text)}", LABEL_LENGTH)) if text else None

    def place(self, name: str) -> Choice | None:
        """Another diagram, or a step of it."""
        diagram, _, element = name.partition("#")
        title = self.titles.get(diagram)
        return Choice(name, " › ".join(filter(None, (self._say(title), element)))) if title else None

    def refs(self) -> Mapping[str, Ref]:
        """The references of the diagram, and those of the library."""
        return {**self.library.refs, **self.diagram.refs}

    def _say(self, text: Text) -> str:
        return " ".join(text.get(self.language).split())


def _steps(known: Nameable, _element: str) -> Iterable[Choice]:
    return map(known.step, known.diagram.nodes)


def _causes(known: Nameable, element: str) -> Iterable[Choice]:
    sources = dict.fromkeys(edge.source for edge in known.diagram.incoming(element))
    return (known.step(known.diagram.node_by_id[source]) for source in sources)


def _parts(known: Nameable, element: str) -> Iterable[Choice]:
    return (*_steps(known, element), *map(known.arrow, known.diagram.edges))


def _elements(known: Nameable, element: str) -> Iterable[Choice]:
    return (*_parts(known, element), *map(known.treatment, known.diagram.treatments))


def _of_kind(*kinds: type) -> Callable[[Nameable, str], Choice | None]:
    return lambda known, name: known.element(name) if isinstance(known.diagram.element(name), kinds) else None


def _listed(choices: Callable[[Nameable, str], Iterable[Choice]]) -> Callable[[Nameable, str], tuple[Choice, ...]]:
    return lambda known, element: tuple(choices(known, element))


_CHOICES: Mapping[Hint, Callable[[Nameable, str], tuple[Choice, ...]]] = {
    Hint.STEPS: _listed(_steps),
    Hint.CAUSES: _listed(_causes),
    Hint.PARTS: _listed(_parts),
    Hint.ELEMENTS: _listed(_elements),
    Hint.PLACES: _listed(lambda known, _: (found for name in known.titles if (found := known.place(name)))),
    Hint.FACTS: _listed(lambda known, _: (found for name in known.library.facts if (found := known.fact(name)))),
    Hint.REFS: _listed(lambda known, _: map(known.ref, known.refs().values())),
}
"""What each sort of name can be."""
NAMING = frozenset(_CHOICES)
"""The hints of fields that name something."""
_FOUND: Mapping[Hint, Callable[[Nameable, str], Choice | None]] = {
    Hint.STEPS: _of_kind(Node),
    Hint.CAUSES: _of_kind(Node),
    Hint.PARTS: _of_kind(Node, Edge),
    Hint.ELEMENTS: Nameable.element,
    Hint.PLACES: Nameable.place,
    Hint.FACTS: Nameable.fact,
    Hint.REFS: lambda known, name: known.ref(found) if (found := known.refs().get(name)) else None,
}
