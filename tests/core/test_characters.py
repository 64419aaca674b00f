"""The quick look at the characters of a text lets nothing through that the slow one would find."""

import sys

from calcviewer.core.characters import LINE_LIMIT, STRANGE, screened
from calcviewer.core.report import Report


def test_nothing_strange_is_printable() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    found = STRANGE.findall(every)
    assert "\u202e" in found
    assert [character for character in found if character.isprintable()] == []


def test_a_long_line_is_told_by_where_it_is_and_lines_may_end_with_cr() -> None:
    report = Report()
    assert screened(f"a\n{'b' * (LINE_LIMIT + 1)}\nc\n", report) is None
    assert [(problem.code, problem.span.line) for problem in report.problems] == [("E004", 2)]
    many = "a: b\r" * LINE_LIMIT
    assert screened(many, Report()) == many
