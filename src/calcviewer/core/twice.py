"""A key that stands a second time in its block: what was probably meant, and how nothing of it is lost."""

from collections.abc import Mapping

from calcviewer.core.model import LANGUAGES
from calcviewer.core.places import Places
from calcviewer.core.problems import AS_COMMENT, Fix, Problem
from calcviewer.core.schema import FIELD_NAMES
from calcviewer.core.tree import Node, Scalar


def said_twice(
    places: Places, key: Scalar, value: Node, first: Scalar, lines: Mapping[str, int], is_flow: bool
) -> Problem:
    """The problem with a key that is there already; `first` is the first key of the block, `lines` has all before."""
    if not is_flow and key.value == first.value and _is_first_of_entry(places, first):
        start = places.offset(key.span.line, key.span.column)
        return Problem("E041", key.span, fix=Fix(places.span(start - 2, start), "- "))
    args = {"key": key.value, "line": str(lines[key.value])}
    if key.value in LANGUAGES:
        fix = _other_language(places, key, value, lines)
    elif key.value in FIELD_NAMES:
        fix = None
    else:
        fix = _other_name(key, lines)
    return Problem("E017", key.span, args, fix or (None if is_flow else _comment(places, key, value)))


def _is_first_of_entry(places: Places, first: Scalar) -> bool:
    """Whether a block is an entry of a list: ``- `` stands before its first key."""
    start = places.offset(first.span.line, first.span.column)
    return places.text[places.line_of(start)[0] : start].strip() == "-"


def _other_name(key: Scalar, lines: Mapping[str, int]) -> Fix | None:
    free = (f"{key.value}-{number}" for number in range(2, 20) if f"{key.value}-{number}" not in lines)
    return next((Fix(key.span, name) for name in free), None)


def _other_language(places: Places, key: Scalar, value: Node, lines: Mapping[str, int]) -> Fix | None:
    """The language that is missing, if only the code is wrong."""
    start = places.offset(value.span.end_line, value.span.end_column)
    rest = places.text[start : start + 400]
    free = (code for code in LANGUAGES if code not in lines and f"{code}:" not in rest)
    return next((Fix(key.span, code, "") for code in free), None)


def _comment(places: Places, key: Scalar, value: Node) -> Fix:
    """The second one stays in the file, but is not read."""
    start = places.offset(key.span.line, key.span.column)
    end = places.line_of(places.offset(value.span.end_line, value.span.end_column))[1]
    words = places.text[start:end]
    return Fix(places.span(start, end), "# " + words.replace("\n", "\n# "), AS_COMMENT)
