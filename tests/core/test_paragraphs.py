"""Texts of several lines without the line ends that the width of the file made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.core.paragraphs import flowing, put_back, shortened

WORDS = st.text(alphabet="ab \n-#|1.*\\>`", max_size=60)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("one\ntwo", "one two"),
        ("one\n\ntwo\nthree", "one\n\ntwo three"),
        ("one\n- two\n- three\nfour", "one\n- two\n- three four"),
        ("one  \ntwo", "one  \ntwo"),
        ("one\\\ntwo", "one\\\ntwo"),
        ("## one\ntwo", "## one\ntwo"),
        ("| a | b |\n| c | d |", "| a | b |\n| c | d |"),
        ("one\n1. two\n12) three", "one\n1. two\n12) three"),
        ("one\n    code", "one\n    code"),
        ("", ""),
    ],
)
def test_a_line_end_inside_a_paragraph_is_a_blank(words: str, shown: str) -> None:
    assert flowing(words) == shown


def test_a_change_leaves_the_line_ends_around_it() -> None:
    words = "Blood hardly\nmoves, and the\nclot grows."
    assert put_back(words, "Blood hardly moves, and a clot grows.") == "Blood hardly\nmoves, and a\nclot grows."
    assert put_back(words, "Blood clots.") == "Blood clots."
    assert put_back(words, "") == ""
    assert put_back("", "new") == "new"


@pytest.mark.parametrize(
    ("words", "shown"),
    [("short", "short"), ("two\nlines", "two lines"), ("a long one here", "a long one…"), ("bad\x07", "bad\\x07")],
)
def test_words_are_shortened_at_their_end(words: str, shown: str) -> None:
    assert shortened(words, 11) == shown


@given(WORDS)
def test_nothing_changed_is_nothing_changed(words: str) -> None:
    assert len(flowing(words)) == len(words)
    assert put_back(words, flowing(words)) == words


@given(WORDS, WORDS)
def test_a_change_says_what_was_typed(words: str, typed: str) -> None:
    assert put_back(words, typed).split() == typed.split()
