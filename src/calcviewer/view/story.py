"""What the details panel says about a selection, as plain values: one list of parts, from top to bottom. No Qt.

The words come from the diagram and the library; the panel only draws them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from calcviewer.core.library import CONVERGENCE, Place
from calcviewer.core.model import NO_TEXT, Diagram, Edge, Image, Node, Ref, Term, Text, Treatment
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


Part = Title | Section | Prose | Bullet | Row | Card | Picture | Line


@dataclass(frozen=True)
class Surroundings:
    """What the panel needs of the library: look-ups as values and plain functions."""

    glossary: Mapping[str, Term] = field(default_factory=dict)
    ref: Callable[[str], Ref | None] = lambda _id: None
    title: Callable[[str], Text] = lambda _id: NO_TEXT
    place_label: Callable[[Place], Text] = lambda _place: NO_TEXT
    also_in: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)


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
    return tuple(_of_diagram(diagram))


def _of_node(diagram: Diagram, node: Node, around: Surroundings) -> Iterator[Part]:
    origin = "" if node.kind == ENTRY else _(ORIGINS[node.origin])
    yield Title(node.label, node.kind, _(DRAWN_KINDS[node.kind]), origin)
    yield from _prose(node.text)
    if node.image:
        yield Picture(node.image)
    yield from _arrows(diagram, _("Because of"), [(e, e.source) for e in diagram.incoming(node.id)])
    yield from _arrows(diagram, _("Leads to"), [(e, e.target) for e in diagram.outgoing(node.id)])
    on_arrows = [t for e in diagram.incoming(node.id) for t in diagram.treatments_on(e.id)]
    yield from _cards([*diagram.treatments_on(node.id), *on_arrows])
    brought = [t for t in diagram.treatments if node.id in t.may_lead_to]
    yield from _links(_("May be brought about by"), [(t.label, f"#{t.id}", "treatment") for t in brought])
    yield from _see_also(node, around)
    yield from _also_in(diagram, node, around)
    yield from _references(node.refs, around)


def _of_edge(diagram: Diagram, edge: Edge, around: Surroundings) -> Iterator[Part]:
    source, target = diagram.node_by_id[edge.source], diagram.node_by_id[edge.target]
    yield Title(diagram.arrow_label(edge), edge.kind, _(EDGE_KINDS[edge.kind]), _(ORIGINS[edge.origin]))
    yield from _prose(edge.text)
    yield from _links(_("From"), [(source.label, f"#{source.id}", source.kind)])
    yield from _links(_("To"), [(target.label, f"#{target.id}", target.kind)])
    yield from _cards(list(diagram.treatments_on(edge.id)))
    yield from _references(edge.refs, around)


def _of_treatment(diagram: Diagram, treatment: Treatment, around: Surroundings) -> Iterator[Part]:
    yield Title(treatment.label, "treatment", _("Treatment"), _(ORIGINS[treatment.origin]))
    yield from _prose(treatment.text)
    yield from _links(_(EFFECTS[treatment.effect]), [_target(diagram, t) for t in treatment.acts_on])
    yield from _links(_("May lead to"), [_target(diagram, t) for t in treatment.may_lead_to])
    if treatment.evidence:
        yield Section(_("Evidence"))
        yield Line(" · ".join(_(EVIDENCE[e]) for e in treatment.evidence), is_quiet=False)
    if treatment.caution:
        yield Section(_("Caution"))
        yield Prose(treatment.caution)
    yield from _also_in(diagram, treatment, around)
    yield from _references(treatment.refs, around)


def _of_diagram(diagram: Diagram) -> Iterator[Part]:
    yield Title(diagram.title)
    yield from _prose(diagram.summary)
    if diagram.objectives:
        yield Section(_("Learning objectives"))
        yield from (Bullet(objective) for objective in diagram.objectives)
    yield from _cards(list(diagram.treatments), _("Treatments in this diagram"))
    if diagram.id != CONVERGENCE:  # that one nobody wrote
        yield Section(_("About this diagram"))
        yield from (Line(f"{name}: {value}") for name, value in _colophon(diagram) if value)
    yield Line(_(NOTICE))


def _colophon(diagram: Diagram) -> Iterator[tuple[str, str]]:
    yield _("Authors"), ", ".join(diagram.authors)
    yield _("Reviewed by"), ", ".join(diagram.reviewers) or _("not yet reviewed")
    yield _("Date"), diagram.updated
    yield _("Licence"), diagram.licence


def _prose(text: Text) -> Iterator[Part]:
    if text:
        yield Prose(text)


def _arrows(diagram: Diagram, label: str, ends: list[tuple[Edge, str]]) -> Iterator[Part]:
    if ends:
        yield Section(label)
    for edge, end in ends:
        node = diagram.node_by_id[end]
        how = "" if edge.kind == "causes" else _(EDGE_KINDS[edge.kind])
        yield Row(node.label, f"#{end}", edge.text, how, node.kind)


def _cards(treatments: list[Treatment], label: str = "") -> Iterator[Part]:
    if treatments:
        yield Section(label or _("Treatment notes"))
    for t in dict.fromkeys(treatments):
        evidence = tuple(_(EVIDENCE[e]) for e in t.evidence)
        yield Card(t.label, f"#{t.id}", _(EFFECTS[t.effect]), t.text, t.caution, evidence)


def _links(label: str, links: list[tuple[Text, str, str]]) -> Iterator[Part]:
    if links:
        yield Section(label)
    for text, link, kind in links:
        yield Row(text, link, kind=kind)


def _target(diagram: Diagram, element_id: str) -> tuple[Text, str, str]:
    """Label, link and kind of a step or arrow that a treatment names."""
    if node := diagram.node_by_id.get(element_id):
        return node.label, f"#{element_id}", node.kind
    edge = diagram.edge_by_id[element_id]
    return diagram.arrow_label(edge), f"#{element_id}", edge.kind


def _see_also(node: Node, around: Surroundings) -> Iterator[Part]:
    links = []
    for link in node.see_also:
        diagram_id, _sep, element = link.partition("#")
        place = Place(diagram_id, element)
        label = around.place_label(place)
        if label:
            links.append((label, link, ""))
    yield from _links(_("See also"), links)


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
