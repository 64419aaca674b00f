"""What a diagram says, as frozen values: steps, arrows, treatments and the words that explain them.

Nothing here knows about files, Graphviz or the screen.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
NOTHING: Mapping[str, Any] = {}
"""What stands for a map that is not given; nobody writes into it."""

LANGUAGES: Mapping[str, str] = {"en": "English", "id": "Bahasa Indonesia"}
"""Languages that the program itself speaks: code → the name in that language."""


class Text(NamedTuple):
    """A text in several languages: pairs (language code, words), the library's first language first.

    A plain string, the same in every language, has the single code ``""``.
    """

    values: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        for _, words in self.values:  # noqa: SIM110 - asked for each text of a file, and a generator is slow
            if words and not words.isspace():
                return True
        return False

    def has(self, language: str) -> bool:
        """Whether the text was really written for `language` (or for all of them)."""
        return any(code in ("", language) and words.strip() for code, words in self.values)

    def get(self, language: str) -> str:
        """The words in `language`; where they are missing, the first language that has any; else ''."""
        written = [(code, words) for code, words in self.values if words.strip()]
        for code, words in written:
            if code in ("", language):
                return words
        return written[0][1] if written else ""

    def all(self) -> tuple[str, ...]:
        """The words of every language, in order."""
        return tuple(words for _, words in self.values)


NO_TEXT = Text()


class Image(NamedTuple):
    """A picture of a step: a file inside the library folder, and words for whoever cannot see it."""

    file: str
    alt: Text = NO_TEXT


class Node(NamedTuple):
    """A step of the pathway. `kind` is one of `schema.DRAWN_KINDS`."""

    id: str
    kind: str
    label: Text
    text: Text = NO_TEXT
    concept: str = ""
    origin: str = "source"
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("any",)
    see_also: tuple[str, ...] = ()
    image: Image | None = None
    refs: tuple[str, ...] = ()


class Edge(NamedTuple):
    """An arrow: why one step leads to another. `kind` is one of `schema.EDGE_KINDS`; `weight` is how thick it is drawn.

    No file says a weight: it is for arrows that the program made of several.
    """

    source: str
    target: str
    kind: str = "causes"
    text: Text = NO_TEXT
    origin: str = "source"
    facts: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def id(self) -> str:
        """How the file names this arrow: ``a -> b``."""
        return edge_id(self.source, self.target)


class Treatment(NamedTuple):
    """A treatment: what it acts on, what it does there, and how good the evidence is."""

    id: str
    label: Text
    acts_on: tuple[str, ...]
    effect: str = "prevents"
    text: Text = NO_TEXT
    caution: Text = NO_TEXT
    evidence: tuple[str, ...] = ()
    may_lead_to: tuple[str, ...] = ()
    concept: str = ""
    origin: str = "source"
    facts: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()


Element = Node | Edge | Treatment
"""What can be selected."""


class Group(NamedTuple):
    """Steps that belong together (a place, a lane), drawn in one frame."""

    id: str
    label: Text
    nodes: tuple[str, ...]


class Stop(NamedTuple):
    """One stop of the guided tour: what is shown, and what the teacher says."""

    show: tuple[str, ...]
    text: Text


class Question(NamedTuple):
    """A quiz question: `choices` with an `answer` (counted from 1), or `order` (given in the right order)."""

    ask: Text
    choices: tuple[Text, ...] = ()
    answer: int = 0
    order: tuple[Text, ...] = ()
    block: tuple[str, ...] = ()
    why: Text = NO_TEXT


class TableRow(NamedTuple):
    """One line of a table: what is compared, and a cell for each column; a cell that is missing is no text."""

    label: Text
    cells: tuple[Text, ...]


class Table(NamedTuple):
    """A comparison of steps: each is the head of a column."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


class Ref(NamedTuple):
    """A reference. `checked` only where somebody has seen the record."""

    id: str
    text: str
    year: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    checked: bool = False


class _DiagramFields(NamedTuple):
    """What `Diagram` holds; a named tuple itself could keep no look-ups."""

    id: str
    title: Text
    summary: Text = NO_TEXT
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    updated: str = ""
    licence: str = ""
    tags: tuple[str, ...] = ()
    direction: str = "down"
    objectives: tuple[Text, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    bridges: tuple[tuple[str, str], ...] = ()
    treatments: tuple[Treatment, ...] = ()
    groups: tuple[Group, ...] = ()
    table: Table | None = None
    tour: tuple[Stop, ...] = ()
    quiz: tuple[Question, ...] = ()
    refs: Mapping[str, Ref] = NOTHING


class Diagram(_DiagramFields):
    """One pathway. Every id that an arrow, treatment or group names exists: the reader left out what did not."""

    @cached_property
    def node_by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def edge_by_id(self) -> Mapping[str, Edge]:
        return {edge.id: edge for edge in self.edges}

    @cached_property
    def treatment_by_id(self) -> Mapping[str, Treatment]:
        return {treatment.id: treatment for treatment in self.treatments}

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)

    @cached_property
    def _treatments_on(self) -> Mapping[str, tuple[Treatment, ...]]:
        return _grouped((target, t) for t in self.treatments for target in t.acts_on)

    def outgoing(self, node_id: str) -> tuple[Edge, ...]:
        """The arrows that leave a step, in the order of the file."""
        return self._outgoing.get(node_id, ())

    def incoming(self, node_id: str) -> tuple[Edge, ...]:
        """The arrows that enter a step, in the order of the file."""
        return self._incoming.get(node_id, ())

    def treatments_on(self, element_id: str) -> tuple[Treatment, ...]:
        """The treatments that act on this step or arrow."""
        return self._treatments_on.get(element_id, ())

    def arrow_label(self, edge: Edge) -> Text:
        """An arrow has no label of its own: those of its ends, in every language that one of them has."""
        ends = self.node_by_id[edge.source].label, self.node_by_id[edge.target].label
        languages = dict.fromkeys(code for end in ends for code, _words in end.values) or ("",)
        return Text(tuple((code, " → ".join(end.get(code) for end in ends)) for code in languages))

    def element(self, element_id: str) -> Element | None:
        """The step, arrow or treatment of that id."""
        return (
            self.node_by_id.get(element_id) or self.edge_by_id.get(element_id) or self.treatment_by_id.get(element_id)
        )


class Term(NamedTuple):
    """A word of the glossary."""

    id: str
    label: Text
    definition: Text


class Heading(NamedTuple):
    """A heading of the library with its diagrams, in order."""

    heading: Text
    diagrams: tuple[str, ...]


class LibraryFile(NamedTuple):
    """What `library.yaml` says; without the file, the values here."""

    title: Text = NO_TEXT
    languages: tuple[str, ...] = ("en", "id")
    source: Text = NO_TEXT
    headings: tuple[Heading, ...] = ()
    facts: Mapping[str, Text] = NOTHING
    glossary: Mapping[str, Term] = NOTHING
    refs: Mapping[str, Ref] = NOTHING


def edge_id(source: str, target: str) -> str:
    """The id of the arrow between two steps."""
    return f"{source} -> {target}"


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
