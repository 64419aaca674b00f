"""Where the next line begins, what blanks a key takes or gives, and which marks close by themselves."""

import pytest

from calcviewer.editor import closing
from calcviewer.editor.indentation import (
    are_comments,
    back_from,
    comment_column,
    comment_mark,
    home,
    indent_of,
    new_line,
    on_from,
    outdented,
    without_tabs,
)
from calcviewer.editor.lexer import START, cut
from calcviewer.editor.tokens import Sort


@pytest.mark.parametrize(
    ("lines", "comes"),
    [
        (["nodes:"], "  "),
        (["nodes: # the steps"], "  "),
        (["    kind: cell"], "    "),
        (["    text: |"], "      "),
        (["    text: >- # words"], "      "),
        (["text: |", "  words:"], "  "),
        (["text: |", "  - words"], "  "),
        (["  - a -> b"], "  - "),
        (["  - words"], "  - "),
        (["  - en: one"], "    "),
        (["  - show:"], "      "),
        (["  - text: |"], "      "),
        (["    tags: ["], "      "),
        (["    tags: [", "      a,"], "      "),
        (['    text: "open'], "      "),
        (['    text: "open', "      more"], "      "),
        (["  # a comment:"], "  "),
        (["      "], "      "),
        ([""], ""),
    ],
)
def test_enter_goes_on_where_the_next_line_belongs(lines: list[str], comes: str) -> None:
    state = START
    for line in lines[:-1]:
        state = cut(line, state)[1]
    assert new_line(lines[-1], "", state) == (f"\n{comes}", 0)


def test_enter_on_an_empty_entry_ends_the_list() -> None:
    assert new_line("    - ", "", START) == ("  ", 6)
    assert new_line("- ", "", START) == ("", 2)
    assert new_line("-", "", START) == ("", 1)
    assert new_line("  - ", "more", START) == ("\n  - ", 0)


def test_enter_inside_an_entry_breaks_it_below_its_words() -> None:
    assert new_line("  - one ", "two", START) == ("\n    ", 0)


def test_blanks_are_taken_and_given_by_levels() -> None:
    assert [back_from(column) for column in range(5)] == [0, 1, 2, 1, 2]
    assert [on_from(column) for column in range(4)] == [2, 1, 2, 1]
    assert [outdented(line) for line in ("", "x", " x", "  x", "   x", "    x", "\tx")] == [0, 0, 1, 2, 1, 2, 1]
    assert [indent_of(line) for line in ("x", "  x", "\tx", " \tx", "    ")] == [0, 2, 2, 2, 4]


def test_home_goes_to_the_words_and_then_to_the_margin() -> None:
    assert [home("  word", column) for column in (0, 1, 2, 5)] == [2, 2, 0, 2]


def test_comments() -> None:
    assert are_comments(["# a", "", "  # b"])
    assert not are_comments(["# a", "b"])
    assert not are_comments(["", " "])
    assert comment_column(["    a", "", "  b"]) == 2
    assert comment_column([""]) == 0
    assert [comment_mark(line) for line in ("  # a", "#b", "c", " #  d")] == [(2, 4), (0, 1), (0, 0), (1, 3)]


def test_tabs_become_blanks() -> None:
    assert without_tabs("\ta\tb\r\n  \tc\rd") == "  a b\n    c\nd"
    assert without_tabs("a  b") == "a  b"


@pytest.mark.parametrize(
    ("before", "typed", "after", "comes"),
    [
        ("title: ", '"', "", '"'),
        ("title: ", "'", "", "'"),
        ("title: ", "{", "", "}"),
        ("tags: [a, ", "[", "]", "]"),
        ("tags: ", "[", " # x", "]"),
        ("  - ", "{", "", "}"),
        ("title: Virchow", "'", "", ""),
        ("title: Virchow", "[", "", ""),
        ("title: ", '"', "word", ""),
        ("title: ", "(", "", ""),
        ('title: "a ', "'", '"', ""),
        ("# title: ", '"', "", ""),
        ("title: ", "x", "", ""),
        ('title: "see [clot]', "(", '"', ""),
        ('title: "see [clot]', "(", "", ")"),
    ],
)
def test_a_mark_closes_by_itself_where_it_is_in_nobodys_way(before: str, typed: str, after: str, comes: str) -> None:
    assert closing.closer(typed, before, after, START) == comes


def test_nothing_closes_by_itself_in_a_block_text_but_a_link() -> None:
    state = cut("text: |")[1]
    assert closing.closer('"', "  he said ", "", state) == ""
    assert closing.closer("{", "  ", "", state) == ""
    assert closing.closer("(", "  [clot]", "", state) == ")"


def test_brackets_find_their_partner() -> None:
    state, lines = START, []
    for text in ('tags: [a, {b: "]"}', "  , c]", "d: ]"):
        tokens, state = cut(text, state)
        lines.append((text, tokens))
    assert closing.match(lines, 0, 6) == (1, 5)
    assert closing.match(lines, 1, 5) == (0, 6)
    assert closing.match(lines, 0, 10) == (0, 17)
    assert closing.match(lines, 0, 15) is None
    assert closing.match(lines, 2, 3) is None
    crossed = cut("a: [}")[0]
    assert [token.sort for token in crossed].count(Sort.BRACKET) == 2
    assert closing.match([("a: [}", crossed)], 0, 3) is None
    assert closing.match([("a: [}", crossed)], 0, 4) is None
