"""What a diagram file holds that has a form of its own: steps, arrows, treatments, groups, stops, questions and so on.

Works on what a file says (`core.values`); the schema tells which lists and blocks there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from calcviewer.core.ids import as_id, is_id
from calcviewer.core.model import edge_id
from calcviewer.core.names import arrow_parts
from calcviewer.core.paragraphs import shortened
from calcviewer.core.schema import DIAGRAM, EDGE, NODE, TREATMENT, Field, Kind, Record
from calcviewer.core.translations import children
from calcviewer.core.values import Path, Value, at
from calcviewer.i18n import _

LABEL_LENGTH = 80


@dataclass(frozen=True)
class Entry:
    """Something with a form: where it stands, its words, the kind that its picture shows, its id if it can be selected.

    A chain of arrows is one item of the file and several entries.
    """

    path: Path
    label: str
    kind: str = ""
    element: str = ""


@dataclass(frozen=True)
class Section:
    """The entries of one list of the file; `path` leads to the list. `is_list`: its entries have an order to change."""

    path: Path
    label: str
    entries: tuple[Entry, ...]
    is_list: bool = False


def contents(said: Value, language: str) -> tuple[Section, ...]:
    """Everything in a diagram that has a form, in the order of the schema; the diagram itself is not among it."""
    return tuple(_sections(said, DIAGRAM, (), language))


def _sections(said: Value, record: Record, path: Path, language: str) -> Iterator[Section]:
    for row in record.fields:
        place = (*path, row.name)
        if row.kind is Kind.RECORD and row.record and not path:
            held = at(said, place)
            entries = (Entry(place, _(row.label), row.name),) if isinstance(held, dict) else ()
            yield Section(place, _(row.label), entries)
            yield from _sections(said, row.record, place, language)
        elif row.record and row.kind in (Kind.RECORD_MAP, Kind.RECORDS, Kind.ARROWS):
            yield Section(place, _(row.label), tuple(_entries(said, row, place, language)), row.kind is Kind.RECORDS)


def _entries(said: Value, row: Field, path: Path, language: str) -> Iterator[Entry]:
    held = at(said, path)
    for place, item in children(held, path) if held is not None else ():
        if row.record is EDGE:
            yield from (_arrow(said, place, item, arrow, language) for arrow in arrows_of(item))
        elif row.record and isinstance(item, dict):
            yield _entry(place, item, row.record, language)


def entry_of(said: Value, path: Path, language: str, element: str = "") -> Entry | None:
    """The entry at a path, of an item with several arrows the one that is named; None if it is not there (any more)."""
    if not path:
        words = said_in(at(said, ("title",)), language)
        return Entry((), words or _("This diagram"), "diagram") if isinstance(said, dict) else None
    found = at(said, path[:-1])
    if len(path) == 1:
        is_there = isinstance(at(said, path), dict)
        row = DIAGRAM.field(str(path[0]))
        return Entry(path, _(row.label), row.name) if is_there and row and row.kind is Kind.RECORD else None
    row = _list_at(path[:-1])
    if found is None or row is None:
        return None
    alike = (entry for entry in _entries(said, row, path[:-1], language) if entry.path == path)
    return next((entry for entry in alike if element in ("", entry.element)), None)


def _list_at(path: Path) -> Field | None:
    record: Record | None = DIAGRAM
    row = None
    for part in path:
        row = record.field(str(part)) if record else None
        record = row.record if row else None
    return row


def _entry(path: Path, item: Value, record: Record, language: str) -> Entry:
    key = path[-1]
    words = said_in(at(item, (_label_field(record).name,)), language)
    kind = record.name
    if record is NODE:
        kind = said_in(at(item, ("kind",)), "") or "process"
    element = ""
    if record in (NODE, TREATMENT):
        element = cast("str", key) if is_id(str(key)) else as_id(str(key))
    label = f"{key + 1}. {words}" if isinstance(key, int) else words or key
    return Entry(path, shortened(label, LABEL_LENGTH), kind, element)


def _label_field(record: Record) -> Field:
    """The field that says in words what a block is: the first text that it must have, else the first field."""
    return next((row for row in record.fields if row.kind is Kind.TEXT and row.required), record.fields[0])


def arrows_of(item: Value) -> tuple[str, ...]:
    """The ids of the arrows that an item of `edges` draws: several if it is a chain."""
    if isinstance(item, dict):
        return (edge_id(said_in(item.get("from"), ""), said_in(item.get("to"), "")),)
    parts = arrow_parts(said_in(item, ""))
    return tuple(map(edge_id, parts, parts[1:]))


def _arrow(said: Value, path: Path, item: Value, arrow: str, language: str) -> Entry:
    ends = (said_in(at(said, ("nodes", end, "label")), language) or end for end in arrow_parts(arrow))
    kind = said_in(at(item, ("kind",)), "") or "causes"
    return Entry(path, shortened(" → ".join(ends), LABEL_LENGTH), kind, arrow)


def said_in(value: Value | None, language: str) -> str:
    """The words of a text in a language, else in the first that has any, on one line."""
    if isinstance(value, dict):
        value = value.get(language) or next((words for words in value.values() if words), "")
    return " ".join(value.split()) if isinstance(value, str) else ""
