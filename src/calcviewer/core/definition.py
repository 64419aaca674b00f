"""Where an id is defined, and everywhere it is named: to go there, and to show what a rename would touch."""

from collections.abc import Iterator

from calcviewer.core.hover import link_at
from calcviewer.core.links import goal
from calcviewer.core.names import ARROW, arrow_parts
from calcviewer.core.places import Places
from calcviewer.core.problems import Span
from calcviewer.core.result import LoadResult
from calcviewer.core.schema import Kind
from calcviewer.core.source import compose
from calcviewer.core.tree import Mapping, Node, Scalar, Sequence
from calcviewer.core.uses import Block, leads_to, names, table_rows, word_at
from calcviewer.core.values import Path, plain
from calcviewer.core.where import where

DEFINING = ("nodes", "treatments")
_ID_KEYS = (*DEFINING, "groups", "refs")


def name_at(text: str, index: int) -> str:
    """What the word at a place names: an id, a code, or where a link leads (``trauma#clot``, ``term:x``)."""
    here = where(text, index)
    if link := link_at(text, here, index):
        return link.target.removeprefix("#")
    if here.is_text:
        return ""
    word = text[here.start : here.end].strip("\"'")
    row = here.slot.row
    is_field = here.is_key and here.slot.kind is Kind.RECORD and not (row and row.kind is Kind.ARROWS)
    is_language = here.is_key and here.slot.kind is Kind.TEXT
    return "" if is_field or is_language or (row and row.choices) else word


def defined_at(result: LoadResult, name: str) -> Span | None:
    """Where a step, treatment, arrow, group or reference of this file stands; None if it is not in it."""
    paths = (*(f"{section}.{name}" for section in _ID_KEYS), name if ARROW in name else "")
    return next((result.spans[path] for path in paths if path and path in result.spans), None)


def uses_of(text: str, element_id: str, diagram_id: str = "") -> tuple[Span, ...]:
    """Every place of a file that says the id of a step or treatment, in order: its key, names, arrows, links."""
    root, _ = compose(text)
    said = plain(root) if root else None
    if root is None or not isinstance(said, dict):
        return ()
    places = Places(text)
    nodes = dict(_nodes(root, ()))
    found = [*_keys(root, said, element_id)]
    for path in names(said):
        if element_id in arrow_parts(word_at(said, path)):
            found += _parts(places, nodes[path].span, element_id)
    for node in nodes.values():
        found += _links(places, node, element_id, diagram_id)
    return tuple(sorted(set(found)))


def _nodes(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """All values of a tree with their paths."""
    yield path, node
    if isinstance(node, Mapping):
        for key, child in node.entries:
            yield from _nodes(child, (*path, key.value))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _nodes(item, (*path, index))


def _keys(root: Node, said: Block, element_id: str) -> Iterator[Span]:
    """The key under which it stands, and those of the table's cells."""
    nodes = dict(_nodes(root, ()))
    for path in (*((section,) for section in DEFINING), *((*row, "cells") for row, _ in table_rows(said))):
        holder = nodes.get(path)
        for key, _child in holder.entries if isinstance(holder, Mapping) else ():
            if key.value == element_id:
                yield key.span


def _parts(places: Places, span: Span, element_id: str) -> Iterator[Span]:
    """The stretches of an arrow, or of a single name, that are this id."""
    at = places.offset(span.line, span.column)
    for part in places.slice(span).split(ARROW):
        bare = part.strip().strip("\"'").strip()
        if bare == element_id:
            start = at + part.index(bare)
            yield places.span(start, start + len(bare))
        at += len(part) + len(ARROW)


def _links(places: Places, node: Node, element_id: str, diagram_id: str) -> Iterator[Span]:
    if not isinstance(node, Scalar) or f"#{element_id}" not in node.value:
        return
    start = places.offset(node.span.line, node.span.column)
    words = places.slice(node.span)
    at = words.find(f"#{element_id}")
    while at >= 0:
        head = max(words.rfind(mark, 0, at) for mark in "(<[, \n\"'") + 1
        end = at + 1 + len(element_id)
        target = words[head:end]
        is_whole = not (words[end : end + 1].isalnum() or words[end : end + 1] in ("-", "_"))
        if is_whole and goal(target).kind == "step" and leads_to(target, (element_id,), diagram_id):
            yield places.span(start + at + 1, start + end)
        at = words.find(f"#{element_id}", end)
