"""Parts of a diagram that are diagrams themselves: some of its steps, and what the source text alone tells."""

from collections.abc import Collection, Iterable

from calcviewer.core.model import Diagram, Edge, Group, Node, Treatment

_BY_STRENGTH = (("causes",), ("causes", "may-lead-to"), ("causes", "may-lead-to", "promotes"))
"""What a path may be made of; the last kind is what a bridge over it is called."""


def part_of(diagram: Diagram, steps: Collection[str], arrows: Collection[str] | None = None) -> Diagram:
    """Only these steps, with the arrows between them (or those of `arrows`) and what acts on what is left.

    Tour, quiz and all that the diagram says of itself stay as they are: they tell of the whole.
    """
    edges = tuple(e for e in diagram.edges if _joins(e, steps) and (arrows is None or e.id in arrows))
    places = {*steps, *(edge.id for edge in edges)}
    return diagram._replace(
        nodes=tuple(_with_needs(node, steps) for node in diagram.nodes if node.id in steps),
        edges=edges,
        bridges=tuple((source, target) for source, target in diagram.bridges if source in steps and target in steps),
        treatments=tuple(_cut(treatment, places) for treatment in diagram.treatments if places & {*treatment.acts_on}),
        groups=tuple(_groups(diagram, steps)),
    )


def has_basic_view(diagram: Diagram) -> bool:
    """Whether the basic view would show something, and less than everything."""
    origins = {node.origin for node in diagram.nodes}
    return "source" in origins and "extension" in origins | {treatment.origin for treatment in diagram.treatments}


def basic_view(diagram: Diagram) -> Diagram:
    """The steps and treatments of the source text, the arrows between them, and the bridges as arrows.

    The diagram itself where that would be nothing or everything.
    """
    if not has_basic_view(diagram):
        return diagram
    part = part_of(diagram, {node.id for node in diagram.nodes if node.origin == "source"})
    bridges = [Edge(source, target, _kind_of_bridge(diagram, source, target)) for source, target in part.bridges]
    return part._replace(
        edges=(*part.edges, *(bridge for bridge in bridges if bridge.id not in part.edge_by_id)),
        bridges=(),
        treatments=tuple(treatment for treatment in part.treatments if treatment.origin == "source"),
    )


def hidden_way(diagram: Diagram, source: str, target: str) -> tuple[str, ...]:
    """The shortest way between two steps through steps of extensions, both ends included; () if there is none.

    Of all ways one that carries the path most surely: `causes` before `may-lead-to` before `promotes`.
    """
    ways = (_way(diagram, source, target, kinds) for kinds in _BY_STRENGTH)
    return next((way for way in ways if way), ())


def _kind_of_bridge(diagram: Diagram, source: str, target: str) -> str:
    """The weakest kind of arrow on the way; where the file draws no way, no more than a possibility."""
    kinds = (kinds[-1] for kinds in _BY_STRENGTH if _way(diagram, source, target, kinds))
    return next(kinds, "may-lead-to")


def _way(diagram: Diagram, source: str, target: str, kinds: Collection[str]) -> tuple[str, ...]:
    seen = {source}
    waiting: list[tuple[str, ...]] = [(source,)]
    for way in waiting:
        for edge in diagram.outgoing(way[-1]):
            if edge.kind not in kinds or edge.target in seen:
                continue
            if edge.target == target:
                return (*way, target)
            if diagram.node_by_id[edge.target].origin == "extension":
                seen.add(edge.target)
                waiting.append((*way, edge.target))
    return ()


def _joins(edge: Edge, steps: Collection[str]) -> bool:
    return edge.source in steps and edge.target in steps


def _with_needs(node: Node, steps: Collection[str]) -> Node:
    """The step without needing what is not there."""
    if node.needs in (("any",), ("all",)):
        return node
    return node._replace(needs=tuple(step for step in node.needs if step in steps) or ("any",))


def _cut(treatment: Treatment, places: Collection[str]) -> Treatment:
    return treatment._replace(
        acts_on=tuple(place for place in treatment.acts_on if place in places),
        may_lead_to=tuple(step for step in treatment.may_lead_to if step in places),
    )


def _groups(diagram: Diagram, steps: Collection[str]) -> Iterable[Group]:
    for group in diagram.groups:
        if left := tuple(step for step in group.nodes if step in steps):
            yield group._replace(nodes=left)
