"""What differs is told line by line, word by word, and element by element of the drawing."""

from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.differences import (
    ADDED,
    REMOVED,
    SAME,
    SKIPPED,
    DiagramChanges,
    Line,
    Piece,
    diagram_changes,
    differences,
    excerpt,
)
from calcviewer.core.loader import load_diagram
from calcviewer.core.model import Diagram
from calcviewer.core.templates import template_text

texts = st.lists(st.sampled_from(["a b", "a c", "", "label: x", "label: y", "🦴"]), max_size=8).map("\n".join)


@given(texts, texts)
def test_both_texts_can_be_read_off_the_differences(old: str, new: str) -> None:
    lines = differences(old, new)
    assert "\n".join(line.words for line in lines if line.sort != ADDED) == old
    assert "\n".join(line.words for line in lines if line.sort != REMOVED) == new
    for numbers in ([line.old for line in lines if line.old], [line.new for line in lines if line.new]):
        assert numbers == list(range(1, len(numbers) + 1))
    assert all((line.sort == SAME) == bool(line.old and line.new) for line in lines)
    shown = excerpt(lines, 1)
    assert sum(line.count for line in shown) == len(lines)
    assert [line for line in shown if line.sort in (ADDED, REMOVED)] == [line for line in lines if line.sort != SAME]


def test_a_changed_line_shows_which_words_changed() -> None:
    assert differences("a\n  label: Slow blood # n", "a\n  label: Slow flow # n") == (
        Line(SAME, (Piece("a"),), 1, 1),
        Line(REMOVED, (Piece("  label: Slow "), Piece("blood", True), Piece(" # n")), old=2),
        Line(ADDED, (Piece("  label: Slow "), Piece("flow", True), Piece(" # n")), new=2),
    )


def test_words_that_were_put_in_are_marked_alone() -> None:
    removed, added = differences("to: a", "to: a -> b")
    assert removed.pieces == (Piece("to: a"),)
    assert added.pieces == (Piece("to: a"), Piece(" -> b", True))


def test_lines_with_little_in_common_are_shown_whole() -> None:
    for old, new in (("one two", "three;four;five"), ("x" * 3000, "x" * 3001), ("a", "")):
        removed, added = differences(old, new)
        assert removed.pieces == (Piece(old, True),)
        assert added.pieces == (Piece(new, True),)


def test_what_is_only_on_one_side() -> None:
    assert differences("a\nb c\nd", "a\nd") == (
        Line(SAME, (Piece("a"),), 1, 1),
        Line(REMOVED, (Piece("b c", True),), old=2),
        Line(SAME, (Piece("d"),), 3, 2),
    )
    assert [line.sort for line in differences("a", "a\nx\ny")] == [SAME, ADDED, ADDED]


def test_an_excerpt_leaves_out_what_is_far_from_any_change() -> None:
    old = "\n".join(map(str, range(20)))
    shown = excerpt(differences(old, old.replace("10", "ten")), 2)
    assert [line.sort for line in shown] == [SKIPPED, SAME, SAME, REMOVED, ADDED, SAME, SAME, SKIPPED]
    assert [(line.count, line.old, line.new) for line in shown if line.sort == SKIPPED] == [(8, 1, 1), (7, 14, 14)]
    assert excerpt(differences(old, old)) == (Line(SKIPPED, (), 1, 1, 20),)


def example() -> Diagram:
    diagram = load_diagram(template_text("example"), "example").diagram
    assert diagram is not None
    return diagram


def test_which_elements_of_a_drawing_changed() -> None:
    old = example()
    assert not diagram_changes(old, old._replace(id="copy"))
    new = old._replace(
        nodes=(old.nodes[0]._replace(kind="process"), *old.nodes[1:-1], old.nodes[-1]._replace(id="stone")),
        edges=(old.edges[0]._replace(kind="may-lead-to"), *old.edges[2:]),
        treatments=(*old.treatments, old.treatments[0]._replace(id="again")),
    )
    assert diagram_changes(old, new) == DiagramChanges(
        ("stone", "again"),
        ("calcified-nodule", "cell-death -> macrophage"),
        ("splinter", "splinter -> cell-death"),
    )
    assert diagram_changes(old, old._replace(tour=())) == DiagramChanges(is_other_changed=True)
    assert diagram_changes(old, old._replace(tour=()))
