"""Two changed versions of one text are put together, no line of either is lost; what both changed is a conflict."""

import time

from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.line_match import stretches
from calcviewer.core.merge import Conflict, Merged, merge

BASE = "a\nb\nc\nd\ne\n"
texts = st.lists(st.sampled_from(["a", "b", "c", "d", "", " a"]), max_size=8).map("\n".join)


@given(texts, texts)
def test_where_only_one_changed_something_there_is_nothing_to_choose(base: str, other: str) -> None:
    for merged in (merge(base, other, base), merge(base, base, other), merge(base, other, other)):
        assert merged.conflicts == ()
        assert merged.text() == other


@given(texts, texts, texts)
def test_both_versions_can_be_had_in_every_conflict(base: str, mine: str, theirs: str) -> None:
    merged, turned = merge(base, mine, theirs), merge(base, theirs, mine)
    every = range(len(merged.conflicts))
    assert merged.text() == turned.text(every)
    assert merged.text(every) == turned.text()
    assert merged.conflicts == tuple(Conflict(c.base, c.theirs, c.mine) for c in turned.conflicts)
    lines = {*base.split("\n"), *mine.split("\n"), *theirs.split("\n"), ""}
    assert set(merged.text().split("\n")) <= lines


def test_changes_of_different_lines_go_together() -> None:
    merged = merge(BASE, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n")
    assert merged == Merged((("A",), ("b", "c", "d"), ("E", "f"), ("",)))
    assert merged.text() == "A\nb\nc\nd\nE\nf\n"
    assert merge(BASE, "a\nB\nc\nd\ne\n", "a\nb\nC\nd\ne\n").text() == "a\nB\nC\nd\ne\n"
    assert merge(BASE, "b\nc\nd\ne\n", "a\nb\nc\nd\n").text() == "b\nc\nd\n"


def test_changes_of_the_same_line_are_for_somebody_to_choose() -> None:
    merged = merge(BASE, "a\nB\nc\nd\ne\nmine\n", "a\nbb\nc\nd\ne\ntheirs\n")
    assert merged.conflicts == (Conflict(("b",), ("B",), ("bb",)), Conflict((), ("mine",), ("theirs",)))
    assert merged.text() == "a\nB\nc\nd\ne\nmine\n"
    assert merged.text({1}) == "a\nB\nc\nd\ne\ntheirs\n"
    assert merged.text({0, 1}) == "a\nbb\nc\nd\ne\ntheirs\n"


def test_a_long_change_meets_several_short_ones() -> None:
    merged = merge(BASE, "a\nX\ne\n", "a\nB\nc\nD\ne\n")
    assert merged.conflicts == (Conflict(("b", "c", "d"), ("X",), ("B", "c", "D")),)
    same = merge(BASE, "a\nX\ne\n", "a\nX\ne\nf\n")
    assert same.conflicts == ()
    assert same.text() == "a\nX\ne\nf\n"


def test_what_both_put_in_at_one_place_is_a_conflict_unless_it_is_the_same() -> None:
    assert merge("a\nb", "a\nx\nb", "a\nx\nb").conflicts == ()
    assert merge("a\nb", "a\nx\nb", "a\ny\nb").conflicts == (Conflict((), ("x",), ("y",)),)
    assert merge("a\nb", "a\nx\nb", "a\nB").conflicts == (Conflict(("b",), ("x", "b"), ("B",)),)
    assert merge("a\nb", "A\nb", "a\nx\nb").text() == "A\nx\nb"


@given(texts, texts)
def test_stretches_cover_both_texts(old: str, new: str) -> None:
    before, after = old.split("\n"), new.split("\n")
    at, new_at = 0, 0
    for stretch in stretches(before, after):
        assert (stretch.start, stretch.new_start) == (at, new_at)
        at, new_at = stretch.end, stretch.new_end
        if stretch.is_equal:
            assert before[stretch.start : at] == after[stretch.new_start : new_at]
    assert (at, new_at) == (len(before), len(after))


def test_texts_of_nothing_but_blank_lines_are_compared_in_bounded_time() -> None:
    start = time.monotonic()
    old = ["x", *[""] * 30_000, *map(str, range(3000))]
    new = ["y", *[""] * 29_000, *map(str, range(1, 3001)), "z"]
    assert stretches(old, new)[-1].new_end == len(new)
    assert time.monotonic() - start < 20
