"""What-if by its definition, written for reading and not for speed: nothing of `calcviewer.core.graph` is used here.

The definition is the one of `docs/format.md`: roots, reached, prevented, reduced, may increase.
"""

from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass

from calcviewer.core.model import Diagram, Edge, Node, Treatment

CARRIES_A_PATH = ("causes", "may-lead-to")
PASSES_A_CHANGE = ("causes", "may-lead-to", "promotes")


@dataclass(frozen=True)
class WhatIf:
    """A question. `block` names steps and arrows; `present` names steps that are there whatever else happens."""

    treatments: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    present: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The steps that are prevented, reduced and may increase; the blocked steps themselves are `prevented` too."""

    blocked: frozenset[str]
    prevented: frozenset[str]
    reduced: frozenset[str]
    may_increase: frozenset[str]


def answer(diagram: Diagram, question: WhatIf) -> Answer:
    """What the model says for a complete block."""
    given = [diagram.treatment_by_id[treatment] for treatment in question.treatments]
    stopped = {*question.block, *_targets(given, "prevents", "removes")}
    marked = _targets(given, "reduces")
    brought_about = {step for treatment in given for step in treatment.may_lead_to}
    before = reached(diagram, roots(diagram), ())
    after = reached(diagram, {*roots(diagram), *brought_about, *question.present}, stopped)
    prevented = before - after
    reduced = after_these(diagram, stopped | marked) & after
    weaker = prevented | reduced | stopped | marked
    brakes = [edge for edge in diagram.edges if edge.kind == "inhibits"]
    freed = {brake.target for brake in brakes if brake.id in weaker or brake.source in prevented | reduced}
    blocked = frozenset(stopped & diagram.node_by_id.keys())
    return Answer(blocked, prevented, reduced, after & (freed | brought_about))


def roots(diagram: Diagram) -> set[str]:
    """Triggers, and every step that nothing but steps of its own closed loop leads to."""
    found = set()
    for node in diagram.nodes:
        causes = {other.id for other in diagram.nodes if node.id in _downstream(diagram, other.id, CARRIES_A_PATH)}
        effects = _downstream(diagram, node.id, CARRIES_A_PATH)
        if node.kind == "trigger" or causes <= effects:
            found.add(node.id)
    return found


def reached(diagram: Diagram, start: Iterable[str], stopped: Collection[str]) -> frozenset[str]:
    """The least set that holds `start` and every step whose needs are met, without what is `stopped`."""
    there = {step for step in start if step not in stopped}
    while True:
        new = {n.id for n in diagram.nodes if n.id not in there | {*stopped} and _is_met(diagram, n, there, stopped)}
        if not new:
            return frozenset(there)
        there |= new


def after_these(diagram: Diagram, places: Iterable[str]) -> frozenset[str]:
    """The steps on or after these steps and arrows; an arrow that passes a change is before the step it points to."""
    arrows = {arrow.id: arrow.target for arrow in _arrows(diagram, PASSES_A_CHANGE)}
    heads = {arrows.get(place, place) for place in places} & diagram.node_by_id.keys()
    return frozenset(heads.union(*(_downstream(diagram, head, PASSES_A_CHANGE) for head in heads)))


def _is_met(diagram: Diagram, node: Node, there: Set[str], stopped: Collection[str]) -> bool:
    arrows = [edge for edge in diagram.edges if edge.target == node.id and edge.kind in CARRIES_A_PATH]
    arriving = {edge.source for edge in arrows if edge.source in there and edge.id not in stopped}
    if node.needs == ("any",):
        return bool(arriving)
    wanted = {edge.source for edge in arrows} if node.needs == ("all",) else set(node.needs)
    return bool(arriving) and wanted <= arriving


def _downstream(diagram: Diagram, start: str, kinds: Collection[str]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        new = {edge.target for edge in _arrows(diagram, kinds) if edge.source == here} - found
        found |= new
        waiting += new
    return found


def _arrows(diagram: Diagram, kinds: Collection[str]) -> list[Edge]:
    return [edge for edge in diagram.edges if edge.kind in kinds]


def _targets(treatments: Iterable[Treatment], *effects: str) -> set[str]:
    return {place for treatment in treatments if treatment.effect in effects for place in treatment.acts_on}
