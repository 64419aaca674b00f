"""What libyaml's complaints mean to a teacher: from its message and place to our own code, words and fix.

libyaml says where it stumbled; the mistake is often elsewhere. Each rule looks around for what was probably meant.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from calcviewer.core.characters import ODD_BLANKS
from calcviewer.core.places import Places
from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.core.quoting import opens_bracket, quoted, value_end


@dataclass(frozen=True)
class Stretch:
    """A text value that was read: the indices of its ends, and the first mark of its style ('' for none)."""

    start: int
    end: int
    style: str


@dataclass(frozen=True)
class Trouble:
    """A complaint of libyaml: its words, where it stumbled, where what it was reading began.

    `last` is the last text that was read before; `bracket` is the index of the innermost bracket that is open.
    """

    message: str
    index: int
    context: int
    last: Stretch | None = None
    bracket: int | None = None


_INDENT = re.compile(rf"[ \t{ODD_BLANKS}]*")
_KEY_VALUE = re.compile(
    r"""[ ]*(?:-[ ]+)*(?P<key>[^\s\[{"'#:][^:]*?|"[^"]*"|'[^']*')[ ]*:[ \t]+(?P<value>[^\s\[{"'|>#].*)"""
)
_TIGHT_COLON = re.compile(r"[ ]*(?:-[ ]+)?[\w-]+(?P<colon>:)(?!//)\S")
_TIGHT_DASH = re.compile(r"[ ]*(?P<dash>-)[^\s-]")
_LIST_ENTRY = re.compile(r"(?P<indent>[ ]*)-[ ]")
_BARE_WORD = re.compile(r"[ ]*(?:-[ ]+)?[\w-]+[ \t]*")
_NEXT_ENTRY = re.compile(r"[\w-]+:")
_NEXT_KEY = re.compile(r"\s*(-[ ]|[\w-]+:(\s|$)|#|$)")


def explain(trouble: Trouble, places: Places) -> Problem:
    """The problem in our own terms, at the place that has to be mended."""
    for needle, rule in _RULES:
        if needle in trouble.message and (problem := rule(trouble, places)):
            return problem
    return Problem("E049", _at(places, trouble.index))


def _at(places: Places, index: int, length: int = 1) -> Span:
    return places.span(index, min(index + length, len(places.text)))


def _is_in_flow(trouble: Trouble, places: Places, index: int) -> bool:
    start, _ = places.line_of(index)
    return trouble.bracket is not None or opens_bracket(places.text[start:index])


def _line_before(places: Places, index: int) -> tuple[int, str]:
    """Start and words of the nearest line above that is neither blank nor a comment; (0, '') if there is none."""
    start, _ = places.line_of(index)
    while start > 0:
        start, end = places.line_of(start - 1)
        words = places.text[start:end]
        if words.strip() and not words.lstrip().startswith("#"):
            return start, words
    return 0, ""


def _quote_from(code: str, trouble: Trouble, places: Places, start: int) -> Problem:
    """The problem that the value at `start` needs quotes, with the fix that puts them."""
    end = value_end(places, start, _is_in_flow(trouble, places, start))
    fix = Fix(places.span(start, end), quoted(places.text[start:end])) if end > start else None
    return Problem(code, _at(places, start), {"mark": places.text[start : start + 1]}, fix)


def _indentation(trouble: Trouble, places: Places) -> Problem | None:
    """Tabs and odd blanks at the start of the line where libyaml stumbled, or of the one that it was reading."""
    for index in (trouble.index, trouble.context):
        start, end = places.line_of(index)
        found = _INDENT.match(places.text, start, end)
        blanks = found[0] if found else ""
        if blanks.strip(" "):
            code = "E030" if "\t" in blanks else "E019"
            mended = "".join("  " if blank == "\t" else " " for blank in blanks)
            span = places.span(start, start + len(blanks))
            return Problem(code, span, fix=Fix(span, mended))
    return None


def _open_quote(trouble: Trouble, places: Places) -> Problem:
    return _unclosed(places, trouble.context)


def _unclosed(places: Places, start: int) -> Problem:
    """A quotation mark without its partner; the fix closes it where the next line is clearly something new."""
    line_start, end = places.line_of(start)
    mark = places.text[start]
    words = places.text[start + 1 : end]
    is_plain_case = mark not in words and not opens_bracket(places.text[line_start:start])
    fix = None
    if is_plain_case and _NEXT_KEY.match(places.text, end) and not words.endswith("\\"):
        here = start + 1 + len(words.rstrip())
        fix = Fix(places.span(here, here), mark)
    return Problem("E032", _at(places, start), fix=fix)


def _escape(trouble: Trouble, places: Places) -> Problem | None:
    if places.text[trouble.context : trouble.context + 1] != '"':  # tags have escapes too
        return None
    index = places.text.rfind("\\", trouble.context, trouble.index + 1)
    if index == len(places.text) - 1:
        return _unclosed(places, trouble.context)
    return Problem("E043", _at(places, index, 2), fix=Fix(places.span(index, index + 1), "\\\\"))


def _after_quote(trouble: Trouble, places: Places) -> Problem | None:
    """Text right behind a closing quotation mark: an apostrophe inside single quotes, or quotes inside quotes."""
    last = trouble.last
    if last is None or last.style not in ("'", '"') or places.text[last.end : trouble.index].strip(" "):
        return None
    if "\n" in places.text[last.start : last.end]:  # so long a text swallowed what follows its line
        return _unclosed(places, last.start)
    if places.text[trouble.index : trouble.index + 1] in ":,]}" or _NEXT_ENTRY.match(places.text, trouble.index):
        return None
    is_flow = _is_in_flow(trouble, places, last.start)
    end = value_end(places, trouble.index, is_flow)
    words = places.text[last.start : end]
    inner = words[1:-1] if words.endswith(last.style) else words[1:] if last.style == "'" else words
    return Problem("E033", _at(places, trouble.index), fix=Fix(places.span(last.start, end), quoted(inner)))


def _bracket(trouble: Trouble, places: Places) -> Problem:
    """Inside brackets something else than a comma or the closing bracket follows."""
    here = places.text[trouble.index : trouble.index + 1]
    is_same_line = "\n" not in places.text[trouble.context : trouble.index]
    if is_same_line and here and here not in "]}":
        return _inside_brackets(trouble, places, here)
    return _unclosed_bracket(places, trouble.context)


def _inside_brackets(trouble: Trouble, places: Places, here: str) -> Problem:
    last = trouble.last
    if here == ":" and last and not last.style and last.end <= trouble.index:
        return _colon_in_brackets(last, places)
    fix = None
    if last and not places.text[last.end : trouble.index].strip(" "):
        fix = Fix(places.span(last.end, last.end), ",")
    return Problem("E036", _at(places, trouble.index), fix=fix)


def _colon_in_brackets(last: Stretch, places: Places) -> Problem:
    end = value_end(places, last.start, is_flow=True)
    fix = Fix(places.span(last.start, end), quoted(places.text[last.start : end]))
    return Problem("E038", places.span(last.start, end), fix=fix)


def _unclosed_bracket(places: Places, index: int) -> Problem:
    return Problem("E034", _at(places, index), {"bracket": places.text[index : index + 1]})


def _no_content(trouble: Trouble, places: Places) -> Problem | None:
    here = places.text[trouble.index : trouble.index + 1]
    if not here and trouble.bracket is not None:
        return _unclosed_bracket(places, trouble.bracket)
    if here == "," and trouble.bracket is None:
        return _quote_from("E037", trouble, places, trouble.index)
    return Problem("E036", _at(places, trouble.index)) if here == "," else _extra_bracket(trouble, places)


def _extra_bracket(trouble: Trouble, places: Places) -> Problem | None:
    here = places.text[trouble.index : trouble.index + 1]
    if not here or here not in "]}":
        return None
    span = _at(places, trouble.index)
    return Problem("E035", span, {"bracket": here}, Fix(span, ""))


def _no_key(trouble: Trouble, places: Places) -> Problem | None:
    is_colon = places.text[trouble.index : trouble.index + 1] == ":"
    return Problem("E016", _at(places, trouble.index)) if is_colon else None


def _leading_mark(trouble: Trouble, places: Places) -> Problem | None:
    """A value that starts with a character that YAML keeps for itself."""
    for index in (trouble.context, trouble.index):
        if places.text[index : index + 1] in tuple("@`%&*!|>?"):
            problem = _quote_from("E037", trouble, places, index)
            return problem._replace(fix=None) if "directive" in trouble.message else problem
    return None


def _second_colon(trouble: Trouble, places: Places) -> Problem | None:
    """`label: blood: slow`: the value holds a colon."""
    start, end = places.line_of(trouble.index)
    found = _KEY_VALUE.match(places.text, start, end)
    if not found or found.start("value") > trouble.index:
        return None
    value = found.start("value")
    stop = value_end(places, value, is_flow=False)
    fix = Fix(places.span(value, stop), quoted(places.text[value:stop]))
    return Problem("E038", places.span(value, stop), fix=fix)


def _line_above(trouble: Trouble, places: Places) -> Problem | None:
    """A key where none can stand, as the line above goes on: it lacks a colon or the blank after it, or is complete."""
    above, words = _line_before(places, trouble.index)
    if tight := _TIGHT_COLON.match(words):
        return _tight_colon(places, above + tight.start("colon"))
    if _BARE_WORD.fullmatch(words):
        end = above + len(words.rstrip())
        return Problem("E039", places.span(above + _indent(words), end), fix=Fix(places.span(end, end), ":"))
    return _wrong_column(trouble, places)


def _tight_colon(places: Places, index: int) -> Problem:
    return Problem("E031", _at(places, index), fix=Fix(places.span(index + 1, index + 1), " "))


def _wrong_column(trouble: Trouble, places: Places) -> Problem | None:
    """The line begins in a column where nothing can begin."""
    start, end = places.line_of(trouble.index)
    words = places.text[start:end]
    before = places.text[start + _indent(words) : trouble.index]
    is_key = "mapping values" in trouble.message and ": " not in before and not set(before) & set("[]{}")
    if not words.strip() or (before and not is_key):
        return None
    return Problem("E040", places.span(start, start + max(_indent(words), 1)))


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip(" "))


def _no_colon(trouble: Trouble, places: Places) -> Problem:
    """A line that should be `key: value` has no colon."""
    start, end = places.line_of(trouble.context)
    if dash := _TIGHT_DASH.match(places.text, start, end):
        here = places.span(dash.end("dash"), dash.end("dash"))
        return Problem("E041", _at(places, dash.start("dash")), fix=Fix(here, " "))
    if tight := _TIGHT_COLON.match(places.text, start, end):
        return _tight_colon(places, tight.start("colon"))
    above = _LIST_ENTRY.match(_line_before(places, trouble.context)[1])
    if above and trouble.context - start == len(above["indent"]):
        return _missing_dash(places, trouble.context)
    return Problem("E039", places.span(trouble.context, end))


def _missing_dash(places: Places, index: int) -> Problem:
    return Problem("E041", _at(places, index), fix=Fix(places.span(index, index), "- "))


def _not_a_dash(trouble: Trouble, places: Places) -> Problem:
    """Between the entries of a list stands a line without its dash, or one that is indented otherwise."""
    column = places.position(trouble.index)[1]
    if column == places.position(trouble.context)[1]:
        return _missing_dash(places, trouble.index)
    return Problem("E040", _at(places, trouble.index))


def _document(trouble: Trouble, places: Places) -> Problem | None:
    is_second = "\n..." in f"\n{places.text[: trouble.index]}"
    return Problem("E010", _at(places, trouble.index)) if is_second else _line_above(trouble, places)


def _list_on_key_line(trouble: Trouble, places: Places) -> Problem:
    return Problem("E042", _at(places, trouble.index))


Rule = Callable[[Trouble, Places], Problem | None]
_RULES: tuple[tuple[str, Rule], ...] = (
    ("unexpected end of stream", _open_quote),
    ("unexpected document indicator", _open_quote),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("", _indentation),
    ("did not find expected", _after_quote),
    ("did not find expected ','", _bracket),
    ("expected node content", _no_content),
    ("expected key", _extra_bracket),
    ("expected key", _no_key),
    ("mapping values are not allowed", _second_colon),
    ("mapping values are not allowed", _line_above),
    ("sequence entries are not allowed", _list_on_key_line),
    ("could not find expected ':'", _no_colon),
    ("expected '-' indicator", _not_a_dash),
    ("expected <document start>", _document),
    ("expected key", _wrong_column),
    ("", _leading_mark),
)
"""Which rule is asked when libyaml's message holds these words; the first that has an answer wins."""
