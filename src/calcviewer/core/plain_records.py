"""From plain values to blocks of fields, as the schema table describes them, if every one of them is right.

`records` is the careful twin: it knows places, and says what is wrong.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from calcviewer.core.block import Arrow, Block, WrittenText
from calcviewer.core.ids import is_id
from calcviewer.core.links import LINK_MARK
from calcviewer.core.model import Text
from calcviewer.core.plain_yaml import Unusual
from calcviewer.core.problems import NOWHERE
from calcviewer.core.schema import LANGUAGE, NO_FIELDS, Field, Kind, Record

_LANGUAGE = re.compile(LANGUAGE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_FLAGS = {"true": True, "false": False}


class PlainReader:
    """Reads the blocks of one file; every text that may have a link goes to `texts`, without its place.

    Whatever is not right raises `Unusual`. `path` is that of the block around a value.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.texts: list[WrittenText] = []

    def block(self, values: Any, record: Record, path: str, block_id: str = "") -> Block:
        """The block that a map holds; the map becomes its values."""
        rows, required = _plan(record)
        if type(values) is not dict or not required <= values.keys():
            raise Unusual
        for name, value in values.items():
            found = rows.get(name)
            if found is None:
                raise Unusual
            row, read, words = found
            if type(value) is not str or value not in words:
                values[name] = read(self, value, row, path)
        return Block(path, block_id, block_id, values)

    def string(self, value: Any, *_: object) -> str:
        if type(value) is not str:
            raise Unusual
        return value.strip()

    def number(self, value: Any, *_: object) -> int:
        words = self.string(value)
        if not _NUMBER.fullmatch(words):
            raise Unusual
        return int(words)

    def flag(self, value: Any, *_: object) -> bool:
        words = self.string(value)
        if words not in _FLAGS:
            raise Unusual
        return _FLAGS[words]

    def choice(self, value: Any, row: Field, *_: object) -> str:
        words = self.string(value)
        if words not in (row.choices or {}):
            raise Unusual
        return words

    def choices(self, value: Any, row: Field, *_: object) -> tuple[str, ...]:
        return tuple(self.choice(item, row) for item in _one_or_items(value))

    def strings(self, value: Any, *_: object) -> tuple[str, ...]:
        return tuple(self.string(item) for item in _items(value))

    def one_or_strings(self, value: Any, *_: object) -> tuple[str, ...]:
        return tuple(self.string(item) for item in _one_or_items(value))

    def text(self, value: Any, row: Field, path: str) -> Text:
        return self._text(value, row.name, path)

    def texts_list(self, value: Any, row: Field, path: str) -> tuple[Text, ...]:
        return tuple(self._text(item, f"{row.name}[{index}]", path) for index, item in enumerate(_items(value)))

    def text_map(self, value: Any, row: Field, path: str) -> Mapping[str, Text]:
        place = _place(path, row.name)
        return {name: self._text(item, name, place) for name, item in _entries(value, row)}

    def record(self, value: Any, row: Field, path: str) -> Block:
        return self.block(value, row.record or NO_FIELDS, _place(path, row.name))

    def records(self, value: Any, row: Field, path: str) -> tuple[Block, ...]:
        record, place = row.record or NO_FIELDS, _place(path, row.name)
        return tuple(self.block(item, record, f"{place}[{index}]") for index, item in enumerate(_items(value)))

    def record_map(self, value: Any, row: Field, path: str) -> tuple[Block, ...]:
        record, place = row.record or NO_FIELDS, _place(path, row.name)
        return tuple(self.block(item, record, f"{place}.{name}", name) for name, item in _entries(value, row))

    def arrows(self, value: Any, row: Field, path: str) -> tuple[Arrow, ...]:
        record, place = row.record or NO_FIELDS, _place(path, row.name)
        found = []
        for index, item in enumerate(_items(value)):
            here = f"{place}[{index}]"
            is_short = type(item) is str
            found.append(Arrow(here, item.strip()) if is_short else Arrow(here, "", self.block(item, record, here)))
        return tuple(found)

    def _text(self, value: Any, name: str, path: str) -> Text:
        """A text in every language; `name` is its own in the block or list at `path`."""
        texts = {"": value} if type(value) is str else value
        if type(texts) is not dict:
            raise Unusual
        for code, words in texts.items():
            if type(words) is not str or not words or words.isspace():
                raise Unusual
            if words[-1] == "\n":
                texts[code] = words.rstrip("\n")
            if LINK_MARK in words:
                place = _place(path, name)
                self.texts.append(WrittenText(f"{place}.{code}" if code else place, texts[code], NOWHERE))
        if texts is not value or tuple(texts) == self.languages:
            return Text(tuple(texts.items()))
        return self._in_order(texts)

    def _in_order(self, found: dict[str, str]) -> Text:
        if not all(code in found for code in self.languages) or not all(map(_LANGUAGE.fullmatch, found)):
            raise Unusual
        first = [(code, found.pop(code)) for code in self.languages]
        return Text((*first, *found.items()))


def _place(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _items(value: Any) -> list[Any]:
    if type(value) is not list:
        raise Unusual
    return value


def _one_or_items(value: Any) -> list[Any]:
    return [value] if type(value) is str else _items(value)


def _entries(value: Any, row: Field) -> Iterable[tuple[str, Any]]:
    """The entries of a map of ids."""
    if type(value) is not dict or not all(is_id(name, row.ids) for name in value):
        raise Unusual
    return value.items()


Read = Callable[[PlainReader, Any, Field, str], object]
READERS: Mapping[Kind, Read] = {
    Kind.TEXT: PlainReader.text,
    Kind.STRING: PlainReader.string,
    Kind.NUMBER: PlainReader.number,
    Kind.FLAG: PlainReader.flag,
    Kind.CHOICE: PlainReader.choice,
    Kind.CHOICES: PlainReader.choices,
    Kind.STRINGS: PlainReader.strings,
    Kind.ONE_OR_STRINGS: PlainReader.one_or_strings,
    Kind.TEXTS: PlainReader.texts_list,
    Kind.RECORD: PlainReader.record,
    Kind.RECORDS: PlainReader.records,
    Kind.RECORD_MAP: PlainReader.record_map,
    Kind.TEXT_MAP: PlainReader.text_map,
    Kind.ARROWS: PlainReader.arrows,
}
"""How each kind of value is read: one row for each kind."""


class _Plan(NamedTuple):
    """How the blocks of a record are read, looked up once."""

    rows: Mapping[str, tuple[Field, Read, Container[str]]]
    """With the words that stay as they are."""
    required: frozenset[str]


@cache
def _plan(record: Record) -> _Plan:
    required = (row.name for row in record.fields if row.required)
    rows = {row.name: (row, READERS[row.kind], _words(row)) for row in record.fields}
    return _Plan(rows, frozenset(required))


def _words(row: Field) -> Container[str]:
    return (row.choices or ()) if row.kind is Kind.CHOICE else ()
