"""How a value is put in quotes, and where a value without quotes ends on its line."""

import re

from calcviewer.core.places import Places

_COMMENT = re.compile(r"[ \t]#")
_COMMENT_OR_COMMA = re.compile(r"[ \t]#|[,\]}]")
_QUOTED = re.compile(r"""\"(?:[^"\\]|\\.)*+\"|'[^']*+'""")


def quoted(words: str) -> str:
    """The words as a quoted YAML text, on one line; single quotes where that needs no backslash."""
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def value_end(places: Places, start: int, is_flow: bool) -> int:
    """Where the unquoted value that starts at `start` ends: before a comment, in brackets before the comma."""
    line_end = places.line_of(start)[1]
    found = (_COMMENT_OR_COMMA if is_flow else _COMMENT).search(places.text, start + 1, line_end)
    end = found.start() if found else line_end
    while end > start and places.text[end - 1] in " \t":
        end -= 1
    return end


def opens_bracket(prefix: str) -> bool:
    """Whether the start of a line leaves a bracket open."""
    bare = _QUOTED.sub("", prefix)
    return sum(map(bare.count, "[{")) > sum(map(bare.count, "]}"))
