"""What the details panel says about a selection, as plain values: one list of parts, from top to bottom. No Qt.

The words come from the diagram and the library; the panel only draws them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from calcviewer.core.library import CONVERGENCE, Place
from calcviewer.core.model import NO_TEXT, Diagram, Edge, Image, Node, Ref, TableRow, Term, Text, Treatment, edge_id
from calcviewer.core.part import hidden_way
from calcviewer.core.schema import DRAWN_KINDS, EDGE_KINDS, EFFECTS, ENTRY, EVIDENCE, ORIGINS
from calcviewer.i18n import N_, _


@dataclass(frozen=True)
class Title:
    """Kind and origin as small marks, then the name. `kind` is the kind whose colours the mark takes."""

    text: Text
    kind: str = ""
    kind_label: str = ""
    origin_label: str = ""


@dataclass(frozen=True)
class Section:
    """A small heading."""

    label: str


@dataclass(frozen=True)
class Prose:
    """An explanation in Markdown; `quiet` is set in a softer colour."""

    text: Text
    is_quiet: bool = False


@dataclass(frozen=True)
class Bullet:
    """One point of a list."""

    text: Text


@dataclass(frozen=True)
class Row:
    """A link with a sentence below it. `how` says how the arrow acts, when it does not plainly cause."""

    text: Text
    link: str
    sentence: Text = NO_TEXT
    how: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Card:
    """A treatment note."""

    text: Text
    link: str
    effect: str
    note: Text
    caution: Text
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture of the library folder, with its description."""

    image: Image


@dataclass(frozen=True)
class Line:
    """A line of plain words: a person, a date, a reference."""

    text: str
    is_quiet: bool = True


@dataclass(frozen=True)
class Comparison:
    """A table. `columns` are names of steps, each with its link."""

    columns: tuple[tuple[Text, str], ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Statement:
    """A fact of the source text, and what carries it: for each diagram its title and (name, link) of each place."""

    id: str
    text: Text
    places: tuple[tuple[Text, tuple[tuple[Text, str], ...]], ...]


Part = Title | Section | Prose | Bullet | Row | Card | Picture | Line | Comparison | Statement

SHOW_TABLE, SHOW_DRAWING = "table:", "drawing:"
"""Links that ask the window for the table in the place of the drawing, and back again."""
SHOW_FACTS, FACT = "facts:", "fact:"
"""Links that ask for the source text: `facts:`, or at one statement `fact:F1`."""
LICENCE = "licence:"
"""Links that ask for the text of a licence, by the name of its file."""


@dataclass(frozen=True)
class Surroundings:
    """What the panel needs of the library: look-ups as values and plain functions."""

    glossary: Mapping[str, Term] = field(default_factory=dict)
    facts: Mapping[str, Text] = field(default_factory=dict)
    ref: Callable[[str], Ref | None] = lambda _id: None
    title: Callable[[str], Text] = lambda _id: NO_TEXT
    place_label: Callable[[Place], Text] = lambda _place: NO_TEXT
    also_in: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    shown: Diagram | None = None
    """What is drawn of the diagram; None if that is the whole."""

    def hidden(self, element_id: str) -> str:
        """The words at an element that the drawing hides at the moment; '' at others."""
        return "" if self.shown is None or self.shown.element(element_id) else _("hidden here")


def comparison(diagram: Diagram) -> tuple[Part, ...]:
    """The table of a diagram, if it has one."""
    if diagram.table is None:
        return ()
    steps = [diagram.node_by_id[column] for column in diagram.table.columns]
    columns = tuple((step.label, f"#{step.id}") for step in steps)
    return (Comparison(columns, diagram.table.rows),)


NOTICE = N_("For education only; this is no medical advice.")


def story(diagram: Diagram, element_id: str, around: Surroundings) -> tuple[Part, ...]:
    """The parts for the selected element; without one, for the diagram itself."""
    element = diagram.element(element_id) if element_id else None
    if isinstance(element, Node):
        return tuple(_of_node(diagram, element, around))
    if isinstance(element, Edge):
        return tuple(_of_edge(diagram, element, around))
    if isinstance(element, Treatment):
        return tuple(_of_treatment(diagram, element, around))
    if around.shown and (bridge := around.shown.edge_by_id.get(element_id)):
        return tuple(_of_bridge(diagram, bridge, around))
    return tuple(_of_diagram(diagram, around))


def _of_node(diagram: Diagram, node: Node, around: Surroundings) -> Iterator[Part]:
    origin = "" if node.kind == ENTRY else _(ORIGINS[node.origin])
    yield Title(node.label, node.kind, _(DRAWN_KINDS[node.kind]), origin)
    yield from _prose(node.text)
    if node.image:
        yield Picture(node.image)
    yield from _arrows(diagram, _("Because of"), [(e, e.source) for e in diagram.incoming(node.id)], around)
    yield from _arrows(diagram, _("Leads to"), [(e, e.target) for e in diagram.outgoing(node.id)], around)
    on_arrows = [t for e in diagram.incoming(node.id) for t in diagram.treatments_on(e.id)]
    yield from _cards([*diagram.treatments_on(node.id), *on_arrows], around)
    brought = [t.id for t in diagram.treatments if node.id in t.may_lead_to]
    yield from _elements(diagram, _("May be brought about by"), brought, around)
    yield from _facts(node.facts, around)
    yield from _see_also(node, around)
    yield from _also_in(diagram, node, around)
    yield from _references(node.refs, around)


def _of_edge(diagram: Diagram, edge: Edge, around: Surroundings) -> Iterator[Part]:
    yield Title(diagram.arrow_label(edge), edge.kind, _(EDGE_KINDS[edge.kind]), _(ORIGINS[edge.origin]))
    yield from _prose(edge.text)
    yield from _elements(diagram, _("From"), [edge.source], around)
    yield from _elements(diagram, _("To"), [edge.target], around)
    yield from _cards(list(diagram.treatments_on(edge.id)), around)
    yield from _facts(edge.facts, around)
    yield from _references(edge.refs, around)


def _of_bridge(diagram: Diagram, edge: Edge, around: Surroundings) -> Iterator[Part]:
    """An arrow that only the basic view has: which way it stands for, if the full view draws one."""
    way = pairwise(hidden_way(diagram, edge.source, edge.target))
    arrows = [diagram.edge_by_id[edge_id(*ends)] for ends in way]
    yield Title(diagram.arrow_label(edge), edge.kind, _(EDGE_KINDS[edge.kind]), _("Bridge"))
    if arrows:
        yield Line(_("This arrow stands for a way through steps that are hidden in this view."), is_quiet=False)
    yield from _elements(diagram, _("From"), [edge.source], around)
    yield from _arrows(diagram, _("The whole way"), [(arrow, arrow.target) for arrow in arrows], around)
    yield from _elements(diagram, _("To"), [edge.target] if not arrows else (), around)
    yield from _facts(tuple(dict.fromkeys(fact for arrow in arrows for fact in arrow.facts)), around)


def _of_treatment(diagram: Diagram, treatment: Treatment, around: Surroundings) -> Iterator[Part]:
    yield Title(treatment.label, "treatment", _("Treatment"), _(ORIGINS[treatment.origin]))
    yield from _prose(treatment.text)
    yield from _elements(diagram, _(EFFECTS[treatment.effect]), treatment.acts_on, around)
    yield from _elements(diagram, _("May lead to"), treatment.may_lead_to, around)
    if treatment.evidence:
        yield Section(_("Evidence"))
        yield Line(" · ".join(_(EVIDENCE[e]) for e in treatment.evidence), is_quiet=False)
    if treatment.caution:
        yield Section(_("Caution"))
        yield Prose(treatment.caution)
    yield from _facts(treatment.facts, around)
    yield from _also_in(diagram, treatment, around)
    yield from _references(treatment.refs, around)


def _of_diagram(diagram: Diagram, around: Surroundings) -> Iterator[Part]:
    yield Title(diagram.title)
    yield from _prose(diagram.summary)
    if diagram.objectives:
        yield Section(_("Learning objectives"))
        yield from (Bullet(objective) for objective in diagram.objectives)
    if diagram.table:
        yield Section(_("Comparison"))
        yield Row(Text((("", _("Show the table in the place of the drawing")),)), SHOW_TABLE)
        yield from comparison(diagram)
    yield from _cards(list(diagram.treatments), around, _("Treatments in this diagram"))
    if diagram.id != CONVERGENCE:  # that one nobody wrote
        yield Section(_("About this diagram"))
        yield from (Line(f"{name}: {value}") for name, value in _colophon(diagram) if value)
    yield Line(_(NOTICE))
    if around.facts:
        yield Row(Text((("", _("The source text, statement by statement")),)), SHOW_FACTS)


def _colophon(diagram: Diagram) -> Iterator[tuple[str, str]]:
    yield _("Authors"), ", ".join(diagram.authors)
    yield _("Reviewed by"), ", ".join(diagram.reviewers) or _("not yet reviewed")
    yield _("Date"), diagram.updated
    yield _("Licence"), diagram.licence


def _prose(text: Text) -> Iterator[Part]:
    if text:
        yield Prose(text)


def _arrows(diagram: Diagram, label: str, ends: list[tuple[Edge, str]], around: Surroundings) -> Iterator[Part]:
    if ends:
        yield Section(label)
    for edge, end in ends:
        node = diagram.node_by_id[end]
        how = "" if edge.kind == "causes" else _(EDGE_KINDS[edge.kind])
        yield Row(node.label, f"#{end}", edge.text, _joined(how, around.hidden(end)), node.kind)


def _cards(treatments: list[Treatment], around: Surroundings, label: str = "") -> Iterator[Part]:
    if treatments:
        yield Section(label or _("Treatment notes"))
    for t in dict.fromkeys(treatments):
        evidence = tuple(_(EVIDENCE[e]) for e in t.evidence)
        effect = _joined(_(EFFECTS[t.effect]), around.hidden(t.id))
        yield Card(t.label, f"#{t.id}", effect, t.text, t.caution, evidence)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _elements(diagram: Diagram, label: str, ids: Iterable[str], around: Surroundings) -> Iterator[Part]:
    """A section of links to steps, arrows or treatments."""
    for number, element_id in enumerate(ids):
        if not number:
            yield Section(label)
        text, kind = _name(diagram, element_id)
        yield Row(text, f"#{element_id}", how=around.hidden(element_id), kind=kind)


def _name(diagram: Diagram, element_id: str) -> tuple[Text, str]:
    """Label and kind of an element."""
    element = diagram.element(element_id)
    if isinstance(element, Edge):
        return diagram.arrow_label(element), element.kind
    if isinstance(element, Node):
        return element.label, element.kind
    assert element is not None
    return element.label, "treatment"


def _facts(facts: tuple[str, ...], around: Surroundings) -> Iterator[Part]:
    known = [fact for fact in facts if around.facts.get(fact)]
    if known:
        yield Section(_("The source text says"))
    for fact in known:
        yield Row(Text((("", fact),)), f"{FACT}{fact}", around.facts[fact])


def _see_also(node: Node, around: Surroundings) -> Iterator[Part]:
    places = {link: Place(*link.partition("#")[::2]) for link in node.see_also}
    found = [(link, label) for link, place in places.items() if (label := around.place_label(place))]
    if found:
        yield Section(_("See also"))
    for link, label in found:
        yield Row(label, link)


def _also_in(diagram: Diagram, element: Node | Treatment, around: Surroundings) -> Iterator[Part]:
    places = around.also_in.get(element.concept or element.id, ())
    elsewhere = [place for place in places if place.diagram != diagram.id]
    if elsewhere:
        yield Section(_("Also in"))
    for place in elsewhere:
        yield Row(around.title(place.diagram), str(place), around.place_label(place))


def _references(ids: tuple[str, ...], around: Surroundings) -> Iterator[Part]:
    found = [ref for ref_id in ids if (ref := around.ref(ref_id))]
    if found:
        yield Section(_("References"))
    for ref in found:
        yield Line(reference_line(ref))


def reference_line(ref: Ref) -> str:
    """A reference on one line; identifiers are plain text, since nothing here opens the network."""
    names = (("DOI", ref.doi), ("PMID", ref.pmid), ("PMCID", ref.pmcid))
    rest = " · ".join(f"{name} {value}" for name, value in names if value)
    parts = [ref.text, rest] if ref.checked else [ref.text, rest, _("(not checked)")]
    return " ".join(part for part in parts if part)
