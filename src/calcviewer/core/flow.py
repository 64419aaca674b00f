"""Where inside brackets and quotes the cursor stands: ``{en: …, id: …}``, ``[a, b``. They may still be open."""

import re
from typing import NamedTuple

from calcviewer.core.values import Path

_PIECE = re.compile(
    r"""\s+|"(?:[^"\\]|\\.)*+"?|'(?:[^']|'')*+'?|[\[\]{},]|:(?=[\s,\[\]{}]|$)"""
    r"""|(?:[^\s,\[\]{}:"']|:(?![\s,\[\]{}]|$))(?:[^,\[\]{}:\n]|:(?![\s,\[\]{}]|$))*+|.""",
    re.DOTALL,
)
_WORD_END = re.compile(r"(?:[^,\[\]{}:\n]|:(?![\s,\[\]{}]|$))*+")
_QUOTE_END = {'"': re.compile(r'(?:[^"\\\n]|\\.)*+'), "'": re.compile(r"(?:[^'\n]|'')*+")}
_LATER_KEY = re.compile(r"[,{]\s*([\w-]+)\s*:")
_QUOTES = ('"', "'")


class Flow(NamedTuple):
    """A place inside brackets or quotes: the way to it, the word that is there, and the keys beside it."""

    path: Path
    is_key: bool
    start: int
    end: int
    quote: str
    present: tuple[str, ...]


class _Frame:
    """An open bracket: for ``{`` the key before the last colon, for ``[`` the number of the item."""

    def __init__(self, is_map: bool) -> None:
        self.is_map = is_map
        self.key: str | None = None
        self.keys: list[str] = []
        self.count = 0

    def next(self) -> None:
        self.key = None
        self.count += 1

    @property
    def part(self) -> tuple[str | int, ...]:
        if not self.is_map:
            return (self.count,)
        return () if self.key is None else (self.key,)


def flow_at(text: str, start: int, index: int) -> Flow | None:
    """The place of `index` in the brackets or quotes that open at `start`; None if they are closed before it."""
    frames: list[_Frame] = []
    word, at = "", start
    word_start = index
    while at < index:
        piece = _PIECE.match(text, at, index)
        assert piece  # the last way takes any character
        words = piece[0]
        if words[0] in "[]{},:" and len(words) == 1:
            if not _step(frames, words, word):
                return None
            word, word_start = "", index
        elif not words.isspace():
            word, word_start = words, at
        at = piece.end()
        if not frames and _is_closed(words):
            return None
    return _found(text, frames, word, word_start, index)


def _step(frames: list[_Frame], mark: str, word: str) -> bool:
    """Takes one bracket, comma or colon; False if nothing is open any more."""
    if mark in "[{":
        frames.append(_Frame(mark == "{"))
    elif mark in "]}":
        del frames[-1:]
    elif frames and mark == ",":
        frames[-1].next()
    elif frames and frames[-1].is_map:
        frames[-1].key = word.strip().strip("\"'")
        frames[-1].keys.append(frames[-1].key)
    return bool(frames)


def _is_closed(words: str) -> bool:
    """Whether a piece is a whole text in quotes."""
    return words[:1] in _QUOTES and len(words) > 1 and words[-1] == words[0]


def _found(text: str, frames: list[_Frame], word: str, word_start: int, index: int) -> Flow | None:
    if _is_closed(word) and word_start + len(word) <= index:
        quote, start, end = "", index, index
    elif word[:1] in _QUOTES:
        quote, start = word[0], word_start + 1
        end = _ends(_QUOTE_END[quote], text, start)
    else:
        quote, start = "", word_start
        found = _ends(_WORD_END, text, start)
        end = max(start + len(text[start:found].rstrip()), index)
    path = tuple(part for frame in frames for part in frame.part)
    is_key = bool(frames) and frames[-1].is_map and frames[-1].key is None
    return Flow(path, is_key, start, end, quote, _present(frames, text, index))


def _ends(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _present(frames: list[_Frame], text: str, index: int) -> tuple[str, ...]:
    if not frames:
        return ()
    line_end = text.find("\n", index)
    rest = text[index : line_end if line_end >= 0 else len(text)].partition("}")[0]
    return (*frames[-1].keys, *_LATER_KEY.findall(rest))


def closers(line: str, start: int) -> str | None:
    """What closes all quotes and brackets that are open at the end of a line, whose value begins at `start`."""
    frames: list[_Frame] = []
    at, word = start, ""
    if line[start : start + 1] not in ("[", "{", *_QUOTES):
        return None
    while at < len(line):
        piece = _PIECE.match(line, at)
        assert piece
        words = piece[0]
        if words[0] in "[]{},:" and len(words) == 1:
            if not _step(frames, words, ""):
                return None
            word = ""
        elif not words.isspace():
            word = words
        at = piece.end()
        if not frames and _is_closed(word):
            return None
    quote = word[0] if word[:1] in _QUOTES and not _is_closed(word) else ""
    return quote + "".join("}" if frame.is_map else "]" for frame in reversed(frames))
