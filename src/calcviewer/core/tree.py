"""The tree that a YAML file holds: texts, mappings and lists, each with its place. No value is a number or a date."""

from typing import NamedTuple

from calcviewer.core.problems import Span


class Scalar(NamedTuple):
    """One text as it was typed. `style` is '' for a plain one, else its first mark: ``' " | >``."""

    value: str
    style: str
    span: Span

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands here (``key:``), not even quotes."""
        return not self.value and not self.style


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; no key stands there twice."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    span: Span


class Sequence(NamedTuple):
    """The items of a list, in the order of the file."""

    items: "tuple[Node, ...]"
    span: Span


Node = Scalar | Mapping | Sequence
"""Anything that can be a value."""
