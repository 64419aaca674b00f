"""One line of a diagram file cut into its pieces, for colours and brackets. Tolerant: half-typed lines are the rule.

What a line means depends on the lines above it; that is a `State`, handed from line to line. No Qt, no reading: only
`core.source` knows what a file says.
"""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from calcviewer.core.schema import LANGUAGE, WORD_ID
from calcviewer.editor.tokens import MARGIN, Section, Sort, Token, section


class Inside(IntEnum):
    """What a line begins in."""

    NOTHING = 0
    BLOCK = 1
    DOUBLE = 2
    SINGLE = 3
    BRACKETS = 4


class State(NamedTuple):
    """What the lines above leave open: `indent` is that of a block text's key, `depth` counts open brackets."""

    inside: Inside = Inside.NOTHING
    indent: int = 0
    depth: int = 0
    field: str = ""
    section: str = MARGIN
    first: int = -1
    """The indentation of the first keys of the section; -1 before there is one."""


START = State()
_BLANKS = re.compile(r"[ \t]*")
_DASH = re.compile(r"-(?=[ \t]|$)[ \t]*")
_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*+"|'[^']*+'|[^\s#\[\]{},"'&*!|>%@`:][^#:\[\]{},]*?)[ \t]*:(?=[ \t]|$)""")
_FLOW_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*+"|[^\s#\[\]{},"'&*!|>%@`:][^#:\[\]{},]*?)[ \t]*:(?=[ \t,\]}]|$)""")
_BLOCK_MARK = re.compile(r"[|>][-+0-9]{0,2}(?=[ \t]*(?:#|$))")
_REST = {'"': re.compile(r'(?:[^"\\]|\\.)*+("?)'), "'": re.compile(r"(?:[^']|'')*+('?)")}
_PLAIN = re.compile(r"(?:(?![ \t]#).)+")
_FLOW_PLAIN = re.compile(r"(?:(?![ \t]#)[^,\[\]{}])+")
_ARROW = re.compile(r"->")
_INLINE = re.compile(r"\*\*(?=\S)[^*]{1,500}?\*\*|!?\[[^\[\]]{0,500}\]\([^\s()]{0,500}\)")
_IDS = re.compile(rf"(?<![\w-])(?:{WORD_ID}(?:#{WORD_ID})?|[A-Z]+[0-9]+)(?![\w-])")
_LANGUAGE = re.compile(LANGUAGE)
_QUOTES = {'"': Inside.DOUBLE, "'": Inside.SINGLE}
_OPEN = {quote: mark for mark, quote in _QUOTES.items()}


class Line:
    """One line being cut. Made by `cut`."""

    def __init__(self, text: str, state: State) -> None:
        self.text = text
        self.state = state
        self.at = 0
        self.tokens: list[Token] = []

    def run(self) -> State:
        """Cuts the whole line; what it leaves open for the next one."""
        state = self.state
        indent = self._skip()
        if state.inside is Inside.BLOCK:
            if indent == len(self.text) or indent > state.indent:
                self._inline(indent, len(self.text))
                return state
            self._leave()
        elif state.inside in _OPEN:
            self._quoted(_OPEN[state.inside], self.at)
        if self.state.depth:
            self._flow()
        elif self.at == indent:
            self._structure(indent)
        self._comment()
        return self.state

    # -- lines with keys and dashes

    def _structure(self, indent: int) -> None:
        while found := _DASH.match(self.text, self.at):
            self._add(self.at, self.at + 1, Sort.MARK)
            indent, self.at = self.at, found.end()
        if found := _KEY.match(self.text, self.at):
            indent = self.at
            self._key(found.end() - 1, indent, is_first=self.state.first in (-1, indent))
            if indent:
                self.state = self.state._replace(first=indent if self.state.first < 0 else self.state.first)
        self._skip()
        self._value(indent)

    def _key(self, colon: int, indent: int, *, is_first: bool) -> None:
        name = self.text[self.at : colon].rstrip().strip("\"'")
        if indent == 0:
            self.state = State(field=name, section=name)
            sort = Sort.KEY if name in section(MARGIN).names else Sort.UNKNOWN_KEY
        else:
            self.state = self.state._replace(field=name)
            sort = self._sort_of_key(name, is_first=is_first)
        self._add(self.at, colon, sort)
        self._add(colon, colon + 1, Sort.MARK)
        self.at = colon + 1

    def _sort_of_key(self, name: str, *, is_first: bool) -> Sort:
        known = section(self.state.section)
        if is_first and known.has_ids:
            return Sort.ID
        if name in known.names:
            return Sort.KEY
        if _LANGUAGE.fullmatch(name):
            return Sort.LANGUAGE
        return Sort.ID if known.has_inner_ids else Sort.UNKNOWN_KEY

    def _value(self, indent: int) -> None:
        mark = self.text[self.at : self.at + 1]
        if found := _BLOCK_MARK.match(self.text, self.at):
            self._add(self.at, found.end(), Sort.MARK)
            self.at = found.end()
            self.state = self.state._replace(inside=Inside.BLOCK, indent=indent)
        elif mark in _QUOTES:
            self._open_quote(mark)
        elif mark in ("[", "{"):
            self._flow()
        elif mark != "#" and (found := _PLAIN.match(self.text, self.at)):
            self._plain(found.end())

    # -- pieces

    def _open_quote(self, quote: str) -> None:
        self.at += 1
        self._quoted(quote, self.at - 1)

    def _quoted(self, quote: str, start: int) -> None:
        """The rest of a quoted text that began at `start`, or on a line above; it ends on this line or goes on."""
        found = _REST[quote].match(self.text, self.at)
        assert found is not None  # the pattern fits nothing as well
        self._inline(start, found.end())
        self.at = found.end()
        self.state = self.state._replace(inside=self._around() if found[1] else _QUOTES[quote])

    def _around(self) -> Inside:
        return Inside.BRACKETS if self.state.depth else Inside.NOTHING

    def _plain(self, end: int) -> None:
        """A text without quotes: a word to choose, ids, an arrow, or simply words."""
        known: Section = section(self.state.section)
        words = self.text[self.at : end].strip()
        if words in known.choices.get(self.state.field, ()):
            self._add(self.at, self.at + len(self.text[self.at : end].rstrip()), Sort.CHOICE)
        elif "->" in words or self.state.field in known.id_fields:
            found = [Token(*match.span(), Sort.ID) for match in _IDS.finditer(self.text, self.at, end)]
            found += [Token(*match.span(), Sort.ARROW) for match in _ARROW.finditer(self.text, self.at, end)]
            self.tokens += sorted(found)
        else:
            self._inline(self.at, end, is_plain=True)
        self.at = end

    def _inline(self, start: int, end: int, *, is_plain: bool = False) -> None:
        """Words, with the links and strong words of Markdown in them."""
        at = start
        for found in _INLINE.finditer(self.text, start, end):
            if at < found.start() and not is_plain:
                self._add(at, found.start(), Sort.WORDS)
            self._add(*found.span(), Sort.STRONG if found[0][0] == "*" else Sort.LINK)
            at = found.end()
        if at < end and not is_plain:
            self._add(at, end, Sort.WORDS)

    def _flow(self) -> None:
        """Inside brackets, until the last one closes or the line ends."""
        while True:
            self._skip()
            mark = self.text[self.at : self.at + 1]
            if not mark or (mark == "#" and self._is_after_blank()):
                break
            self._flow_piece(mark)
            if self.state.inside in _OPEN or not self.state.depth:
                return
        self.state = self.state._replace(inside=self._around())

    def _flow_piece(self, mark: str) -> None:
        if mark in "[{]}":
            depth = max(self.state.depth + (1 if mark in "[{" else -1), 0)
            self.state = self.state._replace(depth=depth, inside=Inside.NOTHING)
            self._single(Sort.BRACKET)
        elif mark in ",:":
            self._single(Sort.MARK)
        elif found := _FLOW_KEY.match(self.text, self.at):
            self._key(found.end() - 1, 1, is_first=self.state.depth == 1 and self.state.first < 0)
        elif mark in _QUOTES:
            self._open_quote(mark)
        elif found := _FLOW_PLAIN.match(self.text, self.at):
            self._plain(found.end())
        else:
            self._single(Sort.MARK)

    def _comment(self) -> None:
        self._skip()
        if self.text[self.at : self.at + 1] == "#" and self._is_after_blank():
            self._add(self.at, len(self.text), Sort.COMMENT)

    def _is_after_blank(self) -> bool:
        return self.at == 0 or self.text[self.at - 1] in " \t"

    def _single(self, sort: Sort) -> None:
        self._add(self.at, self.at + 1, sort)
        self.at += 1

    def _skip(self) -> int:
        found = _BLANKS.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _leave(self) -> None:
        self.state = self.state._replace(inside=Inside.NOTHING, indent=0)

    def _add(self, start: int, end: int, sort: Sort) -> None:
        if start < end:
            self.tokens.append(Token(start, end, sort))


@lru_cache(maxsize=512)
def cut(text: str, state: State = START) -> tuple[tuple[Token, ...], State]:
    """The pieces of a line that begins in `state`, in their order, and the state of the line after it."""
    line = Line(text, state)
    after = line.run()
    return tuple(line.tokens), after
