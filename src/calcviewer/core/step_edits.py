"""Steps drawn by hand: a new one with the arrow that leads to it, a copy of one, one put into a group or out of it.

The functions are like those of `core.edits`: text in, the smallest edits of that text or a refusal out.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from typing import cast

from calcviewer.core.edits import SHARED_IDS, changed, placed, refill, section_of
from calcviewer.core.element_edits import element_key
from calcviewer.core.ids import ID_LIMIT, as_id
from calcviewer.core.model import edge_id
from calcviewer.core.problems import Problem
from calcviewer.core.rewrite import Rewritten
from calcviewer.core.schema import DIAGRAM
from calcviewer.core.uses import Block, blocks
from calcviewer.core.values import Value

NAMELESS = "step"
"""What a step is called in the file whose label has no letter that an id could have."""


def free_id(label: str, taken: Collection[str]) -> str:
    """An id made from a label that nothing else has yet."""
    wanted = as_id(label) or NAMELESS
    found, number = wanted, 1
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = wanted[: ID_LIMIT - len(ending)].rstrip("-") + ending
    return found


def new_label(words: str, language: str, languages: Sequence[str]) -> Value:
    """A label in one language, with a place for each other one: what stands there empty is still to be translated."""
    return {code: words if code == language else "" for code in dict.fromkeys((*languages, language))}


def add_step(text: str, step_id: str, fields: Mapping[str, Value], after: str = "", kind: str = "causes") -> Rewritten:
    """Adds a step, and an arrow of that kind to it from the step `after`, next to which it is written."""

    def change(root: Block) -> Problem | None:
        if any(step_id in section_of(root, section) for section in SHARED_IDS):
            return Problem("E403", args={"id": step_id})
        key = element_key(root, after) if after else None
        if after and key is None:
            return Problem("E067", args={"id": after})
        _put_after(root, "nodes", step_id, dict(fields), key)
        if key is not None:
            plain: Value = edge_id(key, step_id)
            _append(root, "edges", plain if kind == "causes" else {"from": key, "to": step_id, "kind": kind})
        return None

    return changed(text, change)


def duplicate_step(text: str, step: str, copy_id: str) -> Rewritten:
    """Adds a step that says the same as another, right after it; no arrow leads to it."""

    def change(root: Block) -> Problem | None:
        key = element_key(root, step)
        if key is None or key not in section_of(root, "nodes"):
            return Problem("E067", args={"id": step})
        if any(copy_id in section_of(root, section) for section in SHARED_IDS):
            return Problem("E403", args={"id": copy_id})
        said = deepcopy(section_of(root, "nodes")[key])
        if isinstance(said, dict):
            said.pop("needs", None)  # no arrow brings it
        _put_after(root, "nodes", copy_id, said, key)
        return None

    return changed(text, change)


def put_into_group(text: str, step: str, group: str = "") -> Rewritten:
    """Takes a step out of the group in which it stands, and puts it into another; '' puts it into none.

    A group goes with its last step.
    """

    def change(root: Block) -> Problem | None:
        key = element_key(root, step)
        if key is None:
            return Problem("E067", args={"id": step})
        if group and not isinstance(section_of(root, "groups").get(group), dict):
            return Problem("E067", args={"id": group})
        for path, block in blocks(root, "groups"):
            steps = _listed(block.get("nodes"))
            if path[1] == group:
                block["nodes"] = steps if key in steps else [*steps, key]
            elif key in steps:
                block["nodes"] = [each for each in steps if each != key]
                if not block["nodes"]:
                    del section_of(root, "groups")[cast("str", path[1])]
        if root.get("groups") == {}:
            del root["groups"]
        return None

    return changed(text, change)


def _listed(value: Value | None) -> list[Value]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


def _put_after(root: Block, section: str, entry_id: str, value: Value, after: str | None) -> None:
    entries = section_of(root, section)
    keys = list(entries)
    keys.insert(keys.index(after) + 1 if after in entries else len(keys), entry_id)
    filled: Block = {key: entries.get(key, value) for key in keys}
    _fill(root, section, filled)


def _append(root: Block, section: str, item: Value) -> None:
    found = root.get(section)
    _fill(root, section, [*(found if isinstance(found, list) else ()), item])


def _fill(root: Block, section: str, value: Value) -> None:
    if section in root:
        root[section] = value
    else:
        refill(root, placed(root, (section,), value, DIAGRAM))
