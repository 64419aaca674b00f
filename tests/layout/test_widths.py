"""Widths from the tables: with kerning, script by script, and never a guess where exactness is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviewer.layout.widths import EM, MOST_PAIRS, PARTS, ExactMeasurer, TableMeasurer, UnknownWidthError, exact_width

TABLE = TableMeasurer()
EM_PX = EM / PARTS


def alone(text: str, *, bold: bool = False) -> float:
    return sum(TABLE.width(character, bold=bold) for character in text)


def test_nothing_is_nothing_wide() -> None:
    assert exact_width("") == 0


@pytest.mark.parametrize("text", ["AV", "To", "ÁV", "L’", "P,"])
def test_letters_that_fit_into_each_other_stand_nearer(text: str) -> None:
    assert TABLE.width(text) < alone(text)
    assert TABLE.width(text, bold=True) < alone(text, bold=True)


def test_bold_is_wider() -> None:
    assert TABLE.width("Kalsifikasi", bold=True) > TABLE.width("Kalsifikasi")


def test_letters_of_two_scripts_are_shaped_apart() -> None:
    assert TABLE.width("LΟ") == alone("LΟ")
    assert TABLE.width("ΛŷV") == TABLE.width("Λ") + TABLE.width("ŷV")
    assert TABLE.width("Υ—Υ") == TABLE.width("Υ—") + TABLE.width("—Υ") - TABLE.width("—")  # signs go with the letters


@pytest.mark.parametrize("text", ["漢字", "ok 🩸", "a\u0301", "\u00ad"])
def test_what_no_table_knows_is_guessed_only_where_that_will_do(text: str) -> None:
    assert exact_width(text) is None
    with pytest.raises(UnknownWidthError):
        ExactMeasurer().width(text)
    assert TABLE.width(text) >= 0


def test_unknown_characters_are_one_em_and_marks_take_no_room() -> None:
    assert TABLE.width("漢") == EM_PX
    assert TABLE.width("a\u0301") == TABLE.width("a")


def test_exactly_or_not_known_words_are_as_wide() -> None:
    assert ExactMeasurer().width("Nekrosis lemak") == TABLE.width("Nekrosis lemak") == exact_width("Nekrosis lemak")


@given(st.text(st.sampled_from("AVTo.,/ –19ÁéŷΛΥ漢🩸\u0301"), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_ruler_says_of_each_piece_how_wide_it_is(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert TABLE.ruler(text)(start, end) == TABLE.width(text[start:end])


def test_more_pairs_than_are_kept_are_measured_all_the_same() -> None:
    letters = [chr(code) for code in range(0x21, 0x149) if exact_width(chr(code)) is not None]
    pairs = [first + second for first in letters for second in letters]
    assert len(pairs) > MOST_PAIRS
    found = [exact_width(pair) for pair in pairs]
    assert None not in found
    assert found == [exact_width(pair) for pair in pairs]
