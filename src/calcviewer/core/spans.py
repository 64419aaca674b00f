"""Where the values of a file stand, by their paths (``edges[3].text``): worked out when somebody asks.

Most files are read without a question; those that have problems, or are edited, ask.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from calcviewer.core.ids import is_id
from calcviewer.core.problems import Span
from calcviewer.core.schema import Field, Kind, Record
from calcviewer.core.tree import Mapping as MappingNode
from calcviewer.core.tree import Node, Scalar, Sequence

Places = dict[str, tuple[Span | None, Span]]
"""Path → the key (an item of a list has none), and the value."""
Note = Callable[[Places], None]
"""Adds places, or changes what is there."""

_LISTS = frozenset(
    {Kind.CHOICES, Kind.STRINGS, Kind.ONE_OR_STRINGS, Kind.TEXTS, Kind.RECORDS, Kind.ARROWS},
)
_MAY_BE_ONE = frozenset({Kind.CHOICES, Kind.ONE_OR_STRINGS})
_MAPS = frozenset({Kind.RECORD_MAP, Kind.TEXT_MAP})
_BLOCKS = frozenset({Kind.RECORD, Kind.RECORDS, Kind.RECORD_MAP, Kind.ARROWS})
_TEXTS = frozenset({Kind.TEXT, Kind.TEXTS, Kind.TEXT_MAP})


class Spans(Mapping[str, Span]):
    """The whole extent of what is at each path, from its key to the end of its value. Safe on any thread."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes = tuple(notes)

    @cached_property
    def _found(self) -> Mapping[str, Span]:
        places: Places = {}
        for note in self._notes:
            note(places)
        return {path: Span(*key[:2], *value[2:]) if key else value for path, (key, value) in places.items()}

    def __getitem__(self, path: str) -> Span:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def of_file(root: Node, record: Record) -> Note:
    """The places of all that the table knows in a file."""

    def note(places: Places) -> None:
        places[""] = (None, root.span)
        _block(places, root, record, "")

    return note


def of_entry(key: Scalar, node: Node, row: Field, path: str) -> Note:
    """The places of an entry of a map of ids under the id that it should have had."""

    def note(places: Places) -> None:
        places[path] = (key.span, node.span)
        _inside(places, node, row, path)

    return note


def under_id(places: Places, path: str, name: str, fields: Iterable[str] = ()) -> None:
    """The places of `path`, of these fields of it and of their items are those of `name` too."""
    places[name] = places[path]
    for row in fields:
        places[f"{name}.{row}"] = places[f"{path}.{row}"]
        _items_too(places, f"{path}.{row}", f"{name}.{row}")


def _items_too(places: Places, path: str, name: str) -> None:
    index = 0
    while (item := f"{path}[{index}]") in places:
        places[f"{name}[{index}]"] = places[item]
        index += 1


def renumbered(name: str, kept: Iterable[int]) -> Note:
    """The places of the list `name` under the numbers that its items have when only `kept` are left."""
    new = {str(old): str(number) for number, old in enumerate(kept)}
    before = f"{name}["

    def note(places: Places) -> None:
        inside = {path: place for path, place in places.items() if path.startswith(before)}
        for path in inside:
            del places[path]
        for path, place in inside.items():
            old, _, rest = path[len(before) :].partition("]")
            if old in new:
                places[f"{before}{new[old]}]{rest}"] = place

    return note


def _block(places: Places, node: Node, record: Record, path: str) -> None:
    if isinstance(node, MappingNode):
        for key, child in node.entries:
            if row := record.field(key.value):
                place = f"{path}.{row.name}" if path else row.name
                places[place] = (key.span, child.span)
                _value(places, child, row, place)


def _value(places: Places, node: Node, row: Field, path: str) -> None:
    if isinstance(node, Scalar) and node.is_empty:
        return
    if row.kind in _MAPS:
        _entries(places, node, row, path)
    elif row.kind in _LISTS:
        _items(places, node, row, path)
    else:
        _inside(places, node, row, path)


def _entries(places: Places, node: Node, row: Field, path: str) -> None:
    if isinstance(node, MappingNode):
        for key, child in node.entries:
            if is_id(key.value, row.ids):
                place = f"{path}.{key.value}"
                places[place] = (key.span, child.span)
                _inside(places, child, row, place)


def _items(places: Places, node: Node, row: Field, path: str) -> None:
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            places[f"{path}[{index}]"] = (None, item.span)
            _inside(places, item, row, f"{path}[{index}]")
    elif row.kind in _MAY_BE_ONE and isinstance(node, Scalar):
        places[f"{path}[0]"] = (None, node.span)


def _inside(places: Places, node: Node, row: Field, path: str) -> None:
    """A text, or a block: the fields of what is at `path`."""
    if row.kind in _BLOCKS and row.record:
        _block(places, node, row.record, path)
    elif row.kind in _TEXTS and isinstance(node, MappingNode):
        for key, child in node.entries:
            places[f"{path}.{key.value}"] = (key.span, child.span)
