"""The states of lines, kept while a text is edited, are those of cutting it anew from its start."""

from hypothesis import given, settings
from hypothesis import strategies as st

from calcviewer.editor.lexer import START, Inside, State, cut
from calcviewer.editor.line_states import FAR, LineStates

LINE = st.sampled_from(
    ["nodes:", "  a:", '    t: "x', '    y" # c', "    en: |", "      words", "", "    r: [a,", "  b]"]
)
EDIT = st.tuples(st.integers(0, 30), st.integers(0, 4), st.lists(LINE, min_size=1, max_size=4))


def states(lines: list[str]) -> list[State]:
    found = [START]
    for line in lines[:-1]:
        found.append(cut(line, found[-1])[1])
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=25), st.lists(EDIT, max_size=6), st.integers(1, 30))
def test_whatever_is_edited_every_line_begins_as_from_the_start(
    lines: list[str], edits: list[tuple[int, int, list[str]]], learnt: int
) -> None:
    kept = LineStates(len(lines), lambda number: lines[number])
    kept.advance(learnt)
    for at, most, new in edits:
        first = at % len(lines)
        old = min(most + 1, len(lines) - first)
        lines[first : first + old] = new
        kept.replace(first, old, len(new))
        assert kept.count == len(lines)
        known = states(lines)[: kept.known]
        assert [kept.begin(number) for number in range(kept.known)] == known
    assert [kept.begin(number) for number in range(len(lines))] == states(lines)
    assert kept.is_complete


def test_lines_lose_their_colours_when_they_begin_otherwise() -> None:
    lines = ["a: x", "b: y", "c: z"]
    kept = LineStates(3, lambda number: lines[number])
    assert kept.uncoloured(0, 2) == [0, 1, 2]
    for number in range(3):
        kept.coloured(number, ())
    lines[0] = 'a: "x'
    kept.replace(0, 1, 1)
    assert kept.uncoloured(0, 2) == [0, 1, 2]
    for number in range(3):
        kept.coloured(number, ())
    lines[1] = "b: yy"
    kept.replace(1, 1, 1)
    assert kept.uncoloured(0, 2) == [1]


def test_a_line_with_the_same_pieces_keeps_its_colours() -> None:
    lines = ["a: x", "b: y"]
    kept = LineStates(2, lambda number: lines[number])
    pieces = cut(lines[0])[0]
    assert kept.coloured(0, pieces)
    kept.replace(0, 1, 1)
    assert kept.uncoloured(0, 0) == [0]
    assert not kept.coloured(0, pieces)
    kept.replace(0, 1, 1)
    assert kept.coloured(0, pieces[:1])
    kept.replace(0, 2, 1)
    assert kept.coloured(0, pieces[:1])


def test_a_line_far_below_is_guessed_until_there_is_time() -> None:
    lines = ["summary:", "  en: |"] + ["    words: of a text"] * (10 * FAR)
    kept = LineStates(len(lines), lambda number: lines[number])
    last = len(lines) - 1
    assert kept.begin(last).inside is Inside.NOTHING
    assert kept.known == 1
    assert kept.uncoloured(last, last) == [last]
    kept.coloured(last, ())
    kept.advance(len(lines))
    assert kept.begin(last).inside is Inside.BLOCK
    assert kept.uncoloured(last, last) == [last]


def test_a_guess_follows_what_is_typed_around_it() -> None:
    lines = ["title: x"] + ["nodes:", "  a:", "    kind: cell"] * (10 * FAR)
    kept = LineStates(len(lines), lambda number: lines[number])
    line = len(lines) - 5
    assert kept.begin(line).section == "nodes"
    lines[line] = 'tags: "x'
    kept.replace(line, 1, 1)
    assert kept.begin(line + 1).inside is Inside.DOUBLE
    assert kept.begin(line - 3).section == "nodes"
    assert kept.known == 1
