"""Where in a file the cursor stands: the keys around it, and what may be typed there.

The text is usually broken while somebody types, so nothing is parsed: the lines above are read by their indentation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from calcviewer.core.flow import Flow, flow_at
from calcviewer.core.names import ARROW
from calcviewer.core.schema import DIAGRAM, Field, Kind, Record
from calcviewer.core.values import Path

_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s\[\]{}"'#&*!|>%@`,][^:#]*?)[ ]*:(?=\s|$)""")
_BLOCK_TEXT = re.compile(r"\s*[|>][0-9+-]{0,2}[ ]*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|\s)#")

INSIDE_KEY = {Kind.RECORD_MAP: Kind.RECORD, Kind.TEXT_MAP: Kind.TEXT, Kind.TEXT: Kind.STRING}
INSIDE_ITEM = {Kind.RECORDS: Kind.RECORD, Kind.ARROWS: Kind.RECORD, Kind.TEXTS: Kind.TEXT}
INSIDE_ITEM |= {Kind.STRINGS: Kind.STRING, Kind.ONE_OR_STRINGS: Kind.STRING, Kind.CHOICES: Kind.CHOICE}
WITH_KEYS = frozenset({Kind.RECORD, Kind.RECORD_MAP, Kind.TEXT_MAP, Kind.TEXT})
LISTS = frozenset({Kind.RECORDS, Kind.ARROWS, Kind.TEXTS, Kind.STRINGS, Kind.ONE_OR_STRINGS, Kind.CHOICES})
TEXTS = frozenset({Kind.TEXT, Kind.TEXTS, Kind.TEXT_MAP})


class Slot(NamedTuple):
    """What may stand at a path: what sort of value, by which row of the table, and the fields of a block.

    Inside a text, a list or a map, `kind` is that of the part, and `row` still the row of the whole.
    """

    kind: Kind | None = None
    row: Field | None = None
    record: Record | None = None


NO_SLOT = Slot()


def slot_at(path: Path, root: Record = DIAGRAM) -> Slot:
    """What may stand at a path; no kind where the table knows nothing of it."""
    slot = Slot(Kind.RECORD, None, root)
    for part in path:
        slot = _inside(slot, part)
    return slot


def _inside(slot: Slot, part: str | int) -> Slot:
    if slot.kind is Kind.RECORD and slot.record and isinstance(part, str):
        row = slot.record.field(part)
        return Slot(row.kind, row, row.record) if row else NO_SLOT
    table = INSIDE_ITEM if isinstance(part, int) else INSIDE_KEY
    kind = table.get(slot.kind) if slot.kind else None
    return Slot(kind, slot.row, slot.record) if kind else NO_SLOT


@dataclass(frozen=True)
class Where:
    """A place of the cursor. `path` leads to the value that is typed, or with `is_key` to the block of the new key.

    `start` and `end` are the indices of the word that is there, `prefix` what of it stands before the cursor. `present`
    are the other keys of the block; `column` is where the word begins, from 0. `quote` is the mark in which it stands.
    """

    path: Path
    slot: Slot
    is_key: bool
    start: int
    end: int
    prefix: str
    present: frozenset[str] = frozenset()
    column: int = 0
    quote: str = ""
    is_flow: bool = False
    is_block_text: bool = False
    is_item: bool = False

    @property
    def is_text(self) -> bool:
        """Whether words for the reader are typed here, in which Markdown has a meaning."""
        row = self.slot.row
        return not self.is_key and row is not None and row.kind in TEXTS


class _Mark(NamedTuple):
    """A dash (`name` is None) or a key at the start of a line; `end` is the column behind it."""

    column: int
    name: str | None
    end: int


def marks(line: str) -> list[_Mark]:
    """The dashes and the key with which a line begins."""
    at = len(line) - len(line.lstrip(" "))
    found = []
    while line.startswith("- ", at) or line[at:] == "-":
        found.append(_Mark(at, None, at + 1))
        at += 1
        at += len(line[at:]) - len(line[at:].lstrip(" "))
    if key := _KEY.match(line, at):
        found.append(_Mark(at, key[1].strip("\"'"), key.end()))
    return found


def where(text: str, index: int, root: Record = DIAGRAM) -> Where:
    """What stands around the character at `index`, in a diagram or, with its record, in a library file."""
    start, end = _line(text, index)
    if _is_comment(text[start:index]):
        return Where((), NO_SLOT, False, index, index, "")
    return _Ascent(text, index, start, end, root).found()


def _line(text: str, index: int) -> tuple[int, int]:
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    start = text.rfind("\n", 0, index) + 1
    return start, max(end - 1, start) if text[start:end].endswith("\r") else end


def _is_comment(head: str) -> bool:
    return head.lstrip().startswith("#")


@dataclass
class _Ascent:
    """Climbs from the cursor to the margin, and remembers the keys and dashes under which it stands."""

    text: str
    index: int
    start: int
    end: int
    root: Record
    path: list[str | int] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    flow: Flow | None = None
    is_block_text: bool = False
    column: int = 0
    is_dash: bool = False
    count: int = 0
    is_innermost: bool = True

    def found(self) -> Where:
        line = self.text[self.start : self.end]
        own = [mark for mark in marks(line) if mark.end <= self.index - self.start]
        first = own[-1].end if own else 0
        blanks = len(line[first:]) - len(line[first:].lstrip(" "))
        word = min(self.start + first + blanks, self.index)
        is_value = bool(own) and own[-1].name is not None
        self.column = word - self.start
        self._climb(line, own, self.start)
        for start, above in self._lines_above():
            if self.column == 0 and not self.is_dash and not self.is_innermost:
                break
            self._climb(above, marks(above), start)
        self.path.reverse()
        if self.is_block_text:
            return self._in_block_text()
        if self.flow:
            return self._in_flow(self.flow)
        return self._plain(word, is_value, bool(own) and own[-1].name is None)

    def _lines_above(self) -> Iterator[tuple[int, str]]:
        """The lines above that can hold what stands around, from below, with their starts."""
        end = self.start - 1
        while end > 0 or (end == 0 and self.text[:1] not in ("", "\n")):
            start = self.text.rfind("\n", 0, end) + 1
            line = self.text[start:end].rstrip("\r")
            bare = line.lstrip(" ")
            if bare and len(line) - len(bare) <= self.column and bare[0] != "#":
                yield start, line
            end = start - 1

    def _climb(self, line: str, found: list[_Mark], start: int) -> None:
        for mark in reversed(found):
            if mark.name is None:
                self._pass_dash(mark, line, start, is_last=mark is found[-1])
            else:
                self._pass_key(mark, line, start)

    def _pass_dash(self, mark: _Mark, line: str, start: int, is_last: bool) -> None:
        if self.is_dash and mark.column == self.column:
            self.count += 1
        elif mark.column < self.column:
            self._enter(mark, 0)
            self.is_dash = True
            if is_last:
                self._look_into(line[mark.end :], start + mark.end)

    def _pass_key(self, mark: _Mark, line: str, start: int) -> None:
        is_own = start == self.start
        if is_own or mark.column < self.column or (self.is_dash and mark.column == self.column):
            if self.is_dash:
                self.path[-1] = self.count
            self._enter(mark, mark.name or "")
            self._look_into(line[mark.end :], start + mark.end)
        elif self.is_innermost and mark.column == self.column:
            self.present.add(mark.name or "")

    def _enter(self, mark: _Mark, name: str | int) -> None:
        if self.is_dash and isinstance(name, int):
            self.path[-1] = self.count
        self.path.append(name)
        self.column, self.is_dash, self.count, self.is_innermost = mark.column, False, 0, False

    def _look_into(self, rest: str, start: int) -> None:
        """Whether what follows a key or dash is a text over several lines, or open brackets: then only that counts."""
        bare = rest.lstrip()
        if _BLOCK_TEXT.match(rest) and start + len(rest) < self.index:
            self.is_block_text = True
            self.flow = None
            del self.path[:-1]
        elif bare[:1] in ("[", "{", '"', "'") and bare:
            flow = flow_at(self.text, start + len(rest) - len(bare), self.index)
            if flow:
                self.flow, self.is_block_text = flow, False
                del self.path[:-1]

    def _in_block_text(self) -> Where:
        path = tuple(self.path)
        line = self.text[self.start : self.index]
        word = self.start + len(line) - len(line.lstrip(" "))
        prefix = self.text[word : self.index]
        return Where(path, slot_at(path, self.root), False, word, self.end, prefix, is_block_text=True)

    def _in_flow(self, flow: Flow) -> Where:
        path = (*self.path, *flow.path)
        slot = slot_at(path, self.root)
        is_key = flow.is_key and slot.kind in WITH_KEYS
        start, end = _part(self.text, flow.start, flow.end, self.index, slot)
        prefix = self.text[start : self.index]
        column = start - self.start
        return Where(path, slot, is_key, start, end, prefix, frozenset(flow.present), column, flow.quote, True)

    def _plain(self, word: int, is_value: bool, is_item: bool) -> Where:
        path = tuple(self.path)
        slot = slot_at(path, self.root)
        is_key = not is_value and slot.kind in WITH_KEYS
        present = frozenset(self.present | self._below(word - self.start)) if is_key else frozenset[str]()
        end = max(_end_of_word(self.text, word, self.end, is_key), self.index)
        start, end = _part(self.text, word, end, self.index, slot)
        prefix = self.text[start : self.index]
        return Where(path, slot, is_key, start, end, prefix, present, word - self.start, is_item=is_item)

    def _below(self, column: int) -> set[str]:
        """The keys of the same block in the lines below."""
        found: set[str] = set()
        at = self.text.find("\n", self.index) + 1
        while at > 0:
            start, end = at, self.text.find("\n", at)
            line = self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")
            bare = line.lstrip(" ")
            indent = len(line) - len(bare)
            if bare and bare[0] != "#":
                if indent < column:
                    break
                if indent == column:
                    found |= {mark.name for mark in marks(line) if mark.name and mark.column == column}
            at = end + 1
        return found


def _end_of_word(text: str, start: int, line_end: int, is_key: bool) -> int:
    words = text[start:line_end]
    if is_key and (key := _KEY.match(words)):
        return start + len(key[1])
    comment = _COMMENT.search(words)
    return start + len((words[: comment.start()] if comment else words).rstrip())


def _part(text: str, start: int, end: int, index: int, slot: Slot) -> tuple[int, int]:
    """The part of an arrow ``a -> b`` in which the cursor stands; all of the word where it is no arrow."""
    if slot.row is None or slot.row.kind in TEXTS or ARROW not in text[start:end]:
        return start, end
    before = text.rfind(ARROW, start, index)
    after = text.find(ARROW, index, end)
    first = start if before < 0 else before + len(ARROW)
    last = end if after < 0 else after
    while first < index and text[first] == " ":
        first += 1
    while last > max(index, first) and text[last - 1] == " ":
        last -= 1
    return first, last
