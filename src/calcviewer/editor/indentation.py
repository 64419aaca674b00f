"""What a key means at a place of the text: how far the next line is indented, where a blank key leads. No Qt.

Columns count characters. Indentation is made of blanks alone, two for each level.
"""

import re
from typing import NamedTuple

from calcviewer.editor.lexer import Inside, State, cut
from calcviewer.editor.tokens import Sort

STEP = 2
_LEAD = re.compile(r"[ \t]*")
_ITEM = re.compile(r"(?P<lead> *)(?P<dashes>(?:-[ ]+)+|-$)(?P<rest>.*)")
_COMMENT = re.compile(r"( *)#( ?)")
_IN_WORDS = (Inside.BLOCK, Inside.DOUBLE, Inside.SINGLE)


class NewLine(NamedTuple):
    """What Enter does: take so many characters away before the cursor, then put `text` in."""

    text: str
    taken: int = 0


def indent_of(line: str) -> int:
    """How many blanks a line begins with; a tab counts as what it would be here."""
    found = _LEAD.match(line)
    return len(found[0].expandtabs(STEP)) if found else 0


def is_blank(line: str) -> bool:
    """Whether there is nothing on a line to see."""
    return not line.strip(" \t")


def new_line(before: str, after: str, begin: State) -> NewLine:
    """What Enter does between the two halves of a line that begins in the state `begin`."""
    lead = " " * indent_of(before)
    if begin.inside in _IN_WORDS or is_blank(before):
        return NewLine(f"\n{lead}")
    item = _ITEM.fullmatch(before)
    if item and is_blank(item["rest"]):
        return _after_empty_item(item, after)
    if begin.depth:
        return NewLine(f"\n{lead}{_more(before, begin)}")
    is_next_item = item and is_blank(after) and not _is_pair(item["rest"]) and not _more(before, begin)
    if item and is_next_item:
        return NewLine(f"\n{item['lead']}{item['dashes']}")
    inner = " " * len(item["lead"] + item["dashes"]) if item else lead
    return NewLine(f"\n{inner}{_more(before, begin)}")


def _more(before: str, begin: State) -> str:
    """The blanks by which the next line stands further in: below a key, in a text or a bracket that was opened."""
    tokens, end = cut(before, begin)
    if end.inside in _IN_WORDS or end.depth > begin.depth:
        return " " * STEP
    last = next((token for token in reversed(tokens) if token.sort is not Sort.COMMENT), None)
    is_key = last is not None and last.sort is Sort.MARK and before[last.start] == ":" and not end.depth
    return " " * STEP if last and is_key and not before[last.end :].split("#", maxsplit=1)[0].strip() else ""


def _after_empty_item(item: re.Match[str], after: str) -> NewLine:
    """Enter on an entry without words ends the list: its dash goes, a level further out if nothing is there."""
    if not is_blank(after):
        return NewLine(f"\n{item['lead']}{item['dashes']}")
    return NewLine(" " * max(len(item["lead"]) - STEP, 0), len(item[0]))


def _is_pair(rest: str) -> bool:
    """Whether an entry of a list begins with a key, so that more keys can follow below it."""
    return re.match(r"""(?:"[^"]*"|[^\s#\[\]{}"'][^:#]*?)\s*:(?:\s|$)""", rest) is not None


def back_from(column: int) -> int:
    """How many blanks Backspace takes in the indentation: to the level before."""
    return (column - 1) % STEP + 1 if column else 0


def on_from(column: int) -> int:
    """How many blanks Tab puts in: to the next level."""
    return STEP - column % STEP


def home(line: str, column: int) -> int:
    """Where Home leads: to the first thing on the line, or to its margin."""
    first = len(line) - len(line.lstrip(" \t"))
    return 0 if column == first else first


def outdented(line: str) -> int:
    """How many characters go at the start of a line that moves one level out."""
    if line.startswith("\t"):
        return 1
    lead = len(line) - len(line.lstrip(" "))
    return min(lead, back_from(lead)) if lead else 0


def are_comments(lines: list[str]) -> bool:
    """Whether each of these lines that says something is a comment."""
    return all(line.lstrip().startswith("#") for line in lines if not is_blank(line)) and not all(map(is_blank, lines))


def comment_column(lines: list[str]) -> int:
    """Where the marks of comments stand when these lines become some."""
    return min((indent_of(line) for line in lines if not is_blank(line)), default=0)


def comment_mark(line: str) -> tuple[int, int]:
    """Where the mark of a comment starts and ends, with the blank after it."""
    found = _COMMENT.match(line)
    return (found.end(1), found.end()) if found else (0, 0)


def without_tabs(text: str) -> str:
    """Blanks in the place of tabs: a level for each at the start of a line, one blank elsewhere; line ends as LF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_line_without_tabs(line) if "\t" in line else line for line in lines)


def _line_without_tabs(line: str) -> str:
    rest = line.lstrip(" \t")
    return " " * indent_of(line) + rest.replace("\t", " ")
