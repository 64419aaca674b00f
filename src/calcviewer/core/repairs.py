"""What mends a text that cannot be read: likely changes are tried, and the first after which it reads is offered.

Only some lines around the mistake are read again, so that a long file takes no longer. No change takes a word away.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from calcviewer.core.characters import ODD_BLANKS
from calcviewer.core.flow import closers
from calcviewer.core.model import LANGUAGES
from calcviewer.core.names import ARROW
from calcviewer.core.places import Places
from calcviewer.core.problems import AS_COMMENT, Fix, Problem, Span
from calcviewer.core.schema import FIELD_NAMES, Kind
from calcviewer.core.text_edit import TextEdit, apply
from calcviewer.core.where import LISTS, NO_SLOT, marks, where

Reader = Callable[[str], tuple[int, int]]
"""Where reading a text stops (beyond its end if it never does), and how many problems its parts have."""

BLANK_CODES = frozenset({"E019", "E030"})
TRIES, FEW_TRIES = 60, 8
_OF_LINES = frozenset({"E039", "E040", "E041", "E042", "E049"})
_NEAR_LINES, _FAR_LINES = 14, 300
_NEAR_SIZE = 10_000
_TIGHT_COLON = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+(?P<colon>:)[^\s/]")
_TIGHT_INSIDE = re.compile(r"""[{,][ ]*[\w-]+(?P<colon>:)(?=[\[{"'])""")
_WORD = re.compile(r"[ ]*(?:-[ ]+)*\w[\w-]*[ ]*")
_SECTION = re.compile(r"^\w[\w-]*:", re.MULTILINE)
_BLANKS = re.compile(rf"[ \t{ODD_BLANKS}]*")
_CLOSED = re.compile(r"[ ]*[\]}]*[ ]*$")
_KEYED = re.compile(r":\s+(?=\S)|^[ ]*(?:-[ ]+)+(?=\S)")


class _Try(NamedTuple):
    """A change that might mend the text, and the code of the mistake that it would have been; '' for the one found."""

    code: str
    edit: TextEdit
    words: str = ""
    is_last_resort: bool = False


@dataclass(frozen=True)
class _Window:
    """The lines of a text that are read again for each try."""

    text: str
    start: int
    end: int
    head: str = ""
    """A line for the key above, where the lines are some of the entries below it."""

    @property
    def lines(self) -> str:
        return self.head + self.text[self.start : self.end]


def repaired(
    problem: Problem, index: int, context: int, places: Places, reads: Reader, quote: int | None = None
) -> Problem:
    """The problem with a fix that lets the text be read, and the code that goes with it; as it was if none does.

    `index` is where reading stopped, `context` where what was being read began, `quote` where a text began that may
    have swallowed lines.
    """
    text = places.text
    first = places.offset(problem.span.line, problem.span.column)
    indices = (first, index, context) if quote is None else (quote, index, context, first)
    near = [one for one in indices if abs(one - first) < _NEAR_SIZE]
    whole = _Window(text, 0, len(text))  # if the lines around can be read alone, the mistake is elsewhere
    windows = (_window(text, min(near), max(near)), whole)
    window = next((one for one in windows if reads(one.lines)[0] <= len(one.lines)), whole)
    above = places.position(window.start)[0] - 1 - window.head.count("\n")
    there = [max(one - window.start, 0) + len(window.head) for one in indices]
    found = _tried(_shifted_by(problem, -above), there, Places(window.lines), reads)
    return _shifted_by(found, above)


def _shifted_by(problem: Problem, lines: int) -> Problem:
    """The same problem so many lines further down."""
    fix = problem.fix and problem.fix._replace(span=_down(problem.fix.span, lines))
    return problem._replace(span=_down(problem.span, lines), fix=fix)


def _down(span: Span, lines: int) -> Span:
    return Span(span.line + lines, span.column, span.end_line + lines, span.end_column)


def _tried(problem: Problem, indices: Sequence[int], places: Places, reads: Reader) -> Problem:
    text = places.text
    stop, problems = reads(text)
    best: tuple[int, _Try] | None = None
    for one in islice(_tries(problem, indices, places), TRIES if len(text) < 5 * _NEAR_SIZE else FEW_TRIES):
        changed = apply(text, (one.edit,))
        at, more = reads(changed)
        if at > len(changed) and more <= problems:
            return _with(problem, one, places)
        rest = len(changed) - at
        is_better = rest < (best[0] if best else len(text) - stop - 1)
        if is_better and more <= problems and not one.is_last_resort:
            best = (rest, one)
    return _with(problem, best[1], places) if best else problem._replace(fix=None)


def _with(problem: Problem, one: _Try, places: Places) -> Problem:
    edit = one.edit
    if problem.code == "E041" and one.words == AS_COMMENT:
        one = one._replace(code="E044")
    span = places.span(edit.start, edit.end)
    if problem.fix and problem.fix.span == span and problem.fix.text == edit.new:
        return problem
    fix = Fix(span, edit.new, one.words)
    is_same = one.code in ("", problem.code) or (one.code == "E044" and problem.code not in _OF_LINES)
    if is_same or problem.code in BLANK_CODES:
        return problem._replace(fix=fix)
    shown = span if edit.start < edit.end and span.line == span.end_line else places.span(edit.start, edit.start + 1)
    return Problem(one.code, shown, problem.args, fix)


def _window(text: str, first: int, last: int) -> _Window:
    """From some entries above the mistake to some below."""
    start = text.rfind("\n", 0, first) + 1
    entries = 0
    while start > 0 and entries < 3:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        indent = _indent(text[start:end])
        if indent is not None and indent <= 2:
            entries += 1
        if indent == 0:
            break
    keys = [*_SECTION.finditer(text, 0, start)] if text[start : start + 1] in (" ", "\t") else []
    head = f"{keys[-1][0]}\n" if keys else ""
    end, entries = text.find("\n", last) + 1, 0
    while 0 < end < len(text) and entries < 3:
        stop = text.find("\n", end)
        indent = _indent(text[end : stop if stop >= 0 else len(text)])
        entries += indent is not None and indent <= 2
        end = stop + 1
    return _Window(text, start, end if end > 0 else len(text), head)


def _indent(line: str) -> int | None:
    """How far a line is indented; None for one that says nothing, and for one with tabs."""
    bare = line.lstrip(" ")
    return None if not bare.strip() or bare[0] in "#\t" else len(line) - len(bare)


def _tries(problem: Problem, indices: Sequence[int], places: Places) -> Iterator[_Try]:
    starts = list(dict.fromkeys(places.line_of(index)[0] for index in indices))
    starts += filter(None, (_above(places, starts[0]), *_family(places, places.line_of(indices[1])[0])))
    lines = [places.line_of(start) for start in dict.fromkeys(starts)]
    is_blank = problem.code in BLANK_CODES
    if problem.code == "E041" or is_blank:  # without its dash, a line may also belong to the entry above
        yield from (one for line in lines[:1] for one in _indentation(places, *line))
    if problem.fix:
        span = problem.fix.span
        start, end = places.offset(span.line, span.column), places.offset(span.end_line, span.end_column)
        edit = TextEdit(start, end, problem.fix.text)
        if problem.code == "E033":
            first, last = places.line_of(start)
            yield from _quotes_inside(places.text[first:last], first, start - first, places.text[start])
        if problem.code != "E041" or _is_entry(apply(places.text, (edit,)), start):
            yield _Try(problem.code, edit, problem.fix.words)
    ways = [way for way in _WAYS if not (problem.code == "E041" and way is _any_indentation)]
    for way in () if is_blank else ways:
        for line in lines:
            yield from way(places, *line)


def _above(places: Places, start: int) -> int | None:
    return next((above for above, _ in _lines_above(places, start)), None)


def _family(places: Places, start: int) -> tuple[int | None, int | None]:
    """The line above that is indented less, and the first deeper one below that: neighbours that lost their place."""
    indent = _indent(places.text[slice(*places.line_of(start))]) or 0
    child = None
    for above, line in _lines_above(places, start):
        if (_indent(line) or 0) < indent:
            return above, child
        child = above
    return None, child


def _lines_above(places: Places, start: int) -> Iterator[tuple[int, str]]:
    """The lines above that say something, from below."""
    while start > 0:
        start, end = places.line_of(start - 1)
        line = places.text[start:end]
        if line.strip() and not line.lstrip().startswith("#"):
            yield start, line


def _colon(places: Places, start: int, end: int) -> Iterator[_Try]:
    inside = _TIGHT_INSIDE.finditer(places.text, start, end)
    for found in filter(None, (_TIGHT_COLON.match(places.text, start, end), *inside)):
        at = found.end("colon")
        yield _Try("E031", TextEdit(at, at, " "))


def _closing(places: Places, start: int, end: int) -> Iterator[_Try]:
    """What is open at the end of the line is closed there; a quotation mark also before brackets that follow it."""
    line = places.text[start:end]
    for value in _KEYED.finditer(line):
        missing = closers(line, value.end())
        if missing is None:
            continue
        code = "E032" if missing[:1] in ("'", '"') else "E034"
        if code == "E032" and (found := _CLOSED.search(line, value.end())) and found[0].strip():
            at = start + found.start()
            yield _Try(code, TextEdit(at, at, missing[0]))
        at = start + len(line.rstrip())
        yield _Try(code, TextEdit(at, at, missing))
        if code == "E032":
            yield from _quotes_inside(line, start, value.end(), missing[0])


def _quotes_inside(line: str, start: int, value: int, mark: str) -> Iterator[_Try]:
    """A quotation mark may be missing before a comma inside of brackets too."""
    for comma in re.finditer(r",\s+[\w-]+:\s", line[value:]):
        at = start + value + comma.start()
        yield _Try("E032", TextEdit(at, at, mark))


def _indentation(places: Places, start: int, end: int) -> Iterator[_Try]:
    """The line begins where lines around it do, if what it says can stand there."""
    for width, column in _wanted(places, start, end):
        yield _Try("E040", TextEdit(start, start + width, " " * column))


def _any_indentation(places: Places, start: int, end: int) -> Iterator[_Try]:
    """The same for any line with a key, whatever it says."""
    found = marks(places.text[start:end].lstrip())
    for width, column in _near(places, start, end) if found and found[0].name else ():
        yield _Try("E040", TextEdit(start, start + width, " " * column))


def _wanted(places: Places, start: int, end: int) -> Iterator[tuple[int, int]]:
    """How wide the indentation is, and each one at which the line makes sense, the nearest first."""
    for width, column in _near(places, start, end):
        if _fits(places.text, start, width, column):
            yield width, column


def _near(places: Places, start: int, end: int) -> Iterator[tuple[int, int]]:
    found = _BLANKS.match(places.text, start, end)
    blanks = found[0] if found else ""
    width = len(blanks.replace("\t", "  "))
    columns = [column for column in _columns(places, start, end) if " " * column != blanks]
    yield from ((len(blanks), column) for column in sorted(columns, key=lambda column: abs(column - width))[:8])


def _columns(places: Places, start: int, end: int) -> list[int]:
    """Where something begins in the lines around."""
    found: dict[int, None] = {}
    least = len(places.text)
    for number, (_, line) in enumerate(_lines_above(places, start)):
        indent = len(line) - len(line.lstrip(" "))
        if number < _NEAR_LINES or indent < least:
            for mark in marks(line):
                found |= {mark.column: None, mark.column + 2: None}
        least = min(indent, least)
        if least == 0 or number > _FAR_LINES:
            break
    below = places.text[end + 1 : end + 400].split("\n")
    found |= {deep: None for line in below[:2] if (deep := _indent(line)) is not None}
    return list(found)


def _moved(places: Places, start: int, end: int) -> Iterator[_Try]:
    """The line together with the deeper ones below it."""
    for width, column in _wanted(places, start, end):
        last = _end_of_block(places, start, end, width)
        if last > end:
            lines = places.text[start:last].splitlines(keepends=True)
            moved = (_shifted(line, column - width) for line in lines)
            yield _Try("E040", TextEdit(start, last, "".join(moved)), is_last_resort=True)


def _end_of_block(places: Places, start: int, end: int, width: int) -> int:
    """Where a line and the deeper ones below it end."""
    last = end
    for first, stop in places.lines_below(start):
        line = places.text[first:stop]
        indent = _indent(line)
        if line.strip() and (indent is None or indent <= width):
            break
        last = stop
    return last


def _shifted(line: str, by: int) -> str:
    bare = line.lstrip(" ")
    return " " * (len(line) - len(bare) + by) + bare if bare.strip() else line


def _fits(text: str, start: int, width: int, column: int) -> bool:
    """Whether what the line says may stand in that column."""
    end = text.find("\n", start)
    rest = text[start + width : end if end >= 0 else len(text)]
    changed = f"{text[:start]}{' ' * column}{rest}{text[end:] if end >= 0 else ''}"
    if rest.startswith("- "):
        here = where(changed, start + column + 2)
        is_listed = bool(here.path) and isinstance(here.path[-1], int) and here.slot.kind is not None
        is_whole = here.slot.kind is not Kind.RECORD or ARROW in rest or bool(marks(rest)[1:])
        return is_listed and is_whole and _is_entry(changed, start + column)
    here = where(changed, start + column)
    word = rest.partition(":")[0].strip().strip("\"'")
    if not here.is_key or word in here.present:
        return False
    if here.slot.kind is Kind.RECORD:
        return here.slot.record is not None and here.slot.record.field(word) is not None
    is_language = word in LANGUAGES
    return is_language if here.slot.kind is Kind.TEXT else not is_language and word not in FIELD_NAMES


def _dash(places: Places, start: int, end: int) -> Iterator[_Try]:
    line = places.text[start:end]
    at = len(line) - len(line.lstrip(" "))
    if line[at:].startswith("-"):
        return
    dashes = _dashes(places, start, end)
    edits = (TextEdit(start + at, start + at, "- "), TextEdit(start + at - 2, start + at, "- "))
    is_listed = where(places.text, start + at).slot.kind in LISTS
    for edit, is_likely in zip(edits, (at in dashes or is_listed, at - 2 in dashes), strict=True):
        if is_likely and _is_entry(apply(places.text, (edit,)), edit.start):
            yield _Try("E041", edit)


def _is_entry(text: str, start: int) -> bool:
    """Whether what follows the dash at `start` can be an entry there."""
    end = text.find("\n", start)
    found = marks(text[start + 1 : end if end >= 0 else len(text)].lstrip(" "))
    here = where(text, start + 2)
    word = found[0].name if found else None
    if not word or here.slot == NO_SLOT:
        return True
    if here.slot.kind is Kind.RECORD:
        return here.slot.record is not None and here.slot.record.field(word) is not None
    return here.slot.kind is Kind.TEXT and word in LANGUAGES


def _dashes(places: Places, start: int, end: int) -> set[int]:
    """The columns of the dashes in the lines around."""
    lines = [line for _, line in islice(_lines_above(places, start), _NEAR_LINES)]
    lines += places.text[end + 1 : end + 2000].split("\n")
    return {mark.column for line in lines for mark in marks(line) if mark.name is None}


def _colon_at_end(places: Places, start: int, end: int) -> Iterator[_Try]:
    if found := _WORD.fullmatch(places.text, start, end):
        at = start + len(found[0].rstrip())
        yield _Try("E039", TextEdit(at, at, ":"))


def _comment(places: Places, start: int, end: int) -> Iterator[_Try]:
    """The last resort: the line stays in the file, but is not read."""
    line = places.text[start:end]
    at = start + len(line) - len(line.lstrip())
    code = "E044" if line.lstrip().startswith("- ") else ""
    yield _Try(code, TextEdit(at, at, "# "), AS_COMMENT, True)


_WAYS: tuple[Callable[[Places, int, int], Iterator[_Try]], ...] = (
    _colon,
    _closing,
    _indentation,
    _dash,
    _colon_at_end,
    _any_indentation,
    _moved,
    _comment,
)
"""What is tried, in this order; what changes least comes first."""
