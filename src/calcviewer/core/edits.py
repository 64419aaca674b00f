"""What can be done to a diagram file, as pure functions: text in, the smallest edits of that text or a refusal out.

Each says what the file shall say afterwards; `core.rewrite` finds the splices and reads the result again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from calcviewer.core.build_library import LANGUAGES
from calcviewer.core.ids import as_id, is_id
from calcviewer.core.model import edge_id
from calcviewer.core.places import Places
from calcviewer.core.problems import Fix, Problem
from calcviewer.core.report import Report
from calcviewer.core.rewrite import Rewritten, rewritten
from calcviewer.core.schema import DIAGRAM, LIBRARY, Kind, Record
from calcviewer.core.source import compose
from calcviewer.core.text_edit import TextEdit, apply, trimmed
from calcviewer.core.uses import Block, put
from calcviewer.core.values import Path, Value, at, path_of, plain, written_path

Change = Callable[[Block], Problem | None]
"""Changes what a file says; a problem is the refusal."""


def changed(text: str, change: Change, *, is_library: bool = False) -> Rewritten:
    """The edits for any change of what a file says."""
    root, problems = compose(text)
    said = plain(root) if root else None
    if not isinstance(said, dict):
        return Rewritten(refused=next(iter(problems), Problem("E021" if root is None else "E020")))
    refused = change(said)
    return Rewritten(refused=refused) if refused else rewritten(text, said, is_library=is_library)


def path_in(text: str, words: str) -> Path | None:
    """The path that ``nodes.stasis.label.en`` means in a file; None if it leads nowhere."""
    root, _ = compose(text)
    return path_of(plain(root), words) if root and words else None


def set_value(text: str, path: Path, value: Value, *, is_library: bool = False) -> Rewritten:
    """Sets a field, an item or one language; a field that is missing is put where the schema has it."""

    def change(root: Block) -> Problem | None:
        holder = at(root, path[:-1]) if path else None
        if isinstance(holder, dict) and isinstance(path[-1], str) and path[-1] not in holder:
            refill(holder, placed(holder, path, value, LIBRARY if is_library else DIAGRAM))
            return None
        if not path or at(root, path) is None:
            return _nowhere(path)
        put(root, path, value)
        return None

    return changed(text, change, is_library=is_library)


def refill(block: Block, filled: Block) -> None:
    """Gives a block other entries in its place."""
    entries = dict(filled)
    block.clear()
    block.update(entries)


def _nowhere(path: Sequence[str | int]) -> Problem:
    return Problem("E401", args={"path": written_path(path)})


def placed(holder: Block, path: Path, value: Value, root: Record) -> Block:
    """A block with a new field after those that the schema has before it; what is no field comes last."""
    record = _record(root, path[:-1])
    order = {row.name: number for number, row in enumerate(record.fields)} if record else {}
    name = cast("str", path[-1])
    before = [key for key in holder if order.get(key, -1) < order[name]] if name in order else list(holder)
    keys = list(holder)
    place = keys.index(before[-1]) + 1 if before else 0
    keys.insert(place, name)
    return {key: holder.get(key, value) for key in keys}


def _record(record: Record | None, path: Sequence[str | int]) -> Record | None:
    """The row list of the block at a path; None if there is no block."""
    rest = list(path)
    while record and rest:
        row = record.field(str(rest.pop(0)))
        record = row.record if row else None
        if row and row.kind in (Kind.RECORDS, Kind.RECORD_MAP, Kind.ARROWS):
            record = record if rest else None
            del rest[:1]
    return record


def set_at(text: str, words: str, value: str, *, is_library: bool = False) -> Rewritten:
    """Sets what ``nodes.stasis.label.en`` names. The one language of a text may be missing yet, or stand for all."""
    path = path_in(text, words)
    if path is not None:
        return set_value(text, path, value, is_library=is_library)
    head, _, language = words.rpartition(".")
    holder = path_in(text, head)
    if holder is not None and language in LANGUAGES:
        return set_text(text, holder, language, value, is_library=is_library)
    root, problems = compose(text)
    if root is None:
        return Rewritten(refused=next(iter(problems), Problem("E021")))
    guess = _meant(plain(root), words)
    return Rewritten(refused=Problem("E401", args={"path": words} | ({"suggestion": guess} if guess else {})))


def _meant(value: Value, words: str) -> str:
    """The path that was probably meant: as far as it leads somewhere it is taken as it is; '' if nobody can tell."""
    parts = words.split(".")
    for length in range(len(parts) - 1, -1, -1):
        path = path_of(value, ".".join(parts[:length]))
        holder = at(value, path) if path is not None else None
        if isinstance(holder, dict):
            guess = "" if parts[length] in holder else Report().guess(parts[length], holder)
            return ".".join((*parts[:length], guess, *parts[length + 1 :])) if guess else ""
    return ""


def set_text(
    text: str,
    path: Path,
    language: str,
    words: str,
    languages: Sequence[str] = LANGUAGES,
    *,
    is_library: bool = False,
) -> Rewritten:
    """Sets one language of a text; a text that was the same in every language becomes one for each of `languages`."""

    def change(root: Block) -> Problem | None:
        value = at(root, path)
        if isinstance(value, str) and path:
            put(root, path, {code: words if code == language else value for code in (*languages, language)})
        elif isinstance(value, dict):
            value[language] = words
        else:
            return _nowhere(path)
        return None

    if path_value(text, path) is None:
        return set_value(text, path, {language: words}, is_library=is_library)
    return changed(text, change, is_library=is_library)


def path_value(text: str, path: Path) -> Value | None:
    """What stands at a path of a file."""
    root, _ = compose(text)
    return at(plain(root), path) if root else None


def remove_value(text: str, path: Path, *, is_library: bool = False) -> Rewritten:
    """Takes a field, an item or one language away, with its own comments; nothing else is changed with it."""

    def change(root: Block) -> Problem | None:
        holder = at(root, path[:-1]) if path else None
        if not path or at(root, path) is None or holder is None:
            return _nowhere(path)
        del cast("Block", holder)[cast("str", path[-1])]
        return None

    return changed(text, change, is_library=is_library)


def add_entry(text: str, section: str, entry_id: str, fields: Mapping[str, Value], after: str = "") -> Rewritten:
    """Adds a step, treatment, group or reference to its section, at the end or after another."""

    def change(root: Block) -> Problem | None:
        found = root.get(section)
        if (row := DIAGRAM.field(section)) is None or row.kind is not Kind.RECORD_MAP:
            return _nowhere((section,))
        if not is_id(entry_id, row.ids):
            return Problem("E060", args={"id": entry_id, "suggestion": as_id(entry_id)})
        entries = found if isinstance(found, dict) else {}
        others = {**section_of(root, "nodes"), **section_of(root, "treatments")} if section in SHARED_IDS else entries
        if entry_id in others:
            return Problem("E403", args={"id": entry_id})
        keys = list(entries)
        keys.insert(keys.index(after) + 1 if after in entries else len(keys), entry_id)
        _set_section(root, section, {key: entries.get(key, dict(fields)) for key in keys})
        return None

    return changed(text, change)


SHARED_IDS = ("nodes", "treatments")
"""Sections whose ids may not be the same."""


def section_of(root: Block, name: str) -> Block:
    """The entries of a section; none where there is no such."""
    found = root.get(name)
    return found if isinstance(found, dict) else {}


def _set_section(root: Block, section: str, value: Value) -> None:
    if section in root:
        root[section] = value
    else:
        refill(root, placed(root, (section,), value, DIAGRAM))


def add_item(text: str, section: str, item: Value, after: int | None = None) -> Rewritten:
    """Adds an arrow, stop, question or bridge to its list, at the end or after the item of that number."""

    def change(root: Block) -> Problem | None:
        found = root.get(section, [])
        row = DIAGRAM.field(section)
        if row is None or not (isinstance(found, list) or found == ""):
            return _nowhere((section,))
        items = list(found)
        items.insert(len(items) if after is None else after + 1, item)
        _set_section(root, section, items)
        return None

    return changed(text, change)


def add_arrow(text: str, source: str, target: str, fields: Mapping[str, Value] | None = None) -> Rewritten:
    """Adds an arrow: in the short form if nothing more is said of it."""
    block: Block = {"from": source, "to": target, **(fields or {})}
    return add_item(text, "edges", block if fields else edge_id(source, target))


def move(text: str, path: Path, place: int) -> Rewritten:
    """Puts an entry or item at another place in its order, with its own comments."""

    def change(root: Block) -> Problem | None:
        holder = at(root, path[:-1]) if path else None
        if at(root, path) is None or not isinstance(holder, dict | list) or not 0 <= place < len(holder):
            return _nowhere(path)
        if isinstance(holder, list):
            holder.insert(place, holder.pop(cast("int", path[-1])))
            return None
        keys = [key for key in holder if key != path[-1]]
        keys.insert(place, cast("str", path[-1]))
        refill(holder, {key: holder[key] for key in keys})
        return None

    return changed(text, change)


def apply_fix(text: str, fix: Fix) -> Rewritten:
    """The edit that a fix proposes; refused if the file could be understood before and not any more."""
    places = Places(text)
    start = places.offset(fix.span.line, fix.span.column)
    edit = trimmed(text, TextEdit(start, places.offset(fix.span.end_line, fix.span.end_column), fix.text))
    if compose(text)[0] is not None and compose(apply(text, (edit,)))[0] is None:
        return Rewritten(refused=Problem("E402"))
    return Rewritten((edit,))
