"""The tree that a YAML file holds: texts, mappings and lists, each with its place. No value is a number or a date."""

from collections.abc import Iterator
from typing import NamedTuple

from calcviewer.core.problems import Span


class Scalar(NamedTuple):
    """One text as it was typed. `style` is '' for a plain one, else its first mark: ``' " | >``.

    A named tuple, since large files have tens of thousands: a frozen dataclass takes three times as long to make.
    """

    value: str
    style: str
    span: Span

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands here (``key:``), not even quotes."""
        return not self.value and not self.style


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; no key stands there twice. `is_flow`: it stands in brackets."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    span: Span
    is_flow: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        return not self == other  # a tuple's own would look at `is_flow` too

    def __hash__(self) -> int:
        return hash(self[:2])


class Sequence(NamedTuple):
    """The items of a list, in the order of the file. `is_flow`: it stands in brackets."""

    items: "tuple[Node, ...]"
    span: Span
    is_flow: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        return not self == other  # a tuple's own would look at `is_flow` too

    def __hash__(self) -> int:
        return hash(self[:2])


Node = Scalar | Mapping | Sequence
"""Anything that can be a value."""


def scalars(node: Node) -> Iterator[Scalar]:
    """All texts of a tree, keys too, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, child in node.entries:
            yield key
            yield from scalars(child)
