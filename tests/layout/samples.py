"""Small diagrams and engines for the tests of the layout."""

import sys
from collections.abc import Iterable
from pathlib import Path

from calcviewer.core.model import Diagram, Edge, Group, Node, Text, Treatment
from calcviewer.layout.engine import Engine

PLAIN = "graph 1 3 3\nstop\n"


def text(words: str) -> Text:
    """The same words in every language."""
    return Text((("", words),))


def diagram(
    arrows: Iterable[str] = ("a -> b",),
    kinds: str = "causes",
    treatments: Iterable[Treatment] = (),
    groups: Iterable[Group] = (),
    nodes: Iterable[str] = ("a", "b"),
    direction: str = "down",
) -> Diagram:
    """A diagram of processes; every arrow is of the one kind."""
    edges = tuple(Edge(source, target, kinds) for source, target in (arrow.split(" -> ") for arrow in arrows))
    steps = tuple(Node(name, "process", text(f"Step {name}")) for name in nodes)
    return Diagram(
        "sample",
        text("Sample"),
        nodes=steps,
        edges=edges,
        treatments=tuple(treatments),
        groups=tuple(groups),
        direction=direction,
    )


def treatment(name: str, *acts_on: str, may_lead_to: tuple[str, ...] = ()) -> Treatment:
    """A treatment that acts on steps and arrows."""
    return Treatment(name, text(name), acts_on, may_lead_to=may_lead_to)


def engine(folder: Path, body: str) -> Engine:
    """An engine that is a Python script."""
    path = folder / "engine"
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return Engine("fake", path)
