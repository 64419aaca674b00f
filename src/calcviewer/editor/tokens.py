"""What the pieces of a line can be, and which words of the field table each section of a file knows. No Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from calcviewer.core.schema import DIAGRAM, LIBRARY, Kind, Record


class Sort(IntEnum):
    """What a piece of a line is. Its colours are in `colours`."""

    KEY = 0
    UNKNOWN_KEY = 1
    ID = 2
    LANGUAGE = 3
    CHOICE = 4
    WORDS = 5
    COMMENT = 6
    ARROW = 7
    MARK = 8
    BRACKET = 9
    LINK = 10
    STRONG = 11


class Token(NamedTuple):
    """A piece of one line: its first character and the one after its last."""

    start: int
    end: int
    sort: Sort


@dataclass(frozen=True)
class Section:
    """What may stand below one key at the margin: names of fields, those whose values are ids, words to choose from."""

    names: frozenset[str]
    id_fields: frozenset[str]
    choices: Mapping[str, frozenset[str]]
    has_ids: bool
    """Whether the first keys in it are ids that somebody chose."""
    has_inner_ids: bool = False


MARGIN = ""
"""The name of the section of the keys that stand at the margin themselves."""
_ID_FIELDS = frozenset({
    *("acts-on", "block", "bridges", "columns", "concept", "diagrams", "facts", "from", "may-lead-to"),
    *("needs", "nodes", "refs", "see-also", "show", "to"),
})  # fmt: skip
_ID_MAPS = (Kind.RECORD_MAP, Kind.TEXT_MAP)


@cache
def section(name: str) -> Section:
    """The section below the key `name` at the margin, in a diagram or in library.yaml; an empty one for other words."""
    if name == MARGIN:
        names = frozenset(row.name for record in (DIAGRAM, LIBRARY) for row in record.fields)
        return Section(names, _ID_FIELDS, _choices((DIAGRAM, LIBRARY)), has_ids=False)
    rows = [row for record in (DIAGRAM, LIBRARY) if (row := record.field(name)) is not None]
    records = tuple({inner.name: inner for row in rows if row.record for inner in _below(row.record)}.values())
    return Section(
        frozenset(field.name for record in records for field in record.fields),
        _ID_FIELDS,
        _choices(records),
        any(row.kind in _ID_MAPS for row in rows),
        any(field.kind in _ID_MAPS for record in records for field in record.fields),
    )


def _below(record: Record) -> Iterator[Record]:
    yield record
    for row in record.fields:
        if row.record is not None:
            yield from _below(row.record)


def _choices(records: tuple[Record, ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in (row for record in records for row in record.fields):
        if row.choices:
            found[row.name] = found.get(row.name, frozenset()) | frozenset(row.choices)
        elif row.kind is Kind.FLAG:
            found[row.name] = frozenset({"true", "false"})
    return found
