"""The values of a text that is written as plainly as most diagrams are: each key, item or text on a line of its own.

Whatever else YAML allows, and every mistake, is for `core.source`. Where both read a text, they read the same
(tests/core/test_plain_yaml.py; decision 0024).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

DEPTH_LIMIT = 12
VALUE_LIMIT = 150_000
TEXT_LIMIT = 64 * 1024

_KEY = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}+"
_LINE = re.compile(rf"^( *+)(- ++)?+(?:({_KEY}):(?: ++|$))?+([|>]-?+ *+(?:\n(?:\1 ++\S.*+| *+(?=\n)))++|.*+)\n", re.M)
"""Blanks before, the dash of an item, the key, and the rest; a text in the lines below its key is one with it."""
_SIMPLE = r"(\"[^\"\\]*+\"|[A-Za-z0-9][A-Za-z0-9_.()/;<=>'+-]*+(?: [A-Za-z0-9_.()/;<=>'+-]++)*+)"
_ENTRY = re.compile(rf"({_KEY}): ++{_SIMPLE}(?:, ++|\}}$)|(.++)")
_ITEM = re.compile(rf"{_SIMPLE}(?:, ++|\]$)|(.++)")
"""What most brackets hold; from the first thing that is something else, the rest is the last group."""
_QUOTED = r"\"(?:[^\"\\]++|\\[\"\\])*+\"|'(?:[^']++|'')*+'"
_WORDS = r"[A-Za-z0-9](?:[A-Za-z0-9_.()/;<=>'+-]++|[^\x00-\x7f]++|(?<! )#| ++(?![,#\]}]|$))*+"
_IN_BRACKETS = re.compile(rf" *+(?:({_KEY}): ++)?+(?:({_QUOTED}|{_WORDS})|([\[{{])) *+")
_COMMENT = r"(?: ++#.*+| *+)"
_ALL_QUOTED = re.compile(rf"({_QUOTED}){_COMMENT}")
_BARE = re.compile(r"((?:[^ :#]++|:(?! |$)|(?<! )#| ++(?!#|$))++)(?: ++#(?:[ #!].*+)?+| *+)")
"""A text without quotes: no blank follows a colon in it, or comes before a #."""
_REST = re.compile(_COMMENT)
_LINE_ENDS = re.compile("\n+")
_ESCAPED = re.compile(r"\\(.)")


class Unusual(Exception):  # noqa: N818 - no error: the careful reader reads it, or says what is wrong
    """This is not written plainly, or not right."""


def read(text: str) -> Any:
    """Maps, lists and words. Raises `Unusual` if something in the text is not written plainly, be it right or wrong."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\t" in text or "\r" in text or not text.endswith("\n") or _may_be_too_many(text):
        raise Unusual
    return _Lines().read(text)


def _may_be_too_many(text: str) -> bool:
    """Whether there may be more values than the careful reader reads; there are never more than these."""
    if len(text) <= VALUE_LIMIT:
        return False
    return 3 * text.count(":") + text.count(",") + 2 * sum(map(text.count, "\n[{")) > VALUE_LIMIT


class _Lines:
    """What is open while the lines of a text are read: maps and lists, each with its column."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, Any]] = []

    def read(self, text: str) -> Any:
        here: Any = None
        column, waiting = -1, ""
        for blanks, dash, key, rest in _LINE.findall(text):
            if not key and not dash:
                if rest and rest[0] != "#":
                    raise Unusual
                continue
            at = len(blanks)
            if dash or waiting or at != column:
                here = self._at(at, dash, waiting)
                waiting, column = "", at + len(dash)
                if dash:
                    here = self._item(here, column, key, rest)
            if not key:
                column = -1
            elif key in here:
                raise Unusual
            elif rest and rest[0] != "#":
                here[key] = _READERS.get(rest[0], _bare)(rest, column)
            else:
                here[key], waiting = None, key
        if waiting or not self.stack:
            raise Unusual
        return self.stack[0][1]

    def _at(self, column: int, dash: str, waiting: str) -> Any:
        """The map or list to which a line at this column belongs; a new one if a key is waiting for it."""
        stack = self.stack
        if waiting or not stack:
            return self._open(column, dash, waiting)
        around, here = stack[-1]
        while around > column or (around == column and not dash and type(here) is list):
            stack.pop()
            around, here = stack[-1] if stack else (-1, None)
        if around != column or type(here) is not (list if dash else dict):
            raise Unusual
        return here

    def _open(self, column: int, dash: str, waiting: str) -> Any:
        around, here = self.stack[-1] if waiting else (0, {})
        is_below = column == 0 if not waiting else column > around or (column == around and dash)
        if not is_below or len(self.stack) >= DEPTH_LIMIT:
            raise Unusual
        found: Any = [] if dash else {}
        here[waiting] = found
        self.stack.append((column, found))
        return found

    def _item(self, items: list[Any], column: int, key: str, rest: str) -> Any:
        """Puts an item into a list: a map that begins with a key, or a value."""
        if key:
            found: dict[str, Any] = {}
            items.append(found)
            self.stack.append((column, found))
            return found
        if not rest or rest[0] in "#|>":
            raise Unusual
        items.append(_READERS.get(rest[0], _bare)(rest, column))
        return items


def _bare(rest: str, _column: int) -> str:
    """A text without quotes."""
    if (" " in rest and (": " in rest or " #" in rest)) or rest[-1] in ": ":
        return _matched(_BARE.fullmatch(rest))
    return rest


def _in_double_quotes(rest: str, _column: int) -> str:
    if rest.find('"', 1) == len(rest) - 1 and "\\" not in rest:
        return rest[1:-1]
    return _quoted(rest, _column)


def _quoted(rest: str, _column: int) -> str:
    return _meant(_matched(_ALL_QUOTED.fullmatch(rest)))


def _matched(found: re.Match[str] | None) -> str:
    if found is None:
        raise Unusual
    return found[1]


def _meant(words: str) -> str:
    """What words with or without quotes say."""
    if words[0] == "'":
        return words[1:-1].replace("''", "'")
    if words[0] == '"':
        return _ESCAPED.sub(r"\1", words[1:-1]) if "\\" in words else words[1:-1]
    return words


def _lines_below(rest: str, column: int) -> str:
    """A text in the lines below its key, each indented as the first one is."""
    head, *lines = rest.split("\n")
    head, first = head.rstrip(" "), lines[0] if lines else ""
    indent = len(first) - len(first.lstrip(" "))
    if head not in ("|", "|-", ">", ">-") or indent <= column or indent == len(first):
        raise Unusual
    words = [_line(line, first[:indent]) for line in lines]
    while not words[-1]:
        words.pop()
    value = "\n".join(words)
    if head[0] == ">":
        if "\n " in value:
            raise Unusual
        value = _LINE_ENDS.sub(_folded, value)
    if len(value) >= TEXT_LIMIT:
        raise Unusual
    return value if head[1:] else f"{value}\n"


def _folded(line_ends: re.Match[str]) -> str:
    return line_ends[0][1:] or " "


def _line(line: str, lead: str) -> str:
    if line.startswith(lead):
        words = line[len(lead) :]
        if not words or not words.isspace():
            return words
    elif not line.strip(" "):
        return ""
    raise Unusual


def _map(rest: str, _column: int) -> Any:
    """The map that stands in brackets on one line."""
    found: dict[str, str] = {}
    for key, value, odd in _ENTRY.findall(rest, 1):
        if odd or key in found:
            return _brackets(rest)
        found[key] = value[1:-1] if value[0] == '"' else value
    return found if rest[-1] == "}" else _brackets(rest)


def _list(rest: str, _column: int) -> Any:
    found = []
    for value, odd in _ITEM.findall(rest, 1):
        if odd:
            return _brackets(rest)
        found.append(value[1:-1] if value[0] == '"' else value)
    return found if rest[-1] == "]" else _brackets(rest)


def _brackets(rest: str) -> Any:
    found, end = _inside(rest, 0, 1)
    if not _REST.fullmatch(rest, end):
        raise Unusual
    return found


def _inside(line: str, at: int, depth: int) -> tuple[Any, int]:
    """What the brackets that open here hold, and where they end."""
    is_list = line[at] == "["
    end = "]" if is_list else "}"
    if line.startswith(end, at + 1):
        return ([] if is_list else {}), at + 2
    if depth > DEPTH_LIMIT:
        raise Unusual
    entries: list[tuple[str, Any]] = []
    mark, at = ",", at + 1
    while mark == ",":
        key, value, at = _entry(line, at, depth)
        entries.append((key, value))
        mark, at = line[at : at + 1], at + 1
    if mark != end or any(is_list == bool(key) for key, _value in entries):
        raise Unusual
    found = dict(entries)
    if is_list:
        return [value for _key, value in entries], at
    if len(found) < len(entries):
        raise Unusual
    return found, at


def _entry(line: str, at: int, depth: int) -> tuple[str, Any, int]:
    """A key, or '' where there is none, its value, and where what follows begins."""
    match = _IN_BRACKETS.match(line, at)
    if match is None:
        raise Unusual
    key, words, opening = match.groups("")
    if not opening:
        return key, _meant(words), match.end()
    value, at = _inside(line, match.start(3), depth + 1)
    return key, value, at + len(line[at:]) - len(line[at:].lstrip(" "))


def _never(_rest: str, _column: int) -> NoReturn:
    raise Unusual


_READERS: Mapping[str, Callable[[str, int], Any]] = {
    **dict.fromkeys("-?:,]}#&*!%@`", _never),
    '"': _in_double_quotes,
    "'": _quoted,
    "{": _map,
    "[": _list,
    "|": _lines_below,
    ">": _lines_below,
}
"""How a value is read, by the character with which it begins; any other begins a text without quotes."""
