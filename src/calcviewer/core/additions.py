"""What is put into a file where something is missing: fields, languages, steps, empty for now."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from calcviewer.core.problems import ADD_STEP, Fix, Problem, Span
from calcviewer.core.schema import FIELD_NAMES, Field, Kind, Record
from calcviewer.core.tree import Mapping, Scalar

_TIGHT = re.compile(r"[\w-]+:(?=[^\s/])")
_EMPTY = {Kind.STRING: '""', Kind.TEXT_MAP: "{}", Kind.CHOICE: "process"}
"""What stands for a required field of these kinds; of the words of a list, the one that the reader takes without it."""


def blank(row: Field, languages: Sequence[str]) -> str:
    """An empty value for a field, on one line."""
    if row.kind is Kind.TEXT:
        return "{" + ", ".join(f'{code}: ""' for code in languages) + "}"
    return _EMPTY.get(row.kind, "[]")


def blank_block(record: Record, languages: Sequence[str]) -> str:
    """A block with every required field, on one line."""
    return "{" + ", ".join(f"{row.name}: {blank(row, languages)}" for row in record.fields if row.required) + "}"


def put_in(node: Mapping, row: Field, record: Record, languages: Sequence[str]) -> Fix | None:
    """Puts a field into a block, before the fields that come after it in the table."""
    if not node.entries:
        return None
    before = {each.name for each in takewhile(lambda each: each is not row, record.fields)}
    keys = [key for key, _ in node.entries]
    key = next((key for key in keys if key.value not in before), keys[0])
    return _before(node, key, f"{row.name}: {blank(row, languages)}")


def put_in_languages(node: Mapping, codes: Iterable[str]) -> Fix | None:
    """Puts languages without words into a text."""
    words = [f'{code}: ""' for code in codes]
    if not words or not node.entries:
        return None
    if node.is_flow:
        end = node.entries[-1][1].span
        return Fix(Span(end.end_line, end.end_column, end.end_line, end.end_column), f", {', '.join(words)}")
    key = node.entries[0][0]
    return _before(node, key, f"\n{' ' * (key.span.column - 1)}".join(words))


def new_step(step: str, room: Span, languages: Sequence[str]) -> Fix:
    """Puts a step before the first one; its label is its id until somebody writes another."""
    words = step.replace("-", " ").capitalize()
    label = ", ".join(f"{code}: {words}" for code in languages)
    indent = " " * (room.column - 1)
    return Fix(room, f"{step}:\n{indent}  kind: process\n{indent}  label: {{{label}}}\n{indent}", ADD_STEP)


def no_blank(key: Scalar) -> Problem | None:
    """A key that swallowed its value, as no blank follows its colon."""
    found = _TIGHT.match(key.value) if not key.style else None
    if found is None:
        return None
    column = key.span.column + found.end()
    here = Span(key.span.line, column, key.span.line, column)
    return Problem("E031", Span(here.line, column - 1, here.line, column), fix=Fix(here, " "))


def too_deep(key: Scalar, around: Span) -> Problem | None:
    """A field that stands among the languages of the field before it, which begins at `around`."""
    if key.value not in FIELD_NAMES or key.span.column <= around.column:
        return None
    blanks = Span(key.span.line, 1, key.span.line, key.span.column)
    return Problem("E040", key.span, fix=Fix(blanks, " " * (around.column - 1)))


def _before(node: Mapping, key: Scalar, words: str) -> Fix:
    line, column = key.span.line, key.span.column
    gap = ", " if node.is_flow else f"\n{' ' * (column - 1)}"
    return Fix(Span(line, column, line, column), f"{words}{gap}")
