"""From the tree of a file to its blocks of fields, as the schema table describes them.

What does not fit the table is reported and left out. Nothing here knows what the fields mean for each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from calcviewer.core.additions import blank_block, no_blank, put_in, put_in_languages, too_deep
from calcviewer.core.block import Arrow, Block, WrittenText
from calcviewer.core.ids import as_id, is_id
from calcviewer.core.links import LINK_MARK
from calcviewer.core.model import NO_TEXT, Text
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.report import Report
from calcviewer.core.schema import LANGUAGE, NO_FIELDS, Field, Kind, Record
from calcviewer.core.spans import of_entry
from calcviewer.core.tree import Mapping as MappingNode
from calcviewer.core.tree import Node, Scalar, Sequence

T = TypeVar("T")
_LANGUAGE = re.compile(LANGUAGE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9]{1,9}(?![0-9A-Za-z])")
_SAFE_IN_LIST = re.compile(r"\w[\w .>-]*")
_FLAGS = {"true": True, "false": False}
_FLAG_GUESSES = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}


class RecordReader:
    """Reads the blocks of one file; problems and places go to `report`, every text that may have a link to `texts`."""

    def __init__(self, report: Report, languages: Iterable[str], fixes: Mapping[str, Fix] | None = None) -> None:
        """`fixes` tells, by path, how to put in a field that is missing."""
        self.report = report
        self.fixes = fixes or {}
        self.languages = report.languages = tuple(languages)
        self.texts: list[WrittenText] = []

    def block(self, node: Node, record: Record, path: str, block_id: str = "", raw_id: str = "") -> Block | None:
        """The block that a node holds; None, with a problem, if it is no block at all."""
        if not isinstance(node, MappingNode):
            self._no_block(node, record, path)
            return None
        plan = _plan(record)
        values: dict[str, object] = {}
        guessed = {""}
        for key, child in node.entries:
            name = key.value
            if name not in plan.rows:
                guessed.add(self._unknown_key(key, record))
                continue
            row, read = plan.rows[name]
            place = f"{path}.{name}" if path else name
            if isinstance(child, Scalar) and child.is_empty:
                self._empty(row, place)
            elif (value := read(self, child, row, place)) is not None:
                values[name] = value
        if not plan.required <= values.keys():
            found = {key.value for key, _ in node.entries}
            self._missing(node, record, found, guessed, path)
        return Block(path, block_id, raw_id, values)

    def _no_block(self, node: Node, record: Record, path: str) -> None:
        if isinstance(node, Scalar) and node.is_empty:
            fix = Fix(node.span, f" {blank_block(record, self.languages)}") if record.fields else None
            self.report.problem("E045", path, fix, key=_name(path))
        else:
            self.report.problem("E055", path, key=_name(path))

    def _missing(self, node: MappingNode, record: Record, found: set[str], guessed: set[str], path: str) -> None:
        for row in record.fields:
            if row.required and row.name not in found and row.kind is not Kind.RECORD_MAP:
                fix = self.fixes.get(f"{path}.{row.name}" if path else row.name)
                if fix is None and path and row.name not in guessed:
                    fix = put_in(node, row, record, self.languages)
                self.report.problem("E051", path, fix, key=row.name)

    def _unknown_key(self, key: Scalar, record: Record) -> str:
        """Reports it; gives the field that was probably meant, or ''."""
        if tight := no_blank(key):
            self.report.add(tight)
            return key.value.partition(":")[0]
        guess = self.report.guess(key.value, (row.name for row in record.fields))
        fix = Fix(key.span, guess) if guess else None
        self.report.add(Problem("E050", key.span, {"key": key.value, "suggestion": guess}, fix))
        return guess

    def _empty(self, row: Field, path: str) -> None:
        if not (row.required and row.kind is Kind.RECORD_MAP):  # a diagram without steps has its own words
            self.report.problem("E052" if row.required else "W011", path, key=row.name)

    def string(self, node: Node, row: Field, path: str) -> str | None:
        if isinstance(node, Scalar):
            return node.value.strip()
        self.report.problem("E053", path, key=row.name)
        return None

    def number(self, node: Node, row: Field, path: str) -> int | None:
        words = self.string(node, row, path)
        if words is not None and _NUMBER.fullmatch(words):
            return int(words)
        if words is not None:
            digits = _DIGITS.findall(words)
            fix = self.report.mend(path, digits[0]) if len(digits) == 1 else None
            suggestion = digits[0] if fix else ""
            self.report.problem("E056", path, fix, key=row.name, value=words, suggestion=suggestion)
        return None

    def flag(self, node: Node, row: Field, path: str) -> bool | None:
        words = self.string(node, row, path)
        if words is not None and words not in _FLAGS:
            guess = _FLAG_GUESSES.get(words.lower(), "")
            fix = self.report.mend(path, guess)
            self.report.problem("E057", path, fix, key=row.name, value=words, suggestion=guess)
        return _FLAGS.get(words or "")

    def choice(self, node: Node, row: Field, path: str) -> str | None:
        words = self.string(node, row, path)
        choices = row.choices or {}
        if words is None or words in choices:
            return words
        guess = self.report.guess(words, choices)
        fix = self.report.mend(path, guess)
        listed = ", ".join(choices)
        self.report.problem("E058", path, fix, key=row.name, value=words, choices=listed, suggestion=guess)
        return None

    def choices(self, node: Node, row: Field, path: str) -> tuple[str, ...] | None:
        found = self._each(node, row, path, self.choice, may_be_one=True)
        return None if found is None else tuple(word for word in found if word is not None)

    def strings(self, node: Node, row: Field, path: str) -> tuple[str, ...] | None:
        """The texts of a list; one of a wrong type is '', so that the others keep their numbers."""
        return _filled(self._each(node, row, path, self.string), "")

    def one_or_strings(self, node: Node, row: Field, path: str) -> tuple[str, ...] | None:
        return _filled(self._each(node, row, path, self.string, may_be_one=True), "")

    def text(self, node: Node, row: Field, path: str) -> Text | None:
        text = self._languages(node, path) if isinstance(node, MappingNode) else self._plain_text(node, row, path)
        if text is not None and not text:
            self.report.problem("E052" if row.required else "W011", path, key=_name(path))
            return None
        return text

    def _plain_text(self, node: Node, row: Field, path: str) -> Text | None:
        if isinstance(node, Scalar):
            words = node.value.rstrip("\n")
            if LINK_MARK in words:
                self.texts.append(WrittenText(path, words, node.span))
            return Text((("", words),))
        self.report.problem("E053", path, key=row.name)
        return None

    def _languages(self, node: MappingNode, path: str) -> Text:
        found = {}
        for key, child in node.entries:
            code = key.value
            if code not in self.languages and not _LANGUAGE.fullmatch(code):
                self._unknown_language(key, None if node.is_flow else path)
            elif isinstance(child, Scalar):
                found[code] = words = child.value.rstrip("\n")
                if LINK_MARK in words:
                    self.texts.append(WrittenText(f"{path}.{code}", words, child.span))
            else:
                self.report.problem("E053", f"{path}.{code}", key=code)
        missing = [code for code in self.languages if not found.get(code, "").strip()]
        if missing and len(missing) < len(self.languages):
            fix = put_in_languages(node, [code for code in missing if code not in found])
            self.report.problem("W010", path, fix, languages=", ".join(missing))
        if tuple(found) == self.languages:
            return Text(tuple(found.items()))
        first = [(code, found.pop(code)) for code in self.languages if code in found]
        return Text((*first, *found.items()))

    def _unknown_language(self, key: Scalar, path: str | None) -> None:
        problem = no_blank(key) or (too_deep(key, self.report.place(path)) if path is not None else None)
        if problem:
            self.report.add(problem)
            return
        guess = self.report.guess(key.value, self.languages) if len(key.value) < 4 else ""
        fix = Fix(key.span, guess) if guess else None
        self.report.add(Problem("E081", key.span, {"value": key.value, "suggestion": guess}, fix))

    def texts_list(self, node: Node, row: Field, path: str) -> tuple[Text, ...] | None:
        """The texts of a list; a bad one is an empty text, so that the others keep their numbers."""
        return _filled(self._each(node, row, path, self.text), NO_TEXT)

    def record(self, node: Node, row: Field, path: str) -> Block | None:
        return self.block(node, row.record or NO_FIELDS, path)

    def records(self, node: Node, row: Field, path: str) -> tuple[Block, ...]:
        return tuple(block for block in self._each(node, row, path, self.record) or () if block)

    def record_map(self, node: Node, row: Field, path: str) -> tuple[Block, ...]:
        found = (
            self.block(child, row.record or NO_FIELDS, f"{path}.{entry_id}", entry_id, raw)
            for entry_id, raw, child in self._entries(node, row, path)
        )
        return tuple(block for block in found if block)

    def text_map(self, node: Node, row: Field, path: str) -> Mapping[str, Text]:
        entries = self._entries(node, row, path)
        return {entry_id: self.text(child, row, f"{path}.{entry_id}") or NO_TEXT for entry_id, _, child in entries}

    def arrows(self, node: Node, row: Field, path: str) -> tuple[Arrow, ...]:
        return tuple(arrow for arrow in self._each(node, row, path, self._arrow) or () if arrow)

    def _arrow(self, node: Node, row: Field, path: str) -> Arrow | None:
        if isinstance(node, Scalar):
            return Arrow(path, short=node.value.strip())
        block = self.record(node, row, path)
        return Arrow(path, block=block) if block else None

    def _each(
        self, node: Node, row: Field, path: str, read: Callable[[Node, Field, str], T], may_be_one: bool = False
    ) -> tuple[T, ...] | None:
        """What `read` makes of each item of a list; None if it is none. A single text may be one where `may_be_one`."""
        if isinstance(node, Sequence):
            items = node.items
        elif may_be_one and isinstance(node, Scalar):
            items = (node,)
        elif isinstance(node, Scalar) and not node.style and node.span.line < node.span.end_line:
            self.report.add(Problem("E041", node.span, fix=Fix(_start(node.span), "- ")))
            return None
        else:
            self.report.problem("E054", path, self._as_list(node, path), key=row.name)
            return None
        return tuple(read(item, row, f"{path}[{index}]") for index, item in enumerate(items))

    def _as_list(self, node: Node, path: str) -> Fix | None:
        is_simple = isinstance(node, Scalar) and not node.style and _SAFE_IN_LIST.fullmatch(node.value)
        return self.report.mend(path, f"[{node.value}]") if is_simple and isinstance(node, Scalar) else None

    def _entries(self, node: Node, row: Field, path: str) -> Iterator[tuple[str, str, Node]]:
        """The entries of a map of ids: the id made valid, the key as typed, and the value."""
        if not isinstance(node, MappingNode):
            self.report.problem("E055", path, key=row.name)
            return
        if node.entries and not node.is_flow:
            self.report.rooms[path] = _start(node.entries[0][0].span)
        taken = {key.value for key, _ in node.entries if is_id(key.value, row.ids)}
        for key, child in node.entries:
            if key.value in taken:
                yield key.value, key.value, child
            elif entry_id := self._mended_id(key, taken):
                self.report.note(of_entry(key, child, row, f"{path}.{entry_id}"))
                yield entry_id, key.value, child

    def _mended_id(self, key: Scalar, taken: set[str]) -> str:
        """What the id should have been, with a problem; '' if that is nothing, or taken."""
        guess = as_id(key.value)
        guess = "" if guess in taken else guess
        fix = Fix(key.span, guess) if guess else None
        self.report.add(Problem("E060", key.span, {"id": key.value, "suggestion": guess}, fix))
        taken.add(guess)
        return guess


def _start(span: Span) -> Span:
    return Span(span.line, span.column, span.line, span.column)


def _filled(found: tuple[T | None, ...] | None, blank: T) -> tuple[T, ...] | None:
    return None if found is None else tuple(blank if item is None else item for item in found)


def _name(path: str) -> str:
    """What a problem calls the value at a path: the last name in it."""
    return path.rsplit(".", 1)[-1]


Read = Callable[[RecordReader, Node, Field, str], object | None]
READERS: Mapping[Kind, Read] = {
    Kind.TEXT: RecordReader.text,
    Kind.STRING: RecordReader.string,
    Kind.NUMBER: RecordReader.number,
    Kind.FLAG: RecordReader.flag,
    Kind.CHOICE: RecordReader.choice,
    Kind.CHOICES: RecordReader.choices,
    Kind.STRINGS: RecordReader.strings,
    Kind.ONE_OR_STRINGS: RecordReader.one_or_strings,
    Kind.TEXTS: RecordReader.texts_list,
    Kind.RECORD: RecordReader.record,
    Kind.RECORDS: RecordReader.records,
    Kind.RECORD_MAP: RecordReader.record_map,
    Kind.TEXT_MAP: RecordReader.text_map,
    Kind.ARROWS: RecordReader.arrows,
}
"""How each kind of value is read: one row for each kind."""


class _Plan(NamedTuple):
    """How the blocks of a record are read, looked up once."""

    rows: Mapping[str, tuple[Field, Read]]
    required: frozenset[str]


@cache
def _plan(record: Record) -> _Plan:
    required = (row.name for row in record.fields if row.required)
    return _Plan({row.name: (row, READERS[row.kind]) for row in record.fields}, frozenset(required))
