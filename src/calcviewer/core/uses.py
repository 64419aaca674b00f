"""Where a file names its steps, arrows and treatments: to rename them everywhere, or to take them out of it.

Works on what a file says (`core.values`), not on its text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from calcviewer.core.links import goal, links
from calcviewer.core.model import edge_id
from calcviewer.core.names import arrow_parts
from calcviewer.core.schema import DIAGRAM, Field, Kind, Record
from calcviewer.core.values import Path, Value, at

Block = dict[str, Value]

NAMING = {"nodes": ("needs",), "treatments": ("acts-on", "may-lead-to"), "groups": ("nodes",)}
NAMING |= {"tour": ("show",), "quiz": ("block",)}
"""The fields of the blocks of each section that name elements."""
LOST_WITH_NAMES = frozenset({"acts-on", "nodes", "show", "block"})
"""Fields without which a block says nothing: it goes when the last name in them goes. Others are simply left out."""
_ARROW = re.compile(r"(\s*->\s*)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([ ]{0,8}<?([^\s<>()]{0,500})>?[^()]*\)")


def names(root: Block) -> Iterator[Path]:
    """The paths of all words that name a step, an arrow or a treatment, in arrows too."""
    for section, fields in NAMING.items():
        for path, block in blocks(root, section):
            yield from (found for name in fields for found in _words((*path, name), block.get(name)))
    for path, item in blocks(root, "edges"):
        yield from (((*path, end)) for end in ("from", "to") if isinstance(item.get(end), str))
    for section in ("edges", "bridges"):
        yield from (path for path in _words((section,), root.get(section)) if len(path) == 2)
    yield from _words(("table", "columns"), at(root, ("table", "columns")))


def blocks(root: Block, section: str) -> list[tuple[Path, Block]]:
    """The blocks of a section, with their paths."""
    found = root.get(section)
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return [((section, key), block) for key, block in pairs if isinstance(block, dict)]


def _words(path: Path, value: Value | None) -> Iterator[Path]:
    if isinstance(value, str):
        yield path
    elif isinstance(value, list):
        yield from ((*path, index) for index, item in enumerate(value) if isinstance(item, str))


def texts(value: Value, record: Record = DIAGRAM, path: Path = ()) -> Iterator[Path]:
    """The paths of all words that are read as Markdown, or could be."""
    for row in record.fields if isinstance(value, dict) else ():
        yield from _texts(cast("Block", value).get(row.name), row, (*path, row.name))


def _texts(value: Value | None, row: Field, path: Path) -> Iterator[Path]:
    if value is None:
        return
    if row.kind in (Kind.TEXT, Kind.TEXTS, Kind.TEXT_MAP):
        yield from _leaves(value, path)
    elif row.record and row.kind is Kind.RECORD:
        yield from texts(value, row.record, path)
    elif row.record:
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in pairs:
            yield from texts(item, row.record, (*path, key))


def _leaves(value: Value, path: Path) -> Iterator[Path]:
    if isinstance(value, str):
        yield path
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(item, (*path, key))


def put(root: Value, path: Path, value: Value) -> None:
    """Puts a value at a path whose holder is there."""
    holder = at(root, path[:-1])
    if isinstance(holder, dict):
        holder[cast("str", path[-1])] = value
    else:
        cast("list[Value]", holder)[cast("int", path[-1])] = value


def word_at(root: Block, path: Path) -> str:
    """The word at a path that `names` or `texts` gave."""
    return cast("str", at(root, path))


def rename(root: Block, old: Collection[str], new: str, diagram_id: str = "") -> None:
    """Puts a new id in the place of an element's (`old` holds each way in which it is written) wherever it is named."""
    for path in (*names(root),):
        put(root, path, _renamed(word_at(root, path), old, new))
    rename_in_links(root, old, new, diagram_id)
    for _, row in table_rows(root):
        cells = row.get("cells")
        if isinstance(cells, dict):
            row["cells"] = with_key(cells, old, new)


def with_key(block: Block, old: Collection[str], new: str) -> Block:
    """A map with another key in the same place."""
    return {new if key in old else key: value for key, value in block.items()}


def table_rows(root: Block) -> list[tuple[Path, Block]]:
    """The rows of the table, with their paths."""
    table = root.get("table")
    found = blocks(table, "rows") if isinstance(table, dict) else []
    return [(("table", *path), row) for path, row in found]


def rename_arrow(root: Block, old: str, new: str) -> None:
    """Puts another arrow in the place of one wherever it is named, but not where it is drawn."""
    for path in (*names(root),):
        if path[0] not in ("edges", "bridges") and is_arrow(word_at(root, path), old):
            put(root, path, new)


def is_arrow(word: str, arrow: str) -> bool:
    """Whether a word names this arrow, however the blanks are."""
    return " -> ".join(arrow_parts(word)) == arrow


def _renamed(word: str, old: Collection[str], new: str) -> str:
    return "".join(new if part.strip() in old else part for part in _ARROW.split(word))


def rename_in_links(root: Block, old: Collection[str], new: str, diagram_id: str) -> None:
    """Makes the links of all texts, and see-also, lead to a new id."""
    for path in (*texts(root),):
        words = word_at(root, path)
        for link in reversed((*links(words),)):
            if leads_to(link.target, old, diagram_id):
                target = f"{link.target.partition('#')[0]}#{new}"
                words = f"{words[: link.start]}{target}{words[link.end :]}"
        put(root, path, words)
    for path, block in blocks(root, "nodes"):
        for place in (*_words((*path, "see-also"), block.get("see-also")),):
            if leads_to(word_at(root, place), old, diagram_id):
                put(root, place, f"{diagram_id}#{new}")


def leads_to(target: str, ids: Collection[str], diagram_id: str) -> bool:
    """Whether a link's target is one of these elements of this diagram."""
    found = goal(target)
    return found.kind == "step" and found.id in ids and found.diagram in ("", diagram_id)


@dataclass(frozen=True)
class Consequence:
    """What else a removal changes: `name` is no longer named at `path`; `is_removed`: all that stands there goes."""

    path: Path
    name: str = ""
    is_removed: bool = False


@dataclass
class Removal:
    """Takes elements out of what a file says; `consequences` tells it, by the paths of the file as it was."""

    root: Block
    gone: set[str]
    arrows: set[str] = field(default_factory=set)
    diagram_id: str = ""
    consequences: list[Consequence] = field(default_factory=list)

    def run(self) -> None:
        """Takes out all that names what is gone, and what says nothing without it."""
        edges = self._edges()
        for section in ("nodes", "treatments", "groups"):
            self._section(section)
        self._table()
        self._links()  # before lists get other numbers
        self._bridges()
        for section in ("tour", "quiz"):
            self._section(section)
        if edges is not None:
            self.root["edges"] = edges
        for section in ("edges", "bridges", "treatments", "groups", "tour", "quiz", "table"):
            if self.root.get(section) in ([], {}):
                del self.root[section]

    def needs(self) -> None:
        """Takes the beginnings of arrows that are gone out of what their ends need."""
        self._section("nodes")

    def is_gone(self, word: str) -> bool:
        """Whether a word names something that is gone."""
        parts = arrow_parts(word)
        return any(part in self.gone for part in parts) or " -> ".join(parts) in self.arrows

    def _tell(self, path: Path, name: str = "", is_removed: bool = False) -> None:
        self.consequences.append(Consequence(path, name, is_removed))

    def _edges(self) -> list[Value] | None:
        """The arrows that stay; None if the file has no list of arrows."""
        found = self.root.get("edges")
        if not isinstance(found, list):
            return None
        kept: list[Value] = []
        for index, item in enumerate(found):
            if isinstance(item, str):
                kept += self._chain(item, ("edges", index))
            elif not self._is_gone_edge(item, ("edges", index)):
                kept.append(item)
        return kept

    def _is_gone_edge(self, item: Value, path: Path) -> bool:
        ends = (item.get("from"), item.get("to")) if isinstance(item, dict) else (None, None)
        arrow = edge_id(str(ends[0]), str(ends[1]))
        if None in ends or not self.is_gone(arrow):
            return False
        self.arrows.add(arrow)
        self._tell(path, arrow, is_removed=True)
        return True

    def _chain(self, words: str, path: Path) -> list[Value]:
        parts = arrow_parts(words)
        arrows = [edge_id(*pair) for pair in pairwise(parts)]
        lost = [arrow for arrow in arrows if self.is_gone(arrow)]
        if not lost:
            return [words]
        for arrow in lost:
            self.arrows.add(arrow)
            self._tell(path, arrow, is_removed=True)
        return [*chains(parts, set(lost))]

    def _bridges(self) -> None:
        found = self.root.get("bridges")
        for index, item in enumerate(found) if isinstance(found, list) else ():
            if isinstance(item, str) and any(part in self.gone for part in arrow_parts(item)):
                self._tell(("bridges", index), item, is_removed=True)
        if isinstance(found, list):
            told = {each.path[1] for each in self.consequences if each.path[0] == "bridges"}
            self.root["bridges"] = [item for index, item in enumerate(found) if index not in told]

    def _section(self, section: str) -> None:
        lost = {path[-1] for path, block in blocks(self.root, section) if self._is_lost(path, block)}
        for key in sorted(lost, key=str):
            self._tell((section, key), is_removed=True)
            if section == "treatments":
                self.gone.add(str(key))
        found = self.root.get(section)
        if isinstance(found, dict):
            self.root[section] = {key: block for key, block in found.items() if key not in lost}
        if isinstance(found, list):
            self.root[section] = [block for index, block in enumerate(found) if index not in lost]

    def _is_lost(self, path: Path, block: Block) -> bool:
        """Takes the names out of a block; whether it says nothing any more."""
        is_lost = False
        for name in NAMING[cast("str", path[0])]:
            value = block.get(name)
            words = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            kept = [word for word in words if not (isinstance(word, str) and self._is_cut(word, path, name))]
            if len(kept) == len(words):
                continue
            for word in words:
                if word not in kept:
                    self._tell((*path, name), str(word))
            if kept:
                block[name] = kept
            else:
                del block[name]
                is_lost = is_lost or name in LOST_WITH_NAMES
        return is_lost

    def _is_cut(self, word: str, path: Path, name: str) -> bool:
        return self.is_gone(word) or (name == "needs" and edge_id(word, str(path[1])) in self.arrows)

    def _table(self) -> None:
        columns = at(self.root, ("table", "columns"))
        if not isinstance(columns, list) or not any(isinstance(word, str) and word in self.gone for word in columns):
            return
        kept = [word for word in columns if not (isinstance(word, str) and word in self.gone)]
        self._tell(("table", "columns"), is_removed=not kept)
        put(self.root, ("table", "columns"), kept)
        if not kept:
            self.root["table"] = {}
        for _, row in table_rows(self.root):
            cells = row.get("cells")
            if isinstance(cells, dict):
                row["cells"] = {key: value for key, value in cells.items() if key not in self.gone}

    def _links(self) -> None:
        for path in (*texts(self.root),):
            words = word_at(self.root, path)
            new = _LINK.sub(lambda found: found[1] if self._leads_away(found[2]) else found[0], words)
            if new != words:
                lost = dict.fromkeys(goal(found[2]).id for found in _LINK.finditer(words) if self._leads_away(found[2]))
                self._tell(path, ", ".join(lost))
                put(self.root, path, new)

    def _leads_away(self, target: str) -> bool:
        return leads_to(target, self.gone, self.diagram_id)


def chains(parts: tuple[str, ...], lost: Collection[str]) -> Iterator[str]:
    """What is left of a chain without some of its arrows: shorter chains."""
    run: list[str] = [parts[0]]
    for source, target in pairwise(parts):
        if edge_id(source, target) in lost:
            if len(run) > 1:
                yield " -> ".join(run)
            run = []
        run.append(target)
    if len(run) > 1:
        yield " -> ".join(run)
