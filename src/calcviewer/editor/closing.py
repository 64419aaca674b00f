"""Which quotes and brackets close by themselves when they are typed: only where that is in nobody's way. No Qt."""

from collections.abc import Sequence

from calcviewer.editor.lexer import Inside, State, cut
from calcviewer.editor.tokens import Sort, Token

PAIRS = {"{": "}", "[": "]", "(": ")", '"': '"', "'": "'"}
_BEFORE_QUOTE = " \t[{,("
_AFTER = " \t,]})"


def closer(typed: str, before: str, after: str, begin: State) -> str:
    """What comes by itself after a typed mark, between the two halves of a line that begins in `begin`; or ''."""
    if typed not in PAIRS or (after and after[0] not in _AFTER):
        return ""
    tokens, end = cut(before, begin)
    is_in_words = begin.inside is Inside.BLOCK or end.inside in (Inside.DOUBLE, Inside.SINGLE)
    if is_in_words or any(token.sort is Sort.COMMENT for token in tokens):
        return ")" if typed == "(" and is_in_words and before.endswith("]") else ""
    if typed == "(" or (typed in "\"'" and before and before[-1] not in _BEFORE_QUOTE):
        return ""
    if typed in "[{" and before.strip() and before.rstrip()[-1] not in ":-,[{":
        return ""
    return PAIRS[typed]


def match(lines: Sequence[tuple[str, Sequence[Token]]], line: int, column: int) -> tuple[int, int] | None:
    """Where the bracket at that line and column has its partner among these lines; None without one."""
    marks = [
        (number, token.start, text[token.start])
        for number, (text, tokens) in enumerate(lines)
        for token in tokens
        if token.sort is Sort.BRACKET
    ]
    at = next((i for i, (number, start, _) in enumerate(marks) if (number, start) == (line, column)), None)
    if at is None:
        return None
    forward = marks[at][2] in "[{"
    depth = 0
    for number, start, mark in marks[at:] if forward else marks[at::-1]:
        depth += 1 if (mark in "[{") == forward else -1
        if depth == 0:
            first, last = (marks[at][2], mark) if forward else (mark, marks[at][2])
            return (number, start) if PAIRS[first] == last else None
    return None
