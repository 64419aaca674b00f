"""Lines and columns of a text, whatever its line ends."""

import pytest

from calcviewer.core.places import Places
from calcviewer.core.problems import Span


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_indices_and_positions_belong_together(line_end: str) -> None:
    text = line_end.join(["one", "", "🦴 three", ""])
    places = Places(text)
    for index in range(len(text) + 1):
        if text[index - 1 : index + 1] != "\r\n":
            assert places.offset(*places.position(index)) == index
    assert places.position(text.index("three")) == (3, 3)
    assert places.position(10_000) == (4, 1)


def test_a_column_beyond_the_line_is_its_end() -> None:
    places = Places("one\r\ntwo")
    assert [places.offset(1, 99), places.offset(2, 99), places.offset(99, 1), places.offset(0, 0)] == [3, 8, 5, 0]


def test_a_stretch_and_the_line_around_it() -> None:
    places = Places("one\rtwo\nthree")
    assert places.slice(Span(1, 2, 2, 3)) == "ne\rtw"
    assert places.span(1, 6) == Span(1, 2, 2, 3)
    assert places.line_of(5) == (4, 7)


def test_other_characters_end_no_line() -> None:
    assert Places("a\u2028b\x0bc\x85d").position(6) == (1, 7)
