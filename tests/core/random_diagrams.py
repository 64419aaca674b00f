"""Diagrams and settings out of a number: loops, every kind of arrow, every `needs`, treatments with every effect."""

import random
import string
from collections.abc import Sequence

from calcviewer.core.graph import CAUSAL
from calcviewer.core.model import Diagram, Edge, Node, Text, Treatment
from calcviewer.core.schema import EDGE_KINDS, EFFECTS
from calcviewer.core.what_if import Setting

KINDS = (*EDGE_KINDS, "causes", "causes", "may-lead-to")
"""Causal arrows are more frequent, or little would be reached."""


def diagram(seed: int, most: int = 14) -> Diagram:
    """At most so many steps, and up to three times as many arrows; the lower the seed the smaller, more or less."""
    chance = random.Random(seed)
    names = string.ascii_lowercase[: chance.randint(1, most)]
    pairs = [(a, b) for a in names for b in names if a != b]
    chosen = chance.sample(pairs, min(len(pairs), chance.randint(0, 3 * len(names))))
    edges = tuple(Edge(a, b, chance.choice(KINDS)) for a, b in chosen)
    nodes = tuple(_node(name, edges, chance) for name in names)
    elements = [*names, *(edge.id for edge in edges)]
    treatments = tuple(_treatment(f"t{i}", elements, names, chance) for i in range(chance.randint(0, 4)))
    return Diagram(f"d{seed}", Text(), nodes=nodes, edges=edges, treatments=treatments)


def setting(found: Diagram, seed: int) -> Setting:
    """Some treatments on, some steps blocked, some arrows cut; now and then a step that is there anyway."""
    chance = random.Random(seed)
    return Setting(
        _some([treatment.id for treatment in found.treatments], 3, chance),
        _some([node.id for node in found.nodes], 3, chance),
        _some([edge.id for edge in found.edges], 3, chance),
        _some([node.id for node in found.nodes], 1, chance) if chance.random() < 0.2 else (),
    )


def _node(name: str, edges: Sequence[Edge], chance: random.Random) -> Node:
    causes = [edge.source for edge in edges if edge.target == name and edge.kind in CAUSAL]
    listed = tuple(chance.sample(causes, chance.randint(1, len(causes)))) if causes else ("any",)
    needs = chance.choice([("any",), ("any",), ("all",), listed])
    return Node(name, chance.choice(["trigger", *["process"] * 7]), Text((("", name.upper()),)), needs=needs)


def _treatment(name: str, elements: Sequence[str], steps: Sequence[str], chance: random.Random) -> Treatment:
    acts_on = (chance.choice(elements), *_some(elements, 2, chance))
    may_lead_to = _some(steps, 2, chance) if chance.random() < 0.4 else ()
    return Treatment(name, Text((("", name),)), acts_on, chance.choice([*EFFECTS]), may_lead_to=may_lead_to)


def _some(names: Sequence[str], most: int, chance: random.Random) -> tuple[str, ...]:
    return tuple(chance.sample(names, chance.randint(0, min(most, len(names)))))
