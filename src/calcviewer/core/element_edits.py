"""Steps, arrows and treatments removed, turned round, renamed, with all that names them.

The functions are like those of `core.edits`: text in, the smallest edits of that text or a refusal out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from calcviewer.core.build_library import LANGUAGES
from calcviewer.core.edits import SHARED_IDS, changed, placed, refill, section_of, set_text, set_value
from calcviewer.core.ids import as_id, is_id
from calcviewer.core.model import edge_id
from calcviewer.core.names import arrow_parts
from calcviewer.core.problems import Problem
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.schema import DIAGRAM
from calcviewer.core.source import compose
from calcviewer.core.uses import Block, Consequence, Removal, rename_arrow, with_key
from calcviewer.core.uses import rename as renamed_uses
from calcviewer.core.values import Path, Value, plain


@dataclass(frozen=True)
class Removed(Rewritten):
    """A removal, and what else it takes along or changes."""

    consequences: tuple[Consequence, ...] = ()


def remove(text: str, element_id: str, diagram_id: str = "") -> Removed:
    """Takes a step, an arrow or a treatment away, with all that names it; `consequences` tells what that is."""
    removal: list[Removal] = []

    def change(root: Block) -> Problem | None:
        section, key = _element(root, element_id)
        if key is None and _arrow(root, element_id) is None:
            return Problem("E067", args={"id": element_id})
        gone = {element_id, key} if key is not None else set()
        found = Removal(root, gone, set() if key is not None else {element_id}, diagram_id)
        if key is not None:
            del section_of(root, section)[key]
        found.run()
        removal.append(found)
        return None

    done = changed(text, change)
    told = tuple(removal[0].consequences) if removal else ()
    return Removed(done.edits, done.refused, told)


def _element(root: Block, element_id: str) -> tuple[str, str | None]:
    """The section of a step or treatment, and its key there as it is typed."""
    for section in SHARED_IDS:
        entries = section_of(root, section)
        for key in (*(key for key in entries if key == element_id), *entries):
            if key == element_id or (not is_id(key) and as_id(key) == element_id):
                return section, key
    return "", None


def element_key(root: Block, element_id: str) -> str | None:
    """The key of a step or treatment as it is typed; None if there is none."""
    return _element(root, element_id)[1]


def set_field(text: str, element_id: str, field: str, value: Value) -> Rewritten:
    """Sets a field of a step or treatment; one that is missing is put where the schema has it."""
    path = _path(text, element_id)
    if path is None:
        return Rewritten(refused=Problem("E067", args={"id": element_id}))
    return set_value(text, (*path, field), value)


def set_label(text: str, element_id: str, language: str, words: str, languages: Sequence[str] = LANGUAGES) -> Rewritten:
    """Sets the label of a step or treatment in one language."""
    path = _path(text, element_id)
    if path is None:
        return Rewritten(refused=Problem("E067", args={"id": element_id}))
    return set_text(text, (*path, "label"), language, words, languages)


def _path(text: str, element_id: str) -> Path | None:
    root, _problems = compose(text)
    said = plain(root) if root else None
    return place_of(said, element_id) if isinstance(said, dict) else None


def _arrow(root: Block, arrow: str) -> int | None:
    """The number of the entry that draws an arrow."""
    found = root.get("edges")
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, str) and any(edge_id(*pair) == arrow for pair in pairwise(arrow_parts(item))):
            return index
        if isinstance(item, dict) and edge_id(str(item.get("from")), str(item.get("to"))) == arrow:
            return index
    return None


def _as_block(root: Block, arrow: str) -> Block | None:
    """The block of an arrow, which is cut out of its chain for it; None if there is no such arrow."""
    index = _arrow(root, arrow)
    if index is None:
        return None
    edges = cast("list[Value]", root["edges"])
    item = edges[index]
    if isinstance(item, dict):
        return item
    source, target = arrow_parts(arrow)
    block: Block = {"from": source, "to": target}
    _cut_out(edges, index, arrow, block)
    return block


def _cut_out(edges: list[Value], index: int, arrow: str, instead: Value) -> None:
    """Puts something in the place of one arrow of a chain; what is left of it stays before and after."""
    parts = arrow_parts(cast("str", edges[index]))
    cut = next(number for number, pair in enumerate(pairwise(parts)) if edge_id(*pair) == arrow) + 1
    before, after = ([" -> ".join(run)] if len(run) > 1 else [] for run in (parts[:cut], parts[cut:]))
    edges[index : index + 1] = [*before, instead, *after]


def set_arrow(text: str, arrow: str, field: str, value: Value) -> Rewritten:
    """Sets the kind or another field of an arrow; one in the short form becomes a block."""

    def change(root: Block) -> Problem | None:
        block = _as_block(root, arrow)
        if block is None:
            return Problem("E067", args={"id": arrow})
        if field in block:
            block[field] = value
        else:
            refill(block, placed(block, ("edges", 0, field), value, DIAGRAM))
        return None

    return changed(text, change)


def reverse_arrow(text: str, arrow: str) -> Rewritten:
    """Turns an arrow round, everywhere where it is named; its old end no longer needs its old beginning."""
    ends = arrow_parts(arrow)
    return redirect_arrow(text, arrow, ends[-1], ends[0])


def rename(text: str, old: str, new: str, diagram_id: str = "") -> Rewritten:
    """Gives a step or treatment another id, everywhere where it is named in this file."""

    def change(root: Block) -> Problem | None:
        section, key = _element(root, old)
        if key is None:
            return Problem("E067", args={"id": old})
        if not is_id(new):
            return Problem("E060", args={"id": new, "suggestion": as_id(new)})
        if new != key and _element(root, new)[1] not in (None, key):
            return Problem("E403", args={"id": new})
        renamed_uses(root, {old, key}, new, diagram_id)
        root[section] = with_key(section_of(root, section), {key}, new)
        return None

    return changed(text, change)


def redirect_arrow(text: str, arrow: str, source: str, target: str) -> Rewritten:
    """Lets an arrow begin or end elsewhere; whatever names it goes with it."""

    def change(root: Block) -> Problem | None:
        index = _arrow(root, arrow)
        if index is None:
            return Problem("E067", args={"id": arrow})
        edges = cast("list[Value]", root["edges"])
        item = edges[index]
        if isinstance(item, dict):
            item["from"], item["to"] = source, target
        else:
            _cut_out(edges, index, arrow, edge_id(source, target))
        Removal(root, set(), {arrow}).needs()
        rename_arrow(root, arrow, edge_id(source, target))
        return None

    return changed(text, change)


def place_of(root: Block, element_id: str) -> Path | None:
    """The path of a step, a treatment, or the entry that draws an arrow; None if there is no such."""
    section, key = _element(root, element_id)
    if key is not None:
        return section, key
    index = _arrow(root, element_id)
    return None if index is None else ("edges", index)
