"""Mistakes in writing YAML whose place or fix is easily got wrong; the common ones are files in `tests/data/bad`."""

import pytest

from calcviewer.core.places import Places
from calcviewer.core.quoting import opens_bracket, quoted, value_end
from calcviewer.core.source import compose


def found(text: str) -> list[tuple[str, int, int, str | None]]:
    return [
        (problem.code, problem.span.line, problem.span.column, problem.fix.text if problem.fix else None)
        for problem in compose(text)[1]
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # An unclosed quote is shown where it opens; closed only where the next line is clearly a new one.
        ("a: 'x\nb: 1", ("E032", 1, 4, "'")),
        ("a: 'x\r\nb: 1\r\n", ("E032", 1, 4, "'")),
        ("a: 'x\nand on", ("E032", 1, 4, "# ")),
        ("a: 'x\r\nand on\r\n", ("E032", 1, 4, "# ")),
        ("a: {b: 'x}\nb: 1", ("E032", 1, 8, "'")),
        ('a: "b\n---\nc"', ("E032", 1, 4, "# ")),
        ('a: "b\\', ("E032", 1, 4, "# ")),
        # Text behind a closing quote, or a comma that is missing.
        ('a: "x" y', ("E033", 1, 8, "'\"x\" y'")),
        ("a: 'Virchow's", ("E033", 1, 13, '"Virchow\'s"')),
        ('a: ["x" y, z]', ("E033", 1, 9, "'\"x\" y'")),
        ('a: {en: "x" id: "y"}', ("E036", 1, 13, ",")),
        ('a: ["x" {b: c}]', ("E033", 1, 9, "# ")),
        ('a: ["x"', ("E034", 1, 4, "]")),
        ("a: {b: c}]", ("E035", 1, 10, "")),
        ('a: "x": y', ("E049", 1, 7, "# ")),
        # Brackets.
        ("[", ("E034", 1, 1, "# ")),
        ("[a: [", ("E034", 1, 5, "# ")),
        ("a: [x,\nb: 1\n", ("E034", 1, 4, "]")),
        ("a: {b: [c}", ("E034", 1, 8, "# ")),
        ("a: [x, , y]", ("E036", 1, 8, "# ")),
        ("a: {b: c: d}", ("E038", 1, 8, '"c: d"')),
        ("a: {x: y}z", ("E049", 1, 10, "# ")),
        ("a: {b: {c: d} {e: f}}", ("E036", 1, 15, "# ")),
        ("a: {b: c}: d", ("E049", 1, 10, "# ")),
        ("}", ("E035", 1, 1, "")),
        # Marks that YAML keeps for itself.
        ("a: !<x y", ("E037", 1, 4, '"!<x y"')),
        ("a: !%zz y", ("E037", 1, 4, '"!%zz y"')),
        ("a: !b!c y", ("E037", 1, 4, '"!b!c y"')),
        ("a: & b", ("E037", 1, 4, '"& b"')),
        ("a: %x  # y", ("E037", 1, 4, '"%x"')),
        ("%clot", ("E037", 1, 1, "# ")),
        # Colons, dashes and columns.
        ("a: b:", ("E038", 1, 4, '"b:"')),
        ("a: b: c   # d", ("E038", 1, 4, '"b: c"')),
        ("a\nb: 1", ("E039", 1, 1, ":")),
        ("two words\nb: 1", ("E040", 2, 1, "# ")),
        ("a:b\n# c\n\nc: 1", ("E031", 1, 2, " ")),
        ("a: 1\nb\n", ("E039", 2, 1, ":")),
        ("a: 1\nb:c\nd: 2\n", ("E031", 2, 2, " ")),
        ("a:\n  - x\n y\nb: 1\n", ("E040", 3, 1, "# ")),
        ("- a\nb: 1", ("E041", 2, 1, "- ")),
        ("x:\n  - a: 1\n   b: 2", ("E040", 3, 4, "    ")),
        ("a: -", ("E042", 1, 4, "# ")),
        ("a: 1\n  b: 2", ("E040", 2, 1, "")),
        ('a: "1"\n  b: 2', ("E040", 2, 1, "")),
        (" a: 1\nb: 1", ("E040", 2, 1, " ")),
        ("a: 1\n...\nb: 2", ("E010", 3, 1, None)),
        (": x", ("E016", 1, 1, None)),
        # Indentation.
        ("a:\n  b: 1\n\tc: 2", ("E030", 3, 1, "  ")),
        ("a:\n \t b: 1", ("E030", 2, 1, "    ")),
        ("a: {b: c\n\td: e}", ("E030", 2, 1, "  ")),
        ("a:\n\u00a0\u00a0- b\n", ("E019", 2, 1, "  ")),
        # Backslashes.
        ('a: "\\q"', ("E043", 1, 5, "\\\\")),
        ('a: "\\u12"', ("E043", 1, 5, "\\\\")),
        ('a: "\\ud800"', ("E043", 1, 5, "\\\\")),
    ],
)
def test_a_mistake_is_shown_where_it_was_made(text: str, problem: tuple[str, int, int, str | None]) -> None:
    assert problem in found(text)
    assert compose(text)[0] is None


def test_quotes_are_chosen_so_that_nothing_needs_a_backslash() -> None:
    assert [quoted(words) for words in ("a", "it's", 'a "b"', "a\\b", "'\"")] == [
        '"a"',
        '"it\'s"',
        "'a \"b\"'",
        "'a\\b'",
        "'''\"'",
    ]


@pytest.mark.parametrize(
    ("text", "is_flow", "value"),
    [
        ("a b", False, "a b"),
        ("a b  \nc", False, "a b"),
        ("a, b # c", False, "a, b"),
        ("a, b", True, "a"),
        ("a ]", True, "a"),
        ("a#b}", True, "a#b"),
        ("#a", False, "#a"),
    ],
)
def test_an_unquoted_value_ends(text: str, is_flow: bool, value: str) -> None:
    assert text[: value_end(Places(text), 0, is_flow)] == value


def test_brackets_in_quotes_open_nothing() -> None:
    assert [opens_bracket(words) for words in ("a: {b: ", "a: {b: c}", "a: '{' ", 'a: "\\"[" ')] == [
        True,
        False,
        False,
        False,
    ]
